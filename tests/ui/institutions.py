"""How the tests of an institution's page come to one."""

from places import plain


def open_institution(window, sql):
    """Opens the page of the institution that @sql finds; its row, which begins with the name."""
    app = window.app
    app.press("ctrl+1")
    app.expect(role="table-row", cap=120)
    found = app.wait(lambda: window.query(sql), "such an institution", 60)[0]
    name = found[0]
    app.press("ctrl+f")
    app.expect(states=["focused"], role=("entry", "text"))
    app.type(plain(name).lower())
    app.wait(lambda: app.find(role="table-row", starts=name), name)
    app.click(app.expect(role="table-row", starts=name), across=0.1)
    app.expect(role="heading", name=name)
    return found
