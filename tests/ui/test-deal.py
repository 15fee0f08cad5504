#!/usr/bin/env python3
"""A deal's page: what happened around it, and who takes part in it."""

import uitest
from uitest import require

SUMMARY = "Wants the offer before Christmas"
# Nothing stands above what is done now: nothing of the deal is still to come.
DEAL = ("SELECT o.id, o.name FROM opportunities o WHERE o.stage = 'proposal' AND o.deleted_at IS NULL"
        " AND EXISTS (SELECT 1 FROM stage_changes s WHERE s.opportunity_id = o.id AND s.from_stage = 'qualification')"
        " AND EXISTS (SELECT 1 FROM quotes q WHERE q.opportunity_id = o.id AND q.sent_at IS NOT NULL AND q.deleted_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.opportunity_id = o.id AND m.deleted_at IS NULL"
        "   AND m.start_date > strftime('%s', 'now') * 1000000)"
        " AND (SELECT count(*) FROM opportunities p WHERE p.name = o.name) = 1 ORDER BY o.name LIMIT 1")
STAGE = "SELECT stage FROM opportunities WHERE id = ?"


def ready(window):
    app = window.app
    app.press("ctrl+5")
    app.expect(role="table-row", cap=120)
    window.deal, window.name = app.wait(lambda: window.query(DEAL), "such a deal", 120)[0]
    window.places.record(f"SELECT name FROM ({DEAL})")
    app.expect(role="heading", name=window.name)


def rows(window):
    app = window.app
    return app.every(within={"role": "list", "name": app._("Timeline")}, role="list-item", test=lambda node: node.name != "")


def stages(window, *names):
    return window.app._("%s → %s") % tuple(window.app._(name) for name in names)


def wait_first(window, *texts):
    """The newest entry, once it says all of @texts."""
    def first():
        found = rows(window)
        return found[0] if found and all(text in found[0].name for text in texts) else None
    return window.app.wait(first, f"{texts} at the top")


def all_that_happened(window):
    """In order, under headings of days, and no other deal's."""
    app = window.app
    app.view("Timeline")
    row = app.wait(lambda: next((row for row in rows(window) if stages(window, "Qualification", "Proposal") in row.name), None),
                   "the move to the stage it is in")
    require(row.name.startswith(app._("Deal moved")), f"the row is called “{row.name}”")
    require(not any(window.name + ":" in row.name for row in app.every(fresh=False, role="list-item")), "moves name their own deal")


def moved_by_key(window):
    """What is done while the timeline is there comes to its top."""
    app = window.app
    app.press("alt+w")
    window.wait_query([("closed_won",)], STAGE, window.deal)
    row = wait_first(window, app._("Deal won"), stages(window, "Proposal", "Won"), app._("today"))
    app.expect(role="label", name=app._("today").capitalize())
    require(row.name.startswith(app._("Deal won")), f"the row is called “{row.name}”")
    app.wait(lambda: app.find(role="push-button", name=app._("Won")) is None, "the end of what closes a deal")


def its_move_leads_to_the_deal(window):
    """Which is open already: its overview is shown, not one page more."""
    app = window.app
    app.click(wait_first(window, app._("Deal won")), across=0.3)
    app.expect(role="label", name=app._("Next Step"))
    app.view("Timeline")
    wait_first(window, app._("Deal won"))


def moved_back(window):
    app = window.app
    app.press("ctrl+z")
    window.wait_query([("proposal",)], STAGE, window.deal)
    app.expect(role="push-button", name=app._("Won"))
    app.wait(lambda: rows(window) and not any(app._("Deal won") in row.name for row in rows(window)), "the end of the move")


def call_written_down(window):
    """From the page's menu, about this deal; its entry opens it, by key too."""
    app = window.app
    app.choose_from_menu("New", 2)
    app.expect(role="dialog", name=app._("New Call"))
    app.expect(states=["focused"], within={"role": "dialog"})
    field = {"within": {"role": "dialog"}, "role": ("entry", "text"), "name": app._("Summary")}
    app.click(app.expect(**field))
    app.expect(**field, states=["focused"])
    app.type(SUMMARY)
    app.expect(**field, test=lambda node: node.text == SUMMARY)
    app.click(app.expect(role="push-button", name=app._("Create")))
    app.expect_gone(role="dialog")
    window.wait_query([(SUMMARY,)], "SELECT summary FROM calls WHERE opportunity_id = ? AND summary = ?", window.deal, SUMMARY)
    app.click(wait_first(window, SUMMARY), across=0.3)
    opened = {"within": {"role": "dialog"}, "role": ("entry", "text"), "test": lambda node: node.text == SUMMARY}
    app.expect(**opened)
    app.press("Escape")
    app.expect_gone(role="dialog")
    app.press("Return")
    app.expect(**opened)
    app.press("Escape")
    app.expect_gone(role="dialog")


def quote_opened(window):
    """The page of a document that an entry is about, and back."""
    app = window.app
    titles = [title for title, in window.query("SELECT title FROM quotes WHERE opportunity_id = ?", window.deal)]
    app.click(app.expect(role="toggle-button", name=app._("All kinds")))
    app.click(app.expect(role="check-box", name=app._("Quotes")))
    app.wait(lambda: "checked" in app.expect(role="check-box", name=app._("Quotes")).states, "quotes chosen")
    app.press("Escape")
    app.expect_gone(role="check-box", name=app._("Quotes"))

    def newest():
        found = rows(window)
        return found[0] if found and all(any(title in row.name for title in titles) for row in found) else None
    app.click(app.wait(newest, "only quotes"), across=0.3)
    app.expect(name=app._("Lines"))
    app.click(app.expect(role="push-button", name=app.toolkit.gettext("Back")))
    app.expect(role="heading", name=window.name)
    app.click(app.expect(role="push-button", name=app._("Show All")))
    wait_first(window, SUMMARY)


def contact_opened(window):
    """Who takes part in the deal, with the role, leads to the person."""
    app = window.app
    person, = window.query("SELECT c.first_name || ' ' || c.last_name FROM opportunity_contacts p JOIN contacts c"
                           " ON c.id = p.contact_person_id WHERE p.opportunity_id = ? AND p.deleted_at IS NULL"
                           " ORDER BY p.created_at, p.id LIMIT 1", window.deal)[0]
    app.view("Overview")
    x, y, width, height = app.still(app.expect(role="label", name=app._("Next Step")))
    row = app.scroll_to(lambda: app.expect(role="list-item", starts=person), (x + width // 2, y + 2 * height + 60))
    app.click(row, across=0.3)
    app.expect(role="heading", name=person)
    app.click(app.expect(role="push-button", name=app.toolkit.gettext("Back")))
    app.expect(role="heading", name=window.name)


if __name__ == "__main__":
    uitest.main([all_that_happened, moved_by_key, its_move_leads_to_the_deal, moved_back, call_written_down, quote_opened,
                 contact_opened], ready=ready)
