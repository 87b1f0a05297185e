"""Sets of scenarios by the thousand say the same as their scenarios one by one."""

from itertools import combinations, product
from random import Random

import pytest

from designer.analysis import scenarios as scenarios_module
from designer.analysis.circuit import EventKind
from designer.analysis.facts import Facts
from designer.analysis.scenario_sets import (
    Joined,
    Pairs,
    Products,
    Samples,
    domains,
    elements,
    pairs,
    services,
)
from designer.analysis.scenarios import Scenario, Scenarios, ScenarioSet, singles
from tests.analysis.oracle import random_design, topology_of
from tests.analysis.test_scenarios import SHOP
from tests.builders import topology


def numbered(count: int, random: Random | None = None) -> ScenarioSet:
    """Return scenarios of one event each, or of several that overlap."""
    found = []
    for number in range(count):
        more = random.sample(range(count), random.randint(0, 2)) if random else []
        events = frozenset({f"e{number}", *(f"e{other}" for other in more)})
        found.append(Scenario(id=f"s{number}", sentence=f"e{number} fails", events=events))
    return ScenarioSet(tuple(found))


def check_masks(scenarios: Scenarios) -> None:
    spelled = ScenarioSet(tuple(scenarios[index] for index in range(len(scenarios))))
    masks = {event: mask for event, mask in scenarios.masks().items() if mask}
    assert masks == spelled.masks()


@pytest.mark.parametrize("count", range(14))
def test_pairs_are_every_two_once(count: int) -> None:
    found = pairs(numbered(count))
    assert len(found) == count * (count - 1) // 2
    met = [found.indices(index) for index in range(len(found))]
    assert sorted(met) == list(combinations(range(count), 2))
    check_masks(found)
    check_masks(pairs(numbered(count, Random(count))))
    with pytest.raises(IndexError):
        found.indices(len(found))


def test_a_pair_says_what_happens() -> None:
    found = Pairs(numbered(2))[0]
    assert found.id == "s0+s1"
    assert found.sentence == "e0 fails and e1 fails"
    assert found.events == {"e0", "e1"}


@pytest.mark.parametrize(("one", "other"), [(0, 3), (3, 0), (1, 1), (5, 3), (12, 7)])
def test_products_are_every_one_with_every_other(one: int, other: int) -> None:
    first, second = numbered(one), numbered(other, Random(one))
    found = Products(first, second)
    assert len(found) == one * other
    ids = [found[index].id for index in range(len(found))]
    assert ids == [f"s{a}+s{b}" for a, b in product(range(one), range(other))]
    check_masks(found)


def test_joined_sets_follow_each_other() -> None:
    parts = (numbered(3), ScenarioSet(()), pairs(numbered(4)), Products(numbered(2), numbered(2)))
    found = Joined(parts)
    assert len(found) == 3 + 6 + 4
    assert [found[index].id for index in (2, 3, 9)] == ["s2", "s0+s1", "s0+s0"]
    check_masks(found)
    assert len(Joined(())) == 0
    with pytest.raises(IndexError):
        found[13]


def test_samples_are_seeded_and_as_frequent_as_stated() -> None:
    events = Facts(topology(SHOP)).compiled.circuit.events
    down = {event: 0.0 if number == 0 else 0.1 for number, event in enumerate(events)}
    found = Samples(down, 10_000, 7)
    check_masks(Samples(down, 300))
    masks = found.masks()
    assert events[0].id not in masks
    for event in events[1:]:
        assert masks[event.id].bit_count() == pytest.approx(1000, abs=150)
    assert masks == Samples(down, 10_000, 7).masks()
    assert masks != Samples(down, 10_000, 8).masks()
    assert found[3].id == "sample-4"


def test_samples_of_a_drawing_follow_its_availability() -> None:
    facts = Facts(topology(SHOP))
    outcome = facts.run(facts.samples(200_000))
    expected = facts.availability.workload.unavailability
    assert len(outcome.breaking) / 200_000 == pytest.approx(expected, rel=0.25)


def test_the_sets_of_a_drawing() -> None:
    facts = Facts(topology(SHOP))
    compiled = facts.compiled
    zones = domains(compiled, EventKind.ZONE)
    assert {one.id for one in zones} == {f"zone:eu-west-1/{name}" for name in "ab?"}
    assert [one.id for one in domains(compiled, EventKind.REGION)] == ["region:eu-west-1"]
    parts = {one.id for one in elements(compiled)}
    assert parts == {"lb#", "c#0", "d#0", "d#1", "mail#", "g#0", "g#1"}
    outcome = facts.run(Products(elements(compiled), zones))
    broken = {outcome.scenarios[index].id for index in outcome.breaking}
    assert {one for one in broken if not one.startswith("lb#")} == {
        "d#0+zone:eu-west-1/b",
        "d#1+zone:eu-west-1/a",
    }
    both = facts.run(pairs(zones))
    assert [both.scenarios[index].sentence for index in both.breaking] == [
        "the zone a fails and the zone b fails"
    ]


def test_a_service_fails_in_one_region_with_all_that_is_drawn_of_it() -> None:
    facts = Facts(
        topology(
            """
            users u
            route53 dns
            region r eu-west-1
              s3 one
              s3 two
              asg g
              zone a
                ec2 x in g
                ec2 y
            region s eu-central-1
              s3 three
            u -> dns -> one, two all
            u -> g -> three
            u -> y
            """
        )
    )
    found = {one.id: one for one in services(facts.compiled, facts.wiring, facts.placement)}
    assert found["service:s3@region:eu-west-1"].events == {"one#", "two#"}
    assert found["service:s3@region:eu-west-1"].sentence == "every S3 bucket in r fails"
    assert found["service:s3@region:eu-central-1"].events == {"three#"}
    assert {event.partition("#")[0] for event in found["service:ec2@region:eu-west-1"].events} == {
        "g",
        "y",
    }
    assert found["service:route53"].sentence == "every Route 53 fails"


@pytest.mark.parametrize("block", range(3))
def test_rows_kept_and_rows_dropped_agree(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for seed in range(70_000 + block * 60, 70_000 + (block + 1) * 60):
        facts = Facts(topology_of(random_design(Random(seed), 8)))
        base = singles(facts.compiled)
        down = dict.fromkeys(facts.compiled.circuit.events, 0.2)
        for scenarios in (pairs(base), Samples(down, 203, seed)):
            if not len(scenarios):
                continue
            kept = facts.run(scenarios)
            monkeypatch.setattr(scenarios_module, "WORTHWHILE", 1)
            dropped = facts.run(scenarios)
            monkeypatch.undo()
            compared += not facts.compiled.circuit.is_cyclic
            for journey in facts.compiled.journeys:
                assert dropped.journey_row(journey) == kept.journey_row(journey), seed
            assert dropped.breaking == kept.breaking
            for index in (-1, 0, len(scenarios) - 1):
                assert dropped.lost(index) == kept.lost(index)
                for unit in facts.compiled.up:
                    assert dropped.is_up(unit, index) == kept.is_up(unit, index)
                    assert dropped.is_reached(unit, index) == kept.is_reached(unit, index)
    assert compared > 20
