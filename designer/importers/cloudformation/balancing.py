"""Load balancers of a template: listeners, target groups and what they forward to."""

from designer.importers.cloudformation.context import Context, choice
from designer.importers.cloudformation.stack import Declared
from designer.importers.cloudformation.values import (
    Of,
    Value,
    entries,
    known_flag,
    known_number,
    known_text,
    known_whole,
    table,
)
from designer.importers.graph import Key

_SERVICES = {"application": "alb", "network": "nlb", "gateway": "gwlb"}
_SCHEMES = {"internet-facing": "internet_facing", "internal": "internal"}
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"


def draw_balancer(context: Context, declared: Declared) -> None:
    """Draw an Application, Network or Gateway Load Balancer; application without a type."""
    properties = declared.properties
    service = choice(properties.get("Type", "application"), _SERVICES) or "alb"
    attributes = _attributes(properties.get("LoadBalancerAttributes"))
    part = context.draw(
        declared,
        service,
        # Always on for an Application Load Balancer, and off by default for the others.
        cross_zone=True
        if service == "alb"
        else known_flag(attributes.get("load_balancing.cross_zone.enabled")),
        deletion_protection=known_flag(attributes.get("deletion_protection.enabled")),
        scheme=choice(properties.get("Scheme"), _SCHEMES),
    )
    value = properties.get("Subnets")
    if value is None:
        mappings = entries(properties.get("SubnetMappings"))
        value = [table(item).get("SubnetId") for item in mappings]
    keys = context.subnets(value)
    context.estate.stand(part.key, keys)
    context.estate.one_subnet_a_zone.append(keys)
    if part.properties.get("scheme") != "internal":
        for key in keys:
            # Only public subnets serve a balancer that faces the internet; routes know better.
            subnet = context.estate.subnets[key]
            if subnet.is_placeholder and subnet.is_public is None:
                subnet.is_public = True
    context.secure(part, properties.get("SecurityGroups"))


def _attributes(value: Value) -> dict[str, Value]:
    rows = [table(item) for item in entries(value)]
    return {str(row.get("Key")): row.get("Value") for row in rows}


def note_target_group(context: Context, declared: Declared) -> None:
    """Note a target group's health checks; it is drawn as links."""
    properties = declared.properties
    group = context.estate.target_group(declared.key)
    enabled = known_flag(properties.get("HealthCheckEnabled"))
    attributes = _attributes(properties.get("TargetGroupAttributes"))
    # A target group always probes its targets, except that functions are probed on demand.
    kind = known_text(properties.get("TargetType"))
    group.properties["health_checks"] = kind != "lambda" if enabled is None else enabled
    found: dict[str, bool | int | float | None] = {
        "health_check_interval_s": known_number(properties.get("HealthCheckIntervalSeconds")),
        "unhealthy_threshold": known_whole(properties.get("UnhealthyThresholdCount")),
        "sticky_sessions": known_flag(attributes.get("stickiness.enabled")),
        "deregistration_delay_s": known_number(
            attributes.get("deregistration_delay.timeout_seconds")
        ),
    }
    group.properties.update({key: value for key, value in found.items() if value is not None})


def relate_target_group(context: Context, declared: Declared) -> None:
    """Tell the targets that a group lists itself."""
    group = context.estate.target_group(declared.key)
    for target in entries(declared.properties.get("Targets")):
        group.targets += [part.key for part in context.parts_in(table(target).get("Id"))]


def relate_listener(context: Context, declared: Declared) -> None:
    """Tell which target groups a listener or one of its rules forwards to."""
    balancer = _balancer_of(context, declared)
    actions = [
        *entries(declared.properties.get("DefaultActions")),
        *entries(declared.properties.get("Actions")),
    ]
    if balancer is None:
        return
    for action in actions:
        _forward(context, balancer, table(action))
        authorizer = table(table(action).get("AuthenticateCognitoConfig")).get("UserPoolArn")
        for pool in context.parts_in(authorizer):
            context.relate(balancer, pool.key)


def _forward(context: Context, balancer: Key, action: dict[str, Value]) -> None:
    targets = [action.get("TargetGroupArn")]
    weighted = entries(table(action.get("ForwardConfig")).get("TargetGroups"))
    targets += [table(item).get("TargetGroupArn") for item in weighted]
    for value in targets:
        group = context.declared(value, _GROUP)
        if group is not None:
            context.estate.target_group(group.key).balancers.append(balancer)


def _balancer_of(context: Context, declared: Declared) -> Key | None:
    if declared.type == _LISTENER:
        value = declared.properties.get("LoadBalancerArn")
        found = context.parts_in(value)
        if found:
            return found[0].key
        return context.placeholder(value, "alb", "a load balancer")
    value = declared.properties.get("ListenerArn")
    listener = context.declared(value, _LISTENER)
    if listener is not None:
        return _balancer_of(context, listener)
    if isinstance(value, Of):
        return None
    return context.placeholder(value, "alb", "the load balancer of a listener")


def draw_classic(context: Context, declared: Declared) -> None:
    """Draw a Classic Load Balancer."""
    properties = declared.properties
    check = table(properties.get("HealthCheck"))
    draining = table(properties.get("ConnectionDrainingPolicy"))
    sticky = [
        *entries(properties.get("LBCookieStickinessPolicy")),
        *entries(properties.get("AppCookieStickinessPolicy")),
    ]
    part = context.draw(
        declared,
        "clb",
        cross_zone=known_flag(properties.get("CrossZone")),
        scheme=choice(properties.get("Scheme"), _SCHEMES),
        # Without a HealthCheck it probes a TCP port, so that it always probes.
        health_checks=True,
        health_check_interval_s=known_number(check.get("Interval")),
        unhealthy_threshold=known_whole(check.get("UnhealthyThreshold")),
        connection_draining=known_flag(draining.get("Enabled")),
        sticky_sessions=True if sticky else None,
    )
    keys = context.subnets(properties.get("Subnets"))
    zones = context.zones(properties.get("AvailabilityZones"))
    context.estate.stand(part.key, keys, zones=zones)
    context.estate.one_subnet_a_zone.append(keys)
    context.secure(part, properties.get("SecurityGroups"))
    # Rules name its own group as an attribute of the balancer.
    context.estate.secure(part.key, [declared.key])


def relate_classic(context: Context, declared: Declared) -> None:
    """Link a Classic Load Balancer with its instances."""
    for part in context.parts_in(declared.properties.get("Instances")):
        context.relate(declared.key, part.key)


def serve(context: Context, key: Key, groups: Value, classic: Value = None) -> None:
    """Tell that the part ``key`` is a target of target groups and classic load balancers."""
    for value in entries(groups):
        group = context.declared(value, _GROUP)
        if group is not None:
            context.estate.target_group(group.key).targets.append(key)
        elif value is not None and not isinstance(value, Of):
            balancer = context.placeholder(value, "alb", "the load balancer of a target group")
            if balancer is not None:
                context.relate(balancer, key)
    for value in entries(classic):
        for part in context.parts_in(value):
            context.relate(part.key, key)
        if not context.parts_in(value) and not isinstance(value, Of):
            balancer = context.placeholder(value, "clb", "a load balancer")
            if balancer is not None:
                context.relate(balancer, key)
