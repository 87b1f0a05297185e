"""Capacity of tiers against the demand that reaches them."""

import math

import pytest

from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.model.ids import ElementId
from designer.scoring.measures.fault_tolerance import measure
from designer.scoring.profile import profile
from tests.builders import diagram

E = ElementId


def tiers(text: str) -> dict[str, Tier]:
    drawn = diagram(text)
    return {tier.id: tier for tier in Facts(drawn.topology, drawn.workload).capacity.tiers}


SHOP = """
workload peak_rps=600
users u
region r eu-west-1
  vpc v
    alb lb
    zone a
      ec2 x capacity_rps=500
    zone b
      ec2 y capacity_rps=500
    asg g desired=3 maximum=9 capacity_rps=100 zones=a,b,c
    rds d capacity_rps=1000 read_replicas=1
    lambda f
u -> lb -> x, y
x, y -> g
g -> d, f
"""


def test_demand_splits_over_alternatives_and_goes_in_full_to_what_all_need() -> None:
    found = tiers(SHOP)
    demand = {key: tier.demand_rps for key, tier in found.items()}
    assert demand == {"lb": 600, "x": 300, "y": 300, "g": 600, "d": 600, "f": 600}


def test_rates_now_and_at_most() -> None:
    found = tiers(SHOP)
    g = found["g"]
    assert (g.now_rps, g.max_rps, g.growth) == (300, 900, 3)
    assert (g.headroom, g.headroom_now) == (1.5, 0.5)
    assert found["d"].now_rps == 2000
    assert found["lb"].max_rps == math.inf
    assert found["f"].max_rps == 10_000


def test_the_bottleneck_and_what_cannot_grow() -> None:
    drawn = diagram(SHOP)
    capacity = Facts(drawn.topology, drawn.workload).capacity
    assert (capacity.bottleneck, capacity.headroom) == ("g", 1.5)
    assert set(capacity.fixed) == {"x", "y"}


def test_without_a_peak_nothing_is_known_of_headroom() -> None:
    drawn = diagram(SHOP.replace("workload peak_rps=600", ""))
    capacity = Facts(drawn.topology, drawn.workload).capacity
    assert capacity.headroom is None
    assert all(tier.demand_rps is None for tier in capacity.tiers)


def test_a_throttle_is_a_ceiling_and_an_unstated_capacity_is_assumed() -> None:
    found = tiers(
        """
        workload peak_rps=100
        users u
        region r eu-west-1
          api-gateway api throttle_rps=50
          ec2 x
        u -> api -> x
        """
    )
    assert found["api"].max_rps == 50
    assert found["api"].headroom == 0.5
    assert found["x"].unit_assumed
    assert found["x"].unit_rps == 500


def test_shards_and_several_journeys() -> None:
    found = tiers(
        """
        workload peak_rps=100
        users u
        users v
        region r eu-west-1
          lambda f
          lambda h
          kinesis k shards=3
        u -> f
        v -> h
        f, h ~> k
        """
    )
    assert found["f"].demand_rps == 50
    assert found["k"].demand_rps == 100
    assert found["k"].now_rps == 3000


def test_standbys_get_nothing_while_what_they_stand_by_for_works() -> None:
    drawn = diagram(
        """
        workload peak_rps=100
        users u
        route53 dns
        region r eu-west-1
          asg g desired=4 capacity_rps=50
        region s eu-central-1
          asg h desired=1 capacity_rps=50
        u -> dns -> g
        dns -> h standby
        """
    )
    facts = Facts(drawn.topology, drawn.workload)
    assert facts.demand.at_peak(E("g")) == 100
    assert facts.demand.at_peak(E("h")) == 0
    # Yet the standby has to be able to do the work alone.
    assert facts.demand.duty(E("h")) == 100
    assert facts.availability.short_of_demand == ()
    assert facts.placement.needed(E("h")) == 2


def test_each_region_must_be_able_to_carry_all_to_stand_in_for_the_other() -> None:
    drawn = diagram(
        """
        workload peak_rps=100
        users u
        route53 dns
        region r eu-west-1
          alb l1
          asg g desired=4 capacity_rps=50
        region s eu-central-1
          alb l2
          asg h desired=1 capacity_rps=50
        u -> dns -> l1, l2
        l1 -> g
        l2 -> h
        """
    )
    facts = Facts(drawn.topology, drawn.workload)
    assert facts.demand.at_peak(E("h")) == 50
    assert facts.placement.needed(E("h")) == 2
    assert facts.availability.short_of_demand == ("h",)


