#!/usr/bin/env python3
"""An institution's page: its views, one after the other."""

import unicodedata

import uitest

VIEWS = ("Overview", "Activity", "Timeline", "Medical", "Contacts", "Deals", "Revenue")
BUSY = ("SELECT i.name FROM institutions i WHERE EXISTS (SELECT 1 FROM invoices v WHERE v.institution_id = i.id)"
        " AND EXISTS (SELECT 1 FROM meetings m WHERE m.institution_id = i.id) ORDER BY i.sort_key LIMIT 1")


def plain(text):
    """The text as any keyboard types it: the search does not mind accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def open_page(window):
    app = window.app
    app.press("ctrl+1")
    app.expect(role="table-row", cap=120)
    name = app.wait(lambda: window.query(BUSY), "an institution with meetings and invoices")[0][0]
    app.press("ctrl+f")
    app.expect(states=["focused"], role=("entry", "text"))
    app.type(plain(name).lower())
    app.wait(lambda: app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)


def views(window):
    app = window.app
    for name in VIEWS:
        app.view(name)


if __name__ == "__main__":
    uitest.main([open_page, views])
