"""VPCs, subnets, routes, gateways and security groups of a template."""

from designer.importers.cloudformation.context import Context, zone_mark
from designer.importers.cloudformation.stack import Declared
from designer.importers.cloudformation.values import (
    Value,
    entries,
    known_flag,
    known_text,
    known_whole,
    table,
)

_ANYWHERE = ("0.0.0.0/0", "::/0")
_VIA = (
    "GatewayId",
    "NatGatewayId",
    "InstanceId",
    "NetworkInterfaceId",
    "TransitGatewayId",
    "EgressOnlyInternetGatewayId",
    "VpcEndpointId",
)


def draw_vpc(context: Context, declared: Declared) -> None:
    """Draw a VPC."""
    part = context.estate.vpc(declared.key, declared.name, place=declared.place)
    context.stands_for[declared.key] = part.key
    cidr = known_text(declared.properties.get("CidrBlock"))
    if cidr:
        part.properties["cidr"] = cidr


def draw_subnet(context: Context, declared: Declared) -> None:
    """Draw a subnet; what it lies in is settled when all is told."""
    properties = declared.properties
    subnet = context.estate.subnet(declared.key, declared.name, place=declared.place)
    context.stands_for[declared.key] = declared.key
    subnet.vpc = context.vpc(properties.get("VpcId"))
    zone = properties.get("AvailabilityZone", properties.get("AvailabilityZoneId"))
    if zone is not None and zone != "":
        subnet.zone = zone_mark(zone)
    if known_flag(properties.get("MapPublicIpOnLaunch")):
        subnet.is_public = True
    cidr = known_text(properties.get("CidrBlock"))
    if cidr:
        context.graph.parts[declared.key].properties["cidr"] = cidr


def draw_gateway(context: Context, declared: Declared, service: str) -> None:
    """Draw what is attached to a VPC as a whole."""
    part = context.draw(declared, service)
    part.parent = context.vpc(declared.properties.get("VpcId"))


def attach_gateway(context: Context, declared: Declared) -> None:
    """Put a gateway into the VPC that it is attached to."""
    vpc = context.vpc(declared.properties.get("VpcId"))
    for name in ("InternetGatewayId", "VpnGatewayId"):
        for part in context.parts_in(declared.properties.get(name)):
            part.parent = vpc


def draw_nat(context: Context, declared: Declared) -> None:
    """Draw a NAT gateway in its subnet."""
    part = context.draw(declared, "nat")
    context.estate.stand(part.key, context.subnets(declared.properties.get("SubnetId")))


def route(context: Context, declared: Declared) -> None:
    """Tell where a default route leads."""
    properties = declared.properties
    to = properties.get("DestinationCidrBlock", properties.get("DestinationIpv6CidrBlock"))
    tables = context.declared(properties.get("RouteTableId"))
    if to not in _ANYWHERE or tables is None:
        return
    for name in _VIA:
        value = properties.get(name)
        if value is None:
            continue
        for part in context.parts_in(value):
            context.estate.route(tables.key, part.key)
        if name == "GatewayId" and not context.parts_in(value):
            # A gateway that is passed in is the internet's: others have names of their own.
            _imported_gateway(context, tables.key, value)


def _imported_gateway(context: Context, tables: str, value: Value) -> None:
    key = context.placeholder(value, "igw", "an internet gateway")
    if key is not None:
        found = context.stack.resources.get(tables)
        part = context.graph.parts[key]
        part.parent = None if found is None else context.vpc(found.properties.get("VpcId"))
        context.estate.route(tables, key)


def associate(context: Context, declared: Declared) -> None:
    """Tell which route table a subnet has."""
    tables = context.declared(declared.properties.get("RouteTableId"))
    for key in context.subnets(declared.properties.get("SubnetId")):
        if tables is not None:
            context.estate.subnets[key].table = tables.key


def draw_endpoint(context: Context, declared: Declared) -> None:
    """Draw a VPC endpoint."""
    properties = declared.properties
    kind = known_text(properties.get("VpcEndpointType")) or "Gateway"
    kinds = {"gateway": "gateway", "interface": "interface"}
    part = context.draw(
        declared,
        "vpc-endpoint",
        endpoint_type=kinds.get(kind.casefold(), "gateway_load_balancer"),
    )
    vpc = context.vpc(properties.get("VpcId"))
    context.estate.stand(part.key, context.subnets(properties.get("SubnetIds"), vpc), vpc=vpc)
    context.secure(part, properties.get("SecurityGroupIds"))


