#!/usr/bin/env python3
"""A deal beside the board and on its page: what it says, and what can be done with it there."""

import uitest
from uitest import require

SHOWN = "deleted_at IS NULL"


def ready(window):
    app = window.app
    app.go("Pipeline")
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.wait(lambda: len(cards(window)) > 2, "cards")


def cards(window):
    return window.app.every(within={"role": "list", "name": window.app._("Prospecting")}, role="list-item")


def deals(window):
    return window.query(f"SELECT id, name FROM opportunities WHERE stage = 'prospecting' AND {SHOWN} ORDER BY rank, id LIMIT 4")


def panel(window):
    return window.app.find(role="push-button", name=window.app._("Close the Panel"))


def click_shows_the_deal(window):
    app = window.app
    deal, name = deals(window)[0]
    app.click(cards(window)[0], across=0.3, down=0.3)
    app.expect(role="heading", name=name)
    for title in ("Next Step", "Chances", "Contacts", "Open Tasks", "Quotes", "Details", "Moves"):
        app.expect(role="label", name=app._(title))
    institution = window.query("SELECT i.name FROM institutions i JOIN opportunities o ON o.institution_id = i.id WHERE o.id = ?", deal)[0][0]
    app.expect(role="label", name=institution)
    for person, in window.query("SELECT c.first_name || ' ' || c.last_name FROM opportunity_contacts p JOIN contacts c"
                                " ON c.id = p.contact_person_id WHERE p.opportunity_id = ? AND p.deleted_at IS NULL", deal):
        app.expect(has=person)
    require("selected" in cards(window)[0].states, "the card that is shown is not marked")


def focus_leads_it(window):
    """Arrows go on to the next card, which the panel follows; Escape closes it, Space opens it again."""
    app = window.app
    _, second = deals(window)[1]
    app.press("Down")
    app.expect(role="heading", name=second)
    app.press("Escape")
    app.wait(lambda: panel(window) is None, "the end of the panel")
    require("focused" in cards(window)[1].states, "the focus has left the card")
    app.press("space")
    app.expect(role="heading", name=second)


def task_of_the_deal(window):
    app = window.app
    deal, _ = deals(window)[1]
    app.click(app.expect(role="push-button", name=app._("New Task…")))
    app.expect(role="dialog", name=app._("New Task"))
    app.type("Call the buyer")
    app.click(app.expect(role="push-button", name=app._("Create")))
    app.expect_gone(role="dialog")
    window.wait_query([("Call the buyer",)], "SELECT title FROM tasks WHERE opportunity_id = ? AND title = 'Call the buyer'", deal)
    app.expect(role="list-item", starts="Call the buyer")
    app.wait(lambda: app._("Task") in cards(window)[1].name, "a card that says that a task is planned")


def won_and_undone(window):
    app = window.app
    deal, name = deals(window)[1]
    app.click(app.expect(role="push-button", name=app._("Won")))
    window.wait_query([("closed_won", 100)], "SELECT stage, probability FROM opportunities WHERE id = ?", deal)
    app.wait(lambda: app.find(role="push-button", name=app._("Won")) is None, "the end of what closes a deal")
    # By key: the toast does not stay long.
    app.press("ctrl+z")
    window.wait_query([("prospecting",)], "SELECT stage FROM opportunities WHERE id = ?", deal)
    app.expect(role="push-button", name=app._("Won"))


def page_of_the_deal(window):
    app = window.app
    deal, name = deals(window)[1]
    app.click(app.expect(role="push-button", name=app._("Open")))
    app.click(app.expect(role="push-button", name=app._("Edit Deal")))
    app.expect(role="dialog")
    app.press("Escape")
    app.expect_gone(role="dialog")
    app.expect(role="heading", name=name)
    app.click(app.expect(role="push-button", name=app.toolkit.gettext("Back")))
    app.expect(role="grouping", name=app._("Pipeline board"))
    require(panel(window) is not None, "the panel has gone")


def won_and_why(window):
    """Winning asks nothing; why can be said then, from the workspace's own list."""
    app = window.app
    deal, _ = deals(window)[1]
    app.click(app.expect(role="push-button", name=app._("Won")))
    window.wait_query([("closed_won",)], "SELECT stage FROM opportunities WHERE id = ?", deal)
    app.click(app.expect(role="push-button", name=app._("Say Why…")))
    app.expect(name=app._("Why Was It Won?"))
    app.click(app.expect(role="push-button", name=app._("Save")))
    app.expect_gone(name=app._("Why Was It Won?"))
    window.wait_query([(app._("Price"),)], "SELECT won_reason FROM opportunities WHERE id = ?", deal)
    app.wait(lambda: app.find(role="push-button", name=app._("Say Why…")) is None, "the end of the question")


if __name__ == "__main__":
    uitest.main([click_shows_the_deal, focus_leads_it, task_of_the_deal, won_and_undone, page_of_the_deal, won_and_why], ready=ready)
