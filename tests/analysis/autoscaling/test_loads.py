"""The four shapes and the steady one, and loads of one's own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.autoscaling.loads import (
    DAY_S,
    LONGEST_S,
    RISE_S,
    Load,
    diurnal,
    flash,
    quiet_share,
    sampled,
    shaped,
)
from designer.analysis.autoscaling.timings import STEP_S
from designer.model.workload import LoadShape, Workload

HOUR = 3600 // STEP_S


def load(shape: LoadShape, base_rps: float | None = None) -> Load:
    made = shaped(shape, Workload(peak_rps=1000.0, base_rps=base_rps))
    assert made is not None
    return made


@pytest.mark.parametrize("shape", LoadShape)
def test_a_day_between_base_and_peak(shape: LoadShape) -> None:
    found = load(shape, base_rps=200.0)
    assert found.seconds == DAY_S
    assert found.name == shape.value
    assert min(found.rps) >= 200 - 1e-9
    assert found.peak_rps == pytest.approx(1000, rel=0.03)
    assert found == load(shape, base_rps=200.0)
    assert load(shape, base_rps=5000.0).rps == pytest.approx([1000.0] * len(found.rps))


@pytest.mark.parametrize("shape", LoadShape)
def test_without_a_peak_there_is_no_load(shape: LoadShape) -> None:
    assert shaped(shape, Workload()) is None
    assert shaped(shape, Workload(peak_rps=0.0, base_rps=5.0)) is None


@pytest.mark.parametrize(
    ("shape", "share"), [(LoadShape.DIURNAL, 0.3), (LoadShape.FLASH, 0.1), (LoadShape.RAMP, 0.2)]
)
def test_a_base_that_is_not_stated_suits_the_shape(shape: LoadShape, share: float) -> None:
    assert min(load(shape).rps) == pytest.approx(share * 1000, rel=0.05)
    assert quiet_share(shape, Workload(peak_rps=10.0)) == share
    assert quiet_share(shape, Workload(peak_rps=10.0, base_rps=5.0)) == 0.5


def test_a_crowd_comes_within_five_minutes_and_fades() -> None:
    found = load(LoadShape.FLASH).rps
    noon = 12 * HOUR
    assert found[noon] == pytest.approx(100)
    assert found[noon + 300 // STEP_S] == pytest.approx(1000)
    assert found[noon + 3000 // STEP_S] == pytest.approx(100 + 900 / 2.718281828)
    assert max(found) == found[noon + 300 // STEP_S]


def test_a_sale_is_up_in_half_an_hour_and_holds_for_two() -> None:
    found = load(LoadShape.RAMP).rps
    assert found[10 * HOUR] == pytest.approx(200)
    assert found[10 * HOUR + HOUR // 4] == pytest.approx(600)
    held = [i for i, value in enumerate(found) if value == 1000]
    assert (held[0], held[-1]) == (10 * HOUR + HOUR // 2, 12 * HOUR + HOUR // 2)
    assert found[13 * HOUR :] == (200,) * (11 * HOUR)


def test_batches_are_on_or_off() -> None:
    found = load(LoadShape.BATCH).rps
    assert set(found) == {100.0, 1000.0}
    assert found.count(1000.0) == 4 * HOUR
    assert found[HOUR] == 1000
    assert found[HOUR - 1] == 100


@pytest.mark.parametrize("shape", [LoadShape.FLASH, LoadShape.RAMP, LoadShape.DIURNAL])
def test_no_shape_rises_faster_than_is_told(shape: LoadShape) -> None:
    found = load(shape).rps if shape is not LoadShape.DIURNAL else _calm()
    steepest = max(b - a for a, b in pairwise(found)) / STEP_S
    rise = max(found) - min(found)
    assert steepest == pytest.approx(rise / RISE_S[shape], rel=0.01)


def _calm() -> tuple[float, ...]:
    return diurnal(300, 1000, noise=0)


def test_what_a_forecast_knows() -> None:
    assert load(LoadShape.FLASH).forecast_rps() == (None,) * 24
    known = load(LoadShape.BATCH).forecast_rps()
    assert (known[0], known[1], known[2]) == pytest.approx((100, 1000, 100))
    days = sampled("own", [(0, 1.0), (DAY_S, 2.0)])
    assert days.forecast_rps() == (None,) * 24 + (1.0,) * 24


def test_points_hold_until_the_next() -> None:
    found = sampled("own", [(100, 5), (130, 7), (160, 0)])
    assert found.rps == (5, 5, 5, 7, 7, 7, 0, 0, 0)


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.floats(0, 1e6, allow_nan=False)), min_size=2, max_size=40
    )
)
def test_each_step_is_the_point_before_it(gaps: list[tuple[int, float]]) -> None:
    points: list[tuple[float, float]] = []
    at = 0
    for gap, rps in gaps:
        points.append((at, rps))
        at += gap
    found = sampled("own", points)
    for step, value in enumerate(found.rps):
        assert value == [rps for time, rps in points if time <= step * STEP_S][-1]
    assert found.seconds >= points[-1][0] + (points[-1][0] - points[-2][0])


@pytest.mark.parametrize(
    "points", [[(0, 1)], [], [(0, 1), (0, 2)], [(5, 1), (3, 2)], [(0, 1), (LONGEST_S, 1)]]
)
def test_what_is_no_load_is_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="a load"):
        sampled("own", points)


def test_the_rise_of_a_crowd_may_be_chosen() -> None:
    assert max(flash(1, 10, rise_s=60)) == pytest.approx(10)
