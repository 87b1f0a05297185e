"""Reads a template: each type of resource has one handler that draws it and one that links it."""

from collections import Counter

from designer.catalog.loader import catalog
from designer.importers.cloudformation import edge
from designer.importers.cloudformation.context import Context, rows_by_type
from designer.importers.cloudformation.handlers import ALIASES, DRAWN, LINKED, LINKED_LAST
from designer.importers.cloudformation.not_drawn import why_not_drawn
from designer.importers.cloudformation.stack import Declared, read_stack
from designer.importers.cloudformation.values import entries, known_text, table
from designer.importers.drawing import page_of
from designer.importers.result import ImportResult, NoteKind
from designer.importers.settling import settle
from designer.importers.source import Format, Source
from designer.importers.wiring import wire


def read(source: Source) -> ImportResult:
    """Return the one page of the template ``source``, with its local nested stacks.

    Raises:
        Refused: it is no template, or nothing in it can be drawn and no note says why.
    """
    stack = read_stack(source)
    context = Context(stack)
    rows = rows_by_type()
    for declared in sorted(stack.resources.values(), key=_rank):
        _draw(context, declared, rows)
    _alias(context)
    for table_of in (LINKED, LINKED_LAST):
        for declared in stack.resources.values():
            for handler in table_of.get(declared.type, ()):
                handler(context, declared)
    for declared in stack.resources.values():
        edge.relate_keys(context, declared)
    settle(context.estate)
    wire(context.estate)
    _tell(context)
    _prune(context)
    page = page_of(context.graph, _title(source, stack.description))
    return ImportResult(
        format=Format.CLOUDFORMATION.value, pages=(page,), questions=stack.questions
    )


def _title(source: Source, description: str) -> str:
    sentence = " ".join(description.split())
    return sentence if 0 < len(sentence) <= 80 else source.stem


def _rank(declared: Declared) -> int:
    """Return when to draw: what others refer to while they are drawn comes first."""
    if declared.type in ("AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::Instance"):
        return 0
    if declared.type.endswith(("DBCluster", "EKS::Cluster", "ReplicationGroup", "UserPool")):
        return 1
    if declared.type in ("AWS::Lambda::Function", "AWS::Serverless::Function", *_ALIASED_TO):
        return 2
    return 4 if declared.type in _LATE else 3


def _draw(context: Context, declared: Declared, rows: dict[str, str]) -> None:
    handler = DRAWN.get(declared.type)
    if handler is not None:
        handler(context, declared)
        return
    if why_not_drawn(declared.type) is not None:
        return
    service = rows.get(declared.type)
    if service is None:
        context.unknown.setdefault(declared.type, []).append(declared)
    elif service in _ONCE:
        context.draw_once(declared, service)
    else:
        _draw_plainly(context, declared, service)


def _draw_plainly(context: Context, declared: Declared, service: str) -> None:
    """Draw a type without a handler of its own, where common properties say it stands."""
    properties = declared.properties
    part = context.draw(declared, service)
    for key, name in _COMMON.items():
        text = known_text(properties.get(name))
        row = catalog()[service].property(key)
        if text is not None and row is not None:
            part.properties[key] = text
    places = [properties, table(properties.get("VpcConfig")), table(properties.get("VpcSettings"))]
    places += [table(properties.get("VpcConfiguration"))]
    for row_of in places:
        vpc = context.vpc(row_of.get("VpcId")) if row_of.get("VpcId") else None
        value = row_of.get("SubnetIds", row_of.get("SubnetId", row_of.get("Subnets")))
        if value is not None or vpc is not None:
            context.estate.stand(part.key, context.subnets(value, vpc), vpc=vpc)
        context.secure(part, row_of.get("SecurityGroupIds"))


def _alias(context: Context) -> None:
    """Let what belongs to a part be mentioned in its place."""
    for declared in context.stack.resources.values():
        name = ALIASES.get(declared.type)
        if name:
            for part in context.parts_in(entries(declared.properties.get(name)))[:1]:
                context.stands_for.setdefault(declared.key, part.key)


# -- notes
def _tell(context: Context) -> None:
    graph, stack = context.graph, context.stack
    for sentence, place in stack.assumptions:
        graph.note(NoteKind.UNSTATED, sentence, place=place)
    for name in stack.unset:
        sentence = f"The parameter {name} has no value; what depends on it is not stated."
        graph.note(NoteKind.UNSTATED, sentence, place=name)
    for sentence, place in stack.remarks:
        graph.skipped(sentence, place=place)
    for kind, found in context.unknown.items():
        names = ", ".join(declared.name for declared in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        sentence = f"{kind} is not in the catalog: {names}{more} cannot be drawn."
        graph.note(NoteKind.UNKNOWN, sentence, place=found[0].place)
    for kind, count in Counter(d.type for d in stack.resources.values()).items():
        reason = None if kind in DRAWN else why_not_drawn(kind)
        if reason is not None:
            graph.skipped(f"{kind} ({count}) is not drawn: {reason}.", place=kind)


def _prune(context: Context) -> None:
    """Leave the cloud and the Region out when nothing stands in them."""
    graph = context.graph
    if len(graph.parts) == 2:
        graph.parts.clear()


_COMMON = {"instance_type": "InstanceType", "node_type": "NodeType"}
_ONCE = frozenset(
    {"cloudwatch", "systems-manager", "config", "backup", "route53", "codedeploy", "xray"}
)
_ALIASED_TO = ("AWS::ApiGateway::RestApi", "AWS::Events::EventBus")
_LATE = frozenset({"AWS::ECS::Cluster", "AWS::EC2::Volume", "AWS::RDS::GlobalCluster"})
