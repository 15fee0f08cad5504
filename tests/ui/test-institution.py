#!/usr/bin/env python3
"""An institution's page: its views, one after the other."""

import uitest
from institutions import open_institution

VIEWS = ("Overview", "Activity", "Timeline", "Medical", "Contacts", "Deals", "Revenue")
BUSY = ("SELECT i.name FROM institutions i WHERE EXISTS (SELECT 1 FROM invoices v WHERE v.institution_id = i.id)"
        " AND EXISTS (SELECT 1 FROM meetings m WHERE m.institution_id = i.id) ORDER BY i.sort_key LIMIT 1")


def open_page(window):
    open_institution(window, BUSY)


def views(window):
    app = window.app
    for name in VIEWS:
        app.view(name)


if __name__ == "__main__":
    uitest.main([open_page, views])
