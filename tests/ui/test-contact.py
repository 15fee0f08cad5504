#!/usr/bin/env python3
"""A contact's page: opened, called and written to, what was said noted, deals and revenue; mail and telephone are programs that the
test puts there, which write down what they are asked."""

import os
import re

import uitest
from places import plain
from uitest import require

SUMMARY = "Wants the offer before Christmas"
TASK = "Send the brochure"
MEETING = "Visit of the ward"
TYPED = ("entry", "text")
# Somebody with a role in a deal, a superior and invoices.
PERSON = ("SELECT c.id, c.first_name || ' ' || c.last_name, c.institution_id, c.email, c.phone FROM contacts c"
          " JOIN invoices v ON v.contact_person_id = c.id AND v.deleted_at IS NULL AND v.status NOT IN ('draft', 'cancelled')"
          " AND v.issue_date >= date('now', '-10 months')"
          " JOIN opportunity_contacts p ON p.contact_person_id = c.id AND p.deleted_at IS NULL"
          " WHERE c.reports_to_id IS NOT NULL AND c.deleted_at IS NULL"
          " AND (SELECT count(*) FROM contacts d WHERE d.sort_key = c.sort_key) = 1"
          " AND NOT EXISTS (SELECT 1 FROM meeting_participants m JOIN meetings n ON n.id = m.meeting_id"
          "   WHERE m.contact_person_id = c.id AND n.start_date > strftime('%s', 'now') * 1000000)"
          " GROUP BY c.id ORDER BY c.sort_key LIMIT 1")


def put_programs():
    """Programs for mailto: and tel:, which append to a file; its path."""
    applications = os.path.join(os.environ["XDG_DATA_HOME"], "applications")
    os.makedirs(applications, exist_ok=True)
    os.makedirs(os.environ["XDG_CONFIG_HOME"], exist_ok=True)
    said = os.path.join(os.environ["XDG_DATA_HOME"], "said")
    script = os.path.join(os.environ["XDG_DATA_HOME"], "say")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho \"$1\" >>'{said}'\n")
    os.chmod(script, 0o755)
    with open(os.path.join(applications, "say.desktop"), "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Say\nExec={script} %u\n"
                   "MimeType=x-scheme-handler/mailto;x-scheme-handler/tel;\n")
    with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\nx-scheme-handler/mailto=say.desktop\nx-scheme-handler/tel=say.desktop\n")
    return said


def said(window):
    try:
        with open(window.said, encoding="utf-8") as file:
            return file.read().split("\n")[:-1]
    except FileNotFoundError:
        return []


def ready(window):
    app = window.app
    app.press("ctrl+1")
    app.expect(role="table-row", cap=120)
    app.wait(lambda: window.query("SELECT count(*) FROM payments")[0][0], "the payments", 120)
    window.person, window.name, window.institution, window.email, window.phone = \
        app.wait(lambda: window.query(PERSON), "such a contact", 60)[0]


def opened_from_the_list(window):
    app = window.app
    app.press("ctrl+2")
    app.expect(role="table-row")
    app.press("ctrl+f")
    app.type(plain(window.name).lower())
    app.wait(lambda: app.find(role="table-row", starts=window.name), window.name)
    app.press("Return")
    app.expect(role="heading", name=window.name)
    require(app.find(role="dialog") is None, "a dialog stands over the page")


def institution_behind_the_link(window):
    app = window.app
    name = window.query("SELECT name FROM institutions WHERE id = ?", window.institution)[0][0]
    app.click(app.expect(role="link", name=name))
    app.expect(role="heading", name=name)
    # And back from the row of its contacts.
    app.view("Contacts")
    app.click(app.expect(role="list-item", starts=window.name), across=0.3)
    app.expect(role="heading", name=window.name)


def opened_by_ctrl_k(window):
    app = window.app
    app.press("ctrl+3", "ctrl+k")
    app.expect(role="dialog", name=app._("Find"))
    app.type(plain(window.name))
    app.wait(lambda: app.find(within={"role": "list", "name": app._("Found")}, role="list-item", starts=window.name), window.name)
    app.press("Return")
    app.expect_gone(role="dialog")
    app.expect(role="heading", name=window.name)


