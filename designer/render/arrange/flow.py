"""Which way a drawing reads: who stands before whom, and in which tier an element stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology
from designer.render.text import text_width
from designer.render.theme import LINK_LABEL_SIZE

_WIDEST_LABEL = 120.0
EGRESS = frozenset({"igw", "nat"})


class Tier(IntEnum):
    """Where in a zone something stands, from the upper edge down."""

    EDGE = 0
    PUBLIC = 1
    APPLICATION = 2
    MESSAGING = 3
    DATA = 4
    SUPPORT = 5


_TIERS = {
    Role.CLIENT: Tier.EDGE,
    Role.DNS: Tier.EDGE,
    Role.EDGE: Tier.EDGE,
    Role.GATEWAY: Tier.PUBLIC,
    Role.NETWORK: Tier.PUBLIC,
    Role.BALANCER: Tier.PUBLIC,
    Role.COMPUTE: Tier.APPLICATION,
    Role.BUFFER: Tier.MESSAGING,
    Role.PROXY: Tier.DATA,
    Role.CACHE: Tier.DATA,
    Role.STORE: Tier.DATA,
    Role.SUPPORT: Tier.SUPPORT,
    Role.PLACE: Tier.APPLICATION,
}
_WORDS = {
    Tier.PUBLIC: frozenset({"public", "dmz", "ingress", "edge"}),
    Tier.DATA: frozenset({"data", "db", "database", "databases", "rds", "cache", "storage"}),
    Tier.APPLICATION: frozenset({"app", "application", "web", "compute", "server", "worker"}),
}


@dataclass(frozen=True, slots=True)
class Pull:
    """What a link asks of an arrangement.

    Attributes:
        source: the end that stands further to the left, or above.
        weight: how much it matters that the two are near.
        label: width in px of the label.
        ranks: whether it decides who stands before whom.
    """

    source: ElementId
    target: ElementId
    weight: float
    label: float
    ranks: bool


def pulls(topology: Topology) -> tuple[Pull, ...]:
    """Return what each link of ``topology`` asks of an arrangement."""
    return tuple(_pull(topology, link) for link in topology.links.values())


def _pull(topology: Topology, link: Link) -> Pull:
    source, target = topology.elements[link.source], topology.elements[link.target]
    weight = 1.0 if link.role is LinkRole.REQUIRED else 0.6
    if link.kind in (LinkKind.REPLICATION, LinkKind.BACKUP):
        weight = 0.5
    label = 0.0
    if link.label.strip():
        label = min(text_width(link.label.strip(), LINK_LABEL_SIZE), _WIDEST_LABEL)
    first, last = source.id, target.id
    if _is_egress(topology, source, target):
        first, last, weight = last, first, 0.4
    return Pull(first, last, weight, label, ranks=link.kind is not LinkKind.REPLICATION)


def _is_egress(topology: Topology, source: Element, target: Element) -> bool:
    """Tell whether a link leads back out, so that its target stands before its source."""
    if target.kind is Kind.ACTOR and source.kind is not Kind.ACTOR:
        return any(link.kind is LinkKind.REQUEST for link in topology.outgoing(target.id))
    return target.service in EGRESS and tier_of(source) not in (Tier.EDGE,)


def tier_of(element: Element) -> Tier:
    """Return the tier of a resource or an actor, after its role."""
    service = catalog().get(element.service)
    return Tier.APPLICATION if service is None else _TIERS[service.role]


def subnet_tier(element: Element, inside: Iterable[Element]) -> Tier:
    """Return the tier of a container in a zone, after its kind, its name, or what stands in it."""
    if element.service == "public-subnet":
        return Tier.PUBLIC
    words = set("".join(c if c.isalnum() else " " for c in element.name.casefold()).split())
    for tier, known in _WORDS.items():
        if words & known:
            return tier
    tiers = [tier_of(other) for other in inside if not other.kind.is_container]
    if Tier.APPLICATION in tiers or not tiers:
        return Tier.APPLICATION
    return Tier.DATA if Tier.DATA in tiers else max(tiers)


def depths(topology: Topology, found: Iterable[Pull]) -> dict[ElementId, int]:
    """Return how many links lie before each element at most, with cycles cut where they close."""
    after: dict[ElementId, list[ElementId]] = {}
    for pull in found:
        if pull.ranks:
            after.setdefault(pull.source, []).append(pull.target)
    asked = {target for targets in after.values() for target in targets}
    roots = sorted(topology.elements, key=lambda key: key in asked)
    depth: dict[ElementId, int] = dict.fromkeys(topology.elements, 0)
    forward, order = _acyclic(roots, after)
    for key in order:
        for target in forward[key]:
            depth[target] = max(depth[target], depth[key] + 1)
    return depth


def _acyclic(
    roots: Iterable[ElementId], after: dict[ElementId, list[ElementId]]
) -> tuple[dict[ElementId, list[ElementId]], list[ElementId]]:
    """Leave out the links that close a cycle, and return a topological order of the rest."""
    forward: dict[ElementId, list[ElementId]] = {}
    is_open: set[ElementId] = set()
    finished: list[ElementId] = []
    for root in roots:
        if root in forward:
            continue
        forward[root] = []
        is_open.add(root)
        stack = [(root, iter(after.get(root, ())))]
        while stack:
            key, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                is_open.discard(key)
                finished.append(key)
                stack.pop()
            elif target not in is_open:
                forward[key].append(target)
                if target not in forward:
                    forward[target] = []
                    is_open.add(target)
                    stack.append((target, iter(after.get(target, ()))))
    return forward, finished[::-1]
