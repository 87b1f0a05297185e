"""Moves strokes of different connectors apart that would lie on one another."""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.render.obstacles import Rectangle, Survey
from designer.render.paths import Path, segments, simplified

SPACING = 8.0
_NEAR = 5.0
_OVERLAP = 2.0
_FURTHEST = 30.0
_LEAST_END = 7.0
_MOST_COMPARED = 48
_FIXED_WEIGHT = 1e6


@dataclass(slots=True)
class _Stroke:
    """One stroke seen across: ``at`` may change unless it ends at a port.

    ``low_turn`` and ``high_turn`` tell whether the connector goes on towards greater
    coordinates (1), smaller ones (-1) or ends there (0).
    """

    link: str
    index: int
    at: float
    low: float
    high: float
    low_turn: int
    high_turn: int
    is_fixed: bool


def nudged(paths: Mapping[str, Path], surveys: Mapping[str, Survey]) -> dict[str, Path]:
    """Return ``paths`` with strokes that coincide moved 8 px apart where there is room.

    The first and last stroke of a path keep their place, since they end at ports.
    """
    result = dict(paths)
    for axis in (0, 1):
        strokes = _strokes(result, axis)
        for cluster in _clusters(strokes):
            for stroke, at in _spread_out(cluster):
                moved = _moved(result[stroke.link], stroke, axis, at)
                if moved is not None and _is_clear(moved, stroke.index, surveys[stroke.link]):
                    result[stroke.link] = moved
    return {
        link: path if path is paths[link] else simplified(path) for link, path in result.items()
    }


def _strokes(paths: Mapping[str, Path], axis: int) -> list[_Stroke]:
    """Return the strokes with a constant coordinate on ``axis`` (0: x, upright strokes)."""
    found: list[_Stroke] = []
    other = 1 - axis
    for link, path in paths.items():
        last = len(path) - 2
        for index in range(last + 1):
            start, end = path[index], path[index + 1]
            if start[axis] != end[axis]:
                continue
            at = start[axis]
            before = 0 if index == 0 else _sign(path[index - 1][axis] - at)
            after = 0 if index == last else _sign(path[index + 2][axis] - at)
            ascending = start[other] <= end[other]
            found.append(
                _Stroke(
                    link,
                    index,
                    at,
                    min(start[other], end[other]),
                    max(start[other], end[other]),
                    before if ascending else after,
                    after if ascending else before,
                    index in (0, last),
                )
            )
    found.sort(key=lambda stroke: (stroke.at, stroke.low, stroke.link, stroke.index))
    return found


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _clusters(strokes: list[_Stroke]) -> list[list[_Stroke]]:
    """Group strokes that lie on one another, directly or through others."""
    root = list(range(len(strokes)))

    def top(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for index, stroke in enumerate(strokes):
        for following in range(index + 1, min(index + 1 + _MOST_COMPARED, len(strokes))):
            other = strokes[following]
            if other.at - stroke.at >= _NEAR:
                break
            shared = min(stroke.high, other.high) - max(stroke.low, other.low)
            if other.link != stroke.link and shared > _OVERLAP:
                root[top(following)] = top(index)
    groups: dict[int, list[_Stroke]] = {}
    for index, stroke in enumerate(strokes):
        groups.setdefault(top(index), []).append(stroke)
    return [
        group
        for group in groups.values()
        if len(group) > 1 and any(not stroke.is_fixed for stroke in group)
    ]


def _crossings(first: _Stroke, second: _Stroke) -> int:
    """Count how often the two cross or touch when ``first`` has the smaller coordinate."""
    count = 0
    for turn, place in ((first.low_turn, first.low), (first.high_turn, first.high)):
        count += turn > 0 and second.low <= place <= second.high
    for turn, place in ((second.low_turn, second.low), (second.high_turn, second.high)):
        count += turn < 0 and first.low <= place <= first.high
    return count


def _spread_out(cluster: list[_Stroke]) -> list[tuple[_Stroke, float]]:
    """Return new places for the strokes of ``cluster``, in the order with fewest crossings."""
    scores: dict[int, float] = {}
    for index, stroke in enumerate(cluster):
        others = cluster[max(0, index - _MOST_COMPARED) : index + _MOST_COMPARED]
        scores[index] = sum(
            _sign(_crossings(stroke, other) - _crossings(other, stroke))
            for other in others
            if other is not stroke
        )
    fixed = [stroke.at for stroke in cluster if stroke.is_fixed]
    order = sorted(
        range(len(cluster)),
        key=lambda index: (
            cluster[index].at if fixed else 0.0,
            scores[index],
            cluster[index].at,
            index,
        ),
    )
    blocks: list[list[float]] = []
    for place, index in enumerate(order):
        weight = _FIXED_WEIGHT if cluster[index].is_fixed else 1.0
        blocks.append([cluster[index].at - place * SPACING, weight, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, weight, size = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + value * weight) / (before[1] + weight)
            before[1] += weight
            before[2] += size
    base = [block[0] for block in blocks for _ in range(int(block[2]))]
    return [
        (cluster[index], round(base[place] + place * SPACING, 3))
        for place, index in enumerate(order)
        if not cluster[index].is_fixed
    ]


def _moved(path: Path, stroke: _Stroke, axis: int, at: float) -> Path | None:
    """Return ``path`` with one stroke at ``at``, or None when the ends of the path forbid it."""
    if abs(at - stroke.at) > _FURTHEST or at == stroke.at:
        return None
    index = stroke.index
    before, after = path[index - 1][axis] - stroke.at, path[index + 2][axis] - stroke.at
    for length, is_end in ((before, index == 1), (after, index == len(path) - 3)):
        changed = length - (at - stroke.at)
        if _sign(changed) != _sign(length) or (is_end and abs(changed) < _LEAST_END):
            return None
    start, end = path[index], path[index + 1]
    pair = ((at, start[1]), (at, end[1])) if axis == 0 else ((start[0], at), (end[0], at))
    return (*path[:index], *pair, *path[index + 2 :])


def _is_clear(path: Path, index: int, survey: Survey) -> bool:
    around: list[Rectangle] = list(segments(path[max(0, index - 1) : index + 3]))
    return not any(survey.blocking(segment) for segment in around)
