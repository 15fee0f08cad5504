#!/usr/bin/env python3
"""The Today page: what is written down in a line, what becomes of it, and what is done from a row."""

import uitest
from uitest import require

PEOPLE = ("SELECT c.first_name, c.last_name, i.name FROM contacts c JOIN institutions i ON i.id = c.institution_id"
          " WHERE c.deleted_at IS NULL AND (SELECT COUNT(*) FROM contacts d WHERE d.first_name = c.first_name"
          " AND d.last_name = c.last_name) = 1 AND NOT (c.first_name || c.last_name) GLOB '*[^A-Za-z]*' ORDER BY c.last_name, c.id LIMIT 1")
TASK = "SELECT status, contact_id IS NOT NULL, institution_id IS NOT NULL FROM tasks WHERE title = ? AND deleted_at IS NULL"


def ready(window):
    """All records of the demo are there: what is typed finds people."""
    window.app.wait(lambda: window.query(PEOPLE), "contacts")
    window.app.expect(name=window.app._("In sync"), cap=120)


def write(window, text):
    app = window.app
    app.press("ctrl+t")
    app.expect(role=("entry", "text"), name=app._("Write down what comes to mind"), states=["focused"])
    app.type(text)


def row(window, title):
    return window.app.expect(role="list-item", starts=title)


def choose(window, position):
    """An item of the menu that is open, by keys."""
    app = window.app
    app.expect(states=["focused"], test=lambda node: "menu-item" in node.role)
    app.press(*["Down"] * position, "Return")


def first_page(window):
    app = window.app
    app.expect(role="list-item", starts=app._("Today"), states=["selected"], within={"role": "list", "name": app._("Pages")})
    app.expect(role="label", name=app._("Nothing Is Due Today"))


def a_task_for_tomorrow(window):
    app = window.app
    first, last, institution = window.query(PEOPLE)[0]
    write(window, f"relancer {first} {last} demain 10h")
    app.expect(name=f"{app._('Kind')}: {app._('Task')}")
    app.expect(name=f"{app._('When')}: tomorrow 10:00")
    app.expect(name=f"{app._('Who')}: {first} {last} · {institution}")
    app.press("Return")
    title = f"Relancer {first} {last}"
    row(window, title)
    window.wait_query([("todo", 1, 1)], TASK, title)
    # Nothing is due, and what comes next is said.
    app.expect(role="list-item", starts=app._("Nothing is due today"), has=title)
    app.click(app.expect(role="push-button", name=app._("_Undo")))
    app.expect_gone(role="list-item", starts=title)
    window.wait_query([], TASK, title)
    app.press("Escape")


def chips_decide(window):
    app = window.app
    write(window, "payer le parking demain")
    app.click(app.expect(name=f"{app._('Kind')}: {app._('Task')}"))
    choose(window, 1)
    app.expect(name=f"{app._('Kind')}: {app._('Reminder')}")
    app.press("Return")
    row(window, "Payer le parking")
    window.wait_query([(0,)], "SELECT is_completed FROM reminders WHERE title = 'Payer le parking'")


def done_from_a_row(window):
    app = window.app
    write(window, "rappel commander du papier hier")
    app.press("Return")
    late = row(window, "Commander du papier")
    app.expect(role="label", name=app._("Overdue"))
    # The sidebar counts it.
    app.expect(role="list-item", starts=app._("Today"), has="1", within={"role": "list", "name": app._("Pages")})
    app.click(app.expect(role="push-button", name=app._("Mark as Done"), within={"role": "list-item", "starts": late.name[:19]}))
    app.expect_gone(role="list-item", starts="Commander du papier")
    window.wait_query([(1,)], "SELECT is_completed FROM reminders WHERE title = 'Commander du papier'")
    app.click(app.expect(role="push-button", name=app._("_Undo")))
    row(window, "Commander du papier")
    window.wait_query([(0,)], "SELECT is_completed FROM reminders WHERE title = 'Commander du papier'")


def menu_by_key(window):
    app = window.app
    write(window, "")
    app.press("Tab", "Home")
    app.expect(role="list-item", starts="Commander du papier", states=["focused"])
    app.press("shift+F10")
    # Done, in an hour, tomorrow, next week.
    choose(window, 3)
    window.wait_query([(1,)], "SELECT reminder_date > 1000000 * (CAST(strftime('%s', 'now') AS INTEGER) + 6 * 86400)"
                              " FROM reminders WHERE title = 'Commander du papier'")
    app.expect_gone(role="label", name=app._("Overdue"))


def long_sections(window):
    app = window.app
    for number in range(1, 12):
        write(window, f"todo lettre {number} aujourd'hui")
        app.press("Return")
        window.wait_query([("todo", 0, 0)], TASK, f"Lettre {number}")
    more = app.expect(role="list-item", name=app._("Show All %u").replace("%u", "11"))
    require(len(app.every(role="list-item", starts="Lettre")) == 8, "eight rows of eleven are shown")
    app.click(more, across=0.3)
    app.expect(role="list-item", starts="Lettre 9")
    app.expect_gone(role="list-item", name=more.name)


def opens_the_record(window):
    app = window.app
    app.click(row(window, "Lettre 1"), across=0.3)
    app.expect(role="dialog")
    app.press("Escape")
    app.expect_gone(role="dialog")


if __name__ == "__main__":
    uitest.main([first_page, a_task_for_tomorrow, chips_decide, done_from_a_row, menu_by_key, long_sections, opens_the_record],
                arguments=(), before=uitest.others_demo, ready=ready)
