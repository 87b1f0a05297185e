"""Quick lines for links while something is dragged; the router draws them properly on the drop.

A router looks at all that is in the way, which takes too long for every step of a drag.
"""

from collections.abc import Iterator

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Point
from designer.model.links import Link
from designer.render.courses import through
from designer.render.paths import DOWN, LEFT, RIGHT, UP, Path, Port, plain_cost, shapes
from designer.render.ports import Outlet, outlet


def sketched(
    link: Link, routed: Diagram, shown: Diagram, points: tuple[Point, ...]
) -> tuple[Point, ...]:
    """Return a line for ``link`` in ``shown``, when ``points`` is its line in ``routed``.

    A line whose two ends have moved alike moves along; any other gets a plain shape from border
    to border that looks at nothing in between.
    """
    shift = _shift(link.source, routed, shown)
    bends = shown.layout.bends.get(link.id, ())
    if shift is not None and points and shift == _shift(link.target, routed, shown):
        before = routed.layout.bends.get(link.id, ())
        points = tuple(point.moved(*shift) for point in points)
        if bends == tuple(bend.moved(*shift) for bend in before):
            return points
    start, end = _outlet(link.source, shown), _outlet(link.target, shown)
    if bends:
        corners = tuple((bend.x, bend.y) for bend in bends)
        path = through(_port(start, corners[0]), corners, _port(end, corners[-1]))
    else:
        path = min(_shapes(start, end), key=plain_cost)
    return tuple(Point(x, y) for x, y in path)


def _shift(key: ElementId, routed: Diagram, shown: Diagram) -> tuple[float, float] | None:
    """Return how far an element has moved, or None when it is new or has another size."""
    before, after = routed.layout.boxes.get(key), shown.layout.boxes[key]
    if before is None or (before.width, before.height) != (after.width, after.height):
        return None
    return after.x - before.x, after.y - before.y


def _outlet(key: ElementId, diagram: Diagram) -> Outlet:
    return outlet(diagram.topology.elements[key], diagram.layout.boxes[key])


def _port(end: Outlet, towards: tuple[float, float]) -> Port:
    """Return the port of ``end`` that faces a point, as near to it as the side allows."""
    left, top, right, bottom = end.border
    away = {
        RIGHT: towards[0] - right,
        LEFT: left - towards[0],
        DOWN: towards[1] - bottom,
        UP: top - towards[1],
    }
    side = max(away, key=away.__getitem__)
    low, high = end.span(side)
    return end.port(side, min(max(towards[1 if side in (LEFT, RIGHT) else 0], low), high))


def _shapes(start: Outlet, end: Outlet) -> Iterator[Path]:
    (x0, y0), (x1, y1) = start.centre(), end.centre()
    across = (RIGHT, LEFT) if x1 >= x0 else (LEFT, RIGHT)
    along = (DOWN, UP) if y1 >= y0 else (UP, DOWN)
    for out in (across[0], along[0]):
        for back in (across[1], along[1]):
            here = start.port(out, y0 if out in (LEFT, RIGHT) else x0)
            there = end.port(back, y1 if back in (LEFT, RIGHT) else x1)
            yield from shapes(here[:2], here[2], there[:2], there[2])
