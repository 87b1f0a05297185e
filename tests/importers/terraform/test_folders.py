"""Folders of HCL read into exact topologies: counts, modules, tricks."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.importers.dispatch import import_file
from designer.importers.refusal import ImportRefused
from designer.importers.terraform.expressions import NotParsed, parsed, parsed_template
from tests.importers.terraform.drawn import elements, links, page_of

COUNTED = """
locals { azs = ["a", "b"] }
variable "webs" { default = ["x", "y"] }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  count             = length(local.azs)
  vpc_id            = aws_vpc.v.id
  availability_zone = "eu-west-1${local.azs[count.index]}"
  cidr_block        = cidrsubnet(aws_vpc.v.cidr_block, 8, count.index)
}
resource "aws_lb" "front" {
  subnets         = aws_subnet.s[*].id
}
resource "aws_lb_target_group" "t" {}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
}
resource "aws_instance" "w" {
  for_each  = toset(var.webs)
  subnet_id = aws_subnet.s[each.key == "x" ? 0 : 1].id
}
resource "aws_lb_target_group_attachment" "a" {
  for_each         = toset(var.webs)
  target_group_arn = aws_lb_target_group.t.arn
  target_id        = aws_instance.w[each.key].id
}
"""


def test_counts_and_for_each_over_literals(tmp_path: Path) -> None:
    page = page_of(tmp_path, COUNTED)
    assert elements(page) == {
        "v": ("vpc", "Region"),
        "eu-west-1a": ("zone", "v"),
        "eu-west-1b": ("zone", "v"),
        "s[0]": ("private-subnet", "eu-west-1a"),
        "s[1]": ("private-subnet", "eu-west-1b"),
        "front": ("alb", "v"),
        "w x": ("ec2", "s[0]"),
        "w y": ("ec2", "s[1]"),
    }
    assert links(page) == {("front", "w x"), ("front", "w y")}


def test_tfvars_and_parameters_set_variables(tmp_path: Path) -> None:
    (tmp_path / "terraform.tfvars").write_text('number = 2\nzone = "eu-west-1b"\n')
    text = """
variable "number" { default = 1 }
variable "zone" {}
resource "aws_instance" "i" {
  count             = var.number
  availability_zone = var.zone
}
"""
    assert elements(page_of(tmp_path, text))["i[1]"] == ("ec2", "eu-west-1b")
    assert elements(page_of(tmp_path, text, zone="eu-west-1c"))["i[0]"] == ("ec2", "eu-west-1c")


def test_symbolic_zones_are_the_same_by_expression(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
data "aws_availability_zones" "all" {}
resource "aws_vpc" "v" {}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.v.id
  availability_zone = data.aws_availability_zones.all.names[0]
}
resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.v.id
  availability_zone = element(data.aws_availability_zones.all.names, 0)
}
""",
    )
    assert elements(page) == {
        "v": ("vpc", "Region"),
        "Zone 1": ("zone", "v"),
        "a": ("private-subnet", "Zone 1"),
        "b": ("private-subnet", "Zone 1"),
    }


def test_local_modules_beside_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "modules" / "net"
    inner.mkdir(parents=True)
    (inner / "net.tf").write_text(
        'variable "zone" {}\nresource "aws_vpc" "v" {}\n'
        'resource "aws_subnet" "s" {\n  vpc_id = aws_vpc.v.id\n  availability_zone = var.zone\n}\n'
        'output "subnet" {\n  value = aws_subnet.s.id\n}\n'
    )
    page = page_of(
        tmp_path / "live",
        'module "net" {\n  source = "../modules/net"\n  zone = "eu-west-1a"\n}\n'
        'resource "aws_db_instance" "d" {\n  engine = "mysql"\n}\n'
        'resource "aws_instance" "i" {\n  subnet_id = module.net.subnet\n}\n',
    )
    assert elements(page)["i"] == ("ec2", "net s")
    assert elements(page)["net s"] == ("private-subnet", "eu-west-1a")


