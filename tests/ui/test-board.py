#!/usr/bin/env python3
"""The board by hand and by key: a card is where it was put, on the screen and in the cache."""

import uitest
from uitest import Failure, require

STAGES = {"prospecting": "Prospecting", "qualification": "Qualification", "proposal": "Proposal",
          "negotiation": "Negotiation", "closed_won": "Won", "closed_lost": "Lost"}


def ready(window):
    app = window.app
    app.go("Pipeline")
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.wait(lambda: len(cards(window, "prospecting")) > 2, "cards")


def column(window, stage):
    return window.app.expect(role="list", name=window.app._(STAGES[stage]))


def cards(window, stage):
    return window.app.every(within={"role": "list", "name": window.app._(STAGES[stage])}, role="list-item")


def deals(window, stage, limit=6):
    """The deals at the top of a column: ids and names, as the cache has them."""
    return window.query("SELECT id, name FROM opportunities WHERE stage = ? AND deleted_at IS NULL"
                        " AND (actual_close_date IS NULL OR actual_close_date >= date('now', '-30 days'))"
                        " ORDER BY rank, id LIMIT ?", stage, limit)


def only_name(window, stage):
    """A deal near the top of a column whose name no other deal has: id and name."""
    for deal, name in deals(window, stage, 4):
        if window.query("SELECT count(*) FROM opportunities WHERE name = ?", name) == [(1,)]:
            return deal, name
    raise Failure(f"no deal of its own name in {stage}")


def card(window, stage, name):
    return window.app.find(within={"role": "list", "name": window.app._(STAGES[stage])}, role="list-item",
                           starts=name + ",")


def stage_of(window, deal):
    return window.query("SELECT stage FROM opportunities WHERE id = ?", deal)[0][0]


def wait_card(window, stage, name):
    return window.app.wait(lambda: card(window, stage, name), f"“{name}” in {stage}")


def wait_place(window, stage):
    window.app.wait(lambda: window.app.find(within={"role": "list", "name": window.app._(STAGES[stage])},
                                            name=window.app._("The card will land here")),
                    f"the place for the card in {stage}")


