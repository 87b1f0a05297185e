"""Scaling groups, containers and clusters of a template, and what makes them grow."""

from designer.importers.cloudformation.access import uses, uses_by_role
from designer.importers.cloudformation.balancing import serve
from designer.importers.cloudformation.context import Context
from designer.importers.cloudformation.stack import Declared
from designer.importers.cloudformation.values import (
    Value,
    entries,
    known_flag,
    known_number,
    known_text,
    known_whole,
    resources_in,
    table,
    texts_in,
)
from designer.importers.graph import Part

_TEMPLATES = ("AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration")
_TASK = "AWS::ECS::TaskDefinition"


# -- scaling groups
def draw_group(context: Context, declared: Declared) -> None:
    """Draw an Auto Scaling group."""
    properties = declared.properties
    checks = known_text(properties.get("HealthCheckType")) or ""
    data = template_of(context, declared)
    part = context.draw(
        declared,
        "asg",
        minimum=known_whole(properties.get("MinSize")),
        maximum=known_whole(properties.get("MaxSize")),
        desired=known_whole(properties.get("DesiredCapacity")),
        cooldown_s=known_number(properties.get("Cooldown")),
        health_check="elb" if "ELB" in checks else "ec2" if checks else None,
        instance_type=known_text(data.get("InstanceType")),
        capacity_rebalancing=known_flag(properties.get("CapacityRebalance")),
        warm_up_s=known_number(properties.get("DefaultInstanceWarmup")),
    )
    context.estate.stand(
        part.key,
        context.subnets(properties.get("VPCZoneIdentifier")),
        zones=context.zones(properties.get("AvailabilityZones")),
    )
    context.secure(part, _groups_of(data))
    monitoring = table(data.get("Monitoring")).get("Enabled", data.get("InstanceMonitoring"))
    if known_flag(monitoring) is not None:
        part.properties["detailed_monitoring"] = bool(known_flag(monitoring))


def template_of(context: Context, declared: Declared) -> dict[str, Value]:
    """Return what the launch template or configuration of a group states."""
    properties = declared.properties
    mixed = table(table(properties.get("MixedInstancesPolicy")).get("LaunchTemplate"))
    places = (
        properties.get("LaunchConfigurationName"),
        table(properties.get("LaunchTemplate")).get("LaunchTemplateId"),
        table(properties.get("LaunchTemplate")).get("LaunchTemplateName"),
        table(mixed.get("LaunchTemplateSpecification")).get("LaunchTemplateId"),
    )
    for value in places:
        found = context.declared(value, *_TEMPLATES)
        if found is not None:
            data = table(found.properties.get("LaunchTemplateData"))
            return {**found.properties, **data, "Metadata": found.metadata}
    return {}


def _groups_of(data: dict[str, Value]) -> list[Value]:
    groups = [*entries(data.get("SecurityGroups")), *entries(data.get("SecurityGroupIds"))]
    for item in entries(data.get("NetworkInterfaces")):
        groups += entries(table(item).get("Groups"))
    return groups


def relate_group(context: Context, declared: Declared) -> None:
    """Tell what sends to a scaling group, and what its instances mention."""
    properties = declared.properties
    serve(
        context,
        declared.key,
        properties.get("TargetGroupARNs"),
        properties.get("LoadBalancerNames"),
    )
    data = template_of(context, declared)
    told = [data.get("UserData"), data.get("Metadata"), declared.metadata]
    uses(context, declared.key, told, "what its instances run at start names it")
    profile = data.get("IamInstanceProfile")
    arn = table(profile).get("Arn", table(profile).get("Name"))
    uses_by_role(context, declared.key, arn if isinstance(profile, dict) else profile)


def relate_instance(context: Context, declared: Declared) -> None:
    """Link an instance with what it mentions when it starts."""
    properties = declared.properties
    told = [properties.get("UserData"), declared.metadata]
    uses(context, declared.key, told, "what it runs at start names it")
    uses_by_role(context, declared.key, properties.get("IamInstanceProfile"))


def scale_group(context: Context, declared: Declared) -> None:
    """Tell the policy of a scaling group."""
    properties = declared.properties
    kinds = {"TargetTrackingScaling": "target_tracking", "PredictiveScaling": "predictive"}
    kind = known_text(properties.get("PolicyType")) or "SimpleScaling"
    for part in context.parts_in(properties.get("AutoScalingGroupName")):
        _policy(part, kinds.get(kind, "step"), properties)


