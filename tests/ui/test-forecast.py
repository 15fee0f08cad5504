#!/usr/bin/env python3
"""The forecast by hand and by key: what it says is what the deals are, and a deal is expected in the month it was put in."""

import calendar
import csv
import datetime
import os
import re

import uitest
from places import plain
from uitest import Failure, require

TODAY = datetime.date.today()
OPEN = "stage IN ('prospecting', 'qualification', 'proposal', 'negotiation') AND deleted_at IS NULL"
SLIPPED = "Slipped"


def month(offset):
    """YYYY-MM of a month counted from the current one."""
    index = TODAY.year * 12 + TODAY.month - 1 + offset
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def title(offset):
    year, number = month(offset).split("-")
    return f"{calendar.month_name[int(number)]} {year}"


def same_day(date, offset):
    """The same day of that month, or its last one, but not a day that has passed."""
    year, number = (int(part) for part in month(offset).split("-"))
    day = min(int(date[8:]), calendar.monthrange(year, number)[1])
    return max(f"{year:04d}-{number:02d}-{day:02d}", TODAY.isoformat())


def ready(window):
    app = window.app
    app.go("Forecast")
    app.expect(role="grouping", name=app._("Deals by month"))
    app.wait(lambda: cards(window, title(1)), "cards")


def column(window, name):
    return window.app.expect(role="list", name=name)


def cards(window, name):
    return window.app.every(within={"role": "list", "name": name}, role="list-item")


def card(window, name, deal):
    return window.app.find(within={"role": "list", "name": name}, role="list-item", starts=deal + ",")


