"""What one resource in Terraform states of another: versioning, scaling, alarms, keys, records."""

from designer.importers.terraform.context import Context
from designer.importers.terraform.values import (
    Declared,
    Of,
    Value,
    entries,
    known_flag,
    known_text,
    known_whole,
    table,
    tables,
)
from designer.model.links import LinkKind, LinkRole

_KEYS = ("kms_key_id", "kms_key_arn", "kms_master_key_id", "kms_key", "server_side_encryption")
_WATCH = "all cloudwatch"
_NAMES = "all route53"
_POLICIES = {
    "failover_routing_policy": "failover",
    "weighted_routing_policy": "weighted",
    "latency_routing_policy": "latency",
    "geolocation_routing_policy": "geolocation",
    "multivalue_answer_routing_policy": "multivalue",
}


# -- stores
def draw_bucket(context: Context, declared: Declared) -> None:
    """Draw a bucket, with the settings that older versions have within it."""
    properties = declared.properties
    context.draw(
        declared,
        "s3",
        versioning=known_flag(table(properties.get("versioning")).get("enabled")),
        encrypted=True if properties.get("server_side_encryption_configuration") else None,
        object_lock=known_flag(properties.get("object_lock_enabled")),
    )


def tell_bucket(context: Context, declared: Declared) -> None:
    """Tell a bucket's versioning, encryption or replication that is a resource of its own."""
    properties = declared.properties
    for part in context.parts_in(properties.get("bucket")):
        status = known_text(table(properties.get("versioning_configuration")).get("status"))
        if status is not None:
            context.state(part, versioning=status == "Enabled")
        if declared.type.endswith("encryption_configuration"):
            context.state(part, encrypted=True)
        if not declared.type.endswith("replication_configuration"):
            continue
        for rule in tables(properties.get("rule")):
            target = table(rule.get("destination")).get("bucket")
            for copy in context.parts_in(target):
                context.relate(part.key, copy.key, kind=LinkKind.REPLICATION)
            if target is not None and not context.parts_in(target):
                context.state(part, replication_region=True)


def draw_table(context: Context, declared: Declared) -> None:
    """Draw a DynamoDB table."""
    properties = declared.properties
    modes = {"PAY_PER_REQUEST": "on_demand", "PROVISIONED": "provisioned"}
    recovery = table(properties.get("point_in_time_recovery"))
    context.draw(
        declared,
        "dynamodb",
        capacity_mode=modes.get(known_text(properties.get("billing_mode")) or ""),
        pitr=known_flag(recovery.get("enabled")),
        global_table=True if tables(properties.get("replica")) else None,
        deletion_protection=known_flag(properties.get("deletion_protection_enabled")),
    )


def draw_queue(context: Context, declared: Declared) -> None:
    """Draw a queue."""
    properties = declared.properties
    seconds = known_whole(properties.get("message_retention_seconds"))
    context.draw(
        declared,
        "sqs",
        queue_type="fifo" if known_flag(properties.get("fifo_queue")) else None,
        dead_letter_queue=True if properties.get("redrive_policy") else None,
        visibility_timeout_s=known_whole(properties.get("visibility_timeout_seconds")),
        retention_days=None if seconds is None else seconds / 86_400,
    )


def tell_queue(context: Context, declared: Declared) -> None:
    """Link a queue with the one that its failures go to."""
    properties = declared.properties
    policy = properties.get("redrive_policy")
    if policy is None:
        return
    for part in context.parts_in(properties.get("queue_url", Of(declared.key))):
        context.state(part, dead_letter_queue=True)
        for other in context.parts_in(policy):
            context.relate(part.key, other.key, kind=LinkKind.ASYNC, label="failures")


def tell_file_backups(context: Context, declared: Declared) -> None:
    """Tell whether a file system is backed up by itself."""
    status = known_text(table(declared.properties.get("backup_policy")).get("status"))
    for part in context.parts_in(declared.properties.get("file_system_id")):
        context.state(part, automatic_backups=None if status is None else status == "ENABLED")


def tell_proxy(context: Context, declared: Declared) -> None:
    """Link a database proxy with its databases."""
    properties = declared.properties
    stores = [
        properties.get("db_instance_identifier"),
        properties.get("db_cluster_identifier"),
    ]
    for proxy in context.parts_in(properties.get("db_proxy_name")):
        for store in context.parts_in(stores):
            context.relate(proxy.key, store.key)


# -- scaling
def tell_bounds(context: Context, declared: Declared) -> None:
    """Tell the bounds between which a service, or that a table, scales."""
    properties = declared.properties
    for part in context.parts_in(properties.get("resource_id"))[-1:]:
        context.stands_for[declared.key] = part.key
        context.state(
            part,
            minimum=known_whole(properties.get("min_capacity")),
            maximum=known_whole(properties.get("max_capacity")),
            auto_scaling=True,
        )


def tell_scaling(context: Context, declared: Declared) -> None:
    """Tell the policy of a scalable target."""
    properties = declared.properties
    tracks = known_text(properties.get("policy_type")) == "TargetTrackingScaling"
    tracks = tracks or bool(properties.get("target_tracking_scaling_policy_configuration"))
    for part in context.parts_in(properties.get("resource_id"))[-1:]:
        if part.properties.get("scaling_policy") != "target_tracking":
            context.state(part, scaling_policy="target_tracking" if tracks else "step")


