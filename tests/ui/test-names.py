#!/usr/bin/env python3
"""Whatever can have the focus has a name that a screen reader can say, on every page and in every dialog."""

import uitest
from institutions import plain
from listviews import SAVE_AS, choose_in_views
from uitest import Failure

# What GTK makes itself, nameless in every program: the inside of what has a name.
INSIDE = {"scroll-pane", "list", "filler", "panel", "grouping", "tree-table", "menu", "window", "viewport", "frame", "menu-item"}


def label_of(node):
    return node.name or node.description


def check(window, page):
    nameless = []
    for node in window.app.every():
        if "focusable" not in node.states or node.role in INSIDE or label_of(node).strip():
            continue
        if any(label_of(child).strip() for child in node.walk() if child is not node and child.role == "label"):
            continue
        parents = " < ".join(str(parent) for parent in node.ancestors() if label_of(parent) or parent.role != "panel")
        nameless.append(f"{node.role} in {parents[:200]}")
    if nameless:
        raise Failure(f"on {page} without a name:\n" + "\n".join(sorted(set(nameless))[:20]))


def today(window):
    app = window.app
    app.press("ctrl+t")
    app.type("rappel envoyer le devis demain 7h")
    app.expect(name=f"{app._('Kind')}: {app._('Reminder')}")
    check(window, "the line of Today")
    app.press("Return")
    app.expect(role="list-item", starts="Envoyer le devis")
    check(window, "Today")


def institutions(window):
    app = window.app
    app.press("ctrl+1")
    app.expect(role="table-row")
    check(window, "Institutions")


def filter_of_the_list(window):
    app = window.app
    app.click(app.expect(role="toggle-button", name=app._("Filter")))
    app.expect(role="combo-box")
    check(window, "the filter")
    app.click(app.expect(role="push-button", name=app._("More Conditions…")))
    app.expect(role="dialog", name=app._("Filter"))
    app.click(app.expect(within={"role": "dialog"}, role="push-button", name=app._("Add Group")))
    app.expect(within={"role": "dialog"}, role="toggle-button", name=app._("Any of these holds"))
    check(window, "the filter's builder")
    app.click(app.every(within={"role": "dialog"}, role="toggle-button", name=app._("Choose…"))[0])
    app.expect(role="check-box")
    check(window, "the values of the filter's builder")
    app.press("Escape")
    app.expect_gone(role="check-box")
    app.press("Escape")
    app.expect_gone(role="dialog")


def views_of_the_list(window):
    app = window.app
    choose_in_views(window, SAVE_AS)
    app.expect(role=("dialog", "alert"), name=app._("Save View"))
    check(window, "saving a view")
    app.press("Escape")
    app.expect_gone(role=("dialog", "alert"))


def institution(window):
    app = window.app
    name = window.query("SELECT i.name FROM institutions i WHERE EXISTS (SELECT 1 FROM invoices v WHERE v.institution_id = i.id)"
                        " AND EXISTS (SELECT 1 FROM meetings m WHERE m.institution_id = i.id) ORDER BY i.sort_key LIMIT 1")[0][0]
    app.press("ctrl+f")
    app.type(name.split("'")[0].encode("ascii", "ignore").decode().lower())
    app.wait(lambda: app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)
    for view in ("Overview", "Activity", "Timeline", "Medical", "Contacts", "Deals", "Revenue"):
        app.view(view)
        check(window, f"{view} of an institution")
        if view == "Contacts":
            app.view("Relation Map")
            check(window, "the map of an institution")
            app.view("List")


def contact(window):
    app = window.app
    name = window.query("SELECT first_name || ' ' || last_name FROM contacts c WHERE reports_to_id IS NOT NULL AND deleted_at IS NULL"
                        " AND EXISTS (SELECT 1 FROM invoices v WHERE v.contact_person_id = c.id) ORDER BY sort_key LIMIT 1")[0][0]
    app.press("ctrl+2")
    app.press("ctrl+f")
    app.type(plain(name))
    app.wait(lambda: app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)
    for view in ("Overview", "Timeline", "Deals", "Revenue"):
        app.view(view)
        check(window, f"{view} of a contact")