def schedule_group(context: Context, declared: Declared) -> None:
    """Tell that a scaling group follows a timetable."""
    for part in context.parts_in(declared.properties.get("AutoScalingGroupName")):
        part.properties.setdefault("scaling_policy", "scheduled")


def _policy(part: Part, policy: str, properties: Value) -> None:
    """State the strongest policy that is told of ``part``."""
    order = ("scheduled", "step", "predictive", "target_tracking")
    known = part.properties.get("scaling_policy")
    if known in order and order.index(str(known)) >= order.index(policy):
        return
    part.properties["scaling_policy"] = policy
    row = table(properties)
    tracking = table(
        row.get("TargetTrackingConfiguration")
        or row.get("TargetTrackingScalingPolicyConfiguration")
    )
    metric = table(
        tracking.get("PredefinedMetricSpecification")
        or tracking.get("CustomizedMetricSpecification")
    )
    name = known_text(metric.get("PredefinedMetricType", metric.get("MetricName")))
    if name:
        part.properties["scaling_metric"] = name
    target = known_number(tracking.get("TargetValue"))
    if target is not None and "CPU" in (name or "").upper() and 1 <= target <= 100:
        part.properties["target_value"] = target


# -- containers
def draw_service(context: Context, declared: Declared) -> None:
    """Draw a service of containers: on Fargate when it says so, else on instances."""
    properties = declared.properties
    service = "fargate" if _is_fargate(context, declared) else "ecs"
    part = context.draw(declared, service, desired=known_whole(properties.get("DesiredCount")))
    for cluster in resources_in(properties.get("Cluster")):
        context.stands_for.setdefault(cluster.key, part.key)
    network = table(properties.get("NetworkConfiguration"))
    awsvpc = table(network.get("AwsvpcConfiguration"))
    context.estate.stand(part.key, context.subnets(awsvpc.get("Subnets")))
    context.secure(part, awsvpc.get("SecurityGroups"))


def _is_fargate(context: Context, declared: Declared) -> bool:
    properties = declared.properties
    launch = known_text(properties.get("LaunchType"))
    if launch is not None:
        return launch.casefold() == "fargate"
    task = context.declared(properties.get("TaskDefinition"), _TASK)
    told = [properties.get("CapacityProviderStrategy")]
    if not told[0] and task is not None:
        told.append(task.properties.get("RequiresCompatibilities"))
    words = {text.casefold() for text in texts_in(told)}
    return bool(words & {"fargate", "fargate_spot"})


def draw_cluster(context: Context, declared: Declared) -> None:
    """Draw a cluster that no service of the template stands for, in the group that carries it."""
    if declared.key in context.stands_for:
        return
    part = context.draw(declared, "ecs")
    hosts = _hosts(context, declared)
    if hosts:
        part.parent = hosts[0].key
        sentence = f"{part.name} runs on the instances of {hosts[0].name}, which join it."
        context.graph.inferred(sentence, part.key, place=declared.place)


def relate_service(context: Context, declared: Declared) -> None:
    """Tell what sends to a service, what its tasks name, and what they run on."""
    properties = declared.properties
    for item in entries(properties.get("LoadBalancers")):
        row = table(item)
        serve(context, declared.key, row.get("TargetGroupArn"), row.get("LoadBalancerName"))
    task = context.declared(properties.get("TaskDefinition"), _TASK)
    if task is not None:
        containers = [table(item) for item in entries(task.properties.get("ContainerDefinitions"))]
        told = [
            [row.get("Environment"), row.get("Secrets"), row.get("Command")] for row in containers
        ]
        uses(context, declared.key, told, "the environment of its tasks names it")
        uses(context, declared.key, task.properties.get("Volumes"), "its tasks mount it")
        uses_by_role(context, declared.key, task.properties.get("TaskRoleArn"))
    if context.graph.parts[declared.key].service != "ecs":
        return
    for cluster in resources_in(properties.get("Cluster")):
        found = context.stack.resources.get(cluster.key)
        for host in _hosts(context, found) if found is not None else []:
            context.relate(declared.key, host.key, label="runs on")
            if not context.estate.standings[declared.key].subnets:
                _stand_like(context, context.graph.parts[declared.key], host)


