"""What stands in a connector's way: pictures and labels (never crossed), titles and borders."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import floor

from designer.model.layout import Box

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""

CLEARANCE = 5.0
HIT_COST = 4000.0
FOREIGN_COST_PER_PX = 0.9
_TITLE_COST = 220.0
_BORDER_COST = 12.0
_BORDER_COST_PER_PX = 0.6
_BORDER_REACH = 5.0
_CELL = 160.0
_MOST_CELLS = 512
_BUCKET = 16.0
NOTHING = (float("inf"), float("inf"), float("-inf"), float("-inf"))


def rectangle_at(x: float, y: float, width: float, height: float) -> Rectangle:
    """Return the rectangle whose upper left corner is (x, y)."""
    return (x, y, x + width, y + height)


def rectangle_of(box: Box) -> Rectangle:
    """Return ``box`` by its four edges."""
    return (box.x, box.y, box.right, box.bottom)


def united(first: Rectangle, second: Rectangle) -> Rectangle:
    """Return the smallest rectangle around both."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def meet(first: Rectangle, second: Rectangle) -> bool:
    """Tell whether two rectangles share a point."""
    return (
        first[0] <= second[2]
        and second[0] <= first[2]
        and first[1] <= second[3]
        and second[1] <= first[3]
    )


class CellIndex:
    """Rectangles by owner, found by place: a grid of square cells, and a list of the huge ones.

    Args:
        cell: side of a cell in px; large rectangles in small cells take much memory.
    """

    def __init__(self, cell: float = _CELL) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], dict[tuple[str, int], Rectangle]] = {}
        self._huge: dict[tuple[str, int], Rectangle] = {}
        self._of: dict[str, tuple[Rectangle, ...]] = {}

    def put(self, owner: str, rectangles: Iterable[Rectangle]) -> None:
        """Replace what ``owner`` has by ``rectangles`` (none removes it)."""
        for number, rectangle in enumerate(self._of.pop(owner, ())):
            self._huge.pop((owner, number), None)
            for cell in self._cells_of(rectangle):
                self._cells[cell].pop((owner, number), None)
        kept = tuple(rectangles)
        if kept:
            self._of[owner] = kept
        for number, rectangle in enumerate(kept):
            if self._is_huge(rectangle):
                self._huge[(owner, number)] = rectangle
            for cell in self._cells_of(rectangle):
                self._cells.setdefault(cell, {})[(owner, number)] = rectangle

    def of(self, owner: str) -> tuple[Rectangle, ...]:
        """Return the rectangles of ``owner``."""
        return self._of.get(owner, ())

    def touching(self, area: Rectangle) -> dict[tuple[str, int], Rectangle]:
        """Return the rectangles that share a point with ``area``, by owner and number."""
        found: dict[tuple[str, int], Rectangle] = {}
        if self._huge:
            _pick(self._huge, area, found)
        if self._is_huge(area):
            for owner, rectangles in self._of.items():
                _pick({(owner, n): box for n, box in enumerate(rectangles)}, area, found)
            return found
        # The cells are walked here and not by ``_cells``: this is the router's innermost loop.
        left, top, right, bottom = area
        cell = self._cell
        rows = range(floor(top / cell), floor(bottom / cell) + 1)
        for column in range(floor(left / cell), floor(right / cell) + 1):
            for row in rows:
                content = self._cells.get((column, row))
                if content:
                    for key, box in content.items():
                        if (
                            box[0] <= right
                            and left <= box[2]
                            and box[1] <= bottom
                            and top <= box[3]
                        ):
                            found[key] = box
        return found

    def _is_huge(self, box: Rectangle) -> bool:
        wide, high = (box[2] - box[0]) / self._cell + 1, (box[3] - box[1]) / self._cell + 1
        return wide * high > _MOST_CELLS

    def _cells_of(self, box: Rectangle) -> Iterator[tuple[int, int]]:
        if self._is_huge(box):
            return
        left, top, right, bottom = (floor(value / self._cell) for value in box)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield column, row


def _pick(
    content: dict[tuple[str, int], Rectangle],
    area: Rectangle,
    found: dict[tuple[str, int], Rectangle],
) -> None:
    left, top, right, bottom = area
    for key, box in content.items():
        if box[0] <= right and left <= box[2] and box[1] <= bottom and top <= box[3]:
            found[key] = box


@dataclass(slots=True)
class Borders:
    """Straight container borders in one direction, found by their fixed coordinate."""

    _buckets: dict[int, dict[tuple[str, int], tuple[float, float, float]]] = field(
        default_factory=dict
    )
    _of: dict[str, tuple[tuple[float, float, float], ...]] = field(default_factory=dict)

    def put(self, owner: str, lines: Iterable[tuple[float, float, float]]) -> None:
        """Replace ``owner``'s borders by (fixed coordinate, start, end)."""
        for number, line in enumerate(self._of.pop(owner, ())):
            self._buckets[floor(line[0] / _BUCKET)].pop((owner, number), None)
        kept = tuple(lines)
        if kept:
            self._of[owner] = kept
        for number, line in enumerate(kept):
            bucket = self._buckets.setdefault(floor(line[0] / _BUCKET), {})
            bucket[(owner, number)] = line

    def shared(self, at: float, start: float, end: float) -> float:
        """Return over how many px a line at ``at`` from ``start`` to ``end`` runs on a border."""
        total = 0.0
        first = floor((at - _BORDER_REACH) / _BUCKET)
        for bucket in range(first, floor((at + _BORDER_REACH) / _BUCKET) + 1):
            for fixed, low, high in self._buckets.get(bucket, {}).values():
                if abs(fixed - at) < _BORDER_REACH:
                    total += max(0.0, min(end, high) - max(start, low))
        return total


