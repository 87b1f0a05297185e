"""How the keyboard goes from element to element: in reading order, by direction, along links."""

from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId


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


def toward(diagram: Diagram, current: ElementId, dx: int, dy: int) -> ElementId | None:
    """Return the nearest element in one direction (one of ``dx``, ``dy`` is 1 or -1, one 0).

    From a container the way leads to containers that neither hold it nor stand in it; from
    anything else to what is no container. What lies more to the side than ahead is not met.
    """
    topology, boxes = diagram.topology, diagram.layout.boxes
    is_container = topology.elements[current].kind.is_container
    kin = {current, *topology.descendants(current)}
    kin.update(outer.id for outer in topology.ancestors(current))
    start = boxes[current].centre
    best: tuple[float, ElementId] | None = None
    for key, element in topology.elements.items():
        if key in kin or element.kind.is_container is not is_container:
            continue
        centre = boxes[key].centre
        x, y = centre.x - start.x, centre.y - start.y
        ahead, aside = (x * dx, abs(y)) if dx else (y * dy, abs(x))
        if ahead > 0 and aside <= ahead:
            # What lies straight ahead wins over what is a little nearer but aside.
            found = (ahead + 2 * aside, key)
            best = found if best is None else min(best, found)
    return None if best is None else best[1]


def next_link(diagram: Diagram, around: ElementId, current: str, *, forward: bool) -> LinkId | None:
    """Return the link at ``around`` after (or before) ``current``, going round; None without any.

    From anything that is no link there, the walk begins at the first or the last.
    """
    links = sorted(link.id for link in diagram.topology.links_of(around))
    if not links:
        return None
    step = 1 if forward else -1
    if current not in links:
        return links[0 if forward else -1]
    return links[(links.index(LinkId(current)) + step) % len(links)]