def to_the_top(window, name):
    """The wheel brings a column back to its first card."""
    x, y, width, _ = window.app.still(column(window, name))
    window.app.wheel_at(x + width // 2, y + 60, -20)


def wait_card(window, name, deal):
    return window.app.wait(lambda: card(window, name, deal), f"“{deal}” in {name}")


def deals(window, first, before, more=""):
    """Open deals that are expected from a day on and before another, the greatest first."""
    return window.query(f"SELECT id, name, expected_close_date, value FROM opportunities WHERE {OPEN} AND expected_close_date >= ?"
                        f" AND expected_close_date < ? {more} ORDER BY value DESC, id", first, before)


def of_month(window, offset):
    return deals(window, max(month(offset) + "-01", TODAY.isoformat()), month(offset + 1) + "-01")


def only_name(window, found):
    """A deal near the top whose name no other deal on the board has: id, name and date."""
    for deal, name, date, _ in found[:8]:
        if window.query(f"SELECT count(*) FROM opportunities WHERE name = ? AND ({OPEN} OR actual_close_date >= ?)",
                        name, month(0)) == [(1,)]:
            return deal, name, date
    raise Failure("no deal with a name of its own among the first")


def date_of(window, deal):
    return window.query("SELECT expected_close_date FROM opportunities WHERE id = ?", deal)[0][0]


def wait_date(window, deal, date):
    window.wait_query([(date,)], "SELECT expected_close_date FROM opportunities WHERE id = ?", deal)


def wait_place(window, name):
    window.app.wait(lambda: window.app.find(within={"role": "list", "name": name}, name=window.app._("The card will land here")),
                    f"the place for the card in {name}")


def carry_to(window, name, below=60):
    x, y, width, _ = window.app.still(column(window, name))
    window.app.carry(x + width // 2, y + below)


def focus_card(window, name, deal):
    """Gives a card near the top the focus: with a click on the first one, which opens nothing, and then with the keys."""
    app = window.app
    to_the_top(window, name)
    first = app.wait(lambda: cards(window, name)[:1], f"a card in {name}")[0]
    app.click(first, across=0.3, down=0.3)
    app.wait(lambda: any("focused" in node.states for node in cards(window, name)), "the focus on a card")
    for _ in range(20):
        if "focused" in wait_card(window, name, deal).states:
            return
        app.press("Down")
    raise Failure(f"the focus does not come to “{deal}” in {name}")


def euros(cents):
    """An exact amount as the program writes it in English."""
    whole, rest = divmod(cents, 100)
    return f"€{whole:,}.{rest:02d}"


def total(window, first, before, least=0):
    return window.query(f"SELECT count(*), coalesce(sum(value), 0) FROM opportunities WHERE {OPEN} AND probability >= ?"
                        " AND expected_close_date >= ? AND expected_close_date < ?", least, first, before)[0]


def won_in(window, first, before):
    return window.query("SELECT count(*), coalesce(sum(value), 0) FROM opportunities WHERE stage = 'closed_won' AND deleted_at IS NULL"
                        " AND actual_close_date >= ? AND actual_close_date < ?", first, before)[0]


def sentence(window, offset, owner_sql=""):
    """What the chart says of a month, without its range: from the deals themselves."""
    first, before = month(offset) + "-01", month(offset + 1) + "-01"
    begin = max(first, TODAY.isoformat())
    del owner_sql
    return (f"{title(offset)}: {euros(won_in(window, first, before)[1])} won, commit {euros(total(window, begin, before, 75)[1])}, "
            f"best case {euros(total(window, begin, before, 50)[1])}, pipeline {euros(total(window, begin, before)[1])}, ")


def chart(window):
    return window.app.expect(name=window.app._("Forecast by month"), role=("image", "img", "chart", "graphic", "grouping", "panel"))


def wait_sentences(window, offsets):
    window.app.wait(lambda: all(sentence(window, offset) in chart(window).description for offset in offsets),
                    "the figures of the deals in the chart")


def figures_are_those_of_the_deals(window):
    app = window.app
    wait_sentences(window, range(3))
    # The lane of what has slipped, and a month: their counts and sums, as assistive technology hears them.
    slipped = total(window, "0001-01-01", TODAY.isoformat())
    node = app.expect(role="grouping", name=app._(SLIPPED))
    require(node.description.startswith(f"{slipped[0]} deals, ") and f"pipeline {euros(slipped[1])}" in node.description,
            f"slipped are {slipped}, and the lane says {node.description}")
    first, before = month(0) + "-01", month(1) + "-01"
    won, rest = won_in(window, first, before), total(window, TODAY.isoformat(), before)
    node = app.expect(role="grouping", name=title(0))
    require(node.description.startswith(f"{won[0] + rest[0]} deal") and node.description.endswith(f"won {euros(won[1])}"),
            f"this month are {won} and {rest}, and the column says {node.description}")


def drag_to_another_month(window):
    app = window.app
    to_the_top(window, title(1))
    deal, name, date = only_name(window, of_month(window, 1))
    app.grab(wait_card(window, title(1), name), across=0.3, down=0.3)
    carry_to(window, title(0))
    wait_place(window, title(0))
    require(date_of(window, deal) == date, "the deal was moved before it was dropped")
    app.drop()
    wait_card(window, title(0), name)
    app.expect_gone(name=app._("The card will land here"))
    wait_date(window, deal, same_day(date, 0))
    require(card(window, title(1), name) is None, "the card is in both months")
    # The figures follow, and the server has it.
    wait_sentences(window, range(2))
    window.wait_query([(same_day(date, 0),)], "SELECT expected_close_date FROM opportunities WHERE id = ?", deal, database="server.db")


def slipped_into_this_month(window):
    """A slipped deal that is put into this month is expected today at the earliest; nothing can be put among the slipped ones."""
    app = window.app
    to_the_top(window, app._(SLIPPED))
    deal, name, date = only_name(window, deals(window, "0001-01-01", TODAY.isoformat()))
    app.grab(wait_card(window, app._(SLIPPED), name), across=0.3, down=0.3)
    carry_to(window, title(0))
    wait_place(window, title(0))
    app.drop()
    wait_date(window, deal, same_day(date, 0))
    wait_card(window, title(0), name)
    focus_card(window, title(0), name)
    app.press("ctrl+Left")
    app.press("ctrl+Up")
    app.wait(lambda: card(window, title(0), name), "the card where it was")
    require(date_of(window, deal) == same_day(date, 0), "the deal has slipped by a key")


def control_and_arrows(window):
    app = window.app
    to_the_top(window, title(1))
    deal, name, date = only_name(window, of_month(window, 1))
    focus_card(window, title(1), name)
    app.press("ctrl+Right")
    wait_date(window, deal, same_day(date, 2))
    app.wait(lambda: "focused" in wait_card(window, title(2), name).states, "the focus on the card in its new month")
    app.press("ctrl+Left")
    wait_date(window, deal, same_day(same_day(date, 2), 1))
    wait_card(window, title(1), name)


def undo_in_the_toast(window):
    app = window.app
    to_the_top(window, title(1))
    deal, name, date = only_name(window, of_month(window, 1))
    focus_card(window, title(1), name)
    app.press("ctrl+Right")

    def seen():
        moved = card(window, title(2), name)
        toasts = app.every(fresh=False, has=f"“{name}” is now expected on", role="label")
        buttons = app.every(fresh=False, role="push-button", name=app._("Undo"))
        return buttons[-1] if moved and toasts and buttons else None
    app.click(app.wait(seen, f"“{name}” a month later, and a toast that can undo it"))
    wait_card(window, title(1), name)
    wait_date(window, deal, date)


def new_deal_of_a_month(window):
    """It is expected on the last day of the month in whose column it was begun, and stands there."""
    app = window.app
    institution, name = window.query("SELECT id, name FROM institutions WHERE deleted_at IS NULL GROUP BY name HAVING count(*) = 1"
                                     " ORDER BY length(name) DESC LIMIT 1")[0]
    app.click(app.expect(role="push-button", name=app._("New deal in %s") % title(1)))
    dialog = app.expect(role="dialog", name=app._("New Deal"))
    app.expect(within=dialog, role="text", name=app._("Name"), states=["focused"])
    app.type("Deal of the test")
    for _ in range(10):
        if app.find(within=dialog, role="text", name=app._("Value"), states=["focused"]):
            break
        app.press("Tab")
    app.press("ctrl+a")
    app.type("9876543")
    app.click(app.scroll_to(lambda: app.expect(within=dialog, role="list-item", name=app._("Institution")),
                            app.middle(app.expect(within=dialog, role="text", name=app._("Value"))), top=120))
    app.expect(role=("text", "entry"), name=app._("Search"), states=["focused"])
    app.type(plain(name).lower())
    app.wait(lambda: [node.name for node in app.every(within={"role": "list", "name": app._("Results")}, role="label")] == [name], name)
    app.press("Return")
    app.wait(lambda: app.find(within=dialog, role="label", name=name), name)
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    year, number = (int(part) for part in month(1).split("-"))
    last = f"{month(1)}-{calendar.monthrange(year, number)[1]}"
    window.wait_query([(institution, last, 987654300)],
                      "SELECT institution_id, expected_close_date, value FROM opportunities WHERE name = 'Deal of the test'")
    to_the_top(window, title(1))
    wait_card(window, title(1), "Deal of the test")
    wait_sentences(window, range(3))


def won_deals_stay(window):
    app = window.app
    to_the_top(window, title(0))
    name = app.wait(lambda: [node.name for node in cards(window, title(0)) if ", Won, " in node.name], "a deal won this month")[0]
    name = name.split(",")[0]
    focus_card(window, title(0), name)
    app.press("ctrl+Right")
    app.expect(role="label", has=f"“{name}” is won and stays")
    app.wait(lambda: card(window, title(0), name) and not card(window, title(1), name), "the won deal where it was")


def keys_in_the_chart(window):
    """The legend tells the month that has the focus."""
    app = window.app
    app.click(app.expect(name=app._("3 months"), role=("radio-button", "toggle-button", "push-button", "check-box")))
    app.rest()
    app.press("Tab")
    app.wait(lambda: "focused" in chart(window).states, "the focus on the chart after the period")
    app.press("Home", "Right")
    app.expect(role="label", name=title(1))
    app.press("End")
    app.expect(role="label", name=title(2))


def earlier_months(window):
    """One month earlier stands first, with what was won then; nothing can be moved there."""
    app = window.app
    app.click(app.expect(role="push-button", name=app._("One month earlier")))
    app.expect(role="list", name=title(-1))
    app.expect_gone(role="list", name=title(2))
    won = won_in(window, month(-1) + "-01", month(0) + "-01")
    app.wait(lambda: app.expect(role="grouping", name=title(-1)).description.endswith(f"won {euros(won[1])}"), "what was won")
    require(app.expect(role="grouping", name=title(-1)).description.startswith(f"{won[0]} deal"), "other deals than those that were won")
    app.wait(lambda: f"{title(-1)}: {euros(won[1])} won;" in chart(window).description, "the month in the chart")
    app.press("alt+Page_Down")
    app.expect(role="list", name=title(2))
    app.expect_gone(role="list", name=title(-1))


def whose_deals(window):
    app = window.app
    user, first, last, count = window.query(
        "SELECT u.id, u.first_name, u.last_name, count(*) FROM users u JOIN opportunities o ON o.assigned_user_id = u.id"
        f" WHERE o.{OPEN.replace('deleted_at', 'o.deleted_at')} GROUP BY u.id ORDER BY 4 DESC LIMIT 1")[0]
    app.click(app.expect(role="toggle-button", name=app._("Whose deals")))
    check = app.wait(lambda: app.find(role=("radio-button", "check-box"), test=lambda node: first in node.name and last in node.name),
                     f"{first} {last}")
    app.click(check)
    expected = window.query(f"SELECT count(*) FROM opportunities WHERE {OPEN} AND assigned_user_id = ? AND expected_close_date < ?",
                            user, TODAY.isoformat())[0][0]
    app.wait(lambda: re.match(rf"{expected} deals?,", app.expect(role="grouping", name=app._(SLIPPED)).description),
             f"the {expected} slipped deals of {first} {last}")
    require(count > 0, "nobody has open deals")
    app.expect(role="label", has=f"{first} {last}")


def period_and_owner_survive(window):
    app = window.app
    app.click(app.expect(name=app._("6 months"), role=("radio-button", "toggle-button", "push-button", "check-box")))
    app.wait(lambda: f"{title(5)}: " in chart(window).description, "six months")
    label = app.expect(role="label", starts=calendar.month_abbr[TODAY.month], has="·").name
    require(app.close() == 0, "the program did not end well")
    app = window.start(keep_settings=True)
    app.go("Forecast")
    app.wait(lambda: f"{title(5)}: " in chart(window).description, "six months")
    app.expect(role="label", name=label)


def everyone_again(window):
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._("Whose deals")))
    app.click(app.wait(lambda: app.find(role=("radio-button", "check-box"), name=app._("Everyone")), "Everyone"))
    wait_sentences(window, range(6))


