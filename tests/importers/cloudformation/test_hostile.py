"""Nothing but our own refusal leaves the importer, quickly and without much memory."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from designer.importers.data_text import parse_data
from designer.importers.refusal import ImportRefused
from designer.importers.source import Format
from designer.model.invariants import check
from designer.storage.refusal import Refused
from tests.importers.cloudformation.drawn import drawn_bytes

ALIAS_BOMB = "Resources: &r0 {a: x}\n" + "\n".join(
    f"a{n}: &r{n + 1} [{', '.join([f'*r{n}'] * 10)}]" for n in range(12)
)
HOSTILE = {
    "an alias bomb": (ALIAS_BOMB, "aliases counted"),
    "nested lists": ("Resources: " + "[" * 100_000, "nested more than 100"),
    "nested lists in JSON": ('{"Resources": ' + "[" * 100_000, "nested more than 100"),
    "nested tables": ("Resources: " + "{a: " * 50_000, "nested more than 100"),
    "nested blocks": ("- " * 100_000 + "a", "nested more than 100"),
    "an object": ("Resources: !!python/object/apply:os.system [echo]", "asks for an object"),
    "an alias of nothing": ("Resources: *gone", "gone"),
    "an alias of itself": ("Resources: &a [*a]", "stands for nothing"),
    "a list as a key": ("? [a]\n: b", "a key is a list"),
    "many values": ("Resources: [" + "a, " * 600_000 + "]", "values"),
    "no template": ("hello: world", "has no Resources"),
    "a list": ("[1, 2]", "has no Resources"),
    "broken JSON": ('{"Resources": {"A": }', "not valid JSON"),
    "broken YAML": ("Resources:\n\tA: b", "not valid YAML"),
    "long numbers": ('{"Resources": ' + "9" * 10_000 + "}", "has no Resources"),
    "texts that grow": (
        "Mappings: {M: {a: {b: " + "x" * 1_000_000 + "}}}\nResources: {Q: {Type: AWS::SQS::Queue, "
        "Properties: {X: [" + ", ".join(["!Join ['', [!FindInMap [M, a, b], y]]"] * 100) + "]}}}",
        "texts without end",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_templates_are_refused_in_one_sentence(name: str) -> None:
    text, reason = HOSTILE[name]
    begun = time.process_time()
    with pytest.raises(Refused, match=reason) as caught:
        drawn_bytes(text.encode())
    assert time.process_time() - begun < 5
    assert "\n" not in str(caught.value)


def test_a_label_of_a_megabyte_is_cut() -> None:
    name = "Q" * 1_000_000
    text = json.dumps({"Resources": {name: {"Type": "AWS::SQS::Queue"}}})
    found = drawn_bytes(text.encode())
    (label,) = found.services
    assert len(label) == 200
    assert check(found.page.diagram) == []


def test_what_has_a_table_for_its_type_is_left_out() -> None:
    found = drawn_bytes(b"Resources: {A: {Type: {Ref: B}}, Q: {Type: AWS::SQS::Queue}}")
    assert set(found.services) == {"Q"}


def test_conditions_and_parameters_in_circles_end() -> None:
    found = drawn_bytes(
        b"Conditions: {A: !Not [!Condition B], B: !Condition A}\n"
        b"Resources: {Q: {Type: AWS::SQS::Queue, Condition: A}, T: {Type: AWS::SNS::Topic}}"
    )
    assert set(found.services) == {"T"}


def test_standard_tags_merges_and_quotes_are_plain_data() -> None:
    text = """
