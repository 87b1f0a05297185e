"""Exact solutions: modules and states against decision diagrams, sums against enumeration."""

import itertools
import math
from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from designer.analysis.availability import EXACT, Likelihood, by_diagram
from designer.analysis.cut_families import minimal_cuts
from designer.analysis.decision_diagram import DecisionDiagrams, TooLargeError
from designer.analysis.facts import Facts
from designer.analysis.formula import NotDecomposableError, formula
from designer.analysis.parameters import DEFAULT, Parameters
from designer.analysis.poisson_binomial import tail
from designer.analysis.probability import Solver
from designer.analysis.sampling import sample
from designer.model.frozen import FrozenMap
from designer.model.workload import Figures
from tests.analysis.oracle import random_design, topology_of
from tests.analysis.pillar import S2, S3
from tests.builders import topology


@pytest.mark.parametrize("seed", range(40))
def test_tail_of_a_weighted_sum(seed: int) -> None:
    random = Random(seed)
    parts = [(random.choice([0.1, 0.3, 0.7]), random.choice([1, 2, 3])) for _ in range(7)]
    k = random.randint(1, 12)

    def short(fixed: bool | None) -> float:
        total = 0.0
        for state in itertools.product((True, False), repeat=len(parts)):
            if fixed is not None and state[0] is not fixed:
                continue
            chance = 1.0
            for number, ((down, _), up) in enumerate(zip(parts, state, strict=True)):
                chance *= 1 if fixed is not None and number == 0 else 1 - down if up else down
            weight = sum(w for (_, w), up in zip(parts, state, strict=True) if up)
            total += chance * (weight < k)
        return total

    value, slopes = tail(k, Counter(parts))
    assert value == pytest.approx(short(None), abs=1e-14)
    assert slopes[parts[0]] == pytest.approx(short(False) - short(True), abs=1e-14)


@pytest.mark.parametrize(("n", "k", "q"), [(400, 395, 0.01), (60, 20, 0.5), (300, 40, 0.9)])
def test_tail_of_a_fleet_in_exact_arithmetic(n: int, k: int, q: float) -> None:
    down = Fraction(q)
    terms = [math.comb(n, up) * (1 - down) ** up * down ** (n - up) for up in range(k)]
    value, _ = tail(k, Counter({(q, 1): n}))
    assert value == pytest.approx(float(sum(terms)), rel=1e-11)


def test_parts_that_are_surely_up_or_down() -> None:
    value, slopes = tail(3, Counter({(0.0, 1): 2, (1.0, 1): 5, (0.25, 1): 1}))
    assert value == 0.25
    assert slopes == {(0.0, 1): 0.75, (1.0, 1): 0.25, (0.25, 1): 1.0}


def test_large_fleets_do_not_overflow() -> None:
    value, _ = tail(900, Counter({(0.01, 1): 1000}))
    assert 0 <= value < 1e-60
    value, _ = tail(1490, Counter({(0.01, 1): 1500}))
    # Mean 1485, deviation 3.85: 1490 is a little more than one deviation above.
    assert 0.8 < value < 0.95


@pytest.mark.parametrize("seed", range(150))
def test_states_and_diagrams_agree_with_gradients(seed: int) -> None:
    facts = Facts(topology_of(random_design(Random(seed), 9)))
    compiled = facts.compiled
    likelihood = Likelihood(facts.placement, facts.wiring, Parameters(region=0.97, zone=0.9))
    down = [likelihood.down(event) for event in compiled.circuit.events]
    kinds = [event.kind for event in compiled.circuit.events]
    value, gradient = by_diagram(compiled.circuit, compiled.workload, down)
    try:
        made, top = formula(compiled.circuit, compiled.workload)
    except NotDecomposableError:
        assert compiled.circuit.is_cyclic
        return
    solution = Solver(made, down, kinds).solve(top)
    assert solution.down == pytest.approx(value, rel=1e-12)
    for event, slope in gradient.items():
        assert solution.gradient.get(event, 0.0) == pytest.approx(slope, abs=1e-12)


def test_sampling_comes_near_the_exact_value() -> None:
    for text in (S2, S3):
        facts = Facts(topology(text))
        compiled = facts.compiled
        likelihood = Likelihood(facts.placement, facts.wiring, DEFAULT)
        down = [likelihood.down(event) for event in compiled.circuit.events]
        exact = facts.availability.workload
        assert exact.method == EXACT
        estimate = sample(compiled.circuit, compiled.workload, down)
        assert estimate == sample(compiled.circuit, compiled.workload, down)
        assert estimate.low <= estimate.value <= estimate.high
        assert estimate.value == pytest.approx(exact.unavailability, rel=0.15)


def test_tiny_unavailabilities_keep_their_digits() -> None:
    text = "\n".join(
        [
            "users u",
            "route53 dns",
            *(f"region r{i} {code}\n  lambda f{i}" for i, code in enumerate(REGIONS)),
            "u -> dns -> f0, f1, f2, f3",
        ]
    )
    facts = Facts(topology(text), parameters=Parameters(region=1 - 1e-5))
    one = 1e-5 + 5e-4 - 1e-5 * 5e-4
    assert facts.availability.workload.unavailability == pytest.approx(one**4, rel=1e-9)
    assert facts.availability.workload.nines == pytest.approx(-4 * math.log10(one))


REGIONS = ("eu-west-1", "eu-central-1", "us-east-1", "us-west-2")


def test_profiles_and_overrides() -> None:
    text = "users u\nregion r eu-west-1\n  zone a\n    ec2 x\nu -> x"

    def down(profile: Figures = Figures.SLA, **overrides: float) -> float:
        parameters = Parameters(profile=profile, region=1, zone=1, overrides=FrozenMap(overrides))
        return Facts(topology(text), parameters=parameters).availability.workload.unavailability

    assert down() == pytest.approx(0.005)
    assert down(Figures.DESIGNED_FOR) == pytest.approx(0.0005)
    assert down(ec2=0.9) == pytest.approx(0.1)
    assert down(ec2=0.9, x=0.8) == pytest.approx(0.2)


def test_a_diagram_stops_at_its_limit() -> None:
    diagrams = DecisionDiagrams(limit=10)
    variables = [diagrams.variable(number) for number in range(6)]
    with pytest.raises(TooLargeError):
        diagrams.at_least(3, variables, None)


def test_minimal_cuts_of_two_of_three() -> None:
    diagrams = DecisionDiagrams()
    root = diagrams.at_least(2, [diagrams.variable(number) for number in range(3)], None)
    pairs = [frozenset(pair) for pair in itertools.combinations(range(3), 2)]
    assert minimal_cuts(diagrams, root, 3) == pairs
    assert minimal_cuts(diagrams, root, 1) == []
