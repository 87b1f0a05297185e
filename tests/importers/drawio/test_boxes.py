"""Which boxes of a drawing are places, and what stands in which: traps met in public files.

The drawings are ours, one sketch for each trap, with the exact outcome.
"""

import pytest

from designer.importers.result import NoteKind, Page
from tests.importers.drawio.sketch import (
    BOX,
    OLD_ZONE,
    cell,
    group,
    icon,
    line,
    named,
    page,
    subnet,
    told,
    tree,
    words,
    zone,
)


def test_zones_without_children_hold_what_is_drawn_in_them() -> None:
    # The subnets are children of the scaling group and of the VPC; the zones have none.
    found = page(
        group("vpc2", "v", 0, 0, 800, 400, "VPC"),
        zone("za", 20, 40, 360, 340, "Availability Zone A"),
        zone("zb", 420, 40, 360, 340, "Availability Zone B"),
        group("auto_scaling_group", "asg", 40, 80, 720, 140, "Auto Scaling group", parent="v"),
        subnet("sa", 0, 20, 300, 100, "Private subnet A", parent="asg"),
        subnet("sb", 440, 100, 300, 100, "Private subnet B", parent="v"),
        icon("ec2", "wa", 140, 130, "Web A"),
        icon("ec2", "wb", 560, 130, "Web B"),
    )
    assert tree(found) == {
        "VPC": "vpc",
        "Availability Zone A": "zone in VPC",
        "Availability Zone B": "zone in VPC",
        "Auto Scaling group": "asg in VPC",
        "Private subnet A": "private-subnet in Availability Zone A",
        "Private subnet B": "private-subnet in Availability Zone B",
        "Web A": "ec2 in Private subnet A + Auto Scaling group",
        "Web B": "ec2 in Private subnet B + Auto Scaling group",
    }


def test_a_scaling_group_crosses_two_zones_and_four_subnets() -> None:
    cells = [
        group("vpc", "v", 0, 0, 800, 500, "VPC"),
        zone("za", 20, 40, 360, 440, "AZ 1"),
        zone("zb", 420, 40, 360, 440, "AZ 2"),
        group("auto_scaling_group", "asg", 30, 240, 740, 120, "ASG min 2 max 6"),
    ]
    for side, x in (("1", 40), ("2", 440)):
        cells.append(subnet(f"pub{side}", x, 70, 320, 150, f"Public subnet {side}"))
        cells.append(subnet(f"prv{side}", x, 230, 320, 150, f"Private subnet {side}"))
        cells.append(icon("ec2", f"w{side}", x + 120, 270, f"Web {side}"))
    found = page(*cells)
    lines = tree(found)
    assert lines["Web 1"] == "ec2 in Private subnet 1 + ASG min 2 max 6"
    assert lines["Web 2"] == "ec2 in Private subnet 2 + ASG min 2 max 6"
    assert lines["Private subnet 2"] == "private-subnet in AZ 2"
    assert lines["ASG min 2 max 6"] == "asg in VPC"
    assert dict(named(found, "ASG min 2 max 6").properties) == {"minimum": 2, "maximum": 6}


def test_a_scaling_box_around_everything_scales_the_instances_only() -> None:
    found = page(
        group("vpc", "v", 0, 0, 600, 400, "VPC"),
        cell("asg", BOX + "dashed=1;fillColor=none;", 20, 40, 560, 340, "Auto Scaling Group"),
        icon("application_load_balancer", "lb", 60, 80, "ALB"),
        icon("ec2", "w", 200, 80, "Web"),
        icon("rds", "db", 340, 80, "DB"),
        line("lb", "w"),
        line("w", "db"),
    )
    assert tree(found) == {
        "VPC": "vpc",
        "Auto Scaling Group": "asg in VPC",
        "ALB": "alb in VPC",
        "Web": "ec2 in Auto Scaling Group",
        "DB": "rds in VPC",
    }
    assert any("scales instances only" in s for s in told(found, NoteKind.INFERRED))


