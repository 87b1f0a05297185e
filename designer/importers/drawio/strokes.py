"""Where a line may be drawn on the page: its segments, the box around them, what lies on them."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from designer.model.layout import Box, Point

Stroke = tuple[Point, Point]


def strokes(points: Sequence[Point], *, is_angled: bool) -> list[Stroke]:
    """Return the segments that a line over ``points`` may have; of angled ones both elbows."""
    found: list[Stroke] = []
    for one, other in pairwise(points):
        if is_angled and one.x != other.x and one.y != other.y:
            middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
            found += [
                (one, Point(middle.x, one.y)),
                (Point(middle.x, one.y), Point(middle.x, other.y)),
                (Point(middle.x, other.y), other),
                (one, Point(one.x, middle.y)),
                (Point(one.x, middle.y), Point(other.x, middle.y)),
                (Point(other.x, middle.y), other),
            ]
        else:
            found.append((one, other))
    return found


def hull(path: Sequence[Stroke]) -> Box:
    """Return the smallest box around ``path``, at least one stroke."""
    xs = [point.x for stroke in path for point in stroke]
    ys = [point.y for stroke in path for point in stroke]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def lies_on(point: Point, path: Sequence[Stroke], reach: float) -> bool:
    """Tell whether ``point`` is at most ``reach`` away from a stroke of ``path``."""
    return any(_distance(point, one, other) <= reach for one, other in path)


def _distance(point: Point, one: Point, other: Point) -> float:
    dx, dy = other.x - one.x, other.y - one.y
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((point.x - one.x) * dx + (point.y - one.y) * dy) / length
    along = min(max(along, 0.0), 1.0)
    return hypot(point.x - one.x - along * dx, point.y - one.y - along * dy)
