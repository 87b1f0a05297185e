"""What real drawings do that a naive reader gets wrong, one sketch each, with the exact outcome.

The drawings are ours; each is modelled on a trap that was met in public files.
"""

import pytest

from designer.importers.result import NoteKind, Page
from designer.scoring.engine import score
from designer.scoring.profile import profile
from tests.importers.drawio.sketch import (
    BOX,
    OLD_ZONE,
    cell,
    group,
    icon,
    imported,
    line,
    links,
    model,
    mxfile,
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


def test_lines_to_subnets_place_a_group_and_a_database() -> None:
    found = page(
        group("vpc", "v", 0, 0, 800, 300, "VPC"),
        zone("za", 20, 40, 360, 240, "eu-west-1a"),
        zone("zb", 420, 40, 360, 240, "eu-west-1b"),
        subnet("sa", 40, 80, 300, 160, "Private subnet A"),
        subnet("sb", 440, 80, 300, 160, "Private subnet B"),
        group("auto_scaling_group", "asg", 300, 400, 200, 100, "Auto Scaling group"),
        icon("rds", "db", 600, 420, "Orders"),
        line("asg", "sa"),
        line("asg", "sb"),
        line("db", "sb"),
    )
    assert links(found) == []
    assert named(found, "Auto Scaling group").properties["zones"] == ("eu-west-1a", "eu-west-1b")
    assert tree(found)["Orders"] == "rds in Private subnet B"


def test_an_end_on_the_text_under_an_icon_ends_at_the_icon() -> None:
    found = page(
        icon("ec2", "w", 0, 0),
        words("wt", -16, 52, "Web"),
        icon("rds", "db", 300, 0),
        words("dt", 284, 52, "RDS"),
        line("wt", "dt"),
    )
    assert tree(found) == {"Web": "ec2", "RDS": "rds"}
    assert links(found) == ["Web -> RDS"]


def test_an_end_on_a_bare_box_around_an_icon_ends_at_the_icon() -> None:
    found = page(
        icon("application_load_balancer", "lb", 0, 20, "ALB"),
        cell("b", BOX, 280, 0, 100, 100),
        icon("ec2", "w", 306, 20, "Web"),
        line("lb", "b"),
    )
    assert tree(found) == {"ALB": "alb", "Web": "ec2"}
    assert links(found) == ["ALB -> Web"]


def test_loose_segments_that_meet_are_one_arrow() -> None:
    found = page(
        icon("ec2", "w", 0, 0, "Web"),
        icon("sqs", "q", 400, 300, "Jobs"),
        line(start=(50, 24), end=(200, 24), style="endArrow=none;", key="a"),
        line(start=(200, 26), end=(200, 200), style="endArrow=none;", key="b"),
        line(start=(201, 200), end=(300, 200), style="endArrow=none;", key="c"),
        line(start=(300, 200), end=(300, 324), style="endArrow=none;", key="d"),
        line(start=(300, 324), end=(398, 324), key="e"),
    )
    assert links(found) == ["Web ~> Jobs"]
    assert any("5 lines that meet" in s for s in told(found, NoteKind.INFERRED))


def test_four_lines_that_frame_something_are_no_connection() -> None:
    style = "endArrow=none;html=1;"
    found = page(
        icon("ec2", "w", 60, 60, "Web"),
        icon("rds", "db", 200, 60, "DB"),
        line(start=(0, 0), end=(300, 0), style=style),
        line(start=(300, 0), end=(300, 200), style=style),
        line(start=(300, 200), end=(0, 200), style=style),
        line(start=(0, 200), end=(0, 0), style=style),
    )
    assert tree(found) == {"Web": "ec2", "DB": "rds"}
    assert links(found) == []
    assert told(found, NoteKind.SKIPPED) == [
        "4 lines that end at nothing are left out as decoration."
    ]


def test_a_loose_end_on_another_line_joins_it() -> None:
    found = page(
        icon("ec2", "a", 0, 0, "Web A"),
        icon("ec2", "b", 0, 300, "Web B"),
        icon("rds", "db", 400, 0, "DB"),
        line("a", "db"),
        line("b", start=(24, 300), end=(200, 24)),
    )
    assert links(found) == ["Web A -> DB", "Web B -> DB"]


def test_arrows_against_the_request_are_turned() -> None:
    found = page(
        icon("users", "u", 0, 0, "Users"),
        icon("application_load_balancer", "lb", 100, 0, "ALB"),
        icon("nat_gateway", "n", 200, 0, "NAT"),
        icon("ec2", "w", 300, 0, "Web"),
        icon("rds", "db", 400, 0, "DB"),
        line("db", "w"),
        line("w", "n"),
        line("n", "lb"),
        line("lb", "u"),
    )
    assert links(found) == ["ALB -> NAT", "NAT -> Web", "Users -> ALB", "Web -> DB"]
    assert len(told(found, NoteKind.ORIENTED)) == 4


def test_the_way_out_over_a_nat_gateway_starts_at_the_server() -> None:
    found = page(
        icon("internet_gateway", "i", 0, 0, "IGW"),
        icon("nat_gateway", "n", 100, 0, "NAT"),
        icon("ec2", "w", 200, 0, "Web"),
        line("i", "n"),
        line("n", "w"),
    )
    assert links(found) == ["NAT -> IGW", "Web -> NAT"]


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


@pytest.mark.parametrize("name", ["Multi-AZ", "multi-az read replica"])
def test_a_read_replica_called_multi_az_does_not_take_over(name: str) -> None:
    found = page(
        icon("rds", "db", 0, 0, "Primary DB"),
        cell("r", "shape=mxgraph.aws3.rds_db_instance_read_replica;", 200, 0, 60, 60, name),
        line("db", "r", style="dashed=1;endArrow=classic;"),
    )
    assert links(found) == [f"Primary DB => {name}"]
    assert named(found, "Primary DB").properties["multi_az"] is False
    assert "multi_az" not in named(found, name).properties


def test_a_standby_takes_over() -> None:
    found = page(
        icon("rds", "db", 0, 0, "MySQL primary"),
        icon("rds", "s", 200, 0, "MySQL standby"),
    )
    assert links(found) == ["MySQL primary => MySQL standby"]
    assert named(found, "MySQL primary").properties["multi_az"] is True
    assert named(found, "MySQL primary").inferred


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


def test_steps_padlocks_and_logos_are_decoration() -> None:
    found = page(
        icon("users", "u", 0, 0, "Users"),
        cell("1", "ellipse;html=1;", 90, 0, 24, 24, "1"),
        cell("p", "shape=mxgraph.aws4.ssl_padlock;", 150, 0, 30, 30),
        icon("application_load_balancer", "lb", 300, 0, "ALB"),
        cell("l", "shape=image;image=data:image/png;base64,AAAA;", 500, 300, 60, 60),
        line("u", "p"),
        line("p", "lb"),
    )
    assert tree(found) == {"Users": "users", "ALB": "alb"}
    # The padlock stands in the way of a line that runs on.
    assert links(found) == ["Users -> ALB"]


def test_a_nat_gateways_icon_counts_more_than_the_words_below_it() -> None:
    found = page(icon("nat_gateway", "n", 0, 0, "NAT instance"))
    assert tree(found) == {"NAT instance": "nat"}
    assert any("that counts" in s for s in told(found, NoteKind.INFERRED))


def test_unrelated_sketches_on_one_page_stay_apart() -> None:
    found = page(
        group("vpc", "v", 0, 0, 300, 200, "VPC"),
        icon("ec2", "w", 40, 60, "Web"),
        icon("rds", "db", 160, 60, "DB"),
        line("w", "db"),
        icon("lambda", "f", 900, 60, "Resize"),
        icon("s3", "s", 1100, 60, "Pictures"),
        line("s", "f"),
    )
    assert tree(found)["Resize"] == "lambda"
    assert links(found) == ["Pictures ~> Resize", "Web -> DB"]


def test_stencils_of_other_libraries_stand_for_what_they_show() -> None:
    found = page(
        cell("b", "shape=mxgraph.alibaba_cloud.bastionhost;", 0, 0, 60, 60, "Bastion"),
        cell("v", "shape=mxgraph.ios7.misc.vpn;", 200, 0, 60, 60),
        cell("d", "shape=mxgraph.mscae.enterprise.database_server;", 400, 0, 60, 60, "Ledger"),
        icon("ec2", "w", 600, 0, "Web"),
        line("b", "w"),
    )
    assert tree(found) == {
        "Bastion": "ec2",
        "Site-to-Site VPN": "site-to-site-vpn",
        "Ledger": "database-server",
        "Web": "ec2",
    }


def test_plain_boxes_are_known_by_their_text() -> None:
    found = page(
        cell("a", BOX, 0, 0, 120, 60, "Web server"),
        cell("b", BOX, 200, 0, 120, 60, "MySQL"),
        cell("c", BOX, 400, 0, 120, 60, "NAT"),
        cell("d", BOX, 600, 0, 120, 60, "Ministry"),
        cell("e", BOX, 800, 0, 120, 60, "Billing"),
        line("a", "b"),
        line("a", "d"),
    )
    assert tree(found) == {"Web server": "ec2", "MySQL": "rds", "NAT": "nat", "Ministry": "generic"}
    assert any("Billing" in s for s in told(found, NoteKind.SKIPPED))
    assert named(found, "MySQL").properties == {"engine": "mysql"}


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


def test_labels_of_lines_come_from_their_value_and_their_child_cells() -> None:
    child = (
        '<mxCell id="l" value="HTTPS" style="edgeLabel;html=1;" vertex="1" connectable="0" '
        'parent="e"><mxGeometry x="-0.1" relative="1" as="geometry"/></mxCell>'
    )
    found = page(
        icon("cloudfront", "c", 0, 0, "CDN"),
        icon("application_load_balancer", "lb", 200, 0, "ALB"),
        icon("ec2", "w", 400, 0, "Web"),
        line("c", "lb", key="e"),
        child,
        line("lb", "w", "port 80"),
    )
    assert links(found) == ["ALB -> Web (port 80)", "CDN -> ALB (HTTPS)"]


def test_dashed_lines_between_stores_are_replication_and_failover_is_a_standby() -> None:
    found = page(
        icon("route_53", "r", 0, 0, "DNS"),
        icon("application_load_balancer", "a", 200, 0, "ALB one"),
        icon("application_load_balancer", "b", 200, 200, "ALB two"),
        icon("rds", "d", 400, 0, "MySQL"),
        icon("aurora", "e", 400, 200, "Copy"),
        line("r", "a"),
        line("r", "b", "failover"),
        line("d", "e", style="dashed=1;endArrow=classic;"),
    )
    roles = {link.role.value for link in found.diagram.topology.links.values() if link.label}
    assert roles == {"standby"}
    assert "MySQL => Copy" in links(found)


def test_what_is_not_stated_stays_open_and_every_page_can_be_scored() -> None:
    pages = imported(
        mxfile(
            model(
                icon("users", "u", 0, 0),
                icon("application_load_balancer", "lb", 100, 0),
                icon("ec2", "w", 200, 0),
                icon("rds", "db", 300, 0),
                line("u", "lb"),
                line("lb", "w"),
                line("w", "db"),
            )
        )
    ).pages
    diagram = pages[0].diagram
    assert all(not element.properties for element in diagram.topology.elements.values())
    assert score(diagram, profile()).overall is not None


def test_places_stay_where_they_are_drawn() -> None:
    found: Page = page(icon("ec2", "w", 100, 200, "Web", size=56), zone("z", 0, 0, 300, 400))
    boxes = {
        found.diagram.topology.elements[key].name: box
        for key, box in found.diagram.layout.boxes.items()
    }
    assert (boxes["Web"].centre.x, boxes["Web"].y) == (128, 200)
    assert (boxes["Web"].width, boxes["Web"].height) == (96, 96)
    assert boxes["Availability Zone"].width == 300