def draw_instance(context: Context, declared: Declared) -> None:
    """Draw an instance in its subnet, or in its zone of the default VPC."""
    properties = declared.properties
    template = context.declared(table(properties.get("LaunchTemplate")).get("LaunchTemplateId"))
    data = table(template.properties.get("LaunchTemplateData")) if template else {}
    kind = known_text(properties.get("InstanceType", data.get("InstanceType")))
    part = context.draw(declared, "ec2", instance_type=kind)
    interfaces = [table(item) for item in entries(properties.get("NetworkInterfaces"))]
    subnets = properties.get("SubnetId")
    groups: list[Value] = [
        *entries(properties.get("SecurityGroupIds")),
        *entries(properties.get("SecurityGroups")),
        *entries(data.get("SecurityGroupIds")),
    ]
    for item in interfaces:
        subnets = subnets or item.get("SubnetId")
        groups += entries(item.get("GroupSet"))
        card = context.declared(item.get("NetworkInterfaceId"))
        if card is not None:
            subnets = subnets or card.properties.get("SubnetId")
            groups += entries(card.properties.get("GroupSet"))
    zone = properties.get("AvailabilityZone")
    context.estate.stand(
        part.key, context.subnets(subnets), zones=[zone_mark(zone)] if zone else []
    )
    context.secure(part, groups)


def draw_volume(context: Context, declared: Declared) -> None:
    """Draw a volume of its own in its zone."""
    properties = declared.properties
    kind = known_text(properties.get("VolumeType"))
    part = context.draw(
        declared,
        "ebs",
        volume_type=kind if kind in ("gp3", "gp2", "io1", "io2", "st1", "sc1") else None,
        storage_gib=known_whole(properties.get("Size")),
        encrypted=known_flag(properties.get("Encrypted")),
    )
    zone = properties.get("AvailabilityZone")
    for instance in context.parts_in(zone):
        # "The zone of that instance" is where it stands.
        known = context.estate.standings.get(instance.key)
        if known is not None:
            context.estate.stand(part.key, known.subnets, zones=known.zones)
            return
    if zone:
        context.estate.stand(part.key, zones=[zone_mark(zone)])


def attach_volume(context: Context, declared: Declared) -> None:
    """Link an instance with the volume that is attached to it."""
    for instance in context.parts_in(declared.properties.get("InstanceId")):
        for volume in context.parts_in(declared.properties.get("VolumeId")):
            context.relate(instance.key, volume.key)
            context.estate.stand_by(volume.key, instance.key)


def security_group(context: Context, declared: Declared) -> None:
    """Tell whom a security group lets in, and whom it may ask."""
    for rule in entries(declared.properties.get("SecurityGroupIngress")):
        _admit(context, declared, [declared.key], table(rule))
    for rule in entries(declared.properties.get("SecurityGroupEgress")):
        _reach(context, declared, [declared.key], table(rule))


def ingress(context: Context, declared: Declared) -> None:
    """Tell whom a rule of its own lets in."""
    group = declared.properties.get("GroupId", declared.properties.get("GroupName"))
    _admit(context, declared, context.groups_in(group), dict(declared.properties))


def egress(context: Context, declared: Declared) -> None:
    """Tell whom a rule of its own lets ask whom."""
    groups = context.groups_in(declared.properties.get("GroupId"))
    _reach(context, declared, groups, dict(declared.properties))


def _admit(context: Context, declared: Declared, groups: list[str], rule: dict[str, Value]) -> None:
    source = rule.get("SourceSecurityGroupId", rule.get("SourceSecurityGroupName"))
    for target in groups:
        for one in context.groups_in(source):
            # The group that a classic load balancer brings along is named by the balancer.
            context.estate.admit(target, one, _ports(rule), place=declared.place)


def _reach(context: Context, declared: Declared, groups: list[str], rule: dict[str, Value]) -> None:
    for source in groups:
        for target in context.groups_in(rule.get("DestinationSecurityGroupId")):
            context.estate.admit(target, source, _ports(rule), place=declared.place)


def _ports(rule: dict[str, Value]) -> tuple[int, int] | None:
    first, last = known_whole(rule.get("FromPort")), known_whole(rule.get("ToPort"))
    return None if first is None or last is None else (first, last)


def draw_peering(context: Context, declared: Declared) -> None:
    """Draw a peering in the VPC that asks for it."""
    part = context.draw(declared, "vpc-peering")
    part.parent = context.vpc(declared.properties.get("VpcId"))


def draw_vpn(context: Context, declared: Declared) -> None:
    """Draw a VPN connection, linked with both of its ends."""
    part = context.draw(declared, "site-to-site-vpn")
    for name in ("CustomerGatewayId", "VpnGatewayId", "TransitGatewayId"):
        for end in context.parts_in(declared.properties.get(name)):
            part.parent = part.parent or end.parent
            if name == "CustomerGatewayId":
                context.relate(end.key, part.key)
            else:
                context.relate(part.key, end.key)


def attach_transit(context: Context, declared: Declared) -> None:
    """Tell the zones in which a transit gateway is attached."""
    for part in context.parts_in(declared.properties.get("TransitGatewayId")):
        if part.service == "transit-gateway":
            keys = context.subnets(declared.properties.get("SubnetIds"))
            marks = [context.estate.subnets[key].zone for key in keys]
            names = tuple(dict.fromkeys(mark.name for mark in marks if mark is not None))
            if names:
                part.properties["zones"] = names
