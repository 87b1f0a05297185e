"""What programs use: named in their environment, their start-up, or the policies of their roles."""

from collections.abc import Iterator

from designer.importers.cloudformation.context import Context
from designer.importers.cloudformation.values import Value, entries, known_text, table
from designer.importers.graph import Key, Part
from designer.importers.usage import only_takes, use_of

_TAKING_TEMPLATES = ("PollerPolicy", "StreamReadPolicy", "KinesisStreamReadPolicy", "ESPoller")


def uses(context: Context, key: Key, value: Value, because: str) -> None:
    """Link the part ``key`` with every store, queue, program or secret that ``value`` mentions."""
    for part in context.parts_in(value):
        _use(context, key, part, because)


def _use(context: Context, key: Key, part: Part, because: str) -> None:
    role = use_of(context.graph, key, part)
    if role is not None:
        context.relate(key, part.key, because=because, role=role, place=key)


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
    return only_takes(known_text(item) or "" for item in entries(statement.get("Action")))


def uses_by_template(context: Context, key: Key, policy: Value) -> None:
    """Link a function with what one of its SAM policies is about: a template or statements."""
    row = table(policy)
    if "Statement" in row:
        uses_by_policy(context, key, row)
        return
    for name, arguments in row.items():
        if not name.endswith(_TAKING_TEMPLATES):
            uses(context, key, arguments, f"its policy {name} lets it")
