"""Moves strokes of different connectors apart that would lie on one another.

What becomes of a stroke depends only on those that lie on it, directly or through others, so
changed paths are followed by looking at their neighbours again, with the same result as looking
at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor

from designer.render.obstacles import Rectangle, Survey
from designer.render.paths import Path, segments, simplified

SPACING = 8.0
_NEAR = 5.0
_OVERLAP = 2.0
_FURTHEST = 30.0
_LEAST_END = 7.0
_MOST_COMPARED = 48
_FIXED_WEIGHT = 1e6
_BUCKET_ACROSS = 8.0
_BUCKET_ALONG = 240.0

_Key = tuple[str, int]
_Order = tuple[float, float, str, int]


@dataclass(slots=True, eq=False)
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

    @property
    def key(self) -> _Key:
        return self.link, self.index

    @property
    def order(self) -> _Order:
        return self.at, self.low, self.link, self.index


@dataclass(frozen=True, slots=True)
class _Shift:
    """Where a stroke is to go; ``turn`` orders the shifts of one path."""

    turn: tuple[_Order, int]
    stroke: _Stroke
    at: float


class Nudger:
    """Keeps paths apart from one another.

    Strokes that coincide are moved 8 px apart where there is room. The first and last stroke of
    a path keep their place, since they end at ports.
    """

    def __init__(self) -> None:
        """Begin without paths."""
        self._paths: dict[str, Path] = {}
        self._steps = (_Axis(0), _Axis(1))

    def update(
        self, changes: Mapping[str, Path | None], surveys: Mapping[str, Survey]
    ) -> dict[str, Path]:
        """Take new paths (None: gone), and return every path that may have another shape now.

        Args:
            changes: paths by link; one that is the same as before is looked at again, since
                what it may run into may have changed.
            surveys: the view of the obstacles of every link that there is.
        """
        for link, path in changes.items():
            if path is None:
                self._paths.pop(link, None)
            else:
                self._paths[link] = path
        moved: dict[str, Path | None] = dict(changes)
        for step in self._steps:
            moved = step.update(moved, surveys)
        return {
            link: path if path is self._paths[link] else simplified(path)
            for link, path in moved.items()
            if path is not None
        }


def nudged(paths: Mapping[str, Path], surveys: Mapping[str, Survey]) -> dict[str, Path]:
    """Return ``paths`` moved apart."""
    result = Nudger().update(paths, surveys)
    return {link: result[link] for link in paths}


class _Axis:
    """The strokes with a constant coordinate on one axis (0: x, upright strokes)."""

    def __init__(self, axis: int) -> None:
        self._axis = axis
        self._paths: dict[str, Path] = {}
        self._strokes: dict[str, list[_Stroke]] = {}
        self._cells: dict[tuple[int, int], dict[_Key, _Stroke]] = {}
        self._clusters: dict[_Key, list[_Stroke]] = {}
        self._shifts: dict[str, dict[int, _Shift]] = {}
        self._results: dict[str, Path] = {}

    def update(
        self, changes: Mapping[str, Path | None], surveys: Mapping[str, Survey]
    ) -> dict[str, Path | None]:
        """Take new paths, and return those that must be looked at again, moved apart."""
        loose: dict[_Key, _Stroke] = {}
        for link, path in changes.items():
            self._take_out(link, loose)
            if path is None:
                self._paths.pop(link, None)
            else:
                self._paths[link] = path
                self._put_in(link, path, loose)
        touched = set(changes)
        done: set[_Key] = set()
        for key, stroke in loose.items():
            if key not in done:
                cluster = self._around(stroke)
                done.update(member.key for member in cluster)
                self._place(sorted(cluster, key=lambda member: member.order), touched)
        results: dict[str, Path | None] = {}
        for link in touched:
            before = self._results.pop(link, None)
            if link not in self._paths:
                results[link] = None
                continue
            after = self._results[link] = self._shifted(link, surveys)
            if link in changes or after != before:
                results[link] = after
        return results

    def _take_out(self, link: str, loose: dict[_Key, _Stroke]) -> None:
        """Forget the strokes of ``link``; those that lay on them are ``loose`` now."""
        for stroke in self._strokes.pop(link, ()):
            for cell in _cells(stroke):
                del self._cells[cell][stroke.key]
            loose.pop(stroke.key, None)
            for member in self._clusters.pop(stroke.key, ()):
                if member.link != link and self._clusters.pop(member.key, None) is not None:
                    loose[member.key] = member
        self._shifts.pop(link, None)

    def _put_in(self, link: str, path: Path, loose: dict[_Key, _Stroke]) -> None:
        found = self._strokes[link] = list(_strokes(link, path, self._axis))
        for stroke in found:
            for cell in _cells(stroke):
                self._cells.setdefault(cell, {})[stroke.key] = stroke
            loose[stroke.key] = stroke

    def _around(self, stroke: _Stroke) -> list[_Stroke]:
        """Return the strokes that lie on ``stroke``, directly or through others, and itself."""
        found = {stroke.key: stroke}
        pending = [stroke]
        while pending:
            for other in self._upon(pending.pop()):
                if other.key not in found:
                    found[other.key] = other
                    pending.append(other)
        return list(found.values())

    def _upon(self, stroke: _Stroke) -> Iterator[_Stroke]:
        at, low, high, link = stroke.at, stroke.low, stroke.high, stroke.link
        along = range(floor(low / _BUCKET_ALONG), floor(high / _BUCKET_ALONG) + 1)
        first = floor((at - _NEAR) / _BUCKET_ACROSS)
        for across in range(first, floor((at + _NEAR) / _BUCKET_ACROSS) + 1):
            for place in along:
                for other in self._cells.get((across, place), {}).values():
                    if (
                        other.link != link
                        and abs(other.at - at) < _NEAR
                        and min(high, other.high) - max(low, other.low) > _OVERLAP
                    ):
                        yield other

    def _place(self, cluster: list[_Stroke], touched: set[str]) -> None:
        """Decide where the strokes of one cluster go, and note whose path may change by it."""
        is_one = len(cluster) < 2
        for stroke in cluster:
            if is_one:
                self._clusters.pop(stroke.key, None)
            else:
                self._clusters[stroke.key] = cluster
        shifts: dict[_Key, _Shift] = {}
        if not is_one and not all(stroke.is_fixed for stroke in cluster):
            first = cluster[0].order
            for turn, (stroke, at) in enumerate(_spread_out(cluster)):
                shifts[stroke.key] = _Shift((first, turn), stroke, at)
        for stroke in cluster:
            known = self._shifts.setdefault(stroke.link, {})
            shift = shifts.get(stroke.key)
            if known.get(stroke.index) != shift:
                touched.add(stroke.link)
                if shift is None:
                    del known[stroke.index]
                else:
                    known[stroke.index] = shift

    def _shifted(self, link: str, surveys: Mapping[str, Survey]) -> Path:
        path, survey = self._paths[link], surveys[link]
        for shift in sorted(self._shifts.get(link, {}).values(), key=lambda shift: shift.turn):
            moved = _moved(path, shift.stroke, self._axis, shift.at)
            if moved is not None and _is_clear(moved, shift.stroke.index, survey):
                path = moved
        return path


def _strokes(link: str, path: Path, axis: int) -> Iterator[_Stroke]:
    other = 1 - axis
    last = len(path) - 2
    for index in range(last + 1):
        start, end = path[index], path[index + 1]
        if start[axis] != end[axis]:
            continue
        at = start[axis]
        before = 0 if index == 0 else _sign(path[index - 1][axis] - at)
        after = 0 if index == last else _sign(path[index + 2][axis] - at)
        ascending = start[other] <= end[other]
        yield _Stroke(
            link,
            index,
            at,
            min(start[other], end[other]),
            max(start[other], end[other]),
            before if ascending else after,
            after if ascending else before,
            index in (0, last),
        )


def _cells(stroke: _Stroke) -> Iterable[tuple[int, int]]:
    across = floor(stroke.at / _BUCKET_ACROSS)
    first, last = floor(stroke.low / _BUCKET_ALONG), floor(stroke.high / _BUCKET_ALONG)
    return [(across, place) for place in range(first, last + 1)]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


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
