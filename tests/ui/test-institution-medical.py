#!/usr/bin/env python3
"""The medical profile of an institution: figures, specialties, and how it stands with the rules."""

import datetime
import json
import zoneinfo

import uitest
from uitest import require
from institutions import open_institution

EXPIRING = ("SELECT name, id, bed_capacity, specialties, compliance_expiration_date FROM institutions WHERE compliance_expiration_date"
            " IS NOT NULL AND bed_capacity IS NOT NULL AND specialties LIKE '[\"%' AND compliance_status = 'compliant'"
            " AND name NOT IN (SELECT name FROM institutions GROUP BY name HAVING COUNT(*) > 1)"
            " ORDER BY compliance_expiration_date, sort_key LIMIT 1")


def open_page(window):
    _, _, window.beds, window.specialties, window.expires = open_institution(window, EXPIRING)
    window.app.view("Medical")


def figures(window):
    app = window.app
    app.expect(role="label", name="Beds")
    app.expect(role="label", has=f"{window.beds:,}")


def specialties(window):
    app = window.app
    for name in json.loads(window.specialties):
        app.expect(role="label", name=name)


def compliance(window):
    app = window.app
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).date()
    days = (datetime.date.fromisoformat(window.expires) - today).days
    if days < 0:
        words = "Compliance expired on "
    elif days == 0:
        words = "Compliance expires today"
    elif days <= 60:
        words = f"Compliance expires in {days} day"
    else:
        words = "Compliant until "
    app.expect(role="label", starts=words)
    require(app.find(role="label", name="Compliance expires"), "the date does not stand there")


if __name__ == "__main__":
    uitest.main([open_page, figures, specialties, compliance])
