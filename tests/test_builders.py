"""The language of test diagrams: what each line means, and how errors read."""

from itertools import combinations

import pytest

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.workload import Disruption, LoadShape
from tests.builders import BuildError, diagram, topology

SHOP = """
title Shop
description "Sells things"
workload peak_rps=100 availability_target=99.9 load_shape=flash rto.zone=60 rpo.region=15m
users u
region r eu-west-1
  vpc v
    alb lb cross_zone
    asg web desired=4 scaling_policy=target_tracking
    az a eu-west-1a
      subnet s1 public
        ec2 web1 "Web server #1" instances=2 in web   # the first
    zone b
      private-subnet s2
        rds db off:multi_az backup_interval_h=0.5 backup_retention_days=7
sqs q zones=eu-west-1a,eu-west-1b
accept HA-03:web1 known and wanted
u -> lb -> web1 "HTTPS"
web1 -> db standby
web1~>q (later)
"""


def element(drawing: Diagram, key: str) -> Element:
    return drawing.topology.elements[ElementId(key)]


def link(drawing: Diagram, key: str) -> Link:
    return drawing.topology.links[LinkId(key)]


def test_the_head() -> None:
    shop = diagram(SHOP)
    assert (shop.title, shop.description) == ("Shop", "Sells things")
    assert shop.workload.peak_rps == 100
    assert shop.workload.load_shape is LoadShape.FLASH
    assert shop.workload.rto_s == {Disruption.ZONE: 60}
    assert shop.workload.rpo_s == {Disruption.REGION: 900}
    assert shop.waivers == {"HA-03:web1": "known and wanted"}


def test_elements() -> None:
    shop = diagram(SHOP)
    parents = {key: e.parent for key, e in shop.topology.elements.items()}
    assert parents == {
        "u": None, "r": None, "v": "r", "lb": "v", "web": "v", "a": "v", "s1": "a",
        "web1": "s1", "b": "v", "s2": "b", "db": "s2", "q": None,
    }  # fmt: skip
    assert element(shop, "r").properties == {"region_code": "eu-west-1"}
    assert element(shop, "a").properties == {"zone_name": "eu-west-1a"}
    assert (element(shop, "s1").service, element(shop, "s2").service) == (
        "public-subnet",
        "private-subnet",
    )
    web = element(shop, "web1")
    assert (web.name, web.memberships) == ("Web server #1", ("web",))
    assert web.properties == {"instances": 2}
    assert (web.kind, element(shop, "web").kind) == (Kind.RESOURCE, Kind.SCALING_GROUP)
    assert element(shop, "db").properties == {
        "multi_az": False,
        "backup_interval_h": 0.5,
        "backup_retention_days": 7,
    }
    assert element(shop, "q").properties == {"zones": ("eu-west-1a", "eu-west-1b")}


def test_links() -> None:
    shop = diagram(SHOP)
    assert list(shop.topology.links) == ["u--lb", "lb--web1", "web1--db", "web1--q"]
    assert link(shop, "lb--web1").label == "HTTPS"
    assert link(shop, "web1--db").role is LinkRole.STANDBY
    assert link(shop, "web1--q").kind is LinkKind.ASYNC


def test_lists_and_target_groups() -> None:
    drawing = diagram("ec2 a\nec2 b\nrds c\nrds d\na, b -> c , d  any\nc => d\nc +> d\na -> c all")
    assert list(drawing.topology.links) == [
        "a--c", "a--d", "b--c", "b--d", "c--d", "c--d-2", "a--c-2",
    ]  # fmt: skip
    assert element(drawing, "a").groups == {"group-1": 1, "group-2": 0}
    assert [link(drawing, key).group for key in ("a--c", "a--d", "a--c-2")] == [
        "group-1",
        "group-1",
        "group-2",
    ]
    assert link(drawing, "c--d").kind is LinkKind.REPLICATION
    assert link(drawing, "c--d-2").kind is LinkKind.BACKUP
    two = diagram("ec2 a\nec2 b\nec2 c\na -> b, c 2 optional")
    assert element(two, "a").groups == {"group-1": 2}
    assert link(two, "a--b").role is LinkRole.OPTIONAL


def test_the_layout_is_neat() -> None:
    shop = diagram(SHOP + "\n".join(f"ec2 more{number}" for number in range(30)))
    assert check(shop) == []
    boxes = shop.layout.boxes
    for key, one in shop.topology.elements.items():
        if one.parent is not None:
            assert boxes[one.parent].contains(boxes[key])
    for parent in (None, *shop.topology.elements):
        for left, right in combinations(shop.topology.children(parent), 2):
            assert not boxes[left].overlaps(boxes[right])


def test_is_the_same_every_time() -> None:
    assert diagram(SHOP) == diagram(SHOP)
    assert topology(SHOP) == diagram(SHOP).topology
    assert diagram("") == Diagram()
    indented = "\n".join(f"      {line}" for line in SHOP.split("\n"))
    assert diagram(indented) == diagram(SHOP)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ec2", "line 1: an element is: service id"),
        ("\n\nabacus a", "line 3: the catalog has no service 'abacus'"),
        ("ec2 a\nec2 a", "line 2: there is another 'a'"),
        ("ec2 Web", "line 1: 'Web' is not an id"),
        ("ec2 a\n  ec2 b", "line 2: nothing stands in 'a', which is no container"),
        ("ec2 a bogus", "line 1: “EC2 instance” has no property “bogus”."),
        ("ec2 a instances=many", "line 1: 'many' is not a number"),
        ("ec2 a instances=1.5", "line 1: Instances must be a whole number."),
        ("rds a multi_az=perhaps", "line 1: 'perhaps' is neither true nor false"),
        ("ec2 a in", "line 1: 'in' names at least one group"),
        ("ec2 a in g", "line 1: there is no group 'g' to be in"),
        ("vpc v\n  ec2 a in v", "line 2: there is no group 'v' to be in"),
        ("ec2 a\na -> b", "line 2: there is no element 'b'"),
        ("ec2 a\na -> ", "line 2: a link needs two ends"),
        ("ec2 a\na -> a", "line 2: 'a' cannot be linked to itself"),
        ("ec2 a\nec2 b\na -> b often", "line 3: 'often' is none of optional"),
        ("ec2 a\nec2 b\na -> b 2", "line 3: 2 of 1 targets cannot be needed"),
        ("ec2 a\nec2 b\na ~> b any", "line 3: only requests have options"),
        ("workload fast", "line 1: 'fast' is not key=value"),
        ("workload speed=1", "line 1: a workload has no 'speed'"),
        ("workload load_shape=odd", "line 1: 'odd' is not a load shape"),
        ("workload rto.zone=soon", "line 1: 'soon' is not a number, or a duration"),
        ("accept HA-01", "line 1: an acceptance is: accept key reason"),
        ('ec2 a "Web', "line 1: a quoted text does not end"),
        ("vpc v\n\tec2 a", "line 2: indent with spaces, not tabs"),
        ("workload peak_rps=-1", "the workload's peak_rps is -1.0"),
    ],
)
def test_errors_name_the_line(text: str, message: str) -> None:
    with pytest.raises(BuildError) as caught:
        diagram(text)
    assert str(caught.value).startswith(message)
