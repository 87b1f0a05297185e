"""Which of the things that a program names, or that its policies let it reach, it really uses.

A policy or an environment names more than what is asked: a program's own address, the cluster it
joins, the queue that feeds it. One judgement for all dialects.
"""

from collections.abc import Iterable

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.importers.graph import Key, Part, ResourceGraph
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


def use_of(graph: ResourceGraph, key: Key, part: Part) -> LinkRole | None:
    """Return how the part ``key`` depends on ``part`` that it names; None when it does not."""
    role = catalog()[part.service].role
    is_supporting = part.service in _SUPPORTING
    if (role not in _USED and not is_supporting) or part.key == key:
        return None
    if part.service in _RUN_ON_HOSTS and graph.parts[key].service in ("asg", "ec2"):
        # Instances that join a cluster carry it; they do not ask it.
        return None
    if (part.key, key, LinkKind.ASYNC) in graph.relations and role is Role.BUFFER:
        return None
    if (part.key, key, LinkKind.REQUEST) in graph.relations and role in (
        Role.BALANCER,
        Role.GATEWAY,
    ):
        # A program that is told its own public address does not call itself.
        return None
    return LinkRole.OPTIONAL if is_supporting else LinkRole.REQUIRED


def only_takes(actions: Iterable[str]) -> bool:
    """Tell whether a policy's actions only take work that an event brings, or only report."""
    told = [action.casefold() for action in actions]
    return bool(told) and all(action.startswith((*_TAKING, *_ASIDE)) for action in told)
