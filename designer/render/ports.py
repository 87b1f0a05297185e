"""Where links leave and reach a box: sides, and places along a side that keep links apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2

from designer.model.elements import Element, Kind
from designer.model.layout import Box
from designer.render.obstacles import Rectangle, rectangle_of
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
_Order = tuple[int, float, float]
_End = tuple[str, int]
_Claim = tuple[_Order, str, int, float]


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
    whole = rectangle_of(box)
    if element.kind.is_container:
        return Outlet(whole, whole, (), is_box=True)
    if element.kind is Kind.NOTE:
        return Outlet(whole, whole, (whole,), is_box=True)
    icon = icon_box(box)
    picture = rectangle_of(icon)
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


class Moorings:
    """Keeps the ports of all links, spread so that links at one side stay apart.

    Links at one side are ordered by the way they go, so that they do not cross there.

    Args:
        outlets: where links may end, by element id; read live.
    """

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        self._outlets = outlets
        self._ends: dict[str, Ends] = {}
        self._claims: dict[Slot, dict[_End, _Claim]] = {}
        self._spread: dict[_End, float] = {}
        self._nearly_straight: set[str] = set()
        self._ports: dict[str, tuple[Port, Port]] = {}

    def ports(self, link: str) -> tuple[Port, Port]:
        """Return where ``link`` leaves and arrives."""
        return self._ports[link]

    def update(self, changes: Mapping[str, Ends | None], rank: Mapping[str, int]) -> set[str]:
        """Take new ends (None: gone), and return the links that have other ports now.

        Args:
            changes: by link; whoever ends at an element whose outlet is another must be here.
            rank: the order in which links give way to one another.
        """
        dirty: set[Slot] = set()
        for link, ends in changes.items():
            self._take_out(link, dirty)
            if ends is not None:
                self._put_in(ends, dirty)
        for slot in dirty:
            self._spread_out(slot)
        joined = self._joined(dirty)
        places: dict[_End, float] = {}
        taken: dict[Slot, list[float]] = {}
        for slot in joined:
            places.update((end, self._spread[end]) for end in self._claims.get(slot, ()))
            taken[slot] = [self._spread[end] for end in self._ordered(slot)]
        links = {link for link, _ in places}
        for link in sorted(links & self._nearly_straight, key=lambda link: rank[link]):
            _straighten(self._ends[link], self._outlets, places, taken)
        return {link for link in links if self._moor(link, places)}

    def _take_out(self, link: str, dirty: set[Slot]) -> None:
        ends = self._ends.pop(link, None)
        self._ports.pop(link, None)
        self._nearly_straight.discard(link)
        if ends is None:
            return
        for index, slot in enumerate(ends.slots):
            del self._claims[slot][(link, index)]
            self._spread.pop((link, index), None)
            dirty.add(slot)

    def _put_in(self, ends: Ends, dirty: set[Slot]) -> None:
        self._ends[ends.link] = ends
        for index, slot in enumerate(ends.slots):
            own = self._outlets[slot[0]]
            order = _order(ends.turns[index], _angle(own.centre(), ends.aims[index], slot[1]))
            place = natural_place(ends, index, self._outlets)
            claims = self._claims.setdefault(slot, {})
            claims[(ends.link, index)] = (order, ends.link, index, place)
            dirty.add(slot)

    def _ordered(self, slot: Slot) -> list[_End]:
        return [(claim[1], claim[2]) for claim in sorted(self._claims.get(slot, {}).values())]

    def _spread_out(self, slot: Slot) -> None:
        claims = sorted(self._claims[slot].values())
        if not claims:
            del self._claims[slot]
            return
        span = self._outlets[slot[0]].span(slot[1])
        for claim, place in zip(claims, _spread([c[3] for c in claims], span), strict=True):
            self._spread[(claim[1], claim[2])] = place

    def _joined(self, dirty: set[Slot]) -> set[Slot]:
        """Return ``dirty`` with all slots that lines which may be straightened tie to them."""
        found: set[Slot] = set()
        pending = list(dirty)
        while pending:
            slot = pending.pop()
            if slot in found:
                continue
            found.add(slot)
            for link, index in self._claims.get(slot, ()):
                other = self._ends[link].slots[1 - index]
                was = link in self._nearly_straight
                # Only where something has changed can the answer be another one.
                now = self._is_nearly_straight(link) if slot in dirty or other in dirty else was
                if was or now:
                    pending.append(other)
                if now:
                    self._nearly_straight.add(link)
                else:
                    self._nearly_straight.discard(link)
        return found

    def _is_nearly_straight(self, link: str) -> bool:
        here, there = self._spread[(link, 0)], self._spread[(link, 1)]
        if here == there or abs(here - there) > _STRAIGHTEN:
            return False
        return _shared(self._ends[link], self._outlets) is not None

    def _moor(self, link: str, places: Mapping[_End, float]) -> bool:
        """Note the ports of one link, and tell whether they are others than before."""
        ends, before = self._ends[link], self._ports.get(link)
        found: list[Port] = []
        for index in (0, 1):
            if (link, index) in places or before is None:
                found.append(_port(ends, index, self._outlets, places[(link, index)]))
            else:
                found.append(before[index])
        self._ports[link] = (found[0], found[1])
        return before != self._ports[link]


def _port(ends: Ends, index: int, outlets: Mapping[str, Outlet], place: float) -> Port:
    element, side = ends.slots[index]
    return outlets[element].port(side, place, ends.inside[index])


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
