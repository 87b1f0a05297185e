"""Databases, caches and file systems of a template, with what keeps them alive and recoverable."""

from collections.abc import Mapping

from designer.importers.backups import kept_backups
from designer.importers.cloudformation.context import Context, zone_mark
from designer.importers.cloudformation.stack import Declared
from designer.importers.cloudformation.values import (
    Value,
    entries,
    known_flag,
    known_number,
    known_text,
    known_whole,
    table,
)
from designer.importers.graph import Key, Part
from designer.model.links import LinkKind

_ENGINES = {
    "mysql": "mysql",
    "postgres": "postgres",
    "mariadb": "mariadb",
    "oracle": "oracle",
    "sqlserver": "sqlserver",
    "db2": "db2",
    "aurora": "mysql",
}
_CLUSTERS = {
    "AWS::RDS::DBCluster": "aurora",
    "AWS::DocDB::DBCluster": "documentdb",
    "AWS::Neptune::DBCluster": "neptune",
}


def _group_subnets(context: Context, value: Value) -> list[Key]:
    """Return the subnets of a subnet group; none when it is not declared."""
    group = context.declared(value)
    if group is None:
        return []
    keys = context.subnets(group.properties.get("SubnetIds"))
    if group.type.endswith("::DBSubnetGroup"):
        context.estate.cover_zones(keys)
    return keys


def _engine(value: Value) -> str | None:
    text = (known_text(value) or "").casefold()
    return next((name for word, name in _ENGINES.items() if word in text), None)


# -- relational
def draw_database(context: Context, declared: Declared) -> None:
    """Draw a database instance, unless it is one of a cluster's."""
    properties = declared.properties
    cluster = context.parts_in(properties.get("DBClusterIdentifier"))
    if cluster:
        _join_cluster(context, declared, cluster[0])
        return
    engine = known_text(properties.get("Engine")) or ""
    is_aurora = engine.startswith("aurora")
    days, has_backups = kept_backups(known_whole(properties.get("BackupRetentionPeriod")))
    multi = known_flag(properties.get("MultiAZ"))
    part = context.draw(
        declared,
        "aurora" if is_aurora else "rds",
        engine=_engine(engine),
        multi_az=None if is_aurora else multi,
        instance_class=known_text(properties.get("DBInstanceClass")),
        backup_retention_days=days,
        automatic_backups=has_backups,
        deletion_protection=known_flag(properties.get("DeletionProtection")),
        storage_gib=known_whole(properties.get("AllocatedStorage")),
        storage_autoscaling=True if properties.get("MaxAllocatedStorage") else None,
        encrypted=known_flag(properties.get("StorageEncrypted")),
    )
    zone = properties.get("AvailabilityZone")
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("DBSubnetGroupName")),
        zones=[zone_mark(zone)] if zone and not multi else [],
        copies=2 if multi else 1,
    )
    _secure_store(context, part, properties)


def _secure_store(context: Context, part: Part, properties: Mapping[str, Value]) -> None:
    for name in ("VpcSecurityGroupIds", "VPCSecurityGroups", "DBSecurityGroups"):
        context.secure(part, properties.get(name))


def _join_cluster(context: Context, declared: Declared, cluster: Part) -> None:
    context.stands_for[declared.key] = cluster.key
    size = known_text(declared.properties.get("DBInstanceClass"))
    if size and size != "db.serverless":
        cluster.properties.setdefault("instance_class", size)
    known = cluster.properties.get("replicas")
    readers = known + 1 if isinstance(known, int) else 0
    cluster.properties["replicas"] = readers
    context.estate.standings[cluster.key].copies = readers + 1
    zone = declared.properties.get("AvailabilityZone")
    if zone:
        context.estate.stand(cluster.key, zones=[zone_mark(zone)])


def draw_cluster(context: Context, declared: Declared) -> None:
    """Draw a database cluster; its instances are counted as they are met."""
    properties = declared.properties
    engine = known_text(properties.get("Engine")) or "aurora"
    service = _CLUSTERS[declared.type]
    if service == "aurora" and not engine.startswith("aurora"):
        # Three instances in three zones, of which two are readable standbys.
        service = "rds"
    days, has_backups = kept_backups(known_whole(properties.get("BackupRetentionPeriod")))
    scaling = properties.get("ServerlessV2ScalingConfiguration") or properties.get(
        "ScalingConfiguration"
    )
    part = context.draw(
        declared,
        service,
        engine=_engine(engine),
        multi_az=True if service == "rds" else None,
        serverless=True if scaling or properties.get("EngineMode") == "serverless" else None,
        backup_retention_days=days,
        automatic_backups=has_backups,
        deletion_protection=known_flag(properties.get("DeletionProtection")),
        instance_class=known_text(properties.get("DBClusterInstanceClass")),
        encrypted=known_flag(properties.get("StorageEncrypted")),
    )
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("DBSubnetGroupName")),
        zones=context.zones(properties.get("AvailabilityZones")) if service == "rds" else [],
        copies=3 if service == "rds" else 1,
    )
    _secure_store(context, part, properties)


