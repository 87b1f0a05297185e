"""Where links leave and reach a box: sides, and places along a side that keep links apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2

from designer.model.elements import Element, Kind
from designer.model.layout import Box
from designer.render.obstacles import Rectangle
from designer.render.paths import LEFT, RIGHT, STEP, Path, Port, Spot, opposite
from designer.render.shapes import icon_box, label_lines

_GAP = 2.0
_LABEL_DESCENT = 4.0
_SPACING = 12.0
_LEAST_SPACING = 8.0
_MARGIN = 9.0
_BOX_MARGIN = 14.0
_STRAIGHTEN = 16.0
_COARSE = 24.0


def turn_of(path: Path) -> tuple[int, float]:
    """Return to which side ``path`` turns first, and after how many px; (0, 0) if it does not."""
    if len(path) < 3:
        return 0, 0.0
    (x0, y0), (x1, y1), (x2, y2) = path[:3]
    change = (y2 - y1) if y0 == y1 else (x2 - x1)
    return (change > 0) - (change < 0), abs(x1 - x0) + abs(y1 - y0)


Slot = tuple[str, int]
"""An element's id and one of its four sides."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """The borders of one element at which links may end.

    Attributes:
        border: left, top, right, bottom of the attachable outline.
        core: the part of each side that may be used: of the icon, or the whole box.
        solid: what no link may cross: icon and label, or a note; empty for containers.
        is_box: it is a container.
    """

    border: Rectangle
    core: Rectangle
    solid: tuple[Rectangle, ...]
    is_box: bool

    def span(self, side: int) -> tuple[float, float]:
        """Return the usable range along ``side``."""
        left, top, right, bottom = self.core
        low, high = (top, bottom) if side in (LEFT, RIGHT) else (left, right)
        margin = min(_BOX_MARGIN if self.is_box else _MARGIN, (high - low) / 2)
        return low + margin, high - margin

    def centre(self) -> Spot:
        """Return the middle of the icon or box."""
        left, top, right, bottom = self.core
        return (left + right) / 2, (top + bottom) / 2

    def port(self, side: int, along: float, inside: bool = False) -> Port:
        """Return the port at ``along`` on ``side``; from ``inside`` it points inwards."""
        fixed = (self.border[2], self.border[3], self.border[0], self.border[1])[side]
        direction = opposite(side) if inside else side
        return (fixed, along, direction) if side in (LEFT, RIGHT) else (along, fixed, direction)


def outlet(element: Element, box: Box) -> Outlet:
    """Return where links end at ``element`` drawn in ``box``."""
    whole = (box.x, box.y, box.right, box.bottom)
    if element.kind.is_container:
        return Outlet(whole, whole, (), is_box=True)
    if element.kind is Kind.NOTE:
        return Outlet(whole, whole, (whole,), is_box=True)
    icon = icon_box(box)
    picture = (icon.x, icon.y, icon.right, icon.bottom)
    lines = label_lines(element.name, box)
    solid = [picture]
    bottom = icon.bottom
    if lines:
        half = max(line.width for line in lines) / 2
        middle, bottom = lines[0].anchor.x, lines[-1].anchor.y + _LABEL_DESCENT
        solid.append((middle - half, icon.bottom, middle + half, bottom))
    border = (icon.x - _GAP, icon.y - _GAP, icon.right + _GAP, bottom + _GAP)
    return Outlet(border, picture, tuple(solid), is_box=False)


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of one link and the sides chosen for them.

    Attributes:
        inside: for each end, whether the link reaches it from inside its box.
        aims: a place each end looks at: the other end, or the nearest bend the user made.
        fixed: for each end, the coordinate along the side a bend asks for, or None.
        turns: for each end, where the line turns first: -1 towards smaller coordinates along the
            side, 1 towards greater ones, 0 nowhere; and after how many px.
    """

    link: str
    slots: tuple[Slot, Slot]
    inside: tuple[bool, bool]
    aims: tuple[Spot, Spot]
    fixed: tuple[float | None, float | None] = (None, None)
    turns: tuple[tuple[int, float], tuple[int, float]] = ((0, 0.0), (0, 0.0))


def assign(links: Sequence[Ends], outlets: Mapping[str, Outlet]) -> dict[str, tuple[Port, Port]]:
    """Return the two ports of every link, spread so that links at one side stay apart.

    Links at one side are ordered by the way they go, so that they do not cross there.
    """
    wanted: dict[Slot, list[tuple[_Order, str, int, float]]] = {}
    for ends in links:
        for index in (0, 1):
            element, side = ends.slots[index]
            own = outlets[element]
            order = _order(ends.turns[index], _angle(own.centre(), ends.aims[index], side))
            place = natural_place(ends, index, outlets)
            wanted.setdefault(ends.slots[index], []).append((order, ends.link, index, place))
    places: dict[tuple[str, int], float] = {}
    taken: dict[Slot, list[float]] = {}
    for slot, claims in wanted.items():
        claims.sort()
        spread = _spread([claim[3] for claim in claims], outlets[slot[0]].span(slot[1]))
        taken[slot] = spread
        for claim, place in zip(claims, spread, strict=True):
            places[(claim[1], claim[2])] = place
    for ends in links:
        _straighten(ends, outlets, places, taken)
    return {
        ends.link: (
            _port(ends, 0, outlets, places[(ends.link, 0)]),
            _port(ends, 1, outlets, places[(ends.link, 1)]),
        )
        for ends in links
    }


