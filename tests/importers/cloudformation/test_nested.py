"""Nested stacks by local path, and paths that lead astray."""

from pathlib import Path

import pytest

from designer.importers.dispatch import import_file
from designer.importers.result import NoteKind
from tests.importers.cloudformation.drawn import Drawn

NETWORK = """
Parameters: {Cidr: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
  One: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, AvailabilityZone: !Select [0, !GetAZs ""]}}
Outputs:
  Subnets: {Value: !Join [",", [!Ref One]]}
"""  # noqa: E501

ROOT = """
Resources:
  Web:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://s3.amazonaws.com/some-bucket/quick/parts/web.yaml
      Parameters: {Subnets: !GetAtt Net.Outputs.Subnets}
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./parts/network.yaml, Parameters: {Cidr: 10.1.0.0/16}}
"""

WEB = """
Parameters: {Subnets: {Type: CommaDelimitedList}}
Resources:
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Select [0, !Ref Subnets]}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "network.yaml").write_text(NETWORK)
    (folder / "parts" / "web.yaml").write_text(WEB)
    (folder / "root.yaml").write_text(ROOT)
    return folder / "root.yaml"


def _drawn(path: Path) -> Drawn:
    (page,) = import_file(path).pages
    return Drawn(page)


def test_outputs_of_one_stack_are_parameters_of_another(root: Path) -> None:
    found = _drawn(root)
    assert found.parent("Server") == "One"
    assert found.parent("One") == "Zone 1"
    assert found.stated("Vpc") == {"cidr": "10.1.0.0/16"}


@pytest.mark.parametrize(
    "where",
    [
        "../secret.yaml",
        "parts/../../secret.yaml",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.com/../secret.yaml",
        "link.yaml",
        "parts",
        "parts/nothing.yaml",
        "\\0",
        "${AWS::StackName}",
    ],
)
def test_what_lies_outside_is_not_read(root: Path, where: str) -> None:
    secret = root.parent.parent / "secret.yaml"
    secret.write_text("Resources: {Secret: {Type: AWS::SQS::Queue}}")
    (root.parent / "link.yaml").symlink_to(secret)
    root.write_text(
        "Resources:\n  Own: {Type: AWS::SNS::Topic}\n  Bad: {Type: AWS::CloudFormation::Stack, "
        f'Properties: {{TemplateURL: "{where}"}}}}\n'
    )
    found = _drawn(root)
    assert set(found.services) == {"Own"}
    assert any("The nested stack is not read" in s for s in found.notes(NoteKind.SKIPPED))


def test_a_stack_in_itself_ends(root: Path) -> None:
    root.write_text(
        "Resources: {Own: {Type: AWS::SNS::Topic}, Me: {Type: AWS::CloudFormation::Stack, "
        "Properties: {TemplateURL: root.yaml}}}"
    )
    found = _drawn(root)
    assert any("a stack around it" in s for s in found.notes(NoteKind.SKIPPED))


def test_stacks_that_multiply_end(root: Path) -> None:
    for depth in range(6):
        rows = [
            f"  S{n}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: "
            f"{'' if depth else 'parts/'}{depth + 1}.yaml}}}}"
            for n in range(9)
        ]
        text = "\n".join(["Resources:", "  Q: {Type: AWS::SQS::Queue}", *rows])
        name = "root.yaml" if depth == 0 else f"parts/{depth}.yaml"
        (root.parent / name).write_text(text)
    found = _drawn(root)
    assert any("too many stacks" in s for s in found.notes(NoteKind.SKIPPED))
