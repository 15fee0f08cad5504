#!/usr/bin/env python3
"""The list of institutions: found while typing, opened, come back to."""

import unicodedata

import uitest
from uitest import require

TYPED = ("entry", "text")


def rows(window):
    return window.app.every(role="table-row", test=lambda node: len(node.children) > 0 and node.children[0].role == "table-cell")


def ready(window):
    window.app.press("ctrl+1")
    window.app.wait(lambda: len(rows(window)) > 5, "rows")


def typed_of(name):
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def shows_the_first_institutions(window):
    first = window.query("SELECT name FROM institutions WHERE deleted_at IS NULL ORDER BY sort_key, id LIMIT 3")
    window.app.wait(lambda: [row.name.startswith(name) for row, (name,) in zip(rows(window), first)] == [True] * 3,
                    f"{first} at the top")


def search_narrows_with_each_key(window):
    app = window.app
    names = [name for (name,) in window.query("SELECT name FROM institutions WHERE deleted_at IS NULL ORDER BY sort_key DESC")]
    # One that no other has all the words of.
    name = next(name for name in names if name.startswith("Centre hospitalier de") and
                sum(set(typed_of(name).split()) <= set(typed_of(other).split()) for other in names) == 1)
    app.press("ctrl+f")
    app.expect(states=["focused"], test=lambda node: node.role in TYPED)
    for part in ("centre", " hospitalier", typed_of(name)[len("centre hospitalier"):]):
        app.type(part)
        app.wait(lambda: rows(window) and all(part.split()[0][:6] in typed_of(row.name) for row in rows(window)),
                 f"only rows with “{part.strip()}”")
    app.wait(lambda: len(rows(window)) == 1 and rows(window)[0].name.startswith(name), f"{name} alone")
    app.press("ctrl+a", "BackSpace")
    app.wait(lambda: len(rows(window)) > 5, "all rows again")


def search_that_finds_nothing(window):
    app = window.app
    app.press("ctrl+f")
    app.press("ctrl+a")
    app.type("qqqxyz")
    app.expect(name=app._("No Results Found"))
    app.press("ctrl+a", "BackSpace")
    app.wait(lambda: len(rows(window)) > 5, "all rows again")


def sort_by_beds(window):
    app = window.app
    header = app.expect(role="label", name=app._("Beds"))
    highest = window.query("SELECT name FROM institutions WHERE bed_capacity IS NOT NULL ORDER BY bed_capacity DESC LIMIT 1")[0][0]
    app.click(header)
    app.wait(lambda: rows(window) and not rows(window)[0].name.startswith("Centre de dialyse d'Aix"), "another order")
    app.click(header)
    app.wait(lambda: rows(window) and rows(window)[0].name.startswith(highest), f"{highest} first")
    app.click(app.expect(role="label", name=app._("Name")))
    shows_the_first_institutions(window)


def open_and_come_back(window):
    app = window.app
    name = rows(window)[0].name
    app.click(rows(window)[0], across=0.1)
    heading = app.expect(role="heading")
    require(name.startswith(heading.name), f"“{heading.name}” was opened, not “{name}”")
    app.press("alt+Left")
    app.wait(lambda: len(rows(window)) > 5, "the list again")


def new_institution(window):
    app = window.app
    app.press("ctrl+n")
    dialog = app.expect(role="dialog")
    app.expect(within=dialog, states=["focused"], test=lambda node: node.role in TYPED)
    # Nothing entered: the field says so, nothing is written.
    before = window.query("SELECT count(*) FROM institutions")
    app.press("ctrl+Return")
    app.wait(lambda: app.find(role="dialog") and window.query("SELECT count(*) FROM institutions") == before, "the dialog still there")
    app.type("Hopital du test")
    # What was typed is kept, and is there again where one begins anew.
    app.press("Escape")
    app.expect_gone(role="dialog")
    app.expect(role="push-button", name=app._("_Restore"))
    app.press("ctrl+n")
    app.expect(role="dialog")
    app.expect(name=app._("What you had entered was kept"))
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("Hopital du test",)], "SELECT name FROM institutions WHERE name LIKE 'Hopital du test'")
    window.wait_query([("Hopital du test",)], "SELECT name FROM institutions WHERE name LIKE 'Hopital du test'", database="server.db")
    app.press("ctrl+z")
    window.wait_query([(1,)], "SELECT count(*) FROM institutions WHERE name LIKE 'Hopital du test' AND deleted_at IS NOT NULL")


