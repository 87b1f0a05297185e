"""Reads Terraform: each type of resource has a handler that draws it, and others that link it."""

import re
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from functools import cache

from designer.catalog.loader import catalog
from designer.importers.drawing import page_of
from designer.importers.result import ImportResult, NoteKind
from designer.importers.settling import settle
from designer.importers.source import Format, Source
from designer.importers.terraform import network, settings
from designer.importers.terraform.context import Context
from designer.importers.terraform.handlers import ALIASES, DRAWN, TOLD, TOLD_LAST, USED
from designer.importers.terraform.plan import read_plan
from designer.importers.terraform.values import Declared, Estimate
from designer.importers.wiring import wire
from designer.storage.refusal import Refused

# Rows that a drawing of what serves requests does not show.
_NOT_DRAWN = frozenset(
    {"iam", "security-group", "route-table", "nacl", "elastic-ip", "network-interface"}
)
# Types that only set something on what is drawn, by what their names begin or end with.
_SETTINGS = re.compile(
    r"aws_(?:s3_bucket_|db_(?:subnet|parameter|option)_group|launch_|ecs_|iam_|lambda_|kms_"
    r"|api_gateway_|apigatewayv2_|cloudwatch_|acm_|key_pair|route53_|flow_log|cognito_|ssm_|sns_"
    r"|sqs_|ses_|dms_|msk_|mq_|opensearch|redshift|efs_|cloudfront_|wafv2_|backup_|default_|vpc_dhcp_options|ebs_|batch_job_definition|"
    r"\w+(?:_subnet_group|_parameter_group|_policy|_instance|_attachment|_association|_version"
    r"|_snapshot|_alias|_user|_permission|_association|_encryption_by_default)\Z)"
)
_ONCE = frozenset({"cloudwatch", "systems-manager", "config", "codedeploy", "xray"})
_LATE = (  # need others
    *("aws_ecs_cluster", "aws_eks_node_group", "aws_eks_fargate_profile"),
    *("aws_rds_global_cluster", "aws_elasticache_cluster", "aws_ebs_volume"),
)
_FIRST = ("aws_vpc", "aws_default_vpc", "aws_subnet", "aws_default_subnet")


def read(source: Source) -> ImportResult:
    """Return the one page of the plan, state, file or folder ``source``.

    Raises:
        Refused: it cannot be read, or nothing in it can be drawn and no note says why.
    """
    if source.path.is_dir() or source.path.suffix.lower() == ".tf":
        from designer.importers.terraform.modules import read_folder

        if source.path.is_dir() and not any(source.path.glob("*.tf")):
            raise Refused("", "is a folder without Terraform files (*.tf)")
        return drawn(read_folder(source.path, dict(source.options.parameters)), source.stem)
    return drawn(read_plan(source.text()), source.stem)


class Treatment(Enum):
    """What becomes of a type of resource."""

    DRAWN = "is drawn"
    READ = "is not drawn: it is read as links, routes or settings of what is drawn"
    ASIDE = "is not drawn: it serves no request itself"
    SETTING = "is not drawn: it belongs to what is drawn"
    UNKNOWN = "is not in the catalog and is not drawn"


def treatment_of(kind: str) -> Treatment:
    """Return what becomes of the resources of a type."""
    row = _rows().get(kind)
    if kind in DRAWN or (row is not None and row not in _NOT_DRAWN):
        return Treatment.DRAWN
    if kind in TOLD or kind in TOLD_LAST or kind in ALIASES:
        return Treatment.READ
    if row is not None:
        return Treatment.ASIDE
    return Treatment.SETTING if _SETTINGS.match(kind) else Treatment.UNKNOWN


@cache
def _rows() -> Mapping[str, str]:
    return {name: row.key for row in catalog().values() for name in row.names.terraform}


def drawn(estimate: Estimate, title: str) -> ImportResult:
    """Return the page of all resources in ``estimate``."""
    context = Context(estimate)
    managed = [row for row in estimate.resources.values() if not row.is_data]
    for declared in sorted(managed, key=_rank):
        _draw(context, declared)
    for declared in managed:
        name = ALIASES.get(declared.type)
        for part in context.parts_in(declared.properties.get(name))[:1] if name else ():
            context.stands_for.setdefault(declared.key, part.key)
    for handlers in (TOLD, USED, TOLD_LAST):
        for declared in managed:
            handler = handlers.get(declared.type)
            if handler is not None:
                handler(context, declared)
    for declared in managed:
        settings.tell_key(context, declared)
    settle(context.estate)
    wire(context.estate)
    _tell(context, estimate, managed)
    if len(context.graph.parts) == 2:
        context.graph.parts.clear()
    page = page_of(context.graph, title)
    return ImportResult(format=Format.TERRAFORM.value, pages=(page,), questions=estimate.questions)


def _rank(declared: Declared) -> int:
    if declared.type in _FIRST:
        return _FIRST.index(declared.type)
    return 9 if declared.type in _LATE else 5


def _draw(context: Context, declared: Declared) -> None:
    service = _rows().get(declared.type)
    handler = DRAWN.get(declared.type)
    if declared.key in context.stands_for:
        return
    if handler is not None:
        handler(context, declared)
    elif service in _ONCE:
        context.stands_for[declared.key] = f"all {service}"
        context.graph.add(f"all {service}", service, place=declared.key)
    elif service is not None and service not in _NOT_DRAWN:
        network.draw_plainly(context, declared, service)


def _tell(context: Context, estimate: Estimate, managed: list[Declared]) -> None:
    for sentence, place in estimate.remarks.items():
        context.graph.skipped(sentence, place=place)
    for kind, count in Counter(row.type for row in managed).items():
        treatment = treatment_of(kind)
        sentence = f"{kind} ({count}) {treatment.value}."
        if treatment is Treatment.UNKNOWN:
            context.graph.note(NoteKind.UNKNOWN, sentence)
        elif treatment is not Treatment.DRAWN:
            context.graph.skipped(sentence)
    if not managed:
        context.graph.skipped("No resource is declared here, so that nothing can be drawn.")
