#!/usr/bin/env python3
"""A day of selling, by keys alone: an institution is found, called, promised something, offered something, won, invoiced and paid,
and its page says so."""

import uitest
from uitest import require
from places import plain

TYPED = ("entry", "text")
BUTTON = ("push-button", "toggle-button")
VIEW = ("page-tab", "radio-button", "toggle-button")
CALL = "Wants a monitor for the new ward"
TASK = "Send the leaflet of the monitor"
DEAL = "Monitor of the new ward"
# Nothing has been sold there yet, and nobody has called for two months: all that changes comes from this day.
PLACE = ("SELECT i.id, i.name FROM institutions i WHERE i.deleted_at IS NULL"
         " AND (SELECT count(*) FROM institutions j WHERE j.name = i.name) = 1"
         " AND NOT EXISTS (SELECT 1 FROM invoices v WHERE v.institution_id = i.id)"
         " AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.institution_id = i.id)"
         " AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.institution_id = i.id"
         "   AND c.call_date > (strftime('%s', 'now') - 20 * 86400) * 1000000)"
         " AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.institution_id = i.id"
         "   AND m.start_date > (strftime('%s', 'now') - 20 * 86400) * 1000000)"
         " ORDER BY i.sort_key LIMIT 1")
QUOTE = ("SELECT q.status, q.subtotal, q.total FROM quotes q JOIN opportunities o ON o.id = q.opportunity_id"
         " WHERE q.institution_id = ? AND o.name = ? AND q.deleted_at IS NULL")
INVOICE = "SELECT status, total, remaining_amount FROM invoices WHERE institution_id = ? AND deleted_at IS NULL"
STAGE = "SELECT stage FROM opportunities WHERE name = ? AND deleted_at IS NULL"


def ready(window):
    app = window.app
    # The first pull comes in pages: only when all is there is it known who has bought nothing.
    window.wait_query([(0,)], "SELECT count(*) FROM invoices WHERE institution_id NOT IN (SELECT id FROM institutions)")
    window.place, window.name = app.wait(lambda: window.query(PLACE), "an institution to sell to", 60)[0]


def tab_to(window, key="Tab", most=60, **wanted):
    """A key leads there from where the focus is."""
    app = window.app
    for _ in range(most):
        node = app.find(states=["focused"], **wanted)
        if node:
            return node
        app.press(key)
    raise uitest.Failure(f"{key} does not lead to {app.describe(wanted)}")


def view(window, name, key="Tab"):
    """Goes to a view of the page: @key to the views, arrows along them, and the space bar."""
    app = window.app
    tab_to(window, key, role=VIEW, test=lambda node: node.name in views(app))
    names = views(app)
    now = names.index(app.find(states=["focused"], role=VIEW).name)
    step = names.index(app._(name)) - now
    for _ in range(abs(step)):
        app.press("Right" if step > 0 else "Left")
    app.expect(role=VIEW, name=app._(name), states=["focused"])
    app.press("space")
    app.wait(lambda: {"selected", "checked", "pressed"} & set(app.expect(role=VIEW, name=app._(name)).states), f"the view {name}")


def views(app):
    return [app._(name) for name in ("Overview", "Activity", "Timeline", "Medical", "Contacts", "Deals", "Revenue")]


def open_by_name(window):
    """Ctrl+K leads to the institution from wherever one is."""
    app = window.app
    app.press("ctrl+k")
    app.expect(role="dialog", name=app._("Find"))
    app.type(plain(window.name).lower())
    app.wait(lambda: app.find(within={"role": "list", "name": app._("Found")}, role="list-item", starts=window.name,
                              states=["selected"]), f"“{window.name}” found")
    app.press("Return")
    app.expect_gone(role="dialog")
    app.expect(role="heading", name=window.name)


def score(window, title):
    """The number of a badge of the header, from what a screen reader says of it: “Lead score: 44, Warm”."""
    name = window.app.expect(role=BUTTON, starts=window.app._(title) + ":").name
    return int(name.split(":")[1].split(",")[0])


def find_an_institution(window):
    open_by_name(window)
    window.health, window.lead = score(window, "Customer health"), score(window, "Lead score")


def log_a_call(window):
    app = window.app
    view(window, "Activity")
    tab_to(window, role=TYPED, name=app._("Log a call"))
    app.type(CALL)
    app.press("Return")
    calls = "SELECT institution_id FROM calls WHERE summary = ? AND deleted_at IS NULL"
    window.wait_query([(window.place,)], calls, CALL)
    app.wait(lambda: score(window, "Customer health") > window.health, f"a health above {window.health}")
    window.wait_query([(window.place,)], calls, CALL, database="server.db")


def create_a_task(window):
    app = window.app
    tab_to(window, role="push-button", name="Task")
    app.press("Return")
    app.expect(role="dialog", name=app._("New Task"))
    tab_to(window, role=TYPED, name=app._("Title"))
    app.type(TASK)
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([(window.place, "todo")], "SELECT institution_id, status FROM tasks WHERE title = ? AND deleted_at IS NULL", TASK)
    app.expect(role="label", name=TASK)


def add_a_deal(window):
    app = window.app
    app.press("ctrl+n")
    app.expect(role="dialog", name=app._("New Deal"))
    tab_to(window, role=TYPED, name=app._("Name"))
    app.type(DEAL)
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([(window.place, "prospecting")],
                      "SELECT institution_id, stage FROM opportunities WHERE name = ? AND deleted_at IS NULL", DEAL)


