#!/usr/bin/env python3
"""Who reports to whom at an institution: seen, walked through and changed."""

import uitest
from uitest import require
from institutions import open_institution

FOUR = ("SELECT i.name, i.id FROM institutions i JOIN contacts c ON c.institution_id = i.id AND c.deleted_at IS NULL"
        " GROUP BY i.id, i.name HAVING COUNT(*) >= 3 AND COUNT(c.reports_to_id) >= 1 ORDER BY COUNT(*) DESC, i.sort_key LIMIT 1")
MANAGER = "SELECT reports_to_id FROM contacts WHERE id = ?"


def people(window):
    """Those of the institution, whom one calls first before the others: id, name, manager."""
    return window.query("SELECT id, first_name || ' ' || last_name, reports_to_id FROM contacts WHERE institution_id = ?"
                        " AND deleted_at IS NULL ORDER BY is_primary DESC, last_name", window.id)


def card(window, name):
    return window.app.expect(role="push-button", name=name, within={"name": "Who reports to whom"})


def open_page(window):
    window.name, window.id = open_institution(window, FOUR)
    window.app.view("Contacts")


def the_primary_one_is_first(window):
    app = window.app
    first = people(window)[0][1]
    app.expect(role="list-item", starts=first)
    rows = [node.name for node in app.every(role="list-item") if any(node.name.startswith(name) for _, name, _ in people(window))]
    require(rows[0].startswith(first), f"{rows[0]} stands before {first}")


def everybody_has_a_place(window):
    app = window.app
    app.view("Relation Map")
    boxes = [card(window, name).extents for _, name, _ in people(window)]
    for index, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[index + 1:]:
            require(x + width <= left or left + wide <= x or y + height <= top or top + high <= y, "one card stands over another")


def manager_is_above(window):
    names = {person: name for person, name, _ in people(window)}
    for _, name, manager in people(window):
        if manager in names:
            below, above = card(window, name), card(window, names[manager])
            require(above.extents[1] + above.extents[3] <= below.extents[1], f"{names[manager]} is not above {name}")
            require(below.description == f"Reports to {names[manager]}", below.description)


def arrows_lead_along_the_lines(window):
    app = window.app
    names = {person: name for person, name, _ in people(window)}
    _, name, manager = next(person for person in people(window) if person[2] in names)
    # A click opens a person; the focus is there again when one comes back.
    app.click(card(window, name))
    app.expect(role="heading", name=name)
    app.press("alt+Left")
    app.expect_gone(role="heading", name=name)
    app.wait(lambda: "focused" in card(window, name).states, f"the focus on {name}")
    app.press("Up")
    app.wait(lambda: "focused" in card(window, names[manager]).states, f"the focus on {names[manager]}")
    app.press("Down")
    app.wait(lambda: app.find(role="push-button", states=["focused"], test=lambda node: node.description == f"Reports to {names[manager]}"),
             f"the focus on who reports to {names[manager]}")


def two_lines(window):
    """One who reports to somebody, and somebody else above whom neither stands."""
    known = {person: (name, manager) for person, name, manager in people(window)}
    for person, (name, manager) in known.items():
        if manager not in known:
            continue
        for other, (other_name, _) in known.items():
            up = other
            while up is not None and up != person:
                up = known[up][1] if up in known else None
            if other not in (person, manager) and up is None:
                return (person, name), (other, other_name), (manager, known[manager][0])
    raise uitest.Failure("nobody to move")


def drag_onto_another(window):
    app = window.app
    (person, name), (other, other_name), (manager, _) = two_lines(window)
    app.grab(card(window, name))
    app.carry(*app.middle(card(window, other_name)))
    app.drop()
    window.wait_query([(other,)], MANAGER, person)
    app.wait(lambda: card(window, name).description == f"Reports to {other_name}", "the new line")
    app.press("ctrl+z")
    window.wait_query([(manager,)], MANAGER, person)


def no_circles(window):
    app = window.app
    (person, name), _, (manager, manager_name) = two_lines(window)
    before = window.query(MANAGER, manager)
    app.grab(card(window, manager_name))
    app.carry(*app.middle(card(window, name)))
    app.drop()
    app.expect(starts=f"{manager_name} cannot report to {name}")
    require(window.query(MANAGER, manager) == before, "they report to each other")


def zoom(window):
    app = window.app
    _, name, _ = people(window)[0]
    width = card(window, name).extents[2]
    app.click(app.expect(role="push-button", name="Larger"))
    app.wait(lambda: card(window, name).extents[2] > width * 1.15, "larger cards")
    app.click(app.expect(role="push-button", name="Smaller"))
    app.wait(lambda: card(window, name).extents[2] <= width, "cards as they were")


if __name__ == "__main__":
    uitest.main([open_page, the_primary_one_is_first, everybody_has_a_place, manager_is_above, arrows_lead_along_the_lines, drag_onto_another,
                 no_circles, zoom])
