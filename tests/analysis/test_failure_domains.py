"""Replicas: how many, where, and how many of them are needed."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.failure_domains import MOST_REPLICAS
from designer.model.ids import ElementId
from tests.builders import diagram

E = ElementId


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


def zones(found: Facts, unit: str) -> list[str]:
    return [(replica.zone or "").rpartition("/")[2] for replica in found.replicas(E(unit))]


def test_a_scaling_groups_instances_are_dealt_out_over_its_members() -> None:
    found = facts(
        """
        region r eu-west-1
          vpc v
            asg g desired=5
            zone a
              ec2 x in g
            zone b
              ec2 y in g
        """
    )
    assert [replica.member for replica in found.replicas(E("g"))] == ["x", "y", "x", "y", "x"]
    assert zones(found, "g") == ["a", "b", "a", "b", "a"]
    assert found.placement.zones_of(E("x")) == ("zone:eu-west-1/a",)
    assert found.wiring.unit_of(E("x")) == "g"


def test_members_count_when_the_group_states_no_number() -> None:
    found = facts("region r eu-west-1\n  asg g\n    ec2 x\n    ec2 y\n    ec2 z")
    assert found.placement.count(E("g")) == 3
    assert facts("region r eu-west-1\n  asg g minimum=4").placement.count(E("g")) == 4


def test_a_standby_lives_in_another_zone() -> None:
    text = "region r eu-west-1\n  zone a\n    rds d {}\n  zone b"
    assert zones(facts(text.format("")), "d") == ["a"]
    assert zones(facts(text.format("multi_az")), "d") == ["a", "b"]
    # With one zone drawn the second one is implied.
    alone = facts("region r eu-west-1\n  zone a\n    rds d multi_az")
    first, second = zones(alone, "d")
    assert first == "a"
    assert second != "a"


def test_readers_of_a_cluster_live_in_the_regions_other_zones() -> None:
    found = facts("region r eu-west-1\n  zone a\n  zone b\n    aurora d replicas=3\n  zone c")
    assert zones(found, "d") == ["b", "a", "c", "b"]


def test_replicas_without_automatic_failover_do_not_serve_writes() -> None:
    text = "region r eu-west-1\n  elasticache c replicas=2 {}"
    assert facts(text.format("")).placement.count(E("c")) == 1
    assert facts(text.format("automatic_failover")).placement.count(E("c")) == 3


def test_a_quorum_needs_the_majority() -> None:
    found = facts("region r eu-west-1\n  msk k brokers=3")
    assert (found.placement.count(E("k")), found.placement.needed(E("k"))) == (3, 2)


WEB = """
    workload {}
    users u
    region r eu-west-1
      alb lb
      asg g {}
    u -> lb -> g
"""


@pytest.mark.parametrize(
    ("workload", "group", "needed", "count"),
    [
        ("growth=1", "desired=4", 1, 4),  # no peak stated
        ("peak_rps=900", "desired=4", 1, 4),  # no capacity stated
        ("peak_rps=900", "desired=4 capacity_rps=300", 3, 4),
        ("peak_rps=901", "desired=4 capacity_rps=300", 4, 4),
        ("peak_rps=901", "desired=4 capacity_rps=300 needed=2", 2, 4),
        ("peak_rps=900", "desired=2 maximum=9 capacity_rps=300", 3, 2),
        # An elastic fleet has grown to what the peak needs.
        ("peak_rps=900", "desired=2 maximum=9 capacity_rps=300 scaling_policy=step", 3, 3),
        ("peak_rps=900", "desired=1 maximum=2 capacity_rps=300 scaling_policy=step", 3, 2),
    ],
)
def test_the_number_needed_follows_demand_never_the_number_there_is(
    workload: str, group: str, needed: int, count: int
) -> None:
    found = facts(WEB.format(workload, group))
    assert found.placement.needed(E("g")) == needed
    assert found.placement.count(E("g")) == count


def test_a_fleet_too_small_for_the_peak_is_named_and_down_at_peak_only() -> None:
    found = facts(WEB.format("peak_rps=900", "desired=2 capacity_rps=300"))
    assert found.availability.short_of_demand == ("g",)
    assert found.availability.workload.unavailability == 1
    # What breaks a fleet that needs all it has is still worth knowing.
    assert "g" in {point.id for point in found.single_points}


def test_instances_behind_one_balancer_pool_their_capacity() -> None:
    text = """
        workload peak_rps={}
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x capacity_rps=300 instances=2
          zone b
            ec2 y capacity_rps=300 instances=3
        u -> lb -> x, y
    """
    enough = facts(text.format(900))
    assert enough.availability.short_of_demand == ()
    # Five of which three are needed: zone a may be lost, zone b may not.
    lost = {point.id for point in enough.single_points if point.kind == "zone"}
    assert lost == {"zone:eu-west-1/b"}
    short = facts(text.format(1600))
    assert set(short.availability.short_of_demand) == {"x", "y"}


def test_very_large_fleets_are_counted_in_bundles() -> None:
    found = facts("region r eu-west-1\n  asg g desired=9000 needed=4500")
    count, needed = found.placement.count(E("g")), found.placement.needed(E("g"))
    assert count <= MOST_REPLICAS
    assert needed / count == pytest.approx(0.5, abs=0.01)
