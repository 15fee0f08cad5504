"""The menu of the views of a list."""

# From the end of the menu of views; those that are there by themselves stand at its beginning.
SAVE, SAVE_AS, REVERT, DELETE = -5, -4, -3, -1


def choose_in_views(window, nth):
    """The items of a menu have no names of their own: down to the one that is meant."""
    app = window.app
    app.click(app.expect(role="toggle-button", starts="View: "))
    app.expect(role="menu-item", states=["focused"])
    for _ in range(16):
        items = app.every(role="menu-item")
        if "focused" in items[nth].states:
            break
        before = [item.address for item in items if "focused" in item.states]
        app.press("Down")
        app.wait(lambda: [item.address for item in app.every(role="menu-item") if "focused" in item.states] != before, "the next item")
    app.press("Return")
    app.expect_gone(role="menu-item")
