"""Exact availability of three-tier designs, beside summing over states and plain sampling."""

from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.analysis.availability import BOUNDED, EXACT, AvailabilityModel, Likelihood
from designer.analysis.evaluation import evaluate_rows
from designer.analysis.facts import Facts
from tests.analysis.test_cut_bounds import layered
from tests.benchmarks.report import fastest, say, seconds
from tests.builders import diagram

ZONES = "abc"
SAMPLES = 100_000


def three_tier(components: int) -> str:
    """Return a three-tier design of ``components`` parts that fail by themselves.

    A balancer, web and application fleets over three zones that need two thirds of what they have,
    a cache node in each zone, a database of two nodes and a queue.
    """
    fleet = (components - 7) // 2 // 3 * 3
    needed = fleet * 2 // 3
    zones = "".join(
        f"    zone {z}\n"
        f"      ec2 web-{z} in web\n"
        f"      ec2 app-{z} in app\n"
        f"      elasticache c-{z}\n"
        for z in ZONES
    )
    return (
        "users u\nregion r eu-west-1\n  sqs q\n  vpc v\n    alb lb\n"
        f"    asg web desired={fleet} needed={needed}\n"
        f"    asg app desired={fleet} needed={needed}\n"
        f"{zones}    rds db multi_az\n"
        "u -> lb -> web -> app\napp -> c-a, c-b, c-c any\napp -> db\napp ~> q\n"
    )


def model(components: int) -> tuple[Facts, AvailabilityModel]:
    drawn = diagram(three_tier(components))
    facts = Facts(drawn.topology, drawn.workload)
    likelihood = Likelihood(facts.placement, facts.wiring, facts.parameters)
    events = facts.compiled.circuit.events
    return facts, AvailabilityModel(facts.compiled.circuit, [likelihood.down(e) for e in events])


@pytest.mark.parametrize("components", [100, 300, 1_000])
def test_exact_availability_of_three_tiers(
    components: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exact value with importances, against a hundred thousand samples of the same circuit."""
    facts, solver = model(components)
    top = facts.compiled.workload
    circuit = facts.compiled.circuit
    # A fresh model each time: nothing is known beforehand.
    found = benchmark(lambda: AvailabilityModel(circuit, solver.down).solve(top))
    assert found.method == EXACT
    naive = fastest(lambda: sampled(facts, solver.down), 1)
    own = seconds(benchmark)
    parts = sum(1 for event in facts.compiled.circuit.events if event.element)
    say(
        capsys,
        f"exact availability of {parts:,} components: {own * 1e3:.1f} ms "
        f"(U = {found.unavailability:.6e}); {SAMPLES:,} samples: {naive * 1e3:.0f} ms, "
        f"{naive / own:,.0f} times as long",
    )
    if components == 1_000:
        assert own < 0.05


def sampled(facts: Facts, down: tuple[float, ...]) -> float:
    """Estimate the unavailability by drawing states as they come."""
    random, failed = Random(1), {}
    for number, q in enumerate(down):
        # Failures are rare: draw how far it is to the next one.
        row = 0
        for _ in range(round(q * SAMPLES)):
            row |= 1 << random.randrange(SAMPLES)
        failed[number] = row
    row = evaluate_rows(facts.compiled.circuit, failed, SAMPLES)[facts.compiled.workload]
    return 1 - row.bit_count() / SAMPLES


def test_bounds_of_what_cannot_be_solved(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    circuit, top, down = layered(8, 12, 3, 0.005)
    solver = AvailabilityModel(circuit, down)
    found = benchmark(lambda: solver.solve(top, BOUNDED))
    say(
        capsys,
        f"bounds of {len(down)} entangled components: {seconds(benchmark) * 1e3:.0f} ms, "
        f"{found.low:.4e} to {found.high:.4e}",
    )
