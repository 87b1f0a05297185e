"""Failures, one or several at once: what breaks and what goes down with it."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.scenario_sets import pairs
from designer.analysis.scenarios import ScenarioSet, singles
from designer.model.ids import ElementId
from tests.builders import topology

E = ElementId
SHOP = """
users u
region r eu-west-1
  vpc v
    alb lb
    asg g desired=4
    zone a
      subnet sa
        ec2 x in g
      rds d multi_az
    zone b
      ec2 y in g
    elasticache c
    lambda mail
u -> lb -> g -> d
g -> c
g -> mail optional
"""


@pytest.fixture
def shop() -> Facts:
    return Facts(topology(SHOP))


def lost(facts: Facts, *ids: str) -> tuple[bool, set[str]]:
    """Return whether the users are served when ``ids`` fail, and what is lost."""
    outcome = facts.run(ScenarioSet((facts.fail(ids),)))
    return outcome.succeeds("u", 0), set(outcome.lost(0))


def test_nothing_failed_loses_nothing(shop: Facts) -> None:
    assert lost(shop) == (True, set())


def test_a_member_fails_with_its_share(shop: Facts) -> None:
    assert lost(shop, "x") == (True, {"x"})
    served, gone = lost(shop, "x", "y")
    assert not served
    assert gone == {"u", "lb", "g", "x", "y", "d", "c", "mail"}


def test_a_group_fails_as_a_whole(shop: Facts) -> None:
    assert lost(shop, "g")[0] is False


def test_boxes_of_zones_and_other_boxes(shop: Facts) -> None:
    assert lost(shop, "a") == (True, {"x"})
    assert lost(shop, "sa") == (True, {"x"})
    assert lost(shop, "zone:eu-west-1/a") == lost(shop, "a")
    served, gone = lost(shop, "a", "b")
    assert not served
    assert {"x", "y", "g", "d"} <= gone
    served, gone = lost(shop, "r")
    assert not served
    assert gone == {"u", "lb", "g", "x", "y", "d", "c", "mail"}


def test_the_cache_beside_the_store_and_the_optional_mail_may_fail(shop: Facts) -> None:
    assert lost(shop, "c") == (True, {"c"})
    assert lost(shop, "mail") == (True, {"mail"})


def test_what_requests_no_longer_reach_is_lost(shop: Facts) -> None:
    served, gone = lost(shop, "lb")
    assert not served
    assert gone == {"u", "lb", "g", "x", "y", "d", "c", "mail"}


def test_what_still_works_is_not_lost(shop: Facts) -> None:
    served, gone = lost(shop, "d")
    assert not served
    assert gone == {"u", "lb", "g", "x", "y", "d"}


def test_sentences(shop: Facts) -> None:
    assert shop.fail(["lb"]).sentence == "lb fails"
    assert shop.fail(["a", "lb"]).sentence == "the zone a fails and lb fails"
    points = {point.id: point for point in shop.single_points}
    assert points["lb"].scenario == "When lb fails, u cannot be served."


def test_pairs_find_what_singles_do_not(shop: Facts) -> None:
    single = singles(shop.compiled)
    alone = shop.run(single)
    broken = {single.scenarios[i].id for i in alone.breaking}
    assert broken == {"lb#", "region:eu-west-1"}
    both = pairs(single)
    assert len(both) == len(single) * (len(single) - 1) // 2
    together = shop.run(both)
    cuts = {both[i].events for i in together.breaking}
    minimal = {cut for cut in cuts if not cut & {"lb#", "region:eu-west-1"}}
    a, b = "zone:eu-west-1/a", "zone:eu-west-1/b"
    assert minimal == {
        frozenset({a, b}),
        frozenset({"d#0", "d#1"}),
        frozenset({a, "d#1"}),
        frozenset({"d#0", b}),
    }


def test_single_points_name_zone_and_region() -> None:
    facts = Facts(topology("users u\nregion r eu-west-1\n  zone a\n    ec2 x\nu -> x"))
    found = {(point.kind, point.id): point for point in facts.single_points}
    assert found["zone", "zone:eu-west-1/a"].ids == ("a",)
    assert found["region", "region:eu-west-1"].ids == ("r",)
    assert found["element", "x"].blast_radius == ("u", "x")
    assert not found["element", "x"].managed


def test_standbys_take_over() -> None:
    facts = Facts(
        topology(
            """
            users u
            route53 dns
            region r eu-west-1
              ec2 x
            region s eu-central-1
              ec2 y
            u -> dns -> x
            dns -> y standby
            """
        )
    )
    assert {point.id for point in facts.single_points} == {"dns"}
    outcome = facts.run(ScenarioSet((facts.fail(["x"]), facts.fail(["x", "s"]))))
    assert [outcome.succeeds("u", i) for i in range(2)] == [True, False]
