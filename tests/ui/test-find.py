#!/usr/bin/env python3
"""Getting about: what was done is undone and done again, where one has been is gone back to, one window more."""

import unicodedata

import uitest
from uitest import require

PAGES = {"role": "list", "name": "Pages"}


def plain(text):
    """The text as any keyboard types it: the search does not mind accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def institution(window, offset=0):
    """An institution whose name no other has: id and name."""
    return window.query("SELECT id, name FROM institutions i WHERE deleted_at IS NULL AND"
                        " (SELECT count(*) FROM institutions j WHERE j.name = i.name) = 1"
                        " ORDER BY sort_key LIMIT 1 OFFSET ?", offset)[0]


def open_institution(window, offset=0):
    """From the list, as a person does."""
    app = window.app
    _, name = institution(window, offset)
    app.press("ctrl+1", "ctrl+f")
    app.expect(states=["focused"], role=("entry", "text"))
    app.press("ctrl+a")
    app.type(plain(name))
    app.wait(lambda: len(app.every(role="table-row")) < 4 and app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)
    return name


def ready(window):
    window.app.press("ctrl+1")
    window.app.expect(role="table-row", cap=120)


def back_and_forward(window):
    app = window.app
    # The second time leads from what was left open there to the page itself.
    app.press("ctrl+1", "ctrl+1")
    app.expect(role="table-row")
    app.press("ctrl+3", "ctrl+3")
    app.expect(role="grouping", name=app._("Pipeline board"))
    name = open_institution(window)
    app.press("alt+Left")
    app.expect(role="table-row")
    app.expect_gone(role="heading", name=name)
    app.press("alt+Left")
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.press("alt+Right", "alt+Right")
    app.expect(role="heading", name=name)
    # A step of another kind ends what was ahead.
    app.press("alt+Left")
    app.expect(role="table-row")
    app.press("ctrl+3")
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.press("alt+Right", "alt+Left")
    app.expect(role="table-row")


def new_deal(window, name):
    app = window.app
    app.view("Deals")
    app.click(app.wait(lambda: app.find(role="push-button", name=app._("New Deal")), "New Deal"))
    app.expect(role="dialog", name=app._("New Deal"))
    app.expect(states=["focused"], role=("entry", "text"))
    app.type(name)
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    window.wait_query([(1,)], "SELECT count(*) FROM opportunities WHERE name = ? AND deleted_at IS NULL", name)


def alive(window, count, name):
    window.wait_query([(count,)], "SELECT count(*) FROM opportunities WHERE name = ? AND deleted_at IS NULL", name)


def undo_and_redo(window):
    app = window.app
    open_institution(window)
    new_deal(window, "Scanner 41")
    new_deal(window, "Scanner 42")
    app.press("ctrl+z")
    alive(window, 0, "Scanner 42")
    app.press("ctrl+z")
    alive(window, 0, "Scanner 41")
    app.press("ctrl+shift+z")
    alive(window, 1, "Scanner 41")
    app.press("ctrl+shift+z")
    alive(window, 1, "Scanner 42")


def history(window):
    app = window.app
    app.press("ctrl+shift+h")
    dialog = app.expect(role="dialog", name=app._("History"))
    rows = app.wait(lambda: app.every(within=dialog, role="list-item"), "the steps")
    require([row.name for row in rows][:2] == ["“Scanner 42” created", "“Scanner 41” created"],
            f"there is {[row.name for row in rows]}")
    app.click(rows[1])
    alive(window, 0, "Scanner 41")
    alive(window, 0, "Scanner 42")
    app.click(app.every(within=dialog, role="list-item")[0])
    alive(window, 1, "Scanner 41")
    alive(window, 1, "Scanner 42")
    app.press("Escape")
    app.expect_gone(role="dialog")


def text_keeps_its_undo(window):
    """In a text Ctrl+Z is the text's own."""
    app = window.app
    app.press("ctrl+1")
    app.press("ctrl+f")
    app.expect(states=["focused"], role=("entry", "text"))
    app.type("zzz")
    app.wait(lambda: app.find(states=["focused"], role=("entry", "text"), test=lambda node: node.text == "zzz"), "what was typed")
    app.press("ctrl+z")
    app.wait(lambda: app.find(states=["focused"], role=("entry", "text"), test=lambda node: node.text != "zzz"), "the text undone")
    alive(window, 1, "Scanner 42")
    app.press("ctrl+a", "BackSpace")
    app.expect(role="table-row")


def finder(window, typed=None):
    """Opens what Ctrl+K opens; the dialog, with what was found once it is there."""
    app = window.app
    app.press("ctrl+k")
    dialog = app.expect(role="dialog", name=app._("Find"))
    if typed:
        app.type(typed)
    return dialog


