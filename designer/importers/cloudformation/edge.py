"""What stands before and beside a design: APIs, CloudFront, Route 53, alarms, trails and keys."""

from collections.abc import Mapping

from designer.catalog.loader import catalog
from designer.importers.cloudformation.access import uses
from designer.importers.cloudformation.context import Context, choice
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
from designer.importers.graph import Key
from designer.model.links import LinkKind, LinkRole

_ENDPOINTS = {"edge": "edge", "regional": "regional", "private": "private"}
_KEYS = (
    "KmsKeyId",
    "KMSKeyId",
    "KmsMasterKeyId",
    "KmsKeyArn",
    "KMSMasterKeyID",
    "SSESpecification",
    "BucketEncryption",
    "KmsKey",
    "SSEDescription",
)


# -- APIs
def draw_api(context: Context, declared: Declared) -> None:
    """Draw an API."""
    properties = declared.properties
    types = entries(table(properties.get("EndpointConfiguration")).get("Types"))
    types = types or [table(properties.get("EndpointConfiguration")).get("Type")]
    context.draw(
        declared,
        "api-gateway",
        endpoint_type=choice(types[0] if types else None, _ENDPOINTS),
        caching=True if properties.get("CacheClusterEnabled") in (True, "true") else None,
    )


def relate_api(context: Context, declared: Declared) -> None:
    """Link an API with what its definition integrates."""
    properties = declared.properties
    for name in ("Body", "DefinitionBody", "Auth", "Authorizers"):
        for part in context.parts_in(properties.get(name)):
            if part.service in ("lambda", "step-functions", "sqs", "sns", "cognito", "dynamodb"):
                context.relate(declared.key, part.key)
    context.stands_for.setdefault(declared.key, declared.key)


def relate_integration(context: Context, declared: Declared) -> None:
    """Link an API with what one of its methods, integrations or authorizers calls."""
    properties = declared.properties
    apis = context.parts_in(properties.get("RestApiId", properties.get("ApiId")))
    called = [
        table(properties.get("Integration")).get("Uri"),
        properties.get("IntegrationUri"),
        properties.get("AuthorizerUri"),
        properties.get("ProviderARNs"),
        table(properties.get("JwtConfiguration")).get("Issuer"),
        properties.get("LambdaConfig"),
        properties.get("DynamoDBConfig"),
        properties.get("ElasticsearchConfig"),
        properties.get("OpenSearchServiceConfig"),
        properties.get("RelationalDatabaseConfig"),
        properties.get("HttpConfig"),
        properties.get("EventBridgeConfig"),
    ]
    for api in apis[:1]:
        for part in context.parts_in(called):
            if part.service != "iam":
                context.relate(api.key, part.key)


# -- distribution and names
def draw_distribution(context: Context, declared: Declared) -> None:
    """Draw a CloudFront distribution."""
    config = table(declared.properties.get("DistributionConfig"))
    groups = table(config.get("OriginGroups"))
    count = known_whole(groups.get("Quantity"))
    has_groups = bool(groups.get("Items")) and count != 0
    context.draw(declared, "cloudfront", origin_failover=True if has_groups else None)


def relate_distribution(context: Context, declared: Declared) -> None:
    """Link a distribution with its origins and the functions at its edge."""
    config = table(declared.properties.get("DistributionConfig"))
    origins = [table(item) for item in entries(config.get("Origins"))]
    origins += [table(config.get("S3Origin")), table(config.get("CustomOrigin"))]
    for origin in origins:
        for part in context.parts_in(origin.get("DomainName", origin.get("DNSName"))):
            context.relate(declared.key, part.key)
    behaviours = [config.get("DefaultCacheBehavior"), *entries(config.get("CacheBehaviors"))]
    for behaviour in behaviours:
        for part in context.parts_in(table(behaviour).get("LambdaFunctionAssociations")):
            context.relate(declared.key, part.key)
    for part in context.parts_in(config.get("WebACLId")):
        context.relate(declared.key, part.key, role=LinkRole.OPTIONAL)
    for part in context.parts_in(table(config.get("Logging")).get("Bucket")):
        role = LinkRole.OPTIONAL
        context.relate(declared.key, part.key, role=role, label="logs")


def draw_names(context: Context, declared: Declared) -> None:
    """Let one Route 53 stand for all zones and records of a template."""
    context.draw_once(declared, "route53")


def relate_names(context: Context, declared: Declared) -> None:
    """Link Route 53 with what its records lead to."""
    rows = [table(item) for item in entries(declared.properties.get("RecordSets"))]
    for row in rows or [dict(declared.properties)]:
        _record(context, row)


