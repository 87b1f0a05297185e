"""Fleets, Lambda, on-demand tables and managed services under loads, and the laws they keep."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.analysis.autoscaling.policies import (
    Manual,
    Policy,
    Predictive,
    Scheduled,
    Step,
    TargetTracking,
    whole,
)
from designer.analysis.autoscaling.supply import (
    Environments,
    Fleet,
    Follower,
    Mover,
    Offered,
    OnDemand,
    Supplied,
)
from designer.analysis.autoscaling.timings import STEP_S

MINUTE = 60 // STEP_S
HOUR = 3600 // STEP_S


def offered(units: list[float]) -> Offered:
    return Offered(units=units, demand=[whole(value) for value in units])


def under(load: Offered, done: Supplied) -> float:
    return sum(max(0, d - s) for d, s in zip(load.demand, done.supply, strict=True))


def tracking(launch_s: float = 120, most: int = 100, **more: float) -> Fleet:
    return Fleet(
        policies=(TargetTracking(0.5),),
        desired=2,
        minimum=2,
        maximum=most,
        launch_s=launch_s,
        target=0.5,
        **more,  # type: ignore[arg-type]  # the numbers among its fields
    )


def test_the_first_new_unit_serves_after_alarm_and_launch() -> None:
    # Settled at 4 of 2 needed; then the load trebles at the beginning of the second hour.
    load = offered([2.0] * HOUR + [6.0] * HOUR)
    done = tracking(launch_s=120).run(load)
    assert set(done.supply[:HOUR]) == {4}
    first = next(i for i, count in enumerate(done.supply) if count > 4)
    # Three one-minute datapoints, then the launch.
    assert first == HOUR + 3 * MINUTE + 120 // STEP_S
    # The processor shows 100 % at most: 4 * 1.0 / 0.5, and 12 in a second round.
    assert done.supply[first] == 8
    assert done.supply[-1] == 12


def test_a_metric_that_does_not_saturate_orders_everything_at_once() -> None:
    load = offered([2.0] * HOUR + [6.0] * HOUR)
    done = replace(tracking(), saturates=False).run(load)
    assert sorted(set(done.supply)) == [4, 12]


def test_basic_monitoring_sees_it_minutes_later() -> None:
    load = offered([2.0] * HOUR + [6.0] * HOUR)
    done = tracking(monitoring_s=300).run(load)
    first = next(i for i, count in enumerate(done.supply) if count > 4)
    # Five minutes until the value is sent, and three datapoints of it.
    assert first == HOUR + (5 + 2) * MINUTE + 120 // STEP_S


def test_the_fleet_shrinks_after_fifteen_quiet_minutes_and_drains() -> None:
    load = offered([8.0] * HOUR + [2.0] * HOUR)
    done = tracking(drain_s=300).run(load)
    first = next(i for i, count in enumerate(done.supply) if count < 16)
    assert first == HOUR + 15 * MINUTE
    assert done.supply[first] == 4
    # Twelve that left are paid for five minutes more.
    assert done.paid == sum(done.supply) + 12 * 300 // STEP_S


def test_nothing_is_removed_while_something_warms_up() -> None:
    load = offered([2.0] * HOUR + [6.0] * (4 * MINUTE) + [0.5] * HOUR)
    done = tracking(launch_s=1800).run(load)
    arrival = next(i for i, count in enumerate(done.supply) if count > 4)
    assert min(done.supply[HOUR:arrival]) == 4
    assert done.supply[-1] < done.supply[arrival]


def test_a_cooldown_holds_the_next_step() -> None:
    load = offered([1.0] * HOUR + [20.0] * HOUR)
    steps = Fleet(
        policies=(Step(0.5, 1),), desired=2, minimum=2, maximum=50, launch_s=0, target=0.5
    )
    quick = steps.run(load)
    held = replace(steps, cooldown_s=300, cooldown_holds_out=True).run(load)
    assert quick.supply[-1] > held.supply[-1]
    grown = held.supply[-1] - held.supply[0]
    assert grown == pytest.approx(3600 / 300, abs=1)
    # One that does not hold what adds changes nothing here.
    assert replace(steps, cooldown_s=300).run(load).supply == quick.supply


def test_no_policy_moves_nothing() -> None:
    load = offered([1.0, 50.0] * 500)
    done = Fleet(desired=3, minimum=1, maximum=9).run(load)
    assert set(done.supply) == {3}
    assert done.paid == 3 * 1000


def test_a_schedule_is_followed_however_the_load_is() -> None:
    plan = Fleet(
        policies=(Scheduled(((3600, 5), (7200, 2))),), desired=1, minimum=1, maximum=9, launch_s=60
    )
    done = plan.run(offered([9.0] * 3 * HOUR))
    assert set(done.supply[: HOUR + MINUTE]) == {2}
    assert set(done.supply[HOUR + MINUTE : 2 * HOUR]) == {5}
    assert set(done.supply[2 * HOUR :]) == {2}


def test_people_come_late_and_leave_it_so() -> None:
    plan = Fleet(policies=(Manual(1800),), desired=1, minimum=1, maximum=9, launch_s=300)
    done = plan.run(offered([1.0] * HOUR + [4.0] * HOUR + [1.0] * HOUR))
    first = next(i for i, count in enumerate(done.supply) if count > 1)
    assert first == HOUR + (1800 + 300) // STEP_S
    assert done.supply[-1] == 4


def test_a_forecast_is_ready_before_the_hour() -> None:
    units = [2.0] * HOUR + [8.0] * HOUR
    load = Offered(units=units, demand=[int(u) for u in units], forecast=(2.0, 8.0))
    plan = replace(tracking(launch_s=300), policies=(Predictive(0.5), TargetTracking(0.5)))
    done = plan.run(load)
    assert under(load, done) == 0
    assert done.supply[HOUR] == 16


def test_lambda_adds_a_thousand_in_ten_seconds() -> None:
    load = offered([500.0] * 3 + [9000.0] * 12)
    done = Environments(limit=6000).run(load)
    assert done.supply == (500,) * 3 + (1500, 2500, 3500, 4500, 5500) + (6000,) * 7
    assert Environments(limit=100, warm=40).run(offered([1.0, 300.0])).supply == (40, 100)
    assert Environments(limit=0).run(load).supply == (0,) * 15


def test_a_table_takes_twice_its_peak_of_half_an_hour_ago() -> None:
    half = HOUR // 2
    load = offered([1000.0] * half + [9000.0] * (2 * half + 1) + [30000.0] * 2 * half)
    done = OnDemand(floor=4000, window_s=1800, limit=40000).run(load)
    assert set(done.supply[half : 2 * half]) == {4000}
    # Twice the 4,000 it served half an hour before; what it throttled does not count.
    assert set(done.supply[2 * half : 3 * half]) == {8000}
    assert done.supply[3 * half + 1] == 16000
    assert OnDemand(floor=4000, window_s=1800, limit=3000).run(load).supply[-1] == 3000


def test_a_managed_service_lags_and_has_a_quota() -> None:
    load = offered([1.0] * 6 + [5.0] * 6 + [50.0] * 12)
    assert Follower(lag_s=0, limit=20).run(load).supply == (1,) * 6 + (5,) * 6 + (20,) * 12
    assert Follower(lag_s=60, limit=20).run(load).supply == (1,) * 12 + (5,) * 6 + (20,) * 6


# -- laws

units = st.lists(st.tuples(st.integers(1, 200), st.floats(0, 60)), min_size=1, max_size=8).map(
    lambda parts: [value for count, value in parts for _ in range(count)]
)
policies: st.SearchStrategy[Policy] = st.one_of(
    st.builds(TargetTracking, st.floats(0.2, 0.9), st.sampled_from([0.7, 0.9])),
    st.builds(Step, st.floats(0.2, 0.9), st.integers(1, 4)),
    st.builds(lambda count: Scheduled(((600, count), (2400, 1))), st.integers(0, 30)),
    st.builds(Predictive, st.floats(0.2, 0.9)),
    st.builds(Manual, st.floats(0, 3000)),
)


@st.composite
def fleets(draw: st.DrawFn) -> Fleet:
    low = draw(st.integers(0, 10))
    return Fleet(
        policies=tuple(draw(st.lists(policies, max_size=3))),
        desired=draw(st.integers(0, 30)),
        minimum=low,
        maximum=low + draw(st.integers(0, 30)),
        launch_s=draw(st.integers(0, 900)),
        target=draw(st.sampled_from([0.5, 0.8, 1.0])),
        monitoring_s=draw(st.sampled_from([60, 300])),
        saturates=draw(st.booleans()),
        cooldown_s=draw(st.sampled_from([0, 300])),
        cooldown_holds_out=draw(st.booleans()),
        drain_s=draw(st.sampled_from([0, 300])),
    )


@given(fleets(), units)
def test_a_fleet_stays_between_its_limits_and_pays_for_what_serves(
    fleet: Fleet, values: list[float]
) -> None:
    done = fleet.run(offered(values))
    assert len(done.supply) == len(values)
    assert all(fleet.minimum <= count <= fleet.maximum for count in done.supply)
    assert done.paid >= sum(done.supply)
    # What is paid for also serves, warms up or drains: no more than the limits allow.
    waiting = len(values) * fleet.maximum * (1 + fleet.drain_s / STEP_S)
    assert done.paid <= waiting + 1e-9
    assert fleet.run(offered(values)) == done


@given(
    st.one_of(
        st.builds(Environments, limit=st.integers(0, 50), warm=st.integers(0, 60)),
        st.builds(
            OnDemand,
            floor=st.floats(0, 30),
            window_s=st.sampled_from([0, 900]),
            limit=st.floats(0, 60),
        ),
        st.builds(Follower, lag_s=st.sampled_from([0, 60, 300]), limit=st.floats(0, 60)),
    ),
    units,
)
def test_a_managed_service_keeps_its_quota(mover: Mover, values: list[float]) -> None:
    assert not isinstance(mover, Fleet)
    done = mover.run(offered(values))
    assert len(done.supply) == len(values)
    assert all(0 <= count <= mover.limit for count in done.supply)


@given(units)
def test_what_follows_at_once_misses_nothing_and_spares_nothing(values: list[float]) -> None:
    load = offered(values)
    ideal = Follower(lag_s=0, limit=100).run(load)
    assert ideal.supply == tuple(load.demand)
    assert ideal.paid == sum(load.demand)


def ascending(start: float, rise: float) -> Offered:
    return offered([start + rise * step for step in range(HOUR)])


@given(st.floats(0, 10), st.floats(0, 0.1), st.integers(0, 900), st.integers(0, 900))
def test_a_shorter_lag_never_misses_more_of_a_rise(
    start: float, rise: float, one: int, two: int
) -> None:
    load = ascending(start, rise)
    quick, slow = sorted((one, two))
    assert under(load, Follower(lag_s=quick, limit=99).run(load)) <= under(
        load, Follower(lag_s=slow, limit=99).run(load)
    )


@settings(max_examples=60)
@given(
    st.floats(0, 10),
    st.floats(0, 0.1),
    st.integers(0, 600),
    st.integers(0, 900),
    st.sampled_from([0.4, 0.5, 0.7, 0.9]),
    st.booleans(),
)
def test_a_quicker_launch_never_misses_more_of_a_rise(
    start: float, rise: float, launch: int, later: int, target: float, saturates: bool
) -> None:
    load = ascending(start, rise)
    fleet = replace(
        tracking(most=400),
        policies=(TargetTracking(target),),
        target=target,
        saturates=saturates,
    )
    quick = replace(fleet, launch_s=launch).run(load)
    slow = replace(fleet, launch_s=launch + later).run(load)
    assert under(load, quick) <= under(load, slow)


@given(st.floats(0, 10), st.floats(0, 0.1), st.integers(2, 40), st.integers(0, 40))
def test_a_larger_maximum_never_misses_more_of_a_rise(
    start: float, rise: float, most: int, more: int
) -> None:
    load = ascending(start, rise)
    assert under(load, tracking(most=most + more).run(load)) <= under(
        load, tracking(most=most).run(load)
    )
