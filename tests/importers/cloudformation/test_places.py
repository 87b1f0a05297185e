"""Where the things of a template stand: zones by expression, subnets by route, placeholders."""

# ruff: noqa: E501 - a resource of a template on each line

import pytest

from designer.importers.result import NoteKind
from tests.importers.cloudformation.drawn import drawn, resources


def _subnets(*zones: str) -> str:
    rows = [
        f"  S{n}: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref V, AvailabilityZone: {zone}}}}}"
        for n, zone in enumerate(zones)
    ]
    return "\n".join(["Resources:", "  V: {Type: AWS::EC2::VPC}", *rows])


HEAD = """
Parameters:
  One: {Type: "AWS::EC2::AvailabilityZone::Name"}
  Many: {Type: "List<AWS::EC2::AvailabilityZone::Name>"}
  Given: {Type: CommaDelimitedList, Default: "eu-west-1a, eu-west-1b"}
Mappings:
  Zones: {us-east-1: {first: us-east-1a, second: us-east-1b}, eu-west-1: {first: x, second: y}}
"""


@pytest.mark.parametrize(
    ("one", "other", "is_same", "name"),
    [
        (
            "!Select [0, !GetAZs '']",
            "!Select ['0', {Fn::GetAZs: !Ref AWS::Region}]",
            True,
            "Zone 1",
        ),
        ("!Select [0, !GetAZs '']", "!Select [1, !GetAZs '']", False, "Zone 1"),
        ("!Select [0, !Ref Many]", "!Select [1, !Ref Many]", False, "Many 1"),
        ("!Ref One", "!Ref One", True, "One"),
        ("!Sub '${AWS::Region}a'", "!Join ['', [!Ref AWS::Region, a]]", True, "Zone a"),
        ("!Sub '${AWS::Region}a'", "!Sub '${AWS::Region}b'", False, "Zone a"),
        ("eu-west-1a", "!Select [0, !Ref Given]", True, "eu-west-1a"),
        (
            "!FindInMap [Zones, !Ref AWS::Region, first]",
            "!FindInMap [Zones, !Ref AWS::Region, second]",
            False,
            "Region.first",
        ),
    ],
)
def test_zones_are_compared_by_expression(one: str, other: str, is_same: bool, name: str) -> None:
    found = drawn(HEAD + _subnets(one, other))
    assert (found.parent("S0") == found.parent("S1")) is is_same
    assert found.parent("S0") == name
    assert found.parent(found.parent("S0")) == "V"


def test_the_region_makes_zones_literal() -> None:
    found = drawn(_subnets("!Select [1, !GetAZs '']"), AWS__Region="eu-west-1")
    assert found.parent("S0") == "eu-west-1b"
    assert found.stated("eu-west-1b") == {"zone_name": "eu-west-1b"}
    assert found.stated("Region: eu-west-1") == {"region_code": "eu-west-1"}


def test_a_subnet_without_a_zone_leaves_it_open() -> None:
    found = drawn(
        "Resources:\n  V: {Type: AWS::EC2::VPC}\n  S: {Type: AWS::EC2::Subnet, "
        "Properties: {VpcId: !Ref V}}"
    )
    assert found.parent("S") == "V"
    assert found.notes(NoteKind.UNSTATED) == ["The zone of S is not stated: AWS chooses one."]


ROUTED = resources("""
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Out: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  OutRoute: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Out, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  OutA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Out}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  In: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  InRoute: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref In, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  InB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B, RouteTableId: !Ref In}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref B}}
""")


def test_routes_make_subnets_public_and_lead_out_by_nat() -> None:
    found = drawn(ROUTED)
    assert found.services == {
        "Vpc": "vpc",
        "Zone 1": "zone",
        "Zone 2": "zone",
        "A": "public-subnet",
        "B": "private-subnet",
        "Gateway": "igw",
        "Nat": "nat",
        "Web": "ec2",
    }
    places = {name: found.parent(name) for name in ("Gateway", "Nat", "Web", "A", "Zone 1")}
    assert places == {"Gateway": "Vpc", "Nat": "A", "Web": "B", "A": "Zone 1", "Zone 1": "Vpc"}
    assert found.links == {"Web request Nat optional"}