def write_and_call(window):
    app = window.app
    digits = "tel:+33" + re.sub(r"\D", "", window.phone)[1:]
    app.click(app.expect(role="push-button", name=app._("Write")))
    app.wait(lambda: said(window) == ["mailto:" + window.email], "the mail program")
    app.click(app.expect(role="push-button", name=app._("Call")))
    app.wait(lambda: said(window)[1:] == [digits], f"the telephone, {digits}")


def log_a_call_by_keyboard(window):
    app = window.app
    app.click(app.expect(role=TYPED, name=app._("Log a call")))
    app.type(SUMMARY)
    app.press("Return")
    window.wait_query([(window.person, window.institution)],
                      "SELECT contact_person_id, institution_id FROM calls WHERE summary = ? AND deleted_at IS NULL", SUMMARY)
    app.view("Timeline")
    first = app.wait(lambda: app.find(within={"role": "list", "name": app._("Timeline")}, role="list-item", has=SUMMARY), SUMMARY)
    require(window.name in first.name, f"the row is called “{first.name}”")


def timeline_is_the_contact_s_alone(window):
    app = window.app
    names = window.query("SELECT first_name || ' ' || last_name FROM contacts WHERE institution_id = ? AND id <> ?",
                         window.institution, window.person)
    rows = [row.name for row in app.every(within={"role": "list", "name": app._("Timeline")}, role="list-item") if row.name]
    others = [row for row in rows for name, in names if name in row]
    require(rows and not others, f"others stand in the timeline: {others}")


def new_record(window, button, title, field, text):
    app = window.app
    app.click(app.expect(role="push-button", name=app._(button)))
    app.expect(role="dialog", name=app._(title))
    for _ in range(30):
        if app.find(states=["focused"], role=TYPED, name=app._(field)):
            break
        app.press("Tab")
    app.expect(states=["focused"], role=TYPED, name=app._(field))
    app.press("ctrl+a")
    app.type(text)
    app.wait(lambda: app.expect(states=["focused"], role=TYPED, name=app._(field)).text == text, text)
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")


def task_and_meeting(window):
    new_record(window, "Task", "New Task", "Title", TASK)
    window.wait_query([(window.person, window.institution)], "SELECT contact_id, institution_id FROM tasks WHERE title = ?", TASK)
    new_record(window, "Meeting", "New Meeting", "Title", MEETING)
    window.wait_query([(window.person, window.institution)],
                      "SELECT p.contact_person_id, m.institution_id FROM meetings m JOIN meeting_participants p ON p.meeting_id = m.id"
                      " WHERE m.title = ? AND p.contact_person_id IS NOT NULL", MEETING)


def deals_with_the_role(window):
    app = window.app
    app.view("Deals")
    deals = window.query("SELECT o.name, p.role FROM opportunities o JOIN opportunity_contacts p ON p.opportunity_id = o.id"
                         " WHERE p.contact_person_id = ? AND p.deleted_at IS NULL AND o.deleted_at IS NULL", window.person)
    words = {"decision_maker": "Decides", "buyer": "Buys", "influencer": "Advises", "champion": "Supports us", "user": "Uses",
             "technical": "Checks the technique", "opponent": "Is against us"}
    for name, role in deals:
        row = app.expect(role="list-item", starts=name)
        app.expect(within=row, role="label", starts=app._(words[role]))


def revenue(window):
    app = window.app
    app.view("Revenue")
    invoices = window.query("SELECT title FROM invoices WHERE contact_person_id = ? AND deleted_at IS NULL", window.person)
    app.expect(starts=app._("Invoiced in the last 12 months"))
    for title, in invoices:
        app.expect(role="list-item", starts=title)


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Zimmer;Astrid;;;\r\nFN:Astrid Zimmer\r\nEMAIL;type=WORK:astrid@zimmer.example\r\n"
    "TEL;type=CELL:06 11 22 33 44\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Lef=E8vre;Zo=E9\r\n"
    "ORG:Nowhere at all\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hospital\r\nORG:Hospital\r\nEND:VCARD\r\n")


