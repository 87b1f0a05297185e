"""Where a service lands is told before it is placed, and is where it stands afterwards."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.edit.apply import EditRefused, apply
from designer.edit.flow import asks, upstream
from designer.edit.landing import landing
from designer.edit.placing import drop_target, service_of
from designer.edit.remedies import missing_containers, remedies
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Point
from tests.builders import diagram
from tests.edit.test_partners import assert_well_drawn

SHOP = diagram(
    """
    users u
    cloudfront cdn
    region r eu-west-1
      vpc v
        alb lb
        zone a
          subnet s1 private
            ec2 web1
        zone b
          subnet s2 private
            rds db
    u -> cdn
    cdn -> lb
    lb -> web1
    web1 -> db
    """
)
SERVICES = sorted(catalog())


def middle(key: str, drawing: Diagram = SHOP) -> Point:
    return drawing.layout.boxes[ElementId(key)].centre


def link_of(drawing: Diagram, key: str, anchor: str) -> str:
    found = landing(drawing, key, None, ElementId(anchor))
    return "" if found.link is None else f"{found.link.link.source}>{found.link.link.target}"


@pytest.mark.parametrize(
    ("new", "anchor", "link"),
    [
        ("s3", "cdn", "cdn>s3-1"),
        ("s3", "web1", "web1>s3-1"),
        ("s3", "db", "web1>s3-1"),
        ("sqs", "db", "web1>sqs-1"),
        ("route53", "db", "u>route53-1"),
        ("elasticache", "web1", "web1>elasticache-1"),
        ("ec2", "lb", "lb>ec2-1"),
        ("cloudwatch", "web1", ""),
        ("note", "web1", ""),
        ("vpc", "lb", ""),
    ],
)
def test_a_new_element_joins_the_journey_of_the_selected(new: str, anchor: str, link: str) -> None:
    assert link_of(SHOP, new, anchor) == link


def test_what_stands_in_front_of_all_asks_the_foremost_that_answers_it() -> None:
    inner = diagram("alb lb\nasg g\nrds db\nlb -> g\ng -> db")
    assert link_of(inner, "cloudfront", "db") == "cloudfront-1>lb"
    assert link_of(inner, "users", "db") == "users-1>lb"


def test_a_member_of_a_group_that_is_asked_already_is_not_asked_again() -> None:
    drawing = diagram("region r\n  vpc v\n    asg g\n      ec2 w\n    alb lb\nlb -> g")
    assert link_of(drawing, "ec2", "lb") != "lb>w"
    assert next(iter(upstream(drawing, ElementId("w")))) == "w"


def test_no_link_is_made_when_none_is_wanted() -> None:
    assert landing(SHOP, "s3", None, ElementId("web1"), links=False).link is None


def test_servers_and_stores_go_into_a_subnet_of_the_same_zone() -> None:
    found = landing(SHOP, "rds", None, ElementId("web1"))
    assert found.parent == "s1"
    assert landing(SHOP, "ec2", None, ElementId("v")).parent == "s1"
    assert landing(SHOP, "ec2", None, ElementId("db")).parent == "s2"


def test_a_group_lies_across_the_zones_of_the_vpc() -> None:
    found = landing(SHOP, "asg", None, ElementId("lb"))
    after = apply(SHOP, found.edit)
    zones = {after.topology.around(key, Kind.ZONE) for key in after.topology.members(found.made)}
    assert len(zones) == 2
    assert found.link is not None


def test_what_the_innermost_refuses_goes_to_the_nearest_that_takes_it() -> None:
    found = landing(SHOP, "s3", middle("s1"))
    assert found.parent == "v"
    assert "in v" in found.text


def test_what_is_missing_is_drawn_around_it_and_told() -> None:
    found = landing(EMPTY, "private-subnet", Point(0, 0))
    after = apply(EMPTY, found.edit)
    assert [e.kind for e in after.topology.ancestors(found.made)] == [Kind.VPC]
    assert "create a VPC around it" in found.text


@given(
    st.sampled_from(SERVICES),
    st.one_of(st.none(), st.builds(Point, st.integers(-300, 1500), st.integers(-300, 1500))),
    st.sampled_from([None, *SHOP.topology.elements]),
)
def test_every_service_lands_soundly_wherever(
    key: str, point: Point | None, anchor: ElementId | None
) -> None:
    try:
        found = landing(SHOP, key, point, anchor)
    except EditRefused:
        assume(False)
    after = apply(SHOP, found.edit)
    assert check(after) == []
    assert_well_drawn(after)
    element = after.topology.elements[found.made]
    assert may_stand(after.topology, service_of(key), element.parent) is None
    assert after.layout.boxes[found.made] == found.box
    assert found.text


@given(st.sampled_from(SERVICES), st.sampled_from([None, *SHOP.topology.elements]))
def test_every_refusal_has_a_way_out(key: str, under: ElementId | None) -> None:
    point = Point(-500, -500) if under is None else middle(under)
    target, refusal = drop_target(SHOP, key, point)
    ways = remedies(SHOP, key, point)
    if refusal is None:
        assert missing_containers(SHOP, service_of(key), target) == ()
        return
    assert ways
    for way in ways:
        after = apply(SHOP, way.edit)
        assert check(after) == []
        assert_well_drawn(after)
        element = after.topology.elements[way.focus]
        assert element.service == key
        assert may_stand(after.topology, service_of(key), element.parent) is None


@pytest.mark.parametrize(
    ("service", "under", "ways"),
    [
        ("private-subnet", "r", ["Create a VPC around it"]),
        ("users", "s1", ["Put it beside r"]),
        ("s3", "s1", ["Put it into v"]),
        ("zone", "s1", ["Put it into v"]),
    ],
)
def test_remedies_say_what_they_do(service: str, under: str, ways: list[str]) -> None:
    box = SHOP.layout.boxes[ElementId(under)]
    point = Point(box.x + 5, box.y + 5)
    assert [way.text for way in remedies(SHOP, service, point)] == ways


def test_containers_needed_are_the_fewest() -> None:
    assert missing_containers(EMPTY, service_of("private-subnet"), None) == ("vpc",)
    assert missing_containers(EMPTY, service_of("zone"), None) == ("vpc",)
    assert missing_containers(EMPTY, service_of("ec2"), None) == ()


def test_asking_is_never_mutual_between_different_roles() -> None:
    rows = list(catalog().values())
    for one in rows:
        for other in rows:
            if one.role is not other.role and asks(one, other) and asks(other, one):
                assert {one.role.value, other.role.value} == {"compute", "buffer"}
