"""Streams and brokers in Terraform, with how many nodes carry them and where."""

from designer.importers.terraform.context import Context
from designer.importers.terraform.values import (
    Declared,
    known_text,
    known_whole,
    table,
)


def draw_stream(context: Context, declared: Declared) -> None:
    """Draw a Kinesis data stream."""
    properties = declared.properties
    mode = known_text(table(properties.get("stream_mode_details")).get("stream_mode"))
    hours = known_whole(properties.get("retention_period"))
    context.draw(
        declared,
        "kinesis",
        capacity_mode={"ON_DEMAND": "on_demand", "PROVISIONED": "provisioned"}.get(mode or ""),
        shards=known_whole(properties.get("shard_count")),
        retention_days=None if hours is None else hours / 24,
    )


def draw_kafka(context: Context, declared: Declared) -> None:
    """Draw an MSK cluster."""
    properties = declared.properties
    nodes = table(properties.get("broker_node_group_info"))
    network = table(properties.get("vpc_config"))
    part = context.draw(
        declared,
        "msk",
        brokers=known_whole(properties.get("number_of_broker_nodes")),
        instance_type=known_text(nodes.get("instance_type")),
        serverless=True if "serverless" in declared.type else None,
    )
    keys = context.subnets(nodes.get("client_subnets", network.get("subnet_ids")))
    context.estate.stand(part.key, keys)
    context.secure(part, nodes.get("security_groups", network.get("security_group_ids")))


def draw_broker(context: Context, declared: Declared) -> None:
    """Draw an ActiveMQ or RabbitMQ broker."""
    properties = declared.properties
    mode = known_text(properties.get("deployment_mode"))
    engine = (known_text(properties.get("engine_type")) or "").casefold()
    multi = None if mode is None else "MULTI_AZ" in mode
    part = context.draw(
        declared,
        "mq",
        engine=engine if engine in ("activemq", "rabbitmq") else None,
        multi_az=multi,
        instance_type=known_text(properties.get("host_instance_type")),
    )
    keys = context.subnets(properties.get("subnet_ids"))
    context.estate.stand(part.key, keys, copies=2 if multi else 1)
    context.secure(part, properties.get("security_groups"))
