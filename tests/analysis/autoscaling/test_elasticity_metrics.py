"""The measures after Herbst et al., on the published vector and by their laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.autoscaling.elasticity_metrics import (
    ElasticityMetrics,
    elasticity_metrics,
    speedup,
)

DEMAND = (2, 2, 4, 4, 6, 6, 4, 2)
SUPPLY = (2, 2, 2, 4, 4, 6, 6, 4)

series = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=60)


def test_the_published_vector() -> None:
    found = elasticity_metrics(DEMAND, SUPPLY)
    assert found.under_accuracy == 0.5
    assert found.over_accuracy == 0.5
    assert found.under_accuracy_percent == pytest.approx(100 * (2 / 4 + 2 / 6) / 8, rel=1e-12)
    assert round(found.under_accuracy_percent, 4) == 10.4167
    assert found.over_accuracy_percent == 18.75
    assert found.under_timeshare == 25
    assert found.over_timeshare == 25
    # Of seven changes, demand and supply make the first and the last alike.
    assert found.instability == pytest.approx(100 * 5 / 7)


@given(series)
def test_the_same_supply_as_demand_is_perfect(pairs: list[tuple[int, int]]) -> None:
    demand = [d for d, _ in pairs]
    found = elasticity_metrics(demand, demand)
    assert found == ElasticityMetrics(
        under_accuracy=0,
        over_accuracy=0,
        under_accuracy_percent=0,
        over_accuracy_percent=0,
        under_timeshare=0,
        over_timeshare=0,
        instability=0,
        deviation=0,
    )


@given(series)
def test_supply_is_demand_and_what_is_spare_less_what_is_missing(
    pairs: list[tuple[int, int]],
) -> None:
    demand, supply = [d for d, _ in pairs], [s for _, s in pairs]
    found = elasticity_metrics(demand, supply)
    mean = sum(s - d for d, s in pairs) / len(pairs)
    assert found.over_accuracy - found.under_accuracy == pytest.approx(mean, abs=1e-9)
    assert 0 <= found.under_timeshare + found.over_timeshare <= 100
    assert (found.under_accuracy > 0) == (found.under_timeshare > 0)
    assert (found.over_accuracy > 0) == (found.over_timeshare > 0)
    assert 0 <= found.instability <= 100
    assert math.isfinite(found.deviation)


@given(series, st.integers(0, 59))
def test_one_unit_more_is_never_more_under(pairs: list[tuple[int, int]], place: int) -> None:
    demand, supply = [d for d, _ in pairs], [s for _, s in pairs]
    more = [s + (i == place % len(pairs)) for i, s in enumerate(supply)]
    before, after = elasticity_metrics(demand, supply), elasticity_metrics(demand, more)
    assert after.under_accuracy_percent <= before.under_accuracy_percent + 1e-9
    assert after.under_timeshare <= before.under_timeshare
    assert after.over_accuracy >= before.over_accuracy


@given(series)
def test_time_may_be_cut_finer(pairs: list[tuple[int, int]]) -> None:
    demand, supply = [d for d, _ in pairs], [s for _, s in pairs]
    coarse = elasticity_metrics(demand, supply)
    fine = elasticity_metrics(
        [d for d in demand for _ in range(3)], [s for s in supply for _ in range(3)]
    )
    assert fine.under_accuracy_percent == pytest.approx(coarse.under_accuracy_percent)
    assert fine.over_timeshare == pytest.approx(coarse.over_timeshare)


def test_speedup_is_the_geometric_mean_of_what_became_smaller() -> None:
    slow = elasticity_metrics(DEMAND, SUPPLY)
    assert speedup(slow, slow) == pytest.approx(1)
    still = elasticity_metrics(DEMAND, (3,) * 8)
    expected = (
        (still.under_accuracy / 0.5)
        * (still.over_accuracy / 0.5)
        * (still.under_timeshare / 25)
        * (still.over_timeshare / 25)
    ) ** 0.25
    assert speedup(slow, still) == pytest.approx(expected)
    assert speedup(elasticity_metrics(DEMAND, DEMAND), still) is None


@pytest.mark.parametrize(("demand", "supply"), [((), ()), ((1, 2), (1,))])
def test_what_does_not_match_is_refused(demand: tuple[int, ...], supply: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="one value each"):
        elasticity_metrics(demand, supply)
