"""Where things may stand and what may be linked, and the sentence when they may not."""

import pytest

from designer.catalog.loader import catalog
from designer.catalog.placement import (
    CANVAS,
    Refusal,
    may_link,
    may_stand,
    nearest_place,
    suggested_link_kind,
    with_article,
)
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.topology import Topology

NESTED = ("cloud", "account", "region", "vpc", "zone", "private-subnet")


def _element(service: str, parent: str | None = None, name: str = "") -> Element:
    row = catalog()[service]
    return Element(
        id=ElementId(name or service),
        kind=row.kind,
        service=service,
        name=row.name,
        parent=None if parent is None else ElementId(parent),
    )


def _topology() -> Topology:
    elements = [_element("data-centre")]
    parent: str | None = None
    for service in NESTED:
        elements.append(_element(service, parent))
        parent = service
    elements += [_element("asg", "vpc"), _element("group", "private-subnet")]
    return Topology(elements=FrozenMap({element.id: element for element in elements}))


def _refused(service: str, parent: str | None) -> Refusal | None:
    where = None if parent is None else ElementId(parent)
    return may_stand(_topology(), catalog()[service], where)


@pytest.mark.parametrize(
    ("service", "parent"),
    [
        ("ec2", "private-subnet"),
        ("ec2", "zone"),
        ("ec2", "asg"),
        ("ec2", "group"),
        ("ec2", None),
        ("rds", "private-subnet"),
        ("alb", "vpc"),
        ("alb", "region"),
        ("lambda", "private-subnet"),
        ("s3", "region"),
        ("s3", "vpc"),
        ("s3", "account"),
        ("route53", "cloud"),
        ("users", None),
        ("users", "data-centre"),
        ("server", "data-centre"),
        ("region", "account"),
        ("zone", "region"),
        ("security-group", "private-subnet"),
        ("note", "asg"),
        ("customer-gateway", "data-centre"),
        ("storage-gateway", "data-centre"),
    ],
)
def test_allowed(service: str, parent: str | None) -> None:
    assert _refused(service, parent) is None


@pytest.mark.parametrize(
    ("service", "parent", "said"),
    [
        ("s3", "private-subnet", "cannot stand in a subnet"),
        ("s3", "group", "cannot stand in a subnet"),
        ("s3", "zone", "cannot stand in an Availability Zone"),
        ("route53", "region", "cannot stand in a Region"),
        ("users", "cloud", "cannot stand in the AWS Cloud"),
        ("zone", None, "cannot stand in the open canvas"),
        ("region", "vpc", "cannot stand in a VPC"),
        ("ec2", "data-centre", "cannot stand in a data centre"),
        ("rds", "asg", "Only compute stands in an Auto Scaling group"),
        ("cloud", "region", "cannot stand in a Region"),
    ],
)
def test_refused_with_a_sentence(service: str, parent: str | None, said: str) -> None:
    refusal = _refused(service, parent)
    assert refusal is not None
    assert said in refusal.reason
    assert refusal.reason.endswith(".")


@pytest.mark.parametrize("key", list(catalog()))
def test_everything_can_stand_somewhere(key: str) -> None:
    topology = _topology()
    spots = [None, *topology.elements]
    assert any(may_stand(topology, catalog()[key], spot) is None for spot in spots)
    for spot in spots:
        refusal = may_stand(topology, catalog()[key], spot)
        assert refusal is None or refusal.reason[0].isupper()


def test_only_containers_hold_something() -> None:
    element = _element("ec2")
    topology = Topology(elements=FrozenMap({element.id: element}))
    assert may_stand(topology, catalog()["ec2"], element.id) is not None


def test_containers_stand_on_the_canvas_or_in_another() -> None:
    for row in catalog().values():
        if row.kind in (Kind.CLOUD, Kind.ACCOUNT, Kind.REGION, Kind.VPC, Kind.ON_PREMISES):
            assert CANVAS in row.stands_in


@pytest.mark.parametrize(
    ("service", "start", "place"),
    [
        ("ec2", "private-subnet", "private-subnet"),
        ("vpc", "zone", "region"),
        ("s3", "private-subnet", "vpc"),
        ("route53", "private-subnet", "account"),
        ("users", "private-subnet", None),
        ("ec2", None, None),
    ],
)
def test_the_nearest_place_is_the_first_one_outwards_that_takes_it(
    service: str, start: str | None, place: str | None
) -> None:
    where = None if start is None else ElementId(start)
    assert nearest_place(_topology(), catalog()[service], where) == place


def test_articles() -> None:
    assert with_article("EC2 instance") == "an EC2 instance"
    assert with_article("Internet gateway") == "an Internet gateway"
    assert with_article("VPC") == "a VPC"


def test_links() -> None:
    ec2, rds, s3 = _element("ec2"), _element("rds"), _element("s3")
    assert may_link(ec2, rds, LinkKind.REQUEST) is None
    assert may_link(rds, _element("rds", name="other"), LinkKind.REPLICATION) is None
    assert may_link(rds, s3, LinkKind.BACKUP) is None
    for source, target, kind in (
        (ec2, ec2, LinkKind.REQUEST),
        (ec2, _element("note"), LinkKind.REQUEST),
        (ec2, _element("vpc"), LinkKind.REQUEST),
        (ec2, rds, LinkKind.REPLICATION),
        (rds, ec2, LinkKind.BACKUP),
    ):
        assert may_link(source, target, kind) is not None


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("alb", "ec2", LinkKind.REQUEST),
        ("rds", "rds", LinkKind.REPLICATION),
        ("rds", "backup", LinkKind.BACKUP),
        ("rds", "s3", LinkKind.BACKUP),
        ("ec2", "sqs", LinkKind.ASYNC),
        ("sqs", "lambda", LinkKind.ASYNC),
        ("ec2", "elasticache", LinkKind.REQUEST),
    ],
)
def test_the_kind_a_link_most_likely_has(source: str, target: str, kind: LinkKind) -> None:
    assert suggested_link_kind(_element(source), _element(target, name="other")) is kind
