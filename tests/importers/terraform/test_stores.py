"""Stores, caches, streams and brokers of Terraform, one row each: what is stated, and where."""

from pathlib import Path

import pytest

from designer.importers.result import Page
from designer.model.elements import Element
from designer.model.links import LinkKind
from tests.importers.terraform.drawn import elements, kinds, page_of

NETWORK = """
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.v.id
  availability_zone = "eu-west-1a"
}
resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.v.id
  availability_zone = "eu-west-1b"
}
resource "aws_subnet" "c" {
  vpc_id            = aws_vpc.v.id
  availability_zone = "eu-west-1c"
}
resource "aws_db_subnet_group" "g" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
"""
TWO = ("eu-west-1a", "eu-west-1b")
THREE = (*TWO, "eu-west-1c")

Case = tuple[str, str, dict[str, object]]
"""Resources of which one is called "x"; its row; exactly what is stated of it."""

CASES: dict[str, Case] = {
    "an OpenSearch domain over two zones": (
        """
resource "aws_opensearch_domain" "x" {
  cluster_config {
    instance_type            = "r6g.large.search"
    instance_count           = 4
    zone_awareness_enabled   = true
    dedicated_master_enabled = true
  }
  vpc_options { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
  ebs_options {
    ebs_enabled = true
    volume_size = 100
  }
  encrypt_at_rest { enabled = true }
}""",
        "opensearch",
        {
            "data_nodes": 4,
            "multi_az": True,
            "dedicated_masters": True,
            "instance_type": "r6g.large.search",
            "storage_gib": 100,
            "encrypted": True,
            "zones": TWO,
        },
    ),
    "an OpenSearch domain of two nodes that knows no zones": (
        """
resource "aws_elasticsearch_domain" "x" {
  cluster_config { instance_count = 2 }
  vpc_options { subnet_ids = [aws_subnet.a.id] }
}""",
        "opensearch",
        {"data_nodes": 2},
    ),
    "a Redshift cluster in two zones": (
        """
resource "aws_redshift_subnet_group" "w" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_redshift_cluster" "x" {
  node_type                           = "ra3.xlplus"
  multi_az                            = true
  encrypted                           = "true"
  automated_snapshot_retention_period = 7
  cluster_subnet_group_name           = aws_redshift_subnet_group.w.name
}
resource "aws_redshift_snapshot_copy" "far" {
  cluster_identifier = aws_redshift_cluster.x.id
  destination_region = "eu-central-1"
}""",
        "redshift",
        {
            "node_type": "ra3.xlplus",
            "multi_az": True,
            "encrypted": True,
            "automatic_backups": True,
            "backup_retention_days": 7,
            "cross_region_copy": True,
            "zones": TWO,
        },
    ),
    "a Redshift workgroup": (
        """
resource "aws_redshiftserverless_workgroup" "x" { subnet_ids = [aws_subnet.c.id] }""",
        "redshift",
        {"serverless": True},
    ),
    "an MSK cluster over three zones": (
        """
resource "aws_msk_cluster" "x" {
  number_of_broker_nodes = 6
  broker_node_group_info {
    instance_type  = "kafka.m5.large"
    client_subnets = [aws_subnet.a.id, aws_subnet.b.id, aws_subnet.c.id]
  }
}""",
        "msk",
        {"brokers": 6, "instance_type": "kafka.m5.large", "zones": THREE},
    ),
    "an MSK cluster without servers": (
        """
resource "aws_msk_serverless_cluster" "x" {
  vpc_config { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
}""",
        "msk",
        {"serverless": True, "zones": TWO},
    ),
    "an ActiveMQ pair": (
        """
resource "aws_mq_broker" "x" {
  engine_type        = "ActiveMQ"
  host_instance_type = "mq.m5.large"
  deployment_mode    = "ACTIVE_STANDBY_MULTI_AZ"
  subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id]
}""",
        "mq",
        {"engine": "activemq", "instance_type": "mq.m5.large", "multi_az": True, "zones": TWO},
    ),
    "a RabbitMQ broker alone": (
        """
resource "aws_mq_broker" "x" {
  engine_type     = "RabbitMQ"
  deployment_mode = "SINGLE_INSTANCE"
  subnet_ids      = [aws_subnet.a.id]
}""",
        "mq",
        {"engine": "rabbitmq", "multi_az": False},
    ),
    "FSx for Windows in two zones": (
        """
resource "aws_fsx_windows_file_system" "x" {
  deployment_type                 = "MULTI_AZ_1"
  storage_capacity                = 300
  automatic_backup_retention_days = 14
  subnet_ids                      = [aws_subnet.a.id, aws_subnet.b.id]
}""",
        "fsx",
        {
            "engine": "windows",
            "multi_az": True,
            "storage_gib": 300,
            "automatic_backups": True,
            "backup_retention_days": 14,
            "zones": TWO,
        },
    ),
    "FSx for Lustre without backups": (
        """
resource "aws_fsx_lustre_file_system" "x" {
  automatic_backup_retention_days = 0
  subnet_ids                      = [aws_subnet.a.id]
}""",
        "fsx",
        {"engine": "lustre", "automatic_backups": False},
    ),
    "a Multi-AZ cluster that is no Aurora": (
        """
resource "aws_rds_cluster" "x" {
  engine                    = "postgres"
  db_cluster_instance_class = "db.m5d.large"
  db_subnet_group_name      = aws_db_subnet_group.g.name
  availability_zones        = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}""",
        "rds",
        {"engine": "postgres", "multi_az": True, "instance_class": "db.m5d.large", "zones": THREE},
    ),
    "an Aurora cluster of a writer and two readers": (
        """
resource "aws_rds_cluster" "x" {
  engine                  = "aurora-postgresql"
  backup_retention_period = 10
  db_subnet_group_name    = aws_db_subnet_group.g.name
  serverlessv2_scaling_configuration {
    min_capacity = 1
    max_capacity = 4
  }
}
resource "aws_rds_cluster_instance" "i" {
  count              = 3
  cluster_identifier = aws_rds_cluster.x.id
  instance_class     = "db.serverless"
}""",
        "aurora",
        {
            "engine": "postgres",
            "replicas": 2,
            "serverless": True,
            "backup_retention_days": 10,
            "zones": TWO,
        },
    ),
    "an Aurora cluster of one instance in a group of two subnets": (
        """
resource "aws_rds_cluster" "x" {
  engine               = "aurora-mysql"
  db_subnet_group_name = aws_db_subnet_group.g.name
}
resource "aws_rds_cluster_instance" "i" {
  cluster_identifier = aws_rds_cluster.x.id
  instance_class     = "db.r6g.large"
}""",
        "aurora",
        {"engine": "mysql", "replicas": 0, "instance_class": "db.r6g.large"},
    ),
    "a global database's first cluster": (
        """
resource "aws_rds_global_cluster" "g" { global_cluster_identifier = "all" }
resource "aws_rds_cluster" "x" {
  engine                    = "aurora-mysql"
  global_cluster_identifier = aws_rds_global_cluster.g.id
}""",
        "aurora",
        {"engine": "mysql", "global_database": True},
    ),
    "Redis with a replica in each of two groups": (
        """
resource "aws_elasticache_subnet_group" "c" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_elasticache_replication_group" "x" {
  engine                     = "valkey"
  num_node_groups            = 2
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  snapshot_retention_limit   = 5
  subnet_group_name          = aws_elasticache_subnet_group.c.name
}""",
        "elasticache",
        {
            "engine": "valkey",
            "shards": 2,
            "replicas": 1,
            "automatic_failover": True,
            "automatic_backups": True,
            "zones": TWO,
        },
    ),
    "Redis of one node": (
        """
resource "aws_elasticache_subnet_group" "c" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_elasticache_cluster" "x" {
  engine            = "redis"
  num_cache_nodes   = 1
  node_type         = "cache.t3.micro"
  subnet_group_name = aws_elasticache_subnet_group.c.name
}""",
        "elasticache",
        {"engine": "redis", "node_type": "cache.t3.micro"},
    ),
    "DAX of three nodes": (
        """
resource "aws_dax_subnet_group" "d" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_dax_cluster" "x" {
  node_type          = "dax.r5.large"
  replication_factor = 3
  subnet_group_name  = aws_dax_subnet_group.d.name
}""",
        "dax",
        {"replicas": 2, "node_type": "dax.r5.large", "zones": TWO},
    ),
    "MemoryDB": (
        """
resource "aws_memorydb_cluster" "x" {
  num_shards               = 2
  num_replicas_per_shard   = 2
  snapshot_retention_limit = 7
}""",
        "memorydb",
        {"shards": 2, "replicas": 2, "automatic_backups": True},
    ),
    "a file system in one zone": (
        """
resource "aws_efs_file_system" "x" {
  availability_zone_name = "eu-west-1a"
  encrypted              = true
}""",
        "efs",
        {"storage_class": "one_zone", "encrypted": True},
    ),
    "a file system that is copied": (
        """
resource "aws_efs_file_system" "x" {}
resource "aws_efs_replication_configuration" "r" {
  source_file_system_id = aws_efs_file_system.x.id
  destination { region = "eu-central-1" }
}""",
        "efs",
        {"replication_region": True},
    ),
    "a stream on demand": (
        """
resource "aws_kinesis_stream" "x" {
  retention_period = 48
  stream_mode_details { stream_mode = "ON_DEMAND" }
}""",
        "kinesis",
        {"capacity_mode": "on_demand", "retention_days": 2},
    ),
    "a DMS instance in two zones": (
        """
resource "aws_dms_replication_instance" "x" { multi_az = true }""",
        "dms",
        {"multi_az": True},
    ),
}