def found(window, starts, **wanted):
    app = window.app
    return app.wait(lambda: app.find(within={"role": "list", "name": app._("Found")}, role="list-item", starts=starts, **wanted),
                    f"“{starts}” among what was found")


def find_and_open(window):
    app = window.app
    _, name = institution(window, 3)
    finder(window, plain(name))
    found(window, name, states=["selected"])
    app.press("Return")
    app.expect_gone(role="dialog")
    app.expect(role="heading", name=name)
    window.opened = name


def recent_ones(window):
    app = window.app
    name = window.opened
    app.press("ctrl+3")
    app.expect(role="grouping", name=app._("Pipeline board"))
    finder(window)
    found(window, name, states=["selected"])
    require(app.find(role="label", name=app._("Recent")) or app.find(name=app._("Recent")), "no heading “Recent”")
    app.press("Return")
    app.expect(role="heading", name=name)


def open_in_new_window(window):
    """Ctrl+Enter leaves this window as it is."""
    app = window.app
    _, name = institution(window, 4)
    app.press("ctrl+3")
    app.expect(role="grouping", name=app._("Pipeline board"))
    before = set(app.windows())
    finder(window, plain(name))
    found(window, name, states=["selected"])
    app.press("ctrl+Return")
    app.expect_gone(role="dialog")
    other = app.wait(lambda: set(app.windows()) - before, "one more window").pop()
    app.expect(role="heading", name=name)
    app.expect(role="grouping", name=app._("Pipeline board"))
    app.focus(other)
    app.press("ctrl+w")
    app.wait(lambda: other not in app.windows(), "the end of the other window")
    app.expect_gone(role="heading", name=name)
    app.focus()


def keys_of_the_list(window):
    """What is selected follows the arrows while the text keeps the focus; nothing typed lists actions too."""
    app = window.app
    within = {"role": "list", "name": app._("Found")}
    finder(window)
    found(window, app._("New deal for…"))
    first = app.expect(within=within, role="list-item", states=["selected"]).name
    app.press("Down")
    second = app.wait(lambda: app.find(within=within, role="list-item", states=["selected"], test=lambda node: node.name != first),
                      "the next line").name
    app.press("Down")
    app.expect_gone(within=within, role="list-item", starts=second, states=["selected"])
    app.press("Up", "Up")
    app.expect(within=within, role="list-item", starts=first, states=["selected"])
    app.expect(states=["focused"], role=("entry", "text"))
    app.press("Escape")
    app.expect_gone(role="dialog")


def action(window):
    app = window.app
    finder(window, "keyboard")
    found(window, app._("Keyboard shortcuts"), states=["selected"])
    app.press("Return")
    app.expect(role="dialog", name=app._("Keyboard Shortcuts"))
    app.press("Escape")
    app.expect_gone(role="dialog")


def action_with_argument(window):
    app = window.app
    _, name = institution(window, 5)
    finder(window, "new deal")
    found(window, app._("New deal for…"), states=["selected"])
    app.press("Tab")
    app.expect(role="label", name=app._("New deal for…"))
    app.type(plain(name))
    found(window, name, states=["selected"])
    app.press("Return")
    app.expect(role="dialog", name=app._("New Deal"))
    app.wait(lambda: app.find(has=name), name)
    app.press("Escape")
    app.expect_gone(role="dialog")


def nothing_found(window):
    app = window.app
    finder(window, "qqqq")
    app.expect(name=app._("Nothing Found"))
    app.press("Escape")
    app.expect_gone(role="dialog")


def windows(window):
    app = window.app
    before = set(app.windows())
    app.press("ctrl+shift+n")
    other = app.wait(lambda: set(app.windows()) - before, "one more window").pop()
    app.focus(other)
    app.press("ctrl+3")
    app.wait(lambda: app.find(role="grouping", name=app._("Pipeline board")), "the board in the other window")
    # The first window has kept its page.
    app.expect(role="table-row")
    app.press("ctrl+w")
    app.wait(lambda: other not in app.windows(), "the end of the other window")
    app.focus()
    require(app.process.poll() is None, "the program has ended with its second window")


def shortcuts(window):
    app = window.app
    app.press("F1")
    dialog = app.expect(role="dialog", name=app._("Keyboard Shortcuts"))
    names = {node.name for node in app.every(within=dialog, role="list-item")}
    for name in ("Undo", "Redo", "Back", "Forward", "New window", "Institutions", "Pipeline"):
        require(app._(name) in names, f"{name} is not among {sorted(names)}")
    app.press("Escape")
    app.expect_gone(role="dialog")


if __name__ == "__main__":
    uitest.main([find_and_open, recent_ones, open_in_new_window, keys_of_the_list, action, action_with_argument, nothing_found, back_and_forward, undo_and_redo, history, text_keeps_its_undo, windows, shortcuts], ready=ready)
