"""Places the label of a connector beside its line, clear of pictures, titles and other lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from heapq import heapify, heappop, heappush

from designer.model.ids import LinkId
from designer.model.layout import Box
from designer.render.obstacles import (
    NOTHING,
    CellIndex,
    Obstacles,
    Rectangle,
    rectangle_at,
    rectangle_of,
    united,
)
from designer.render.paths import Path, segments
from designer.render.text import LINE_HEIGHT, text_width, wrap
from designer.render.theme import LINK_LABEL_SIZE

WIDEST = 130.0
_GAP = 3.0
_SHARES = (0.5, 0.28, 0.72)
_ON_PICTURE = 500.0
_ON_TITLE = 150.0
_ON_LABEL = 400.0
_ON_LINE = 60.0
_ON_BORDER = 25.0
_OVERHANG = 0.4


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A label's lines and the box they fill, centred.

    Attributes:
        covers: something lies under it, so that it needs a patch behind it.
    """

    lines: tuple[str, ...]
    box: Box
    covers: bool


Option = tuple[float, Rectangle]


def label_size(label: str, widest: float = WIDEST) -> tuple[tuple[str, ...], float, float]:
    """Return a label's lines, width and height in px, broken at ``widest``."""
    lines = wrap(label, widest, LINK_LABEL_SIZE, 3)
    width = max((text_width(line, LINK_LABEL_SIZE) for line in lines), default=0.0)
    return lines, width + 4.0, len(lines) * LINK_LABEL_SIZE * LINE_HEIGHT


def options(
    link: str, path: Path, width: float, height: float, obstacles: Obstacles, strokes: CellIndex
) -> tuple[Option, ...]:
    """Return places for a label of this size beside ``path``, the best first, with their cost."""
    rated: list[Option] = []
    for shape, extra in _candidates(path, width, height):
        cost = extra + _ON_PICTURE * len(obstacles.solid.touching(shape))
        cost += _ON_TITLE * len(obstacles.titles.touching(shape))
        others = {owner for owner, _ in strokes.touching(shape) if owner != link}
        cost += _ON_LINE * len(others)
        own = sum(owner == link for owner, _ in strokes.touching(shape))
        cost += _ON_LINE * own + _ON_BORDER * _borders(shape, obstacles)
        rated.append((cost, shape))
    return tuple(sorted(rated))


def _borders(shape: Rectangle, obstacles: Obstacles) -> int:
    left, top, right, bottom = shape
    count, x, y = 0, left, top
    while x <= right:
        count += obstacles.upright.shared(x, top, bottom) > 0
        x += 8.0
    while y <= bottom:
        count += obstacles.level.shared(y, left, right) > 0
        y += 6.0
    return min(count, 3)


def _candidates(path: Path, width: float, height: float) -> Iterator[tuple[Rectangle, float]]:
    strokes = list(segments(path))
    lengths = [right - left + bottom - top for left, top, right, bottom in strokes]
    longest = max(lengths, default=0.0)
    for (left, top, right, bottom), length in zip(strokes, lengths, strict=True):
        level = right - left >= bottom - top
        overhang = max(0.0, (width + 10 if level else height) - length)
        shortness = 0.08 * (longest - length) + _OVERHANG * overhang
        for share in _SHARES:
            x, y = left + share * (right - left), top + share * (bottom - top)
            cost = shortness + 6.0 * (share != _SHARES[0])
            if level:
                yield rectangle_at(x - width / 2, y - _GAP - height, width, height), cost
                yield rectangle_at(x - width / 2, y + _GAP, width, height), cost + 4.0
            else:
                yield rectangle_at(x + _GAP, y - height / 2, width, height), cost + 2.0
                yield rectangle_at(x - _GAP - width, y - height / 2, width, height), cost + 5.0


@dataclass(frozen=True, slots=True)
class Rated:
    """A label's lines, with the places that it may take.

    Attributes:
        around: what happens outside of this rectangle cannot change ``options``.
    """

    lines: tuple[str, ...]
    options: tuple[Option, ...]
    around: Rectangle


def rated(
    link: str, label: str, path: Path, obstacles: Obstacles, strokes: CellIndex
) -> Rated | None:
    """Return where the label of ``link`` may stand; None when there is no line to stand at."""
    lines, width, height = label_size(label)
    ranked = options(link, path, width, height, obstacles, strokes)
    if not ranked:
        return None
    left, top, right, bottom = reduce(united, (shape for _, shape in ranked), NOTHING)
    # A border up to this far away counts as lying under the label.
    return Rated(lines, ranked, (left - 8, top - 8, right + 8, bottom + 8))


class LabelPlaces:
    """Keeps a place for every label, so that labels do not hide each other.

    One label after the other takes the best place that is left, so a change matters only to
    those that come later and are near.

    Attributes:
        places: by link.
    """

    def __init__(self) -> None:
        self.places: dict[LinkId, LabelPlace] = {}
        self._rated: dict[str, Rated] = {}
        self._near = CellIndex()
        self._taken = CellIndex()

    def near(self, area: Rectangle) -> set[str]:
        """Return the links whose labels something in ``area`` may matter to."""
        return {link for link, _ in self._near.touching(area)}

    def update(self, changes: Mapping[str, Rated | None], rank: Mapping[str, int]) -> set[str]:
        """Take labels (None: gone), and return the links whose label has another place now.

        Args:
            changes: what may stand where, by link.
            rank: the order in which labels take their places.
        """
        changed: set[str] = set()
        waiting: set[str] = set()
        for link, found in changes.items():
            if found is None:
                self._rated.pop(link, None)
                self._near.put(link, ())
                if (old := self.places.pop(LinkId(link), None)) is not None:
                    self._taken.put(link, ())
                    changed.add(link)
                    waiting.update(self.near(rectangle_of(old.box)))
            else:
                self._rated[link] = found
                self._near.put(link, (found.around,))
                waiting.add(link)
        queue = [(rank[link], link) for link in waiting if link in self._rated]
        heapify(queue)
        while queue:
            turn, link = heappop(queue)
            before, after = self.places.get(LinkId(link)), self._best(link, rank)
            if before == after:
                continue
            changed.add(link)
            self.places[LinkId(link)] = after
            self._taken.put(link, (rectangle_of(after.box),))
            for place in (before, after):
                for other in self.near(rectangle_of(place.box)) if place is not None else ():
                    if rank[other] > turn and other not in waiting:
                        waiting.add(other)
                        heappush(queue, (rank[other], other))
        return changed

    def _best(self, link: str, rank: Mapping[str, int]) -> LabelPlace:
        found, turn = self._rated[link], rank[link]

        def cost(option: Option) -> tuple[float, Rectangle]:
            hidden = sum(rank[other] < turn for other, _ in self._taken.touching(option[1]))
            return option[0] + _ON_LABEL * hidden, option[1]

        own, shape = min(found.options, key=cost)
        left, top, right, bottom = shape
        box = Box(left, top, right - left, bottom - top)
        return LabelPlace(found.lines, box, own >= _ON_BORDER)