def test_a_subnet_that_strays_over_a_border_is_a_slip_and_a_balancer_astride_is_not() -> None:
    found = page(
        group("vpc", "v", 0, 0, 800, 400, "VPC"),
        zone("za", 20, 40, 370, 340, "AZ A"),
        zone("zb", 400, 40, 380, 340, "AZ B"),
        subnet("sa", 60, 200, 420, 120, "Public subnet A"),
        icon("application_load_balancer", "lb", 370, 80, "ALB", size=60),
        icon("ec2", "w", 100, 230, "Web"),
    )
    assert tree(found) == {
        "VPC": "vpc",
        "AZ A": "zone in VPC",
        "AZ B": "zone in VPC",
        "Public subnet A": "public-subnet in AZ A",
        "ALB": "alb in VPC",
        "Web": "ec2 in Public subnet A",
    }
    inferred = told(found, NoteKind.INFERRED)
    assert any("reaches over the border" in s for s in inferred)
    assert any("“ALB” is drawn across" in s for s in inferred)


def test_a_coloured_box_with_a_scaling_icon_on_its_corner_is_a_scaling_group() -> None:
    found = page(
        cell("b", BOX + "fillColor=#dae8fc;", 0, 0, 240, 160),
        words("t", 60, 6, "Orders service"),
        icon("ec2", "a", 40, 60, "Task A"),
        icon("ec2", "c", 140, 60, "Task B"),
        icon("auto_scaling2", "s", 216, -20, size=40),
    )
    assert tree(found) == {
        "Orders service": "asg",
        "Task A": "ec2 in Orders service",
        "Task B": "ec2 in Orders service",
    }


@pytest.mark.parametrize(
    ("text", "more", "service"),
    [
        ("Public subnet", "strokeColor=#147EBA;", "public-subnet"),
        ("", "strokeColor=#7AA116;fillColor=#F2F6E8;", "public-subnet"),
        ("", "strokeColor=#248814;", "public-subnet"),
        ("", "strokeColor=#00A4A6;", "private-subnet"),
        ("DB subnet", "strokeColor=#7AA116;", "private-subnet"),
    ],
)
def test_the_frame_called_security_group_is_a_subnet(text: str, more: str, service: str) -> None:
    found = page(group("security_group", "s", 0, 0, 200, 150, text, more=more))
    assert list(tree(found).values()) == [service]


def test_zones_come_from_boxes_of_either_library_labels_of_subnets_and_texts() -> None:
    old = page(
        cell("z", OLD_ZONE, 0, 0, 300, 200),
        words("t", 100, 5, "us-east-1a"),
        icon("ec2", "w", 120, 80, "Web"),
    )
    assert tree(old)["Web"] == "ec2 in us-east-1a"
    labelled = page(
        group("vpc", "v", 0, 0, 700, 300, "VPC"),
        subnet("a", 20, 40, 300, 200, "Public subnet<br>ap-northeast-1a"),
        subnet("b", 360, 40, 300, 200, "Private subnet (AZ2)"),
    )
    subnets = [e for e in labelled.diagram.topology.elements.values() if e.kind.value == "subnet"]
    assert [e.properties["zone_name"] for e in subnets] == ["ap-northeast-1a", "AZ 2"]
    beside = page(icon("ec2", "w", 0, 0), words("t", 0, 52, "eu-west-1c"))
    assert list(tree(beside)) == ["eu-west-1c"]
    assert named(beside, "eu-west-1c").properties["zones"] == ("eu-west-1c",)


def test_two_zones_that_only_say_availability_zone_are_two() -> None:
    found = page(
        group("vpc", "v", 0, 0, 800, 300, "VPC"),
        zone("za", 20, 40, 360, 240, "AZ"),
        zone("zb", 420, 40, 360, 240, "availability zone"),
        icon("ec2", "a", 100, 100, "A"),
        icon("ec2", "b", 500, 100, "B"),
        icon("application_load_balancer", "lb", 384, -60, "ALB"),
        line("lb", "a"),
        line("lb", "b"),
    )
    elements = found.diagram.topology.elements.values()
    assert [e.name for e in elements if e.service == "zone"] == ["Availability Zone"] * 2


