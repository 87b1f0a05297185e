"""Each policy at the end of a minute, and several together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.autoscaling.policies import (
    Manual,
    Moment,
    Policy,
    Predictive,
    Scheduled,
    Step,
    TargetTracking,
    decided,
    whole,
)

TRACKING = TargetTracking(0.5)


def moment(
    *datapoints: float | None,
    serving: int = 4,
    capacity: int | None = None,
    time_s: int = 3600,
    demand: int = 1,
    short_for_s: int = 0,
    forecast: float | None = None,
) -> Moment:
    return Moment(
        time_s=time_s,
        serving=serving,
        measured=serving,
        capacity=serving if capacity is None else capacity,
        datapoints=datapoints,
        demand=demand,
        short_for_s=short_for_s,
        forecast=forecast,
    )


@pytest.mark.parametrize(
    ("datapoints", "wish"),
    [
        ((0.9, 0.9), 4),  # two datapoints are no alarm
        ((0.9, 0.5, 0.9), 4),  # one at the target is not above it
        ((0.6, 0.6, 0.6), 5),  # ceil(4 * 0.6 / 0.5)
        ((0.1, 0.9, 0.9, 1.0), 8),
        ((None, 0.9, 0.9), 4),
        ((0.34,) * 14, 4),  # the lower alarm needs fifteen
        ((0.34,) * 15, 3),  # ceil(4 * 0.34 / 0.5)
        ((0.35,) * 15, 4),  # 70 % of the target is not below it
        ((0.1,) * 14 + (0.3,), 3),  # by the highest of the fifteen
        ((0.0,) * 15, 0),
    ],
)
def test_target_tracking(datapoints: tuple[float | None, ...], wish: int) -> None:
    assert TRACKING.wish(moment(*datapoints)) == wish


def test_the_lower_alarm_of_application_auto_scaling_is_at_nine_tenths() -> None:
    quiet = moment(*(0.44,) * 15)
    assert TargetTracking(0.5, 0.9).wish(quiet) == 4
    assert TargetTracking(0.5, 0.9).wish(moment(*(0.3,) * 15)) == 3
    assert TRACKING.wish(moment(*(0.36,) * 15)) == 4
    assert TargetTracking(0.5, 0.9).wish(moment(*(0.37,) * 15)) == 3


def test_what_warms_up_counts_as_capacity() -> None:
    busy = moment(1.0, 1.0, 1.0, serving=4, capacity=6)
    assert TRACKING.wish(busy) == 8
    assert TRACKING.wish(moment(1.0, 1.0, 1.0, serving=4, capacity=9)) == 9
    assert Step(0.5, 3).wish(busy) == 7
    assert Step(0.5, 2).wish(busy) == 6


def test_steps_add_and_remove_their_size() -> None:
    step = Step(0.6, 2)
    assert step.wish(moment(0.7, 0.7, 0.7)) == 6
    assert step.wish(moment(*(0.4,) * 15)) == 2
    assert step.wish(moment(0.5, 0.5, 0.5)) == 4


def test_a_schedule_holds_until_the_next_action_also_over_midnight() -> None:
    schedule = Scheduled(((8 * 3600, 6), (20 * 3600, 2)))
    wishes = [schedule.wish(moment(time_s=hour * 3600)) for hour in (0, 7, 8, 19, 20, 32)]
    assert wishes == [2, 2, 6, 6, 2, 6]


def test_a_forecast_is_met_and_none_asks_for_nothing() -> None:
    assert Predictive(0.5).wish(moment(forecast=3.0)) == 6
    assert Predictive(0.5).wish(moment()) == 0


def test_people_add_what_is_missing_after_a_while() -> None:
    person = Manual(600)
    assert person.wish(moment(demand=9, short_for_s=590)) == 4
    assert person.wish(moment(demand=9, short_for_s=600)) == 9
    assert person.wish(moment(demand=1, short_for_s=0)) == 4


def test_more_if_any_and_fewer_only_if_all() -> None:
    busy, quiet = moment(0.9, 0.9, 0.9), moment(*(0.1,) * 15)
    high = Scheduled(((0, 7),))
    low = Scheduled(((0, 1),))
    assert decided((TRACKING, high), busy) == 8
    assert decided((TRACKING, low), busy) == 8
    assert decided((TRACKING, high), quiet) == 7
    assert decided((TRACKING, Scheduled(((0, 3),))), quiet) == 3
    assert decided((TRACKING, low), quiet) == 1
    assert decided((), busy) == 4


policies = st.one_of(
    st.builds(TargetTracking, st.floats(0.1, 1), st.sampled_from([0.7, 0.9])),
    st.builds(Step, st.floats(0.1, 1), st.integers(1, 5)),
    st.builds(lambda count: Scheduled(((0, count),)), st.integers(0, 30)),
)


@given(
    st.lists(policies, min_size=1, max_size=3),
    st.lists(st.floats(0, 1), max_size=15),
    st.integers(1, 20),
    st.integers(0, 5),
)
def test_any_out_all_in(
    several: list[Policy], datapoints: list[float], serving: int, warming: int
) -> None:
    now = moment(*datapoints, serving=serving, capacity=serving + warming)
    wishes = [policy.wish(now) for policy in several]
    wish = decided(several, now)
    assert (wish > now.capacity) == any(w > now.capacity for w in wishes)
    assert (wish < now.capacity) == all(w < now.capacity for w in wishes)


def test_whole_units() -> None:
    assert [whole(v) for v in (0, 0.1, 1, 3 * (1 / 3), 2.0000001, -1)] == [0, 1, 1, 1, 3, 0]
