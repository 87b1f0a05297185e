"""What capacity remains when something fails."""

from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.remaining import Remaining
from designer.analysis.scenarios import Scenario, ScenarioSet
from designer.model.workload import Workload
from tests.analysis.oracle import random_design, serving, topology_of
from tests.analysis.test_circuit_against_brute_force import engine_event, states
from tests.analysis.test_scenarios import SHOP
from tests.builders import diagram, topology


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


def after(known: Facts, *ids: str) -> Remaining:
    return known.remaining(ScenarioSet((known.fail(ids),))).of(0)


def shares(found: Remaining) -> dict[str, float]:
    return {fleet.units[0]: fleet.share for fleet in found.fleets}


def test_nothing_failed_leaves_everything() -> None:
    found = Facts(topology(SHOP)).remaining(ScenarioSet(())).of(-1)
    assert found.share == 1
    assert found.bottleneck is None
    assert set(shares(found).values()) == {1.0}
    assert list(found.journeys) == ["u"]


def test_a_zone_takes_its_share_of_a_group() -> None:
    known = Facts(topology(SHOP))
    found = after(known, "a")
    # Two of the four instances stand in zone a; the database's standby takes over.
    assert shares(found) == {"lb": 1, "g": 0.5, "d": 1, "c": 1, "mail": 1}
    assert found.share == 0.5
    assert found.bottleneck is not None
    assert found.bottleneck.units == ("g",)


def test_what_requests_no_longer_reach_carries_nothing() -> None:
    found = after(Facts(topology(SHOP)), "lb")
    assert set(shares(found).values()) == {0.0}
    assert found.share == 0


def test_what_works_still_has_its_capacity_though_the_request_fails() -> None:
    found = after(Facts(topology(SHOP)), "d")
    assert shares(found) == {"lb": 1, "g": 1, "d": 0, "c": 1, "mail": 1}
    assert found.share == 0
    assert found.bottleneck is not None
    assert found.bottleneck.units == ("d",)


def test_the_optional_does_not_limit_the_workload() -> None:
    found = after(Facts(topology(SHOP)), "mail")
    assert shares(found)["mail"] == 0
    assert found.share == 1
    assert found.bottleneck is None


POOL = """
workload peak_rps=150
users u
region r eu-west-1
  alb lb
  zone a
    ec2 x capacity_rps=100
  zone b
    ec2 y capacity_rps=100
u -> lb -> x, y
"""


def test_servers_behind_one_balancer_are_one_fleet() -> None:
    found = after(facts(POOL), "x")
    fleet = next(f for f in found.fleets if len(f.units) == 2)
    assert fleet.units == ("x", "y")
    assert fleet.name == "x and 1 more"
    assert list(fleet.shares) == [0, 1]
    assert (fleet.now_rps, fleet.left_rps, fleet.demand_rps) == (200, 100, 150)
    assert not fleet.carries_peak
    # The peak is not carried, so the journey fails at peak; half of the capacity is left still.
    assert found.share == 0.5


def test_unequal_servers_count_by_what_they_carry() -> None:
    found = after(facts(POOL.replace("y capacity_rps=100", "y capacity_rps=300")), "x")
    fleet = next(f for f in found.fleets if len(f.units) == 2)
    assert fleet.share == 0.75
    assert fleet.carries_peak
    assert found.share == 0.75


STANDBY = """
users u
route53 dns
region r eu-west-1
  zone ra
    ec2 x
    rds d
region s eu-central-1
  zone sa
    ec2 y
    rds e
u -> dns -> x -> d
dns -> y standby
y -> e
"""


def test_a_standby_takes_the_whole_load() -> None:
    found = after(facts(STANDBY), "r")
    assert found.share == 1
    assert after(facts(STANDBY), "s").share == 1
    assert after(facts(STANDBY), "d").share == 1
    assert after(facts(STANDBY), "d", "y").share == 0


def test_a_chain_counts_only_as_far_as_its_store() -> None:
    text = STANDBY.replace(
        "u -> dns -> x -> d\ndns -> y standby", "u -> dns\ndns -> x, y any\nx -> d"
    )
    known = facts(text)
    found = after(known, "d")
    assert shares(found)["x"] == 1
    assert found.share == 0.5
    assert after(known, "d", "y").share == 0


def test_a_member_counts_only_with_what_its_icon_needs() -> None:
    known = facts(
        """
        users u
        region r eu-west-1
          asg g desired=4
          zone a
            nat na
            ec2 x in g
          zone b
            nat nb
            ec2 y in g
        u -> g
        x -> na
        y -> nb
        """
    )
    assert after(known, "na").share == 0.5
    assert after(known, "na", "y").share == 0
    assert after(known, "g#0").share == 0.75


def test_fewer_replicas_than_stated_to_be_needed_are_none() -> None:
    text = "users u\nregion r eu-west-1\n  zone a\n    ec2 x instances=4 needed=3\nu -> x"
    known = facts(text)
    assert after(known, "x#0").share == 0.75
    assert after(known, "x#0", "x#1").share == 0


def test_loops_and_long_chains() -> None:
    loop = "users u\nregion r eu-west-1\n  lambda f\n  lambda g\nu -> f -> g -> f"
    assert after(facts(loop)).share == 1
    assert after(facts(loop), "g").share == 0
    boxes = "\n".join(f"  lambda f{i}" for i in range(3000))
    links = "\n".join(f"f{i} -> f{i + 1}" for i in range(2999))
    known = facts(f"users u\nregion r eu-west-1\n{boxes}\nu -> f0\n{links}")
    assert after(known, "f2999").share == 0


@pytest.mark.parametrize("block", range(4))
def test_something_remains_exactly_when_the_circuit_succeeds(block: int) -> None:
    for seed in range(50_000 + block * 150, 50_000 + (block + 1) * 150):
        random = Random(seed)
        design = random_design(random, 8)
        known = Facts(topology_of(design), Workload())
        chosen = states(design, random)
        scenarios = ScenarioSet(
            tuple(
                Scenario(id="", sentence="", events=frozenset(map(engine_event, down)))
                for down in chosen
            )
        )
        remaining = known.remaining(scenarios)
        whole = remaining.of(-1)
        for number, down in enumerate(chosen):
            found = remaining.of(number)
            assert (found.share > 0) == serving(design, down)["user"], (seed, sorted(down))
            assert found.share <= whole.share + 1e-9
            for fleet in found.fleets:
                assert 0 <= fleet.share <= 1