def test_a_region_named_only_by_a_label_gets_a_box() -> None:
    found = page(
        group("aws_cloud_alt", "c", 0, 0, 500, 400, "AWS Cloud"),
        group("vpc", "v", 40, 60, 400, 300, "VPC eu-west-3 (Paris)"),
        icon("ec2", "w", 100, 120, "Web"),
    )
    assert tree(found) == {
        "AWS Cloud": "cloud",
        "eu-west-3 (Paris)": "region in AWS Cloud",
        "VPC eu-west-3 (Paris)": "vpc in eu-west-3 (Paris)",
        "Web": "ec2 in VPC eu-west-3 (Paris)",
    }


def test_the_only_region_holds_the_balancer_beside_the_vpc_and_nothing_global() -> None:
    found = page(
        group("aws_cloud_alt", "c", 0, 0, 900, 400, "AWS Cloud"),
        icon("route_53", "r", 40, 160, "DNS"),
        icon("application_load_balancer", "lb", 240, 160, "ALB"),
        icon("cloudfront", "f", 100, 20, "CDN"),
        group("vpc", "v", 400, 60, 400, 300, "VPC"),
        zone("z", 420, 90, 360, 250, "eu-west-1a"),
        icon("ec2", "w", 500, 160, "Web"),
        icon("s3", "s", 820, 20, "Pictures"),
    )
    made = tree(found)
    assert made["ALB"] == "alb in eu-west-1 (Ireland)"
    assert made["Pictures"] == "s3 in eu-west-1 (Ireland)"
    assert made["VPC"] == "vpc in eu-west-1 (Ireland)"
    assert {made["DNS"], made["CDN"]} == {"route53 in AWS Cloud", "cloudfront in AWS Cloud"}


def test_what_a_region_would_have_to_swallow_is_left_beside_it() -> None:
    found = page(
        group("aws_cloud_alt", "c", 0, 0, 900, 400, "AWS Cloud"),
        icon("s3", "s", 40, 160, "Pictures"),
        icon("route_53", "r", 240, 160, "DNS"),
        group("vpc", "v", 400, 60, 400, 300, "VPC eu-west-1"),
        icon("ec2", "w", 500, 160, "Web"),
    )
    assert tree(found)["Pictures"] == "s3 in AWS Cloud"


def test_geometry_wins_over_parent_ids() -> None:
    found = page(
        group("vpc", "v", 0, 0, 300, 200, "VPC"),
        icon("ec2", "w", 500, 500, "Outside", parent="v"),
        icon("rds", "db", 100, 60, "Inside"),
    )
    assert tree(found) == {"VPC": "vpc", "Outside": "ec2", "Inside": "rds in VPC"}


def test_subnets_across_zones_put_their_content_into_the_zones() -> None:
    # Zones as rows, subnets as columns: each subnet stands for one in each zone.
    found = page(
        group("vpc", "v", 0, 0, 600, 420, "VPC"),
        zone("za", 20, 40, 560, 160, "eu-west-1a"),
        zone("zb", 20, 240, 560, 160, "eu-west-1b"),
        subnet("p", 60, 60, 160, 320, "Public subnet"),
        icon("nat_gateway", "n", 100, 100, "NAT"),
        icon("ec2", "w", 100, 300, "Web"),
    )
    lines = tree(found)
    assert lines["Public subnet"] == "public-subnet in VPC"
    assert (lines["NAT"], lines["Web"]) == ("nat in eu-west-1a", "ec2 in eu-west-1b")


def test_services_outside_a_vpc_leave_the_boxes_they_are_drawn_in() -> None:
    found = page(
        group("vpc", "v", 0, 0, 400, 300, "VPC"),
        subnet("s", 20, 40, 360, 240, "Private subnet"),
        icon("s3", "b", 60, 100, "Files"),
        icon("users", "u", 160, 100, "Users"),
    )
    assert tree(found)["Files"] == "s3 in VPC"
    assert tree(found)["Users"] == "users"


def test_places_stay_where_they_are_drawn() -> None:
    found: Page = page(icon("ec2", "w", 100, 200, "Web", size=56), zone("z", 0, 0, 300, 400))
    boxes = {
        found.diagram.topology.elements[key].name: box
        for key, box in found.diagram.layout.boxes.items()
    }
    assert (boxes["Web"].centre.x, boxes["Web"].y) == (128, 200)
    assert (boxes["Web"].width, boxes["Web"].height) == (96, 96)
    assert boxes["Availability Zone"].width == 300