def shows(window, first):
    """The rows at the top, by what their titles are."""
    window.app.wait(lambda: [row.name.startswith(name) for row, name in zip(rows(window), first)] == [True] * len(first),
                    f"{first} at the top")


# Page, its view, the titles of the first rows in the order that the list begins with, and what the sidebar counts.
LISTS = (
    ("Contacts", None, "SELECT first_name || ' ' || last_name FROM contacts WHERE deleted_at IS NULL ORDER BY sort_key, id LIMIT 2",
     "SELECT count(*) FROM contacts WHERE deleted_at IS NULL"),
    ("Deals", None, "SELECT name FROM opportunities WHERE deleted_at IS NULL ORDER BY expected_close_date DESC, id DESC LIMIT 2",
     "SELECT count(*) FROM opportunities WHERE deleted_at IS NULL AND stage NOT IN ('closed_won', 'closed_lost')"),
    ("Quotes", None, "SELECT title FROM quotes WHERE deleted_at IS NULL ORDER BY quote_number DESC LIMIT 3",
     "SELECT count(*) FROM quotes WHERE deleted_at IS NULL AND status IN ('draft', 'sent')"),
    ("Invoices", None, "SELECT title FROM invoices WHERE deleted_at IS NULL ORDER BY issue_date DESC NULLS LAST LIMIT 1",
     "SELECT count(*) FROM invoices WHERE deleted_at IS NULL AND status IN ('sent', 'partially_paid', 'overdue')"),
    ("Activities", "Tasks", "SELECT title FROM tasks WHERE deleted_at IS NULL AND status IN ('todo', 'in_progress') "
     "ORDER BY due_date NULLS LAST, id LIMIT 1",
     "SELECT count(*) FROM tasks WHERE deleted_at IS NULL AND status IN ('todo', 'in_progress')"),
    ("Activities", "Meetings", "SELECT title FROM meetings WHERE deleted_at IS NULL ORDER BY start_date DESC LIMIT 1", None),
    ("Activities", "Calls", "SELECT phone_number FROM calls WHERE deleted_at IS NULL ORDER BY call_date DESC LIMIT 1", None),
    ("Activities", "Notes", "SELECT title FROM notes WHERE deleted_at IS NULL ORDER BY created_at DESC LIMIT 1", None),
)


def every_kind_has_its_list(window):
    app = window.app
    for page, view, first, count in LISTS:
        app.go(page)
        if view:
            app.view(view)
        shows(window, [name for (name,) in window.query(first)])
        if count:
            number = f"{window.query(count)[0][0]:,}"
            app.expect(role="list-item", name=f"{app._(page)}, {number}", within={"role": "list", "name": app._("Pages")})


def a_list_of_deals_is_searched_and_opened(window):
    app = window.app
    app.go("Deals")
    name = window.query("SELECT name FROM opportunities WHERE deleted_at IS NULL AND name LIKE 'Remplacement%' ORDER BY name LIMIT 1")[0][0]
    app.press("ctrl+f")
    app.type("remplacement")
    app.wait(lambda: rows(window) and all(row.name.startswith("Remplacement") for row in rows(window)), "only replacements")
    count = window.query("SELECT count(*) FROM opportunities WHERE deleted_at IS NULL AND name LIKE 'Remplacement%'")[0][0]
    app.expect(role="label", name=f"{count} found")
    app.click(app.expect(role="label", name=app._("Name")))
    shows(window, [name])
    app.press("ctrl+f", "Return")
    app.expect(role="heading", name=name)
    app.press("alt+Left")
    app.expect(role="table-row", starts=name)
    app.press("ctrl+f", "ctrl+a", "BackSpace")


def narrow_quotes_to_the_sent_ones(window):
    app = window.app
    app.go("Quotes")
    app.click(app.expect(role="toggle-button", name=app._("Filter")))
    app.expect(role="combo-box", name=app._("Status"))
    app.press("space")
    app.press("Down", "Down", "Return")
    app.press("Escape")
    sent = window.query("SELECT count(*) FROM quotes WHERE deleted_at IS NULL AND status = 'sent'")[0][0]
    app.expect(role="label", name=f"{sent} found")
    app.click(app.expect(role="push-button", name="Remove “Status is Sent”"))
    app.expect_gone(role="label", name=f"{sent} found")


