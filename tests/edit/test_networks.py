"""What a new Region and a new VPC bring along."""

from itertools import combinations

import pytest

from designer.catalog.loader import regions
from designer.edit.apply import EditRefused, apply
from designer.edit.edits import describe
from designer.edit.networks import region_with_zones, vpc_with_subnets, zones_in_region
from designer.edit.placing import new_element
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Point
from tests.builders import diagram


def children(drawing: Diagram, parent: str) -> list[Element]:
    return [drawing.topology.elements[key] for key in drawing.topology.children(ElementId(parent))]


def assert_neat(drawing: Diagram) -> None:
    """Everything lies within what it stands in, and covers none of its siblings."""
    assert check(drawing) == []
    boxes = drawing.layout.boxes
    for element in drawing.topology.elements.values():
        if element.parent is not None:
            assert boxes[element.parent].contains(boxes[element.id]), element.id
    for parent in (None, *drawing.topology.elements):
        for one, other in combinations(drawing.topology.children(parent), 2):
            assert not boxes[one].overlaps(boxes[other]), (one, other)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6])
def test_a_region_comes_with_its_zones(count: int) -> None:
    batch = region_with_zones(EMPTY, Point(500, 400), "us-east-1", count)
    after = apply(EMPTY, batch)
    assert_neat(after)
    (region,) = children_of_canvas(after)
    assert region.properties == {"region_code": "us-east-1"}
    assert region.name == "us-east-1"
    zones = children(after, region.id)
    names = list(regions()["us-east-1"][:count])
    assert [zone.properties["zone_name"] for zone in zones] == names
    assert [zone.name for zone in zones] == names
    assert after.layout.boxes[region.id].centre == Point(500, 400)
    assert describe(batch) == "Add Region us-east-1"


def children_of_canvas(drawing: Diagram) -> list[Element]:
    return [drawing.topology.elements[key] for key in drawing.topology.children(None)]


def test_a_region_stands_in_the_cloud_it_is_dropped_on() -> None:
    drawing = diagram("cloud c")
    middle = drawing.layout.boxes[ElementId("c")].centre
    after = apply(drawing, region_with_zones(drawing, middle, "eu-west-1", 2))
    assert_neat(after)
    assert [child.kind for child in children(after, "c")] == [Kind.REGION]


def test_refuses_regions_and_zones_that_do_not_exist() -> None:
    with pytest.raises(EditRefused, match="no AWS Region “moon-1”"):
        region_with_zones(EMPTY, Point(0, 0), "moon-1", 2)
    for count in (-1, 99):
        with pytest.raises(EditRefused, match="has 3 zones, not"):
            region_with_zones(EMPTY, Point(0, 0), "eu-west-1", count)
    drawing = diagram("region r")
    inside = drawing.layout.boxes[ElementId("r")].centre
    with pytest.raises(EditRefused, match="Region cannot stand in a Region"):
        region_with_zones(drawing, inside, "eu-west-1", 2)


def test_a_vpc_surrounds_the_empty_zones_of_its_region() -> None:
    drawing = apply(EMPTY, region_with_zones(EMPTY, Point(0, 0), "eu-west-1", 3))
    drawing = apply(drawing, new_element(drawing, "vpc", Point(0, 0), ElementId("region-1")))
    after = apply(drawing, vpc_with_subnets(drawing, ElementId("vpc-1"), True, True))
    assert_neat(after)
    zones = children(after, "vpc-1")
    assert [zone.name for zone in zones] == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    for letter, zone in zip("ABC", zones, strict=True):
        assert [subnet.name for subnet in children(after, zone.id)] == [
            f"Public subnet {letter}",
            f"Private subnet {letter}",
        ]
    # The zones kept their places: only the border around them is new.
    for zone in zones:
        assert after.layout.boxes[zone.id] == drawing.layout.boxes[zone.id]
    assert after.layout.boxes[ElementId("region-1")] == drawing.layout.boxes[ElementId("region-1")]


def test_a_vpc_with_zones_fills_those() -> None:
    drawing = diagram(
        """
        region r eu-west-1
          vpc v
            zone a
              subnet own
            zone b
        """
    )
    after = apply(drawing, vpc_with_subnets(drawing, ElementId("v"), False, True))
    assert check(after) == []
    assert [s.name for s in children(after, "a")] == ["own", "Private subnet A"]
    assert [s.name for s in children(after, "b")] == ["Private subnet B"]


def test_a_vpc_without_zones_gets_two() -> None:
    drawing = diagram("region r eu-west-1\n  vpc v")
    after = apply(drawing, vpc_with_subnets(drawing, ElementId("v"), True, True))
    assert_neat(after)
    assert [zone.name for zone in children(after, "v")] == ["eu-west-1a", "eu-west-1b"]
    alone = diagram("vpc v")
    after = apply(alone, vpc_with_subnets(alone, ElementId("v"), True, False))
    assert_neat(after)
    assert [z.name for z in children(after, "v")] == ["Availability Zone", "Availability Zone 2"]
    assert all("zone_name" not in zone.properties for zone in children(after, "v"))


def test_only_a_vpc_gets_subnets() -> None:
    drawing = diagram("region r eu-west-1")
    with pytest.raises(EditRefused, match="“r” is not a VPC"):
        vpc_with_subnets(drawing, ElementId("r"), True, True)


@pytest.mark.parametrize(("code", "most"), [("", 6), ("eu-west-1", 3)])
def test_a_region_gets_as_many_zones_as_it_can_have(code: str, most: int) -> None:
    drawing = diagram(f"region r {code}")
    after = apply(drawing, zones_in_region(drawing, ElementId("r"), most))
    assert_neat(after)
    zones = children(after, "r")
    assert [zone.properties.get("zone_name", "") for zone in zones] == (
        list(regions()[code]) if code else [""] * most
    )
    for count in (-1, most + 1):
        with pytest.raises(EditRefused, match=f"“r” has {most} zones, not {count}."):
            zones_in_region(drawing, ElementId("r"), count)


def test_a_region_with_other_things_gets_its_zones_beside_them() -> None:
    drawing = diagram("region r eu-west-1\n  s3 bucket\n  sqs queue")
    after = apply(drawing, zones_in_region(drawing, ElementId("r"), 2))
    assert_neat(after)


def test_only_a_region_gets_zones() -> None:
    drawing = diagram("vpc v")
    with pytest.raises(EditRefused, match="“v” is not a Region"):
        zones_in_region(drawing, ElementId("v"), 2)
