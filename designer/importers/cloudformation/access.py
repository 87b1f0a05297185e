"""What programs use: named in their environment, their start-up, or the policies of their roles."""

from collections.abc import Iterator

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.importers.cloudformation.context import Context
from designer.importers.cloudformation.values import Value, entries, known_text, table
from designer.importers.graph import Key, Part
from designer.model.links import LinkKind, LinkRole

_USED = frozenset(
    {Role.STORE, Role.CACHE, Role.BUFFER, Role.COMPUTE, Role.PROXY, Role.GATEWAY, Role.BALANCER}
)
_RUN_ON_HOSTS = frozenset({"ecs", "fargate", "eks"})
_SUPPORTING = frozenset({"secrets-manager", "kms"})
# What only takes work from a source: the event that brings it is linked the other way round.
_TAKING = (
    "sqs:receive",
    "sqs:delete",
    "sqs:changemessage",
    "sqs:get",
    "kinesis:get",
    "kinesis:describe",
    "kinesis:list",
    "kinesis:subscribe",
    "dynamodb:getrecords",
    "dynamodb:getsharditerator",
    "dynamodb:describestream",
    "dynamodb:liststreams",
    "kafka",
    "mq:",
)
_ASIDE = ("logs:", "xray:", "cloudwatch:", "ec2:", "iam:", "ecr:", "autoscaling:", "elasticloadb")
_TAKING_TEMPLATES = ("PollerPolicy", "StreamReadPolicy", "KinesisStreamReadPolicy", "ESPoller")


def uses(context: Context, key: Key, value: Value, because: str) -> None:
    """Link the part ``key`` with every store, queue, program or secret that ``value`` mentions."""
    for part in context.parts_in(value):
        _use(context, key, part, because)


def _use(context: Context, key: Key, part: Part, because: str) -> None:
    role = catalog()[part.service].role
    is_supporting = part.service in _SUPPORTING
    if (role not in _USED and not is_supporting) or part.key == key:
        return
    if part.service in _RUN_ON_HOSTS and context.graph.parts[key].service in ("asg", "ec2"):
        # Instances that join a cluster carry it; they do not ask it.
        return
    if (part.key, key, LinkKind.ASYNC) in context.graph.relations and role is Role.BUFFER:
        return
    if (part.key, key, LinkKind.REQUEST) in context.graph.relations and role in (
        Role.BALANCER,
        Role.GATEWAY,
    ):
        # A program that is told its own public address does not call itself.
        return
    context.relate(
        key,
        part.key,
        because=because,
        role=LinkRole.OPTIONAL if is_supporting else LinkRole.REQUIRED,
        place=key,
    )


def uses_by_role(context: Context, key: Key, role: Value) -> None:
    """Link the part ``key`` with what the policies of its IAM role let it use."""
    for declared in context.roles_in(role):
        own = [table(item).get("PolicyDocument") for item in _policies(declared.properties)]
        apart = [
            policy.properties.get("PolicyDocument")
            for policy in context.of_type("AWS::IAM::Policy", "AWS::IAM::RolePolicy")
            if declared in context.roles_in(policy.properties.get("Roles"))
            or declared in context.roles_in(policy.properties.get("RoleName"))
        ]
        managed = [
            found.properties.get("PolicyDocument")
            for value in entries(declared.properties.get("ManagedPolicyArns"))
            if (found := context.declared(value, "AWS::IAM::ManagedPolicy")) is not None
        ]
        for document in (*own, *apart, *managed):
            uses_by_policy(context, key, document)


def _policies(properties: object) -> list[Value]:
    return entries(properties.get("Policies")) if hasattr(properties, "get") else []


def uses_by_policy(context: Context, key: Key, document: Value) -> None:
    """Link the part ``key`` with the resources of a policy's statements."""
    for statement in statements(document):
        if statement.get("Effect") == "Deny" or _only_takes(statement):
            continue
        because = "the policy of its role lets it"
        uses(context, key, statement.get("Resource"), because)


def statements(document: Value) -> Iterator[dict[str, Value]]:
    """Yield the statements of a policy document."""
    for item in entries(table(document).get("Statement")):
        yield table(item)


def _only_takes(statement: dict[str, Value]) -> bool:
    actions = [(known_text(item) or "").casefold() for item in entries(statement.get("Action"))]
    return bool(actions) and all(action.startswith((*_TAKING, *_ASIDE)) for action in actions)


def uses_by_template(context: Context, key: Key, policy: Value) -> None:
    """Link a function with what one of its SAM policies is about: a template or statements."""
    row = table(policy)
    if "Statement" in row:
        uses_by_policy(context, key, row)
        return
    for name, arguments in row.items():
        if not name.endswith(_TAKING_TEMPLATES):
            uses(context, key, arguments, f"its policy {name} lets it")
