"""Finds how far down each node of a layer stands, so that ties are straight where they can be."""

from collections.abc import Sequence
from itertools import pairwise

from designer.render.arrange.layers import Layering, Tie

_SWEEPS = 6
_HELD = 0.05  # how much a node without neighbours keeps its place
_Wish = tuple[float, float]


def levels(layering: Layering, gaps: Sequence[float], *, compact: bool = False) -> list[float]:
    """Return the upper edge of each node in px, the least being 0.

    Args:
        layering: ordered nodes.
        gaps: the room each node wants to its neighbours above and below.
        compact: no layer reaches beyond the tallest one, even if ties bend for it.
    """
    tops = [0.0] * len(layering.heights)
    for layer in layering.layers:
        height = 0.0
        for node in layer:
            tops[node] = height
            height += layering.heights[node] + gaps[node]
        for node in layer:
            tops[node] -= height / 2
    before: list[list[Tie]] = [[] for _ in tops]
    after: list[list[Tie]] = [[] for _ in tops]
    for tie in layering.ties:
        if layering.layer_of[tie.source] != layering.layer_of[tie.target]:
            before[tie.target].append(tie)
            after[tie.source].append(tie)
    for sweep in range(_SWEEPS):
        _sweep(layering, gaps, tops, before, after, forward=sweep % 2 == 0)
    _sweep(layering, gaps, tops, before, after, forward=True, both=True)
    if compact:
        _press(layering, gaps, tops)
    least = min(tops, default=0.0)
    return [round(top - least) for top in tops]


def _sweep(
    layering: Layering,
    gaps: Sequence[float],
    tops: list[float],
    before: list[list[Tie]],
    after: list[list[Tie]],
    *,
    forward: bool,
    both: bool = False,
) -> None:
    for layer in layering.layers if forward else layering.layers[::-1]:
        wishes: list[_Wish] = []
        for node in layer:
            left = [(tops[t.source] + t.out_at - t.in_at, t.weight) for t in before[node]]
            right = [(tops[t.target] + t.in_at - t.out_at, t.weight) for t in after[node]]
            wishes.append(_wish(left, right, tops[node], forward=forward, both=both))
        placed = spread(wishes, _steps(layer, layering.heights, gaps))
        for node, top in zip(layer, placed, strict=True):
            tops[node] = top


def _press(layering: Layering, gaps: Sequence[float], tops: list[float]) -> None:
    """Move nodes into the range of heights that the tallest layer takes."""
    heights = layering.heights
    ranges = [
        (tops[layer[-1]] + heights[layer[-1]] - tops[layer[0]], tops[layer[0]])
        for layer in layering.layers
        if layer
    ]
    height, highest = max(ranges, default=(0.0, 0.0))
    for layer in layering.layers:
        edge = highest
        for node, step in zip(layer, [*_steps(layer, heights, gaps), 0.0], strict=False):
            tops[node] = max(tops[node], edge)
            edge = tops[node] + step
        edge = highest + height
        below: int | None = None
        for node in reversed(layer):
            room = 0.0 if below is None else max(gaps[node], gaps[below])
            tops[node] = min(tops[node], edge - room - heights[node])
            edge, below = tops[node], node


def _wish(left: list[_Wish], right: list[_Wish], now: float, *, forward: bool, both: bool) -> _Wish:
    if both and left and right:
        # Between the two no line would be straight.
        return max(_median(left), _median(right), key=lambda wish: wish[1])
    found = (left or (right if both else [])) if forward else right
    return _median(found) if found else (now, _HELD)


def _steps(layer: Sequence[int], heights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    return [heights[one] + max(gaps[one], gaps[other]) for one, other in pairwise(layer)]


def _median(wishes: list[_Wish]) -> _Wish:
    """Return the weighted median, between the two middle ones where it is not unique."""
    wishes = sorted(wishes)
    total = sum(weight for _, weight in wishes)
    running = 0.0
    for index, (wish, weight) in enumerate(wishes):
        running += weight
        if abs(running - total / 2) < 1e-9:
            return (wish + wishes[index + 1][0]) / 2, total
        if running > total / 2:
            return wish, total
    return wishes[-1][0], total


def spread(wishes: Sequence[_Wish], steps: Sequence[float]) -> list[float]:
    """Return places at least ``steps`` apart, in order, closest to the weighted ``wishes``.

    Pools adjacent violators: the least-squares answer.
    """
    base = 0.0
    offsets: list[float] = []
    for index in range(len(wishes)):
        offsets.append(base)
        base += steps[index] if index < len(steps) else 0.0
    pools: list[list[float]] = []
    for (wish, weight), offset in zip(wishes, offsets, strict=True):
        pools.append([wish - offset, weight, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, heft, size = pools.pop()
            last = pools[-1]
            last[0] = (last[0] * last[1] + value * heft) / (last[1] + heft)
            last[1] += heft
            last[2] += size
    places = [value for value, _, size in pools for _ in range(int(size))]
    return [place + offset for place, offset in zip(places, offsets, strict=True)]
