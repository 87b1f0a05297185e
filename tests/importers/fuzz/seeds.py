"""Where fuzzing starts: a file of each kind that reaches much of its importer, and its words."""

import json
from textwrap import dedent

from designer.importers.data_text import parse_data
from tests.importers.drawio.sketch import group, icon, line, model, mxfile, subnet, words, zone

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Count: {Type: Number, Default: 2}
  Nets: {Type: "List<AWS::EC2::Subnet::Id>"}
Mappings: {Sizes: {small: {type: t3.micro}}}
Conditions:
  Two: !Or [!Equals [!Ref Count, 2], !Not [!Condition One]]
  One: !And [!Equals [!Ref Count, 1], !Equals [a, a]]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]
      AvailabilityZone: !Select [0, !GetAZs ""]
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: !If [Two, [!Ref A, !ImportValue b], !Ref Nets]}
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Targets: [{Id: !Ref Web}]}}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{TargetGroupArn: !Ref Group}]}
  Web:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Ref A, InstanceType: !FindInMap [Sizes, small, type]}
  Scale:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: "2", MaxSize: 4, VPCZoneIdentifier: !Split [",", !Join [",", [!Ref A]]]}
  Data:
    Type: AWS::RDS::DBInstance
    Condition: Two
    Properties: {MultiAZ: true, Engine: mysql, DBSubnetGroupName: !Ref Nets}
  Program:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {TABLE: !Sub "${Table}-${AWS::Region}"}}
      Policies: [{DynamoDBCrudPolicy: {TableName: !Ref Table}}]
      Events: {Call: {Type: Api, Properties: {Path: /, Method: get}}}
  Table: {Type: AWS::DynamoDB::Table}
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./inner.yaml}}
  "Fn::ForEach::Queues": [Name, [One, Two], {"Queue${Name}": {Type: AWS::SQS::Queue}}]
Outputs: {Url: {Value: !GetAtt Balancer.DNSName}}
"""
PLAN = """\
{"format_version": "1.2", "terraform_version": "1.5.0", "planned_values": {"root_module":
{"resources": [
{"address": "aws_subnet.a[0]", "mode": "managed", "type": "aws_subnet", "name": "a", "index": 0,
"values": {"availability_zone": "eu-west-1a", "tags": {"Name": "A"}}},
{"address": "aws_db_instance.d", "mode": "managed", "type": "aws_db_instance", "name": "d",
"values": {"multi_az": true, "engine": "mysql"}}],
"child_modules": [{"address": "module.m", "resources": [{"address": "module.m.aws_lb.l",
"mode": "managed", "type": "aws_lb", "name": "l", "values": {"internal": false}}]}]}},
"configuration": {"root_module": {"resources": [{"address": "aws_db_instance.d", "type":
"aws_db_instance", "expressions": {"db_subnet_group_name": {"references": ["aws_subnet.a"]}}}],
"module_calls": {"m": {"expressions": {"nets": {"references": ["aws_subnet.a[0].id"]}},
"module": {"variables": {"nets": {}}, "resources": [{"address": "aws_lb.l", "expressions":
{"subnets": {"references": ["var.nets"]}}}]}}}}}}
"""
STATE = """\
{"version": 4, "terraform_version": "1.5.0", "resources": [{"mode": "managed", "type": "aws_vpc",
"name": "v", "instances": [{"index_key": "a", "attributes": {"id": "vpc-1"}}]}, {"module":
"module.m", "mode": "managed", "type": "aws_subnet", "name": "s", "instances": [{"attributes":
{"id": "subnet-1", "vpc_id": "vpc-1", "availability_zone": "eu-west-1a"}}]}]}
"""
MODULE = """\
variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}
locals { names = { for z in var.zones : z => upper("x-${z}") if z != "" } }
provider "aws" { region = "eu-west-1" }
module "vpc" {
  source          = "terraform-aws-modules/vpc/aws"
  azs             = [for z in var.zones : "eu-west-1${z}"]
  private_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
}
resource "aws_subnet" "s" {
  count             = length(var.zones) > 1 ? 2 : 1
  availability_zone = element(var.zones, count.index)
}
resource "aws_instance" "w" {
  for_each  = toset(["one", "two"])
  subnet_id = aws_subnet.s[0].id
  user_data = <<-EOF
    ${each.key}
  EOF
}
resource "aws_lb" "l" {
  subnets = concat(module.vpc.public_subnets, aws_subnet.s[*].id)
  dynamic "access_logs" {
    for_each = local.names
    content { bucket = access_logs.value }
  }
}
resource "aws_iam_role_policy" "p" { policy = jsonencode({ Statement = [{ Action = "s3:*" }] }) }
"""
SCRIPT = """\
from diagrams import Cluster, Diagram, Edge as E
from diagrams.aws.compute import EC2, ECS
from diagrams.aws.database import RDS
from diagrams.aws.network import ELB

