"""What is missing while a fleet reacts: by hand, by its laws, and beside the simulation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.autoscaling.loads import Load, shaped
from designer.analysis.autoscaling.plans import ScalingPlan
from designer.analysis.autoscaling.policies import Policy, Predictive, Scheduled, TargetTracking
from designer.analysis.autoscaling.reaction_gap import reaction_gap
from designer.analysis.autoscaling.simulation import simulated
from designer.analysis.autoscaling.supply import Environments, Fleet
from designer.model.ids import ElementId
from designer.model.workload import LoadShape, Workload

CROWD = Workload(peak_rps=1000.0, base_rps=100.0, load_shape=LoadShape.FLASH)


def plan(
    minimum: int = 1,
    policies: tuple[Policy, ...] = (TargetTracking(0.5),),
    target: float = 0.5,
    launch_s: float = 120,
) -> ScalingPlan:
    fleet = Fleet(
        policies=policies,
        desired=minimum,
        minimum=minimum,
        maximum=1000,
        launch_s=launch_s,
        target=target,
    )
    return ScalingPlan(
        id=ElementId("web"),
        name="Web",
        how="",
        unit="instance",
        unit_rps=10.0,
        visits=1.0,
        mover=fleet,
        still=False,
    )


@pytest.mark.parametrize(
    ("minimum", "reaction_s", "gap"),
    [
        (1, 0, 0),
        (1, 30, 0),  # 10 % + 9 % of the peak, and 20 % is kept running
        (1, 150, 0.55 - 0.2),
        (1, 300, 0.8),
        (1, 3600, 0.8),
        (1, None, 0.8),
        (50, 300, 0.5),
        (100, None, 0),
    ],
)
def test_a_crowd(minimum: int, reaction_s: float | None, gap: float) -> None:
    assert reaction_gap(plan(minimum), reaction_s, CROWD) == pytest.approx(gap, abs=1e-12)


def test_a_day_and_a_night_are_slow() -> None:
    calm = replace(CROWD, load_shape=None)
    assert reaction_gap(plan(), 900, calm) == 0
    assert reaction_gap(plan(target=1.0), 900, calm) == pytest.approx(0.9 * 900 * 3.14159 / 86400)


@pytest.mark.parametrize("policy", [Scheduled(((0, 5),)), Predictive(0.5)])
def test_who_knows_the_day_is_surprised_by_crowds_only(policy: Policy) -> None:
    knows = plan(policies=(policy,))
    assert reaction_gap(knows, 900, replace(CROWD, load_shape=LoadShape.BATCH)) == 0
    assert reaction_gap(knows, 900, CROWD) == pytest.approx(0.8)


def test_what_is_no_fleet_or_never_moves_has_none() -> None:
    assert reaction_gap(replace(plan(), mover=Environments(limit=5)), 900, CROWD) == 0
    assert reaction_gap(plan(policies=()), 900, CROWD) == 0


sudden = st.sampled_from([LoadShape.FLASH, LoadShape.RAMP, LoadShape.BATCH, LoadShape.DIURNAL])


@given(sudden, st.integers(0, 200), st.integers(0, 99), st.floats(0, 4000), st.floats(0, 4000))
def test_quicker_or_more_never_widens_it(
    shape: LoadShape, minimum: int, more: int, one: float, two: float
) -> None:
    load = replace(CROWD, load_shape=shape)
    quick, slow = sorted((one, two))
    wide = reaction_gap(plan(minimum), slow, load)
    assert 0 <= reaction_gap(plan(minimum), quick, load) <= wide <= 1
    assert reaction_gap(plan(minimum + more), slow, load) <= wide
    bigger = replace(plan(minimum), unit_rps=20.0)
    assert reaction_gap(bigger, slow, load) <= wide


@pytest.mark.parametrize("shape", [LoadShape.FLASH, LoadShape.RAMP, LoadShape.DIURNAL])
@pytest.mark.parametrize("launch_s", [0, 120, 420, 900])
def test_the_simulation_misses_no_more_at_once(shape: LoadShape, launch_s: float) -> None:
    # A datapoint may begin a minute late, and the processor shows 100 % at most; without that, the
    # first order is for everything.
    workload = replace(CROWD, load_shape=shape)
    made = plan(launch_s=launch_s)
    assert isinstance(made.mover, Fleet)
    course = simulated(replace(made, mover=replace(made.mover, saturates=False)), _day(workload))
    missing = max(d - s for d, s in zip(course.demand, course.supply, strict=True))
    gap = reaction_gap(made, 180 + 60 + launch_s + 180, workload)
    assert max(0, missing) * 10 / 1000 <= gap + 2 * 10 / 1000


def _day(workload: Workload) -> Load:
    made = shaped(workload.load_shape or LoadShape.DIURNAL, workload)
    assert made is not None
    return made