def _hosts(context: Context, cluster: Declared) -> list[Part]:
    """Return the scaling groups whose instances join ``cluster``: their start-up names it."""
    found: list[Part] = []
    for group in context.of_type("AWS::AutoScaling::AutoScalingGroup"):
        data = template_of(context, group)
        told = [data.get("UserData"), data.get("Metadata"), group.metadata]
        if any(resource.key == cluster.key for resource in resources_in(told)):
            part = context.part_of(group.key)
            if part is not None:
                found.append(part)
    return found


def _stand_like(context: Context, part: Part, host: Part) -> None:
    where = context.estate.standings.get(host.key)
    if where is not None:
        context.estate.stand(part.key, where.subnets, zones=where.zones)


# -- application auto scaling
def scale_target(context: Context, declared: Declared) -> None:
    """Tell the bounds between which a service or a table scales."""
    properties = declared.properties
    for part in context.parts_in(properties.get("ResourceId"))[-1:]:
        context.stands_for[declared.key] = part.key
        if part.service == "dynamodb":
            part.properties["auto_scaling"] = True
            continue
        for name, key in (("minimum", "MinCapacity"), ("maximum", "MaxCapacity")):
            number = known_whole(properties.get(key))
            if number is not None:
                part.properties[name] = number


def scale_service(context: Context, declared: Declared) -> None:
    """Tell the policy of a scalable target."""
    properties = declared.properties
    tracks = known_text(properties.get("PolicyType")) == "TargetTrackingScaling"
    value = properties.get("ScalingTargetId", properties.get("ResourceId"))
    for part in context.parts_in(value)[-1:]:
        if part.service != "dynamodb":
            _policy(part, "target_tracking" if tracks else "step", properties)


# -- other clusters
def draw_eks(context: Context, declared: Declared) -> None:
    """Draw a Kubernetes cluster."""
    network = table(declared.properties.get("ResourcesVpcConfig"))
    part = context.draw(declared, "eks")
    context.estate.stand(part.key, context.subnets(network.get("SubnetIds")))
    context.secure(part, network.get("SecurityGroupIds"))


def draw_nodes(context: Context, declared: Declared) -> None:
    """Let nodes be part of their cluster, whose number they state."""
    properties = declared.properties
    clusters = context.parts_in(properties.get("ClusterName"))
    part = context.merge(declared, clusters[0].key) if clusters else context.draw(declared, "eks")
    if part is None:
        return
    if clusters and declared.type.endswith("FargateProfile"):
        return
    scaling = table(properties.get("ScalingConfig"))
    names = {"minimum": "MinSize", "maximum": "MaxSize", "desired": "DesiredSize"}
    for name, key in names.items():
        number = known_whole(scaling.get(key))
        if number is not None:
            known = part.properties.get(name)
            part.properties[name] = number + (known if isinstance(known, int) else 0)
    types = [known_text(item) for item in entries(properties.get("InstanceTypes"))]
    if types and types[0]:
        part.properties.setdefault("instance_type", types[0])
    context.estate.stand(part.key, context.subnets(properties.get("Subnets")))


def draw_beanstalk(context: Context, declared: Declared) -> None:
    """Draw a Beanstalk environment with what its option settings state."""
    part = context.draw(declared, "beanstalk")
    names = {
        ("aws:autoscaling:asg", "MinSize"): "minimum",
        ("aws:autoscaling:asg", "MaxSize"): "maximum",
    }
    for item in entries(declared.properties.get("OptionSettings")):
        row = table(item)
        option = str(row.get("Namespace")), str(row.get("OptionName"))
        number = known_whole(row.get("Value"))
        if option in names and number is not None:
            part.properties[names[option]] = number
        elif option == ("aws:elasticbeanstalk:environment", "EnvironmentType"):
            part.properties["load_balanced"] = row.get("Value") != "SingleInstance"
        elif option == ("aws:ec2:vpc", "Subnets"):
            context.estate.stand(part.key, context.subnets(row.get("Value")))


def relate_beanstalk(context: Context, declared: Declared) -> None:
    """Link an environment with what its options name."""
    options = declared.properties.get("OptionSettings")
    uses(context, declared.key, options, "its option settings name it")
