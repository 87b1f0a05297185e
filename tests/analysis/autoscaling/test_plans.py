"""What a drawing says about scaling arrives in the simulation."""

from dataclasses import replace

import pytest

from designer.analysis.autoscaling.loads import shaped
from designer.analysis.autoscaling.plans import ScalingPlan, weakened
from designer.analysis.autoscaling.policies import (
    Manual,
    Predictive,
    Scheduled,
    Step,
    TargetTracking,
)
from designer.analysis.autoscaling.simulation import simulated
from designer.analysis.autoscaling.supply import Environments, Fleet, Follower, OnDemand
from designer.analysis.facts import Facts
from designer.model.workload import LoadShape
from tests.builders import diagram


def plans(line: str, workload: str = "peak_rps=1000") -> tuple[ScalingPlan, ...]:
    drawn = diagram(f"workload {workload}\nusers u\nregion r eu-west-1\n  {line}\nu -> x")
    return Facts(drawn.topology, drawn.workload).scaling_plans


def plan(line: str, workload: str = "peak_rps=1000") -> ScalingPlan:
    (found,) = plans(line, workload)
    return found


def fleet(line: str, workload: str = "peak_rps=1000") -> Fleet:
    found = plan(line, workload).mover
    assert isinstance(found, Fleet)
    return found


SPAN = "desired=2 minimum=2 maximum=8"


@pytest.mark.parametrize(
    ("words", "policies"),
    [
        ("", ()),
        ("scaling_policy=none", ()),
        ("scaling_policy=manual", (Manual(1800.0),)),
        ("scaling_policy=target_tracking", (TargetTracking(0.5, 0.7),)),
        ("scaling_policy=target_tracking target_value=70", (TargetTracking(0.7, 0.7),)),
        ("scaling_policy=step", (Step(0.5, 1, 0.7),)),
        ("scaling_policy=step step_size=3 target_value=60", (Step(0.6, 3, 0.7),)),
        ("scaling_policy=predictive", (Predictive(0.5), TargetTracking(0.5, 0.7))),
        ("scaling_policy=scheduled", (Scheduled(((28800, 8), (72000, 2))),)),
        (
            "scaling_policy=scheduled schedule=22:30=2,07:00=5,25:00=1,never",
            (Scheduled(((25200, 5), (81000, 2))),),
        ),
        (
            "scaling_policy=target_tracking schedule=07:00=5",
            (TargetTracking(0.5, 0.7), Scheduled(((25200, 5),))),
        ),
        ("scaling_policy=manual schedule=07:00=5", (Manual(1800.0),)),
    ],
)
def test_policies_of_a_group(words: str, policies: tuple[object, ...]) -> None:
    assert fleet(f"asg x {SPAN} {words}").policies == policies


def test_timings_of_a_group() -> None:
    basic = fleet(f"asg x {SPAN} scaling_policy=step warm_up_s=90")
    assert (basic.minimum, basic.maximum, basic.desired) == (2, 8, 2)
    assert basic.launch_s == 120 + 90
    assert (basic.monitoring_s, basic.saturates, basic.drain_s) == (300, True, 300)
    assert (basic.cooldown_s, basic.cooldown_holds_out) == (0, True)
    words = "scaling_policy=target_tracking detailed_monitoring cooldown_s=60"
    fine = fleet(f"asg x {SPAN} {words} scaling_metric=ALBRequestCountPerTarget")
    assert (fine.monitoring_s, fine.saturates) == (60, False)
    assert (fine.cooldown_s, fine.cooldown_holds_out) == (60, False)
    pooled = fleet(f"asg x {SPAN} scaling_policy=step warm_pool=stopped")
    assert pooled.launch_s == 45


def test_people_need_as_long_as_the_workload_says() -> None:
    line = f"asg x {SPAN} scaling_policy=manual"
    assert fleet(line, "peak_rps=10 decide_s=5m").policies == (Manual(300.0),)


def test_tasks_follow_application_auto_scaling() -> None:
    found = plan("ecs x desired=2 minimum=2 maximum=8 scaling_policy=target_tracking")
    assert found.unit == "task"
    assert found.unit_rps == 250
    mover = found.mover
    assert isinstance(mover, Fleet)
    assert mover.policies == (TargetTracking(0.7, 0.9),)
    assert (mover.monitoring_s, mover.cooldown_s, mover.launch_s) == (60, 300, 60 + 60)


@pytest.mark.parametrize(
    ("line", "mover"),
    [
        ("lambda x", Environments(limit=1000)),
        ("lambda x concurrency=3000 provisioned_concurrency=5", Environments(limit=3000, warm=5)),
        ("lambda x reserved_concurrency=20", Environments(limit=20)),
        ("dynamodb x", OnDemand(floor=4000, window_s=1800, limit=40000)),
        ("kinesis x capacity_mode=on_demand", OnDemand(floor=4000, window_s=900, limit=1e9)),
        ("api-gateway x", Follower(lag_s=0, limit=10000 + 1e-9)),
    ],
)
def test_managed_services(line: str, mover: object) -> None:
    assert plan(line).mover == mover
    assert not plan(line).still


