"""How tiers follow the load."""

import math

import pytest

from designer.analysis.elasticity import Mechanism, TierElasticity
from designer.analysis.facts import Facts
from tests.builders import topology


def tier(line: str) -> TierElasticity:
    text = f"users u\nregion r eu-west-1\n  {line}\nu -> x"
    (found,) = Facts(topology(text)).elasticity.tiers
    return found


@pytest.mark.parametrize(
    ("line", "mechanism"),
    [
        ("lambda x", Mechanism.MANAGED),
        ("ec2 x", Mechanism.NONE),
        ("asg x", Mechanism.MANUAL),
        ("asg x scaling_policy=manual", Mechanism.MANUAL),
        ("asg x scaling_policy=scheduled", Mechanism.SCHEDULED),
        ("asg x scaling_policy=step", Mechanism.POLICY),
        ("asg x scaling_policy=target_tracking", Mechanism.POLICY),
        ("asg x scaling_policy=predictive", Mechanism.POLICY),
        ("rds x", Mechanism.NONE),
        ("dynamodb x", Mechanism.MANAGED),
        ("dynamodb x capacity_mode=provisioned", Mechanism.NONE),
    ],
)
def test_mechanism(line: str, mechanism: Mechanism) -> None:
    assert tier(line).mechanism is mechanism


def test_reaction_time_is_alarm_launch_and_warm_up() -> None:
    found = tier("asg x scaling_policy=target_tracking warm_up_s=90")
    assert dict(found.chain) == {"alarm": 180, "launch": 120, "warm-up": 90}
    assert found.reaction_s == 390
    assert tier("asg x").reaction_s is None
    assert tier("lambda x").reaction_s == 10


def test_range_and_what_is_not_stated() -> None:
    found = tier("asg x desired=2 minimum=1 maximum=8 scaling_policy=step")
    assert (found.minimum, found.maximum) == (1, 8)
    assert found.stated
    assert found.not_stated == ()
    bare = tier("asg x desired=2")
    assert not bare.stated
    assert bare.not_stated == ("scaling_policy",)
    assert tier("lambda x").maximum == math.inf


@pytest.mark.parametrize(("pool", "seconds"), [("stopped", 45), ("hibernated", 20), ("running", 0)])
def test_a_warm_pool_leaves_only_the_start(pool: str, seconds: float) -> None:
    found = tier(f"asg x scaling_policy=step warm_pool={pool}")
    assert dict(found.chain) == {"alarm": 180, "start from the warm pool": seconds}
    assert tier("asg x scaling_policy=step warm_pool=none").reaction_s == 600
