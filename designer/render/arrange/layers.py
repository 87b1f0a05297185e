"""Layers a graph from left to right: whom each node asks stands further to the right.

The steps are those of Sugiyama, Tagawa and Toda (1981): break cycles, rank, order, place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two nodes, by their indexes.

    Attributes:
        weight: how much it matters that it is short and straight.
        out_at: where it leaves, in px below the upper edge of the source.
        in_at: where it arrives, in px below the upper edge of the target.
        label: width in px of its label.
        ranks: the target has to stand further right; if not, they stand in one layer if they can.
    """

    source: int
    target: int
    weight: float
    out_at: float
    in_at: float
    label: float = 0.0
    ranks: bool = True


@dataclass(slots=True)
class Layering:
    """Nodes in layers.

    Attributes:
        heights: of each node; the nodes after the given ones are the bends of long ties.
        layers: indexes of nodes from top to bottom, for each layer from left to right.
        ties: between neighbouring layers, or within one.
        count: the number of nodes that are not bends.
    """

    heights: list[float]
    layers: list[list[int]]
    ties: list[Tie]
    count: int
    layer_of: list[int] = field(default_factory=list)


_MOST_BENDS = 4000
_TRIED = 400
BEND_HEIGHT = 8.0


def layered(
    heights: Sequence[float],
    keys: Sequence[float],
    ties: Sequence[Tie],
    entries: Sequence[int] = (),
) -> Layering:
    """Return the nodes in layers, with bends where a tie passes a layer.

    Args:
        heights: of each node, in px.
        keys: who asks sooner; decides which way a cycle is cut.
        ties: between the nodes.
        entries: the nodes that are asked from outside.
    """
    ranks = _ranks(len(heights), keys, ties, entries)
    made = Layering(list(heights), [[] for _ in range(max(ranks, default=-1) + 1)], [], len(ranks))
    made.layer_of = list(ranks)
    for node, rank in enumerate(ranks):
        made.layers[rank].append(node)
    spans = sum(max(0, abs(ranks[t.source] - ranks[t.target]) - 1) for t in ties)
    for tie in ties:
        turned = tie
        if ranks[tie.source] > ranks[tie.target]:
            turned = Tie(
                tie.target, tie.source, tie.weight, tie.in_at, tie.out_at, tie.label, tie.ranks
            )
        _chain(made, turned, with_bends=spans <= _MOST_BENDS)
    return made


def _chain(made: Layering, tie: Tie, *, with_bends: bool) -> None:
    first, last = made.layer_of[tie.source], made.layer_of[tie.target]
    if last - first <= 1 or not with_bends:
        if last - first <= 1:
            made.ties.append(tie)
        return
    before, out_at = tie.source, tie.out_at
    for layer in range(first + 1, last):
        bend = len(made.heights)
        made.heights.append(BEND_HEIGHT)
        made.layer_of.append(layer)
        made.layers[layer].append(bend)
        label = tie.label if layer == first + 1 else 0.0
        made.ties.append(Tie(before, bend, 2 * tie.weight, out_at, BEND_HEIGHT / 2, label))
        before, out_at = bend, BEND_HEIGHT / 2
    made.ties.append(Tie(before, tie.target, 2 * tie.weight, out_at, tie.in_at))


def _ranks(
    count: int, keys: Sequence[float], ties: Sequence[Tie], entries: Sequence[int]
) -> list[int]:
    """Return the layer of each node, counted from 0, without an empty one.

    What the entries reach is as far left as its longest path lets it. The rest, which joins the
    flow somewhere, stands as near to it as it can.
    """
    after: list[dict[int, float]] = [{} for _ in range(count)]
    for tie in ties:
        if tie.ranks and tie.source != tie.target:
            after[tie.source][tie.target] = after[tie.source].get(tie.target, 0.0) + tie.weight
    order = _acyclic(after, keys)
    ranks = [0] * count
    is_fixed = _reached(order, after, entries)
    for node in order:
        for target in after[node]:
            if is_fixed[node]:
                ranks[target] = max(ranks[target], ranks[node] + 1)
    for node in reversed(order):
        if not is_fixed[node]:
            known = [ranks[target] for target in after[node] if is_fixed[target]]
            if known:
                ranks[node], is_fixed[node] = min(known) - 1, True
    _settle(ranks, is_fixed, order, after)
    _join(ranks, after, ties)
    used = {rank: place for place, rank in enumerate(sorted(set(ranks)))}
    return [used[rank] for rank in ranks]


def _reached(
    order: Sequence[int], after: Sequence[dict[int, float]], entries: Sequence[int]
) -> list[bool]:
    """Tell for each node whether the entries reach it; without entries, the busiest source."""
    starts = list(entries)
    if not starts:
        asked = {target for targets in after for target in targets}
        reach = {n: len(_reach([n], after)) for n in order[:_TRIED] if n not in asked}
        starts = [max(reach, key=lambda node: reach[node])] if reach else []
    found = _reach(starts, after)
    return [node in found for node in range(len(after))]


def _reach(starts: Sequence[int], after: Sequence[dict[int, float]]) -> set[int]:
    found, pending = set(starts), list(starts)
    while pending:
        for target in after[pending.pop()]:
            if target not in found:
                found.add(target)
                pending.append(target)
    return found


def _settle(
    ranks: list[int],
    is_fixed: Sequence[bool],
    order: Sequence[int],
    after: Sequence[dict[int, float]],
) -> None:
    """Rank what neither comes from the flow nor leads to it behind all that asks it."""
    before: list[list[int]] = [[] for _ in ranks]
    for node in order:
        for target in after[node]:
            before[target].append(node)
    for node in order:
        if not is_fixed[node] and before[node]:
            ranks[node] = max(ranks[source] for source in before[node]) + 1
    # Only what is asked by nobody may still be far from what it asks.
    for node in reversed(order):
        if not before[node] and not is_fixed[node] and after[node]:
            ranks[node] = min(ranks[target] for target in after[node]) - 1


def _join(ranks: list[int], after: list[dict[int, float]], ties: Sequence[Tie]) -> None:
    """Put both ends of a tie that ranks nobody into one layer where nothing speaks against it."""
    for tie in ties:
        one, other = tie.source, tie.target
        if tie.ranks or ranks[one] == ranks[other]:
            continue
        near, far = (one, other) if ranks[one] < ranks[other] else (other, one)
        if all(ranks[target] > ranks[far] for target in after[near]):
            ranks[near] = ranks[far]


def _acyclic(after: list[dict[int, float]], keys: Sequence[float]) -> list[int]:
    """Turn the ties that close a cycle and return a topological order; depth first."""
    state = [0] * len(after)
    finished: list[int] = []
    turned: list[tuple[int, int]] = []
    for root in sorted(range(len(after)), key=lambda node: (keys[node], node)):
        if state[root]:
            continue
        state[root] = 1
        stack = [(root, iter(sorted(after[root], key=lambda node: (keys[node], node))))]
        while stack:
            node, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                state[node] = 2
                finished.append(node)
                stack.pop()
            elif state[target] == 1:
                turned.append((node, target))
            elif state[target] == 0:
                state[target] = 1
                stack.append(
                    (target, iter(sorted(after[target], key=lambda node: (keys[node], node))))
                )
    for source, target in turned:
        weight = after[source].pop(target)
        after[target][source] = after[target].get(source, 0.0) + weight
    return finished[::-1]