def editors(window):
    app = window.app
    for view, button, title in (("Deals", "New Deal", "New Deal"), ("Activity", "Meeting", "New Meeting"), ("Activity", "Call", "New Call"),
                                ("Activity", "Reminder", "New Reminder"), ("Contacts", "New Contact", "New Contact")):
        app.view(view)
        app.click(app.wait(lambda: app.find(role="push-button", name=app._(button)), button))
        app.expect(role="dialog", name=app._(title))
        check(window, title)
        app.press("Escape")
        app.expect_gone(role="dialog")


def filter_of_the_timeline(window):
    app = window.app
    app.view("Timeline")
    for button, role in (("All kinds", "check-box"), ("Everyone", "radio-button"), ("Any time", "radio-button")):
        app.click(app.expect(role="toggle-button", name=app._(button)))
        app.expect(role=(role, "check-box"))
        check(window, f"the filter “{button}” of the timeline")
        app.press("Escape")
        app.expect_gone(role=(role, "check-box"))


def pipeline(window):
    app = window.app
    app.go("Pipeline")
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.wait(lambda: len(app.every(role="list-item")) > 8, "cards")
    check(window, "Pipeline")
    app.click(app.every(role="list-item", within={"role": "list", "name": app._("Prospecting")})[0], across=0.3, down=0.3)
    app.expect(role="push-button", name=app._("Close the Panel"))
    app.expect(role="label", name=app._("Chances"))
    check(window, "a deal beside the board")
    app.press("Escape")
    app.expect_gone(role="push-button", name=app._("Close the Panel"))


def forecast(window):
    app = window.app
    app.go("Forecast")
    app.expect(role="grouping", name=app._("Deals by month"))
    app.wait(lambda: len(app.every(role="list-item")) > 4, "cards")
    check(window, "Forecast")
    app.click(app.expect(role="toggle-button", name=app._("Whose deals")))
    app.expect(role=("radio-button", "check-box"), name=app._("Everyone"))
    check(window, "whose deals the forecast counts")
    app.press("Escape")


def other_lists(window):
    app = window.app
    for page in ("Contacts", "Deals", "Quotes", "Invoices", "Activities"):
        app.go(page)
        app.expect(role="table-row")
        check(window, page)
    for view in ("Meetings", "Calls", "Notes"):
        app.view(view)
        app.expect(role="table-row")
        check(window, view)


def finding(window):
    app = window.app
    app.press("ctrl+k")
    app.expect(role="dialog", name=app._("Find"))
    app.wait(lambda: app.find(within={"role": "list", "name": app._("Found")}, role="list-item"), "something found")
    check(window, "what Ctrl+K opens")
    app.press("Escape")
    app.expect_gone(role="dialog")
    for keys, title in (("F1", "Keyboard Shortcuts"), ("ctrl+shift+h", "History")):
        app.press(keys)
        app.expect(role="dialog", name=app._(title))
        check(window, title)
        app.press("Escape")
        app.expect_gone(role="dialog")


def import_dialog(window):
    app = window.app
    app.press("ctrl+i")
    app.expect(role="dialog")
    check(window, "the import")
    app.press("Escape")
    app.expect_gone(role="dialog")


def sidebar_rows(window):
    app = window.app
    for name in ("Today", "Institutions", "Contacts", "Pipeline", "Deals", "Quotes", "Invoices", "Activities"):
        app.expect(role="list-item", starts=app._(name), within={"role": "list", "name": app._("Pages")}, cap=5)


if __name__ == "__main__":
    uitest.main([today, institutions, sidebar_rows, filter_of_the_list, views_of_the_list, institution, editors, filter_of_the_timeline, import_dialog,
                 finding, pipeline, forecast,
                 other_lists, contact])
