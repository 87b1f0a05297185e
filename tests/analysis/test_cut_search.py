"""The search for minimal cut sets is right against enumeration, and fleets are told as one."""

from collections.abc import Iterator
from itertools import combinations, product
from math import comb
from random import Random
from time import perf_counter

import pytest

from designer.analysis.cut_search import Cut, Cuts, minimal_cuts
from designer.analysis.facts import Facts
from designer.analysis.scenarios import Scenario, ScenarioSet
from tests.analysis.oracle import Design, random_design, serving, topology_of
from tests.analysis.test_circuit_against_brute_force import engine_event
from tests.builders import diagram

Set = frozenset[str]


def cuts_of(text: str, order: int = 3, limit: int = 200_000) -> Cuts:
    drawn = diagram(text)
    facts = Facts(drawn.topology, drawn.workload)
    return minimal_cuts(facts.compiled, facts.wiring, order, limit)


def told(found: Cuts) -> set[frozenset[tuple[frozenset[str], int]]]:
    return {
        frozenset((frozenset(e.id for e in part.events), part.count) for part in cut.parts)
        for cut in found.cuts
    }


def spelled_out(cut: Cut) -> Iterator[Set]:
    parts = [combinations([e.id for e in part.events], part.count) for part in cut.parts]
    for chosen in product(*parts):
        yield frozenset(event for part in chosen for event in part)


def enumerated(design: Design, order: int) -> set[Set]:
    """Return every minimal set of at most ``order`` events that takes the user's service away."""
    minimal: set[Set] = set()
    for size in range(order + 1):
        for chosen in combinations(design.events(), size):
            down = frozenset(chosen)
            if not any(cut <= down for cut in minimal) and not serving(design, down)["user"]:
                minimal.add(down)
    return {frozenset(map(engine_event, cut)) for cut in minimal if cut}


@pytest.mark.parametrize("limit", [200_000, 1])
@pytest.mark.parametrize("block", range(4))
def test_cut_sets_against_enumeration(block: int, limit: int) -> None:
    compared = 0
    for seed in range(90_000 + block * 150, 90_000 + (block + 1) * 150):
        random = Random(seed)
        design = random_design(random, 7)
        if len(design.events()) > 15 or not serving(design, frozenset())["user"]:
            continue
        order = random.choice([1, 2, 3, 4])
        facts = Facts(topology_of(design))
        found = minimal_cuts(facts.compiled, facts.wiring, order, limit)
        assert found.order == (order if limit > 1 else min(order, 2))
        got = [chosen for cut in found.cuts for chosen in spelled_out(cut)]
        assert len(got) == len(set(got)) == sum(cut.sets for cut in found.cuts)
        assert set(got) == enumerated(design, found.order), seed
        compared += 1
    assert compared > 60


def by_evaluation(facts: Facts, order: int) -> dict[str, set[Set]]:
    """Return each journey's minimal cut sets by trying every set of events."""
    events = [event.id for event in facts.compiled.circuit.events]
    chosen = [frozenset(c) for size in range(1, order + 1) for c in combinations(events, size)]
    outcome = facts.run(
        ScenarioSet(tuple(Scenario(id="", sentence="", events=one) for one in chosen))
    )
    found: dict[str, set[Set]] = {}
    for journey in facts.compiled.journeys:
        minimal: set[Set] = set()
        for number in outcome.breaking_of(journey):
            if not any(cut <= chosen[number] for cut in minimal):
                minimal.add(chosen[number])
        found[journey] = minimal
    return found


SHARED = """
users u
users v
region r eu-west-1
  alb one
  alb two
  asg g desired=5 needed=3
  zone a
    ec2 x in g
    ec2 w1
  zone b
    ec2 y in g
    ec2 w2
    ec2 w3
  rds d multi_az
  sqs q
  lambda f
u -> one -> g -> d
v -> two -> w1, w2, w3 any
w1 -> d
g -> q
q ~> f
f -> d
"""


