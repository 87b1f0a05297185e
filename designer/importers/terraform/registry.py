"""What the most used modules of the public registry build, without reading them."""

import re
from collections.abc import Callable

from designer.importers.terraform.registry_parts import (
    aurora,
    cluster,
    container,
    containers,
    endpoints,
    row_of,
    security_group,
)
from designer.importers.terraform.values import Declared, Of, Symbol, Value, entries

_SOURCE = re.compile(r"(?:[\w.]+/)?terraform-aws-modules/([\w-]+)/aws(?://modules/([\w-]+))?/?\Z")
_OFF = re.compile(
    r"create(?:_(?:vpc|lb|db_instance|asg|cluster|bucket|table|function|distribution|sg|topic"
    r"|service|api(?:_gateway)?|replication_group))?\Z"
)
Made = tuple[list[Declared], Value]
"""Resources, and the outputs: a table, or the one resource that all of them are about."""


# Modules that take nearly the arguments of the one resource that matters, under its own names.
_PLAIN = {
    "s3-bucket": "aws_s3_bucket",
    "dynamodb-table": "aws_dynamodb_table",
    "lambda": "aws_lambda_function",
    "sqs": "aws_sqs_queue",
    "sns": "aws_sns_topic",
    "ec2-instance": "aws_instance",
    "cloudfront": "aws_cloudfront_distribution",
    "elasticache": "aws_elasticache_replication_group",
    "apigateway-v2": "aws_apigatewayv2_api",
    "step-functions": "aws_sfn_state_machine",
    "efs": "aws_efs_file_system",
    "kms": "aws_kms_key",
}


def built(source: str, place: str, given: dict[str, Value]) -> Made | None:
    """Return the resources and outputs of a common module; None for others."""
    found = _SOURCE.match(source)
    if found is None:
        return None
    name, inner = found.groups()
    if any(_OFF.match(key) and value is False for key, value in given.items()):
        return [], Symbol(place)
    if inner:
        # A part of a module builds something else, except that all of this one's are groups.
        build = security_group if name == "security-group" else _INNER.get((name, inner))
    else:
        build = _BUILT.get(name)
    if build is not None:
        return build(place, given)
    if inner or name not in _PLAIN:
        return None
    row = row_of(f"{place}.{_PLAIN[name]}.this", given)
    return [row], Of(row.key)


def _database(place: str, given: dict[str, Value]) -> Made:
    row = row_of(f"{place}.aws_db_instance.this", given)
    return [row, *_group(place, given, row)], Of(row.key)


def _group(place: str, given: dict[str, Value], row: Declared) -> list[Declared]:
    if "subnet_ids" not in given:
        return []
    key = f"{place}.aws_db_subnet_group.this"
    row.properties["db_subnet_group_name"] = Of(key)
    return [row_of(key, {"subnet_ids": given["subnet_ids"]})]


def _alb(place: str, given: dict[str, Value]) -> Made:
    """Return a balancer whose listeners forward to all its target groups, with their targets."""
    balancer = row_of(f"{place}.aws_lb.this", given)
    rows, groups = [balancer], dict[str, Value]()
    told = given.get("target_groups")
    named = told if isinstance(told, dict) else {str(n): v for n, v in enumerate(entries(told))}
    for name, settings in named.items():
        if not isinstance(settings, dict):
            continue
        key = f'{place}.aws_lb_target_group.this["{name}"]'
        groups[name] = Of(key)
        rows.append(row_of(key, {"health_check": settings.get("health_check")}))
        listener = f'{place}.aws_lb_listener.to["{name}"]'
        action = {"target_group_arn": Of(key)}
        rows.append(row_of(listener, {"load_balancer_arn": Of(balancer.key), "action": [action]}))
        targets = settings.get("targets")
        inner = list(targets.values()) if isinstance(targets, dict) else entries(targets)
        for n, target in enumerate([settings, *inner]):
            if isinstance(target, dict) and target.get("target_id") is not None:
                joint = f'{place}.aws_lb_target_group_attachment.this["{name} {n}"]'
                held = {"target_group_arn": Of(key), "target_id": target["target_id"]}
                rows.append(row_of(joint, held))
    group = _own_group(place)
    balancer.properties["security_groups"] = [
        *entries(given.get("security_groups")),
        Of(group.key),
    ]
    names = ("arn", "lb_arn", "id", "lb_id", "dns_name", "lb_dns_name", "zone_id", "lb_zone_id")
    outputs: dict[str, Value] = {name: Of(balancer.key, name) for name in names}
    outputs |= {"target_groups": groups, "target_group_arns": list(groups.values())}
    return [*rows, group], outputs | {"security_group_id": Of(group.key)}


