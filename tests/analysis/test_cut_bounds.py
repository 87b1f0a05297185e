"""Bounds hold whatever the drawing, and each way of finding an availability says which it is."""

from random import Random

import pytest

from designer.analysis.availability import (
    BOUNDED,
    EXACT,
    SIMULATED,
    AvailabilityModel,
    Likelihood,
)
from designer.analysis.circuit import Builder, Circuit, Event, EventKind, NodeId
from designer.analysis.cut_bounds import WIDEST, bracket
from designer.analysis.decision_diagram import TooLargeError
from designer.analysis.facts import Facts
from designer.analysis.parameters import Parameters
from designer.analysis.sampling import sample
from designer.model.frozen import FrozenMap
from tests.analysis.every_state import Serving, failing, mass, states, weights
from tests.analysis.population import Drawing, drawing, topology_of

Q = (0.02, 0.01, 0.005)


def truth(drawn: Drawing, seed: int) -> tuple[Facts, float]:
    """Return the facts of a drawing with random figures, and its unavailability by brute force."""
    random = Random(seed)
    icons = dict.fromkeys(part.icon for unit in drawn.units.values() for part in unit.parts)
    up = {icon: 1 - random.choice(Q) for icon in icons}
    down = {part.event: 1 - up[part.icon] for unit in drawn.units.values() for part in unit.parts}
    events = drawn.events()
    for event in events:
        down.setdefault(event, 1e-4 if event.startswith("region:") else 5e-4)
    full, rows = states(len(events))
    serving = Serving(drawn, dict(zip(events, rows, strict=True)), full)
    parameters = Parameters(overrides=FrozenMap(up))
    value = mass(failing(serving, full), weights([down[event] for event in events]))
    return Facts(topology_of(drawn), parameters=parameters), value


def model(facts: Facts) -> AvailabilityModel:
    likelihood = Likelihood(facts.placement, facts.wiring, facts.parameters)
    circuit = facts.compiled.circuit
    return AvailabilityModel(circuit, [likelihood.down(event) for event in circuit.events])


@pytest.mark.parametrize("block", range(4))
def test_every_method_is_held_against_brute_force(block: int) -> None:
    covered = compared = 0
    for seed in range(30_000 + block * 75, 30_000 + (block + 1) * 75):
        facts, value = truth(drawing(seed), seed)
        top, solver = facts.compiled.workload, model(facts)
        exact = solver.solve(top, EXACT)
        assert exact.method == EXACT
        assert exact.low == exact.unavailability == exact.high
        assert exact.unavailability == pytest.approx(value, rel=1e-11)
        bounded = solver.solve(top, BOUNDED)
        assert bounded.method == BOUNDED
        assert bounded.unavailability == bounded.high
        assert bounded.low <= value * (1 + 1e-9), seed
        assert bounded.high >= value * (1 - 1e-9), seed
        simulated = solver.solve(top, SIMULATED)
        assert simulated.method == SIMULATED
        assert simulated.low <= simulated.unavailability <= simulated.high
        compared += 1
        covered += simulated.low <= value * (1 + 1e-9) and value <= simulated.high * (1 + 1e-9)
        _same_first(exact.contributions, bounded.contributions)
    # The interval is one of 95 %.
    assert covered >= 0.9 * compared


def _same_first(exact: object, other: object) -> None:
    assert isinstance(exact, tuple)
    assert isinstance(other, tuple)
    if not exact:
        return
    share = {c.event: c.share for c in exact}
    first = max(other, key=lambda c: c.share)
    # What the bounds call the first thing to mend is one of the first in truth.
    assert share[first.event] >= 0.8 * max(share.values()) - 0.02
    assert first.share == pytest.approx(share[first.event], abs=0.1)


@pytest.mark.parametrize("block", range(2))
def test_sampling_alone_covers_the_truth_and_ranks_the_causes(block: int) -> None:
    covered = compared = 0
    for seed in range(40_000 + block * 60, 40_000 + (block + 1) * 60):
        facts, value = truth(drawing(seed), seed)
        compiled = facts.compiled
        down = model(facts).down
        estimate = sample(compiled.circuit, compiled.workload, down)
        assert estimate == sample(compiled.circuit, compiled.workload, down)
        compared += 1
        covered += estimate.low <= value * (1 + 1e-9) and value <= estimate.high * (1 + 1e-9)
        if estimate.high > 1.2 * estimate.low:
            continue
        exact = facts.availability.workload
        numbers = {event.id: number for number, event in enumerate(compiled.circuit.events)}
        for cause in exact.contributions[:3]:
            slope = estimate.slopes.get(numbers[cause.event], 0.0)
            found = slope * cause.unavailability / value
            alone = cause.birnbaum * cause.unavailability / value
            assert found == pytest.approx(alone, abs=0.15), (seed, cause.event)
    assert covered >= 0.9 * compared


def layered(layers: int, width: int, degree: int, q: float) -> tuple[Circuit, NodeId, list[float]]:
    """Return layers of parts over three zones; each needs one of ``degree`` of the layer before."""
    random, build = Random(1), Builder()
    zones = [build.var(Event(f"zone:{letter}", EventKind.ZONE, letter)) for letter in "abc"]
    down = [5e-4] * len(zones)
    before: list[NodeId] = []
    for layer in range(layers):
        nodes = []
        for column in range(width):
            name = f"{layer}.{column}"
            own = build.var(Event(f"{name}#", EventKind.REPLICA, name, name, name))
            down.append(q)
            needs = [own, zones[column % len(zones)]]
            if before:
                needs.append(build.grounded(1, random.sample(before, degree)))
            nodes.append(build.all_of(needs))
        before = nodes
    top = build.any_of(before)
    return build.finish(), top, down


def test_bounds_close_in_on_the_exact_value_as_the_effort_grows() -> None:
    circuit, top, down = layered(5, 4, 2, 0.005)
    solver = AvailabilityModel(circuit, down)
    exact = solver.solve(top, EXACT).unavailability
    widths = []
    for work in (2_000, 20_000, 200_000):
        found = bracket(circuit, top, down, work)
        assert found is not None
        assert found.low <= exact <= found.high
        widths.append(found.width)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 1.03


def test_what_is_too_entangled_is_bounded_and_else_simulated() -> None:
    circuit, top, down = layered(8, 12, 3, 0.005)
    solver = AvailabilityModel(circuit, down)
    with pytest.raises(TooLargeError):
        solver.solve(top, EXACT)
    bounded = solver.solve(top)
    assert bounded.method == BOUNDED
    assert bounded.low < bounded.high <= WIDEST * bounded.low
    assert {cause.event for cause in bounded.contributions[:3]} == {"zone:a", "zone:b", "zone:c"}
    circuit, top, down = layered(8, 12, 3, 0.3)
    simulated = AvailabilityModel(circuit, down).solve(top)
    assert simulated.method == SIMULATED
    assert simulated.low < simulated.unavailability < simulated.high
    assert len(simulated.contributions) > 10


def test_no_failing_sample_is_no_proof_of_perfection() -> None:
    circuit, top, down = layered(3, 12, 6, 1e-6)
    estimate = sample(circuit, top, down, samples=500, important=range(3, 6))
    assert estimate.value < 1e-9
    assert estimate.high > 1e-3
