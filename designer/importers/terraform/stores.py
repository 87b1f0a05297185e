"""Databases, caches and file systems in Terraform, with what keeps them alive and recoverable."""

from designer.importers.backups import kept_backups
from designer.importers.graph import Key
from designer.importers.terraform.context import Context, zone_mark
from designer.importers.terraform.values import (
    Declared,
    Value,
    known_flag,
    known_text,
    known_whole,
    table,
    tables,
)
from designer.model.links import LinkKind

_ENGINES = ("mysql", "postgres", "mariadb", "oracle", "sqlserver", "db2")
_CLUSTERS = {"aws_docdb_cluster": "documentdb", "aws_neptune_cluster": "neptune"}
_FILES = {
    "aws_fsx_windows_file_system": "windows",
    "aws_fsx_ontap_file_system": "ontap",
    "aws_fsx_openzfs_file_system": "openzfs",
    "aws_fsx_lustre_file_system": "lustre",
}


def _group_subnets(context: Context, value: Value) -> list[Key]:
    """Return the subnets of a subnet group that is declared; they are no Multi-AZ evidence."""
    group = context.declared(value)
    if group is None:
        return []
    keys = context.subnets(group.properties.get("subnet_ids"))
    if group.type == "aws_db_subnet_group":
        context.estate.cover_zones(keys)
    return keys


# -- relational
def draw_database(context: Context, declared: Declared) -> None:
    """Draw a database instance; without ``multi_az`` it stays not stated (AWS: single)."""
    properties = declared.properties
    multi = known_flag(properties.get("multi_az"))
    days, has_backups = kept_backups(known_whole(properties.get("backup_retention_period")))
    part = context.draw(
        declared,
        "rds",
        engine=_engine(properties.get("engine"), _ENGINES),
        multi_az=multi,
        instance_class=known_text(properties.get("instance_class")),
        backup_retention_days=days,
        automatic_backups=has_backups,
        deletion_protection=known_flag(properties.get("deletion_protection")),
        storage_gib=known_whole(properties.get("allocated_storage")),
        storage_autoscaling=True if known_whole(properties.get("max_allocated_storage")) else None,
        encrypted=known_flag(properties.get("storage_encrypted")),
    )
    zone = zone_mark(properties.get("availability_zone"))
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("db_subnet_group_name")),
        zones=[zone] if zone and not multi else [],
        copies=2 if multi else 1,
    )
    context.secure(part, properties.get("vpc_security_group_ids"))


def _engine(value: Value, names: tuple[str, ...]) -> str | None:
    text = (known_text(value) or "").casefold()
    return next((name for name in names if name in text), None)


def tell_replica(context: Context, declared: Declared) -> None:
    """Link a read replica with the database it copies."""
    for source in context.parts_in(declared.properties.get("replicate_source_db")):
        # Promoting a read replica is a step taken by hand: it is no standby.
        source.properties.setdefault("multi_az", False)
        context.graph.relate(source.key, declared.key, LinkKind.REPLICATION)
        context.estate.stand_like(declared.key, source.key)


def draw_cluster(context: Context, declared: Declared) -> None:
    """Draw a database cluster with as many readers as it has further instances."""
    properties = declared.properties
    engine = known_text(properties.get("engine")) or "aurora"
    service = _CLUSTERS.get(declared.type, "aurora")
    if service == "aurora" and not engine.startswith("aurora"):
        # Three instances in three zones, of which two are readable standbys.
        service = "rds"
    is_three = service == "rds"
    members = _members(context, declared)
    sizes = [known_text(row.properties.get("instance_class")) for row in members]
    sizes.append(known_text(properties.get("db_cluster_instance_class")))
    days, has_backups = kept_backups(known_whole(properties.get("backup_retention_period")))
    part = context.draw(
        declared,
        service,
        multi_az=True if is_three else None,
        replicas=len(members) - 1 if members and not is_three else None,
        instance_class=next((size for size in sizes if size and size != "db.serverless"), None),
        backup_retention_days=days,
        deletion_protection=known_flag(properties.get("deletion_protection")),
    )
    scaling = properties.get("serverlessv2_scaling_configuration")
    serverless = True if scaling or properties.get("engine_mode") == "serverless" else None
    context.state(
        part,
        engine=_engine(engine, _ENGINES if is_three else ("mysql", "postgres")),
        serverless=serverless,
        automatic_backups=has_backups,
        encrypted=known_flag(properties.get("storage_encrypted")),
        global_database=True if properties.get("global_cluster_identifier") else None,
    )
    for row in members:
        context.stands_for[row.key] = part.key
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("db_subnet_group_name")),
        zones=context.zones(properties.get("availability_zones")) if is_three else [],
        copies=3 if is_three else len(members) or 1,
    )
    context.secure(part, properties.get("vpc_security_group_ids"))


