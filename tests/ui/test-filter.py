#!/usr/bin/env python3
"""Lists that are narrowed, ordered and kept as views: by pointer and keys, over a restart."""

import uitest
from listviews import DELETE, REVERT, SAVE, SAVE_AS, choose_in_views
from uitest import require

DIALOG = {"role": "dialog"}
DEPARTMENT = ("SELECT state FROM institutions WHERE deleted_at IS NULL AND state IS NOT NULL GROUP BY state "
              "HAVING sum(bed_capacity > 100) > 0 AND sum(coalesce(bed_capacity, 0) <= 100 AND type = 'clinic') > 0 AND "
              "sum(coalesce(bed_capacity, 0) <= 100 AND type <> 'clinic') > 0 ORDER BY count(*) DESC LIMIT 1")
WANTED = "deleted_at IS NULL AND state = ? AND (bed_capacity > 100 OR type = 'clinic')"
VIEWS = "SELECT name FROM saved_views WHERE deleted_at IS NULL"


def rows(window):
    return window.app.every(role="table-row", test=lambda node: len(node.children) > 0 and node.children[0].role == "table-cell")


def ready(window):
    window.app.press("ctrl+1")
    window.app.go("Institutions")
    window.app.wait(lambda: len(rows(window)) > 5, "rows")


def open_builder(window):
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._("Filter")))
    app.click(app.expect(role="push-button", name=app._("More Conditions…")))
    app.expect(role="dialog", name=app._("Filter"))


def choose_field(window, name):
    """The line that has just been added has the focus on its field."""
    app = window.app
    app.press("space")
    app.expect(states=["focused"], test=lambda node: node.role in ("entry", "text"))
    app.type(name)
    app.press("Return")
    app.expect(within=DIALOG, role="toggle-button", name=name)


def pick(window, *values):
    """Opens the values that are not chosen yet, and chooses by typing."""
    app = window.app
    app.click(app.every(within=DIALOG, role="toggle-button", name=app._("Choose…"))[-1])
    app.expect(role="check-box")
    for value in values:
        app.press("ctrl+a")
        app.type(value)
        app.press("Return")
        app.expect(role="check-box", name=value, states=["checked"])
    app.press("Escape")
    app.expect_gone(role="check-box")


def shown_view(window, name, modified=False):
    app = window.app
    text = f"View: {name}, modified" if modified else f"View: {name}"
    return app.expect(role="toggle-button", name=text)


def build_a_filter(window):
    app = window.app
    department = window.query(DEPARTMENT)[0][0]
    open_builder(window)
    app.expect(within=DIALOG, role="label", name="200 institutions")
    choose_field(window, "Department")
    pick(window, department)
    here = window.query("SELECT count(*) FROM institutions WHERE deleted_at IS NULL AND state = ?", department)[0][0]
    app.expect(within=DIALOG, role="label", name=f"{here} institutions")

    app.click(app.expect(within=DIALOG, role="push-button", name=app._("Add Group")))
    app.expect(within=DIALOG, role="toggle-button", name=app._("Any of these holds"))
    choose_field(window, "Beds")
    value = app.expect(within=DIALOG, role=("text", "entry"), name=app._("Value"))
    app.click(value)
    app.type("cent")
    app.press("Tab")
    app.expect(within=DIALOG, role="label", has="“cent”")
    app.click(app.expect(within=DIALOG, role=("text", "entry"), name=app._("Value")))
    app.press("ctrl+a")
    app.type("100")
    app.expect_gone(within=DIALOG, role="label", has="“cent”")

    # What is incomplete says so, and nothing is lost.
    app.click(app.every(within=DIALOG, role="push-button", name=app._("Add Condition"))[0])
    app.click(app.expect(within=DIALOG, role="push-button", name=app._("Apply")))
    app.expect(within=DIALOG, role="label", name=app._("Choose at least one value"))
    pick(window, "Clinic")
    wanted = window.query(f"SELECT count(*) FROM institutions WHERE {WANTED}", department)[0][0]
    require(0 < wanted < here, f"{wanted} of {here} says nothing")
    app.expect(within=DIALOG, role="label", name=f"{wanted} institutions")
    app.click(app.expect(within=DIALOG, role="push-button", name=app._("Apply")))
    app.expect_gone(role="dialog")

    app.expect(role="label", name=f"{wanted} found")
    app.expect(role="push-button", name=f"Remove “Department is {department}”")
    app.expect(role="push-button", name="Remove “Beds: more than 100 or Type is Clinic”")
    app.wait(lambda: len(rows(window)) == wanted, f"{wanted} rows")
    shown_view(window, "All institutions", modified=True)


def save_it_as_a_view(window):
    app = window.app
    choose_in_views(window, SAVE_AS)
    dialog = app.expect(role=("dialog", "alert"), name=app._("Save View"))
    app.expect(within=dialog, states=["focused"], test=lambda node: node.role in ("entry", "text"))
    app.type("Big_ones here")
    app.press("Return")
    app.expect_gone(role=("dialog", "alert"), name=app._("Save View"))
    window.wait_query([("Big_ones here",)], VIEWS)
    window.wait_query([("Big_ones here",)], VIEWS, database="server.db")
    shown_view(window, "Big_ones here")


