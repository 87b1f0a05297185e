"""What the most used modules of the public registry build, without reading them."""

import re

from designer.importers.terraform.values import Declared, Of, Symbol, Value, entries

Made = tuple[list[Declared], dict[str, Value]]


def built(source: str, place: str, given: dict[str, Value]) -> Made | None:
    """Return the resources and outputs of a common module; None for others."""
    found = re.match(r"(?:[\w.]+/)?terraform-aws-modules/([\w-]+)/aws", source)
    name = found.group(1) if found else ""
    if name == "vpc":
        return _vpc(place, given)
    if name == "alb":
        key = f"{place}.aws_lb.this"
        row = _row(key, given)
        return [row], {"arn": Of(key), "lb_arn": Of(key), "dns_name": Of(key)}
    if name == "autoscaling":
        key = f"{place}.aws_autoscaling_group.this"
        return [_row(key, given)], {"autoscaling_group_name": Of(key)}
    if name == "rds":
        key = f"{place}.aws_db_instance.this"
        row = _row(key, {k: v for k, v in given.items() if k != "tags"})
        return [row, *_group(place, given, row)], {
            "db_instance_address": Of(key),
            "db_instance_endpoint": Of(key),
        }
    if name == "security-group":
        key = f"{place}.aws_security_group.this"
        return [_row(key, {})], {"security_group_id": Of(key)}
    return None


def _row(key: str, properties: dict[str, Value]) -> Declared:
    kind, name = key.split(".")[-2:]
    held = {k: v for k, v in properties.items() if k != "tags"}
    return Declared(key=key, type=kind, name=name, properties=held)


def _group(place: str, given: dict[str, Value], row: Declared) -> list[Declared]:
    if "subnet_ids" not in given:
        return []
    key = f"{place}.aws_db_subnet_group.this"
    row.properties["db_subnet_group_name"] = Of(key)
    return [_row(key, {"subnet_ids": given["subnet_ids"]})]


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
        nat = f"{place}.aws_nat_gateway.this[{n}]"
        tables = f"{place}.aws_route_table.private[{n}]"
        route: Value = [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": Of(nat)}]
        rows += [_row(nat, {"subnet_id": public[n]}), _row(tables, {"route": route})]
        for m, subnet in enumerate(entries(outputs["private_subnets"])):
            if m % number == n:
                key = f"{place}.aws_route_table_association.private[{m}]"
                rows.append(_row(key, {"subnet_id": subnet, "route_table_id": Of(tables)}))
    return rows
