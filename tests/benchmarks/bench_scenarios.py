"""Failure scenarios of a design of a thousand parts, beside removing them and searching."""

from random import Random

import networkx as nx
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.analysis.facts import Facts
from designer.analysis.scenario_sets import elements, pairs
from designer.analysis.scenarios import Scenarios, singles
from designer.model.links import LinkKind
from tests.benchmarks.report import fastest, say, seconds
from tests.builders import diagram

LAYERS, WIDTH, TARGETS = 125, 8, 3
ZONES = "abc"


def layered() -> Facts:
    """Return 1,000 servers in three zones, in layers: each asks any of three of the next layer."""
    chance = Random(1)
    lines = ["users users", "region region eu-west-1"]
    for position, zone in enumerate(ZONES):
        lines.append(f"  zone {zone}")
        lines += [
            f"    ec2 s{layer}x{place}"
            for layer in range(LAYERS)
            for place in range(position, WIDTH, len(ZONES))
        ]
    lines.append("users -> " + ", ".join(f"s0x{place}" for place in range(WIDTH)) + " any")
    for layer in range(LAYERS - 1):
        for place in range(WIDTH):
            asked = chance.sample(range(WIDTH), TARGETS)
            targets = ", ".join(f"s{layer + 1}x{target}" for target in asked)
            lines.append(f"s{layer}x{place} -> {targets} any")
    drawn = diagram("\n".join(lines))
    return Facts(drawn.topology, drawn.workload)


@pytest.fixture(scope="module")
def facts() -> Facts:
    known = layered()
    assert len(known.compiled.circuit.events) >= 1_000
    return known


class Search:
    """The naive way: for each failure copy the graph, take the parts out, search again."""

    def __init__(self, facts: Facts) -> None:
        self.graph = nx.DiGraph(
            (link.source, link.target)
            for link in facts.topology.links.values()
            if link.kind is LinkKind.REQUEST
        )
        self.goals = [node for node in self.graph if not self.graph.out_degree(node)]
        self.parts: dict[str, list[str]] = {}
        for event in facts.compiled.circuit.events:
            if event.element:
                for key in (event.id, event.zone, "region:eu-west-1"):
                    self.parts.setdefault(key, []).append(event.element)

    def breaking(self, scenarios: Scenarios) -> list[int]:
        """Return the scenarios in which no goal is reached."""
        found = []
        for index in range(len(scenarios)):
            rest = self.graph.copy()
            for event in scenarios[index].events:
                rest.remove_nodes_from(self.parts[event])
            reached = nx.descendants(rest, "users")
            if not any(goal in reached for goal in self.goals):
                found.append(index)
        return found


def test_all_single_failures(
    facts: Facts, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = singles(facts.compiled)
    breaking = benchmark(lambda: facts.run(scenarios).breaking)
    own = seconds(benchmark)
    search = Search(facts)
    assert search.breaking(scenarios) == list(breaking)
    naive = fastest(lambda: search.breaking(scenarios), 1)
    say(
        capsys,
        f"{len(scenarios):,} single failures of {len(facts.topology.elements):,} elements: "
        f"{own * 1e3:.2f} ms; copy, remove, search: {naive:.1f} s, "
        f"{naive / own:,.0f} times as long",
    )
    assert own < 3e-3
    assert naive > 2_000 * own


def test_all_pairs(
    facts: Facts, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    both = pairs(elements(facts.compiled))
    assert len(both) == 1_000 * 999 // 2
    benchmark(lambda: facts.run(both).breaking)
    own = seconds(benchmark)
    say(capsys, f"all {len(both):,} pairs of 1,000 elements: {own * 1e3:.0f} ms")
    assert own < 0.3


def test_a_million_random_states(
    facts: Facts, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    states = facts.samples(1_000_000)
    states.packed("")
    benchmark(lambda: facts.run(states).breaking)
    say(capsys, f"1,000,000 random states of 1,000 elements: {seconds(benchmark) * 1e3:.0f} ms")