def choose(window, menu, nth):
    """The items of a menu have no names of their own: down to the one that is meant."""
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._(menu)))
    for index in range(nth + 1):
        app.wait(lambda: len(app.every(role="menu-item")) > index and "focused" in app.every(role="menu-item")[index].states,
                 f"item {index} of the menu")
        if index < nth:
            app.press("Down")
    app.press("Return")


def headings(window):
    """The titles of the columns, from left to right."""
    row = window.app.expect(role="table-row", test=lambda node: len(node.children) > 0 and node.children[0].role != "table-cell")
    return row.name


def choose_and_order_columns(window):
    app = window.app
    app.go("Quotes")
    app.wait(lambda: headings(window).startswith("Title Number Institution"), "the columns that quotes have")
    choose(window, "View", 0)
    dialog = app.expect(role="dialog", name=app._("Columns"))
    app.expect(within=dialog, role="list-item", name=app._("Title"), states=["focused"])
    app.press("alt+Down")
    app.wait(lambda: headings(window).startswith("Number Title Institution"), "the number first")
    app.press("Down", "space")
    app.wait(lambda: headings(window).startswith("Number Title Status"), "no institution")
    app.click(app.expect(within=dialog, role="push-button", name=app._("Reset")))
    app.wait(lambda: headings(window).startswith("Title Number Institution"), "the first columns again")
    app.press("Escape")
    app.expect_gone(role="dialog")


def select_sum_change_and_undo(window):
    app = window.app
    app.go("Deals")
    first = window.query("SELECT id, value FROM opportunities WHERE deleted_at IS NULL ORDER BY name, id LIMIT 1")
    require(first, "there is no deal")
    app.press("ctrl+f", "Down")
    app.expect(role="table-row", states=["focused"])
    app.press("ctrl+a")
    count = window.query("SELECT count(*) FROM opportunities WHERE deleted_at IS NULL")[0][0]
    app.expect(role="label", name=f"{count} selected")
    total = window.query("SELECT sum(value) FROM opportunities WHERE deleted_at IS NULL")[0][0]
    app.expect(role="label", name=f"Value: €{total / 100:,.2f}")
    app.press("Escape")
    app.expect_gone(role="label", name=f"{count} selected")

    choose(window, "View", 1)
    app.expect(role="label", name="0 selected")
    app.click(rows(window)[0], across=0.3)
    app.expect(role="label", name="1 selected")
    app.press("shift+Down")
    app.expect(role="label", name="2 selected")
    app.click(app.expect(role="push-button", name=app._("Delete")))
    app.expect(role="label", name="0 selected")
    window.wait_query([(count - 2,)], "SELECT count(*) FROM opportunities WHERE deleted_at IS NULL")
    app.press("ctrl+z")
    window.wait_query([(count,)], "SELECT count(*) FROM opportunities WHERE deleted_at IS NULL")
    app.press("Escape")


def give_tags_to_several(window):
    app = window.app
    app.go("Contacts")
    choose(window, "View", 1)
    app.click(rows(window)[0], across=0.3)
    app.press("shift+Down", "shift+Down")
    app.expect(role="label", name="3 selected")
    app.click(app.expect(role="push-button", name=app._("Add Tags…")))
    app.expect(role="dialog", name="Change 3 Records")
    app.click(app.expect(role=TYPED, within={"role": "dialog"}))
    app.type("congress")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([(3,)], "SELECT count(*) FROM contacts WHERE tags LIKE '%congress%'", database="server.db")
    app.press("ctrl+z")
    window.wait_query([(0,)], "SELECT count(*) FROM contacts WHERE tags LIKE '%congress%'")
    app.click(app.expect(role="push-button", name=app._("Done")))
    app.expect_gone(role="label", name="3 selected")


if __name__ == "__main__":
    uitest.main([shows_the_first_institutions, search_narrows_with_each_key, search_that_finds_nothing, sort_by_beds,
                 open_and_come_back, new_institution, every_kind_has_its_list,
                 a_list_of_deals_is_searched_and_opened, narrow_quotes_to_the_sent_ones, choose_and_order_columns,
                 select_sum_change_and_undo, give_tags_to_several], ready=ready)
