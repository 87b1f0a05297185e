"""What further modules of the public registry build: security groups, clusters, endpoints."""

import re

from designer.importers.terraform.values import Declared, Of, Value, entries, tables

_ADDRESS = re.compile(r".*\b(aws_\w+)\.(.*)\Z")
_PORT = re.compile(r"-(\d{1,5})-(?:tcp|udp)\Z")
_SOURCES = (
    "ingress_with_source_security_group_id",
    "computed_ingress_with_source_security_group_id",
)
Made = tuple[list[Declared], Value]


def row_of(key: str, properties: dict[str, Value]) -> Declared:
    """Return the resource with the address ``key``; its tags are those of the whole module."""
    found = _ADDRESS.match(key)
    kind, name = found.groups() if found else ("", key)
    held = {k: v for k, v in properties.items() if k != "tags"}
    return Declared(key=key, type=kind, name=name, properties=held)


def security_group(place: str, given: dict[str, Value]) -> Made:
    """Return a security group that lets in what its rules name."""
    rules: list[Value] = []
    for row in [row for name in _SOURCES for row in tables(given.get(name))]:
        # The module knows ports by names, as "postgresql-tcp" and "http-80-tcp".
        port = _PORT.search(str(row.get("rule", "")))
        first = int(port[1]) if port else row.get("from_port")
        last = int(port[1]) if port else row.get("to_port")
        source = row.get("source_security_group_id")
        rules.append({"from_port": first, "to_port": last, "security_groups": [source]})
    group = row_of(f"{place}.aws_security_group.this", {"ingress": rules})
    return [group], Of(group.key)


def aurora(place: str, given: dict[str, Value]) -> Made:
    """Return a cluster with the instances that are listed by name, and its subnet group."""
    whole = row_of(f"{place}.aws_rds_cluster.this", given)
    rows = [whole]
    told = given.get("instances")
    for name, settings in told.items() if isinstance(told, dict) else ():
        own = settings if isinstance(settings, dict) else {}
        size = own.get("instance_class", given.get("instance_class"))
        held = {"cluster_identifier": Of(whole.key), "instance_class": size}
        rows.append(row_of(f'{place}.aws_rds_cluster_instance.this["{name}"]', held))
    if given.get("subnets") is not None:
        key = f"{place}.aws_db_subnet_group.this"
        whole.properties["db_subnet_group_name"] = Of(key)
        rows.append(row_of(key, {"subnet_ids": given["subnets"]}))
    return rows, Of(whole.key)


def cluster(place: str, given: dict[str, Value]) -> Made:
    """Return an EKS cluster with its groups of nodes."""
    whole = row_of(f"{place}.aws_eks_cluster.this", given)
    rows = [whole]
    for kind in ("eks_managed_node_groups", "self_managed_node_groups", "node_groups"):
        told = given.get(kind)
        for name, settings in told.items() if isinstance(told, dict) else ():
            own = settings if isinstance(settings, dict) else {}
            sizes = {
                key: own.get(key, own.get(old))
                for key, old in (
                    ("min_size", "min_capacity"),
                    ("max_size", "max_capacity"),
                    ("desired_size", "desired_capacity"),
                )
            }
            held = {
                "cluster_name": Of(whole.key),
                "scaling_config": [sizes],
                "subnet_ids": own.get("subnet_ids", given.get("subnet_ids")),
            }
            rows.append(row_of(f'{place}.aws_eks_node_group.this["{name}"]', held))
    return rows, Of(whole.key)


def containers(place: str, given: dict[str, Value]) -> Made:
    """Return a cluster of containers with the services that are listed by name."""
    whole = row_of(f"{place}.aws_ecs_cluster.this", {})
    rows = [whole]
    told = given.get("services")
    for name, settings in told.items() if isinstance(told, dict) else ():
        own = settings if isinstance(settings, dict) else {}
        if own.get("create") is not False:
            key = f'{place}.aws_ecs_service.this["{name}"]'
            rows.append(_service(key, own, Of(whole.key)))
    outputs: dict[str, Value] = {f"{name}arn": Of(whole.key) for name in ("", "cluster_")}
    return rows, outputs | {name: Of(whole.key) for name in ("id", "cluster_id", "cluster_name")}


def container(place: str, given: dict[str, Value]) -> Made:
    """Return one service of containers, which the cluster that it names runs."""
    row = _service(f"{place}.aws_ecs_service.this", given, given.get("cluster_arn"))
    return [row], Of(row.key)


def _service(key: str, own: dict[str, Value], whole: Value) -> Declared:
    balancers = own.get("load_balancer")
    listed = list(balancers.values()) if isinstance(balancers, dict) else entries(balancers)
    network = {"subnets": own.get("subnet_ids"), "security_groups": own.get("security_group_ids")}
    return row_of(
        key,
        {
            "cluster": whole,
            "desired_count": own.get("desired_count"),
            "launch_type": own.get("launch_type", "FARGATE"),
            "network_configuration": [network],
            "load_balancer": listed,
        },
    )


def endpoints(place: str, given: dict[str, Value]) -> Made:
    """Return the endpoints of a VPC that are listed by name."""
    rows = []
    told = given.get("endpoints")
    for name, settings in told.items() if isinstance(told, dict) else ():
        own = settings if isinstance(settings, dict) else {}
        if own.get("create") is False:
            continue
        kind = own.get("service_type", "Interface")
        held = {"vpc_id": given.get("vpc_id"), "vpc_endpoint_type": kind}
        if kind != "Gateway":
            held["subnet_ids"] = own.get("subnet_ids", given.get("subnet_ids"))
        rows.append(row_of(f'{place}.aws_vpc_endpoint.this["{name}"]', held))
    return rows, {}
