"""Smart guides: the lines and equal gaps that a box meets while it is dragged among others.

Geometry only: what is drawn on the way and how far the dragged box is pulled onto it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from designer.model.layout import Box

_SAME = 0.01
_EVEN = 0.51  # gaps between boxes on whole numbers may differ by this much
_MOST_MARKS = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """Something drawn that a dragged box may line up with.

    Attributes:
        sort: pictures line their edges up with pictures only, zones with zones, and so on.
        row: what it stands in; gaps are compared among what stands in one container. Middles line
            up with their own sort, with what stands in the same container, and with that.
        key: what others name as their ``row``; "" for none.
    """

    box: Box
    sort: str
    row: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on which edges or centres lie: ``at`` is its x when upright, else its y."""

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Gap:
    """One of several equal gaps: from ``start`` to ``end``, across or down, at ``at``."""

    is_across: bool
    start: float
    end: float
    at: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a dragged box meets once it is shifted by ``dx``, ``dy``.

    ``pulls`` tells for x and y whether anything pulls it; where nothing does the shift is 0.
    """

    dx: float = 0.0
    dy: float = 0.0
    pulls: tuple[bool, bool] = (False, False)
    lines: tuple[Line, ...] = ()
    gaps: tuple[Gap, ...] = ()


class _Stops:
    """Sorted coordinates along one axis, each with the frame that it belongs to."""

    def __init__(self, pairs: Iterable[tuple[float, Frame]] = ()) -> None:
        order = sorted(pairs, key=lambda pair: pair[0])
        self._places = [place for place, _ in order]
        self._frames = [frame for _, frame in order]

    def nearest(self, to: float) -> float | None:
        """Return the coordinate nearest to ``to``."""
        at = bisect_left(self._places, to)
        near = self._places[max(0, at - 1) : at + 1]
        return min(near, key=lambda place: abs(place - to), default=None)

    def on(self, place: float) -> set[Frame]:
        """Return the frames with a coordinate at ``place``."""
        start = bisect_left(self._places, place - _SAME)
        return set(self._frames[start : bisect_left(self._places, place + _SAME)])


class Guides:
    """The frames among which a box is dragged.

    Args:
        frames: what it may line up with, without what is dragged and what stands in that.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._frames = tuple(frames)
        self._rows: dict[tuple[str, str], list[Frame]] = {}
        for frame in self._frames:
            self._rows.setdefault((frame.row, frame.sort), []).append(frame)
        self._edges = {
            (sort, axis): _Stops(
                (place, frame)
                for frame in self._frames
                if frame.sort == sort
                for place in _span(frame.box, axis)
            )
            for sort in {frame.sort for frame in self._frames}
            for axis in (0, 1)
        }
        self._centres: dict[tuple[str, str, int], _Stops] = {}

    def meet(
        self,
        moving: Frame,
        reach: float,
        *,
        pulled: tuple[int | None, int | None] = (0, 0),
    ) -> Meeting:
        """Return what ``moving`` meets within ``reach`` (scene units, 0 or more).

        ``pulled`` says for x and y what of the box follows the pointer: 0 all of it, -1 or 1 only
        the smaller or greater edge, None nothing. The nearest line or gap wins, a line before a
        gap that is as near.
        """
        shifts = [
            None if pulled[axis] is None else self._pull(moving, axis, reach, pulled[axis] or 0)
            for axis in (0, 1)
        ]
        dx, dy = shifts[0] or 0.0, shifts[1] or 0.0
        box = moving.box
        if pulled == (0, 0):
            shifted = Frame(box.moved(dx, dy), moving.sort, moving.row)
        else:
            shifted = Frame(_stretched(box, pulled, dx, dy), moving.sort, moving.row)
        lines: list[Line] = []
        gaps: list[Gap] = []
        for axis in (0, 1):
            pull = pulled[axis]
            if shifts[axis] is not None and pull is not None:
                lines.extend(self._lines(shifted, axis, pull))
                if pull == 0:
                    gaps.extend(self._gaps(shifted, axis))
        pulls = (shifts[0] is not None, shifts[1] is not None)
        return Meeting(dx, dy, pulls, tuple(lines), tuple(gaps[:_MOST_MARKS]))

    def _pull(self, moving: Frame, axis: int, reach: float, pull: int) -> float | None:
        low, high = _span(moving.box, axis)
        edges = self._edges.get((moving.sort, axis), _Stops())
        wanted = [(edges, end) for end, side in ((low, -1), (high, 1)) if pull in (0, side)]
        if pull == 0:
            wanted.insert(0, (self._middles(moving, axis), (low + high) / 2))
        found = [
            stop - place for stops, place in wanted if (stop := stops.nearest(place)) is not None
        ]
        if pull == 0:
            found.extend(_even(moving, axis, self._row(moving, axis), reach))
        best = min(found, key=lambda shift: round(abs(shift), 3), default=None)
        return None if best is None or abs(best) > reach else best

    def _middles(self, moving: Frame, axis: int) -> _Stops:
        known = self._centres.get((moving.sort, moving.row, axis))
        if known is None:
            near = (frame for frame in self._frames if _shares_middle(frame, moving))
            known = _Stops((_middle(frame.box, axis), frame) for frame in near)
            self._centres[(moving.sort, moving.row, axis)] = known
        return known

    def _lines(self, moving: Frame, axis: int, pull: int) -> list[Line]:
        low, high = _span(moving.box, axis)
        places = {0: ((low + high) / 2, low, high), -1: (low,), 1: (high,)}[pull]
        found: list[Line] = []
        known: set[Frame] = set()
        for number, place in enumerate(places):
            if pull == 0 and number == 0:
                on_line = self._middles(moving, axis).on(place)
            else:
                on_line = self._edges.get((moving.sort, axis), _Stops()).on(place)
            # Boxes of one size on one centre have their edges in line as well.
            if on_line and not on_line <= known:
                spans = [_span(frame.box, 1 - axis) for frame in (moving, *on_line)]
                start, end = min(low for low, _ in spans), max(high for _, high in spans)
                found.append(Line(axis == 0, place, start, end))
            known |= on_line
        return found

    def _row(self, moving: Frame, axis: int) -> list[Frame]:
        """Return what stands beside ``moving`` in its row or column, in order."""
        low, high = _span(moving.box, 1 - axis)
        beside = [
            frame
            for frame in self._rows.get((moving.row, moving.sort), ())
            if _span(frame.box, 1 - axis)[0] < high and low < _span(frame.box, 1 - axis)[1]
        ]
        return sorted(beside, key=lambda frame: _span(frame.box, axis))

    def _gaps(self, moving: Frame, axis: int) -> list[Gap]:
        row = self._row(moving, axis)
        low, high = _span(moving.box, axis)
        before = [frame for frame in row if _span(frame.box, axis)[1] <= low]
        after = [frame for frame in row if _span(frame.box, axis)[0] >= high]
        if len(before) + len(after) < len(row):
            return []
        chain = [*before, moving, *after]
        gaps = [(_span(b.box, axis)[0] - _span(a.box, axis)[1], a, b) for a, b in pairwise(chain)]
        found: list[Gap] = []
        for wanted, first, second in gaps:
            if moving not in (first, second) or wanted <= _SAME:
                continue
            even = [gap for gap in gaps if abs(gap[0] - wanted) <= _EVEN]
            marks = [_mark(a, b, axis) for _, a, b in even] if len(even) > 1 else []
            found.extend(mark for mark in marks if mark not in found)
        return found


