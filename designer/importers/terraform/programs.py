"""What programs in Terraform use and what starts them: settings, policies, events, integrations."""

import json
from collections.abc import Iterator

from designer.importers.graph import Key
from designer.importers.terraform.context import Context
from designer.importers.terraform.values import (
    Declared,
    Value,
    entries,
    known_text,
    known_whole,
    table,
    tables,
)
from designer.importers.usage import only_takes, use_of
from designer.model.links import LinkKind

_ASKED = ("api-gateway", "cognito", "alb", "appsync", "lex")
_TASK = "aws_ecs_task_definition"


# -- functions
def draw_function(context: Context, declared: Declared) -> None:
    """Draw a function, in its subnets if it has any."""
    properties = declared.properties
    part = context.draw(
        declared,
        "lambda",
        memory_mib=known_whole(properties.get("memory_size")),
        timeout_s=known_whole(properties.get("timeout")),
        dead_letter_queue=True if properties.get("dead_letter_config") else None,
    )
    reserved = known_whole(properties.get("reserved_concurrent_executions"))
    if reserved is not None and reserved >= 0:
        part.properties["reserved_concurrency"] = reserved
    network = table(properties.get("vpc_config"))
    context.estate.stand(part.key, context.subnets(network.get("subnet_ids")))
    context.secure(part, network.get("security_group_ids"))


def use_of_function(context: Context, declared: Declared) -> None:
    """Link a function with what its environment names and its role lets it use."""
    properties = declared.properties
    for part in context.parts_in(properties.get("dead_letter_config")):
        context.relate(declared.key, part.key, label="failures")
    uses(context, declared.key, properties.get("environment"), "its environment names it")
    for part in context.parts_in(properties.get("file_system_config")):
        context.relate(declared.key, part.key, label="mounts")
    uses_by_role(context, declared.key, properties.get("role"))


def use_of_instance(context: Context, declared: Declared) -> None:
    """Link an instance with what its start script names and its profile's role lets it use."""
    _use_of_host(context, declared.key, declared)


def use_of_group(context: Context, declared: Declared) -> None:
    """Link a scaling group with what its template's start script and role lead to."""
    template = context.declared(
        list(declared.properties.values()), "aws_launch_template", "aws_launch_configuration"
    )
    if template is not None:
        _use_of_host(context, declared.key, template)


def _use_of_host(context: Context, key: Key, declared: Declared) -> None:
    properties = declared.properties
    told = [properties.get("user_data"), properties.get("user_data_base64")]
    uses(context, key, told, "its start script names it")
    profile = context.declared(properties.get("iam_instance_profile"), "aws_iam_instance_profile")
    if profile is not None:
        uses_by_role(context, key, profile.properties.get("role"))


def use_of_container(context: Context, declared: Declared) -> None:
    """Link a service of containers with what its task names and the task's role lets it use."""
    task = context.declared(declared.properties.get("task_definition"), _TASK)
    if task is None:
        return
    containers = task.properties.get("container_definitions")
    uses(context, declared.key, containers, "its containers name it")
    uses_by_role(context, declared.key, task.properties.get("task_role_arn"))


def use_of_machine(context: Context, declared: Declared) -> None:
    """Link a state machine with what its definition names."""
    definition = declared.properties.get("definition")
    uses(context, declared.key, definition, "its definition names it")
    uses_by_role(context, declared.key, declared.properties.get("role_arn"))


# -- what they use
def uses(context: Context, key: Key, value: Value, because: str) -> None:
    """Link the part ``key`` with every store, queue, program or secret that ``value`` mentions."""
    if key not in context.graph.parts:
        return
    for part in context.parts_in(value):
        role = use_of(context.graph, key, part)
        if role is not None:
            context.relate(key, part.key, because, role=role)


def uses_by_role(context: Context, key: Key, role: Value) -> None:
    """Link the part ``key`` with what the policies of its role let it use."""
    found = context.declared(role, "aws_iam_role")
    for document in context.policies.get(found.key, ()) if found is not None else ():
        for statement in _statements(context, document, 0):
            actions = entries(statement.get("Action", statement.get("actions")))
            effect = statement.get("Effect", statement.get("effect"))
            if effect == "Deny" or only_takes(known_text(item) or "" for item in actions):
                continue
            resources = statement.get("Resource", statement.get("resources"))
            uses(context, key, resources, "the policy of its role lets it")


