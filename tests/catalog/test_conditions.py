"""Which figures hold for an element, by what it states and by AWS's defaults."""

import pytest

from designer.catalog.conditions import (
    availability_figure,
    has_standby,
    holds,
    is_elastic,
    recovery_figures,
    scope_of,
)
from designer.catalog.loader import catalog
from designer.catalog.service import Scope
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.workload import Disruption


def _element(service: str, **properties: Value) -> Element:
    row = catalog()[service]
    return Element(
        id=ElementId(f"{service}-1"),
        kind=row.kind,
        service=service,
        name=row.name,
        properties=FrozenMap(properties),
    )


def _sla(service: str, zones: str = "many", **properties: Value) -> float:
    figure = availability_figure(catalog()[service], _element(service, **properties), zones)
    assert figure is not None
    return figure.sla


def _best(service: str, disruption: Disruption, **properties: Value) -> tuple[float, float] | None:
    found = recovery_figures(catalog()[service], _element(service, **properties), disruption)
    return (found[0][0].rto_s, found[0][1]) if found else None


def test_load_balancers_need_two_zones_for_four_nines() -> None:
    assert _sla("alb", "many") == 99.99
    assert _sla("alb", "one") == 99.9


def test_published_figures() -> None:
    assert _sla("ec2") == 99.5
    assert _sla("rds") == 99.5
    assert _sla("dynamodb") == 99.99
    assert _sla("dynamodb", global_table=True) == 99.999
    assert _sla("s3") == 99.9
    assert _sla("s3", storage_class="one_zone_ia") == 99.0
    assert _sla("efs", storage_class="one_zone") == 99.9
    assert _sla("route53") == 100.0


def test_a_service_without_figures_has_none() -> None:
    assert availability_figure(catalog()["users"], _element("users")) is None


@pytest.mark.parametrize(
    ("service", "disruption", "properties", "expected"),
    [
        ("rds", "zone", {"multi_az": True}, (90, 0)),
        ("rds", "zone", {}, (3600, 300)),
        ("rds", "zone", {"automatic_backups": False}, None),
        ("rds", "software", {"multi_az": True, "automatic_backups": False}, None),
        ("rds", "region", {}, None),
        ("rds", "region", {"cross_region_copy": True}, (14400, 86400)),
        ("rds", "region", {"cross_region_copy": True, "backup_interval_h": 6}, (14400, 21600)),
        ("aurora", "infrastructure", {}, (600, 0)),
        ("aurora", "infrastructure", {"replicas": 1}, (60, 0)),
        ("aurora", "region", {"global_database": True, "cross_region_copy": True}, (300, 1)),
        ("dynamodb", "software", {"global_table": True}, None),
        ("dynamodb", "software", {"pitr": True}, (3600, 300)),
        ("s3", "software", {}, None),
        ("s3", "software", {"versioning": True}, (900, 0)),
        ("s3", "region", {"replication_region": True}, (300, 900)),
        ("s3", "zone", {}, (0, 0)),
        ("s3", "zone", {"storage_class": "express_one_zone"}, None),
        ("redshift", "software", {}, (7200, 28800)),
        ("ebs", "zone", {"automatic_backups": True, "backup_interval_h": 0.5}, (1800, 1800)),
    ],
)
def test_the_best_way_to_recover(
    service: str,
    disruption: str,
    properties: dict[str, Value],
    expected: tuple[float, float] | None,
) -> None:
    assert _best(service, Disruption(disruption), **properties) == expected


def test_replication_never_helps_against_software() -> None:
    # Deletions and corruption are copied too: only backups, versions and retained records help.
    words = ("replica", "standby", "copies", "reader", "second Region", "other Region")
    for row in catalog().values():
        for figure in row.recovery:
            if figure.disruption is Disruption.SOFTWARE:
                assert not any(word in figure.by for word in words), (row.key, figure.by)


def test_one_zone_classes_are_zonal() -> None:
    for service, value in (("s3", "one_zone_ia"), ("efs", "one_zone")):
        row = catalog()[service]
        assert scope_of(row, _element(service)) is Scope.REGIONAL
        assert scope_of(row, _element(service, storage_class=value)) is Scope.ZONAL
    assert scope_of(catalog()["ec2"], _element("ec2")) is Scope.ZONAL


def test_a_standby_must_be_stated() -> None:
    assert not has_standby(catalog()["rds"], _element("rds"))
    assert has_standby(catalog()["rds"], _element("rds", multi_az=True))
    assert not has_standby(catalog()["aurora"], _element("aurora", replicas=2))


@pytest.mark.parametrize(
    ("service", "properties", "expected"),
    [
        ("asg", {}, False),
        ("asg", {"scaling_policy": "manual"}, False),
        ("asg", {"scaling_policy": "target_tracking"}, True),
        ("ec2", {}, False),
        ("lambda", {}, True),
        ("dynamodb", {}, True),
        ("dynamodb", {"capacity_mode": "provisioned"}, False),
        ("dynamodb", {"capacity_mode": "provisioned", "auto_scaling": True}, True),
        ("aurora", {}, False),
        ("aurora", {"serverless": True}, True),
        ("kinesis", {}, False),
        ("kinesis", {"capacity_mode": "on_demand"}, True),
    ],
)
def test_what_follows_the_load(service: str, properties: dict[str, Value], expected: bool) -> None:
    assert is_elastic(catalog()[service], _element(service, **properties)) is expected


def test_conditions_join() -> None:
    row, element = catalog()["elasticache"], _element("elasticache", replicas=2)
    assert holds(row, element, FrozenMap({"replicas": "some"}))
    assert not holds(row, element, FrozenMap({"replicas": "none"}))
    assert not holds(row, element, FrozenMap({"replicas": "some", "automatic_failover": True}))
    assert holds(row, element, FrozenMap())
