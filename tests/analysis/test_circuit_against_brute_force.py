"""What is asked of `Facts.run` against the definition, read one failure state at a time."""

from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.scenarios import Scenario, ScenarioSet
from designer.model.ids import ElementId
from tests.analysis.oracle import Design, random_design, serving, topology_of

TOPOLOGIES = 1200
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


@pytest.mark.parametrize("block", range(4))
def test_every_part_serves_exactly_when_the_definition_says_so(block: int) -> None:
    for seed in range(block * TOPOLOGIES // 4, (block + 1) * TOPOLOGIES // 4):
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
