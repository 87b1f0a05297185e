"""Decides which way a connection runs and what kind of link it is.

Arrows in drawings often run against the request: from the database to the web server, from the
server to the load balancer. Requests run from client over DNS, edge and balancer to compute and
data, so an arrow that clearly runs the other way is turned, and the import says so. Events, queues
and copies keep their arrows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, suggested_link_kind
from designer.catalog.service import Role
from designer.importers.drawio.facts import copies_another
from designer.importers.events import starts
from designer.model.elements import Element
from designer.model.links import LinkKind, LinkRole

_RANKS: Mapping[Role, int] = {
    Role.CLIENT: 0,
    Role.DNS: 10,
    Role.EDGE: 20,
    Role.GATEWAY: 30,
    Role.BALANCER: 40,
    Role.COMPUTE: 50,
    Role.PROXY: 60,
    Role.CACHE: 70,
    Role.STORE: 75,
}
# Where the role alone does not tell.
_SERVICE_RANKS = {
    "internet": 5,
    "igw": 25,
    "waf": 22,
    "shield": 8,
    "vpc-endpoint": 65,
    "generic": None,
    "iam": 90,
    "kms": 90,
    "secrets-manager": 90,
    "acm": 90,
    "ecr": 90,
}
_NAT_IN_PATH = 45
_TRIGGER = re.compile(r"\btrigger|\bevent|\bnotif|gatilho", re.I)
_NAT_INSTANCE = re.compile(r"\bNAT\b")
_BACKUP = re.compile(r"back-?up|snapshot|dump|\bcopy\b", re.I)
_REPLICATION = re.compile(r"replic|\bsync|mirror|standby|レプリ", re.I)
_STANDBY_LINK = re.compile(r"fail-?over|standby|passive|\bsecondary\b|\bdr\b", re.I)
_OUTSIDE = (Role.CLIENT, Role.DNS, Role.EDGE)


@dataclass(frozen=True, slots=True)
class Ends:
    """Two elements a connection joins.

    Attributes:
        is_directed: exactly one arrowhead, at ``target``.
        label: what is written at the line.
    """

    source: str
    target: str
    is_directed: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """How a connection runs in the diagram.

    Attributes:
        turned: the arrow was drawn the other way.
        chosen: it had no arrow or two, and the roles decided.
    """

    source: str
    target: str
    turned: bool = False
    chosen: bool = False


class Directions:
    """Directions of the connections of one page, which depend on each other."""

    def __init__(
        self,
        elements: Mapping[str, Element],
        stencils: Mapping[str, str],
        ends: Sequence[Ends],
    ) -> None:
        """Take in all connections.

        Args:
            elements: by the key that ``ends`` uses.
            stencils: names of the stencils that drew them.
            ends: all connections.
        """
        self._elements = elements
        self._stencils = stencils
        self._neighbours: dict[str, set[str]] = {}
        self._targets: dict[str, set[str]] = {}
        for pair in ends:
            self._neighbours.setdefault(pair.source, set()).add(pair.target)
            self._neighbours.setdefault(pair.target, set()).add(pair.source)
            if pair.is_directed:
                self._targets.setdefault(pair.source, set()).add(pair.target)
        self._nats = {key for key, element in elements.items() if _is_nat(element)}

    def of(self, pair: Ends) -> Direction:
        """Return how ``pair`` runs."""
        backwards = self._runs_backwards(pair)
        if pair.is_directed:
            if backwards:
                return Direction(pair.target, pair.source, turned=True)
            return Direction(pair.source, pair.target)
        if backwards:
            return Direction(pair.target, pair.source, chosen=True)
        return Direction(pair.source, pair.target, chosen=True)

    def _role(self, key: str) -> Role | None:
        row = catalog().get(self._elements[key].service)
        return None if row is None else row.role

    def _rank(self, key: str) -> int | None:
        service = self._elements[key].service
        if service in _SERVICE_RANKS:
            return _SERVICE_RANKS[service]
        if key in self._nats:
            return _NAT_IN_PATH if self._is_in_path(key) else None
        role = self._role(key)
        return None if role is None else _RANKS.get(role)

    def _is_in_path(self, nat: str) -> bool:
        """Tell whether a NAT gateway is drawn between what asks and what answers."""
        return any(
            self._role(other) in (*_OUTSIDE, Role.BALANCER, Role.GATEWAY)
            for other in self._neighbours.get(nat, ())
        )

    def _runs_backwards(self, pair: Ends) -> bool:
        source, target = pair.source, pair.target
        copies = self._copy_order(source, target)
        if copies is not None:
            return copies
        if _TRIGGER.search(pair.label) and self._starts(target, source):
            # "Trigger" is often written at an arrow from the program to what starts it.
            return True
        outward = self._outward(source, target)
        if outward is not None:
            return outward
        one, other = self._rank(source), self._rank(target)
        if one is None or other is None:
            return (
                not pair.is_directed and self._is_support(source) and not self._is_support(target)
            )
        if one <= other:
            return False
        return not (pair.is_directed and self._is_meant(source, target))

    def _outward(self, source: str, target: str) -> bool | None:
        """Return whether the way out over a NAT gateway is drawn backwards; None elsewhere."""
        for nat, other in ((source, target), (target, source)):
            if nat not in self._nats or self._is_in_path(nat):
                continue
            # Servers ask the NAT gateway, and that asks the internet gateway.
            if self._elements[other].service == "igw":
                return nat == target
            if self._role(other) in (Role.COMPUTE, Role.STORE, Role.CACHE, Role.PROXY):
                return nat == source
        return None

    def _copy_order(self, source: str, target: str) -> bool | None:
        """Return whether original and copy are drawn the wrong way round; None elsewhere."""
        one, other = self._elements[source], self._elements[target]
        if one.service != other.service or self._role(source) is not Role.STORE:
            return None
        copy_first, copy_last = self._is_copy(source), self._is_copy(target)
        return copy_first and not copy_last

    def _starts(self, source: str, target: str) -> bool:
        """Tell whether the one may start the other by an event."""
        return starts(self._elements[source].service, self._elements[target].service)

    def _is_copy(self, key: str) -> bool:
        return copies_another(self._elements[key].name, self._stencils.get(key, ""))

    def _is_support(self, key: str) -> bool:
        return self._role(key) is Role.SUPPORT

    def _is_meant(self, source: str, target: str) -> bool:
        """Tell whether an arrow against the usual order makes sense as drawn."""
        roles = self._role(source), self._role(target)
        if self._starts(source, target) or Role.BUFFER in roles:
            return True
        if roles[0] is Role.COMPUTE and roles[1] in (Role.BALANCER, Role.GATEWAY):
            # A web tier that calls an inner balancer: nothing from outside reaches that one.
            asked = any(
                self._role(other) in _OUTSIDE or self._elements[other].service in ("igw", "waf")
                for other in self._neighbours.get(target, ())
            )
            onwards = self._targets.get(target, set()) - {source}
            return not asked and any(self._role(o) is Role.COMPUTE for o in onwards)
        return False


def _is_nat(element: Element) -> bool:
    """Tell whether ``element`` leads out: a NAT gateway, or an instance that is called one."""
    is_instance = element.service == "ec2" and bool(_NAT_INSTANCE.search(element.name))
    return element.service == "nat" or is_instance


def link_kind(source: Element, target: Element, label: str, *, is_dashed: bool) -> LinkKind:
    """Return the kind of link that a connection from ``source`` to ``target`` means."""
    rows = catalog()
    origin, to = rows.get(source.service), rows.get(target.service)
    kind = suggested_link_kind(source, target)
    both_keep = origin is not None and to is not None and origin.stateful and to.stateful
    if origin is not None and to is not None:
        if starts(origin.key, to.key):
            kind = LinkKind.ASYNC
        elif both_keep and _BACKUP.search(label):
            kind = LinkKind.BACKUP
        elif (
            both_keep
            and kind is LinkKind.REQUEST
            and (is_dashed or _REPLICATION.search(label) is not None)
        ):
            kind = LinkKind.REPLICATION
    return kind if may_link(source, target, kind) is None else LinkKind.REQUEST


def link_role(source: Element, kind: LinkKind, label: str) -> LinkRole:
    """Return the role that a link's label states: "failover" from DNS or edge is a standby."""
    row = catalog().get(source.service)
    if (
        kind is LinkKind.REQUEST
        and row is not None
        and row.role in (Role.DNS, Role.EDGE, Role.BALANCER)
        and _STANDBY_LINK.search(label)
    ):
        return LinkRole.STANDBY
    return LinkRole.REQUIRED
