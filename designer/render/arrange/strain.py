"""Measures how good an arrangement is, so that the better of several can be kept."""

from collections.abc import Sequence

from designer.render.arrange.packing import cost
from designer.render.obstacles import Rectangle

Line = tuple[float, float, float, float, float]
"""Weight, and x and y of both ends."""

_STRAIGHT = 8.0
_HALF_ICON = 28.0
_LENGTH = 200.0  # px that weigh as much as the following
_BEND = 0.3
_BLOCKED = 1.2
_SIZE = 1.8
_MOST_CHECKS = 60_000


def strain(
    lines: Sequence[Line], obstacles: Sequence[Rectangle], width: float, height: float
) -> float:
    """Return how far an arrangement is from good: less is better, in no unit.

    Args:
        lines: what links lead from where to where.
        obstacles: icons with their labels, which no link may cross.
        width: of the whole, in px.
        height: of the whole, in px.
    """
    size = _SIZE * cost(width, height)
    total = sum(line[0] for line in lines)
    if not total:
        return size
    checked = obstacles if len(lines) * len(obstacles) <= _MOST_CHECKS else ()
    return size + sum(weight * _bother(line, checked) for weight, *line in lines) / total


def _bother(line: Sequence[float], obstacles: Sequence[Rectangle]) -> float:
    x1, y1, x2, y2 = line
    across, down = abs(x2 - x1), abs(y2 - y1)
    length = max(across - 2 * _HALF_ICON, 0.0) + max(down - 2 * _HALF_ICON, 0.0)
    straight = min(across, down) < _STRAIGHT
    ways = [[(x1, y1, x2, y2)]]
    if not straight:
        ways = [[(x1, y1, x2, y1), (x2, y1, x2, y2)], [(x1, y1, x1, y2), (x1, y2, x2, y2)]]
    others = [
        box
        for box in obstacles
        if not (box[0] <= x1 <= box[2] and box[1] <= y1 <= box[3])
        and not (box[0] <= x2 <= box[2] and box[1] <= y2 <= box[3])
    ]
    blocked = min(sum(_hits(part, others) for part in way) for way in ways)
    return length / _LENGTH + (0.0 if straight else _BEND) + _BLOCKED * min(blocked, 3)


def _hits(part: Rectangle, obstacles: Sequence[Rectangle]) -> int:
    left, right = min(part[0], part[2]), max(part[0], part[2])
    top, bottom = min(part[1], part[3]), max(part[1], part[3])
    return sum(
        1
        for box in obstacles
        if box[0] < right + 1 and left < box[2] + 1 and box[1] < bottom + 1 and top < box[3] + 1
    )