@pytest.mark.parametrize(
    "subnets",
    [
        "[!Ref A, !Ref B]",
        "[!Join [',', [!Ref A, !Ref B]]]",
        "!Split [',', !Join [',', [!Ref A, !Ref B]]]",
        "!If [Yes, [!Ref A, !Ref B], !Ref 'AWS::NoValue']",
        "[!Ref A, !Sub '${B}']",
    ],
)
def test_a_group_stands_in_its_subnets_however_they_are_listed(subnets: str) -> None:
    text = "Conditions: {Yes: !Equals [a, a]}\n" + resources(f"""
  Group: {{Type: AWS::AutoScaling::AutoScalingGroup, Properties: {{MinSize: "2", MaxSize: 4, VPCZoneIdentifier: {subnets}}}}}
""")
    found = drawn(text)
    assert found.parent("Group") == "Vpc"
    assert found.stated("Group") == {"minimum": 2, "maximum": 4, "zones": ("Zone 1", "Zone 2")}
    topology = found.page.diagram.topology
    icons = topology.members(found.elements["Group"].id)
    places = [topology.elements[key].parent for key in icons]
    assert places == [found.elements["A"].id, found.elements["B"].id]


def test_a_group_of_one_is_not_drawn_in_two_zones() -> None:
    found = drawn(
        resources("""
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref A, !Ref B]}}
""")
    )
    assert found.parent("Group instance") == "Group"


def test_a_group_in_all_zones_has_no_subnets() -> None:
    found = drawn("""
Resources:
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 1, AvailabilityZones: !GetAZs ""}}
""")
    assert found.parent("Group") == "Region"
    assert found.stated("Group")["zones"] == ("Zone 1", "Zone 2", "Zone 3")
    assert set(found.services.values()) == {"asg", "ec2"}


def test_what_is_passed_in_is_stood_in_for_and_marked() -> None:
    found = drawn("""
Parameters:
  VpcId: {Type: "AWS::EC2::VPC::Id"}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: [!ImportValue {"Fn::Sub": "${AWS::StackName}-PUB1"}, !ImportValue other:Pub2]}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {VpcId: !Ref VpcId}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 2, MaxSize: 2, VPCZoneIdentifier: !Ref Subnets}}
  Admits: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref VpcId}}
""")
    assert found.parent("Zone 1") == "VPC"
    assert found.parent("PUB1") == "Zone 1"
    assert found.services["Pub2"] == "public-subnet"
    assert found.stated("Balancer")["zones"] == ("Zone 1", "Zone 2")
    assert found.parent("Group") == "Subnets"
    assert found.parent("Subnets") == "VPC"
    assert "zones" not in found.stated("Group")
    marked = {name for name, element in found.elements.items() if element.inferred}
    assert {"PUB1", "Pub2", "Subnets", "VPC"} <= marked


def test_a_list_stands_for_those_of_its_entries_that_are_named() -> None:
    found = drawn("""
Parameters:
  Nets: {Type: "List<AWS::EC2::Subnet::Id>"}
Resources:
  Files: {Type: AWS::EFS::FileSystem}
  One: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Select [0, !Ref Nets]}}
  Two: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Select [1, !Ref Nets]}}
  Front: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {Subnets: !Ref Nets}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 3, VPCZoneIdentifier: !Ref Nets}}
""")
    assert [found.parent(name) for name in ("Nets[0]", "Nets[1]")] == ["Zone 1", "Zone 2"]
    assert found.stated("Front")["zones"] == ("Zone 1", "Zone 2")
    assert found.stated("Group")["zones"] == ("Zone 1", "Zone 2")
    assert "Nets" not in found.elements


def test_a_private_route_decides_against_a_flag() -> None:
    found = drawn(
        ROUTED.replace(
            "B: {Type: AWS::EC2::Subnet, Properties: {",
            "B: {Type: AWS::EC2::Subnet, Properties: {MapPublicIpOnLaunch: true, ",
        )
    )
    assert found.services["B"] == "private-subnet"


def test_subnets_passed_in_share_zones_by_the_ends_of_their_names() -> None:
    found = drawn("""
Parameters:
  WebA: {Type: "AWS::EC2::Subnet::Id"}
  WebB: {Type: "AWS::EC2::Subnet::Id"}
  DataA: {Type: "AWS::EC2::Subnet::Id"}
Resources:
  Front:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: {Subnets: [!Ref WebA, !Ref WebB]}
  Store:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Ref DataA}
""")
    assert [found.parent(name) for name in ("WebA", "WebB", "DataA")] == [
        "Zone A",
        "Zone B",
        "Zone A",
    ]


def test_two_subnets_of_a_database_lie_in_two_zones_and_are_no_multi_az() -> None:
    found = drawn("""
Parameters:
  First: {Type: "AWS::EC2::Subnet::Id"}
  Second: {Type: "AWS::EC2::Subnet::Id"}
Resources:
  Pair: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [!Ref First, !Ref Second]}}
  Store: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref Pair}}
""")
    assert found.parent("First") == "Zone of First"
    assert found.parent("Second") == "Zone of Second"
    assert "zones" not in found.stated("Store")
    assert "multi_az" not in found.stated("Store")