def draw_global(context: Context, declared: Declared) -> None:
    """Let a global cluster be stated by the cluster it is made of."""
    for part in context.parts_in(declared.properties.get("SourceDBClusterIdentifier")):
        context.stands_for[declared.key] = part.key


def relate_database(context: Context, declared: Declared) -> None:
    """Link a read replica with its original, and an instance's cluster with a global one."""
    properties = declared.properties
    for name in ("SourceDBInstanceIdentifier", "ReplicationSourceIdentifier"):
        for original in context.parts_in(properties.get(name)):
            part = context.part_of(declared.key)
            if part is not None and original.key != part.key:
                # Promoting a read replica is a step taken by hand: it is no standby.
                original.properties.setdefault("multi_az", False)
                context.relate(original.key, part.key, kind=LinkKind.REPLICATION)
                context.estate.stand_like(part.key, original.key)
    if context.declared(properties.get("GlobalClusterIdentifier")) is not None:
        part = context.part_of(declared.key)
        if part is not None:
            part.properties["global_database"] = True


def draw_proxy(context: Context, declared: Declared) -> None:
    """Draw a database proxy."""
    properties = declared.properties
    part = context.draw(declared, "rds-proxy")
    context.estate.stand(part.key, context.subnets(properties.get("VpcSubnetIds")))
    context.secure(part, properties.get("VpcSecurityGroupIds"))


def relate_proxy_targets(context: Context, declared: Declared) -> None:
    """Link a proxy with the databases behind it."""
    properties = declared.properties
    for proxy in context.parts_in(properties.get("DBProxyName")):
        for name in ("DBClusterIdentifiers", "DBInstanceIdentifiers"):
            for part in context.parts_in(properties.get(name)):
                context.relate(proxy.key, part.key)


# -- key and value
def draw_table(context: Context, declared: Declared) -> None:
    """Draw a DynamoDB table."""
    properties = declared.properties
    mode = known_text(properties.get("BillingMode"))
    recovery = table(properties.get("PointInTimeRecoverySpecification"))
    replicas = entries(properties.get("Replicas"))
    first = table(replicas[0]) if replicas else {}
    recovery = recovery or table(first.get("PointInTimeRecoverySpecification"))
    modes = {"PAY_PER_REQUEST": "on_demand", "PROVISIONED": "provisioned"}
    context.draw(
        declared,
        "dynamodb",
        capacity_mode=modes.get(mode or ""),
        pitr=known_flag(recovery.get("PointInTimeRecoveryEnabled")),
        global_table=True if len(replicas) > 1 else None,
        deletion_protection=known_flag(
            properties.get("DeletionProtectionEnabled", first.get("DeletionProtectionEnabled"))
        ),
    )


# -- caches
def draw_cache(context: Context, declared: Declared) -> None:
    """Draw a Redis or Valkey replication group, or a cluster of nodes."""
    properties = declared.properties
    group = declared.type.endswith("ReplicationGroup")
    members = context.parts_in(properties.get("ReplicationGroupId"))
    if members and not group:
        context.merge(declared, members[0].key)
        return
    engine = (known_text(properties.get("Engine")) or ("redis" if group else "")).casefold()
    nodes = known_whole(properties.get("NumCacheClusters", properties.get("NumCacheNodes")))
    replicas = known_whole(properties.get("ReplicasPerNodeGroup"))
    if replicas is None and nodes is not None and (group or engine == "memcached"):
        replicas = nodes - 1
    kept = known_whole(properties.get("SnapshotRetentionLimit"))
    part = context.draw(
        declared,
        "elasticache",
        engine=engine if engine in ("redis", "valkey", "memcached") else None,
        replicas=replicas,
        shards=known_whole(properties.get("NumNodeGroups")),
        automatic_failover=known_flag(properties.get("AutomaticFailoverEnabled")),
        automatic_backups=None if kept is None else kept > 0,
        serverless=True if declared.type.endswith("ServerlessCache") else None,
        node_type=known_text(properties.get("CacheNodeType")),
    )
    zones = properties.get("PreferredCacheClusterAZs", properties.get("PreferredAvailabilityZones"))
    keys = _group_subnets(context, properties.get("CacheSubnetGroupName"))
    keys = keys or context.subnets(properties.get("SubnetIds"))
    copies = None if replicas is None else replicas + 1
    context.estate.stand(
        part.key,
        keys,
        zones=context.zones(zones),
        copies=copies if group else copies or 1,
    )
    context.secure(part, properties.get("SecurityGroupIds"))
    context.secure(part, properties.get("VpcSecurityGroupIds"))


# -- files
def draw_files(context: Context, declared: Declared) -> None:
    """Draw an EFS file system; its mount targets tell where it is reached."""
    properties = declared.properties
    zone = properties.get("AvailabilityZoneName")
    policy = known_text(table(properties.get("BackupPolicy")).get("Status"))
    part = context.draw(
        declared,
        "efs",
        storage_class="one_zone" if zone else None,
        encrypted=known_flag(properties.get("Encrypted")),
        automatic_backups=None if policy is None else policy == "ENABLED",
        replication_region=True if properties.get("ReplicationConfiguration") else None,
    )
    if zone:
        context.estate.stand(part.key, zones=[zone_mark(zone)])


