"""Scoring designs of 100 and 1,000 elements; all single failures beside the naive way."""

from collections.abc import Iterator

import networkx as nx
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.analysis.facts import Facts
from designer.analysis.scenarios import ScenarioSet, singles
from designer.model.diagram import Diagram
from designer.model.links import LinkKind
from designer.scoring.engine import score
from tests.benchmarks.designs import design
from tests.benchmarks.report import fastest, say, seconds


@pytest.mark.parametrize("size", [100, 1_000])
def test_score(size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = design(size)
    card = benchmark(lambda: score(drawn))
    assert card.overall is not None
    say(
        capsys,
        f"score {len(drawn.topology.elements):,} elements: {seconds(benchmark) * 1e3:.0f} ms",
    )


def test_all_single_failures(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every single failure in one pass, against taking parts out one by one and searching."""
    drawn = design(1_000)
    facts = Facts(drawn.topology, drawn.workload)
    scenarios = singles(facts.compiled)
    journey = facts.journeys[0].id

    def in_one_pass() -> int:
        return facts.run(scenarios).journey_row(journey)

    row = benchmark(in_one_pass)
    assert row & 1
    search = _Search(drawn, facts)
    removals = list(search.removals(facts, scenarios))
    own = seconds(benchmark)
    naive = fastest(lambda: search.broken(removals), 1)
    say(
        capsys,
        f"{len(scenarios):,} single failures of {len(drawn.topology.elements):,} elements: "
        f"{own * 1e3:.2f} ms; remove and search: {naive * 1e3:.0f} ms, {naive / own:,.0f} times "
        "as long",
    )
    assert naive > own


class _Search:
    """The naive way: a graph of requests, of which parts are removed, and a search each time."""

    def __init__(self, drawn: Diagram, facts: Facts) -> None:
        self.graph = nx.DiGraph()
        self.graph.add_nodes_from(facts.wiring.units)
        self.graph.add_edges_from(
            (link.source, link.target)
            for link in drawn.topology.links.values()
            if link.kind is LinkKind.REQUEST
        )
        self.start = facts.journeys[0].start
        self.goals = [unit for unit in self.graph if not list(self.graph.successors(unit))]

    def removals(self, facts: Facts, scenarios: ScenarioSet) -> Iterator[tuple[str, ...]]:
        """Yield the units that each scenario takes away."""
        units: dict[str, set[str]] = {}
        for event in facts.compiled.circuit.events:
            if event.element:
                region = facts.placement.region_of(event.element)  # type: ignore[arg-type]  # text
                for key in (event.id, event.zone, region or ""):
                    units.setdefault(key, set()).add(event.element)
        for scenario in scenarios:
            yield tuple({unit for key in scenario.events for unit in units.get(key, ())})

    def broken(self, removals: list[tuple[str, ...]]) -> int:
        """Return how many of ``removals`` leave no way from the start to any goal."""
        count = 0
        for removed in removals:
            rest = self.graph.copy()
            rest.remove_nodes_from(removed)
            is_reached = self.start in rest and any(
                goal in rest and nx.has_path(rest, self.start, goal) for goal in self.goals
            )
            count += not is_reached
        return count