def carry_to(window, stage, below=150):
    x, y, width, _ = window.app.still(column(window, stage))
    window.app.carry(x + width // 2, y + below)


def carry_to_far(window, stage):
    """To a column beyond the edge of the window: the board scrolls while the card is held there."""
    app = window.app
    _, _, width, height = app.origin()
    flip = [0]

    def reached():
        x, _, wide, _ = app.still(column(window, stage))
        if x + wide <= width - 8:
            return True
        flip[0] ^= 1
        app.carry(width - 14 - flip[0], height // 2, steps=2)
        return False
    app.wait(reached, f"{stage} in sight while dragging")
    carry_to(window, stage)


def drag_between_columns(window):
    app = window.app
    deal, name = only_name(window, "prospecting")
    app.grab(wait_card(window, "prospecting", name), across=0.3, down=0.3)
    carry_to(window, "qualification")
    wait_place(window, "qualification")
    require(stage_of(window, deal) == "prospecting", "the deal was moved before it was dropped")
    app.drop()
    wait_card(window, "qualification", name)
    require(card(window, "prospecting", name) is None, "the card is in both columns")
    app.expect_gone(name=app._("The card will land here"))
    window.wait_query([("qualification",)], "SELECT stage FROM opportunities WHERE id = ?", deal)
    window.wait_query([("prospecting", "qualification")],
                      "SELECT from_stage, to_stage FROM stage_changes WHERE opportunity_id = ? ORDER BY changed_at DESC LIMIT 1", deal)
    # And the server has it.
    window.wait_query([("qualification",)], "SELECT stage FROM opportunities WHERE id = ?", deal, database="server.db")


def drag_within_a_column(window):
    app = window.app
    before = deals(window, "proposal", 3)
    deal, name = before[0]
    app.grab(wait_card(window, "proposal", name), across=0.3, down=0.3)
    third = app.wait(lambda: cards(window, "proposal")[2:3], "a third card")[0]
    x, y, width, height = app.still(third)
    app.carry(x + width // 2, y + height * 0.9)
    wait_place(window, "proposal")
    app.drop()
    app.expect_gone(name=app._("The card will land here"))
    app.wait(lambda: [row[0] for row in deals(window, "proposal", 4)].index(deal) > 0
             if deal in [row[0] for row in deals(window, "proposal", 4)] else False, "the card further down in the cache")
    place = [row[0] for row in deals(window, "proposal", 4)].index(deal)
    app.wait(lambda: cards(window, "proposal")[place].name.startswith(name), "the card further down on the screen")
    require(stage_of(window, deal) == "proposal", "the stage has changed")


def cancel_on_lost(window):
    app = window.app
    deal, name = only_name(window, "proposal")
    app.grab(wait_card(window, "proposal", name), across=0.3, down=0.3)
    carry_to_far(window, "closed_lost")
    wait_place(window, "closed_lost")
    app.drop()
    app.expect(name=app._("Why Was It Lost?"))
    app.press("Escape")
    app.expect_gone(name=app._("Why Was It Lost?"))
    app.expect_gone(name=app._("The card will land here"))
    app.wait(lambda: card(window, "closed_lost", name) is None, "the end of the card in Lost")
    require(stage_of(window, deal) == "proposal", "the deal was moved although it was cancelled")
    app.press("Home")
    wait_card(window, "proposal", name)


def reason_on_lost(window):
    app = window.app
    deal, name = only_name(window, "negotiation")
    app.grab(wait_card(window, "negotiation", name), across=0.3, down=0.3)
    carry_to_far(window, "closed_lost")
    wait_place(window, "closed_lost")
    app.drop()
    app.expect(name=app._("Why Was It Lost?"))
    app.press("Return")
    app.expect_gone(name=app._("Why Was It Lost?"))
    window.wait_query([("closed_lost", app._("Price"), 0)],
                      "SELECT stage, lost_reason, probability FROM opportunities WHERE id = ?", deal)
    wait_card(window, "closed_lost", name)


def text_on_lost(window):
    """A reason that asks for a text: the deal keeps both."""
    app = window.app
    deal, name = only_name(window, "proposal")
    app.grab(wait_card(window, "proposal", name), across=0.3, down=0.3)
    carry_to_far(window, "closed_lost")
    wait_place(window, "closed_lost")
    app.drop()
    app.expect(name=app._("Why Was It Lost?"))
    names = [row[0] for row in window.query("SELECT name FROM lost_reasons WHERE is_active = 1 AND deleted_at IS NULL ORDER BY position")]
    require(names[0] == app._("Price") and names[-1] == app._("Other"), f"the reasons of the cache are {names}")
    app.click(app.expect(name=app._("Price"), role="label"))
    app.wait(lambda: app.every(role="list-item", name=app._("Other")) or app.every(role="label", name=app._("Other")), "the list of reasons")
    app.press("End")
    app.press("Return")
    app.expect(name=app._("In your words"))
    app.type("Too far away")
    app.press("Return")
    app.expect_gone(name=app._("Why Was It Lost?"))
    window.wait_query([("closed_lost", app._("%s: %s") % (app._("Other"), "Too far away"))],
                      "SELECT stage, lost_reason FROM opportunities WHERE id = ?", deal)


def to_the_top(window, stage):
    """The wheel brings a column back to its first card."""
    x, y, width, _ = window.app.still(column(window, stage))
    window.app.wheel_at(x + width // 2, y + 250, -8)


def focus_card(window, stage, name):
    """Gives a card the focus with a click, and closes the panel that the click opens."""
    app = window.app
    app.click(wait_card(window, stage, name), across=0.3, down=0.3)
    app.wait(lambda: "focused" in wait_card(window, stage, name).states, "the focus on the card")
    close_panel(window)


def close_panel(window):
    app = window.app
    app.expect(role="push-button", name=app._("Close the Panel"))
    app.press("Escape")
    app.expect_gone(role="push-button", name=app._("Close the Panel"))


def control_and_arrows(window):
    app = window.app
    to_the_top(window, "prospecting")
    deal, name = only_name(window, "prospecting")
    focus_card(window, "prospecting", name)
    app.press("ctrl+Right")
    wait_card(window, "qualification", name)
    window.wait_query([("qualification",)], "SELECT stage FROM opportunities WHERE id = ?", deal)
    app.wait(lambda: "focused" in wait_card(window, "qualification", name).states, "the focus on the card in its new column")
    app.press("ctrl+Left")
    wait_card(window, "prospecting", name)
    window.wait_query([("prospecting",)], "SELECT stage FROM opportunities WHERE id = ?", deal)


def undo_in_the_toast(window):
    app = window.app
    to_the_top(window, "prospecting")
    deal, name = only_name(window, "prospecting")
    focus_card(window, "prospecting", name)
    app.press("ctrl+Right")

    # A toast does not stay long: all that is looked at is taken from one look.
    def seen():
        moved = card(window, "qualification", name)
        toasts = app.every(fresh=False, has=name, role="label",
                           test=lambda node: "," not in node.name and app._("Qualification") in node.name)
        buttons = app.every(fresh=False, role="push-button", name=app._("Undo"))
        return buttons[-1] if moved and toasts and buttons else None
    app.click(app.wait(seen, f"“{name}” in qualification, and a toast that can undo it"))
    wait_card(window, "prospecting", name)
    window.wait_query([("prospecting",)], "SELECT stage FROM opportunities WHERE id = ?", deal)
    window.wait_query([("prospecting",)], "SELECT stage FROM opportunities WHERE id = ?", deal, database="server.db")


def selected(window, stage):
    return [node for node in cards(window, stage) if "selected" in node.states]


def several_by_hand(window):
    """Ctrl+click picks cards one by one, Shift+click all between; one drag moves them, one Undo brings them back."""
    app = window.app
    to_the_top(window, "prospecting")
    before = deals(window, "prospecting", 3)
    app.click(cards(window, "prospecting")[0], across=0.3, down=0.3)
    app.wait(lambda: len(selected(window, "prospecting")) == 1, "one card selected")
    close_panel(window)
    app.wait(lambda: not selected(window, "prospecting"), "no card selected")
    app.click(cards(window, "prospecting")[0], across=0.3, down=0.3)
    app.expect(role="push-button", name=app._("Close the Panel"))
    app.click_with("ctrl", cards(window, "prospecting")[2], across=0.3, down=0.3)
    app.wait(lambda: len(selected(window, "prospecting")) == 2, "two cards selected")
    app.click_with("shift", cards(window, "prospecting")[0], across=0.3, down=0.3)
    app.wait(lambda: len(selected(window, "prospecting")) == 3, "three cards selected")

    ids = [row[0] for row in before]
    app.grab(cards(window, "prospecting")[1], across=0.3, down=0.3)
    carry_to(window, "qualification")
    wait_place(window, "qualification")
    app.drop()
    app.wait(lambda: [stage_of(window, deal) for deal in ids] == ["qualification"] * 3, "three deals in qualification")
    top = [row[0] for row in deals(window, "qualification", 30)]
    first = top.index(ids[0])
    require(top[first:first + 3] == ids, "the three are not one after the other, in their order")

    def undo():
        toast = app.find(role="label", starts="3 ", has=app._("Qualification"), test=lambda node: "moved" in node.name)
        return app.find(fresh=False, role="push-button", name=app._("Undo")) if toast else None
    app.click(app.wait(undo, "a toast that can undo three"))
    app.wait(lambda: [row[0] for row in deals(window, "prospecting", 3)] == ids, "the three where they were")
    for deal in ids:
        window.wait_query([("prospecting",)], "SELECT stage FROM opportunities WHERE id = ?", deal, database="server.db")
    app.click(app.expect(role="push-button", name=app._("Close the Panel")))
    app.expect_gone(role="push-button", name=app._("Close the Panel"))


def several_by_key(window):
    """Ctrl+Space picks, arrows look for the next, Ctrl+arrows move all that are picked."""
    app = window.app
    to_the_top(window, "prospecting")
    _, name = deals(window, "prospecting", 1)[0]
    before = [row[0] for row in deals(window, "prospecting", 4)]
    focus_card(window, "prospecting", name)
    app.wait(lambda: not selected(window, "prospecting"), "no card selected")
    app.press("ctrl+space", "Down", "Down", "ctrl+space")
    app.wait(lambda: len(selected(window, "prospecting")) == 2, "two cards selected")
    app.press("ctrl+Right")
    app.wait(lambda: stage_of(window, before[0]) == stage_of(window, before[2]) == "qualification", "two deals in qualification")
    require(stage_of(window, before[1]) == "prospecting", "a card that was not selected has moved")
    app.wait(lambda: len(selected(window, "qualification")) == 2, "the two still selected in their new column")
    app.press("ctrl+Left")
    app.wait(lambda: stage_of(window, before[0]) == stage_of(window, before[2]) == "prospecting", "two deals back")
    app.press("ctrl+a")
    number = len(deals(window, "prospecting", 1000))
    app.wait(lambda: len(selected(window, "prospecting")) == len(cards(window, "prospecting")) > 3, f"all of {number} selected")
    app.press("Escape")
    app.wait(lambda: not selected(window, "prospecting"), "no card selected")


def survives_being_killed(window):
    app = window.app
    to_the_top(window, "prospecting")
    deal, name = only_name(window, "prospecting")
    app.grab(wait_card(window, "prospecting", name), across=0.3, down=0.3)
    carry_to(window, "qualification")
    wait_place(window, "qualification")
    app.drop()
    app.wait(lambda: stage_of(window, deal) == "qualification", "the drop in the cache")
    app.kill()
    window.start()
    ready(window)
    wait_card(window, "qualification", name)
    window.wait_query([("qualification",)], "SELECT stage FROM opportunities WHERE id = ?", deal, database="server.db")


if __name__ == "__main__":
    uitest.main([drag_between_columns, drag_within_a_column, control_and_arrows, undo_in_the_toast, several_by_hand,
                 several_by_key,
                 survives_being_killed, cancel_on_lost, text_on_lost, reason_on_lost], ready=ready)