def test_several_journeys_have_the_cut_sets_of_each() -> None:
    drawn = diagram(SHARED)
    facts = Facts(drawn.topology, drawn.workload)
    assert len(facts.compiled.journeys) == 3
    expected = by_evaluation(facts, 3)
    found = minimal_cuts(facts.compiled, facts.wiring, 3)
    got: dict[Set, tuple[str, ...]] = {}
    for cut in found.cuts:
        for chosen in spelled_out(cut):
            got[chosen] = cut.journeys
    assert set(got) == set.union(*expected.values())
    for chosen, broken in got.items():
        outcome = facts.run(ScenarioSet((Scenario(id="", sentence="", events=chosen),)))
        assert broken == outcome.broken(0)


def test_any_three_of_four_servers_in_two_zones() -> None:
    found = cuts_of(
        """
        users u
        region r eu-west-1
          asg g desired=4 needed=2
          zone a
            ec2 x in g
          zone b
            ec2 y in g
        u -> g
        """
    )
    a, b = "zone:eu-west-1/a", "zone:eu-west-1/b"
    ones, others = frozenset({"g#0", "g#2"}), frozenset({"g#1", "g#3"})
    assert told(found) == {
        frozenset({(frozenset({"region:eu-west-1"}), 1)}),
        frozenset({(frozenset({a}), 1), (frozenset({b}), 1)}),
        frozenset({(frozenset({a}), 1), (others, 1)}),
        frozenset({(frozenset({b}), 1), (ones, 1)}),
        frozenset({(ones | others, 3)}),
    }
    whole = next(cut for cut in found.cuts if cut.parts[0].count == 3)
    assert (whole.order, whole.sets, whole.journeys) == (3, 4, ("u",))


def test_a_fleet_of_five_hundred_stays_small() -> None:
    text = """
    users u
    region r eu-west-1
      alb lb
      asg g desired=512 needed=510
      zone a
        ec2 x in g
      zone b
        ec2 y in g
      zone c
        ec2 z in g
    u -> lb -> g
    """
    start = perf_counter()
    found = cuts_of(text)
    assert perf_counter() - start < 2
    biggest = max(found.cuts, key=lambda cut: cut.sets)
    assert biggest.sets == comb(512, 3)
    assert len(biggest.parts[0].events) == 512
    assert len(found.cuts) == 1 + 1 + 3 + 1


def test_alternatives_drawn_one_by_one_are_a_fleet_too() -> None:
    servers = "\n".join(f"    ec2 s{number}" for number in range(6))
    names = ", ".join(f"s{number}" for number in range(6))
    found = cuts_of(
        f"users u\nregion r eu-west-1\n  alb lb\n  zone a\n{servers}\nu -> lb\nlb -> {names} 4"
    )
    many = [cut for cut in found.cuts if cut.order > 1]
    assert [(cut.sets, cut.parts[0].count) for cut in many] == [(20, 3)]


def test_what_is_too_large_is_told_up_to_a_lower_order() -> None:
    drawn = diagram(SHARED)
    facts = Facts(drawn.topology, drawn.workload)
    small = minimal_cuts(facts.compiled, facts.wiring, 3, limit=1)
    assert (small.order, small.asked, small.is_complete) == (2, 3, False)
    whole = minimal_cuts(facts.compiled, facts.wiring, 3)
    assert whole.is_complete
    assert set(small.cuts) == {cut for cut in whole.cuts if cut.order <= 2}


def test_order_one_is_the_single_points_of_failure() -> None:
    for seed in range(96_000, 96_150):
        facts = Facts(topology_of(random_design(Random(seed), 7)))
        cuts = minimal_cuts(facts.compiled, facts.wiring, 1).cuts
        found: dict[str, set[str]] = {}
        for cut in cuts:
            for event in cut.parts[0].events:
                found.setdefault(event.element or event.id, set()).update(cut.journeys)
        points = {point.id: set(point.journeys) for point in facts.single_points}
        assert found == points


def test_a_journey_that_fails_anyway_has_no_cut_sets() -> None:
    boxes = "users u\nregion r eu-west-1\n  lambda f\n  lambda g\n  lambda h\n"
    assert cuts_of(boxes + "u -> f\nf -> g, h any\ng, h -> f").cuts == ()
    assert cuts_of("users u").cuts == ()