def _shares_middle(frame: Frame, moving: Frame) -> bool:
    if frame.sort == moving.sort or frame.row == moving.row:
        return True
    return bool(moving.row) and frame.key == moving.row


def _even(moving: Frame, axis: int, row: Sequence[Frame], reach: float) -> list[float]:
    """Return the shifts that make the gap beside ``moving`` equal to another one of its row."""
    low, high = _span(moving.box, axis)
    middle, size = (low + high) / 2, high - low
    spans = [_span(frame.box, axis) for frame in row]
    left = max((end for _, end in spans if end <= low + reach), default=None)
    right = min((start for start, _ in spans if start >= high - reach), default=None)
    found: list[float] = []
    if left is not None and right is not None and right - left > size:
        found.append((left + right - size) / 2 - low)
    for (_, end), (start, _) in pairwise(spans):
        gap = start - end
        if gap <= _SAME or end <= middle <= start:
            continue
        if left is not None:
            found.append(left + gap - low)
        if right is not None:
            found.append(right - gap - size - low)
    return found


def _mark(first: Frame, second: Frame, axis: int) -> Gap:
    start, end = _span(first.box, axis)[1], _span(second.box, axis)[0]
    (a, b), (c, d) = _span(first.box, 1 - axis), _span(second.box, 1 - axis)
    low, high = max(a, c), min(b, d)
    # Beside the middle, where lines between the two run.
    return Gap(axis == 0, start, end, low + 0.75 * (high - low) if low <= high else (b + d) / 2)


def _span(box: Box, axis: int) -> tuple[float, float]:
    return (box.x, box.right) if axis == 0 else (box.y, box.bottom)


def _middle(box: Box, axis: int) -> float:
    low, high = _span(box, axis)
    return (low + high) / 2


def _stretched(box: Box, pulled: tuple[int | None, int | None], dx: float, dy: float) -> Box:
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if pulled[0] == -1:
        left += dx
    elif pulled[0] == 1:
        right += dx
    if pulled[1] == -1:
        top += dy
    elif pulled[1] == 1:
        bottom += dy
    return Box(left, top, right - left, bottom - top)
