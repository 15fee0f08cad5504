#!/usr/bin/env python3
"""What an institution is, changed where it stands: fields by keyboard, tags, the workspace's own fields, and undo."""

import json
import os

import uitest
from uitest import require
from institutions import open_institution
from restserver import Answer, Connection

PLAIN = ("SELECT name, id, main_phone, city FROM institutions WHERE main_phone IS NOT NULL AND city IS NOT NULL AND accounting_number IS NULL"
         " AND commercial_status = 'prospect'"
         " AND tags IS NULL AND name NOT IN (SELECT name FROM institutions GROUP BY name HAVING COUNT(*) > 1) ORDER BY sort_key LIMIT 1")


def column(window, name):
    return window.query(f"SELECT {name} FROM institutions WHERE id = ?", window.id)[0][0]


def wait_column(window, name, expected):
    window.wait_query([(expected,)], f"SELECT {name} FROM institutions WHERE id = ?", window.id)


def row(window, label):
    return window.app.expect(role="list-item", name=label)


def edit(window, label):
    """Opens a row with the keyboard: its editor has the focus then."""
    app = window.app
    app.click(row(window, label), across=0.3)
    app.expect(role=("entry", "text"), name=label, states=["focused"])


def ask(window, method, path, body, token=None):
    connection = Connection(os.path.join(window.folder, "server.sock"))
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection.request(method, path, json.dumps(body), headers)
    answer = Answer(connection.getresponse())
    connection.close()
    require(answer.status < 300, answer.text)
    return answer.json["data"]


def open_page(window):
    _, window.id, window.phone, window.city = open_institution(window, PLAIN)
    window.app.view("Overview")
    for title in ("Identity", "Commercial", "Billing", "Address"):
        window.app.expect(role="list", name=title)
    require(window.app.find(role="list-item", name="Category code") is None, "the raw code is shown")
    require(window.app.find(role="push-button", name=f"Call {window.phone}"), "the number cannot be called")


def edit_by_keyboard(window):
    app = window.app
    edit(window, "Accounting number")
    app.press("Escape")
    app.wait(lambda: "focused" in row(window, "Accounting number").states, "the focus on the row")
    app.press("Return")
    app.expect(role=("entry", "text"), name="Accounting number", states=["focused"])
    app.type("C-0042")
    app.press("Return")
    wait_column(window, "accounting_number", "C-0042")
    app.expect(role="label", name="C-0042")
    app.wait(lambda: "focused" in row(window, "Accounting number").states, "the focus back on the row")


def undo(window):
    app = window.app
    app.press("ctrl+z")
    wait_column(window, "accounting_number", None)
    app.expect(role="label", has="Accounting number changed")
    app.press("ctrl+shift+z")
    wait_column(window, "accounting_number", "C-0042")


def escape_restores(window):
    app = window.app
    edit(window, "Phone")
    app.press("ctrl+a")
    app.type("01 02 03 04 05")
    app.press("Escape")
    app.expect(role="label", name=window.phone)
    require(column(window, "main_phone") == window.phone, "what was taken back is kept")


def invalid_value(window):
    app = window.app
    edit(window, "Phone")
    app.press("ctrl+a")
    app.type("hello")
    app.press("Return")
    app.expect(role="label", has="digits")
    entry = app.expect(role=("entry", "text"), name="Phone", states=["focused"])
    require(entry.text == "hello", f"what was typed is lost: {entry.text}")
    require(column(window, "main_phone") == window.phone, "what is wrong is kept")
    app.press("ctrl+a")
    app.type("01 02 03 04 05")
    app.press("Return")
    wait_column(window, "main_phone", "01 02 03 04 05")
    app.expect(role="push-button", name="Call 01 02 03 04 05")


def leaving_applies(window):
    app = window.app
    edit(window, "Category")
    app.press("ctrl+a")
    app.type("Centre")
    app.click(row(window, "SIRET"), across=0.3)
    wait_column(window, "category", "Centre")
    app.expect(role=("entry", "text"), name="SIRET", states=["focused"])
    app.press("Escape")


def choice(window):
    app = window.app
    require(app.find(role="label", name="Prospect"), "the first choice is not said")
    app.click(app.expect(role="combo-box", name="Commercial status"), across=0.3)
    app.expect(role="label", name="Client")
    app.press("Down", "Return")
    wait_column(window, "commercial_status", "client")
    app.press("ctrl+z")
    wait_column(window, "commercial_status", "prospect")
    app.expect(role="label", name="Prospect")


def tags(window):
    app = window.app
    app.click(app.scroll_to(lambda: app.expect(role="toggle-button", name="Add to Tags"), window.middle))
    app.expect(role=("entry", "text"), name="Find or create", states=["focused"])
    app.type("Urgence 24")
    app.expect(role="label", name="New")
    app.press("Return")
    wait_column(window, "tags", '["Urgence 24"]')
    app.expect(role="list-item", name="Urgence 24", within={"role": "list", "name": "Tags"})
    app.click(app.expect(role="toggle-button", name="Add to Tags"))
    app.type("second")
    app.press("Return")
    wait_column(window, "tags", '["Urgence 24","second"]')
    app.expect(role="list-item", name="second", within={"role": "list", "name": "Tags"})
    app.press("shift+Tab")
    app.wait(lambda: "focused" in app.expect(role="list-item", name="second").states, "the focus on a chip")
    app.press("Delete")
    wait_column(window, "tags", '["Urgence 24"]')
    app.press("ctrl+z")
    wait_column(window, "tags", '["Urgence 24","second"]')
    app.click(app.expect(role="push-button", name="Remove “Urgence 24”"))
    wait_column(window, "tags", '["second"]')


def custom_field(window):
    app = window.app
    token = ask(window, "POST", "/api/auth/login", {})["accessToken"]
    ask(window, "POST", "/api/custom-fields", {"kind": "institution", "key": "budgetCode", "label": "Budget code", "type": "text"}, token)
    ask(window, "POST", "/api/custom-fields", {"kind": "institution", "key": "wing", "label": "Wing", "type": "choice",
                                               "choices": ["North", "South"]}, token)
    app.expect(role="list", name="Custom fields")
    app.scroll_to(lambda: row(window, "Budget code"), window.middle)
    edit(window, "Budget code")
    app.type("B 12")
    app.press("Return")
    wait_column(window, "custom", '{"budgetCode":"B 12"}')
    app.expect(role="label", name="B 12")
    app.press("ctrl+z")
    wait_column(window, "coalesce(custom, '{}')", "{}")


def columns(window):
    """Beside each other where there is room, below each other where there is not."""
    app = window.app
    app.wheel_at(*window.middle, -30)
    first, second = (app.expect(role="list", name=name).extents for name in ("Identity", "Commercial"))
    require(second[0] > first[0] + first[2] and second[1] == first[1], f"not side by side: {first}, {second}")
    app.resize(360, 700)

    def below():
        upper = app.expect(role="list", name="Identity").extents
        rows = [node for node in app.every(role="list-item") if node.name == "Name"]
        return upper[2] <= 360 and rows and rows[0].extents[2] > 280
    app.wait(below, "one column")
    app.resize()


def ready(window):
    _, _, width, height = window.app.origin()
    window.middle = (round(width * 0.6), round(height * 0.7))


if __name__ == "__main__":
    uitest.main([open_page, edit_by_keyboard, undo, escape_restores, invalid_value, leaving_applies, choice, tags, custom_field, columns],
                ready=ready, size=(1280, 800))
