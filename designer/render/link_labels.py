"""Places the label of a connector beside its line, clear of pictures, titles and other lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from designer.model.layout import Box
from designer.render.obstacles import CellIndex, Obstacles, Rectangle
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


def label_size(label: str) -> tuple[tuple[str, ...], float, float]:
    """Return a label's lines, width and height in px."""
    lines = wrap(label, WIDEST, LINK_LABEL_SIZE, 3)
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
                yield _at(x - width / 2, y - _GAP - height, width, height), cost
                yield _at(x - width / 2, y + _GAP, width, height), cost + 4.0
            else:
                yield _at(x + _GAP, y - height / 2, width, height), cost + 2.0
                yield _at(x - _GAP - width, y - height / 2, width, height), cost + 5.0


def _at(x: float, y: float, width: float, height: float) -> Rectangle:
    return (x, y, x + width, y + height)


def chosen(
    rated: Iterable[tuple[str, tuple[str, ...], tuple[Option, ...]]],
) -> Mapping[str, LabelPlace]:
    """Return a place for each (link, lines, options), so that labels do not hide each other."""
    taken = CellIndex()
    places: dict[str, LabelPlace] = {}
    for link, lines, ranked in rated:
        if not ranked:
            continue
        best = min(
            ranked,
            key=lambda option: (option[0] + _ON_LABEL * len(taken.touching(option[1])), option[1]),
        )
        left, top, right, bottom = best[1]
        taken.put(link, (best[1],))
        covers = best[0] >= _ON_BORDER
        places[link] = LabelPlace(lines, Box(left, top, right - left, bottom - top), covers)
    return places
