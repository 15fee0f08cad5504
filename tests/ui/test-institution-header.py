#!/usr/bin/env python3
"""What stands over an institution's page: how the team stands with it, and what should be done next."""

import datetime
import zoneinfo

import uitest
from uitest import require
from institutions import open_institution

# An invoice that is late calls for a call, and nothing is more urgent.
LATE = ("SELECT i.name, i.id FROM institutions i JOIN invoices v ON v.institution_id = i.id WHERE v.status = 'overdue'"
        " AND v.type <> 'credit_note' GROUP BY i.id, i.name ORDER BY COUNT(*), i.sort_key LIMIT 1")
MARKS = "SELECT action_key, state, until FROM action_marks WHERE institution_id = ? AND deleted_at IS NULL"
ZONE = zoneinfo.ZoneInfo("Europe/Paris")
BUTTON = ("toggle-button", "push-button")


def open_page(window):
    # The first pull comes in pages: what is late is known when all of it is there.
    window.wait_query([(0,)], "SELECT COUNT(*) FROM invoices WHERE institution_id NOT IN (SELECT id FROM institutions)")
    window.name, window.id = open_institution(window, LATE)


def days_from_now(days):
    return (datetime.datetime.now(ZONE).date() + datetime.timedelta(days=days)).isoformat()


def badge(window, title):
    return window.app.expect(role=BUTTON, starts=window.app._(title) + ":")


def badges_say_what_they_are_made_of(window):
    app = window.app
    for title, part, of in (("Customer health", "Last contact", "days ago"), ("Lead score", "Answers to quotes", "quote")):
        app.click(badge(window, title))
        heading = app.expect(role="heading", starts=title + ":")
        score, word = heading.name.split(": ")[1].split(", ")
        require(0 <= int(score) <= 100 and word, heading.name)
        app.expect(role=BUTTON, name=heading.name)
        app.expect(role="label", name=part)
        app.expect(role="label", has=of)
        app.expect(role="label", has=" of 100")
        app.press("Escape")
        app.expect_gone(role="heading", starts=title + ":")


def lifecycle_is_a_word(window):
    app = window.app
    require(any(app.find(role="label", name=word) for word in ("Active client", "Former client")), "no word for who was invoiced")


def calling_is_a_call_to_write_down(window):
    app = window.app
    app.expect(role="label", starts="Ask for payment:")
    app.click(app.expect(role="push-button", name="Call"))
    app.expect(role="dialog", name="New Call")
    app.press("Escape")
    app.expect_gone(role="dialog")
    require(window.query(MARKS, window.id) == [], "nothing was called")
    # Saved, it is done for a while.
    app.click(app.expect(role="push-button", name="Call"))
    app.expect(role="dialog", name="New Call")
    app.press("ctrl+s")
    app.expect_gone(role="dialog")
    window.wait_query([("overdue_invoice", "done", days_from_now(30))], MARKS, window.id)


def later_and_undo(window):
    app = window.app
    before = window.query(MARKS, window.id)
    sentence = app.expect(role="push-button", name="Dismiss").description
    app.click(app.expect(role="toggle-button", name="Later"))
    # The items of a menu have no name there: tomorrow, in three days, in a week.
    app.wait(lambda: (app.every(role="menu-item") + [None])[0] and "focused" in app.every(role="menu-item")[0].states, "the first choice")
    app.press("Down", "Down", "Return")
    app.expect(role="label", starts="Put off: ")
    until = days_from_now(7)
    app.wait(lambda: [mark for mark in window.query(MARKS, window.id) if mark[1:] == ("snoozed", until)], "the mark")
    app.wait(lambda: not app.find(role="push-button", name="Dismiss", test=lambda node: node.description == sentence), "another suggestion")
    app.press("ctrl+z")
    window.wait_query(before, MARKS, window.id)
    app.expect(role="push-button", name="Dismiss", test=lambda node: node.description == sentence)


def dismiss(window):
    app = window.app
    for _ in range(6):
        button = app.find(role="push-button", name="Dismiss")
        if button is None:
            break
        sentence = button.description
        app.click(button)
        app.wait(lambda: not app.find(role="push-button", name="Dismiss", test=lambda node: node.description == sentence), "what comes next")
    app.expect(role="label", name="Nothing needs to be done here at the moment")


def narrow(window):
    app = window.app
    app.resize(380, 700)
    for title in ("Customer health", "Lead score"):
        x, _, width, _ = badge(window, title).extents
        require(x >= 0 and x + width <= 380, f"{title} stands outside")
    app.resize()


if __name__ == "__main__":
    uitest.main([open_page, badges_say_what_they_are_made_of, lifecycle_is_a_word, later_and_undo, calling_is_a_call_to_write_down,
                 dismiss, narrow], size=(1200, 760))