base: &base {a: 1, b: !!str 2}
made: {<<: *base, b: '3', c: 010, d: 2010-09-09, e: 22:22, f: yes, g: ~}
"""
    assert parse_data(text).value["made"] == {
        "a": 1,
        "b": "3",
        "c": "010",
        "d": "2010-09-09",
        "e": "22:22",
        "f": "yes",
        "g": None,
    }


TYPES = [
    "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::Instance", "AWS::EC2::Route",
    "AWS::EC2::NatGateway", "AWS::EC2::SecurityGroup", "AWS::EC2::Volume", "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster", "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ECS::Service",
    "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::AutoScaling::AutoScalingGroup", "AWS::AutoScaling::ScalingPolicy", "AWS::S3::Bucket",
    "AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::Lambda::EventSourceMapping",
    "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::DynamoDB::Table", "AWS::EFS::MountTarget",
    "AWS::EFS::FileSystem", "AWS::EKS::Cluster", "AWS::EKS::Nodegroup", "AWS::IAM::Role",
    "AWS::CloudFront::Distribution", "AWS::Route53::RecordSet", "AWS::CloudWatch::Alarm",
    "AWS::CloudFormation::Stack", "AWS::ElastiCache::ReplicationGroup", "AWS::Nothing::Known",
    "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::EC2::VPCEndpoint", "AWS::Events::Rule",
]  # fmt: skip
NAMES = st.sampled_from(["A", "B", "C", "D"])
KEYS = st.sampled_from(
    [
        "VpcId", "SubnetId", "Subnets", "SubnetIds", "VPCZoneIdentifier", "AvailabilityZone",
        "TargetGroupARNs", "LoadBalancerArn", "DefaultActions", "Targets", "Id", "Events", "Type",
        "Properties", "Queue", "Policies", "Environment", "Variables", "SecurityGroupIngress",
        "SourceSecurityGroupId", "DBClusterIdentifier", "MultiAZ", "MinSize", "MaxSize", "Role",
        "DesiredCount", "DistributionConfig", "Origins", "DomainName", "AliasTarget", "DNSName",
        "RouteTableId", "DestinationCidrBlock", "GatewayId", "ClusterName", "ScalingConfig",
        "LaunchTemplate", "VpcConfig", "FileSystemId", "FunctionName", "Cluster", "Statement",
        "TemplateURL", "ResourceId", "BackupRetentionPeriod", "NumCacheClusters", "Subscription",
    ]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), NAMES,
    NAMES.map(lambda name: {"Ref": name}),
    NAMES.map(lambda name: {"Fn::GetAtt": [name, "Arn"]}),
    NAMES.map(lambda name: {"Fn::Sub": f"${{{name}}}-${{{name}.Arn}}-${{AWS::Region}}"}),
    st.just({"Fn::Select": [0, {"Fn::GetAZs": ""}]}), st.just({"Ref": "AWS::NoValue"}),
)  # fmt: skip
INTRINSICS = st.sampled_from(
    ["Ref", "Fn::Sub", "Fn::If", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::GetAtt", "Fn::Cidr",
     "Fn::FindInMap", "Fn::ImportValue", "Fn::GetAZs", "Fn::Ghost", "Fn::Base64", "Condition"]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.tuples(INTRINSICS, st.one_of(inner, st.lists(inner, max_size=3))).map(
            lambda pair: {pair[0]: pair[1]}
        ),
    ),
    max_leaves=10,
)
RESOURCES = st.dictionaries(
    NAMES,
    st.fixed_dictionaries(
        {"Type": st.sampled_from(TYPES), "Properties": st.dictionaries(KEYS, VALUES, max_size=6)},
        optional={"Condition": st.one_of(NAMES, VALUES), "Metadata": VALUES},
    ),
    min_size=1,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    RESOURCES,
    st.dictionaries(NAMES, VALUES, max_size=2),
    st.dictionaries(NAMES, st.one_of(VALUES, st.fixed_dictionaries({"Type": VALUES})), max_size=2),
)
def test_any_resources_are_drawn_soundly_or_refused(
    resources: dict[str, Any], conditions: dict[str, Any], parameters: dict[str, Any]
) -> None:
    template = {"Resources": resources, "Conditions": conditions, "Parameters": parameters}
    try:
        found = drawn_bytes(json.dumps(template).encode(), path="nowhere/t.json")
    except Refused:
        return
    assert check(found.page.diagram) == []
    assert found.page.diagram.topology.elements or found.page.notes


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="Resuc:{}[]!&*- \n'\"AWS,?|>#@%\\x1", max_size=60))
@example("Resources: {A: {Type: !Sub [}}}")
@example("&a : *a")
@example("!!binary x")
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        parse_data(text)


def test_the_door_gives_only_its_own_error(tmp_path: Any) -> None:
    from designer.importers.dispatch import import_file

    path = tmp_path / "t.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImportRefused):
        import_file(path, form=Format.CLOUDFORMATION)
