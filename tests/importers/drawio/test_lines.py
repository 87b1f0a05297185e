"""What lines join, which way they run and what they mean: traps met in public files.

The drawings are ours, one sketch for each trap, with the exact outcome.
"""

from designer.importers.result import NoteKind
from tests.importers.drawio.sketch import (
    BOX,
    cell,
    group,
    icon,
    line,
    links,
    named,
    page,
    subnet,
    told,
    tree,
    words,
    zone,
)


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


def test_an_instance_that_is_called_nat_leads_out_as_well() -> None:
    found = page(
        icon("users", "u", 0, 0, "Users"),
        icon("internet_alt1", "o", 100, 0, "Internet"),
        icon("internet_gateway", "i", 200, 0, "IGW"),
        icon("aws3.instance", "n", 300, 0, "NAT EC2"),
        icon("ec2", "w", 400, 0, "Web"),
        line("n", "i"),
        line("w", "n"),
        line("o", "u"),
    )
    assert links(found) == ["NAT EC2 -> IGW", "Users -> Internet", "Web -> NAT EC2"]


def test_what_is_called_a_trigger_starts_the_program() -> None:
    found = page(
        icon("lambda", "f", 0, 0, "Resize"),
        icon("s3", "s", 200, 0, "Pictures"),
        icon("dynamodb", "t", 400, 0, "Table"),
        line("f", "s", "TRIGGER"),
        line("f", "t", "stores"),
    )
    assert links(found) == ["Pictures ~> Resize (TRIGGER)", "Resize -> Table (stores)"]


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
