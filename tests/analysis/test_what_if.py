"""Failing several things at once: journeys, losses with their reasons, links, what is left."""

from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.fallout import Cause
from designer.analysis.scenarios import ScenarioSet
from designer.analysis.what_if import JourneyState, LinkState, WhatIf, what_if
from designer.catalog.service import Role
from designer.model.links import LinkKind
from designer.model.topology import Topology
from designer.rules import failure_phrasing as words
from tests.analysis.population import drawing, topology_of
from tests.builders import diagram

SHOP = """
workload peak_rps=800
users u "Users"
region r eu-west-1
  vpc v
    alb lb "Front door"
    asg web "Web" desired=4 capacity_rps=200
    group data "Data"
    zone a "eu-west-1a"
      subnet sa private
        ec2 web1 in web
        rds orders "orders-db" in data
    zone b "eu-west-1b"
      subnet sb private
        ec2 web2 in web
        lambda mail "Mail"
  sqs jobs "Jobs"
  lambda worker "Worker"
u -> lb -> web -> orders
web -> mail optional
web ~> jobs ~> worker
"""


def answer(*ids: str, text: str = SHOP) -> tuple[WhatIf, Topology]:
    drawn = diagram(text)
    return what_if(Facts(drawn.topology, drawn.workload), ids), drawn.topology


def sentences(*ids: str, text: str = SHOP) -> dict[str, str]:
    return words.reasons(*answer(*ids, text=text))


def states(found: WhatIf) -> dict[str, JourneyState]:
    return {journey.id: journey.state for journey in found.journeys}


def links(found: WhatIf) -> dict[str, str]:
    return {key: state.value for key, state in found.links.items()}


def test_nothing_failed_changes_nothing() -> None:
    found, topology = answer()
    assert states(found) == {"u": JourneyState.SERVED, "worker": JourneyState.SERVED}
    assert (found.lost, found.links, found.tiers, found.share) == ((), {}, (), 1.0)
    assert words.headline(found, topology) == "Nothing has failed."


def test_a_cascade_is_explained_back_to_what_has_failed() -> None:
    told = sentences("a")
    assert told["orders"] == "orders-db is in the failed zone eu-west-1a."
    assert (
        told["web"]
        == "Web cannot serve: it needs orders-db, which is in the failed zone eu-west-1a."
    )
    assert told["web1"] == "web1 is in the failed zone eu-west-1a."
    assert told["web2"] == (
        "web2 cannot serve: it needs orders-db, which is in the failed zone eu-west-1a."
    )
    assert told["lb"] == (
        "Front door cannot serve: it needs Web, which needs orders-db, "
        "which is in the failed zone eu-west-1a."
    )
    found, topology = answer("a")
    assert words.journey_reason(found.journeys[0], found, topology) == (
        "Users cannot be served: it needs Front door, which needs Web, which needs orders-db, "
        "which is in the failed zone eu-west-1a."
    )
    assert [(one.kind, one.boxes) for one in found.failed] == [("zone", ("a", "sa"))]


def test_what_is_only_optional_breaks_its_link_and_nothing_else() -> None:
    found, _ = answer("mail")
    assert states(found)["u"] is JourneyState.SERVED
    assert links(found) == {"web--mail": "broken"}
    assert [(loss.id, loss.cause) for loss in found.lost] == [("mail", Cause.FAILED)]


def test_links_are_broken_cut_off_or_as_before() -> None:
    found, _ = answer("orders")
    assert links(found) == {
        "u--lb": "broken",
        "lb--web": "broken",
        "web--orders": "broken",
        "web--mail": "cut_off",
        "web--jobs": "cut_off",
    }
    found, topology = answer("lb")
    assert links(found)["u--lb"] == "broken"
    assert links(found)["web--orders"] == "cut_off"
    assert words.reasons(found, topology)["orders"] == (
        "No request reaches orders-db any more: Front door has failed."
    )


def test_who_asks_is_not_cut_off_from_what_still_answers() -> None:
    text = """
        users u
        cloudfront cdn
        region r eu-west-1
          ec2 x
        u -> x
        u -> cdn optional
    """
    found, _ = answer("x", text=text)
    assert links(found) == {"u--x": "broken"}


def test_an_alternative_takes_over() -> None:
    text = """
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x
          zone b
            ec2 y
        u -> lb -> x, y
    """
    found, topology = answer("x", text=text)
    assert links(found) == {"lb--x": "broken", "lb--y": "takes_over"}
    assert found.journeys[0].share == 0.5
    found, topology = answer("a", "b", text=text)
    assert words.reasons(found, topology)["lb"] == (
        "lb cannot serve: it needs one of x and y, and none serves: x is in the failed zone a."
    )


