"""The order in which the Tab key goes from element to element."""

from designer.model.diagram import Diagram
from designer.model.ids import ElementId


def walk(diagram: Diagram) -> tuple[ElementId, ...]:
    """Return all elements as they are read: containers before what they hold, by rows."""
    boxes = diagram.layout.boxes
    found: list[ElementId] = []
    pending: list[ElementId] = []

    def ranked(parent: ElementId | None) -> list[ElementId]:
        children = diagram.topology.children(parent)
        return sorted(children, key=lambda key: (boxes[key].y, boxes[key].x, key), reverse=True)

    pending.extend(ranked(None))
    while pending:
        key = pending.pop()
        found.append(key)
        pending.extend(ranked(key))
    return tuple(found)


def neighbour(diagram: Diagram, current: str, *, forward: bool) -> ElementId | None:
    """Return the element after (or before) ``current``; None past the last, or past the first.

    From an unknown id ("" included) the walk begins at its first or last element.
    """
    order = walk(diagram)
    places = {str(key): place for place, key in enumerate(order)}
    if current not in places:
        return (order[0] if forward else order[-1]) if order else None
    place = places[current] + (1 if forward else -1)
    return order[place] if 0 <= place < len(order) else None
