"""Answers which boxes hold, touch or lie near a place, for all boxes of a page at once."""

from collections.abc import Sequence

import numpy as np

from designer.model.invariants import MAX_COORDINATE, MAX_SIZE
from designer.model.layout import Box, Point


class BoxIndex:
    """The boxes of a page by their place in a sequence; answers are indexes, smallest box first."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        """Index ``boxes``."""
        table = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], dtype=np.float64).reshape(
            -1, 4
        )
        self._left, self._top, self._right, self._bottom = table.T
        self._areas = (self._right - self._left) * (self._bottom - self._top)
        self._order = np.argsort(self._areas, kind="stable")
        self._rank = np.empty_like(self._order)
        self._rank[self._order] = np.arange(len(self._order))

    def _sorted(self, mask: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> list[int]:
        found = np.flatnonzero(mask)
        return [int(i) for i in found[np.argsort(self._rank[found], kind="stable")]]

    def holding(self, point: Point) -> list[int]:
        """Return the boxes that ``point`` lies in or on."""
        return self._sorted(
            (self._left <= point.x)
            & (point.x <= self._right)
            & (self._top <= point.y)
            & (point.y <= self._bottom)
        )

    def overlapping(self, box: Box) -> list[int]:
        """Return the boxes that share an area with ``box``."""
        return self._sorted(
            (self._left < box.right)
            & (box.x < self._right)
            & (self._top < box.bottom)
            & (box.y < self._bottom)
        )

    def within(self, box: Box) -> list[int]:
        """Return the boxes whose middle lies in ``box``."""
        x, y = (self._left + self._right) / 2, (self._top + self._bottom) / 2
        return self._sorted((box.x <= x) & (x <= box.right) & (box.y <= y) & (y <= box.bottom))

    def near(self, point: Point, distance: float) -> list[tuple[float, int]]:
        """Return the boxes at most ``distance`` from ``point`` with their distance, nearest first.

        Of boxes as far the smallest comes first; inside a box the distance is 0.
        """
        dx = np.maximum(np.maximum(self._left - point.x, point.x - self._right), 0.0)
        dy = np.maximum(np.maximum(self._top - point.y, point.y - self._bottom), 0.0)
        gaps = np.hypot(dx, dy)
        found = np.flatnonzero(gaps <= distance)
        return sorted(
            ((float(gaps[i]), int(i)) for i in found), key=lambda hit: (hit[0], self._rank[hit[1]])
        )


def on_canvas(box: Box) -> Box:
    """Return ``box`` moved as little as puts its corner on the canvas."""
    return Box(
        min(max(box.x, -MAX_COORDINATE), MAX_COORDINATE),
        min(max(box.y, -MAX_COORDINATE), MAX_COORDINATE),
        min(max(box.width, 1.0), MAX_SIZE),
        min(max(box.height, 1.0), MAX_SIZE),
    )


def gap_between(one: Box, other: Box) -> float:
    """Return the distance between the borders of two boxes; 0 when they touch or overlap."""
    dx = max(one.x - other.right, other.x - one.right, 0.0)
    dy = max(one.y - other.bottom, other.y - one.bottom, 0.0)
    return float(np.hypot(dx, dy))


def shared_area(one: Box, other: Box) -> float:
    """Return the area that both boxes cover."""
    shared = one.shared(other)
    return max(shared.width, 0.0) * max(shared.height, 0.0)


def covered(box: Box, by: Box) -> float:
    """Return the share of ``box`` that lies in ``by``, 0 to 1."""
    if box.area <= 0:
        return 1.0 if by.holds(box.centre) else 0.0
    return shared_area(box, by) / box.area


def border_distance(point: Point, box: Box) -> float:
    """Return how far ``point`` is from the border of ``box``, inside or outside."""
    if box.holds(point):
        return min(point.x - box.x, box.right - point.x, point.y - box.y, box.bottom - point.y)
    dx = max(box.x - point.x, point.x - box.right, 0.0)
    dy = max(box.y - point.y, point.y - box.bottom, 0.0)
    return float(np.hypot(dx, dy))
