"""Modules of the public registry, called as their examples call them, read as what they build."""

from pathlib import Path

from designer.model.links import LinkKind
from tests.importers.terraform.drawn import elements, kinds, page_of

NETWORK = """
data "aws_availability_zones" "available" {}
locals {
  azs = slice(data.aws_availability_zones.available.names, 0, 2)
}
module "vpc" {
  source           = "terraform-aws-modules/vpc/aws"
  cidr             = "10.0.0.0/16"
  azs              = local.azs
  public_subnets   = [for k, v in local.azs : cidrsubnet("10.0.0.0/16", 8, k)]
  private_subnets  = [for k, v in local.azs : cidrsubnet("10.0.0.0/16", 8, k + 4)]
  database_subnets = ["10.0.8.0/24", "10.0.9.0/24"]
  enable_vpn_gateway = true
}
"""
TIERS = """
module "web_sg" {
  source = "terraform-aws-modules/security-group/aws"
}
module "data_sg" {
  source = "terraform-aws-modules/security-group/aws//modules/postgresql"
  computed_ingress_with_source_security_group_id = [
    { rule = "postgresql-5432-tcp", source_security_group_id = module.web_sg.security_group_id }
  ]
}
module "web" {
  source              = "terraform-aws-modules/autoscaling/aws"
  min_size            = 1
  max_size            = 4
  vpc_zone_identifier = module.vpc.private_subnets
  security_groups     = [module.web_sg.security_group_id]
}
module "data" {
  source                 = "terraform-aws-modules/rds/aws"
  engine                 = "postgres"
  db_subnet_group_name   = module.vpc.database_subnet_group
  vpc_security_group_ids = [module.data_sg.security_group_id]
}
module "copy" {
  source              = "terraform-aws-modules/rds/aws"
  engine              = "postgres"
  replicate_source_db = module.data.db_instance_identifier
}
module "off" {
  source             = "terraform-aws-modules/rds/aws"
  create_db_instance = false
}
"""
MORE = """
module "aurora" {
  source               = "terraform-aws-modules/rds-aurora/aws"
  engine               = "aurora-mysql"
  instance_class       = "db.r6g.large"
  instances            = { one = {}, two = {}, three = { instance_class = "db.r6g.xlarge" } }
  db_subnet_group_name = module.vpc.database_subnet_group_name
}
module "front" {
  source        = "terraform-aws-modules/alb/aws"
  subnets       = module.vpc.public_subnets
  target_groups = { web = { create_attachment = false } }
}
module "ecs" {
  source = "terraform-aws-modules/ecs/aws"
  services = {
    shop = {
      desired_count = 2
      subnet_ids    = module.vpc.private_subnets
      load_balancer = { web = { target_group_arn = module.front.target_groups["web"].arn } }
    }
    none = { create = false }
  }
}
module "eks" {
  source                  = "terraform-aws-modules/eks/aws"
  subnet_ids              = module.vpc.private_subnets
  eks_managed_node_groups = { all = { min_size = 2, max_size = 8, desired_size = 3 } }
}
module "ends" {
  source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
  vpc_id = module.vpc.vpc_id
  endpoints = {
    s3  = { service = "s3", service_type = "Gateway" }
    off = { create = false }
  }
}
module "other" { source = "terraform-aws-modules/eks/aws//modules/karpenter" }
"""


def test_tiers_ask_each_other_as_their_groups_admit(tmp_path: Path) -> None:
    page = page_of(tmp_path, NETWORK + TIERS)
    found = elements(page)
    assert found["web"] == ("asg", "vpc")
    assert found["data"] == ("rds", "vpc")
    assert found["copy"] == ("rds", "vpc")
    assert found["vpc gateway"] == ("igw", "vpc")
    assert "off" not in found
    assert kinds(page) == {
        ("data", "copy"): LinkKind.REPLICATION,
        ("web", "data"): LinkKind.REQUEST,
    }
    topology = page.diagram.topology
    assert [e.service for e in topology.elements.values()].count("vpn-gateway") == 1
    cidrs = {e.name: e.properties.get("cidr") for e in topology.elements.values()}
    assert cidrs["vpc database[1]"] == "10.0.9.0/24"


def test_clusters_services_and_endpoints_are_drawn_once_each(tmp_path: Path) -> None:
    page = page_of(tmp_path, NETWORK + MORE)
    found = elements(page)
    stated = {e.name: dict(e.properties) for e in page.diagram.topology.elements.values()}
    zones = ("Zone 1", "Zone 2")
    assert stated["aurora"] == {
        "engine": "mysql",
        "replicas": 2,
        "instance_class": "db.r6g.large",
        "zones": zones,
    }
    assert (found["ecs shop"][0], stated["ecs shop"]) == ("fargate", {"desired": 2, "zones": zones})
    assert stated["eks"] == {"minimum": 2, "maximum": 8, "desired": 3, "zones": zones}
    assert found["ends s3"] == ("vpc-endpoint", "vpc")
    assert [service for service, _ in found.values()].count("vpc") == 1
    assert [service for service, _ in found.values()].count("vpc-endpoint") == 1
    assert ("front", "ecs shop") in kinds(page)
    assert any("The module other is not read" in note.sentence for note in page.notes)