def tier(name, count=2):
    return [EC2(f"{name} {i}") for i in range(count)]

with Diagram("Web", direction="LR", show=False):
    lb = ELB("lb")
    with Cluster("VPC"):
        with Cluster("eu-west-1a"):
            web = tier("web", count=3)
        db = {"main": RDS("db")}
        for name in ("a", "b"):
            ECS(name) >> E(label="asks", style="dashed") >> db["main"]
    lb >> web >> db["main"]
    db["main"] - RDS("replica")
    web[0] << E(reverse=True) << lb
"""


def _drawing() -> str:
    return model(
        group("vpc", "v", 0, 0, 600, 400, "VPC"),
        zone("z", 20, 20, 250, 360, "eu-west-1a"),
        subnet("s", 30, 40, 220, 120, "Public subnet"),
        icon("ec2", "w", 40, 60, "Web x3"),
        icon("rds", "d", 160, 260, "DB primary"),
        icon("rds", "r", 360, 260, "DB standby"),
        words("t", 40, 125, "t3.micro"),
        line("w", "d", "asks"),
        line("d", "r", style="dashed=1;"),
        line(start=(10, 10), end=(70, 80)),
    )


def seeds(name: str) -> list[bytes]:
    """Return the files to begin with for the importer ``name``, as ``run`` calls it."""
    found = {
        "drawio": [mxfile(_drawing()), mxfile(_drawing(), compressed=True), _drawing()],
        "template": [TEMPLATE, json.dumps(parse_data(TEMPLATE).value)],
        "plan": [PLAN, STATE],
        "module": [MODULE],
        "script": [SCRIPT],
    }[name]
    return [dedent(text).encode() for text in found]


_TYPES = ("vpc", "subnet", "instance", "lb", "db_instance", "rds_cluster", "s3_bucket", "iam_role")
WORDS: dict[str, list[str]] = {
    "drawio": [
        *("<mxCell ", "value=", "style=", "vertex=", "edge=", "parent=", "source=", "target="),
        *("<mxGeometry ", "<mxPoint ", "<UserObject ", "shape=mxgraph.aws4.", "aws3.", "x="),
        *("grIcon=", "resIcon=", "dashed=1;", "Availability Zone", "Multi-AZ", "NaN", "1e308"),
        *("width=", "relative=", "container=1;", "&lt;b&gt;", "edgeLabel;", "rotation=45;"),
    ],
    "template": [
        *("!Ref ", "!GetAtt ", "!Sub ", "!Join ", "!Select ", "!Split ", "!If ", "!FindInMap "),
        *("!GetAZs ", "!ImportValue ", "!Cidr ", "Fn::ForEach::", "AWS::NoValue", "AWS::Region"),
        *("Type: ", "Properties:", "Condition: ", "Default: ", "AWS::RDS::DBCluster", "&a ", "*a"),
        *("AWS::Lambda::Function", "AWS::ECS::Service", "AWS::S3::Bucket", "- ", "{}", "[]", "~"),
        *("Subnets", "VpcId", "Events", "Policies", "Targets", "MinSize", "-1", "9999999999"),
    ],
    "plan": [
        *("null", "true", "{}", "[]", "-1", "1e999", "resource_changes", "child_modules"),
        *("references", "expressions", "constant_value", "module_calls", "variables", "outputs"),
        *("index_key", "attributes_flat", "primary", "path", "prior_state", "for_each_expression"),
        *(f"aws_{name}" for name in _TYPES),
    ],
    "module": [
        *(
            "resource ",
            "module ",
            "data ",
            "dynamic ",
            "for_each = ",
            "count = ",
            "${",
            "%{if ",
            "}",
        ),
        *("each.key", "count.index", "local.", "var.", "module.", "[*]", "...", "? ", ": ", "=> "),
        *("<<EOF", "element(", "lookup(", "slice(", "range(", "merge(", "try(", "length(", "one("),
        *(f"aws_{name}" for name in _TYPES),
    ],
    "script": [
        *(
            "with Diagram(",
            "with Cluster(",
            "Edge(",
            " >> ",
            " << ",
            " - ",
            "for ",
            " in ",
            "range(",
        ),
        *(
            "def ",
            "return ",
            "lambda: ",
            "[0]",
            "[-1]",
            "f'{",
            "}",
            "EC2(",
            "RDS(",
            "*",
            "**",
            " if ",
        ),
        *("import ", "from diagrams", "as ", "zip(", "enumerate(", "%s", "10**9", "range("),
    ],
}
"""Words that mutation puts in, by importer."""
