"""Every row of the catalog is whole: pictures, classes, sources, values and places are right."""

import importlib
from functools import cache
from pathlib import Path

import diagrams
import pytest

from designer.catalog.loader import catalog
from designer.catalog.row import fits
from designer.catalog.service import Category, PropertyType, ReplicaModel, Role, Scope, Service
from designer.model.elements import Kind
from designer.model.ids import is_valid_id
from designer.resources import icon_file

USUAL = """
users mobile client internet data-centre server
cloud account region vpc zone public-subnet private-subnet asg security-group group note
route53 cloudfront global-accelerator api-gateway appsync waf shield acm
igw nat vpc-endpoint vpn-gateway customer-gateway direct-connect transit-gateway network-firewall
alb nlb clb gwlb
ec2 spot ecs eks fargate lambda beanstalk app-runner batch
rds aurora rds-proxy dynamodb dax elasticache memorydb documentdb neptune keyspaces redshift
opensearch timestream
s3 glacier ebs efs fsx backup storage-gateway
sqs sns eventbridge kinesis firehose msk mq step-functions
iam kms secrets-manager cognito guardduty inspector macie security-hub
cloudwatch cloudtrail config systems-manager cloudformation xray budgets cost-explorer
organizations
athena glue emr quicksight sagemaker bedrock
codepipeline codebuild codedeploy
ecr elastic-ip vpc-peering client-vpn site-to-site-vpn drs
"""
ROWS = tuple(catalog().values())
PILLARS = {"operations", "security", "reliability", "performance", "cost"}
TENETS = {"availability", "scalability", "elasticity", "fault_tolerance", "durability"}
PLACES = {kind.value for kind in Kind if kind.is_container} | {"canvas"}
HORIZONTAL = {"group", "replicas", "managed", "none"}
OWN = "own:"

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)


@cache
def _picture(icon: str) -> Path | None:
    if icon.startswith(OWN):
        return icon_file(f"tenet/{icon.removeprefix(OWN)}.png")
    return icon_file(icon)


def test_the_services_of_every_usual_drawing_are_there() -> None:
    assert set(USUAL.split()) <= set(catalog())
    assert len(catalog()) >= 90


def test_every_section_of_the_palette_has_rows() -> None:
    sections = {category: catalog().in_category(category) for category in Category}
    assert all(sections.values())
    assert sum(map(len, sections.values())) == len(catalog())


@each_row
def test_key_and_texts(row: Service) -> None:
    assert is_valid_id(row.key)
    assert row.name
    assert row.full_name
    assert len(row.name) <= 32
    assert row.summary.endswith(".")
    assert all(word == word.lower() and word.strip() == word for word in row.synonyms)
    assert len(set(row.synonyms)) == len(row.synonyms)


@each_row
def test_icon_is_installed(row: Service) -> None:
    assert _picture(row.icon) is not None, row.icon


@each_row
def test_class_exists_and_shows_the_same_icon(row: Service) -> None:
    if not row.diagrams_class:
        assert row.icon.startswith(OWN) or row.key == "rds-proxy"
        return
    module, name = row.diagrams_class.rsplit(".", 1)
    node = getattr(importlib.import_module(module), name)
    root = Path(diagrams.__file__).parent.parent
    assert root / node._icon_dir / node._icon == _picture(row.icon)


@each_row
def test_every_figure_has_a_source_and_is_possible(row: Service) -> None:
    for figure in row.availability:
        assert figure.source
        assert 50 <= figure.sla <= 100
        assert figure.designed_for is None or figure.sla <= figure.designed_for <= 100
    for recovery in row.recovery:
        assert recovery.source
        assert recovery.by
        assert recovery.rto_s >= 0
        assert recovery.rpo_s >= 0
    if row.scaling.unit_rps is not None or row.scaling.limit_rps is not None:
        assert row.scaling.source
    assert (row.durability_nines is None) == (not row.durability_source)


