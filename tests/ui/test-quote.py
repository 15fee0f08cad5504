#!/usr/bin/env python3
"""A quote from its first line to the money: written by keys for a deal, sent, accepted, invoiced in part, issued, paid; what is refused
stands at its cell, and what was entered is not lost."""

import uitest
from uitest import require

TYPED = ("entry", "text")
QUOTE = "SELECT status, total, subtotal, opportunity_id IS NOT NULL FROM quotes WHERE title = 'Devis du test' AND deleted_at IS NULL"
INVOICES = ("SELECT i.status, i.total, i.remaining_amount FROM invoices i JOIN quotes q ON q.id = i.quote_id"
            " WHERE q.title = 'Devis du test' AND i.deleted_at IS NULL")


def focused_entry(window, name):
    return window.app.expect(role=TYPED, name=window.app._(name), states=["focused"])


def labels(window, *texts):
    for text in texts:
        window.app.expect(role="label", name=text)


def last_line(window):
    """The last row of the lines that are being entered."""
    return window.app.every(within={"role": "list", "name": window.app._("Lines")}, role="list-item")[-1]


def write_lines(window):
    app = window.app
    app.go("Quotes")
    app.expect(role="table-row")
    app.press("ctrl+n")
    dialog = app.expect(role="dialog", name=app._("New Quote"))
    # The institution first: what else can be chosen depends on it.
    app.click(app.expect(within=dialog, role=("list-item", "push-button"), starts=app._("Institution")))
    app.expect(role=TYPED, name=app._("Search"), states=["focused"])
    app.press("Down", "Return")
    app.click(app.expect(within=dialog, role=TYPED, name=app._("Title")))
    app.type("Devis du test")

    def add():
        return app.expect(role=("list-item", "push-button"), name=app._("Add Line"))
    app.scroll_to(add, app.middle(app.expect(role="dialog")))
    app.click(add())
    # A product of the catalogue, found while it is typed.
    focused_entry(window, "Description")
    app.type("moniteur de ch")
    app.expect(role="label", name="Moniteur de chevet", within={"role": "list", "name": app._("Products")})
    app.press("Down", "Return")
    focused_entry(window, "Quantity")
    app.type("2")
    app.press("Tab", "Tab")
    app.type("10 %")
    # 2 × 1 890.00 − 10 % = 3 402.00
    labels(window, "€3,402.00")
    # Return in the last line begins another: what is no product is a description.
    app.press("Return")
    focused_entry(window, "Description")
    app.type("Formation")
    app.press("Escape", "Return")
    focused_entry(window, "Quantity")
    app.type("2")
    app.press("Tab")
    app.type("617,28 €")
    app.press("Tab", "Tab", "Tab")
    app.type("5,5")
    # 2 × 617.28 = 1 234.56; VAT: 20 % of 3 402.00 = 680.40, 5.5 % of 1 234.56 = 67.90; in all 5 384.86.
    labels(window, "€1,234.56", "€4,636.56", "€680.40", "€67.90", "€5,384.86")


def refused_at_the_cell(window):
    app = window.app
    app.press("shift+Tab", "shift+Tab")
    focused_entry(window, "Discount")
    app.type("beaucoup")
    app.press("Tab")
    app.expect(role="label", has="beaucoup")
    require("invalid-entry" in app.expect(role=TYPED, name=app._("Discount"), test=lambda node: node.text == "beaucoup").states
            or app.expect(role="label", has="beaucoup"), "the cell is not marked")
    before = window.query("SELECT count(*) FROM quotes")
    app.press("ctrl+Return")
    # It leads to the cell, and nothing is written.
    entry = focused_entry(window, "Discount")
    require(entry.text == "beaucoup", "what was typed is gone")
    require(window.query("SELECT count(*) FROM quotes") == before, "a quote with a wrong line was written")
    app.press("ctrl+a")
    app.type("0")
    labels(window, "€5,384.86")


def lines_are_moved(window):
    app = window.app
    app.press("alt+Up")
    focused_entry(window, "Description")
    app.wait(lambda: "1,234.56" not in " ".join(node.name for node in last_line(window).walk()), "the line above the other")
    app.press("alt+Down")
    app.wait(lambda: "€1,234.56" in [node.name for node in last_line(window).walk()], "the line at the end again")


def closing_keeps_it(window):
    app = window.app
    app.press("Escape")
    app.expect_gone(role="dialog")
    app.click(app.expect(role="push-button", name=app._("_Restore")))
    app.expect(role="dialog", name=app._("New Quote"))
    labels(window, "€5,384.86")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    # The server counts the same.
    window.wait_query([("draft", 538486, 463656, 0)], QUOTE)
    window.wait_query([("draft", 538486, 463656, 0)], QUOTE, database="server.db")
    # One goes on with it.
    app.expect(role="heading", name="Devis du test")
    labels(window, "€5,384.86")


def sent_and_accepted(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("Mark as _Sent")))
    window.wait_query([("sent", 538486, 463656, 0)], QUOTE)
    app.click(app.expect(role="push-button", name=app._("_Accepted")))
    window.wait_query([("accepted", 538486, 463656, 0)], QUOTE)
    window.wait_query([("accepted", 538486, 463656, 0)], QUOTE, database="server.db")


def invoiced_in_part(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("_Invoice…")))
    app.expect(role="dialog", name=app._("Invoice Quote"))
    labels(window, "€5,384.86")
    share = app.expect(role=TYPED, name=app._("Share of what is left, in percent"))
    app.click(share)
    app.press("ctrl+a")
    app.type("150")
    app.press("ctrl+a")
    app.type("50")
    # Half: 1 701.00 + 617.28 = 2 318.28; VAT 340.20 + 33.95; in all 2 692.43.
    labels(window, "€2,692.43")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("draft", 269243, 269243)], INVOICES)
    app.expect(role="push-button", name=app._("_Issue"))


def issued_and_paid(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("_Issue")))
    window.wait_query([("sent", 269243, 269243)], INVOICES)
    app.click(app.expect(role="push-button", name=app._("Record _Payment…")))
    dialog = app.expect(role="dialog", name=app._("Record Payment"))
    amount = app.expect(within=dialog, role=TYPED, name=app._("Amount"))
    require(amount.text == "2,692.43", f"the amount begins with “{amount.text}”, not with what is outstanding")
    # More than what is outstanding is refused at the field.
    app.click(amount)
    app.press("ctrl+a")
    app.type("3 000,00 €")
    app.press("ctrl+Return")
    app.wait(lambda: app.find(role="dialog") and app.find(role="label", has="2,692.43"), "what is wrong with the amount")
    window.wait_query([("sent", 269243, 269243)], INVOICES)
    app.click(app.expect(within={"role": "dialog"}, role=TYPED, name=app._("Amount")))
    app.press("ctrl+a")
    app.type("2692,43")
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([("paid", 269243, 0)], INVOICES)
    window.wait_query([("paid", 269243, 0)], INVOICES, database="server.db")
    app.expect(role="list-item", starts="€2,692.43")


def payment_is_reversed(window):
    app = window.app
    app.click(app.expect(role="push-button", name=app._("Reverse Payment")))
    window.wait_query([("sent", 269243, 269243)], INVOICES)
    app.expect(role="push-button", name=app._("Count Payment Again"))
    app.click(app.expect(role="push-button", name=app._("_Undo")))
    window.wait_query([("paid", 269243, 0)], INVOICES)


if __name__ == "__main__":
    uitest.main([write_lines, refused_at_the_cell, lines_are_moved, closing_keeps_it, sent_and_accepted, invoiced_in_part,
                 issued_and_paid, payment_is_reversed])
