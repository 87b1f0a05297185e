"""Layering against the definition: ranks, crossings counted one by one, heights with their gaps."""

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.render.arrange.layers import Layering, Tie, layered
from designer.render.arrange.levels import levels, spread
from designer.render.arrange.ordering import crossings, order


def _ties(random: Random, count: int, *, cycles: bool) -> list[Tie]:
    found = []
    for _ in range(random.randint(0, 2 * count)):
        one, other = sorted(random.sample(range(count), 2))
        if cycles and random.random() < 0.3:
            one, other = other, one
        found.append(Tie(one, other, random.choice((0.5, 1.0)), 20.0, 30.0))
    return found


def _random(seed: int, *, cycles: bool = False) -> tuple[Layering, list[Tie]]:
    random = Random(seed)
    count = random.randint(2, 14)
    heights = [random.choice((60.0, 96.0, 300.0)) for _ in range(count)]
    ties = _ties(random, count, cycles=cycles)
    entries = random.sample(range(count), random.randint(0, 2))
    return layered(heights, [float(node) for node in range(count)], ties, entries), ties


@pytest.mark.parametrize("seed", range(150))
def test_without_cycles_every_tie_leads_right(seed: int) -> None:
    layering, ties = _random(seed)
    for tie in ties:
        assert layering.layer_of[tie.source] < layering.layer_of[tie.target]


@pytest.mark.parametrize("seed", range(100))
def test_every_node_is_in_one_layer_and_ties_join_neighbours(seed: int) -> None:
    layering, _ = _random(seed, cycles=True)
    placed = [node for layer in layering.layers for node in layer]
    assert sorted(placed) == list(range(len(layering.heights)))
    assert all(layering.layers)
    for tie in layering.ties:
        assert layering.layer_of[tie.target] - layering.layer_of[tie.source] == 1


def test_what_joins_the_flow_stands_near_it() -> None:
    # 0 -> 1 -> 2 -> 3 is the flow, 4 -> 5 -> 3 joins it at its end, and 4 asks 6 beside.
    pairs = ((0, 1), (1, 2), (2, 3), (4, 5), (5, 3), (4, 6))
    ties = [Tie(one, other, 1.0, 0.0, 0.0) for one, other in pairs]
    layering = layered([10.0] * 7, [0.0] * 7, ties, [0])
    assert layering.layer_of[:7] == [0, 1, 2, 3, 1, 2, 2]


def test_replicas_share_a_layer() -> None:
    ties = [Tie(0, 1, 1.0, 0.0, 0.0), Tie(1, 2, 0.5, 0.0, 0.0, ranks=False)]
    assert layered([10.0] * 3, [0.0] * 3, ties, [0]).layer_of[:3] == [0, 1, 1]


def _crossings_by_definition(layering: Layering) -> int:
    place = {node: index for layer in layering.layers for index, node in enumerate(layer)}
    total = 0
    for one, other in combinations(layering.ties, 2):
        if layering.layer_of[one.source] != layering.layer_of[other.source]:
            continue
        left = (place[one.source], one.out_at), (place[other.source], other.out_at)
        right = (place[one.target], one.in_at), (place[other.target], other.in_at)
        total += (left[0] < left[1] and right[0] > right[1]) or (
            left[0] > left[1] and right[0] < right[1]
        )
    return total


@pytest.mark.parametrize("seed", range(100))
def test_crossings_are_counted_right_and_ordering_adds_none(seed: int) -> None:
    layering, _ = _random(seed, cycles=True)
    before = crossings(layering)
    assert before == _crossings_by_definition(layering)
    order(layering)
    after = crossings(layering)
    assert after == _crossings_by_definition(layering)
    assert after <= before


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_levels_keep_order_and_gaps(seed: int, *, compact: bool) -> None:
    layering, _ = _random(seed)
    order(layering)
    gaps = [40.0] * len(layering.heights)
    tops = levels(layering, gaps, compact=compact)
    assert min(tops) == 0.0
    for layer in layering.layers:
        for one, other in pairwise(layer):
            # Both are rounded to whole px.
            assert tops[other] - tops[one] >= layering.heights[one] + 40.0 - 1.0
    bottoms = [top + height for top, height in zip(tops, layering.heights, strict=True)]
    if compact:
        tallest = max(
            tops[layer[-1]] + layering.heights[layer[-1]] - tops[layer[0]]
            for layer in layering.layers
        )
        assert max(bottoms) <= tallest + 1.0


_WISH = st.tuples(st.floats(-500, 500), st.floats(0.1, 5))


@given(st.lists(_WISH, min_size=1, max_size=7), st.data())
def test_spread_is_the_least_squares_answer(
    wishes: list[tuple[float, float]], data: st.DataObject
) -> None:
    steps = [data.draw(st.floats(0, 200)) for _ in wishes[1:]]
    places = spread(wishes, steps)

    def error(found: list[float]) -> float:
        return sum(w * (p - wish) ** 2 for p, (wish, w) in zip(found, wishes, strict=True))

    for (one, other), step in zip(pairwise(places), steps, strict=True):
        assert other - one >= step - 1e-6
    # The problem is convex: no allowed move of a run of places may make it better.
    for first in range(len(places)):
        for last in range(first, len(places)):
            for move in (-0.5, 0.5):
                tried = [p + move * (first <= i <= last) for i, p in enumerate(places)]
                gaps = zip(pairwise(tried), steps, strict=True)
                if all(b - a >= step for (a, b), step in gaps):
                    assert error(tried) >= error(places) - 1e-6
