#!/usr/bin/env python3
"""Views of lists: those that are there by themselves, and one that is saved."""

import uitest
from uitest import require

VIEWS = "SELECT name FROM saved_views WHERE deleted_at IS NULL"


def rows(window):
    return window.app.every(role="table-row", test=lambda node: len(node.children) > 0 and node.children[0].role == "table-cell")


def ready(window):
    window.app.press("ctrl+1")
    window.app.go("Institutions")
    window.app.wait(lambda: len(rows(window)) > 5, "rows")


def shown_view(window, name, modified=False):
    app = window.app
    text = f"View: {name}, modified" if modified else f"View: {name}"
    return app.expect(role="toggle-button", name=text)


# From the end of the menu of views; those that are there by themselves stand at its beginning.
SAVE_AS = -4


def choose_in_views(window, nth):
    """The items of a menu have no names of their own: down to the one that is meant."""
    app = window.app
    app.click(app.expect(role="toggle-button", starts="View: "))
    app.expect(role="menu-item", states=["focused"])
    for _ in range(16):
        items = app.every(role="menu-item")
        if "focused" in items[nth].states:
            break
        before = [item.address for item in items if "focused" in item.states]
        app.press("Down")
        app.wait(lambda: [item.address for item in app.every(role="menu-item") if "focused" in item.states] != before, "the next item")
    app.press("Return")
    app.expect_gone(role="menu-item")


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
    uitest.main([save_it_as_a_view, tasks_begin_with_the_open_ones, views_that_move_with_the_day], ready=ready)
