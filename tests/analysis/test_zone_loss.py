"""What the loss of the worst zone leaves of fleets."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.zone_loss import Fleet
from tests.builders import diagram


def fleet(text: str, unit: str) -> Fleet:
    drawn = diagram(text)
    facts = Facts(drawn.topology, drawn.workload)
    return next(f for f in facts.fleets if unit in {tier.id for tier in f.tiers})


@pytest.mark.parametrize(("zones", "needed"), [(2, 200), (3, 150), (4, 400 / 3)])
def test_static_stability(zones: int, needed: float) -> None:
    names = ",".join("abcd"[:zones])
    text = f"""
        workload peak_rps=1200
        users u
        region r us-east-1
          asg g desired={{}} zones={names} capacity_rps=100
        u -> g
    """
    short = fleet(text.format(12), "g")
    assert (short.provisioned_percent, short.zones) == (100, zones)
    assert short.stable_percent == pytest.approx(needed)
    assert short.share_left == pytest.approx((zones - 1) / zones)
    stable = fleet(text.format(12 * zones // (zones - 1)), "g")
    assert stable.provisioned_percent == pytest.approx(needed)
    assert stable.share_left == 1


def test_servers_drawn_one_by_one_are_one_fleet() -> None:
    text = """
        workload peak_rps=600
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x capacity_rps=500
          zone b
            ec2 y capacity_rps=400
        u -> lb -> x, y
    """
    found = fleet(text, "x")
    assert [tier.id for tier in found.tiers] == ["x", "y"]
    assert (found.now_rps, found.left_rps, found.demand_rps) == (900, 400, 600)
    assert found.is_judged


def test_in_one_zone_no_size_is_enough() -> None:
    text = "workload peak_rps=10\nusers u\nregion r eu-west-1\n  zone a\n    ec2 x\nu -> x"
    found = fleet(text, "x")
    assert (found.left_rps, found.stable_percent, found.share_left) == (0, None, 0)


@pytest.mark.parametrize(
    ("store", "left", "judged"),
    [
        ("rds d multi_az capacity_rps=100", 100, False),
        ("rds d off:multi_az capacity_rps=100", 0, False),
        # Where its read replicas stand is not drawn.
        ("rds d multi_az read_replicas=2 capacity_rps=100", 100, False),
        ("aurora d replicas=2 capacity_rps=100", 200, False),
        ("dynamodb d", 40_000, False),
    ],
)
def test_stores_are_told_but_not_judged_by_size(store: str, left: float, judged: bool) -> None:
    text = f"workload peak_rps=10\nusers u\nregion r us-east-1\n  lambda f\n  {store}\nu -> f -> d"
    found = fleet(text, "d")
    assert found.left_rps == pytest.approx(left)
    assert found.is_judged is judged


def test_nothing_is_judged_without_a_peak() -> None:
    text = "users u\nregion r eu-west-1\n  asg g desired=2 zones=a,b\nu -> g"
    found = fleet(text, "g")
    assert (found.provisioned_percent, found.is_judged) == (None, False)
    assert found.left_rps == 500