def test_what_no_longer_carries_the_peak_is_overloaded_not_broken() -> None:
    found, topology = answer("web1")
    assert states(found)["u"] is JourneyState.OVERLOADED
    assert found.reduced == {"web": 0.5}
    assert words.capacity_line(found, topology) == (
        "Web: 50 % left, carries 400 of 800 requests/s at peak"
    )


def test_a_lost_alternative_does_not_pass_for_all_that_is_left() -> None:
    text = """
        users u
        route53 dns
        region r eu-west-1
          alb one
          ec2 x
        region s eu-central-1
          alb other
          ec2 y
        u -> dns -> one, other any
        one -> x
        other -> y
    """
    found, topology = answer("r", text=text)
    assert 0 < found.share < 1
    assert "nothing left" not in words.capacity_line(found, topology)
    found, topology = answer("x", "other", text=text)
    assert found.share == 0


@pytest.mark.parametrize(
    ("box", "gone"),
    [
        ("v", {"lb", "web", "web1", "web2", "orders", "mail"}),
        ("sa", {"web1", "orders"}),
        ("web", {"web", "web1", "web2"}),
        ("data", {"orders"}),
        ("r", {"lb", "web", "web1", "web2", "orders", "mail", "jobs", "worker"}),
    ],
)
def test_a_container_fails_with_all_it_holds(box: str, gone: set[str]) -> None:
    found, _ = answer(box)
    assert {loss.id for loss in found.lost if loss.cause is Cause.FAILED} == gone
    assert {key for loss in found.lost if loss.cause is Cause.FAILED for key in loss.by} == {box}


def test_background_work_stops_with_its_queue() -> None:
    found, topology = answer("jobs")
    assert states(found)["worker"] is JourneyState.BROKEN
    assert words.journey_reason(found.journeys[1], found, topology) == (
        "Work of Worker stops: Jobs has failed."
    )


def test_too_few_parts_are_told_as_such() -> None:
    text = """
        users u
        region r eu-west-1
          zone a
          zone b
          asg web desired=3 needed=2
            ec2 one
            ec2 two
            ec2 three
        u -> web
    """
    told = sentences("one", "two", text=text)
    assert told["web"] == ("web has 1 of 3 parts left, which is not enough (one and two failed).")
    assert sentences("one", text=text) == {"one": "one has failed."}


def test_actors_and_unknown_ids_do_not_fail() -> None:
    found, _ = answer("u", "nobody", "zone:eu-west-1/eu-west-1a")
    assert [(one.id, one.kind, one.name) for one in found.failed] == [
        ("zone:eu-west-1/eu-west-1a", "zone", "eu-west-1a")
    ]


@pytest.mark.parametrize("seed", range(400))
def test_every_answer_can_be_traced(seed: int) -> None:
    """Whatever fails in whatever drawing: the states are the circuit's, the chains are real."""
    topology = topology_of(drawing(seed))
    facts, random = Facts(topology), Random(seed)
    can = [key for key in topology.elements if facts.services.of(key).role is not Role.CLIENT]
    chosen = random.sample(can, min(len(can), random.randint(1, 3)))
    found = what_if(facts, chosen)
    outcome = facts.run(ScenarioSet((facts.fail(chosen),)))
    for journey in found.journeys:
        broken = journey.state is JourneyState.BROKEN
        assert broken == (journey.id in outcome.broken(0))
        assert (journey.loss is not None) == broken
    actors = {key for key in topology.elements if facts.services.of(key).role is Role.CLIENT}
    assert {loss.id for loss in found.lost} == set(outcome.lost(0)) - actors
    losses = [*found.lost, *(one.loss for one in found.journeys if one.loss is not None)]
    lost_units = {facts.wiring.unit_of(loss.id) for loss in found.lost}
    for loss in losses:
        assert loss.by, loss
        assert set(loss.by) <= set(chosen)
        assert words.reason(loss, found, topology).endswith(".")
        if loss.cause is Cause.NEEDS:
            assert loss.via
            assert all(key in lost_units | {facts.wiring.unit_of(loss.id)} for key in loss.via) or (
                # A standby that nobody asked is down without having been lost.
                not all(outcome.is_reached(key, -1) for key in loss.via)
            )
    for key, state in found.links.items():
        link = topology.links[key]
        source, target = (facts.wiring.unit_of(end) for end in (link.source, link.target))
        if source is None or target is None or state is not LinkState.TAKES_OVER:
            continue
        assert outcome.is_up(target, 0)
        assert outcome.is_up(source, 0)
    for link in topology.links.values():
        ends = [facts.wiring.unit_of(end) for end in (link.source, link.target)]
        if link.kind is LinkKind.REQUEST and ends == [link.source, link.target]:
            were_up = all(outcome.is_up(end, -1) for end in ends if end)
            if were_up and not outcome.is_up(link.target, 0):
                assert found.links[link.id] is LinkState.BROKEN
