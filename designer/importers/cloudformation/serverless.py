"""Functions of a template and the events that start them, in plain CloudFormation and in SAM."""

from designer.importers.cloudformation.access import uses, uses_by_role, uses_by_template
from designer.importers.cloudformation.context import Context
from designer.importers.cloudformation.stack import Declared
from designer.importers.cloudformation.values import (
    Of,
    Value,
    entries,
    known_number,
    known_text,
    known_whole,
    table,
)
from designer.importers.graph import Key
from designer.model.links import LinkKind

# SAM's event types: the property that names the source, and what a source outside is drawn as.
_SOURCES = {
    "SQS": ("Queue", "sqs"),
    "SNS": ("Topic", "sns"),
    "Kinesis": ("Stream", "kinesis"),
    "DynamoDB": ("Stream", "dynamodb"),
    "DocumentDB": ("Cluster", "documentdb"),
    "MSK": ("Stream", "msk"),
    "MQ": ("Broker", "mq"),
    "S3": ("Bucket", "s3"),
    "Cognito": ("UserPool", "cognito"),
    "CloudWatchLogs": ("LogGroupName", ""),
}
_SCHEDULES = frozenset({"Schedule", "ScheduleV2", "EventBridgeRule", "CloudWatchEvent"})
_APIS = {"Api": ("RestApiId", "ServerlessRestApi"), "HttpApi": ("ApiId", "ServerlessHttpApi")}


def draw_function(context: Context, declared: Declared) -> None:
    """Draw a function, in its subnets if it has any."""
    properties = declared.properties
    provisioned = table(properties.get("ProvisionedConcurrencyConfig"))
    failures = properties.get("DeadLetterConfig", properties.get("DeadLetterQueue"))
    part = context.draw(
        declared,
        "lambda",
        memory_mib=known_number(properties.get("MemorySize")),
        timeout_s=known_number(properties.get("Timeout")),
        reserved_concurrency=known_whole(properties.get("ReservedConcurrentExecutions")),
        provisioned_concurrency=known_whole(provisioned.get("ProvisionedConcurrentExecutions")),
        dead_letter_queue=True if failures else None,
    )
    network = table(properties.get("VpcConfig"))
    context.estate.stand(part.key, context.subnets(network.get("SubnetIds")))
    context.secure(part, network.get("SecurityGroupIds"))


def alias(context: Context, declared: Declared, name: str) -> None:
    """Let the resource that the property ``name`` mentions stand for ``declared``."""
    for part in context.parts_in(declared.properties.get(name))[:1]:
        context.stands_for[declared.key] = part.key


def relate_function(context: Context, declared: Declared) -> None:
    """Link a function with what starts it and what it uses."""
    properties = declared.properties
    for name, event in table(properties.get("Events")).items():
        _event(context, declared, name, table(event))
    for field in ("DeadLetterConfig", "DeadLetterQueue", "EventInvokeConfig"):
        for part in context.parts_in(properties.get(field)):
            context.relate(declared.key, part.key, label="failures")
    environment = table(properties.get("Environment")).get("Variables")
    uses(context, declared.key, environment, "its environment names it")
    for policy in entries(properties.get("Policies")):
        uses_by_template(context, declared.key, policy)
    uses_by_role(context, declared.key, properties.get("Role"))
    for item in entries(properties.get("FileSystemConfigs")):
        _mounts(context, declared.key, item)


def _mounts(context: Context, key: Key, item: Value) -> None:
    for part in context.parts_in(item):
        context.relate(key, part.key, label="mounts")


def _event(context: Context, declared: Declared, name: str, event: dict[str, Value]) -> None:
    kind = known_text(event.get("Type")) or ""
    settings = table(event.get("Properties"))
    place = f"{declared.place}.Events.{name}"
    if kind in _APIS:
        field, implicit = _APIS[kind]
        _serve_by_api(context, declared.key, settings.get(field), implicit)
    elif kind in _SOURCES:
        field, service = _SOURCES[kind]
        value = settings.get(field)
        sources = [part.key for part in context.parts_in(value)]
        if not sources and service:
            outside = context.placeholder(value, service, "a source of events")
            sources = [outside] if outside is not None else []
        for source in sources:
            _start(context, source, declared.key)
        if not sources:
            context.graph.skipped(f"Its event {name} of type {kind} names nothing.", place=place)
    elif kind in _SCHEDULES:
        buses = context.parts_in(settings.get("EventBusName"))
        rule = buses[0].key if buses else _schedules(context, place)
        context.relate(rule, declared.key, kind=LinkKind.ASYNC)
    else:
        sentence = f"Its event {name} of type {kind or 'nothing'} is not drawn."
        context.graph.skipped(sentence, declared.key, place=place)


