"""The engine against plain enumeration on thousands of random topologies."""

from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.parameters import Parameters
from designer.analysis.scenarios import Scenario, ScenarioSet
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from tests.analysis.oracle import Design, random_design, serving, topology_of, unavailability

TOPOLOGIES = 3000
STATES = 24


def engine_event(event: str) -> str:
    """Translate an oracle's event to the engine's."""
    kind, _, place = event.partition(" ")
    if kind == "region":
        return f"region:{place}"
    return f"zone:{place[:-1]}/{place}" if kind == "zone" else event


def states(design: Design, random: Random) -> list[frozenset[str]]:
    events = design.events()
    found = [frozenset[str]()]
    while len(found) < STATES:
        count = min(len(events), random.choice([1, 1, 2, 3, 4]))
        found.append(frozenset(random.sample(events, count)))
    return found


@pytest.mark.parametrize("block", range(6))
def test_every_part_serves_exactly_when_the_definition_says_so(block: int) -> None:
    for seed in range(block * TOPOLOGIES // 6, (block + 1) * TOPOLOGIES // 6):
        random = Random(seed)
        design = random_design(random, 8)
        facts = Facts(topology_of(design))
        chosen = states(design, random)
        outcome = facts.run(
            ScenarioSet(
                tuple(
                    Scenario(
                        id=str(number),
                        sentence="",
                        events=frozenset(engine_event(event) for event in down),
                    )
                    for number, down in enumerate(chosen)
                )
            )
        )
        for number, down in enumerate(chosen):
            expected = serving(design, down)
            got = {name: outcome.is_up(ElementId(name), number) for name in expected}
            assert got == expected, (seed, sorted(down))
            assert outcome.succeeds("user", number) == expected["user"], seed


@pytest.mark.parametrize("block", range(4))
def test_availability_equals_the_sum_over_all_states(block: int) -> None:
    compared = 0
    for seed in range(10_000 + block * 100, 10_000 + (block + 1) * 100):
        random = Random(seed)
        design = random_design(random, 5)
        events = design.events()
        if len(events) > 11:
            continue
        down = {event: random.choice([0.3, 0.1, 0.01]) for event in events}
        by_part = {event.partition("#")[0]: event for event in events if "#" in event}
        # One figure for each element, Region and zone, as the engine has it.
        down = {
            event: 0.02
            if event.startswith("region")
            else 0.05
            if event.startswith("zone")
            else down[by_part[event.partition("#")[0]]]
            for event in events
        }
        overrides = {part: 1 - down[event] for part, event in by_part.items()}
        for part in (part for part in design.parts.values() if part.icons):
            overrides.update(dict.fromkeys(part.icons, overrides[part.name]))
        parameters = Parameters(region=0.98, zone=0.95, overrides=FrozenMap(overrides))
        found = Facts(topology_of(design), parameters=parameters).availability.workload
        assert found.method == "exact"
        assert found.unavailability == pytest.approx(unavailability(design, down), abs=1e-12), seed
        compared += 1
    assert compared > 30
