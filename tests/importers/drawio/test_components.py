"""What icons, shapes and words stand for, and what they state: traps met in public files.

The drawings are ours, one sketch for each trap, with the exact outcome.
"""

import pytest

from designer.importers.result import NoteKind
from designer.scoring.engine import score
from designer.scoring.profile import profile
from tests.importers.drawio.sketch import (
    BOX,
    cell,
    icon,
    imported,
    line,
    links,
    model,
    mxfile,
    named,
    page,
    told,
    tree,
)


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