def mount(context: Context, declared: Declared) -> None:
    """Tell in which subnet a file system is reached."""
    properties = declared.properties
    for part in context.parts_in(properties.get("FileSystemId")):
        keys = context.subnets(properties.get("SubnetId"))
        context.estate.stand(part.key, keys)
        context.secure(part, properties.get("SecurityGroups"))
        known = [group for group in context.estate.one_subnet_a_zone if part.key in group]
        if known:
            known[0].extend(keys)
        else:
            context.estate.one_subnet_a_zone.append([part.key, *keys])


def draw_fsx(context: Context, declared: Declared) -> None:
    """Draw an FSx file system."""
    properties = declared.properties
    kind = (known_text(properties.get("FileSystemType")) or "").casefold()
    parts = [
        table(properties.get(name))
        for name in (
            "WindowsConfiguration",
            "OntapConfiguration",
            "OpenZFSConfiguration",
            "LustreConfiguration",
        )
    ]
    deployment = next((known_text(p["DeploymentType"]) for p in parts if "DeploymentType" in p), "")
    multi = None if not deployment else deployment.startswith("MULTI_AZ")
    kept = [p["AutomaticBackupRetentionDays"] for p in parts if "AutomaticBackupRetentionDays" in p]
    days, has_backups = kept_backups(known_whole(kept[0] if kept else None))
    part = context.draw(
        declared,
        "fsx",
        engine=kind if kind in ("windows", "ontap", "openzfs", "lustre") else None,
        multi_az=multi,
        automatic_backups=has_backups,
        backup_retention_days=days,
        storage_gib=known_number(properties.get("StorageCapacity")),
    )
    keys = context.subnets(properties.get("SubnetIds"))
    context.estate.stand(part.key, keys, copies=2 if multi else 1)
    context.secure(part, properties.get("SecurityGroupIds"))


# -- clusters of nodes
def draw_search(context: Context, declared: Declared) -> None:
    """Draw an OpenSearch domain."""
    properties = declared.properties
    nodes = table(properties.get("ClusterConfig", properties.get("ElasticsearchClusterConfig")))
    count = known_whole(nodes.get("InstanceCount"))
    aware = known_flag(nodes.get("ZoneAwarenessEnabled"))
    part = context.draw(
        declared,
        "opensearch",
        data_nodes=count,
        multi_az=aware,
        dedicated_masters=known_flag(nodes.get("DedicatedMasterEnabled")),
        instance_type=known_text(nodes.get("InstanceType")),
        encrypted=known_flag(table(properties.get("EncryptionAtRestOptions")).get("Enabled")),
    )
    network = table(properties.get("VPCOptions"))
    keys = context.subnets(network.get("SubnetIds"))
    context.estate.stand(part.key, keys, copies=None if aware else 1)
    context.secure(part, network.get("SecurityGroupIds"))


def draw_warehouse(context: Context, declared: Declared) -> None:
    """Draw a Redshift cluster."""
    properties = declared.properties
    days, has_backups = kept_backups(
        known_whole(properties.get("AutomatedSnapshotRetentionPeriod"))
    )
    multi = known_flag(properties.get("MultiAZ"))
    part = context.draw(
        declared,
        "redshift",
        multi_az=multi,
        backup_retention_days=days,
        automatic_backups=has_backups,
        encrypted=known_flag(properties.get("Encrypted")),
        node_type=known_text(properties.get("NodeType")),
        serverless=True if "Serverless" in declared.type else None,
    )
    zone = properties.get("AvailabilityZone")
    context.estate.stand(
        part.key,
        _group_subnets(context, properties.get("ClusterSubnetGroupName"))
        or context.subnets(properties.get("SubnetIds")),
        zones=[zone_mark(zone)] if zone else [],
        copies=2 if multi else 1,
    )
    _secure_store(context, part, properties)


def draw_replication(context: Context, declared: Declared) -> None:
    """Draw a DMS replication instance."""
    properties = declared.properties
    multi = known_flag(properties.get("MultiAZ"))
    part = context.draw(declared, "dms", multi_az=multi)
    group = properties.get("ReplicationSubnetGroupIdentifier")
    context.estate.stand(part.key, _group_subnets(context, group), copies=2 if multi else 1)
    context.secure(part, properties.get("VpcSecurityGroupIds"))


def relate_replication_task(context: Context, declared: Declared) -> None:
    """Link a DMS instance with the stores that its endpoints name."""
    properties = declared.properties
    for part in context.parts_in(properties.get("ReplicationInstanceArn")):
        for name in ("SourceEndpointArn", "TargetEndpointArn"):
            endpoint = context.declared(properties.get(name))
            if endpoint is not None:
                for store in context.parts_in(dict(endpoint.properties)):
                    context.relate(part.key, store.key)