def _record(context: Context, row: Mapping[str, Value]) -> None:
    part = context.graph.parts["all route53"]
    target = table(row.get("AliasTarget"))
    found = context.parts_in([target.get("DNSName"), row.get("ResourceRecords")])
    failover = known_text(row.get("Failover"))
    if failover:
        policy = "failover"
    elif row.get("Weight") is not None:
        policy = "weighted"
    elif row.get("Region") is not None:
        policy = "latency"
    elif row.get("GeoLocation") is not None:
        policy = "geolocation"
    elif row.get("MultiValueAnswer") in (True, "true"):
        policy = "multivalue"
    else:
        policy = "simple"
    if found:
        if part.properties.get("routing_policy") in (None, "simple"):
            part.properties["routing_policy"] = policy
        if row.get("HealthCheckId") or known_flag(target.get("EvaluateTargetHealth")):
            part.properties["health_checks"] = True
        ttl = known_number(row.get("TTL"))
        if ttl is not None:
            part.properties.setdefault("ttl_s", ttl)
    role = LinkRole.STANDBY if failover == "SECONDARY" else LinkRole.REQUIRED
    for other in found:
        if catalog()[other.service].role.value != "support":
            context.relate(part.key, other.key, role=role)


def draw_health_check(context: Context, declared: Declared) -> None:
    """State that Route 53 probes, and how often."""
    part = context.draw_once(declared, "route53")
    config = table(declared.properties.get("HealthCheckConfig"))
    for name, key in (
        ("health_check_interval_s", "RequestInterval"),
        ("failure_threshold", "FailureThreshold"),
    ):
        number = known_whole(config.get(key))
        if number is not None:
            part.properties[name] = number


def relate_accelerator(context: Context, declared: Declared) -> None:
    """Link a Global Accelerator with the endpoints of one of its groups."""
    listener = context.declared(declared.properties.get("ListenerArn"))
    if listener is None:
        return
    for accelerator in context.parts_in(listener.properties.get("AcceleratorArn")):
        for item in entries(declared.properties.get("EndpointConfigurations")):
            for part in context.parts_in(table(item).get("EndpointId")):
                context.relate(accelerator.key, part.key)
        accelerator.properties["health_checks"] = True


def relate_firewall(context: Context, declared: Declared) -> None:
    """Link what a web ACL is attached to with it."""
    properties = declared.properties
    for guard in context.parts_in(properties.get("WebACLArn", properties.get("WebACLId"))):
        for part in context.parts_in(properties.get("ResourceArn")):
            context.relate(part.key, guard.key, role=LinkRole.OPTIONAL)


# -- watching
def draw_alarm(context: Context, declared: Declared) -> None:
    """State that there are alarms; one CloudWatch stands for all."""
    context.draw_once(declared, "cloudwatch").properties["alarms"] = True


def relate_alarm(context: Context, declared: Declared) -> None:
    """Link CloudWatch with whom its alarms tell."""
    properties = declared.properties
    for name in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for part in context.parts_in(properties.get(name)):
            if part.service in ("sns", "lambda"):
                context.relate("all cloudwatch", part.key, kind=LinkKind.ASYNC, label="alarms")


def draw_trail(context: Context, declared: Declared) -> None:
    """Draw a trail."""
    multi = known_flag(declared.properties.get("IsMultiRegionTrail"))
    context.draw(declared, "cloudtrail", multi_region=multi)


def relate_trail(context: Context, declared: Declared) -> None:
    """Link a trail, recorder or the like with the bucket and topic that it writes to."""
    properties = declared.properties
    part = context.part_of(declared.key)
    for name in ("S3BucketName", "SnsTopicName", "SnsTopicARN", "CloudWatchLogsLogGroupArn"):
        for target in context.parts_in(properties.get(name)):
            if part is not None:
                context.relate(part.key, target.key, role=LinkRole.REQUIRED, label="records")


def relate_keys(context: Context, declared: Declared) -> None:
    """Link what is encrypted with the key it is encrypted by."""
    part = context.part_of(declared.key)
    if part is None or part.service == "kms":
        return
    for name in _KEYS:
        for found in context.parts_in(declared.properties.get(name)):
            if found.service == "kms":
                _encrypt(context, part.key, found.key)


def _encrypt(context: Context, part: Key, key: Key) -> None:
    context.graph.parts[part].properties["encrypted"] = True
    context.relate(part, key, role=LinkRole.OPTIONAL, label="key")


# -- backups
def draw_plan(context: Context, declared: Declared) -> None:
    """Let one AWS Backup stand for plans and vaults."""
    part = context.draw_once(declared, "backup")
    plan = table(declared.properties.get("BackupPlan"))
    for item in entries(plan.get("BackupPlanRule")):
        row = table(item)
        days = known_whole(table(row.get("Lifecycle")).get("DeleteAfterDays"))
        if days is not None and 1 <= days <= 35:
            part.properties["backup_retention_days"] = days
        if row.get("CopyActions"):
            part.properties["cross_region_copy"] = True
            context.graph.inferred(
                "Its copies are taken for copies in another Region.", part.key, place=declared.place
            )
        if known_flag(row.get("EnableContinuousBackup")):
            part.properties["pitr"] = True


def relate_selection(context: Context, declared: Declared) -> None:
    """Link what a backup plan selects by name with AWS Backup."""
    selection = table(declared.properties.get("BackupSelection"))
    if "all backup" not in context.graph.parts:
        return
    for part in context.parts_in(selection.get("Resources")):
        context.relate(part.key, "all backup", kind=LinkKind.BACKUP)


def relate_mentions(context: Context, declared: Declared) -> None:
    """Link a service of no special kind with the stores and programs it mentions."""
    part = context.part_of(declared.key)
    if part is not None:
        uses(context, part.key, dict(declared.properties), "its properties name it")