def test_provisioned_units_are_fixed_or_tracked() -> None:
    fixed = fleet("dynamodb x capacity_mode=provisioned capacity_rps=700")
    assert (fixed.policies, fixed.desired, fixed.maximum) == ((), 700, 700)
    moved = fleet("dynamodb x capacity_mode=provisioned capacity_rps=700 auto_scaling")
    assert (moved.minimum, moved.maximum) == (700, 40000)
    assert moved.policies == (TargetTracking(0.5, 0.9),)
    assert fleet("kinesis x shards=3").desired == 3000


@pytest.mark.parametrize("line", ["alb x", "s3 x", "dynamodb x capacity_mode=provisioned"])
def test_what_has_no_figures_is_left_out(line: str) -> None:
    assert plans(line) == ()


def test_what_stands_still_says_so() -> None:
    assert plan("ec2 x instances=3").still
    assert plan("asg x desired=2 minimum=2 maximum=2 scaling_policy=step").still
    assert plan("ec2 x instances=3").how == "a fixed number: 3"
    assert plan(f"asg x {SPAN} scaling_policy=target_tracking").how == (
        "target tracking at 50 %, 2 to 8"
    )


def test_what_is_assumed_is_named() -> None:
    open_one = plan("asg x scaling_policy=target_tracking maximum=4 capacity_rps=100")
    assert open_one.assumed == ("minimum", "target_value", "detailed_monitoring", "warm_up_s")
    assert plan("ec2 x").assumed == ("capacity_rps",)


def test_visits_scale_the_load() -> None:
    drawn = diagram(
        "workload peak_rps=1000\nusers u\nregion r eu-west-1\n"
        "  alb lb\n  ec2 a\n  ec2 b\nu -> lb\nlb -> a, b any"
    )
    facts = Facts(drawn.topology, drawn.workload)
    load = shaped(LoadShape.STEADY, drawn.workload)
    assert load is not None
    first, second = facts.scaling_plans
    assert (first.visits, second.visits) == (0.5, 0.5)
    course = simulated(first, load)
    assert set(course.demand) == {1}
    assert course.unit_hours == course.ideal_hours == pytest.approx(24)
    assert course.refused_share == 0


def test_what_is_lost_is_gone_for_the_day() -> None:
    drawn = diagram(
        "workload peak_rps=2000\nusers u\nregion r eu-west-1\n"
        "  asg x desired=4 minimum=4 maximum=8 scaling_policy=target_tracking\nu -> x"
    )
    (whole,) = Facts(drawn.topology, drawn.workload).scaling_plans
    load = shaped(LoadShape.DIURNAL, drawn.workload)
    assert load is not None
    half = simulated(weakened(whole, 0.5), load)
    assert max(half.supply) == 4
    assert set(simulated(weakened(whole, 1.0), load).supply) == {0}
    assert simulated(weakened(whole, 0.0), load) == simulated(whole, load)
    for mover in (Environments(limit=9, warm=3), OnDemand(floor=8, window_s=60, limit=9)):
        left = weakened(replace(whole, mover=mover), 0.5).mover
        assert not isinstance(left, Fleet)
        assert left.limit <= 4.5


@pytest.mark.parametrize("shape", LoadShape)
@pytest.mark.parametrize("policy", ["none", "scheduled", "step", "target_tracking", "predictive"])
def test_requests_are_served_or_refused(shape: LoadShape, policy: str) -> None:
    drawn = diagram(
        "workload peak_rps=3000 base_rps=300\nusers u\nregion r eu-west-1\n"
        f"  asg x desired=2 minimum=1 maximum=5 scaling_policy={policy}\nu -> x"
    )
    load = shaped(shape, drawn.workload)
    assert load is not None
    (found,) = Facts(drawn.topology, drawn.workload).scaling_plans
    course = simulated(found, load)
    served = sum(min(r, s * 500) for r, s in zip(load.rps, course.supply, strict=True))
    assert course.refused_share == pytest.approx(1 - served / sum(load.rps), abs=1e-12)
    # A maximum of 2,500 requests a second: the peak is beyond it.
    assert course.metrics.under_timeshare > 0
    assert course == simulated(found, load)


def test_following_beats_standing_still_in_a_crowd() -> None:
    drawn = diagram(
        "workload peak_rps=4000\nusers u\nregion r eu-west-1\n"
        "  asg x desired=2 minimum=1 maximum=20 scaling_policy=target_tracking "
        "detailed_monitoring warm_pool=stopped\nu -> x"
    )
    load = shaped(LoadShape.FLASH, drawn.workload)
    assert load is not None
    (found,) = Facts(drawn.topology, drawn.workload).scaling_plans
    quick = simulated(found, load)
    assert isinstance(found.mover, Fleet)
    slow = simulated(replace(found, mover=replace(found.mover, launch_s=600)), load)
    assert quick.speedup is not None
    assert quick.speedup > 1
    assert quick.metrics.under_accuracy < slow.metrics.under_accuracy
    assert quick.refused_share < slow.refused_share
