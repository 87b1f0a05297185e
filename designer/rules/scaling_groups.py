"""Puts servers of a fixed number into an Auto Scaling group; for every rule that misses one."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.edit.edits import AddElement, SetMembership
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link
from designer.model.topology import Topology
from designer.rules.phrasing import names
from designer.rules.rule import Finding, Fix
from designer.rules.statements import one_step
from designer.rules.tiers import tiers

_GROUP = "asg"
_GROUPABLE = frozenset({"ec2", "spot"})
_ROOM = 4  # times as many as run today
_FRAME = 20.0


def group_servers(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer a group of the blamed servers and of those that stand in for them.

    It starts with as many as are drawn, grows to four times as many and tracks a target.
    """
    facts = Facts(diagram.topology, diagram.workload)
    for tier in tiers(facts):
        if not set(tier.units).isdisjoint(finding.elements):
            yield from _grouped(diagram, tuple(diagram.topology.elements[u] for u in tier.units))


def _grouped(diagram: Diagram, servers: tuple[Element, ...]) -> Iterable[Fix]:
    topology, row = diagram.topology, catalog()[_GROUP]
    if any(server.service not in _GROUPABLE or server.memberships for server in servers):
        return
    # A group is of servers that are alike; others would take over each other's links.
    if len({_likeness(topology, server) for server in servers}) > 1:
        return
    parent = _common_box(diagram, servers)
    if parent is None or may_stand(topology, row, parent) is not None:
        return
    number = sum(_instances(server) for server in servers)
    box = diagram.layout.boxes[servers[0].id]
    for server in servers[1:]:
        box = box.united(diagram.layout.boxes[server.id])
    group = Element(
        id=IdSource({*topology.elements, *topology.links}).element(_GROUP),
        kind=row.kind,
        service=_GROUP,
        name=row.name,
        parent=parent,
        properties=FrozenMap(
            {
                "desired": number,
                "minimum": number,
                "maximum": number * _ROOM,
                "scaling_policy": "target_tracking",
            }
        ),
    )
    joined = (SetMembership(id=server.id, groups=(group.id,)) for server in servers)
    called = names(topology, [server.id for server in servers])
    title = f"Put {called} into an Auto Scaling group"
    yield one_step(title, (AddElement(element=group, box=box.grown(_FRAME)), *joined))


def _likeness(topology: Topology, server: Element) -> tuple[object, ...]:
    """Return what the servers of one group have in common: what they are, and their links."""
    links = frozenset(
        (link.kind, link.role, link.source == server.id, _other_end(link, server.id))
        for link in topology.links_of(server.id)
    )
    return (server.service, server.properties.without("zones"), links)


def _other_end(link: Link, end: ElementId) -> ElementId:
    return link.target if link.source == end else link.source


def _common_box(diagram: Diagram, servers: tuple[Element, ...]) -> ElementId | None:
    """Return the VPC, or else the Region, that holds all ``servers``."""
    for kind in (Kind.VPC, Kind.REGION):
        found = {diagram.topology.around(server.id, kind) for server in servers}
        box = found.pop()
        if box is not None and not found:
            return box.id
    return None


def _instances(server: Element) -> int:
    value = catalog()[server.service].value(server, "instances")
    return value if isinstance(value, int) else 1