def _port(ends: Ends, index: int, outlets: Mapping[str, Outlet], place: float) -> Port:
    element, side = ends.slots[index]
    return outlets[element].port(side, place, ends.inside[index])


_Order = tuple[int, float, float]


def _order(turn: tuple[int, float], angle: float) -> _Order:
    # Of two lines that turn to one side, the nearer turn must lie further to that side.
    way, after = turn
    return way, -way * _COARSE * round(after / _COARSE), angle


def _angle(centre: Spot, aim: Spot, side: int) -> float:
    dx, dy = aim[0] - centre[0], aim[1] - centre[1]
    out = dx * STEP[side][0] + dy * STEP[side][1]
    along = dy if side in (LEFT, RIGHT) else dx
    return round(atan2(along, out), 9)


def natural_place(ends: Ends, index: int, outlets: Mapping[str, Outlet]) -> float:
    """Return where along its side an end would be if it were alone there."""
    element, side = ends.slots[index]
    own = outlets[element]
    low, high = own.span(side)
    if (fixed := ends.fixed[index]) is not None:
        return min(max(fixed, low), high)
    shared = _shared(ends, outlets)
    axis = 1 if side in (LEFT, RIGHT) else 0
    if shared is not None:
        return (shared[0] + shared[1]) / 2
    if own.is_box:
        return min(max(ends.aims[index][axis], low), high)
    return own.centre()[axis]


def _shared(ends: Ends, outlets: Mapping[str, Outlet]) -> tuple[float, float] | None:
    """Return the range in which a straight line joins two sides that face each other."""
    (first, side), (second, other) = ends.slots
    facing = opposite(side) if not ends.inside[0] and not ends.inside[1] else side
    if other != facing:
        return None
    a, b = outlets[first].span(side), outlets[second].span(other)
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low > high:
        return None
    # An icon's own middle looks best, so a long box follows the icon.
    for own in (outlets[first], outlets[second]):
        middle = own.centre()[1 if side in (LEFT, RIGHT) else 0]
        if not own.is_box and low <= middle <= high:
            other_own = outlets[second] if own is outlets[first] else outlets[first]
            if other_own.is_box:
                return middle, middle
    return low, high


def _spread(wanted: list[float], span: tuple[float, float]) -> list[float]:
    """Move ``wanted`` (in order) apart as little as possible, within ``span``."""
    low, high = span
    count = len(wanted)
    if count == 1:
        return [min(max(wanted[0], low), high)]
    spacing = min(_SPACING, (high - low) / (count - 1))
    # Pool adjacent violators on the places less their due offsets: the least-squares answer.
    blocks: list[list[float]] = []
    for index, place in enumerate(wanted):
        blocks.append([place - index * spacing, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, weight = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + value * weight) / (before[1] + weight)
            before[1] += weight
    base = [value for value, weight in blocks for _ in range(int(weight))]
    top = high - (count - 1) * spacing
    return [min(max(value, low), top) + index * spacing for index, value in enumerate(base)]


def _straighten(
    ends: Ends,
    outlets: Mapping[str, Outlet],
    places: dict[tuple[str, int], float],
    taken: dict[Slot, list[float]],
) -> None:
    """Take a small jog out of a line between facing sides, where the neighbours leave room."""
    shared = _shared(ends, outlets)
    here, there = places[(ends.link, 0)], places[(ends.link, 1)]
    if shared is None or here == there or abs(here - there) > _STRAIGHTEN:
        return
    # The end with fewer neighbours gives way.
    crowds = [len(taken[slot]) for slot in ends.slots]
    order = ((1, here), (0, there)) if crowds[1] <= crowds[0] else ((0, there), (1, here))
    for index, place in order:
        slot = ends.slots[index]
        low, high = outlets[slot[0]].span(slot[1])
        mine = places[(ends.link, index)]
        others = list(taken[slot])
        others.remove(mine)
        kept_order = all((other < mine) == (other < place) for other in others)
        apart = all(abs(other - place) >= _LEAST_SPACING for other in others)
        if low <= place <= high and apart and kept_order:
            places[(ends.link, index)] = place
            taken[slot] = sorted([*others, place])
            return