def quote_it(window):
    app = window.app
    view(window, "Deals", "shift+Tab")
    app.expect(role="label", name=DEAL)
    tab_to(window, role=BUTTON, name=app._("More"), test=lambda node: any(DEAL in other.name for other in node.ancestors()))
    app.press("Return")
    app.wait(lambda: (app.every(role="menu-item") + [None])[0] and "focused" in app.every(role="menu-item")[0].states, "the menu")
    app.press("Down", "Return")
    app.expect(role="dialog", name=app._("New Quote"))
    # What is known of the deal need not be entered again.
    app.wait(lambda: app.find(within={"role": "dialog"}, role="label", name=window.name), f"“{window.name}” in the quote")
    require(app.find(within={"role": "dialog"}, role=TYPED, name=app._("Title")).text == DEAL, "the quote has another title")
    tab_to(window, role=("list-item", "push-button"), name=app._("Add Line"))
    app.press("Return")
    app.expect(role=TYPED, name=app._("Description"), states=["focused"])
    app.type("moniteur de ch")
    app.expect(role="label", name="Moniteur de chevet", within={"role": "list", "name": app._("Products")})
    app.press("Down", "Return")
    app.expect(role=TYPED, name=app._("Quantity"), states=["focused"])
    app.type("2")
    # 2 × 1 890.00 = 3 780.00; VAT 20 % = 756.00; in all 4 536.00.
    app.expect(role="label", name="€4,536.00")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("draft", 378000, 453600)], QUOTE, window.place, DEAL)
    app.expect(role="heading", name=DEAL)


def send_it_and_hear_yes(window):
    app = window.app
    app.expect(role="push-button", name=app._("Mark as _Sent"))
    app.press("alt+s")
    window.wait_query([("sent", 378000, 453600)], QUOTE, window.place, DEAL)
    app.expect(role="push-button", name=app._("_Accepted"))
    app.press("alt+a")
    window.wait_query([("accepted", 378000, 453600)], QUOTE, window.place, DEAL)


def focused_card(window):
    return window.app.find(within={"role": "grouping", "name": window.app._("Pipeline board")}, role="list-item", states=["focused"])


def move_it_to_won(window):
    app = window.app
    app.press("ctrl+3")
    app.expect(role="grouping", name=app._("Pipeline board"))
    tab_to(window, role="list-item", within={"role": "list", "name": app._("Prospecting")})
    app.press("Home")
    tab_to(window, "Down", role="list-item", starts=DEAL + ",")
    for stage, column in (("qualification", "Qualification"), ("proposal", "Proposal"), ("negotiation", "Negotiation"),
                          ("closed_won", "Won")):
        app.press("ctrl+Right")
        window.wait_query([(stage,)], STAGE, DEAL)
        app.expect(within={"role": "list", "name": app._(column)}, role="list-item", starts=DEAL + ",", states=["focused"])
    window.wait_query([("closed_won",)], STAGE, DEAL, database="server.db")


def invoice_it(window):
    app = window.app
    # Where one comes from: the quote.
    app.press("alt+Left")
    app.expect(role="heading", name=DEAL)
    app.expect(role="push-button", name=app._("_Invoice…"))
    app.press("alt+i")
    app.expect(role="dialog", name=app._("Invoice Quote"))
    app.expect(role="label", name="€4,536.00")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("draft", 453600, 453600)], INVOICE, window.place)
    app.expect(role="push-button", name=app._("_Issue"))
    app.press("alt+i")
    window.wait_query([("sent", 453600, 453600)], INVOICE, window.place)


def record_the_payment(window):
    app = window.app
    app.expect(role="push-button", name=app._("Record _Payment…"))
    app.press("alt+p")
    dialog = app.expect(role="dialog", name=app._("Record Payment"))
    amount = app.expect(within=dialog, role=TYPED, name=app._("Amount"))
    require(amount.text == "4,536.00", f"the amount begins with “{amount.text}”, not with what is outstanding")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("paid", 453600, 0)], INVOICE, window.place)
    window.wait_query([("paid", 453600, 0)], INVOICE, window.place, database="server.db")


def figure(window, caption):
    """What stands under the caption of a figure."""
    names = [node.name for node in window.app.every(role="label")]
    return names[names.index(caption) + 1] if caption in names else None


def revenue_says_so(window):
    app = window.app
    open_by_name(window)
    view(window, "Revenue")
    for caption, amount in (("Invoiced", "€4.5k"), ("Paid", "€4.5k"), ("Outstanding", "€0"), ("This month", "€4.5k")):
        app.wait(lambda: figure(window, caption) == amount, f"{amount} under “{caption}”")
    # The invoice itself stands below.
    app.expect(role="label", name="€4,536")


def timeline_says_so(window):
    app = window.app
    view(window, "Timeline")
    rows = {"role": "list", "name": app._("Timeline")}
    for text, about in (("Invoice paid", ""), ("Invoice issued", ""), ("Deal won", DEAL), ("Quote accepted", DEAL), ("Quote sent", DEAL),
                        ("Outgoing call", CALL)):
        app.wait(lambda: app.find(within=rows, role="list-item", starts=app._(text), has=about), f"“{text}” in the timeline")


def scores_say_so(window):
    app = window.app
    health, lead = score(window, "Customer health"), score(window, "Lead score")
    require(health > window.health, f"the health was {window.health} and is {health}")
    # A quote, answered at once, and money.
    require(lead > window.lead, f"the lead score was {window.lead} and is {lead}")
    app.expect(role="label", name=app._("Active client"))


if __name__ == "__main__":
    uitest.main([find_an_institution, log_a_call, create_a_task, add_a_deal, quote_it, send_it_and_hear_yes, move_it_to_won, invoice_it,
                 record_the_payment, revenue_says_so, timeline_says_so, scores_say_so], ready=ready)
