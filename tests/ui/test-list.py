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
    # What was typed is not thrown away without a question.
    app.press("Escape")
    app.expect(name=app._("Save Changes?"))
    app.press("Escape")
    app.expect_gone(name=app._("Save Changes?"))
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("Hopital du test",)], "SELECT name FROM institutions WHERE name LIKE 'Hopital du test'")
    window.wait_query([("Hopital du test",)], "SELECT name FROM institutions WHERE name LIKE 'Hopital du test'", database="server.db")
    app.press("ctrl+z")
    window.wait_query([(1,)], "SELECT count(*) FROM institutions WHERE name LIKE 'Hopital du test' AND deleted_at IS NOT NULL")


if __name__ == "__main__":
    uitest.main([shows_the_first_institutions, search_narrows_with_each_key, search_that_finds_nothing, sort_by_beds,
                 open_and_come_back, new_institution], ready=ready)
