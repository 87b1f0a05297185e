"""What the most used modules of the public registry build, without reading them."""

import re

from designer.importers.terraform.values import Declared, Of, Symbol, Value, entries

_ADDRESS = re.compile(r".*\b(aws_\w+)\.(.*)\Z")
Made = tuple[list[Declared], Value]
"""Resources, and the outputs: a table, or the one resource that all of them are about."""


# Modules that take nearly the arguments of the one resource that matters, under its own names.
_PLAIN = {
    "rds-aurora": "aws_rds_cluster",
    "s3-bucket": "aws_s3_bucket",
    "dynamodb-table": "aws_dynamodb_table",
    "lambda": "aws_lambda_function",
    "sqs": "aws_sqs_queue",
    "sns": "aws_sns_topic",
    "ec2-instance": "aws_instance",
    "eks": "aws_eks_cluster",
    "cloudfront": "aws_cloudfront_distribution",
    "elasticache": "aws_elasticache_replication_group",
    "apigateway-v2": "aws_apigatewayv2_api",
    "step-functions": "aws_sfn_state_machine",
    "efs": "aws_efs_file_system",
    "kms": "aws_kms_key",
    "security-group": "aws_security_group",
}


def built(source: str, place: str, given: dict[str, Value]) -> Made | None:
    """Return the resources and outputs of a common module; None for others."""
    found = re.match(r"(?:[\w.]+/)?terraform-aws-modules/([\w-]+)/aws(?:\Z|//)", source)
    name = found.group(1) if found else ""
    if name == "vpc":
        return _vpc(place, given)
    if name == "alb":
        return _alb(place, given)
    if name == "autoscaling":
        return _fleet(place, given)
    if name == "rds":
        row = _row(f"{place}.aws_db_instance.this", given)
        return [row, *_group(place, given, row)], Of(row.key)
    if name in _PLAIN:
        row = _row(f"{place}.{_PLAIN[name]}.this", given)
        return [row], Of(row.key)
    return None


def _row(key: str, properties: dict[str, Value]) -> Declared:
    found = _ADDRESS.match(key)
    kind, name = found.groups() if found else ("", key)
    held = {k: v for k, v in properties.items() if k != "tags"}
    return Declared(key=key, type=kind, name=name, properties=held)


def _group(place: str, given: dict[str, Value], row: Declared) -> list[Declared]:
    if "subnet_ids" not in given:
        return []
    key = f"{place}.aws_db_subnet_group.this"
    row.properties["db_subnet_group_name"] = Of(key)
    return [_row(key, {"subnet_ids": given["subnet_ids"]})]


def _alb(place: str, given: dict[str, Value]) -> Made:
    """Return a balancer whose listeners forward to all its target groups, with their targets."""
    balancer = _row(f"{place}.aws_lb.this", given)
    rows, groups = [balancer], dict[str, Value]()
    told = given.get("target_groups")
    named = told if isinstance(told, dict) else {str(n): v for n, v in enumerate(entries(told))}
    for name, settings in named.items():
        if not isinstance(settings, dict):
            continue
        key = f'{place}.aws_lb_target_group.this["{name}"]'
        groups[name] = Of(key)
        rows.append(_row(key, {"health_check": settings.get("health_check")}))
        listener = f'{place}.aws_lb_listener.to["{name}"]'
        action = {"target_group_arn": Of(key)}
        rows.append(_row(listener, {"load_balancer_arn": Of(balancer.key), "action": [action]}))
        targets = settings.get("targets")
        inner = list(targets.values()) if isinstance(targets, dict) else entries(targets)
        for n, target in enumerate([settings, *inner]):
            if isinstance(target, dict) and target.get("target_id") is not None:
                joint = f'{place}.aws_lb_target_group_attachment.this["{name} {n}"]'
                held = {"target_group_arn": Of(key), "target_id": target["target_id"]}
                rows.append(_row(joint, held))
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
    return _row(f"{place}.aws_security_group.this", {})


def _fleet(place: str, given: dict[str, Value]) -> Made:
    """Return a scaling group with its launch template, and the target groups it serves."""
    template = _row(f"{place}.aws_launch_template.this", given)
    group = _row(f"{place}.aws_autoscaling_group.this", given)
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
            rows.append(_row(f'{place}.aws_autoscaling_policy.this["{name}"]', held))
    return rows, Of(group.key)


def _vpc(place: str, given: dict[str, Value]) -> Made:
    vpc = f"{place}.aws_vpc.this"
    rows = [_row(vpc, {"cidr_block": given.get("cidr")})]
    outputs: dict[str, Value] = {"vpc_id": Of(vpc)}
    zones = given.get("azs")
    for kind in ("public", "private", "database", "elasticache", "intra"):
        keys: list[Value] = []
        blocks = given.get(f"{kind}_subnets")
        number = len(blocks) if isinstance(blocks, list) else 0
        for n in range(min(number, 50)):
            key = f"{place}.aws_subnet.{kind}[{n}]"
            zone = zones[n % len(zones)] if isinstance(zones, list) and zones else None
            zone = Symbol(f"{zones}[{n}]") if isinstance(zones, Symbol) else zone
            properties = {"vpc_id": Of(vpc), "availability_zone": zone}
            row = _row(key, properties | {"map_public_ip_on_launch": kind == "public"})
            rows.append(row)
            keys.append(Of(key))
        outputs[f"{kind}_subnets"] = keys
    if outputs["public_subnets"]:
        rows.append(_row(f"{place}.aws_internet_gateway.gateway", {"vpc_id": Of(vpc)}))
    if given.get("enable_nat_gateway") is True:
        rows += _nats(place, given, entries(outputs["public_subnets"]), outputs)
    group = f"{place}.aws_db_subnet_group.database"
    if outputs["database_subnets"]:
        rows.append(_row(group, {"subnet_ids": outputs["database_subnets"]}))
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
        rows += [_row(nat, {"subnet_id": public[n]}), _row(tables, {"route": route})]
        for m, subnet in enumerate(entries(outputs["private_subnets"])):
            if m % number == n:
                key = f"{place}.aws_route_table_association.private[{m}]"
                rows.append(_row(key, {"subnet_id": subnet, "route_table_id": Of(tables)}))
    return rows
