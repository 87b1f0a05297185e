"""Turns a routed line into an elbow connector that PowerPoint can edit, bend for bend.

An elbow connector is one of a few preset shapes in a box, turned and mirrored, whose bends are
stated as shares of the box (ECMA-376 part 1, presetShapeDefinitions: bentConnector2 to 5).
"""

from dataclasses import dataclass
from itertools import pairwise

Spot = tuple[int, int]
QUARTER = 90
_STRAIGHT = "straightConnector1"
_WHOLE = 100_000
_HALF = 50_000
_LEAST = 1_270  # a tenth of a point: shares of nothing say nothing
_MOST = 2**31 - 1
_ADJUSTED = {3: (0,), 4: (0, 1), 5: (0, 1, 0)}
"""By number of strokes: the axis in which each inner stroke is placed."""


@dataclass(frozen=True, slots=True)
class Elbow:
    """A preset connector in its box, before it is mirrored and then turned about its middle.

    Attributes:
        preset: the name of the shape.
        left, top, width, height: the box, in EMU.
        turn: degrees clockwise: 0 or 90.
        adjustments: in thousandths of a per cent of width or height.
    """

    preset: str
    left: int
    top: int
    width: int
    height: int
    turn: int = 0
    flip_h: bool = False
    flip_v: bool = False
    adjustments: tuple[int, ...] = ()

    @property
    def is_straight(self) -> bool:
        """Tell whether it has no bend."""
        return self.preset == _STRAIGHT

    @property
    def is_usual(self) -> bool:
        """Tell whether a program that ignores the adjustments draws it right all the same.

        LibreOffice up to 7.4 puts the bend of a line with two bends into the middle, and routes
        those with more as it likes.
        """
        if self.preset == "bentConnector3":
            return abs(self.adjustments[0] - _HALF) <= _HALF // 40
        return not self.adjustments


def elbow(points: tuple[Spot, ...]) -> Elbow | None:
    """Return the connector that follows ``points``; None where no preset has so many bends.

    Args:
        points: the corners in EMU, even numbers; neighbours differ, strokes do not continue.
    """
    strokes = len(points) - 1
    if strokes == 1:
        return _straight(points[0], points[1])
    if not 2 <= strokes <= 5 or not _is_square(points):
        return None
    (x0, y0), (x1, y1) = points[0], points[-1]
    upright = points[0][0] == points[1][0]
    right, down = _sign(x1 - x0), _sign(y1 - y0)
    along, across = (abs(y1 - y0), abs(x1 - x0)) if upright else (abs(x1 - x0), abs(y1 - y0))
    width, height = max(along, _LEAST), max(across, _LEAST)

    def share(index: int, axis: int) -> int:
        x, y = (points[index][0] - x0) * right, (points[index][1] - y0) * down
        own = (y, x) if upright else (x, y)
        return round(own[axis] * _WHOLE / (width, height)[axis])

    adjustments = tuple(
        share(index, axis) for index, axis in enumerate(_ADJUSTED.get(strokes, ()), start=1)
    )
    if any(abs(value) > _MOST for value in adjustments):
        return None
    # The box as it would stand without its turn has the same middle.
    wide, high = (height, width) if upright else (width, height)
    middle_x, middle_y = x0 + right * wide / 2, y0 + down * high / 2
    return Elbow(
        preset=f"bentConnector{strokes}",
        left=int(middle_x - width / 2),
        top=int(middle_y - height / 2),
        width=width,
        height=height,
        turn=QUARTER if upright else 0,
        flip_h=(down if upright else right) < 0,
        flip_v=right > 0 if upright else down < 0,
        adjustments=adjustments,
    )


def _straight(start: Spot, end: Spot) -> Elbow:
    (x0, y0), (x1, y1) = start, end
    return Elbow(
        preset=_STRAIGHT,
        left=min(x0, x1),
        top=min(y0, y1),
        width=abs(x1 - x0),
        height=abs(y1 - y0),
        flip_h=x1 < x0,
        flip_v=y1 < y0,
    )


def _is_square(points: tuple[Spot, ...]) -> bool:
    level = [y0 == y1 for (_, y0), (_, y1) in pairwise(points)]
    upright = [x0 == x1 for (x0, _), (x1, _) in pairwise(points)]
    turns = all(first != second for first, second in pairwise(level))
    return turns and all(a != b for a, b in zip(level, upright, strict=True))


def _sign(value: int) -> int:
    return -1 if value < 0 else 1
