"""Makes room: what grows pushes its neighbours apart, and groups stay around their members.

A container never swallows or covers what stands beside it. What lies across others on purpose, a
scaling group over subnets, pushes nothing and is not pushed; it follows its members.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from designer.edit.edits import Edit, Move, Resize
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds

# Room between a container's border and what stands in it; on top stands its title.
SIDE = 16.0
TOP = 36.0
GAP = 16.0
_TOUCHING = 0.5


def around(boxes: Iterable[Box]) -> Box:
    """Return the box of a container that holds ``boxes`` (at least one) with room to spare."""
    inner = bounds(boxes)
    if inner is None:
        raise ValueError("a container is drawn around at least one box")
    return Box(inner.x - SIDE, inner.y - TOP, inner.width + 2 * SIDE, inner.height + TOP + SIDE)


@dataclass(frozen=True, slots=True)
class _Span:
    """A box as seen in the direction of a push: where it begins and ends, and its two sides."""

    near: float
    far: float
    low: float
    high: float

    def faces(self, other: "_Span") -> bool:
        """Tell whether the two would meet if one moved along the direction."""
        return self.low < other.high and other.low < self.high

    def moved(self, distance: float) -> "_Span":
        """Return the span pushed by ``distance``."""
        return _Span(self.near + distance, self.far + distance, self.low, self.high)


_DIRECTIONS: tuple[tuple[tuple[int, int], Callable[[Box], _Span]], ...] = (
    ((1, 0), lambda box: _Span(box.x, box.right, box.y, box.bottom)),
    ((-1, 0), lambda box: _Span(-box.right, -box.x, box.y, box.bottom)),
    ((0, 1), lambda box: _Span(box.y, box.bottom, box.x, box.right)),
    ((0, -1), lambda box: _Span(-box.bottom, -box.y, box.x, box.right)),
)


def pushed(boxes: dict[ElementId, Box], old: Box, new: Box) -> dict[ElementId, tuple[float, float]]:
    """Return by how much each of ``boxes`` moves when their neighbour grows from old to new.

    What was free of ``old`` is free of ``new`` afterwards, and no two of ``boxes`` overlap that
    did not before. Everything keeps its distance to what pushes it, up to GAP.
    """
    moved = dict(boxes)
    for (across, down), span_of in _DIRECTIONS:
        spans = {key: span_of(box) for key, box in moved.items()}
        group, distance = _pushed_along(spans, span_of(old), span_of(new))
        for key in group:
            moved[key] = moved[key].moved(across * distance, down * distance)
    return {
        key: (moved[key].x - box.x, moved[key].y - box.y)
        for key, box in boxes.items()
        if moved[key] != box
    }


def _pushed_along(
    spans: dict[ElementId, _Span], old: _Span, new: _Span
) -> tuple[set[ElementId], float]:
    """Return what moves in one direction, and how far: all alike, so that rows stay rows."""
    if new.far <= old.far:
        return set(), 0.0
    needed = {
        key: new.far + min(GAP, max(0.0, span.near - old.far)) - span.near
        for key, span in spans.items()
        if span.near >= old.far - _TOUCHING and span.faces(new)
    }
    group = {key for key, distance in needed.items() if distance > 0}
    if not group:
        return set(), 0.0
    distance = max(needed[key] for key in group)
    pending = list(group)
    while pending:
        pusher = spans[pending.pop()]
        for key, span in spans.items():
            if key in group or not span.faces(pusher) or span.near < pusher.far - _TOUCHING:
                continue
            if span.near < pusher.far + distance + min(GAP, max(0.0, span.near - pusher.far)):
                group.add(key)
                pending.append(key)
    return group, distance


def push_edits(diagram: Diagram, key: ElementId, old: Box) -> tuple[Move, ...]:
    """Return the edits that keep the neighbours of ``key`` clear of it, grown from ``old``."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    element = topology.elements[key]
    if element.kind.has_members or boxes[key] == old:
        return ()
    neighbours = {
        other: boxes[other]
        for other in topology.children(element.parent)
        if other != key and not topology.elements[other].kind.has_members
    }
    offsets: dict[tuple[float, float], set[ElementId]] = {}
    for other, offset in pushed(neighbours, old, boxes[key]).items():
        offsets.setdefault(offset, set()).add(other)
    return tuple(
        Move(ids=frozenset(ids), dx=dx, dy=dy) for (dx, dy), ids in sorted(offsets.items())
    )


def cover_edits(before: Diagram, after: Diagram) -> Iterator[Edit]:
    """Yield the edits by which scaling groups stay around members that were pushed.

    A group that all its members have moved with alike moves along; any other is stretched.
    """
    old, new, topology = before.layout.boxes, after.layout.boxes, after.topology
    moved = [key for key in diff(before, after).boxes if key in old and key in new]
    groups = dict.fromkeys(g for key in moved for g in topology.elements[key].memberships)
    for group in groups:
        if topology.elements[group].kind is not Kind.SCALING_GROUP or old[group] != new[group]:
            continue
        held = [k for k in topology.members(group) if k in old and old[group].contains(old[k])]
        offsets = {(new[key].x - old[key].x, new[key].y - old[key].y) for key in held}
        if not offsets or offsets == {(0.0, 0.0)}:
            continue
        if len(offsets) == 1:
            dx, dy = offsets.pop()
            yield Move(ids=frozenset({group}), dx=dx, dy=dy)
        elif not all(new[group].contains(new[key]) for key in held):
            box = new[group].united(around([new[key] for key in held]))
            yield Resize(id=group, box=box)


def settled(taken: list[Box], wish: Box, outer: Box | None) -> Box:
    """Return the box nearest to ``wish`` that covers none of ``taken``.

    Within ``outer``, less its title, as long as there is room for it there; a wish that covers
    nothing is granted as it is.
    """
    if not any(box.overlaps(wish) for box in taken):
        return wish
    near = [box for box in taken if box.overlaps(wish.grown(wish.width + wish.height))][:24]
    xs = {wish.x, *(x for box in near for x in (box.right + GAP, box.x - GAP - wish.width))}
    ys = {wish.y, *(y for box in near for y in (box.bottom + GAP, box.y - GAP - wish.height))}

    def cost(spot: Box) -> tuple[bool, float, float, float]:
        inside = outer is None or Box(
            outer.x, outer.y + TOP - GAP, outer.width, outer.height - TOP + GAP
        ).contains(spot)
        return not inside, (spot.x - wish.x) ** 2 + (spot.y - wish.y) ** 2, spot.y, spot.x

    spots = (Box(x, y, wish.width, wish.height) for x in xs for y in ys)
    free = [spot for spot in spots if not any(box.overlaps(spot) for box in taken)]
    return min(free, key=cost, default=wish)