def _schedules(context: Context, place: str) -> Key:
    return context.graph.add("all eventbridge", "eventbridge", place=place).key


def _serve_by_api(context: Context, function: Key, value: Value, implicit: str) -> None:
    parts = [part for part in context.parts_in(value) if part.service == "api-gateway"]
    if parts:
        context.relate(parts[0].key, function)
        return
    outside = None if value is None else context.placeholder(value, "api-gateway", "an API")
    if outside is None:
        # SAM makes one API for all functions that name none.
        prefix = function.rpartition(".")[0]
        outside = f"{prefix}.{implicit}" if prefix else implicit
        context.graph.add(outside, "api-gateway", implicit, place=function)
        context.stands_for[outside] = outside
    context.relate(outside, function)


def _start(context: Context, source: Key, function: Key) -> None:
    service = context.graph.parts[source].service
    kind = LinkKind.REQUEST if service == "cognito" else LinkKind.ASYNC
    context.relate(source, function, kind=kind)


def map_source(context: Context, declared: Declared) -> None:
    """Link a queue, stream or table with the function that an event source mapping starts."""
    properties = declared.properties
    value = properties.get("EventSourceArn")
    for function in context.parts_in(properties.get("FunctionName")):
        sources = [part.key for part in context.parts_in(value)]
        if not sources and value is not None:
            service = _service_in(str(value))
            outside = context.placeholder(value, service, "a source of events")
            sources = [outside] if outside is not None else []
        for source in sources:
            _start(context, source, function.key)


def _service_in(text: str) -> str:
    words = {"kinesis": "kinesis", "dynamo": "dynamodb", "table": "dynamodb", "kafka": "msk"}
    words |= {"msk": "msk", "stream": "kinesis", "broker": "mq"}
    return next((service for word, service in words.items() if word in text.casefold()), "sqs")


def permit(context: Context, declared: Declared) -> None:
    """Link what may call a function with it: an API, a bucket, a topic, a rule."""
    properties = declared.properties
    principal = known_text(properties.get("Principal")) or ""
    for function in context.parts_in(properties.get("FunctionName")):
        for source in context.parts_in(properties.get("SourceArn")):
            if source.service == "cloudwatch":
                continue
            is_asked = source.service in ("api-gateway", "cognito", "alb", "appsync", "lex")
            kind = LinkKind.REQUEST if is_asked else LinkKind.ASYNC
            because = f"{principal or 'it'} is permitted to call it"
            context.relate(source.key, function.key, kind=kind, because=because)


# -- workflows
def relate_machine(context: Context, declared: Declared) -> None:
    """Link a state machine with what its definition mentions."""
    properties = declared.properties
    for name in ("DefinitionString", "Definition", "DefinitionSubstitutions"):
        uses(context, declared.key, properties.get(name), "its definition names it")
    for name, event in table(properties.get("Events")).items():
        _event(context, declared, name, table(event))
    for policy in entries(properties.get("Policies")):
        uses_by_template(context, declared.key, policy)
    uses_by_role(context, declared.key, properties.get("RoleArn", properties.get("Role")))


def relate_rule(context: Context, declared: Declared) -> None:
    """Link a rule, schedule or pipe with its targets, and with what it takes from."""
    properties = declared.properties
    targets = [table(item).get("Arn") for item in entries(properties.get("Targets"))]
    targets += [table(properties.get("Target")).get("Arn"), properties.get("Target")]
    for value in targets:
        arn = value if not isinstance(value, dict) else value.get("Arn")
        for part in context.parts_in(arn):
            context.relate(_key(context, declared), part.key, kind=LinkKind.ASYNC)
        parameters = table(value).get("EcsParameters")
        for part in context.parts_in(parameters):
            context.relate(_key(context, declared), part.key, kind=LinkKind.ASYNC)
    for part in context.parts_in(properties.get("Source")):
        context.relate(part.key, _key(context, declared), kind=LinkKind.ASYNC)


def _key(context: Context, declared: Declared) -> Key:
    part = context.part_of(declared.key)
    return declared.key if part is None else part.key


# -- topics and queues
def draw_queue(context: Context, declared: Declared) -> None:
    """Draw a queue."""
    properties = declared.properties
    seconds = known_number(properties.get("MessageRetentionPeriod"))
    context.draw(
        declared,
        "sqs",
        queue_type="fifo" if properties.get("FifoQueue") in (True, "true") else None,
        dead_letter_queue=True if properties.get("RedrivePolicy") else None,
        visibility_timeout_s=known_number(properties.get("VisibilityTimeout")),
        retention_days=None if seconds is None else seconds / 86_400,
    )


def relate_queue(context: Context, declared: Declared) -> None:
    """Link a queue with the one that its failures go to."""
    for part in context.parts_in(declared.properties.get("RedrivePolicy")):
        context.relate(declared.key, part.key, kind=LinkKind.ASYNC, label="failures")


