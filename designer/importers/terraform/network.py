"""VPCs, subnets, routes, gateways, security groups and instances in Terraform."""

from designer.importers.graph import Key
from designer.importers.terraform.context import Context, named, zone_mark
from designer.importers.terraform.values import (
    Declared,
    Value,
    entries,
    known_flag,
    known_text,
    known_whole,
    table,
    tables,
)

_ANYWHERE = ("0.0.0.0/0", "::/0")
_VIA = (
    "gateway_id",
    "nat_gateway_id",
    "instance_id",
    "network_interface_id",
    "transit_gateway_id",
    "egress_only_gateway_id",
)


def draw_vpc(context: Context, declared: Declared) -> None:
    """Draw a VPC."""
    part = context.estate.vpc(declared.key, named(declared), place=declared.key)
    cidr = known_text(declared.properties.get("cidr_block"))
    if cidr:
        part.properties["cidr"] = cidr


def draw_subnet(context: Context, declared: Declared) -> None:
    """Draw a subnet; what it lies in is settled when all is told."""
    properties = declared.properties
    subnet = context.estate.subnet(declared.key, named(declared), place=declared.key)
    subnet.vpc = context.vpc(properties.get("vpc_id"))
    zone = properties.get("availability_zone", properties.get("availability_zone_id"))
    subnet.zone = zone_mark(zone)
    if known_flag(properties.get("map_public_ip_on_launch")) or (
        declared.type == "aws_default_subnet"
    ):
        subnet.is_public = True
    cidr = known_text(properties.get("cidr_block"))
    if cidr:
        context.graph.parts[declared.key].properties["cidr"] = cidr


def draw_gateway(context: Context, declared: Declared) -> None:
    """Draw an internet or VPN gateway in its VPC."""
    service = "vpn-gateway" if declared.type == "aws_vpn_gateway" else "igw"
    context.draw(declared, service).parent = context.vpc(declared.properties.get("vpc_id"))


def draw_nat(context: Context, declared: Declared) -> None:
    """Draw a NAT gateway in its subnet."""
    part = context.draw(declared, "nat")
    context.estate.stand(part.key, context.subnets(declared.properties.get("subnet_id")))


def draw_instance(context: Context, declared: Declared) -> None:
    """Draw an instance in its subnet, or in its zone of the default VPC."""
    properties = declared.properties
    kind = known_text(properties.get("instance_type"))
    part = context.draw(
        declared,
        "ec2",
        instance_type=kind,
        detailed_monitoring=known_flag(properties.get("monitoring")),
    )
    zone = zone_mark(properties.get("availability_zone"))
    subnets = context.subnets(properties.get("subnet_id"))
    context.estate.stand(part.key, subnets, zones=[zone] if zone and not subnets else [])
    context.secure(part, properties.get("vpc_security_group_ids"))
    context.secure(part, properties.get("security_groups"))


def draw_volume(context: Context, declared: Declared) -> None:
    """Draw a volume of its own in its zone."""
    properties = declared.properties
    kind = known_text(properties.get("type"))
    part = context.draw(
        declared,
        "ebs",
        volume_type=kind if kind in ("gp3", "gp2", "io1", "io2", "st1", "sc1") else None,
        storage_gib=known_whole(properties.get("size")),
        encrypted=known_flag(properties.get("encrypted")),
    )
    zone = properties.get("availability_zone")
    for instance in context.parts_in(zone):
        # "The zone of that instance" is where it stands.
        known = context.estate.standings.get(instance.key)
        if known is not None:
            context.estate.stand(part.key, known.subnets, zones=known.zones)
            return
    mark = zone_mark(zone)
    if mark is not None:
        context.estate.stand(part.key, zones=[mark])


def attach_volume(context: Context, declared: Declared) -> None:
    """Link an instance with the volume that is attached to it."""
    for instance in context.parts_in(declared.properties.get("instance_id")):
        for volume in context.parts_in(declared.properties.get("volume_id")):
            context.relate(instance.key, volume.key)
            context.estate.stand_by(volume.key, instance.key)


# -- routes
def tell_table(context: Context, declared: Declared) -> None:
    """Tell the default routes that a route table has within it."""
    for route in tables(declared.properties.get("route")):
        _route(context, declared.key, route)
    if declared.type == "aws_default_route_table":
        vpc = context.declared(declared.properties.get("default_route_table_id"), "aws_vpc")
        if vpc is not None:
            context.estate.main_tables[vpc.key] = declared.key


def tell_route(context: Context, declared: Declared) -> None:
    """Tell where a route of its own leads."""
    found = context.declared(declared.properties.get("route_table_id"))
    if found is not None and found.type in VPC_TABLES:
        _route(context, found.key, declared.properties)
        if found.type == "aws_vpc":
            context.estate.main_tables[found.key] = found.key


VPC_TABLES = ("aws_route_table", "aws_default_route_table", "aws_vpc")


def _route(context: Context, key: Key, route: dict[str, Value]) -> None:
    names = ("cidr_block", "ipv6_cidr_block", "destination_cidr_block")
    if not any(route.get(name) in _ANYWHERE for name in names):
        return
    for name in _VIA:
        for part in context.parts_in(route.get(name)):
            context.estate.route(key, part.key)


def associate(context: Context, declared: Declared) -> None:
    """Tell which route table a subnet, or a VPC as a whole, has."""
    properties = declared.properties
    found = context.declared(properties.get("route_table_id"), *VPC_TABLES)
    if found is None:
        return
    for key in context.subnets(properties.get("subnet_id")):
        context.estate.subnets[key].table = found.key
    vpc = context.vpc(properties.get("vpc_id"))
    if vpc is not None:
        context.estate.main_tables[vpc] = found.key


# -- security groups
def security_group(context: Context, declared: Declared) -> None:
    """Tell whom a security group lets in."""
    for rule in tables(declared.properties.get("ingress")):
        _admit(context, declared.key, [declared.key], rule.get("security_groups"), rule)


def security_rule(context: Context, declared: Declared) -> None:
    """Tell whom a rule of its own lets in."""
    properties = declared.properties
    groups = context.groups_in(properties.get("security_group_id"))
    if properties.get("type", "ingress") == "ingress":
        source = properties.get(
            "source_security_group_id", properties.get("referenced_security_group_id")
        )
        _admit(context, declared.key, groups, source, properties)


def _admit(
    context: Context, place: str, groups: list[Key], source: Value, rule: dict[str, Value]
) -> None:
    first, last = known_whole(rule.get("from_port")), known_whole(rule.get("to_port"))
    ports = None if first is None or last is None else (first, last)
    for target in groups:
        for one in context.groups_in(source):
            context.estate.admit(target, one, ports, place=place)


def draw_plainly(context: Context, declared: Declared, service: str) -> None:
    """Draw a type without a handler of its own, where common properties say it stands."""
    part = context.draw(declared, service)
    properties = declared.properties
    for block in ("vpc_config", "vpc_options", "network_configuration", ""):
        row = table(properties.get(block)) if block else properties
        vpc = context.vpc(row.get("vpc_id"))
        value = row.get("subnet_ids", row.get("subnets", row.get("subnet_id")))
        keys = context.subnets(value, vpc)
        if keys or vpc is not None:
            context.estate.stand(part.key, keys, vpc=vpc)
        context.secure(part, entries(row.get("security_group_ids")))
