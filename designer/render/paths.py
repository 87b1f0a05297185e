"""Orthogonal paths between two ports: plain shapes first, a grid search where they are blocked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from designer.render.obstacles import (
    CLEARANCE,
    FOREIGN_COST_PER_PX,
    HIT_COST,
    Rectangle,
    Survey,
)

Spot = tuple[float, float]
Path = tuple[Spot, ...]

RIGHT, DOWN, LEFT, UP = range(4)
STEP: tuple[Spot, ...] = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
BEND_COST = 36.0
STUB = 16.0
_SAME = 0.5
_AWAY = CLEARANCE + 5.0
_TITLE_STEP_COST = 60.0
_MAX_ROUNDS = 6
_MAX_BLOCKERS = 24
_INFINITE = float("inf")

_Step = tuple[int, float, int, list[float], int]
"""New heading, price of the turn, distance to the next crossing, prices, and where to look."""


def opposite(direction: int) -> int:
    """Return the direction back."""
    return (direction + 2) % 4


def segments(path: Path) -> Iterator[Rectangle]:
    """Yield each stroke of ``path`` as a flat rectangle."""
    for (x0, y0), (x1, y1) in pairwise(path):
        yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def plain_cost(path: Path) -> float:
    """Return the length in px plus the price of the bends."""
    length = sum(x1 - x0 + y1 - y0 for x0, y0, x1, y1 in segments(path))
    return length + BEND_COST * (len(path) - 2)


def simplified(path: Iterable[Spot]) -> Path:
    """Return ``path`` without repeated points and points on a straight stroke."""
    kept: list[Spot] = []
    for spot in path:
        if kept and abs(kept[-1][0] - spot[0]) < 1e-9 and abs(kept[-1][1] - spot[1]) < 1e-9:
            continue
        while len(kept) > 1 and _in_line(kept[-2], kept[-1], spot):
            kept.pop()
        kept.append(spot)
    return tuple(kept)


def _in_line(first: Spot, middle: Spot, last: Spot) -> bool:
    return (first[0] == middle[0] == last[0]) or (first[1] == middle[1] == last[1])


def shapes(start: Spot, away: int, end: Spot, back: int) -> list[Path]:
    """Return plain paths that leave ``start`` towards ``away`` and reach ``end`` from ``back``.

    ``away`` and ``back`` are the directions that point out of the two boxes.
    """
    # Turned and mirrored so that the way out is always to the right and the end never below.
    upright = away in (DOWN, UP)
    (px, py), (qx, qy) = (start[::-1], end[::-1]) if upright else (start, end)
    out = STEP[away][1 if upright else 0]
    reach_x, reach_y = STEP[back][::-1] if upright else STEP[back]
    flip = -1.0 if reach_y > 0 else 1.0
    found = _turned(px * out, py * flip, qx * out, qy * flip, reach_x * out)
    result: list[Path] = []
    for path in found:
        restored = ((x * out, y * flip) for x, y in path)
        result.append(simplified((y, x) for x, y in restored) if upright else simplified(restored))
    return result


def _turned(px: float, py: float, qx: float, qy: float, reach: float) -> list[list[Spot]]:
    if reach < 0:
        return _facing(px, py, qx, qy)
    if reach > 0:
        furthest = max(px, qx)
        return [
            [(px, py), (furthest + far, py), (furthest + far, qy), (qx, qy)]
            for far in (STUB, 2 * STUB, 4 * STUB)
        ]
    found: list[list[Spot]] = []
    if qx - px >= STUB / 2 and qy - py >= STUB / 2:
        found.append([(px, py), (qx, py), (qx, qy)])
    columns = [px + STUB] + ([(px + qx) / 2] if qx - px > 4 * STUB else [])
    rows = [qy - STUB] + ([(py + qy) / 2] if qy - py > 4 * STUB else [])
    found.extend(
        [(px, py), (column, py), (column, row), (qx, row), (qx, qy)]
        for column in columns
        for row in rows
    )
    return found


def _facing(px: float, py: float, qx: float, qy: float) -> list[list[Spot]]:
    room = qx - px
    if room >= STUB / 2 and abs(py - qy) < _SAME:
        return [[(px, py), (qx, py)]]
    if room >= STUB:
        parts = (0.5,) if room < 3 * STUB else (0.5, 0.3, 0.7)
        columns = [px + room * part for part in parts]
        if room > 4 * STUB:
            columns += [px + STUB, qx - STUB]
        return [[(px, py), (column, py), (column, qy), (qx, qy)] for column in columns]
    middle = (py + qy) / 2
    near, far = px + STUB, qx - STUB
    return [
        [(px, py), (near, py), (near, row), (far, row), (far, qy), (qx, qy)]
        for row in (middle, min(py, qy) - 4 * STUB, max(py, qy) + 4 * STUB)
    ]


def price_of(path: Path, survey: Survey) -> float:
    """Return the full cost of ``path``."""
    return plain_cost(path) + sum(survey.price(segment) for segment in segments(path))


def cheapest(
    candidates: Iterable[tuple[float, Path]], survey: Survey, most: int = 18
) -> tuple[float, Path]:
    """Return the cheapest of (plain cost, path) pairs with its full cost; the first of equals.

    Looks at ``most`` of them, those with the least plain cost.

    Raises:
        ValueError: there are no candidates.
    """
    best: tuple[float, Path] | None = None
    for plain, path in sorted(candidates)[:most]:
        if best is not None and plain >= best[0]:
            break
        cost = plain
        for segment in segments(path):
            cost += survey.price(segment)
            if best is not None and cost >= best[0]:
                break
        if best is None or cost < best[0]:
            best = (cost, path)
    if best is None:
        raise ValueError("no path to choose from")
    return best


Port = tuple[float, float, int]
"""A place on a border and the direction out of the box."""


def searched(starts: Sequence[Port], ends: Sequence[Port], survey: Survey) -> Path:
    """Return the cheapest path around everything solid from one of ``starts`` to one of ``ends``.

    Only what turns out to be in the way enters the search, so its grid stays small: a path is
    searched among few obstacles, those it still runs into are added, and so on.
    """
    solid: dict[tuple[str, int], Rectangle] = {}
    titles: dict[tuple[str, int], Rectangle] = {}
    for port in (*starts, *ends):
        solid.update(survey.blocking((port[0], port[1], port[0], port[1])))
    for number, box in enumerate(survey.extra):
        solid[("", number)] = box
    for owner in sorted(survey.own):
        for number, box in enumerate(survey.obstacles.solid.of(owner)):
            solid[(owner, number)] = box
    best: tuple[float, Path] | None = None
    for _ in range(_MAX_ROUNDS):
        path = _Grid(starts, ends, solid, titles, survey).cheapest()
        cost = price_of(path, survey)
        if best is None or cost < best[0]:
            best = (cost, path)
        known = len(solid) + len(titles)
        for segment in segments(path):
            solid.update(survey.blocking(segment))
            titles.update(survey.obstacles.titles.touching(segment))
        if known == len(solid) + len(titles) or len(solid) > _MAX_BLOCKERS:
            break
    return best[1] if best is not None else ()


class _Grid:
    """The lines along which a path may run, and the cheapest way over them (A*)."""

    def __init__(
        self,
        starts: Sequence[Port],
        ends: Sequence[Port],
        solid: dict[tuple[str, int], Rectangle],
        titles: dict[tuple[str, int], Rectangle],
        survey: Survey,
    ) -> None:
        grown = [
            (box, 0.0 if key[0] in survey.own or not key[0] else CLEARANCE)
            for key, box in solid.items()
        ]
        columns, rows = set[float](), set[float]()
        for x, y, direction in (*starts, *ends):
            columns.update((x, x + STUB * STEP[direction][0]))
            rows.update((y, y + STUB * STEP[direction][1]))
        for (left, top, right, bottom), _ in grown:
            columns.update((left - _AWAY, right + _AWAY))
            rows.update((top - _AWAY, bottom + _AWAY))
        for left, top, right, bottom in (*titles.values(), *survey.foreign):
            columns.update((left - _AWAY, right + _AWAY))
            rows.update((top - _AWAY, bottom + _AWAY))
        columns.add((starts[0][0] + ends[0][0]) / 2)
        rows.add((starts[0][1] + ends[0][1]) / 2)
        self._x, self._y = sorted(columns), sorted(rows)
        self._starts, self._ends = starts, ends
        self._gap_x = [b - a for a, b in pairwise(self._x)]
        self._gap_y = [b - a for a, b in pairwise(self._y)]
        wide = len(self._x)
        # Extra cost of the step right (0) and down (1) from each crossing.
        self._extra = ([0.0] * (wide * len(self._y)), [0.0] * (wide * len(self._y)))
        for (left, top, right, bottom), margin in grown:
            inside = margin - 1.0 if margin == 0.0 else margin
            self._mark(left - inside, top - inside, right + inside, bottom + inside, HIT_COST)
        for left, top, right, bottom in titles.values():
            self._mark(left, top, right, bottom, _TITLE_STEP_COST)
        for left, top, right, bottom in survey.foreign:
            # Running on the border is no better than running inside.
            box = (left - CLEARANCE, top - CLEARANCE, right + CLEARANCE, bottom + CLEARANCE)
            self._mark(*box, 0.0, FOREIGN_COST_PER_PX)

    def _mark(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        cost: float,
        per_px: float = 0.0,
    ) -> None:
        xs, ys, wide = self._x, self._y, len(self._x)
        # Lines strictly inside, and steps between lines that overlap the inside.
        columns = range(bisect_right(xs, left), bisect_left(xs, right))
        rows = range(bisect_right(ys, top), bisect_left(ys, bottom))
        steps_x = range(max(0, columns.start - 1), min(columns.stop, wide - 1))
        steps_y = range(max(0, rows.start - 1), min(rows.stop, len(ys) - 1))
        across, down = self._extra
        for row in rows:
            for column in steps_x:
                across[row * wide + column] += cost + per_px * self._gap_x[column]
        for column in columns:
            for row in steps_y:
                down[row * wide + column] += cost + per_px * self._gap_y[row]

    def cheapest(self) -> Path:
        """Return the cheapest path; every step is allowed, those through a box cost dearly."""
        goals = {self._state(x, y, opposite(direction)) for x, y, direction in self._ends}
        # What is left to go at least: the way to the rectangle around all ends.
        left_x = _distances(self._x, [x for x, _, _ in self._ends])
        left_y = _distances(self._y, [y for _, y, _ in self._ends])
        left = [x + y for y in left_y for x in left_x]
        steps = self._steps()
        # One row more than there is: a step off the last one is looked up, and costs too much.
        costs = [_INFINITE] * (4 * (len(left) + len(self._x)))
        came = [-1] * (4 * len(left))
        first = frozenset(self._state(*start) for start in self._starts)
        heap = [(left[state // 4], 0.0, state) for state in first]
        heap.sort()
        for state in first:
            costs[state] = 0.0
        # This loop is where the time of a search goes: nothing is called in it but the heap.
        while heap:
            _, cost, state = heappop(heap)
            if cost > costs[state]:
                continue
            if state in goals:
                return self._traced(state, came)
            node, heading = state >> 2, state & 3
            for turn, bend, shift, prices, at in steps[heading]:
                total = cost + (bend + prices[node + at])
                following = (node + shift) * 4 + turn
                if total < costs[following]:
                    # Whoever has come here from the side turns for less than this step costs.
                    side = (following & -4) | (turn + 1) & 1
                    best = min(costs[side], costs[side + 2])
                    if total > best + BEND_COST and following not in goals:
                        continue
                    costs[following] = total
                    came[following] = state
                    heappush(heap, (total + left[following >> 2], total, following))
                if state in first:
                    # The first step leads straight out of the box.
                    break
        start, end = self._starts[0], self._ends[0]
        return simplified(((start[0], start[1]), (end[0], start[1]), (end[0], end[1])))

    def _steps(self) -> tuple[tuple[_Step, ...], ...]:
        """Return for each heading the steps on: straight, and the two turns.

        The prices past the last column and row are infinite, and so are those before the first:
        an index below 0 counts from the end.
        """
        wide, high = len(self._x), len(self._y)
        across, down = self._extra
        gaps = [*self._gap_x, _INFINITE]
        level = [gap + extra for gap, extra in zip(gaps * high, across, strict=True)]
        fall = [gap for gap in (*self._gap_y, _INFINITE) for _ in range(wide)]
        upright = [gap + extra for gap, extra in zip(fall, down, strict=True)]
        ways = ((1, level, 0), (wide, upright, 0), (-1, level, -1), (-wide, upright, -wide))
        return tuple(
            tuple(
                (turn, 0.0 if turn == heading else BEND_COST, *ways[turn])
                for turn in (heading, (heading + 1) % 4, (heading + 3) % 4)
            )
            for heading in range(4)
        )

    def _state(self, x: float, y: float, heading: int) -> int:
        node = bisect_left(self._y, y) * len(self._x) + bisect_left(self._x, x)
        return node * 4 + heading

    def _traced(self, state: int, came: Sequence[int]) -> Path:
        wide = len(self._x)
        spots: list[Spot] = []
        while state >= 0:
            row, column = divmod(state // 4, wide)
            spots.append((self._x[column], self._y[row]))
            state = came[state]
        return simplified(reversed(spots))


def _distances(places: list[float], ends: list[float]) -> list[float]:
    low, high = min(ends), max(ends)
    return [max(low - place, place - high, 0.0) for place in places]
