"""Finds how far down each node of a layer stands, so that ties are straight where they can be."""

from collections.abc import Sequence
from itertools import pairwise

from designer.render.arrange.layers import Layering, Tie

_SWEEPS = 6
_Wish = tuple[float, float]


def levels(layering: Layering, gaps: Sequence[float]) -> list[float]:
    """Return the upper edge of each node in px, the least being 0.

    Args:
        layering: ordered nodes.
        gaps: the room each node wants to its neighbours above and below.
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
            found: list[_Wish] = []
            if forward or both:
                found += [
                    (tops[tie.source] + tie.out_at - tie.in_at, tie.weight) for tie in before[node]
                ]
            if not forward or both:
                found += [
                    (tops[tie.target] + tie.in_at - tie.out_at, tie.weight) for tie in after[node]
                ]
            wishes.append(_median(found) if found else (tops[node], 0.05))
        placed = spread(wishes, _steps(layer, layering.heights, gaps))
        for node, top in zip(layer, placed, strict=True):
            tops[node] = top


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
