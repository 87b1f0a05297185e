"""Load balancers, fleets and containers in Terraform."""

from designer.importers.graph import Key
from designer.importers.terraform.context import Context
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

_BALANCERS = {"network": "nlb", "gateway": "gwlb"}
_TEMPLATES = ("aws_launch_template", "aws_launch_configuration")
_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
_LISTENERS = ("aws_lb_listener", "aws_alb_listener")


# -- load balancing
def draw_balancer(context: Context, declared: Declared) -> None:
    """Draw a load balancer; an Application one without a type."""
    properties = declared.properties
    kind = known_text(properties.get("load_balancer_type")) or "application"
    service = "clb" if declared.type == "aws_elb" else _BALANCERS.get(kind, "alb")
    internal = known_flag(properties.get("internal"))
    part = context.draw(
        declared,
        service,
        scheme=None if internal is None else "internal" if internal else "internet_facing",
        deletion_protection=known_flag(properties.get("enable_deletion_protection")),
        cross_zone=True
        if service == "alb"
        else known_flag(
            properties.get(
                "enable_cross_zone_load_balancing", properties.get("cross_zone_load_balancing")
            )
        ),
        health_checks=True if service == "clb" else None,
    )
    mappings = [row.get("subnet_id") for row in tables(properties.get("subnet_mapping"))]
    keys = context.subnets(properties.get("subnets") or mappings)
    zones = context.zones(properties.get("availability_zones"))
    context.estate.stand(part.key, keys, zones=zones)
    context.estate.one_subnet_a_zone.append(keys)
    context.secure(part, properties.get("security_groups"))


def tell_classic(context: Context, declared: Declared) -> None:
    """Link a Classic Load Balancer with its instances."""
    for part in context.parts_in(declared.properties.get("instances")):
        context.relate(declared.key, part.key)


def tell_target_group(context: Context, declared: Declared) -> None:
    """Note a target group's health checks; it is drawn as links."""
    group = context.estate.target_group(declared.key)
    check = table(declared.properties.get("health_check"))
    enabled = known_flag(check.get("enabled"))
    group.properties["health_checks"] = True if enabled is None else enabled
    interval = known_whole(check.get("interval"))
    if interval is not None:
        group.properties["health_check_interval_s"] = interval


def tell_listener(context: Context, declared: Declared) -> None:
    """Tell which target groups a listener or one of its rules forwards to."""
    properties = declared.properties
    listener = context.declared(properties.get("listener_arn"), *_LISTENERS)
    balancer = properties if listener is None else listener.properties
    actions = [properties.get("default_action"), properties.get("action")]
    for part in context.parts_in(balancer.get("load_balancer_arn")):
        for group in _target_groups(context, actions):
            context.estate.target_group(group).balancers.append(part.key)


def _target_groups(context: Context, value: Value) -> list[Key]:
    found: list[Key] = []
    for action in tables(value):
        forwards = tables(table(action.get("forward")).get("target_group"))
        arns = [action.get("target_group_arn"), *(row.get("arn") for row in forwards)]
        groups = [context.declared(arn, *_GROUPS) for arn in arns]
        found += [group.key for group in groups if group is not None]
    return found


def attach(context: Context, declared: Declared) -> None:
    """Tell a target that an attachment adds to a target group or a classic balancer."""
    properties = declared.properties
    names = ("target_id", "instance", "autoscaling_group_name")
    targets = [part for name in names for part in context.parts_in(properties.get(name))]
    for target in targets:
        arn = properties.get("target_group_arn", properties.get("lb_target_group_arn"))
        _serve(context, target.key, arn, properties.get("elb"))


def _serve(context: Context, key: Key, groups: Value, classic: Value = None) -> None:
    for value in entries(groups):
        group = context.declared(value, *_GROUPS)
        if group is not None:
            context.estate.target_group(group.key).targets.append(key)
    for part in context.parts_in(classic):
        context.relate(part.key, key)


# -- compute
def draw_group(context: Context, declared: Declared) -> None:
    """Draw an Auto Scaling group."""
    properties = declared.properties
    template = context.declared(
        [
            properties.get("launch_configuration"),
            properties.get("launch_template"),
            properties.get("mixed_instances_policy"),
        ],
        *_TEMPLATES,
    )
    data = {} if template is None else template.properties
    checks = (known_text(properties.get("health_check_type")) or "").casefold()
    part = context.draw(
        declared,
        "asg",
        minimum=known_whole(properties.get("min_size")),
        maximum=known_whole(properties.get("max_size")),
        desired=known_whole(properties.get("desired_capacity")),
        health_check=checks if checks in ("elb", "ec2") else None,
        instance_type=known_text(data.get("instance_type")),
    )
    context.estate.stand(
        part.key,
        context.subnets(properties.get("vpc_zone_identifier")),
        zones=context.zones(properties.get("availability_zones")),
    )
    context.secure(part, data.get("security_groups"))
    context.secure(part, data.get("vpc_security_group_ids"))
    for card in tables(data.get("network_interfaces")):
        context.secure(part, card.get("security_groups"))


def tell_group(context: Context, declared: Declared) -> None:
    """Tell what sends to a scaling group."""
    properties = declared.properties
    _serve(
        context, declared.key, properties.get("target_group_arns"), properties.get("load_balancers")
    )


def tell_policy(context: Context, declared: Declared) -> None:
    """Tell the policy of a scaling group."""
    kind = known_text(declared.properties.get("policy_type")) or "SimpleScaling"
    kinds = {"TargetTrackingScaling": "target_tracking", "PredictiveScaling": "predictive"}
    for part in context.parts_in(declared.properties.get("autoscaling_group_name")):
        policy = kinds.get(kind, "step")
        if part.properties.get("scaling_policy") != "target_tracking":
            part.properties["scaling_policy"] = policy


def draw_container(context: Context, declared: Declared) -> None:
    """Draw a service of containers: on Fargate when it says so, else on instances."""
    properties = declared.properties
    launch = (known_text(properties.get("launch_type")) or "").casefold()
    task = context.declared(properties.get("task_definition"), "aws_ecs_task_definition")
    needs = [] if task is None else entries(task.properties.get("requires_compatibilities"))
    is_fargate = launch == "fargate" or (not launch and "FARGATE" in needs)
    part = context.draw(
        declared,
        "fargate" if is_fargate else "ecs",
        desired=known_whole(properties.get("desired_count")),
    )
    network = table(properties.get("network_configuration"))
    context.estate.stand(part.key, context.subnets(network.get("subnets")))
    context.secure(part, network.get("security_groups"))
    for cluster in entries(properties.get("cluster")):
        found = context.declared(cluster, "aws_ecs_cluster")
        if found is not None:
            context.stands_for.setdefault(found.key, part.key)


def tell_container(context: Context, declared: Declared) -> None:
    """Tell what sends to a service of containers, and what its containers name."""
    for row in tables(declared.properties.get("load_balancer")):
        _serve(context, declared.key, row.get("target_group_arn"), row.get("elb_name"))


def draw_cluster(context: Context, declared: Declared) -> None:
    """Draw a cluster of containers of which no service is declared."""
    if declared.key not in context.stands_for:
        context.draw(declared, "ecs")