def _members(context: Context, declared: Declared) -> list[Declared]:
    kind = f"{declared.type}_instance"
    return [
        row
        for row in context.resources.values()
        if row.type == kind
        and context.declared(row.properties.get("cluster_identifier")) is declared
    ]


def draw_global(context: Context, declared: Declared) -> None:
    """Let a global cluster be stated by a cluster that is part of it; draw it alone without one."""
    source = context.parts_in(declared.properties.get("source_db_cluster_identifier"))
    members = [
        part
        for row in context.resources.values()
        if row.type == "aws_rds_cluster"
        and context.declared(row.properties.get("global_cluster_identifier")) is declared
        for part in [context.part_of(row.key)]
        if part is not None
    ]
    for part in [*source, *members][:1]:
        context.state(part, global_database=True)
        context.stands_for[declared.key] = part.key
    if declared.key not in context.stands_for:
        context.draw(declared, "aurora", global_database=True)


def draw_proxy(context: Context, declared: Declared) -> None:
    """Draw a database proxy."""
    part = context.draw(declared, "rds-proxy")
    context.estate.stand(part.key, context.subnets(declared.properties.get("vpc_subnet_ids")))
    context.secure(part, declared.properties.get("vpc_security_group_ids"))


# -- caches
def draw_cache(context: Context, declared: Declared) -> None:
    """Draw a cache in the subnets of its group, unless it is a node of a group that is drawn."""
    properties = declared.properties
    is_group = declared.type == "aws_elasticache_replication_group"
    groups = [] if is_group else context.parts_in(properties.get("replication_group_id"))
    if groups:
        context.stands_for[declared.key] = groups[0].key
        return
    engine = known_text(properties.get("engine")) or ("redis" if is_group else "")
    number = properties.get("num_cache_clusters", properties.get("number_cache_clusters"))
    nodes = known_whole(number if is_group else properties.get("num_cache_nodes"))
    replicas = known_whole(properties.get("replicas_per_node_group"))
    if replicas is None and nodes is not None and (is_group or engine == "memcached"):
        replicas = max(0, nodes - 1)
    _, has_backups = kept_backups(known_whole(properties.get("snapshot_retention_limit")))
    part = context.draw(
        declared,
        "elasticache",
        engine=engine if engine in ("redis", "valkey", "memcached") else None,
        automatic_failover=known_flag(properties.get("automatic_failover_enabled")),
        replicas=replicas,
        shards=known_whole(properties.get("num_node_groups")),
        automatic_backups=has_backups,
        serverless=True if declared.type.endswith("serverless_cache") else None,
        node_type=known_text(properties.get("node_type")),
    )
    keys = _group_subnets(context, properties.get("subnet_group_name"))
    copies = None if replicas is None else replicas + 1
    zones = [
        properties.get(name)
        for name in ("preferred_cache_cluster_azs", "preferred_availability_zones")
    ]
    context.estate.stand(
        part.key,
        keys or context.subnets(properties.get("subnet_ids")),
        zones=context.zones([*zones, properties.get("availability_zone")]),
        copies=copies if is_group or declared.type.endswith("serverless_cache") else copies or 1,
    )
    context.secure(part, properties.get("security_group_ids"))


def draw_memory(context: Context, declared: Declared) -> None:
    """Draw a MemoryDB or DAX cluster; DAX counts its primary among the copies."""
    properties = declared.properties
    is_dax = declared.type == "aws_dax_cluster"
    factor = known_whole(properties.get("replication_factor"))
    replicas = known_whole(properties.get("num_replicas_per_shard"))
    if is_dax:
        replicas = None if factor is None else max(0, factor - 1)
    part = context.draw(
        declared,
        "dax" if is_dax else "memorydb",
        replicas=replicas,
        node_type=known_text(properties.get("node_type")),
    )
    _, has_backups = kept_backups(known_whole(properties.get("snapshot_retention_limit")))
    context.state(
        part,
        shards=known_whole(properties.get("num_shards")),
        automatic_backups=has_backups,
    )
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("subnet_group_name")),
        copies=None if replicas is None else replicas + 1,
    )
    context.secure(part, properties.get("security_group_ids"))


# -- files
def draw_files(context: Context, declared: Declared) -> None:
    """Draw an EFS file system; its mount targets tell where it is reached."""
    properties = declared.properties
    zone = zone_mark(properties.get("availability_zone_name"))
    part = context.draw(
        declared,
        "efs",
        storage_class="one_zone" if zone else None,
        encrypted=known_flag(properties.get("encrypted")),
    )
    if zone:
        context.estate.stand(part.key, zones=[zone])