def _own_group(place: str) -> Declared:
    return row_of(f"{place}.aws_security_group.this", {})


def _fleet(place: str, given: dict[str, Value]) -> Made:
    """Return a scaling group with its launch template, and the target groups it serves."""
    template = row_of(f"{place}.aws_launch_template.this", given)
    group = row_of(f"{place}.aws_autoscaling_group.this", given)
    group.properties.setdefault("launch_template", [{"id": Of(template.key)}])
    sources = given.get("traffic_source_attachments")
    served = list(sources.values()) if isinstance(sources, dict) else entries(sources)
    served.append(given)  # in older versions the module's own argument
    arns = [row.get("traffic_source_identifier") for row in served if isinstance(row, dict)]
    group.properties["target_group_arns"] = [*entries(given.get("target_group_arns")), *arns]
    rows = [template, group]
    policies = given.get("scaling_policies")
    if isinstance(policies, dict):
        for name, settings in policies.items():
            held = dict(settings) if isinstance(settings, dict) else {}
            held["autoscaling_group_name"] = Of(group.key)
            rows.append(row_of(f'{place}.aws_autoscaling_policy.this["{name}"]', held))
    return rows, Of(group.key)


def _vpc(place: str, given: dict[str, Value]) -> Made:
    vpc = f"{place}.aws_vpc.this"
    rows = [row_of(vpc, {"cidr_block": given.get("cidr")})]
    outputs: dict[str, Value] = {"vpc_id": Of(vpc)}
    zones = given.get("azs")
    for kind in ("public", "private", "database", "elasticache", "redshift", "intra"):
        keys: list[Value] = []
        blocks = given.get(f"{kind}_subnets")
        number = len(blocks) if isinstance(blocks, list) else 0
        for n in range(min(number, 50)):
            key = f"{place}.aws_subnet.{kind}[{n}]"
            zone = zones[n % len(zones)] if isinstance(zones, list) and zones else None
            zone = Symbol(f"{zones}[{n}]") if isinstance(zones, Symbol) else zone
            properties = {"vpc_id": Of(vpc), "availability_zone": zone}
            if isinstance(blocks, list) and isinstance(blocks[n], str):
                properties["cidr_block"] = blocks[n]
            row = row_of(key, properties | {"map_public_ip_on_launch": kind == "public"})
            rows.append(row)
            keys.append(Of(key))
        outputs[f"{kind}_subnets"] = keys
    if outputs["public_subnets"]:
        rows.append(row_of(f"{place}.aws_internet_gateway.gateway", {"vpc_id": Of(vpc)}))
    if given.get("enable_nat_gateway") is True:
        rows += _nats(place, given, entries(outputs["public_subnets"]), outputs)
    if given.get("enable_vpn_gateway") is True:
        rows.append(row_of(f"{place}.aws_vpn_gateway.vpn", {"vpc_id": Of(vpc)}))
    group = f"{place}.aws_db_subnet_group.database"
    if outputs["database_subnets"]:
        rows.append(row_of(group, {"subnet_ids": outputs["database_subnets"]}))
        outputs["database_subnet_group"] = outputs["database_subnet_group_name"] = Of(group)
    return rows, outputs


def _nats(
    place: str, given: dict[str, Value], public: list[Value], outputs: dict[str, Value]
) -> list[Declared]:
    """Return the NAT gateways with the private subnets' routes: one, or one for each zone."""
    number = 1 if given.get("single_nat_gateway") is True else len(public)
    rows: list[Declared] = []
    for n in range(min(number, len(public))):
        nat = f"{place}.aws_nat_gateway.nat[{n}]"
        tables = f"{place}.aws_route_table.private[{n}]"
        route: Value = [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": Of(nat)}]
        rows += [row_of(nat, {"subnet_id": public[n]}), row_of(tables, {"route": route})]
        for m, subnet in enumerate(entries(outputs["private_subnets"])):
            if m % number == n:
                key = f"{place}.aws_route_table_association.private[{m}]"
                rows.append(row_of(key, {"subnet_id": subnet, "route_table_id": Of(tables)}))
    return rows


_BUILT: dict[str, Callable[[str, dict[str, Value]], Made]] = {
    "vpc": _vpc,
    "alb": _alb,
    "autoscaling": _fleet,
    "rds": _database,
    "rds-aurora": aurora,
    "security-group": security_group,
    "eks": cluster,
    "ecs": containers,
}
_INNER: dict[tuple[str, str], Callable[[str, dict[str, Value]], Made]] = {
    ("vpc", "vpc-endpoints"): endpoints,
    ("ecs", "service"): container,
}