def test_weights_share_out_and_calls_multiply() -> None:
    drawn = diagram(
        """
        workload peak_rps=100
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x
          zone b
            ec2 y
          rds db
        u -> lb
        lb -> x weight=3
        lb -> y
        x -> db calls=4
        y -> db calls=0.5
        """
    )
    demand = Facts(drawn.topology, drawn.workload).demand
    assert demand.at_peak(E("x")) == 75
    assert demand.at_peak(E("y")) == 25
    assert demand.at_peak(E("db")) == 75 * 4 + 25 * 0.5
    # Alone, each zone has all of it, whatever the weights.
    assert demand.duty(E("y")) == 100
    assert demand.duty(E("db")) == 400


def test_who_weighs_nothing_gets_nothing_until_nobody_else_is_left() -> None:
    text = """
        workload peak_rps=100
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x
          zone b
            ec2 y
        u -> lb
        lb -> x {}
        lb -> y weight=0
    """

    def demand(text: str) -> tuple[float | None, float | None, float | None]:
        drawn = diagram(text)
        found = Facts(drawn.topology, drawn.workload).demand
        return found.at_peak(E("x")), found.at_peak(E("y")), found.duty(E("y"))

    assert demand(text.format("")) == (100, 0, 100)
    assert demand(text.format("weight=0")) == (50, 50, 100)


SIZES = """
users u
region r eu-west-1
  ec2 x {ec2}
  rds d {rds}
u -> x -> d
"""


@pytest.mark.parametrize(
    ("ec2", "now", "vertical", "largest"),
    [
        ("", 500, 500 * 32, "m7g.16xlarge"),
        ("instance_type=m7g.2xlarge", 2000, 500 * 32, "m7g.16xlarge"),
        ("instance_type=c5.24xlarge", 500 * 48, 500 * 48, "c5.24xlarge"),
        ("instance_type=t3.nano capacity_rps=10", 10, 40, "t3.2xlarge"),
        ("instances=3 instance_type=m7g.large", 1500, 1500 * 32, "m7g.16xlarge"),
        # A size nobody knows grows by nothing, and is not guessed at.
        ("instance_type=z9.huge", 500, 500, ""),
    ],
)
def test_a_server_grows_to_the_largest_of_its_family(
    ec2: str, now: float, vertical: float, largest: str
) -> None:
    found = tiers(SIZES.format(ec2=ec2, rds=""))["x"]
    assert (found.now_rps, found.vertical_rps, found.largest) == (now, vertical, largest)
    assert found.machine_assumed == ("instance_type" not in ec2)


def test_a_group_has_the_size_of_its_members() -> None:
    text = """
        users u
        region r eu-west-1
          asg g desired=2 maximum=4
          ec2 x instance_type=m7g.8xlarge in g
        u -> g
    """
    g = tiers(text)["g"]
    assert (g.machine, g.machine_assumed, g.size_growth) == ("m7g.8xlarge", False, 2)
    assert (g.now_rps, g.grown_rps) == (2 * 16 * 500, 4 * 32 * 500)


def test_a_throttle_stops_bigger_servers_too() -> None:
    text = "users u\nregion r eu-west-1\n  api_gateway a throttle_rps=70\nu -> a"
    found = tiers(text)["a"]
    assert (found.limit_rps, found.vertical_rps, found.grown_rps) == (70, 70, 70)


def test_the_weakest_tier_of_a_region_is_what_the_region_carries() -> None:
    text = """
        workload peak_rps=100
        users u
        route53 dns health_checks
        region r eu-west-1
          alb l1
          asg w1 desired=4 capacity_rps=100
          asg a1 desired=4 capacity_rps=100
        region s eu-central-1
          alb l2
          asg w2 desired=4 capacity_rps=100
          asg a2 desired=1 capacity_rps=25
        u -> dns -> l1, l2
        l1 -> w1 -> a1
        l2 -> w2 -> a2
    """
    drawn = diagram(text)
    measured = measure(Facts(drawn.topology, drawn.workload), profile())
    assert measured is not None
    part = next(p for p in measured.parts if p.name == "After losing the worst Region")
    # Not the 425 that all of its servers would add up to.
    assert part.points == 25