def saved_as_vcard(window):
    app = window.app
    path = os.path.join(window.folder, "saved.vcf")
    app.choose_from_menu("More", 0)
    app.answer_file_chooser(path, saving=True)
    app.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the card")
    with open(path, "rb") as file:
        text = file.read().replace(b"\r\n ", b"").decode()
    name = window.query("SELECT name FROM institutions WHERE id = ?", window.institution)[0][0]
    require(text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n") and text.endswith("END:VCARD\r\n"), text)
    require(f"UID:urn:uuid:{window.person}\r\n" in text and f"FN:{window.name}\r\n" in text and
            f"EMAIL;TYPE=work:{window.email}\r\n" in text and f"ORG:{name};" in text, text)


def whole_card_in(folder):
    """The text of the only card in the folder, or None while it is being written."""
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        if text.endswith("END:VCARD\r\n"):
            return text
    return None


def card_ready_to_be_dragged(window):
    """The avatar can be dragged out as a file, which is there when the pointer is over it."""
    app = window.app
    heading = app.expect(role="heading", name=window.name)
    folder = os.path.join(os.environ["XDG_RUNTIME_DIR"], "rounds-vcards")
    app.hover(heading, across=-50 / heading.extents[2])
    text = app.wait(lambda: whole_card_in(folder), "the card's file")
    require(f"UID:urn:uuid:{window.person}" in text, "it is somebody else's card")


def open_import(window, path):
    app = window.app
    # The page, with what was open there; then its list.
    app.press("ctrl+2")
    app.press("ctrl+2")
    app.expect(role="table-row")
    app.choose_from_menu("View", 3)
    app.answer_file_chooser(path)
    app.expect(role="dialog", name=app._("Import vCards"))


def own_card_is_known(window):
    app = window.app
    open_import(window, os.path.join(window.folder, "saved.vcf"))
    app.expect(role="list-item", starts=f"{window.name}, {app._('Known already')}")
    require("sensitive" not in app.expect(role="push-button", name=app._("_Import")).states, "nothing can be imported")
    app.press("Escape")
    app.expect_gone(role="dialog")


def cards_imported_and_undone(window):
    app = window.app
    path = os.path.join(window.folder, "cards.vcf")
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write(CARDS)
    open_import(window, path)
    app.expect(role="list-item", starts="Astrid Zimmer, " + app._("Refused"))
    app.expect(role="list-item", starts="Zoé Lefèvre, " + app._("Refused"))
    app.expect(role="list-item", starts=app._("A card that cannot be read"))
    # Where those work who name nothing that is known.
    name = window.query("SELECT name FROM institutions WHERE id = ?", window.institution)[0][0]
    app.click(app.expect(role="list-item", starts=app._("Institution"), within={"role": "dialog"}))
    app.expect(role=TYPED, states=["focused"])
    app.type(plain(name).lower())
    app.wait(lambda: app.find(role="label", name=name), name)
    app.press("Return")
    app.expect(role="list-item", starts="Astrid Zimmer, " + app._("New"))
    app.expect(role="list-item", starts="Zoé Lefèvre, " + app._("New"))
    app.click(app.expect(role="push-button", name=app._("_Import")))
    app.expect_gone(role="dialog")
    window.wait_query([("Astrid", "astrid@zimmer.example", "06 11 22 33 44", window.institution), ("Zoé", None, None, window.institution)],
                      "SELECT first_name, email, mobile_phone, institution_id FROM contacts WHERE last_name IN ('Zimmer', 'Lefèvre')"
                      " AND first_name IN ('Astrid', 'Zoé') AND deleted_at IS NULL ORDER BY first_name")
    app.press("ctrl+z")
    window.wait_query([(0,)], "SELECT count(*) FROM contacts WHERE last_name IN ('Zimmer', 'Lefèvre')"
                      " AND first_name IN ('Astrid', 'Zoé') AND deleted_at IS NULL")


def leaves(window):
    """GTK's file dialog keeps what it knew of the folder: nothing can be said of leaks after it."""
    window.app.expect(name=window.app._("In sync"))
    window.app.kill()


if __name__ == "__main__":
    saying = put_programs()

    def start(window):
        window.said = saying
        ready(window)
    uitest.main([opened_from_the_list, institution_behind_the_link, opened_by_ctrl_k, write_and_call, log_a_call_by_keyboard,
                 timeline_is_the_contact_s_alone, task_and_meeting, deals_with_the_role, revenue, saved_as_vcard, card_ready_to_be_dragged,
                 own_card_is_known, cards_imported_and_undone, leaves], ready=start)