def exported(window):
    """What the file says is what the deals are, in cents. It is the last case: GTK's file dialog keeps what it has learnt of each folder
    of the path that it shows, and where leaks are looked for it would be one."""
    app = window.app
    path = os.path.join(window.folder, "forecast.csv")
    app.choose_from_menu("View", 2)
    app.answer_file_chooser(path, saving=True)
    app.expect(role="label", name=app._("Forecast exported"))
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    require([row["Month"] for row in rows] == [SLIPPED] + [month(i) for i in range(6)] + ["Total"], f"the rows are {rows}")
    for row, first, before in ([(rows[0], "0001-01-01", TODAY.isoformat())] +
                               [(rows[i + 1], max(month(i) + "-01", TODAY.isoformat()), month(i + 1) + "-01") for i in range(6)]):
        expected = [total(window, first, before)[0]] + [total(window, first, before, least)[1] for least in (75, 50, 0)]
        found = [int(row["Open deals"])] + [round(float(row[name]) * 100) for name in ("Commit", "Best case", "Pipeline")]
        require(found == expected, f"of {row['Month']} the file says {found}, and the deals {expected}")
        require(float(row["At least (9 of 10)"]) <= float(row["Median"]) <= float(row["At most (9 of 10)"]), f"no range: {row}")
    won = [round(float(row["Won"]) * 100) for row in rows]
    require(won[1] == won_in(window, month(0) + "-01", month(1) + "-01")[1] and won[0] == 0, f"won are {won}")
    for name in ("Open deals", "Commit", "Best case", "Pipeline", "Weighted", "Won"):
        parts = [round(float(row[name]) * 100) for row in rows]
        require(sum(parts[:-1]) == parts[-1], f"the total of {name} is not its sum: {parts}")
    app.expect(name=app._("In sync"))
    app.kill()


if __name__ == "__main__":
    uitest.main([figures_are_those_of_the_deals, drag_to_another_month, slipped_into_this_month, control_and_arrows, undo_in_the_toast,
                 won_deals_stay, new_deal_of_a_month, keys_in_the_chart, earlier_months, whose_deals, period_and_owner_survive, everyone_again, exported], ready=ready)
