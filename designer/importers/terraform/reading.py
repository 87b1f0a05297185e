"""Reads Terraform: each type of resource has a handler that draws it, and others that link it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from designer.catalog.loader import catalog
from designer.importers.drawing import page_of
from designer.importers.result import ImportResult, NoteKind
from designer.importers.settling import settle
from designer.importers.source import Format, Source
from designer.importers.terraform import network, services
from designer.importers.terraform.context import Context
from designer.importers.terraform.plan import read_plan
from designer.importers.terraform.values import Declared, Estimate
from designer.importers.wiring import wire
from designer.storage.refusal import Refused

Handler = Callable[[Context, Declared], None]

_DRAWN: Mapping[str, Handler] = {
    "aws_vpc": network.draw_vpc,
    "aws_default_vpc": network.draw_vpc,
    "aws_subnet": network.draw_subnet,
    "aws_default_subnet": network.draw_subnet,
    "aws_internet_gateway": network.draw_gateway,
    "aws_egress_only_internet_gateway": network.draw_gateway,
    "aws_vpn_gateway": network.draw_gateway,
    "aws_nat_gateway": network.draw_nat,
    "aws_instance": network.draw_instance,
    "aws_lb": services.draw_balancer,
    "aws_alb": services.draw_balancer,
    "aws_elb": services.draw_balancer,
    "aws_autoscaling_group": services.draw_group,
    "aws_ecs_service": services.draw_container,
    "aws_ecs_cluster": services.draw_cluster,
    "aws_db_instance": services.draw_database,
    "aws_rds_cluster": services.draw_aurora,
    "aws_docdb_cluster": services.draw_aurora,
    "aws_neptune_cluster": services.draw_aurora,
    "aws_elasticache_cluster": services.draw_cache,
    "aws_elasticache_replication_group": services.draw_cache,
    "aws_route53_zone": services.draw_names,
    "aws_route53_record": services.draw_names,
}
_TOLD: Mapping[str, Handler] = {
    "aws_route_table": network.tell_table,
    "aws_default_route_table": network.tell_table,
    "aws_route": network.tell_route,
    "aws_route_table_association": network.associate,
    "aws_main_route_table_association": network.associate,
    "aws_security_group": network.security_group,
    "aws_default_security_group": network.security_group,
    "aws_security_group_rule": network.security_rule,
    "aws_vpc_security_group_ingress_rule": network.security_rule,
    "aws_lb_target_group": services.tell_target_group,
    "aws_alb_target_group": services.tell_target_group,
    "aws_lb_listener": services.tell_listener,
    "aws_alb_listener": services.tell_listener,
    "aws_lb_listener_rule": services.tell_listener,
    "aws_alb_listener_rule": services.tell_listener,
    "aws_lb_target_group_attachment": services.attach,
    "aws_alb_target_group_attachment": services.attach,
    "aws_elb_attachment": services.attach,
    "aws_autoscaling_attachment": services.attach,
    "aws_elb": services.tell_classic,
    "aws_autoscaling_group": services.tell_group,
    "aws_autoscaling_policy": services.tell_policy,
    "aws_ecs_service": services.tell_container,
    "aws_lambda_function": services.tell_program,
    "aws_instance": services.tell_program,
    "aws_lambda_event_source_mapping": services.tell_event_source,
    "aws_lambda_permission": services.tell_permission,
    "aws_sns_topic_subscription": services.tell_subscription,
    "aws_cloudfront_distribution": services.tell_origins,
    "aws_route53_record": services.tell_names,
    "aws_db_instance": services.tell_replica,
    "aws_efs_mount_target": services.mount,
}
# Rows that a drawing of what serves requests does not show.
_NOT_DRAWN = frozenset(
    {"iam", "security-group", "route-table", "nacl", "elastic-ip", "network-interface"}
)
# Types that only set something on what is drawn, by what their names begin or end with.
_SETTINGS = re.compile(
    r"aws_(?:s3_bucket_|db_(?:subnet|parameter|option)_group|launch_|ecs_|iam_|lambda_|kms_"
    r"|api_gateway_|apigatewayv2_|cloudwatch_|acm_|key_pair|"
    r"\w+(?:_subnet_group|_parameter_group|_policy|_instance|_attachment|_association|_version)\Z)"
)
_ONCE = frozenset({"cloudwatch", "systems-manager", "config", "codedeploy", "xray"})
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


def drawn(estimate: Estimate, title: str) -> ImportResult:
    """Return the page of all resources in ``estimate``."""
    context = Context(estimate)
    rows = {name: row.key for row in catalog().values() for name in row.names.terraform}
    managed = [row for row in estimate.resources.values() if not row.is_data]
    for declared in sorted(managed, key=_rank):
        _draw(context, declared, rows)
    for declared in managed:
        handler = _TOLD.get(declared.type)
        if handler is not None:
            handler(context, declared)
    settle(context.estate)
    wire(context.estate)
    _tell(context, estimate, managed, rows)
    if len(context.graph.parts) == 2:
        context.graph.parts.clear()
    page = page_of(context.graph, title)
    return ImportResult(format=Format.TERRAFORM.value, pages=(page,))


def _rank(declared: Declared) -> int:
    if declared.type in _FIRST:
        return _FIRST.index(declared.type)
    return 9 if declared.type == "aws_ecs_cluster" else 5


def _draw(context: Context, declared: Declared, rows: Mapping[str, str]) -> None:
    service = rows.get(declared.type)
    handler = _DRAWN.get(declared.type)
    if declared.key in context.stands_for:
        return
    if handler is not None:
        handler(context, declared)
    elif service in _ONCE:
        context.stands_for[declared.key] = f"all {service}"
        context.graph.add(f"all {service}", service, place=declared.key)
    elif service is not None and service not in _NOT_DRAWN:
        network.draw_plainly(context, declared, service)


def _tell(
    context: Context, estimate: Estimate, managed: list[Declared], rows: Mapping[str, str]
) -> None:
    for sentence, place in estimate.remarks.items():
        context.graph.skipped(sentence, place=place)
    for kind, count in Counter(row.type for row in managed).items():
        is_read = kind in _TOLD
        service = rows.get(kind)
        if kind in _DRAWN or (service is not None and service not in _NOT_DRAWN):
            continue
        if is_read:
            context.graph.skipped(f"{kind} ({count}) is not drawn: it is read as links or routes.")
        elif service is not None:
            context.graph.skipped(f"{kind} ({count}) is not drawn: it serves no request itself.")
        elif _SETTINGS.match(kind):
            context.graph.skipped(f"{kind} ({count}) is not drawn: it belongs to what is drawn.")
        else:
            sentence = f"{kind} ({count}) is not in the catalog and is not drawn."
            context.graph.note(NoteKind.UNKNOWN, sentence)
    if not managed:
        context.graph.skipped("No resource is declared here, so that nothing can be drawn.")
