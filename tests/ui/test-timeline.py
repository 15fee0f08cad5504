#!/usr/bin/env python3
"""What happened at an institution: written down, found again, narrowed, opened."""

import unicodedata

import uitest
from uitest import require

SUMMARY = "Budget voted, wants two monitors"
NOTE = "Ask for Claire at the desk"
TYPED = ("entry", "text")
# Nothing stands above what is written down now: no meeting is to come. Nothing of theirs is a document.
PLACE = ("SELECT i.id, i.name FROM institutions i"
         " WHERE NOT EXISTS (SELECT 1 FROM meetings m WHERE m.institution_id = i.id"
         "   AND m.start_date > strftime('%s', 'now') * 1000000)"
         " AND (SELECT count(*) FROM calls c WHERE c.institution_id = i.id AND c.deleted_at IS NULL) BETWEEN 35 AND 80"
         " AND EXISTS (SELECT 1 FROM tasks t WHERE t.institution_id = i.id AND t.deleted_at IS NULL AND t.status = 'todo')"
         " ORDER BY i.sort_key LIMIT 1")


def plain(text):
    """The text as any keyboard types it: the search does not mind accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def ready(window):
    app = window.app
    app.press("ctrl+1")
    app.expect(role="table-row", cap=120)
    found = app.wait(lambda: window.query(PLACE), "an institution with a history", 120)
    window.place, name = found[0]
    app.press("ctrl+f")
    app.expect(states=["focused"], role=TYPED)
    app.type(plain(name).lower())
    app.wait(lambda: app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)


def rows(window, fresh=True):
    app = window.app
    return app.every(fresh=fresh, within={"role": "list", "name": app._("Timeline")}, role="list-item",
                     test=lambda node: node.name != "")


def tab_to(window, **wanted):
    """Tab leads there from where the focus is."""
    app = window.app
    for _ in range(40):
        node = app.find(states=["focused"], **wanted)
        if node:
            return node
        app.press("Tab")
    raise uitest.Failure(f"Tab does not lead to {app.describe(wanted)}")


def log_a_call_by_keyboard(window):
    app = window.app
    app.view("Activity")
    tab_to(window, role=TYPED, name=app._("Log a call"))
    app.type(SUMMARY)
    app.press("Return")
    window.wait_query([("outgoing", window.place)],
                      "SELECT call_type, institution_id FROM calls WHERE summary = ? AND deleted_at IS NULL", SUMMARY)
    app.wait(lambda: app.expect(role=TYPED, name=app._("Log a call")).text == "", "an empty entry")
    # Nothing typed: nothing stored.
    app.press("Return")
    window.wait_query([("outgoing", window.place)],
                      "SELECT call_type, institution_id FROM calls WHERE summary = ? AND deleted_at IS NULL", SUMMARY,
                      database="server.db")
    require(window.query("SELECT count(*) FROM calls WHERE summary IS NULL AND created_at > "
                         "(SELECT created_at FROM calls WHERE summary = ?)", SUMMARY) == [(0,)], "an empty call was stored")


def call_at_the_top(window):
    app = window.app
    app.view("Timeline")
    app.wait(lambda: rows(window) and SUMMARY in rows(window, fresh=False)[0].name, f"“{SUMMARY}” at the top")
    name = rows(window, fresh=False)[0].name
    require(name.startswith(app._("Outgoing call")) and app._("today") in name, f"the row is called “{name}”")
    app.expect(role="label", name=app._("today").capitalize())


def note_appears_and_goes(window):
    """What is written down while the timeline is there comes to its top, and goes when it is undone."""
    app = window.app
    app.view("Activity")
    app.click(app.expect(role=TYPED, name=app._("Write a note")))
    app.type(NOTE)
    app.press("Return")
    window.wait_query([(NOTE, NOTE)], "SELECT title, content FROM notes WHERE institution_id = ? AND title = ?", window.place, NOTE)
    app.view("Timeline")
    app.wait(lambda: rows(window) and NOTE in rows(window, fresh=False)[0].name, f"“{NOTE}” at the top")
    app.press("ctrl+z")
    app.wait(lambda: rows(window) and SUMMARY in rows(window, fresh=False)[0].name, "the note gone, the call at the top")


def choose_kind(window, kind):
    app = window.app
    app.click(app.expect(role="check-box", name=app._(kind)))
    app.wait(lambda: "checked" in app.expect(role="check-box", name=app._(kind)).states, f"{kind} chosen")
    app.press("Escape")
    app.expect_gone(role="check-box", name=app._(kind))


def filter_by_kind(window):
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._("All kinds")))
    choose_kind(window, "Notes")
    app.wait(lambda: rows(window) and all(row.name.startswith(app._("Note")) for row in rows(window, fresh=False)), "only notes")
    newest = window.query("SELECT title FROM notes WHERE institution_id = ? AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1",
                          window.place)[0][0]
    require(rows(window)[0].name.endswith(newest), f"the first row is “{rows(window)[0].name}”, not “{newest}”")


def filter_that_finds_nothing(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("Show All")))
    app.click(app.expect(role="toggle-button", name=app._("All kinds")))
    choose_kind(window, "Documents")
    app.expect(name=app._("Nothing Like That"))
    app.click(app.every(role="push-button", name=app._("_Show All").replace("_", ""))[-1])
    app.wait(lambda: rows(window) and SUMMARY in rows(window, fresh=False)[0].name, "everything again")


def second_page(window):
    """The list goes on as long as one scrolls: to the first call there has ever been."""
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._("All kinds")))
    choose_kind(window, "Calls")
    count = window.query("SELECT count(*) FROM calls WHERE institution_id = ? AND deleted_at IS NULL", window.place)[0][0]
    require(count > 30, f"{count} calls are no second page")
    oldest = window.query("SELECT COALESCE(summary, '') FROM calls WHERE institution_id = ? AND deleted_at IS NULL"
                          " ORDER BY call_date, id LIMIT 1", window.place)[0][0]
    app.wait(lambda: rows(window) and all(app._("Outgoing call") in row.name or app._("Incoming call") in row.name or
                                          app._("Missed call") in row.name for row in rows(window, fresh=False)), "only calls")
    x, y, width, height = app.still(app.expect(role="list", name=app._("Timeline")))
    app.rest()

    def at_the_end():
        app.wheel_at(x + width // 2, min(y + height // 2, app.origin()[3] - 100), 10)
        found = rows(window)
        return found and found[-1].name.endswith(" ".join(oldest.split())) and len(app.every(fresh=False, role="list-item")) > 0
    app.wait(at_the_end, f"the oldest call, “{oldest}”", 60)


def open_a_record(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("Show All")))
    app.wait(lambda: rows(window) and SUMMARY in rows(window, fresh=False)[0].name, "the newest at the top")
    app.click(rows(window, fresh=False)[0], across=0.3)
    dialog = app.expect(role="dialog")
    app.expect(within=dialog, role=TYPED, test=lambda node: node.text == SUMMARY)
    app.press("Escape")
    app.expect_gone(role="dialog")
    # And by key.
    app.press("Return")
    app.expect(role="dialog")
    app.press("Escape")
    app.expect_gone(role="dialog")


def complete_a_task(window):
    app = window.app
    task, title = window.query("SELECT id, title FROM tasks WHERE institution_id = ? AND status = 'todo' AND deleted_at IS NULL"
                               " ORDER BY due_date IS NULL, due_date, id LIMIT 1", window.place)[0]
    app.view("Activity")
    name = app._("Mark “%s” as done") % title
    x, y, width, height = app.still(app.expect(role="list", name=app._("Write down")))
    check = app.scroll_to(lambda: app.expect(role="check-box", name=name), (x + width // 2, y + height + 100))
    app.click(check)
    window.wait_query([("completed",)], "SELECT status FROM tasks WHERE id = ?", task)
    # From when it is said on, it is what Ctrl+Z takes back.
    app.expect(role="label", name=app._("“%s” done") % title)
    app.press("ctrl+z")
    window.wait_query([("todo",)], "SELECT status FROM tasks WHERE id = ?", task)


if __name__ == "__main__":
    uitest.main([log_a_call_by_keyboard, call_at_the_top, note_appears_and_goes, filter_by_kind, filter_that_finds_nothing,
                 second_page, open_a_record, complete_a_task], ready=ready)
