"""Puts a second one of something into another zone, linked as the first one is, or moves it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.catalog.service import Role, Service
from designer.edit.apply import apply
from designer.edit.edits import (
    AddElement,
    AddLink,
    Batch,
    Edit,
    Move,
    Reconnect,
    Remove,
    Reparent,
    Resize,
    SetProperty,
)
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.ids import ElementId, IdSource
from designer.model.layout import Box
from designer.model.links import Link, LinkKind
from designer.model.topology import Topology
from designer.rules.phrasing import name, names
from designer.rules.rule import Fix, Option
from designer.rules.statements import one_step

# These know which of their targets work, so a second target behind them is an alternative.
_CHOOSERS = frozenset({Role.BALANCER, Role.DNS, Role.EDGE})
# A second one of these serves as well as the first; a second volume would hold other data.
_COPIED = frozenset({Role.COMPUTE, Role.NETWORK})
_GAP = 16.0
_TITLE = 36.0


def copy_into_another_zone(diagram: Diagram, element: Element) -> Iterable[Fix]:
    """Offer a copy of ``element`` in another zone of its Region, behind something that chooses.

    Where nothing that chooses between targets stands in front yet, a load balancer comes along:
    a second server that nobody routes to would help nobody.
    """
    topology, row = diagram.topology, catalog()[element.service]
    target = next(places_in_other_zones(topology, element), None)
    if target is None or row.role not in _COPIED:
        return
    box, growth = free_box(diagram, target, diagram.layout.boxes[element.id])
    ids = IdSource({*topology.elements, *topology.links})
    twin = replace(element, id=ids.element(element.service), parent=target)
    edits: list[Edit] = [*growth, AddElement(element=twin, box=box)]
    edits.extend(AddLink(link=link) for link in _links_of_twin(topology, element, twin, ids))
    title = f"Add a second {name(topology, element.id)} in {_zone_name(topology, target)}"
    if row.role is not Role.NETWORK and not _has_chooser(topology, element):
        grown = apply(diagram, Batch(edits=tuple(edits), label=title))
        balancer = _balancer(grown, (element.id, twin.id), ids)
        if not balancer:
            return
        edits.extend(balancer)
        title += ", both behind a load balancer"
    yield one_step(title, tuple(edits), Option.LEAST_CHANGE)


def another_member(diagram: Diagram, group: ElementId) -> Iterable[Fix]:
    """Offer one more instance of a group, in a zone of the Region in which it has none.

    The number of instances grows with it, so that the other zones keep theirs.
    """
    topology = diagram.topology
    facts = Facts(topology, diagram.workload)
    taken = {topology.around(member, Kind.ZONE) for member in topology.members(group)}
    for member in topology.members(group):
        like = topology.elements[member]
        if like.service not in catalog():
            continue
        places = places_in_other_zones(topology, like)
        target = next((p for p in places if topology.around(p, Kind.ZONE) not in taken), None)
        if target is None:
            continue
        box, growth = free_box(diagram, target, diagram.layout.boxes[member])
        ids = IdSource({*topology.elements, *topology.links})
        groups = tuple(dict.fromkeys((*like.memberships, group)))
        twin = replace(like, id=ids.element(like.service), parent=target, memberships=groups)
        running = facts.placement.desired(group)
        edits: list[Edit] = [*growth, AddElement(element=twin, box=box)]
        row, element = catalog()[topology.elements[group].service], topology.elements[group]
        values = sized(element, row, running + -(-running // max(1, len(taken))))
        edits += [
            SetProperty(ids=frozenset({group}), key=key, value=value)
            for key, value in values.items()
        ]
        title = f"Let {name(topology, group)} launch in {_zone_name(topology, target)} too"
        yield one_step(title, tuple(edits))
        return


def sized(element: Element, service: Service, total: int) -> dict[str, Value]:
    """Return the properties that run ``total`` instances and let the fleet grow as far as before.

    AWS refuses to run more instances than the maximum.
    """
    values: dict[str, Value] = {service.failure.count_property: total}
    least, most = service.value(element, "minimum"), service.value(element, "maximum")
    if isinstance(most, int) and most < total:
        times = most // max(1, least if isinstance(least, int) else 1)
        values["maximum"] = total * max(1, times)
    return values


def put_balancer_before(diagram: Diagram, servers: tuple[ElementId, ...]) -> Iterable[Fix]:
    """Offer a load balancer between ``servers`` and whoever asks them."""
    topology = diagram.topology
    if all(_has_chooser(topology, topology.elements[server]) for server in servers):
        return
    edits = _balancer(diagram, servers, IdSource({*topology.elements, *topology.links}))
    if edits:
        title = f"Put a load balancer before {names(topology, servers)}"
        yield one_step(title, edits, Option.LEAST_CHANGE)


def _balancer(diagram: Diagram, servers: tuple[ElementId, ...], ids: IdSource) -> tuple[Edit, ...]:
    """Return the edits that put a load balancer between ``servers`` and who asks them."""
    topology = diagram.topology
    zone = topology.around(servers[0], Kind.ZONE)
    place = topology.elements[servers[0]].parent if zone is None else zone.parent
    service = catalog()["alb"]
    found = [x for server in servers for x in topology.incoming(server, LinkKind.REQUEST)]
    asked = [link for link in found if link.source not in servers]
    if place is None or may_stand(topology, service, place) is not None or not asked:
        return ()
    box, growth = free_box(diagram, place, diagram.layout.boxes[servers[0]])
    made = Element(
        id=ids.element("alb"), kind=service.kind, service="alb", name=service.name, parent=place
    )
    kept = {link.source: link for link in reversed(asked)}
    rest = frozenset(link.id for link in asked if kept[link.source] is not link)
    edits: list[Edit] = [*growth, AddElement(element=made, box=box)]
    if rest:
        edits.append(Remove(ids=rest))
    for link in kept.values():
        edits.append(Reconnect(id=link.id, source=link.source, target=made.id))
    for server in servers:
        edits.append(AddLink(link=Link(id=ids.link(), source=made.id, target=server)))
    return tuple(edits)


def _has_chooser(topology: Topology, element: Element) -> bool:
    for link in topology.incoming(element.id, LinkKind.REQUEST):
        service = catalog().get(topology.elements[link.source].service)
        if service is not None and service.role in _CHOOSERS:
            return True
    return False


def places_in_other_zones(topology: Topology, element: Element) -> Iterator[ElementId]:
    """Yield containers in other zones of its Region, those like the one it stands in first."""
    zone = topology.around(element.id, Kind.ZONE)
    parent = None if element.parent is None else topology.elements.get(element.parent)
    if zone is None or parent is None:
        return
    region = topology.around(zone.id, Kind.REGION)
    for other in topology.of_kind(Kind.ZONE):
        if other.id == zone.id or topology.around(other.id, Kind.REGION) is not region:
            continue
        inside = [topology.elements[i] for i in topology.descendants(other.id)]
        alike = [box for box in inside if box.service == parent.service and box.kind is parent.kind]
        wanted = [*[box.id for box in alike], other.id]
        service = catalog()[element.service]
        yield from (box for box in wanted if may_stand(topology, service, box) is None)


def _zone_name(topology: Topology, container: ElementId) -> str:
    zone = topology.around(container, Kind.ZONE)
    return name(topology, container if zone is None else zone.id)


def _links_of_twin(
    topology: Topology, element: Element, twin: Element, ids: IdSource
) -> Iterator[Link]:
    # Imported drawings may join two things twice; edits may not.
    joined: set[tuple[ElementId, ElementId, LinkKind]] = set()
    for link in topology.links_of(element.id):
        ends_and_kind = (link.source, link.target, link.kind)
        if link.kind in (LinkKind.REPLICATION, LinkKind.BACKUP) or ends_and_kind in joined:
            continue
        joined.add(ends_and_kind)
        moved = (
            replace(link, id=ids.link(), source=twin.id)
            if link.source == element.id
            else replace(link, id=ids.link(), target=twin.id)
        )
        ends = [
            twin if end == twin.id else topology.elements[end]
            for end in (moved.source, moved.target)
        ]
        if may_link(ends[0], ends[1], moved.kind) is None:
            yield moved


def free_box(diagram: Diagram, parent: ElementId, like: Box) -> tuple[Box, tuple[Resize, ...]]:
    """Find room for a box like ``like`` in ``parent``; grow it and its containers if need be.

    Returns:
        the box, and the edits that make room for it.
    """
    boxes, topology = diagram.layout.boxes, diagram.topology
    room = boxes[parent]
    taken = [boxes[child] for child in topology.children(parent)]
    y = room.y + _TITLE
    while y + like.height + _GAP <= room.bottom:
        x = room.x + _GAP
        while x + like.width + _GAP <= room.right:
            candidate = Box(x, y, like.width, like.height)
            if not any(candidate.overlaps(other) for other in taken):
                return candidate, ()
            x += _GAP
        y += _GAP
    top = max([room.y + _TITLE, *[box.bottom + _GAP for box in taken]])
    box = Box(room.x + _GAP, top, like.width, like.height)
    growth: list[Resize] = []
    needed = box
    for container in (topology.elements[parent], *topology.ancestors(parent)):
        own = boxes[container.id]
        grown = own.united(needed.grown(_GAP))
        if grown == own:
            break
        growth.append(Resize(id=container.id, box=grown))
        needed = grown
    return box, tuple(reversed(growth))


def move_into(diagram: Diagram, element: Element, target: ElementId) -> Iterable[Fix]:
    """Offer to move ``element`` into the container ``target``, where it may stand there."""
    topology = diagram.topology
    if may_stand(topology, catalog()[element.service], target) is not None:
        return
    old = diagram.layout.boxes[element.id]
    box, growth = free_box(diagram, target, old)
    ids = frozenset({element.id})
    steps: tuple[Edit, ...] = (
        *growth,
        Move(ids=ids, dx=box.x - old.x, dy=box.y - old.y),
        Reparent(ids=ids, parent=target),
    )
    yield one_step(f"Move {name(topology, element.id)} into {name(topology, target)}", steps)
