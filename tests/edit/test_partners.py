"""What usually comes along: each offer is one sound step that draws well and links sensibly."""

from itertools import combinations

import pytest

from designer.edit.apply import apply
from designer.edit.edits import Batch
from designer.edit.offer import Offer
from designer.edit.partners import partners
from designer.edit.placing import new_element
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from tests.builders import diagram


def chosen(drawing: Diagram, key: str, words: str) -> Offer:
    found = [offer for offer in partners(drawing, ElementId(key)) if words in offer.text]
    assert found, [offer.text for offer in partners(drawing, ElementId(key))]
    return found[0]


def after(drawing: Diagram, key: str, *picks: str) -> tuple[Diagram, str]:
    """Take offers one after the other, each at the element that the one before ends at."""
    for words in picks:
        offer = chosen(drawing, key, words)
        assert isinstance(offer.edit, Batch)
        drawing, key = apply(drawing, offer.edit), offer.focus
        assert check(drawing) == []
        assert_well_drawn(drawing)
    return drawing, key


def assert_well_drawn(drawing: Diagram) -> None:
    """Contents lie in their containers, and siblings share no area."""
    topology, boxes = drawing.topology, drawing.layout.boxes
    for key, element in topology.elements.items():
        if element.parent is not None:
            assert boxes[element.parent].contains(boxes[key]), key
    for parent in {element.parent for element in topology.elements.values()}:
        kin = [k for k in topology.children(parent) if not topology.elements[k].kind.has_members]
        for one, other in combinations(kin, 2):
            assert not boxes[one].overlaps(boxes[other]), (one, other)


def names(drawing: Diagram) -> set[str]:
    elements = drawing.topology.elements
    return {f"{elements[k.source].service}>{elements[k.target].service}"
            for k in drawing.topology.links.values()}  # fmt: skip


@pytest.fixture
def region() -> Diagram:
    return apply(EMPTY, new_element(EMPTY, "region", Point(400, 300)))


def test_a_region_comes_with_a_network(region: Diagram) -> None:
    drawing, key = after(region, "region-1", "VPC in 3 zones")
    kinds = [element.kind for element in drawing.topology.elements.values()]
    assert kinds.count(Kind.ZONE) == 3
    assert kinds.count(Kind.SUBNET) == 6
    assert drawing.topology.elements[ElementId(key)].kind is Kind.VPC


def test_the_whole_three_tier_design_is_six_answers(region: Diagram) -> None:
    drawing, _ = after(
        region,
        "region-1",
        "VPC in 2 zones",
        "Application Load Balancer",
        "Auto Scaling group in two zones",
        "Multi-AZ database",
        "CloudFront, Route 53 and users",
        "S3 bucket",
    )
    assert names(drawing) == {
        "users>route53", "route53>cloudfront", "cloudfront>alb", "cloudfront>s3", "alb>asg",
        "asg>rds",
    }  # fmt: skip
    group = ElementId("asg-1")
    members = drawing.topology.members(group)
    zones = {drawing.topology.around(key, Kind.ZONE) for key in members}
    assert len(members) == len(zones) == 2
    assert all(drawing.layout.boxes[group].contains(drawing.layout.boxes[k]) for k in members)
    assert drawing.topology.elements[ElementId("rds-1")].properties["multi_az"] is True


def test_zones_stay_level_when_one_subnet_grows(region: Diagram) -> None:
    drawing, _ = after(
        region, "region-1", "VPC in 2 zones", "Application", "Auto Scaling", "Multi-AZ"
    )
    zones = [e.id for e in drawing.topology.of_kind(Kind.ZONE)]
    assert len({(drawing.layout.boxes[k].y, drawing.layout.boxes[k].bottom) for k in zones}) == 1


def test_a_balancer_comes_with_a_target_group(region: Diagram) -> None:
    drawing, _ = after(region, "region-1", "VPC in 2 zones", "Network", "target group in two")
    assert names(drawing) == {"nlb>ec2"}
    assert len(drawing.topology.links) == 2


def test_a_database_comes_with_a_standby_or_a_replica() -> None:
    start = diagram(
        """
        region r
          vpc v
            zone a
              subnet s1
                rds db
            zone b
              subnet s2
        """
    )
    drawing, _ = after(start, "db", "standby in b")
    database = drawing.topology.elements[ElementId("db")]
    assert database.properties["multi_az"] is True
    assert "Multi-AZ" in database.name
    drawing, _ = after(drawing, "db", "read replica in b")
    [link] = drawing.topology.links.values()
    assert link.kind.value == "replication"
    assert partners(drawing, ElementId("db")) == ()


def test_an_empty_group_is_stretched_across_the_zones(region: Diagram) -> None:
    drawing, vpc = after(region, "region-1", "VPC in 2 zones")
    first = drawing.layout.boxes[ElementId("private-subnet-1")]
    drawing = apply(drawing, new_element(drawing, "asg", first.centre, ElementId(vpc)))
    drawing, group = after(drawing, "asg-1", "Across two zones")
    assert len(drawing.topology.members(ElementId(group))) == 2


def test_a_group_gets_instances_in_the_subnets_it_covers() -> None:
    start = diagram(
        """
        region r
          vpc v
            zone a
              subnet s1
                ec2 web in g
            zone b
              subnet s2
            asg g
        """
    )
    boxes = start.layout.boxes
    whole = boxes[ElementId("s1")].united(boxes[ElementId("s2")])
    wide = start.with_layout(
        start.layout.__class__(
            boxes=boxes.with_items({ElementId("g"): Box(*_edges(whole))}), bends=start.layout.bends
        )
    )
    offer = chosen(wide, "g", "instance in each")
    drawing = apply(wide, offer.edit)
    assert len(drawing.topology.members(ElementId("g"))) == 2


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


@pytest.mark.parametrize(
    ("text", "key", "words", "links"),
    [
        ("sqs q", "q", "Lambda", {"sqs>lambda"}),
        ("lambda f", "f", "API Gateway", {"api-gateway>lambda"}),
        ("lambda f", "f", "DynamoDB", {"lambda>dynamodb"}),
        ("cloudfront c", "c", "S3", {"cloudfront>s3"}),
        ("alb lb", "lb", "With Route 53", {"route53>alb", "users>route53"}),
    ],
)
def test_serverless_and_edge_services_have_their_partners(
    text: str, key: str, words: str, links: set[str]
) -> None:
    start = diagram(text)
    drawing, _ = after(start, key, words)
    assert links <= names(drawing)


@pytest.mark.parametrize("text", ["note n", "users u", "igw i", "s3 s"])
def test_most_elements_ask_nothing(text: str) -> None:
    assert partners(diagram(text), ElementId(text[-1])) == ()
