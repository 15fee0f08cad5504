"""What a screen reader needs from whatever is shown: names where the focus can go, names of pictures that say something, roles."""

from uitest import Failure

# What GTK makes itself, nameless in every program: the inside of what has a name.
INSIDE = {"scroll-pane", "list", "filler", "panel", "grouping", "tree-table", "menu", "window", "viewport", "frame", "menu-item"}
# What has to stand in what, or a screen reader does not say its place.
HOLDERS = {"list-item": {"list", "list-box", "combo-box", "menu", "grouping", "table", "tree-table"},
           "table-row": {"tree-table", "table"}, "table-cell": {"table-row"}, "page-tab": {"page-tab-list"}}
# Of these a person hears the name, and nothing of what is drawn in them.
SPOKEN = {"list-item", "table-cell", "push-button", "toggle-button", "link", "page-tab", "check-box", "radio-button", "menu-item"}
PICTURES = {"image", "icon", "img", "canvas", "chart"}


def label_of(node):
    return (node.name or node.description).strip()


def says(node):
    return any(child.name.strip() for child in node.walk() if child is not node and child.role == "label")


def place_of(node):
    parents = " < ".join(str(parent) for parent in node.ancestors() if parent.name or parent.role != "panel")
    return f"{node.role} in {parents[:200]}"


def problem_of(node):
    parent = node.parent
    if node.role in HOLDERS and not any(holder.role in HOLDERS[node.role] for holder in node.ancestors()):
        return "stands in nothing of its kind"
    if node.role in PICTURES and not label_of(node):
        # A picture beside a text only decorates it; one that stands alone is all there is.
        while parent is not None and parent.role not in SPOKEN:
            parent = parent.parent
        if parent is not None and not label_of(parent) and not says(parent):
            return "is a picture that says nothing"
    if "focusable" in node.states and node.role not in INSIDE and not label_of(node) and not says(node):
        return "can have the focus and has no name"
    if "focusable" in node.states and node.role in ("invalid", "unknown"):
        return "can have the focus and has no role"
    return None


def check(app, page):
    """Fails with all that is amiss in what is shown."""
    found = sorted({f"{place_of(node)} {problem}" for node in app.every() if (problem := problem_of(node))})
    if found:
        raise Failure(f"on {page}:\n" + "\n".join(found[:20]))


def visits(places):
    """A case for each place: it is come to, and all in it has a name and a role."""
    def visit(name, place):
        def case(window):
            with place(window.places):
                check(window.app, name)
        case.__name__ = name.replace("-", "_")
        return case
    return [visit(name, place) for name, place in places.items()]
