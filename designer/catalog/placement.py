"""Where an element may stand and what may be linked: one table for drag, edits and checks."""

from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.catalog.service import Role, Scope, Service
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.topology import Topology

CANVAS = "canvas"
# A box of these kinds draws a border without changing where its contents live.
_TRANSPARENT = frozenset({Kind.GROUP, Kind.SCALING_GROUP, Kind.ACCOUNT})
_LINKABLE_CONTAINERS = frozenset({Kind.SCALING_GROUP, Kind.GROUP, Kind.ON_PREMISES})

_CALLED = {
    CANVAS: "the open canvas",
    "cloud": "the AWS Cloud",
    "account": "an account",
    "region": "a Region",
    "vpc": "a VPC",
    "zone": "an Availability Zone",
    "subnet": "a subnet",
    "scaling_group": "an Auto Scaling group",
    "group": "a group",
    "on_premises": "a data centre",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not possible: one sentence for people."""

    reason: str


def with_article(name: str) -> str:
    """Put "a" or "an" before a service's name.

    >>> with_article("EC2 instance"), with_article("VPC"), with_article("S3 bucket")
    ('an EC2 instance', 'a VPC', 'an S3 bucket')
    """
    first = name.split(maxsplit=1)[0] if name.split() else name
    spelled = first.isupper() or (len(first) > 1 and first[1].isdigit())
    vowels = "AEFHILMNORSX" if spelled else "AEIOaeio"
    return f"{'an' if name[:1] in vowels else 'a'} {name}"


def _listed(kinds: frozenset[str]) -> str:
    names = [_CALLED[kind] for kind in _CALLED if kind in kinds]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def effective_kind(topology: Topology, parent: ElementId | None) -> str:
    """Return the kind of the nearest container that decides placement, or "canvas"."""
    if parent is None:
        return CANVAS
    own = topology.elements[parent]
    if own.kind not in _TRANSPARENT:
        return own.kind.value
    for outer in topology.ancestors(parent):
        if outer.kind not in _TRANSPARENT:
            return outer.kind.value
    return CANVAS


def may_stand(topology: Topology, service: Service, parent: ElementId | None) -> Refusal | None:
    """Return None if an element of ``service`` may stand in ``parent``, else the reason why not.

    Groups, accounts and scaling groups are looked through unless the row names them.
    """
    if parent is not None:
        box = topology.elements[parent]
        if not box.kind.is_container:
            return Refusal(f"{box.name} is no container.")
        if box.kind.value in service.stands_in:
            return None
        if box.kind is Kind.SCALING_GROUP and service.role is not Role.COMPUTE:
            return Refusal(
                f"Only compute stands in an Auto Scaling group, not {with_article(service.name)}."
            )
    kind = effective_kind(topology, parent)
    if kind in service.stands_in:
        return None
    article = with_article(service.name)
    return Refusal(
        f"{article[0].upper()}{article[1:]} cannot stand in {_CALLED[kind]}; "
        f"it stands in {_listed(service.stands_in)}."
    )


def nearest_place(
    topology: Topology, service: Service, start: ElementId | None
) -> ElementId | None:
    """Return ``start`` or the nearest box around it that takes ``service``; else the canvas: None.

    Whether the open canvas takes it is not asked.
    """
    place = start
    while place is not None and may_stand(topology, service, place) is not None:
        place = topology.elements[place].parent
    return place


def is_linkable(element: Element) -> bool:
    """Tell whether links may begin or end at ``element`` at all."""
    return element.kind is not Kind.NOTE and (
        not element.kind.is_container or element.kind in _LINKABLE_CONTAINERS
    )


def may_link(source: Element, target: Element, kind: LinkKind) -> Refusal | None:
    """Return None if ``source`` may be linked to ``target``, else the reason why not."""
    if source.id == target.id:
        return Refusal("An element cannot be linked to itself.")
    for end in (source, target):
        if end.kind is Kind.NOTE:
            return Refusal("A note cannot be linked.")
        if end.kind.is_container and end.kind not in _LINKABLE_CONTAINERS:
            return Refusal(f"Link something inside {end.name} instead of the box itself.")
    rows = catalog()
    to, origin = rows.get(target.service), rows.get(source.service)
    if kind is LinkKind.REPLICATION and not (_keeps_data(origin) and _keeps_data(to)):
        return Refusal("Replication joins two data stores.")
    if kind is LinkKind.BACKUP and not _keeps_data(to):
        return Refusal("A backup goes to a store such as AWS Backup or S3.")
    return None


def _keeps_data(service: Service | None) -> bool:
    return service is None or service.stateful


def suggested_link_kind(source: Element, target: Element) -> LinkKind:
    """Return the kind a new link most likely means, after the two rows' roles.

    Backup towards AWS Backup; replication between two stores of one service; async from or to
    a buffer's consumer; else request.
    """
    rows = catalog()
    origin, to = rows.get(source.service), rows.get(target.service)
    if origin is None or to is None:
        return LinkKind.REQUEST
    if to.key == "backup" and origin.stateful:
        return LinkKind.BACKUP
    if origin.stateful and to.stateful and origin.role is to.role is Role.STORE:
        if origin.key == to.key:
            return LinkKind.REPLICATION
        return LinkKind.BACKUP if to.key in ("s3", "glacier") else LinkKind.REQUEST
    if Role.BUFFER in (origin.role, to.role):
        return LinkKind.ASYNC
    return LinkKind.REQUEST


def is_external(service: Service) -> bool:
    """Tell whether the service is not AWS's to run."""
    return service.failure.scope is Scope.EXTERNAL
