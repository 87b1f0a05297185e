"""Orders the nodes of each layer so that few ties cross: barycentres, then swaps of neighbours."""

from bisect import bisect_left, insort

from designer.render.arrange.layers import Layering, Tie

_SWEEPS = 12
_SWAPPED = 60  # swaps are tried in layerings up to this many nodes
_TRIES = 250
_Side = list[list[tuple[int, float, float, float]]]


def order(layering: Layering) -> None:
    """Reorder the layers in place."""
    before, after, beside = _neighbours(layering)
    best = [list(layer) for layer in layering.layers]
    fewest = crossings(layering)
    for sweep in range(_SWEEPS):
        if fewest == 0 and sweep >= 2:
            break
        forward = sweep % 2 == 0
        layers = layering.layers if forward else layering.layers[::-1]
        side = before if forward else after
        place = _places(layering)
        for layer in layers:
            _sort(layer, side, beside, place, layering.heights)
        found = crossings(layering)
        if found < fewest:
            fewest, best = found, [list(layer) for layer in layering.layers]
    layering.layers = best
    if fewest and len(layering.heights) <= _SWAPPED:
        _swap(layering, fewest)


def _neighbours(layering: Layering) -> tuple[_Side, _Side, _Side]:
    before: _Side = [[] for _ in layering.heights]
    after: _Side = [[] for _ in layering.heights]
    beside: _Side = [[] for _ in layering.heights]
    for tie in layering.ties:
        out = (tie.source, tie.out_at, tie.in_at, tie.weight)
        back = (tie.target, tie.in_at, tie.out_at, tie.weight)
        if layering.layer_of[tie.source] == layering.layer_of[tie.target]:
            beside[tie.source].append(back)
            beside[tie.target].append(out)
        else:
            after[tie.source].append(back)
            before[tie.target].append(out)
    return before, after, beside


def _places(layering: Layering) -> dict[int, int]:
    return {node: index for layer in layering.layers for index, node in enumerate(layer)}


def _sort(
    layer: list[int], side: _Side, beside: _Side, place: dict[int, int], heights: list[float]
) -> None:
    wanted: dict[int, float] = {}
    for node in layer:
        total, weights = 0.0, 0.0
        for other, at, _, weight in side[node]:
            total += weight * (place[other] + at / max(heights[other], 1.0))
            weights += weight
        for other, *_ in beside[node]:
            total += 0.25 * (place[other] + 0.5)
            weights += 0.25
        wanted[node] = total / weights if weights else place[node] + 0.5
    layer.sort(key=lambda node: (wanted[node], place[node]))
    for index, node in enumerate(layer):
        place[node] = index


def crossings(layering: Layering) -> int:
    """Return how many pairs of ties cross, and how many nodes ties within a layer pass."""
    place = _places(layering)
    between: dict[int, list[Tie]] = {}
    total = 0
    for tie in layering.ties:
        layer = layering.layer_of[tie.source]
        if layer != layering.layer_of[tie.target]:
            between.setdefault(layer, []).append(tie)
        else:
            total += abs(place[tie.source] - place[tie.target]) - 1
    for ties in between.values():
        ends = sorted(((place[t.source], t.out_at), (place[t.target], t.in_at)) for t in ties)
        seen: list[tuple[int, float]] = []
        start = 0
        for index, (out, _) in enumerate(ends):
            # Ties that leave from one place do not cross.
            if index + 1 < len(ends) and ends[index + 1][0] == out:
                continue
            group = [target for _, target in ends[start : index + 1]]
            for target in group:
                total += len(seen) - bisect_left(seen, (target[0], target[1] + 1e-9))
            for target in group:
                insort(seen, target)
            start = index + 1
    return total


def _swap(layering: Layering, fewest: int) -> None:
    tries, improved = _TRIES, True
    while improved and fewest:
        improved = False
        for layer in layering.layers:
            for index in range(len(layer) - 1):
                if not tries:
                    return
                tries -= 1
                layer[index], layer[index + 1] = layer[index + 1], layer[index]
                found = crossings(layering)
                if found < fewest:
                    fewest, improved = found, True
                else:
                    layer[index], layer[index + 1] = layer[index + 1], layer[index]
