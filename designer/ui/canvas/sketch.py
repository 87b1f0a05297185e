"""Quick lines for links while something is dragged; the router draws them properly on the drop.

A router looks at all that is in the way, which takes too long for every step of a drag.
"""

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Point
from designer.model.links import Link
from designer.render.courses import through
from designer.render.paths import DOWN, LEFT, RIGHT, UP, Path, Port, Spot
from designer.render.shapes import frame, label_lines

_GAP = 2.0
_DESCENT = 6.0


def sketched(
    link: Link, routed: Diagram, shown: Diagram, points: tuple[Point, ...]
) -> tuple[Point, ...]:
    """Return a line for ``link`` in ``shown``, when ``points`` is its line in ``routed``.

    A line whose two ends have moved alike moves along; any other gets a plain shape from side to
    side that looks at nothing in between.
    """
    shift = _shift(link.source, routed, shown)
    bends = shown.layout.bends.get(link.id, ())
    if shift is not None and points and shift == _shift(link.target, routed, shown):
        before = routed.layout.bends.get(link.id, ())
        points = tuple(point.moved(*shift) for point in points)
        if bends == tuple(bend.moved(*shift) for bend in before):
            return points
    ends = _End(link.source, shown), _End(link.target, shown)
    if bends:
        corners = tuple((bend.x, bend.y) for bend in bends)
        path = through(ends[0].facing(corners[0]), corners, ends[1].facing(corners[-1]))
    else:
        path = _plain(*ends)
    return tuple(Point(x, y) for x, y in path)


def _shift(key: ElementId, routed: Diagram, shown: Diagram) -> tuple[float, float] | None:
    """Return how far an element has moved, or None when it is new or has another size."""
    before, after = routed.layout.boxes.get(key), shown.layout.boxes[key]
    if before is None or (before.width, before.height) != (after.width, after.height):
        return None
    return after.x - before.x, after.y - before.y


class _End:
    """Where a line may end at an element: the middles of the sides of its picture or box."""

    def __init__(self, key: ElementId, diagram: Diagram) -> None:
        element, box = diagram.topology.elements[key], diagram.layout.boxes[key]
        core = frame(element, box)
        gap = 0.0 if core is box else _GAP
        self._label = "" if core is box else element.name
        self._box = box
        self.left, self.right = core.x - gap, core.right + gap
        self.top, self.bottom = core.y - gap, box.bottom
        self.x, self.y = core.x + core.width / 2, core.y + core.height / 2

    def foot(self) -> float:
        """Return where a line from below ends: under the name."""
        lines = label_lines(self._label, self._box) if self._label else ()
        return lines[-1].anchor.y + _DESCENT if lines else self.bottom

    def holds(self, other: "_End") -> bool:
        """Tell whether the other lies within."""
        return self.left < other.x < self.right and self.top < other.y < self.bottom

    def facing(self, spot: Spot) -> Port:
        """Return the middle of the side towards a place, moved towards it along the side."""
        x, y = spot
        away = {
            RIGHT: x - self.right,
            LEFT: self.left - x,
            DOWN: y - self.bottom,
            UP: self.top - y,
        }
        side = max(away, key=away.__getitem__)
        if side in (LEFT, RIGHT):
            at = min(max(y, self.top), self.bottom)
            return (self.right if side == RIGHT else self.left), at, side
        at = min(max(x, self.left), self.right)
        return at, (self.foot() if side == DOWN else self.top), side


def _plain(start: _End, end: _End) -> Path:
    """Return a line with two corners between the sides that are furthest apart.

    From within a container it runs to the border.
    """
    if start.holds(end) or end.holds(start):
        outer = start if start.holds(end) else end
        border = (outer.left, end.y) if outer is start else (outer.right, start.y)
        return (border, (end.left, end.y)) if outer is start else ((start.right, start.y), border)
    across = max(end.left - start.right, start.left - end.right)
    along = max(end.top - start.bottom, start.top - end.bottom)
    if across >= along:
        is_right = end.x >= start.x
        x0 = start.right if is_right else start.left
        x1 = end.left if is_right else end.right
        if start.y == end.y:
            return (x0, start.y), (x1, end.y)
        middle = (x0 + x1) / 2
        return (x0, start.y), (middle, start.y), (middle, end.y), (x1, end.y)
    is_down = end.y >= start.y
    y0 = start.foot() if is_down else start.top
    y1 = end.top if is_down else end.foot()
    if start.x == end.x:
        return (start.x, y0), (end.x, y1)
    middle = (y0 + y1) / 2
    return (start.x, y0), (start.x, middle), (end.x, middle), (end.x, y1)