def it_is_there_after_a_restart(window):
    department = window.query(DEPARTMENT)[0][0]
    wanted = window.query(f"SELECT count(*) FROM institutions WHERE {WANTED}", department)[0][0]
    window.app.expect(name=window.app._("In sync"))
    require(window.app.close() == 0, "the program did not end well")
    app = window.start(keep_settings=True)
    app.go("Institutions")
    app.expect(role="label", name=f"{wanted} found", cap=60)
    app.expect(role="push-button", name=f"Remove “Department is {department}”")
    shown_view(window, "Big_ones here")


def remove_a_chip_and_revert(window):
    app = window.app
    department = window.query(DEPARTMENT)[0][0]
    either = window.query("SELECT count(*) FROM institutions WHERE deleted_at IS NULL AND (bed_capacity > 100 OR type = 'clinic')")[0][0]
    wanted = window.query(f"SELECT count(*) FROM institutions WHERE {WANTED}", department)[0][0]
    app.click(app.expect(role="push-button", name=f"Remove “Department is {department}”"))
    app.expect(role="label", name=f"{either} found")
    shown_view(window, "Big_ones here", modified=True)
    choose_in_views(window, REVERT)
    app.expect(role="label", name=f"{wanted} found")
    shown_view(window, "Big_ones here")


def change_and_save(window):
    app = window.app
    app.click(app.expect(role="label", name=app._("Beds")))
    shown_view(window, "Big_ones here", modified=True)
    choose_in_views(window, SAVE)
    shown_view(window, "Big_ones here")
    app.wait(lambda: "bedCapacity\",\"descending" in window.query("SELECT definition FROM saved_views WHERE deleted_at IS NULL")[0][0],
             "the order in the view")


def delete_it_and_undo(window):
    app = window.app
    choose_in_views(window, DELETE)
    window.wait_query([], VIEWS)
    shown_view(window, "All institutions")
    app.expect_gone(role="push-button", name=app._("Clear"))
    app.press("ctrl+z")
    window.wait_query([("Big_ones here",)], VIEWS)
    # It is shown again, as it was.
    shown_view(window, "Big_ones here")


def another_view_gives_unsaved_changes_back(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("Clear")))
    shown_view(window, "Big_ones here", modified=True)
    choose_in_views(window, 0)

    # A toast does not stay long: all that is looked at is taken from one look.
    def seen():
        toasts = app.every(role="label", name="Changes to “Big_ones here” discarded")
        other = app.every(fresh=False, role="toggle-button", name="View: All institutions")
        buttons = app.every(fresh=False, role="push-button", name=app._("Undo"))
        return buttons[-1] if toasts and other and buttons else None
    app.click(app.wait(seen, "a toast that can bring the changes back"))
    shown_view(window, "Big_ones here", modified=True)
    app.expect_gone(role="push-button", name=app._("Clear"))
    choose_in_views(window, REVERT)
    shown_view(window, "Big_ones here")
    app.expect(role="push-button", name=app._("Clear"))


def undoing_save_as_keeps_what_is_shown(window):
    app = window.app
    choose_in_views(window, 0)
    shown_view(window, "All institutions")
    app.click(app.expect(role="label", name=app._("Town")))
    shown_view(window, "All institutions", modified=True)
    choose_in_views(window, SAVE_AS)
    app.expect(role=("dialog", "alert"), name=app._("Save View"))
    app.expect(states=["focused"], test=lambda node: node.role in ("entry", "text"))
    app.type("By town")
    app.press("Return")
    shown_view(window, "By town")
    window.wait_query([("Big_ones here",), ("By town",)], VIEWS + " ORDER BY name")
    app.press("ctrl+z")
    window.wait_query([("Big_ones here",)], VIEWS)
    shown_view(window, "All institutions", modified=True)


def tasks_begin_with_the_open_ones(window):
    app = window.app
    app.go("Activities")
    app.view("Tasks")
    shown_view(window, "Open, soonest first")
    first = [title for (title,) in window.query("SELECT title FROM tasks WHERE deleted_at IS NULL AND status IN ('todo', 'in_progress') "
                                                "ORDER BY due_date NULLS LAST, id LIMIT 3")]
    app.wait(lambda: [row.name.startswith(title) for row, title in zip(rows(window), first)] == [True] * 3, f"{first} at the top")
    app.expect(role="push-button", name="Remove “Status is To do or In progress”")
    choose_in_views(window, 2)
    count = window.query("SELECT count(*) FROM tasks WHERE deleted_at IS NULL")[0][0]
    app.expect(role=("entry", "text", "search-bar"), name=app._("Search tasks"))
    app.expect_gone(role="push-button", name=app._("Clear"))
    require(count > len(first), "there are few tasks")


def views_that_move_with_the_day(window):
    app = window.app
    app.go("Invoices")
    choose_in_views(window, 1)
    overdue = window.query("SELECT count(*) FROM invoices WHERE deleted_at IS NULL AND status IN ('sent', 'partially_paid', 'overdue') "
                           "AND due_date < date('now', 'localtime')")[0][0]
    app.expect(role="label", name=f"{overdue} found")
    app.expect(role="push-button", name="Remove “Due is before today”")


if __name__ == "__main__":
    uitest.main([build_a_filter, save_it_as_a_view, it_is_there_after_a_restart, remove_a_chip_and_revert, change_and_save,
                 delete_it_and_undo, another_view_gives_unsaved_changes_back,
                 undoing_save_as_keeps_what_is_shown, tasks_begin_with_the_open_ones, views_that_move_with_the_day], ready=ready)
