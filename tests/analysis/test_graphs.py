"""Cycles and paths of request links, with plain search as the oracle."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.graphs import (
    may_have_cycles,
    mutual_dependencies,
    request_graph,
    request_path,
)
from designer.model.ids import ElementId
from designer.model.topology import Topology
from tests.builders import diagram

PAIRS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]),
    max_size=12,
    unique=True,
)


def _drawn(pairs: list[tuple[int, int]]) -> Topology:
    lines = ["region r eu-west-1", *(f"  lambda f{i}" for i in range(6))]
    lines += [f"f{a} -> f{b}" for a, b in pairs]
    return diagram("\n".join(lines)).topology


def _reached(pairs: list[tuple[int, int]], start: int) -> set[int]:
    found: set[int] = set()
    pending = [start]
    while pending:
        here = pending.pop()
        for a, b in pairs:
            if a == here and b not in found:
                found.add(b)
                pending.append(b)
    return found


@given(PAIRS)
def test_mutual_dependencies_are_those_that_reach_each_other(
    pairs: list[tuple[int, int]],
) -> None:
    topology = _drawn(pairs)
    reach = {i: _reached(pairs, i) for i in range(6)}
    expected = {
        frozenset(f"f{j}" for j in range(6) if j == i or (j in reach[i] and i in reach[j]))
        for i in range(6)
        if i in reach[i]
    }
    assert {frozenset(part) for part in mutual_dependencies(topology)} == expected
    assert may_have_cycles(topology) == bool(expected)


@given(PAIRS)
def test_paths_exist_exactly_where_one_can_go(pairs: list[tuple[int, int]]) -> None:
    topology = _drawn(pairs)
    for target in _reached(pairs, 0) - {0}:
        path = request_path(topology, ElementId("f0"), ElementId(f"f{target}"))
        assert path[0] == "f0"
        assert path[-1] == f"f{target}"
        assert all(b in request_graph(topology)[a] for a, b in pairwise(path))


def test_optional_links_are_no_dependency() -> None:
    topology = diagram(
        "region r eu-west-1\n  lambda a\n  lambda b\na -> b\nb -> a optional"
    ).topology
    assert mutual_dependencies(topology) == ()
    assert request_path(topology, ElementId("b"), ElementId("a")) == ()