def mount(context: Context, declared: Declared) -> None:
    """Tell the subnets that a file system is mounted in."""
    for part in context.parts_in(declared.properties.get("file_system_id")):
        context.estate.stand(part.key, context.subnets(declared.properties.get("subnet_id")))
        context.secure(part, declared.properties.get("security_groups"))


def tell_file_copies(context: Context, declared: Declared) -> None:
    """Tell that a file system is copied to another Region."""
    for part in context.parts_in(declared.properties.get("source_file_system_id")):
        context.state(part, replication_region=True)


def draw_fsx(context: Context, declared: Declared) -> None:
    """Draw an FSx file system."""
    properties = declared.properties
    deployment = known_text(properties.get("deployment_type"))
    multi = None if deployment is None else deployment.startswith("MULTI_AZ")
    days, has_backups = kept_backups(known_whole(properties.get("automatic_backup_retention_days")))
    part = context.draw(
        declared,
        "fsx",
        engine=_FILES[declared.type],
        multi_az=multi,
        automatic_backups=has_backups,
        backup_retention_days=days,
        storage_gib=known_whole(properties.get("storage_capacity")),
    )
    keys = context.subnets(properties.get("subnet_ids"))
    context.estate.stand(part.key, keys, copies=2 if multi else 1)
    context.secure(part, properties.get("security_group_ids"))


# -- clusters of nodes
def draw_search(context: Context, declared: Declared) -> None:
    """Draw an OpenSearch domain."""
    properties = declared.properties
    nodes = table(properties.get("cluster_config"))
    aware = known_flag(nodes.get("zone_awareness_enabled"))
    part = context.draw(
        declared,
        "opensearch",
        data_nodes=known_whole(nodes.get("instance_count")),
        multi_az=aware,
        dedicated_masters=known_flag(nodes.get("dedicated_master_enabled")),
        instance_type=known_text(nodes.get("instance_type")),
        encrypted=known_flag(table(properties.get("encrypt_at_rest")).get("enabled")),
        storage_gib=known_whole(table(properties.get("ebs_options")).get("volume_size")),
    )
    network = table(properties.get("vpc_options"))
    keys = context.subnets(network.get("subnet_ids"))
    context.estate.stand(part.key, keys, copies=None if aware else 1)
    context.secure(part, network.get("security_group_ids"))


def draw_warehouse(context: Context, declared: Declared) -> None:
    """Draw a Redshift cluster, or a workgroup without servers."""
    properties = declared.properties
    multi = known_flag(properties.get("multi_az"))
    days, has_backups = kept_backups(
        known_whole(properties.get("automated_snapshot_retention_period"))
    )
    part = context.draw(
        declared,
        "redshift",
        multi_az=multi,
        backup_retention_days=days,
        automatic_backups=has_backups,
        cross_region_copy=True if tables(properties.get("snapshot_copy")) else None,
        encrypted=known_flag(properties.get("encrypted")),
        node_type=known_text(properties.get("node_type")),
        serverless=True if "serverless" in declared.type else None,
    )
    keys = _group_subnets(context, properties.get("cluster_subnet_group_name"))
    zone = zone_mark(properties.get("availability_zone"))
    context.estate.stand(
        part.key,
        keys or context.subnets(properties.get("subnet_ids")),
        zones=[zone] if zone and not multi else [],
        copies=2 if multi else 1,
    )
    context.secure(part, properties.get("vpc_security_group_ids"))
    context.secure(part, properties.get("security_group_ids"))


def tell_warehouse_copies(context: Context, declared: Declared) -> None:
    """Tell that a warehouse's snapshots are copied to another Region."""
    for part in context.parts_in(declared.properties.get("cluster_identifier")):
        context.state(part, cross_region_copy=True)


# -- replication
def draw_replication(context: Context, declared: Declared) -> None:
    """Draw a DMS replication instance."""
    properties = declared.properties
    multi = known_flag(properties.get("multi_az"))
    part = context.draw(declared, "dms", multi_az=multi)
    group = properties.get("replication_subnet_group_id")
    context.estate.stand(part.key, _group_subnets(context, group), copies=2 if multi else 1)
    context.secure(part, properties.get("vpc_security_group_ids"))


def tell_replication_task(context: Context, declared: Declared) -> None:
    """Link a DMS instance with the stores that its endpoints name."""
    properties = declared.properties
    for part in context.parts_in(properties.get("replication_instance_arn")):
        for name in ("source_endpoint_arn", "target_endpoint_arn"):
            endpoint = context.declared(properties.get(name))
            if endpoint is not None:
                for store in context.parts_in(dict(endpoint.properties)):
                    context.relate(part.key, store.key)