def called(page: Page, name: str) -> Element:
    (found,) = (e for e in page.diagram.topology.elements.values() if e.name == name)
    return found


@pytest.mark.parametrize("name", CASES)
def test_what_a_resource_states(name: str, tmp_path: Path) -> None:
    text, service, stated = CASES[name]
    element = called(page_of(tmp_path, NETWORK + text), "x")
    assert (element.service, dict(element.properties)) == (service, stated)


def test_a_node_of_a_group_and_a_member_of_a_global_database_are_drawn_once(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
resource "aws_elasticache_cluster" "node" {
  replication_group_id = aws_elasticache_replication_group.cache.id
}
resource "aws_elasticache_replication_group" "cache" { num_cache_clusters = 2 }
resource "aws_rds_cluster" "data" { global_cluster_identifier = aws_rds_global_cluster.all.id }
resource "aws_rds_global_cluster" "all" {}
""",
    )
    assert {name: service for name, (service, _) in elements(page).items()} == {
        "cache": "elasticache",
        "data": "aurora",
    }


def test_a_volume_stands_in_its_zone_and_is_asked_by_what_it_is_attached_to(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        NETWORK
        + """
resource "aws_instance" "web" { subnet_id = aws_subnet.b.id }
resource "aws_ebs_volume" "disk" {
  availability_zone = aws_instance.web.availability_zone
  type              = "gp3"
  size              = 40
}
resource "aws_ebs_volume" "alone" { availability_zone = "eu-west-1c" }
resource "aws_ebs_volume" "named" { availability_zone = "eu-west-1b" }
resource "aws_volume_attachment" "b" {
  instance_id = aws_instance.web.id
  volume_id   = aws_ebs_volume.named.id
}
resource "aws_volume_attachment" "a" {
  instance_id = aws_instance.web.id
  volume_id   = aws_ebs_volume.disk.id
}
""",
    )
    assert elements(page)["disk"] == ("ebs", "b")
    assert elements(page)["alone"] == ("ebs", "eu-west-1c")
    assert called(page, "disk").properties == {"volume_type": "gp3", "storage_gib": 40}
    assert elements(page)["named"] == ("ebs", "b")
    assert set(kinds(page)) == {("web", "disk"), ("web", "named")}


def test_a_copy_that_is_promoted_by_hand_makes_no_standby(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
resource "aws_db_instance" "first" {}
resource "aws_db_instance" "copy" { replicate_source_db = aws_db_instance.first.identifier }
""",
    )
    assert kinds(page) == {("first", "copy"): LinkKind.REPLICATION}
    assert called(page, "first").properties["multi_az"] is False


def test_proxies_and_replication_tasks_ask_what_they_name(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        NETWORK
        + """
resource "aws_db_instance" "old" {}
resource "aws_db_instance" "new" {}
resource "aws_db_proxy" "proxy" { vpc_subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_db_proxy_target" "t" {
  db_proxy_name          = aws_db_proxy.proxy.name
  db_instance_identifier = aws_db_instance.new.identifier
}
resource "aws_dms_replication_instance" "mover" {}
resource "aws_dms_endpoint" "from" { server_name = aws_db_instance.old.address }
resource "aws_dms_endpoint" "to" { server_name = aws_db_instance.new.address }
resource "aws_dms_replication_task" "t" {
  replication_instance_arn = aws_dms_replication_instance.mover.replication_instance_arn
  source_endpoint_arn      = aws_dms_endpoint.from.endpoint_arn
  target_endpoint_arn      = aws_dms_endpoint.to.endpoint_arn
}
""",
    )
    assert kinds(page) == {
        ("proxy", "new"): LinkKind.REQUEST,
        ("mover", "old"): LinkKind.REQUEST,
        ("mover", "new"): LinkKind.REQUEST,
    }
    assert elements(page)["proxy"] == ("rds-proxy", "v")