def _statements(context: Context, document: Value, depth: int) -> Iterator[dict[str, Value]]:
    """Yield statements: of a document, of JSON, of a data source, or of what a text mentions."""
    source = context.declared(document, "aws_iam_policy_document")
    if source is not None and depth < 5:
        yield from tables(source.properties.get("statement"))
        for name in ("source_policy_documents", "override_policy_documents"):
            for inner in entries(source.properties.get(name)):
                yield from _statements(context, inner, depth + 1)
        return
    found = False
    for item in entries(document):
        row = _from_json(item) if isinstance(item, str) else item
        if isinstance(row, dict) and "Statement" in row:
            found = True
            yield from tables(row["Statement"])
    if not found:
        yield {"Resource": document}


def _from_json(text: str) -> Value:
    try:
        return json.loads(text) if text.lstrip().startswith("{") and len(text) < 100_000 else None
    except (ValueError, RecursionError):
        return None


# -- policies
def tell_role(context: Context, declared: Declared) -> None:
    """Note the policies that a role has within it."""
    held = context.policies.setdefault(declared.key, [])
    held += [row.get("policy") for row in tables(declared.properties.get("inline_policy"))]
    for arn in entries(declared.properties.get("managed_policy_arns")):
        _hold(context, held, arn)


def tell_role_policy(context: Context, declared: Declared) -> None:
    """Note a policy that is attached to a role."""
    properties = declared.properties
    for role in entries([properties.get("role"), properties.get("roles")]):
        found = context.declared(role, "aws_iam_role")
        if found is None:
            continue
        held = context.policies.setdefault(found.key, [])
        if properties.get("policy") is not None:
            held.append(properties["policy"])
        _hold(context, held, properties.get("policy_arn"))


def _hold(context: Context, held: list[Value], arn: Value) -> None:
    policy = context.declared(arn, "aws_iam_policy")
    if policy is not None:
        held.append(policy.properties.get("policy"))


# -- what starts them
def tell_event_source(context: Context, declared: Declared) -> None:
    """Link what a function reads from with the function."""
    properties = declared.properties
    for source in context.parts_in(properties.get("event_source_arn")):
        for function in context.parts_in(properties.get("function_name")):
            context.relate(source.key, function.key, kind=LinkKind.ASYNC)


def tell_subscription(context: Context, declared: Declared) -> None:
    """Link a topic with its subscriber."""
    for topic in context.parts_in(declared.properties.get("topic_arn")):
        for subscriber in context.parts_in(declared.properties.get("endpoint")):
            context.relate(topic.key, subscriber.key, kind=LinkKind.ASYNC)


def tell_rule_target(context: Context, declared: Declared) -> None:
    """Link a rule, schedule or pipe with its target, and with what it takes from."""
    properties = declared.properties
    rules = context.parts_in(properties.get("rule"))
    rule = rules[0].key if rules else declared.key
    target = properties.get("target")
    arn = target if not tables(target) else table(target).get("arn")
    for part in context.parts_in([properties.get("arn"), arn]):
        context.relate(rule, part.key, kind=LinkKind.ASYNC)
    for part in context.parts_in(properties.get("source")):
        context.relate(part.key, rule, kind=LinkKind.ASYNC)


def tell_notification(context: Context, declared: Declared) -> None:
    """Link a bucket with what its events start."""
    properties = declared.properties
    for bucket in context.parts_in(properties.get("bucket")):
        for block in ("lambda_function", "queue", "topic"):
            for row in tables(properties.get(block)):
                arn = row.get(f"{block}_arn")
                for part in context.parts_in(arn):
                    context.relate(bucket.key, part.key, kind=LinkKind.ASYNC)


def tell_integration(context: Context, declared: Declared) -> None:
    """Link an API with what one of its integrations or authorizers calls."""
    properties = declared.properties
    apis = context.parts_in([properties.get("rest_api_id"), properties.get("api_id")])
    called = [
        properties.get("uri"),
        properties.get("integration_uri"),
        properties.get("authorizer_uri"),
        properties.get("provider_arns"),
        table(properties.get("jwt_configuration")).get("issuer"),
        table(properties.get("lambda_config")).get("function_arn"),
        table(properties.get("dynamodb_config")).get("table_name"),
    ]
    link = context.declared(properties.get("connection_id"), "aws_api_gateway_vpc_link")
    called.append(None if link is None else link.properties.get("target_arns"))
    for api in apis[:1]:
        for part in context.parts_in(called):
            if part.service != "iam":
                context.relate(api.key, part.key)


def tell_permission(context: Context, declared: Declared) -> None:
    """Link what is permitted to call a function with it, where nothing else has told so."""
    properties = declared.properties
    principal = known_text(properties.get("principal")) or "it"
    for source in context.parts_in(properties.get("source_arn")):
        if source.service == "cloudwatch":
            continue
        kind = LinkKind.REQUEST if source.service in _ASKED else LinkKind.ASYNC
        for function in context.parts_in(properties.get("function_name")):
            because = f"{principal} is permitted to call it"
            context.relate(source.key, function.key, because, kind=kind)
