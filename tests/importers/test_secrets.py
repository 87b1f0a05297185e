"""What a source calls secret shows nowhere: in no name, no note, no question, and no answer."""

from pathlib import Path

import pytest

from designer.importers.dispatch import import_file
from designer.importers.result import ImportResult
from designer.importers.source import Options
from designer.importers.wire import from_bytes, to_bytes

SECRET = "hunter2-hunter2"
OTHER = "correct-horse"

TEMPLATE = """
Parameters:
  Password: {Type: String, NoEcho: true, Default: hunter2-hunter2, AllowedValues: [hunter2-hunter2]}
  Open: {Type: String, Default: told}
Conditions:
  IsSet: !Not [!Equals [!Ref Password, ""]]
  IsOther: !Equals [!Ref Password, correct-horse]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Password
      InstanceType: !Ref Password
      AvailabilityZone: !Sub "${Password}-a"
      Tags: [{Key: Name, Value: !Ref Password}]
  Data:
    Type: AWS::RDS::DBInstance
    Condition: IsSet
    Properties:
      DBInstanceIdentifier: !Join ["", [!Ref Password]]
      DBInstanceClass: !Select [0, !Split [",", !Ref Password]]
      AvailabilityZone: !Ref Password
      MasterUserPassword: !Ref Password
  Queue: {Type: AWS::SQS::Queue, Condition: IsOther}
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: !Ref Password
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: inner.yaml
      Parameters: {Passed: !Ref Password}
"""
INNER = """
Parameters: {Passed: {Type: String}}
Conditions: {HasIt: !Not [!Equals [!Ref Passed, ""]]}
Resources:
  Table: {Type: AWS::DynamoDB::Table, Condition: HasIt, Properties: {TableName: !Ref Passed}}
  Host: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Passed}}
"""
MODULE = """
variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2-hunter2"
}
variable "open" { default = "told" }
locals { text = "x-${var.password}" }
resource "aws_db_instance" "data" {
  count          = var.password == "" ? 0 : 1
  instance_class = var.password
  tags           = { Name = local.text }
}
resource "aws_instance" "web" {
  count             = length(var.password) > 8 ? 2 : 1
  subnet_id         = var.password
  availability_zone = upper(var.password)
}
module "inner" {
  source = "./${var.password}"
}
"""


def _template(folder: Path) -> Path:
    (folder / "inner.yaml").write_text(INNER)
    path = folder / "main.yaml"
    path.write_text(TEMPLATE)
    return path


def _module(folder: Path) -> Path:
    (folder / "main.tf").write_text(MODULE)
    return folder


def _services(result: ImportResult) -> list[str]:
    elements = result.pages[0].diagram.topology.elements.values()
    return sorted(e.service for e in elements if e.service in ("rds", "ec2", "dynamodb", "sqs"))


@pytest.mark.parametrize(
    ("make", "name", "services"),
    [
        (_template, "Password", ["dynamodb", "ec2", "ec2", "rds"]),
        (_module, "password", ["ec2", "ec2", "rds"]),
    ],
    ids=["template", "module"],
)
def test_a_secret_decides_conditions_and_shows_nowhere(
    make: object, name: str, services: list[str], tmp_path: Path
) -> None:
    assert callable(make)
    path = make(tmp_path)
    at_defaults = import_file(path)
    given = import_file(path, Options(parameters={name: SECRET[::-1]}))
    for result, value in ((at_defaults, SECRET), (given, SECRET[::-1])):
        assert _services(result) == services
        told = to_bytes(result)
        assert value.encode() not in told
        assert value.upper().encode() not in told
        assert from_bytes(told, "x").questions == result.questions
    secret, plain = at_defaults.questions
    assert (secret.is_secret, secret.default, secret.choices) == (True, "", ())
    assert (plain.is_secret, plain.default) == (False, "told")


def test_a_given_secret_is_compared(tmp_path: Path) -> None:
    result = import_file(_template(tmp_path), Options(parameters={"Password": OTHER}))
    assert "sqs" in _services(result)
    assert OTHER.encode() not in to_bytes(result)