@each_row
def test_conditions_compare_values_that_can_occur(row: Service) -> None:
    conditions = [f.when for f in row.availability] + [f.when for f in row.recovery]
    for when in conditions:
        for key, want in when.items():
            if key == "zones":
                assert want in ("one", "many")
                continue
            prop = row.property(key)
            assert prop is not None
            if prop.type is PropertyType.INT:
                assert want in ("some", "none")
            else:
                assert fits(prop, want)
    for key, choices in row.failure.zonal_when.items():
        prop = row.property(key)
        assert prop is not None
        assert isinstance(choices, tuple)
        assert set(choices) < set(prop.choices)


@each_row
def test_the_last_availability_figure_holds_always(row: Service) -> None:
    if row.availability:
        assert not row.availability[-1].when


@each_row
def test_what_is_on_the_path_of_requests_states_its_availability(row: Service) -> None:
    if row.kind is not Kind.RESOURCE or row.role is Role.SUPPORT or row.key == "generic":
        return
    assert row.availability


@each_row
def test_figures_are_of_what_the_failure_model_counts(row: Service) -> None:
    # A figure of the whole service beside zonal replicas would charge the loss of a zone twice.
    counted = row.failure.replicas is not ReplicaModel.MANAGED and not row.kind.is_container
    for figure in row.availability:
        if row.kind is Kind.RESOURCE:
            assert figure.of == ("node" if counted else "service")


@each_row
def test_properties(row: Service) -> None:
    for prop in row.properties:
        assert prop.label
        assert prop.help.endswith(".")
        assert set(prop.tenets) <= TENETS
        assert set(prop.pillars) <= PILLARS
        assert bool(prop.choices) == (prop.type is PropertyType.CHOICE)
        for value in (prop.default, prop.best):
            assert value is None or fits(prop, value)


@each_row
def test_units_stand_in_the_key(row: Service) -> None:
    endings = {"s": "_s", "h": "_h", "days": "_days", "req/s": "_rps", "GiB": "_gib", "MiB": "_mib"}
    for prop in row.properties:
        ending = endings.get(prop.unit)
        assert ending is None or prop.key.endswith(ending)


@each_row
def test_failure_model(row: Service) -> None:
    failure = row.failure
    counted = failure.replicas in (ReplicaModel.COUNT, ReplicaModel.CLUSTER, ReplicaModel.QUORUM)
    assert bool(failure.count_property) == counted
    assert bool(failure.multi_az_property) == (failure.replicas is ReplicaModel.STANDBY)
    if failure.count_property:
        prop = row.property(failure.count_property)
        assert prop is not None
        assert prop.type is PropertyType.INT
    if failure.multi_az_property:
        prop = row.property(failure.multi_az_property)
        assert prop is not None
        assert prop.type is PropertyType.BOOL
        assert prop.default is False
    assert failure.failover_s >= 0


@each_row
def test_scaling(row: Service) -> None:
    scaling = row.scaling
    assert scaling.horizontal in HORIZONTAL
    assert scaling.elastic in ("managed", "policy", "none")
    assert bool(scaling.policy_property) == (scaling.elastic == "policy")


@each_row
def test_places(row: Service) -> None:
    assert row.stands_in
    assert row.stands_in <= PLACES
    if row.failure.scope is Scope.GLOBAL:
        assert not row.stands_in & {"vpc", "zone", "subnet"}
    if row.failure.scope is Scope.ZONAL and row.kind is Kind.RESOURCE:
        assert row.stands_in & {"zone", "subnet"}
    if row.role is Role.CLIENT:
        assert "canvas" in row.stands_in
        assert "region" not in row.stands_in


@each_row
def test_stores_say_how_they_recover(row: Service) -> None:
    if row.stateful:
        assert row.recovery
        assert row.durability_nines is not None


@pytest.mark.parametrize("names", ["drawio", "cloudformation", "terraform"])
def test_no_foreign_name_stands_for_two_services(names: str) -> None:
    seen: dict[str, str] = {}
    for row in ROWS:
        for name in getattr(row.names, names):
            assert name not in seen, (name, seen.get(name), row.key)
            seen[name] = row.key
    assert len(seen) > 100