class Obstacles:
    """All that connectors keep away from, with the price of not doing so."""

    def __init__(self) -> None:
        self.solid = CellIndex()
        self.titles = CellIndex()
        self.boxes = CellIndex()
        self.upright = Borders()
        self.level = Borders()

    def put_container(self, owner: str, box: Rectangle, title: Rectangle) -> None:
        """Enter a container: its border and title may be crossed, but not followed."""
        left, top, right, bottom = box
        self.titles.put(owner, (title,) if title[2] > title[0] else ())
        self.boxes.put(owner, (box,))
        self.upright.put(owner, ((left, top, bottom), (right, top, bottom)))
        self.level.put(owner, ((top, left, right), (bottom, left, right)))

    def remove(self, owner: str) -> None:
        """Forget what ``owner`` had."""
        self.solid.put(owner, ())
        self.titles.put(owner, ())
        self.boxes.put(owner, ())
        self.upright.put(owner, ())
        self.level.put(owner, ())


@dataclass(slots=True)
class Survey:
    """One link's view of the obstacles, which also notes how far it looked.

    Attributes:
        own: the ids of the link's two ends, which it may touch.
        extra: boxes only this link keeps out of: a container it ends at.
        foreign: containers that hold neither end; a line through them would mislead.
        seen: the areas looked at of late; what changes outside of them, and of those that were
            kept before, cannot change the route.
    """

    obstacles: Obstacles
    own: frozenset[str]
    extra: tuple[Rectangle, ...] = ()
    foreign: tuple[Rectangle, ...] = ()
    seen: set[Rectangle] = field(default_factory=set)
    _kept: "array[float]" = field(default_factory=lambda: array("d"))

    def keep(self) -> Rectangle:
        """Pack what was seen of late, and return the rectangle around all that was ever seen.

        Every link keeps dozens of areas: as objects they would take more memory than all else.
        """
        if self.seen:
            flat = self._kept
            self.seen.update(zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True))
            self._kept = array("d", chain.from_iterable(self.seen))
            self.seen.clear()
        flat = self._kept
        if not flat:
            return NOTHING
        return (min(flat[::4]), min(flat[1::4]), max(flat[2::4]), max(flat[3::4]))

    def has_seen(self, area: Rectangle) -> bool:
        """Tell whether ``area`` was looked at."""
        flat = self._kept
        kept = zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True)
        return any(meet(known, area) for known in chain(self.seen, kept))

    def blocking(self, segment: Rectangle) -> dict[tuple[str, int], Rectangle]:
        """Return the solid rectangles that ``segment`` (a flat rectangle) runs into."""
        left, top, right, bottom = segment
        area = (left - CLEARANCE, top - CLEARANCE, right + CLEARANCE, bottom + CLEARANCE)
        self.seen.add(area)
        found = self.obstacles.solid.touching(area)
        for key in [key for key in found if key[0] in self.own]:
            if not _enters(segment, found[key]):
                del found[key]
        for number, rectangle in enumerate(self.extra):
            if _enters(segment, rectangle):
                found[("", number)] = rectangle
        return found

    def price(self, segment: Rectangle) -> float:
        """Return what ``segment`` costs beyond its length."""
        left, top, right, bottom = segment
        cost = HIT_COST * len(self.blocking(segment))
        cost += _TITLE_COST * len(self.obstacles.titles.touching(segment))
        for box in self.foreign:
            cost += FOREIGN_COST_PER_PX * _inside(segment, box)
        if right - left < bottom - top:
            shared = self.obstacles.upright.shared(left, top, bottom)
        else:
            shared = self.obstacles.level.shared(top, left, right)
        return cost + _BORDER_COST + _BORDER_COST_PER_PX * shared if shared > 1.0 else cost


def _inside(segment: Rectangle, box: Rectangle) -> float:
    """Return how many px of ``segment`` lie in ``box``."""
    across = min(segment[2], box[2]) - max(segment[0], box[0])
    down = min(segment[3], box[3]) - max(segment[1], box[1])
    return max(across, down) if across >= 0 and down >= 0 else 0.0


def _enters(segment: Rectangle, rectangle: Rectangle) -> bool:
    return (
        rectangle[0] + 1 < segment[2]
        and segment[0] < rectangle[2] - 1
        and rectangle[1] + 1 < segment[3]
        and segment[1] < rectangle[3] - 1
    )