def test_the_registry_vpc_is_read_as_what_it_builds(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
module "vpc" {
  source             = "terraform-aws-modules/vpc/aws"
  azs                = ["eu-west-1a", "eu-west-1b"]
  public_subnets     = ["10.0.1.0/24", "10.0.2.0/24"]
  private_subnets    = ["10.0.3.0/24", "10.0.4.0/24"]
  enable_nat_gateway = true
  single_nat_gateway = true
}
resource "aws_instance" "i" { subnet_id = module.vpc.private_subnets[1] }
""",
    )
    assert elements(page) == {
        "vpc": ("vpc", "Region"),
        "eu-west-1a": ("zone", "vpc"),
        "eu-west-1b": ("zone", "vpc"),
        "vpc public[0]": ("public-subnet", "eu-west-1a"),
        "vpc public[1]": ("public-subnet", "eu-west-1b"),
        "vpc private[0]": ("private-subnet", "eu-west-1a"),
        "vpc private[1]": ("private-subnet", "eu-west-1b"),
        "vpc nat[0]": ("nat", "vpc public[0]"),
        "vpc gateway": ("igw", "vpc"),
        "i": ("ec2", "vpc private[1]"),
    }
    assert links(page) == {("i", "vpc nat[0]")}


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    page = page_of(
        tmp_path / "a" / "b" / "c",
        'module "x" {\n  source = "../../../../../../etc"\n}\n'
        'module "y" {\n  source = "git::https://example.com/x.git"\n}\n',
    )
    assert not page.diagram.topology.elements
    text = " ".join(note.sentence for note in page.notes)
    assert "out of bounds" in text
    assert "module y is not read" in text


@pytest.mark.parametrize(
    "text",
    [
        "locals { a = " + "[" * 100_000 + "]" * 100_000 + " }",
        "<<<<<<< HEAD\n",
        'module "m" { source = "./" }',
    ],
)
def test_hostile_folders_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        page_of(tmp_path, text)
    assert "\n" not in str(refused.value)


def test_a_folder_without_terraform_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="without Terraform"):
        import_file(tmp_path)


def test_what_refers_to_itself_ends(tmp_path: Path) -> None:
    text = "locals {\n  a = local.b\n  b = local.a\n}\n"
    page = page_of(tmp_path, text + 'resource "aws_instance" "i" { ami = local.a }\n')
    assert elements(page) == {"i": ("ec2", "Region")}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab01.[](){}"$*+-?:,=> for in', max_size=40))
def test_any_expression_is_parsed_or_not(text: str) -> None:
    for parse in (parsed, parsed_template):
        try:
            tree = parse(text)
        except NotParsed:
            continue
        assert tree.kind


def test_subnets_that_are_looked_up_stand_as_one(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
data "aws_subnets" "all" {}
data "aws_subnet" "each" {
  for_each = toset(data.aws_subnets.all.ids)
  id       = each.value
}
locals {
  by_zone = { for s in data.aws_subnet.each : s.availability_zone => s.id... }
}
resource "aws_lb" "front" { subnets = [for zone, ids in local.by_zone : ids[0]] }
resource "aws_instance" "i" { subnet_id = data.aws_subnets.all.ids[0] }
""",
    )
    assert elements(page)["front"] == ("alb", "all")


def test_lists_and_numbers_are_typed_as_json_and_asked_for(tmp_path: Path) -> None:
    text = """
variable "zones" {
  type        = list(string)
  description = "Where"
}
variable "number" {
  type    = number
  default = 1
}
resource "aws_instance" "i" {
  count             = var.number
  availability_zone = var.zones[count.index]
}
"""
    page = page_of(tmp_path, text, zones='["eu-west-1a", "eu-west-1b"]', number="2")
    assert elements(page)["i[1]"] == ("ec2", "eu-west-1b")
    asked = import_file(tmp_path).questions
    assert [(q.name, q.help, q.default) for q in asked] == [
        ("zones", "Where", None),
        ("number", "", "1"),
    ]


def test_what_public_folders_are_written_like_is_read(tmp_path: Path) -> None:
    # A heredoc's end with blanks behind it, quoted references of version 0.11, flags as texts,
    # and a file that a merge has left in conflict.
    tmp_path.joinpath("broken.tf").write_text("<<<<<<< HEAD\nresource {}\n=======\n>>>>>>> b\n")
    page = page_of(
        tmp_path,
        'variable "size" {\n  type    = "string"\n  default = "2"\n}\n'
        'resource "aws_iam_role_policy" "p" {\n  policy = <<POLICY\n{"Statement": []}\n'
        "POLICY  \n}\n"
        'resource "aws_instance" "w" {\n  count         = "${var.size}"\n'
        '  instance_type = "${var.size == "2" ? "t3.small" : "t3.large"}"\n}\n'
        'resource "aws_db_instance" "d" {\n  multi_az = "false"\n}\n',
    )
    assert set(elements(page)) == {"w[0]", "w[1]", "d"}
    stated = {e.name: dict(e.properties) for e in page.diagram.topology.elements.values()}
    assert stated["w[1]"] == {"instance_type": "t3.small"}
    assert stated["d"] == {"multi_az": False}
    assert any("broken.tf is not valid HCL" in note.sentence for note in page.notes)
