#!/usr/bin/env python3
"""A day with its hour, as the editors take it: typed, stepped, refused at the field, kept when it is not saved."""

import datetime
import zoneinfo

import uitest
from uitest import require

TYPED = ("entry", "text")
VIEW = ("page-tab", "radio-button", "toggle-button")
MEETING = "SELECT start_date, end_date FROM meetings WHERE title = ? AND deleted_at IS NULL"
PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def paris(year, month, day, hour, minute):
    """An instant, in microseconds."""
    return round(datetime.datetime(year, month, day, hour, minute, tzinfo=PARIS).timestamp()) * 1000000


def begin(window, view, title, name):
    """A new record of a view of the activities, with its title typed."""
    app = window.app
    app.go("Activities")
    app.expect(role=VIEW, name=app._(view))
    app.view(view)
    app.press("ctrl+n")
    app.expect(role="dialog", name=app._(name))
    put(window, app.expect(within={"role": "dialog"}, role=TYPED, name=app._("Title")), title)


def put(window, node, text):
    """Types @text in place of what is there."""
    app = window.app
    app.click(node)
    app.expect(role=TYPED, name=node.name, states=["focused"])
    app.press("ctrl+a")
    app.type(text)
    app.expect(role=TYPED, name=node.name, states=["focused"], test=lambda found: found.text == text)


def field(window, name, number=0):
    """A row that is typed in, scrolled to."""
    app = window.app
    wanted = {"within": {"role": "dialog"}, "role": TYPED, "name": app._(name)}
    app.wait(lambda: len(app.every(**wanted)) > number, f"{name} no. {number + 1}")
    dialog = app.expect(role="dialog")
    return app.scroll_to(lambda: app.every(**wanted)[number], app.middle(dialog), top=140, bottom=140)


def save(window):
    window.app.press("ctrl+Return")
    window.app.expect_gone(role="dialog")


def time_typed_as_one_writes_it(window):
    app = window.app
    begin(window, "Meetings", "Hour typed", "New Meeting")
    put(window, field(window, "Starts"), "2027-07-05")
    put(window, field(window, "Time"), "14h30")
    app.press("Tab")
    # The end keeps its hour after the start.
    app.wait(lambda: [node.text for node in app.every(role=TYPED, name="Time")] == ["14:30", "15:30"], "14:30 and 15:30")
    put(window, field(window, "Time", 1), "4 pm")
    app.press("Tab")
    app.wait(lambda: app.every(role=TYPED, name="Time")[1].text == "16:00", "16:00")
    save(window)
    window.wait_query([(paris(2027, 7, 5, 14, 30), paris(2027, 7, 5, 16, 0))], MEETING, "Hour typed")
    window.wait_query([(paris(2027, 7, 5, 14, 30), paris(2027, 7, 5, 16, 0))], MEETING, "Hour typed", database="server.db")


def wrong_time_says_so_at_the_field(window):
    app = window.app
    begin(window, "Meetings", "Hour wrong", "New Meeting")
    put(window, field(window, "Time"), "25:00")
    app.press("ctrl+Return")
    app.expect(within={"role": "dialog"}, role="label", name=app._("Write the time as 09:30"))
    app.expect(role=TYPED, name="Time", states=["focused"], test=lambda node: node.text == "25:00")
    require(window.query(MEETING, "Hour wrong") == [], "nothing is written")
    # What was typed is kept, with what is wrong in it.
    app.press("Escape")
    app.expect_gone(role="dialog")
    app.press("ctrl+n")
    app.expect(role="dialog", name=app._("New Meeting"))
    app.expect(within={"role": "dialog"}, role=TYPED, name="Time", test=lambda node: node.text == "25:00")
    put(window, field(window, "Starts"), "2027-01-12")
    put(window, field(window, "Time"), "8:05")
    save(window)
    window.wait_query([(paris(2027, 1, 12, 8, 5),)], "SELECT start_date FROM meetings WHERE title = ? AND deleted_at IS NULL",
                      "Hour wrong")


def keys_go_over_the_change_of_summer_time(window):
    """On 28 March 2027 two o'clock is three o'clock in Paris."""
    app = window.app
    begin(window, "Meetings", "Summer time", "New Meeting")
    put(window, field(window, "Starts"), "2027-03-28")
    put(window, field(window, "Time"), "1:50")
    app.press("Up")
    app.wait(lambda: app.every(role=TYPED, name="Time")[0].text == "03:00", "03:00 after 01:50")
    save(window)
    window.wait_query([(paris(2027, 3, 28, 3, 0), paris(2027, 3, 28, 4, 0))], MEETING, "Summer time")


CASES = [time_typed_as_one_writes_it, wrong_time_says_so_at_the_field, keys_go_over_the_change_of_summer_time]

if __name__ == "__main__":
    uitest.main(CASES)