def relate_topic(context: Context, declared: Declared) -> None:
    """Link a topic with its subscribers."""
    for item in entries(declared.properties.get("Subscription")):
        _subscribe(context, Of(declared.key), table(item))


def relate_subscription(context: Context, declared: Declared) -> None:
    """Link a topic with the subscriber of a subscription."""
    _subscribe(context, declared.properties.get("TopicArn"), dict(declared.properties))


def _subscribe(context: Context, topic: Value, row: dict[str, Value]) -> None:
    for source in context.parts_in(topic):
        for part in context.parts_in(row.get("Endpoint")):
            context.relate(source.key, part.key, kind=LinkKind.ASYNC)


# -- buckets
def draw_bucket(context: Context, declared: Declared) -> None:
    """Draw a bucket."""
    properties = declared.properties
    status = known_text(table(properties.get("VersioningConfiguration")).get("Status"))
    context.draw(
        declared,
        "s3",
        versioning=None if status is None else status == "Enabled",
        encrypted=True if properties.get("BucketEncryption") else None,
        object_lock=True if properties.get("ObjectLockEnabled") in (True, "true") else None,
    )


def relate_bucket(context: Context, declared: Declared) -> None:
    """Link a bucket with what its events start and where it is replicated to."""
    properties = declared.properties
    events = table(properties.get("NotificationConfiguration"))
    for name in ("LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"):
        for part in context.parts_in(events.get(name)):
            context.relate(declared.key, part.key, kind=LinkKind.ASYNC)
    rules = entries(table(properties.get("ReplicationConfiguration")).get("Rules"))
    for rule in rules:
        to = table(table(rule).get("Destination")).get("Bucket")
        for part in context.parts_in(to):
            context.relate(declared.key, part.key, kind=LinkKind.REPLICATION)
        if not context.parts_in(to):
            context.graph.inferred(
                "It is replicated to a bucket that is not declared here, as a bucket in another "
                "Region has to be.",
                declared.key,
                place=declared.place,
            )
            context.graph.parts[declared.key].properties["replication_region"] = True


# -- streams and brokers
def draw_stream(context: Context, declared: Declared) -> None:
    """Draw a Kinesis data stream."""
    properties = declared.properties
    mode = known_text(table(properties.get("StreamModeDetails")).get("StreamMode"))
    hours = known_number(properties.get("RetentionPeriodHours"))
    modes = {"ON_DEMAND": "on_demand", "PROVISIONED": "provisioned"}
    context.draw(
        declared,
        "kinesis",
        capacity_mode=modes.get(mode or ""),
        shards=known_whole(properties.get("ShardCount")),
        retention_days=None if hours is None else hours / 24,
    )


def relate_delivery(context: Context, declared: Declared) -> None:
    """Link a delivery stream with its source and destinations."""
    key = _key(context, declared)
    for name, value in declared.properties.items():
        for part in context.parts_in(value):
            if part.service in ("iam", "cloudwatch", "kms"):
                continue
            if name.endswith("SourceConfiguration"):
                context.relate(part.key, key, kind=LinkKind.ASYNC)
            elif name.endswith("Configuration"):
                context.relate(key, part.key, kind=LinkKind.ASYNC)


def draw_kafka(context: Context, declared: Declared) -> None:
    """Draw an MSK cluster."""
    properties = declared.properties
    nodes = table(properties.get("BrokerNodeGroupInfo"))
    part = context.draw(
        declared,
        "msk",
        brokers=known_whole(properties.get("NumberOfBrokerNodes")),
        instance_type=known_text(nodes.get("InstanceType")),
        serverless=True if "Serverless" in declared.type else None,
    )
    value = nodes.get("ClientSubnets")
    for item in entries(properties.get("VpcConfigs")):
        value = value or table(item).get("SubnetIds")
    context.estate.stand(part.key, context.subnets(value))
    context.secure(part, nodes.get("SecurityGroups"))


def draw_broker(context: Context, declared: Declared) -> None:
    """Draw an ActiveMQ or RabbitMQ broker."""
    properties = declared.properties
    mode = known_text(properties.get("DeploymentMode"))
    engine = (known_text(properties.get("EngineType")) or "").casefold()
    multi = None if mode is None else "MULTI_AZ" in mode
    part = context.draw(
        declared,
        "mq",
        engine=engine if engine in ("activemq", "rabbitmq") else None,
        multi_az=multi,
        instance_type=known_text(properties.get("HostInstanceType")),
    )
    keys = context.subnets(properties.get("SubnetIds"))
    context.estate.stand(part.key, keys, copies=2 if multi else 1)
    context.secure(part, properties.get("SecurityGroups"))
