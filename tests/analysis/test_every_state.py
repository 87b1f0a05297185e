"""The engine equals brute force in every state of ten thousand generated drawings."""

from collections import Counter
from random import Random

import pytest

from designer.analysis.availability import EXACT, Likelihood, by_diagram
from designer.analysis.evaluation import evaluate_rows
from designer.analysis.facts import Facts
from designer.analysis.parameters import Parameters
from designer.model.frozen import FrozenMap
from tests.analysis.every_state import Serving, failing, mass, states, weights
from tests.analysis.population import Drawing, drawing, features, topology_of

BLOCKS, IN_BLOCK = 20, 500
REGION, ZONE = 0.98, 0.95
# What every block has to contain, and how often at least.
CONTAINS = {
    "cycle": 250,
    "any of several": 250,
    "all of several": 200,
    "optional": 150,
    "standby": 100,
    "standby without a group": 100,
    "two Regions": 100,
    "k of n replicas": 100,
    "k of n targets": 50,
    "buffer": 50,
    "members across zones": 50,
    "members with needs of their own": 50,
    "unstated zone": 40,
    "zones stated without a box": 40,
    "replica set": 15,
    "read replicas": 2,
}


def figures(drawn: Drawing, seed: int) -> tuple[Parameters, list[float]]:
    """Return a figure for each icon, and with it the unavailability of each event."""
    random = Random(seed)
    icons = dict.fromkeys(part.icon for unit in drawn.units.values() for part in unit.parts)
    up = {icon: 1 - random.choice([0.3, 0.1, 0.02, 0.005]) for icon in icons}
    down = {part.event: 1 - up[part.icon] for unit in drawn.units.values() for part in unit.parts}
    for event in drawn.events():
        if event not in down:
            down[event] = 1 - (REGION if event.startswith("region:") else ZONE)
    parameters = Parameters(region=REGION, zone=ZONE, overrides=FrozenMap(up))
    return parameters, [down[event] for event in drawn.events()]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_unit_serves_in_exactly_the_states_it_should(block: int) -> None:
    found: Counter[str] = Counter()
    for seed in range(block * IN_BLOCK, (block + 1) * IN_BLOCK):
        drawn = drawing(seed)
        found.update(features(drawn))
        events = drawn.events()
        full, rows = states(len(events))
        serving = Serving(drawn, dict(zip(events, rows, strict=True)), full)
        parameters, down = figures(drawn, seed)
        facts = Facts(topology_of(drawn), parameters=parameters, importance=False)
        compiled = facts.compiled
        place = {event: number for number, event in enumerate(events)}
        failed = {n: rows[place[event.id]] for n, event in enumerate(compiled.circuit.events)}
        got = evaluate_rows(compiled.circuit, failed, 1 << len(events))
        for name, row in serving.rows.items():
            assert got[compiled.up[name]] == row, (seed, name)  # type: ignore[index]  # an id
        bad = failing(serving, full)
        assert got[compiled.workload] == full & ~bad, seed
        availability = facts.availability.workload
        assert availability.method == EXACT
        expected = mass(bad, weights(down))
        assert availability.unavailability == pytest.approx(expected, rel=1e-11, abs=1e-300), seed
    assert {name: count for name, count in CONTAINS.items() if found[name] < count} == {}


@pytest.mark.parametrize("block", range(4))
def test_importance_is_the_difference_an_event_makes(block: int) -> None:
    for seed in range(20_000 + block * 60, 20_000 + (block + 1) * 60):
        drawn = drawing(seed)
        events = drawn.events()
        full, rows = states(len(events))
        serving = Serving(drawn, dict(zip(events, rows, strict=True)), full)
        parameters, down = figures(drawn, seed)
        facts = Facts(topology_of(drawn), parameters=parameters)
        likelihood = Likelihood(facts.placement, facts.wiring, parameters)
        circuit = facts.compiled.circuit
        q = [likelihood.down(event) for event in circuit.events]
        value, gradient = by_diagram(circuit, facts.compiled.workload, q)
        chance, bad = weights(down), failing(serving, full)
        assert value == pytest.approx(mass(bad, chance), rel=1e-11, abs=1e-300), seed
        place = {event: number for number, event in enumerate(events)}
        for number, event in enumerate(circuit.events):
            row, own = rows[place[event.id]], q[number]
            slope = mass(bad & row, chance) / own - mass(bad & ~row, chance) / (1 - own)
            assert gradient.get(number, 0.0) == pytest.approx(slope, abs=1e-12), (seed, event.id)
