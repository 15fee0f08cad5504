#!/usr/bin/env python3
"""Calendar files: dropped on the window they become meetings, once, in one change."""

import datetime
import os
import subprocess
import sys
import tempfile
import time

import uitest
from uidriver import run
from uitest import require

CONTACT = ("SELECT c.email, c.institution_id, i.name FROM contacts c JOIN institutions i ON i.id = c.institution_id"
           " WHERE c.deleted_at IS NULL AND c.email IS NOT NULL AND (SELECT COUNT(*) FROM contacts d"
           " WHERE lower(d.email) = lower(c.email)) = 1 ORDER BY c.id LIMIT 1")
MEETINGS = ("SELECT title, status, institution_id IS NOT NULL FROM meetings WHERE title LIKE 'Revue %' AND deleted_at IS NULL"
            " ORDER BY title")
HERE = os.path.dirname(os.path.abspath(__file__))
DAY = (datetime.date.today() + datetime.timedelta(days=3)).strftime("%Y%m%d")


def ready(window):
    window.app.wait(lambda: window.query(CONTACT), "contacts")
    window.app.expect(name=window.app._("In sync"), cap=120)


def event(number, more, sequence=0):
    return (f"BEGIN:VEVENT\r\nUID:revue-{number}@example.com\r\nSUMMARY:Revue {number}\r\nSEQUENCE:{sequence}\r\n"
            f"DTSTART;TZID=Romance Standard Time:{DAY}T0{number}0000\r\n{more}END:VEVENT\r\n")


def calendar(*events, method="REQUEST"):
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\n{''.join(events)}END:VCALENDAR\r\n"


def drop(window, text, hint=True):
    """Drags a file with @text out of another program's window onto the middle of ours."""
    app = window.app
    with tempfile.TemporaryDirectory(prefix="ri.", dir="/tmp") as folder:
        path = os.path.join(folder, "invitation.ics" if hint else "invitation.txt")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with subprocess.Popen([sys.executable, os.path.join(HERE, "..", "support", "dragfile.py"), path]) as other:
            try:
                found = app.wait(lambda: search("dragfile"), "the other window")
                run("xdotool", "windowmove", "--sync", found, "20", "20")
                run("xdotool", "windowactivate", "--sync", found)
                run("xdotool", "mousemove", "80", "80")
                time.sleep(0.2)
                run("xdotool", "mousedown", "1")
                for step in range(1, 6):
                    time.sleep(0.1)
                    run("xdotool", "mousemove", str(80 + 8 * step), str(80 + 8 * step))
                app.held = 120, 120
                x, y, width, height = app.origin()
                app.carry(x + width * 0.7, y + height * 0.6)
                if hint:
                    app.expect(name=app._("Drop to Add Meetings"))
                app.drop()
                if hint:
                    app.expect(role="dialog", name=app._("Import Meetings"))
                    app.wait(lambda: app.find(role="list-item", has="Revue") or app.find(has=app._("The File Cannot Be Read")),
                             "what is in the file")
            finally:
                other.terminate()
    app.focus()


def search(name):
    try:
        return run("xdotool", "search", "--onlyvisible", "--name", name).split()[0]
    except subprocess.CalledProcessError:
        return None


def imports(window):
    window.app.click(window.app.expect(within={"role": "dialog"}, role="push-button", name=window.app._("Import")))
    window.app.expect_gone(role="dialog")


def dropped_file_becomes_meetings(window):
    app = window.app
    email, institution, name = window.query(CONTACT)[0]
    drop(window, calendar(event(1, f"ATTENDEE;CN=Client:mailto:{email.upper()}\r\nATTENDEE:mailto:nobody@nowhere.example\r\n"),
                          event(2, ""), event(3, "RRULE:FREQ=HOURLY\r\n"), event(4, "DTEND;TZID=Atlantis:20260101T000000\r\n")))
    app.expect(role="list-item", starts="Revue 1", has=name)
    app.expect(role="list-item", starts="Revue 3", has=app._("It repeats by a rule that cannot be followed here"))
    app.expect(role="list-item", starts="Revue 4", has="Atlantis")
    # The person does not want the second.
    app.click(app.expect(role="list-item", starts="Revue 2"), across=0.4)
    app.expect(has="1 meeting will be imported, 2 cannot be read")
    imports(window)
    window.wait_query([("Revue 1", "scheduled", 1)], MEETINGS)
    require(window.query("SELECT m.institution_id, p.status, instr(m.description, 'nobody@nowhere.example') > 0 FROM meetings m"
                         " JOIN meeting_participants p ON p.meeting_id = m.id AND p.deleted_at IS NULL WHERE m.title = 'Revue 1'")
            == [(institution, "invited", 1)], "the contact takes part, and who is nobody's is named")
    app.click(app.expect(role="push-button", name=app._("_Undo")))
    window.wait_query([], MEETINGS)


def comes_back_once(window):
    app = window.app
    drop(window, calendar(event(1, "", 1), event(2, "", 1)))
    imports(window)
    # What was taken back comes back as the record it was, with its institution.
    window.wait_query([("Revue 1", "scheduled", 1), ("Revue 2", "scheduled", 0)], MEETINGS)
    # The same again, one newer, one older.
    drop(window, calendar(event(1, "LOCATION:Bloc 2\r\n", 2), event(2, "LOCATION:Bloc 3\r\n", 0)))
    app.expect(role="list-item", starts="Revue 1", has=app._("Changed"))
    app.expect(role="list-item", starts="Revue 2", has=app._("The meeting here is newer"))
    imports(window)
    window.wait_query([("Bloc 2", 2), (None, 1)], "SELECT location, sequence FROM meetings WHERE title LIKE 'Revue %'"
                                                  " AND deleted_at IS NULL ORDER BY title")


def cancelled_by_file(window):
    drop(window, calendar(event(1, "", 3), method="CANCEL"))
    imports(window)
    window.wait_query([("Revue 1", "cancelled", 1), ("Revue 2", "scheduled", 0)], MEETINGS)


def wrong_file_says_why(window):
    app = window.app
    drop(window, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n")
    app.expect(has="VEVENT")
    app.press("Escape")
    app.expect_gone(role="dialog")


def other_files_are_left(window):
    app = window.app
    drop(window, "text", hint=False)
    require(app.find(role="dialog") is None and app.find(name=app._("Drop to Add Meetings")) is None, "a text is no calendar")


if __name__ == "__main__":
    uitest.main([dropped_file_becomes_meetings, comes_back_once, cancelled_by_file, wrong_file_says_why, other_files_are_left],
                ready=ready)