def draw_nodes(context: Context, declared: Declared) -> None:
    """Let nodes be part of their cluster, whose number they state."""
    properties = declared.properties
    clusters = context.parts_in(properties.get("cluster_name"))
    part = clusters[0] if clusters else context.draw(declared, "eks")
    context.stands_for[declared.key] = part.key
    scaling = table(properties.get("scaling_config"))
    for name, key in (
        ("minimum", "min_size"),
        ("maximum", "max_size"),
        ("desired", "desired_size"),
    ):
        context.state(part, **{name: known_whole(scaling.get(key))})
    context.estate.stand(part.key, context.subnets(properties.get("subnet_ids")))


# -- watching and guarding
def tell_alarm(context: Context, declared: Declared) -> None:
    """State that there are alarms, and link CloudWatch with whom they tell."""
    properties = declared.properties
    watch = context.graph.parts.get(_WATCH)
    if watch is None:
        return
    context.state(watch, alarms=True)
    names = ("alarm_actions", "ok_actions", "insufficient_data_actions")
    for part in context.parts_in([properties.get(name) for name in names]):
        if part.service in ("sns", "lambda"):
            context.relate(_WATCH, part.key, kind=LinkKind.ASYNC, label="alarms")


def tell_firewall(context: Context, declared: Declared) -> None:
    """Link what a web ACL is attached to with it."""
    properties = declared.properties
    for guard in context.parts_in([properties.get("web_acl_arn"), properties.get("web_acl_id")]):
        for part in context.parts_in(properties.get("resource_arn")):
            context.relate(part.key, guard.key, role=LinkRole.OPTIONAL)


def tell_trail(context: Context, declared: Declared) -> None:
    """Link a trail with the bucket and the topic that it writes to."""
    for name in ("s3_bucket_name", "sns_topic_name"):
        for part in context.parts_in(declared.properties.get(name)):
            context.relate(declared.key, part.key, label="records")


def tell_key(context: Context, declared: Declared) -> None:
    """Link what is encrypted with the key it is encrypted by."""
    part = context.part_of(declared.key)
    if part is None or part.service in ("kms", "cloudwatch"):
        return
    for found in context.parts_in([declared.properties.get(name) for name in _KEYS]):
        if found.service == "kms":
            context.state(part, encrypted=True)
            context.relate(part.key, found.key, role=LinkRole.OPTIONAL, label="key")


def tell_selection(context: Context, declared: Declared) -> None:
    """Link what a backup plan selects by name with AWS Backup."""
    for plan in context.parts_in(declared.properties.get("plan_id")):
        for part in context.parts_in(declared.properties.get("resources")):
            context.relate(part.key, plan.key, kind=LinkKind.BACKUP)


# -- names and the edge
def tell_origins(context: Context, declared: Declared) -> None:
    """Link a distribution with its origins and what guards it."""
    properties = declared.properties
    origins = properties.get("origin")
    rows = tables(origins)
    if len(rows) == 1 and "domain_name" not in rows[0]:
        rows = tables(list(rows[0].values()))  # of a module: by name
    for row in rows:
        for part in context.parts_in(row.get("domain_name")):
            context.relate(declared.key, part.key)
    if tables(properties.get("origin_group")):
        context.state(context.graph.parts[declared.key], origin_failover=True)
    for guard in context.parts_in(properties.get("web_acl_id")):
        context.relate(declared.key, guard.key, role=LinkRole.OPTIONAL)


def draw_names(context: Context, declared: Declared) -> None:
    """Draw all hosted zones and records as one Route 53."""
    part = context.graph.add(_NAMES, "route53", place=declared.key)
    context.stands_for[declared.key] = part.key


def tell_names(context: Context, declared: Declared) -> None:
    """Link Route 53 with what a record names, by the policy that it routes with."""
    properties = declared.properties
    part = context.graph.parts[_NAMES]
    aliases = tables(properties.get("alias"))
    found = context.parts_in([*(row.get("name") for row in aliases), properties.get("records")])
    if not found:
        return
    policy = next((p for name, p in _POLICIES.items() if properties.get(name)), "simple")
    if part.properties.get("routing_policy") in (None, "simple"):
        part.properties["routing_policy"] = policy
    checks = any(known_flag(row.get("evaluate_target_health")) for row in aliases)
    if checks or properties.get("health_check_id"):
        part.properties["health_checks"] = True
    kind = known_text(table(properties.get("failover_routing_policy")).get("type"))
    role = LinkRole.STANDBY if kind == "SECONDARY" else LinkRole.REQUIRED
    for other in found:
        context.relate(_NAMES, other.key, role=role)


def tell_endpoints(context: Context, declared: Declared) -> None:
    """Link a Global Accelerator with the endpoints of one of its groups."""
    properties = declared.properties
    listener = context.declared(properties.get("listener_arn"), "aws_globalaccelerator_listener")
    for accelerator in context.parts_in(_accelerator(listener)):
        context.state(accelerator, health_checks=True)
        for row in tables(properties.get("endpoint_configuration")):
            for part in context.parts_in(entries(row.get("endpoint_id"))):
                context.relate(accelerator.key, part.key)


def _accelerator(listener: Declared | None) -> Value:
    return None if listener is None else listener.properties.get("accelerator_arn")
