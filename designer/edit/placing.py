"""Where a new element goes: its size, the container under a point, and room made for it."""

from designer.catalog.loader import catalog
from designer.catalog.placement import Refusal, may_stand
from designer.catalog.service import Role, Service
from designer.edit.apply import EditRefused, apply
from designer.edit.edits import AddElement, Batch, Edit, Resize, SetMembership
from designer.edit.room import GAP, SIDE, TOP, around, cover_edits, push_edits, settled
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource
from designer.model.invariants import belongs_to
from designer.model.layout import Box, Point, bounds

_MANY = 60

_SIZES: dict[Kind, tuple[float, float]] = {
    Kind.RESOURCE: (96, 96),
    Kind.ACTOR: (96, 96),
    Kind.NOTE: (160, 80),
    Kind.REGION: (720, 480),
    Kind.VPC: (640, 400),
    Kind.ZONE: (280, 360),
    Kind.SUBNET: (240, 150),
    Kind.SCALING_GROUP: (240, 140),
    Kind.GROUP: (240, 160),
}
_WIDEST = (800.0, 560.0)


class Draft:
    """Edits collected while they are tried out, so that each can build on those before it.

    Attributes:
        diagram: the diagram with the edits so far made.
    """

    def __init__(self, diagram: Diagram) -> None:
        """Begin at ``diagram``."""
        self.diagram = diagram
        self._edits: list[Edit] = []
        self._ids: IdSource | None = None

    def do(self, *edits: Edit) -> None:
        """Make ``edits``; raise EditRefused for the first that cannot be made."""
        for edit in edits:
            self.diagram = apply(self.diagram, edit)
            self._edits.append(edit)

    def fresh(self, service: Service) -> ElementId:
        """Return a new id for an element of ``service``."""
        if self._ids is None:
            # Most drafts only move things: collecting every id would cost more than the rest.
            topology = self.diagram.topology
            self._ids = IdSource({*topology.elements, *topology.links})
        return self._ids.element(service.key)

    def batch(self, label: str) -> Batch:
        """Return all edits as one."""
        return Batch(edits=tuple(self._edits), label=label)


def service_of(key: str) -> Service:
    """Return the catalog's row; raise EditRefused when there is none."""
    service = catalog().get(key)
    if service is None:
        raise EditRefused(f"The catalog has no service “{key}”.")
    return service


def box_for(service: Service, point: Point) -> Box:
    """Return a box of the service's usual size with ``point`` in its middle."""
    width, height = _SIZES.get(service.kind, _WIDEST)
    return Box(point.x - width / 2, point.y - height / 2, width, height)


def containers_at(diagram: Diagram, point: Point) -> tuple[ElementId, ...]:
    """Return the containers whose boxes hold ``point``: deepest first, then smallest.

    A scaling group comes after its siblings of other kinds: what is drawn where it spans a zone
    stands in the zone and is a member of the group. What is collapsed, or hidden by that, takes
    nothing.
    """
    topology, boxes = diagram.topology, diagram.layout.boxes
    found: list[tuple[int, bool, float, ElementId]] = []
    for element in topology.containers:
        if boxes[element.id].holds(point):
            if element.id in diagram.layout.collapsed or is_hidden(diagram, element.id):
                continue
            box = boxes[element.id]
            depth = sum(1 for _ in topology.ancestors(element.id))
            spans = element.kind is Kind.SCALING_GROUP
            found.append((-depth, spans, box.area, element.id))
    return tuple(key for *_, key in sorted(found))


def is_hidden(diagram: Diagram, key: ElementId) -> bool:
    """Tell whether an element cannot be seen: it or what it stands in is hidden or collapsed."""
    collapsed, hidden = diagram.layout.collapsed, diagram.layout.hidden
    if not collapsed and not hidden:
        return False
    topology = diagram.topology
    chain = (topology.elements[key], *topology.ancestors(key))
    return any(
        not collapsed.isdisjoint(one.memberships) or one.parent in collapsed or one.id in hidden
        for one in chain
    )


def drop_target(
    diagram: Diagram, service_key: str, point: Point
) -> tuple[ElementId | None, Refusal | None]:
    """Return the container that takes a new element at ``point``, or why it cannot stand there.

    That is the innermost container under the point, or None for the open canvas. A container
    that the innermost refuses goes to the next one around it that takes it, unless it would cover
    one of its own kind: a VPC dropped over zones is meant for their Region.
    """
    service = service_of(service_key)
    topology = diagram.topology
    under = containers_at(diagram, point)
    if not under:
        return None, may_stand(topology, service, None)
    first: Refusal | None = None
    for target in under:
        refusal = may_stand(topology, service, target)
        if refusal is None:
            return target, None
        first = first or refusal
        if not service.kind.is_container or topology.elements[target].kind is service.kind:
            break
    return None, first


def new_element(
    diagram: Diagram,
    service_key: str,
    point: Point,
    parent: ElementId | None = None,
    name: str | None = None,
) -> Batch:
    """Return the edits that put a new element at ``point`` into ``parent`` and make room for it.

    Compute dropped within the border of Auto Scaling groups that span its container becomes a
    member of them, and a new group takes in the compute that it covers. Raises EditRefused where
    it may not stand.
    """
    draft = Draft(diagram)
    service = service_of(service_key)
    groups = spanning_groups(diagram, service, point, parent)
    key = add_to(draft, service, box_for(service, point), parent, name=name, memberships=groups)
    pick_up(draft, key)
    return draft.batch(f"Add {service.name}")


def add_to(
    draft: Draft,
    service: Service,
    box: Box,
    parent: ElementId | None,
    *,
    name: str | None = None,
    memberships: tuple[ElementId, ...] = (),
) -> ElementId:
    """Add an element of ``service`` to a draft, let its containers grow, and return its id."""
    key = draft.fresh(service)
    element = Element(
        id=key,
        kind=service.kind,
        service=service.key,
        name=name or _free_name(draft.diagram, service),
        parent=parent,
        memberships=memberships,
    )
    draft.do(AddElement(element=element, box=box))
    draft.do(*grow_edits(draft.diagram, key))
    return key


def pick_up(draft: Draft, group: ElementId) -> tuple[ElementId, ...]:
    """Make the compute that a new scaling group covers its members; return them."""
    element = draft.diagram.topology.elements[group]
    if element.kind is not Kind.SCALING_GROUP:
        return ()
    box = draft.diagram.layout.boxes[group]
    found = covered_compute(draft.diagram, box, element.parent)
    for key in found:
        groups = draft.diagram.topology.elements[key].memberships
        draft.do(SetMembership(id=key, groups=(*groups, group)))
    return found


def covered_compute(diagram: Diagram, box: Box, parent: ElementId | None) -> tuple[ElementId, ...]:
    """Return the compute within ``parent`` whose middle a group's box covers."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    inside = topology.elements if parent is None else topology.descendants(parent)
    found: list[ElementId] = []
    for key in inside:
        element = topology.elements[key]
        service = catalog().get(element.service)
        is_compute = service is not None and service.role is Role.COMPUTE
        if element.kind is Kind.RESOURCE and is_compute and box.holds(boxes[key].centre):
            found.append(key)
    return tuple(found)


def spanning_groups(
    diagram: Diagram, service: Service, point: Point, parent: ElementId | None
) -> tuple[ElementId, ...]:
    """Return the Auto Scaling groups around ``point`` that ``parent`` does not stand in.

    Compute that stands in ``parent`` at that place belongs to them; nothing else does.
    """
    if service.kind is not Kind.RESOURCE or service.role is not Role.COMPUTE:
        return ()
    topology = diagram.topology
    return tuple(
        key
        for key in containers_at(diagram, point)
        if topology.elements[key].kind is Kind.SCALING_GROUP
        and (parent is None or not belongs_to(topology, parent, key))
    )


def _free_name(diagram: Diagram, service: Service) -> str:
    taken = {element.name for element in diagram.topology.elements.values()}
    if service.name not in taken:
        return service.name
    number = 2
    while f"{service.name} {number}" in taken:
        number += 1
    return f"{service.name} {number}"


def grow_edits(diagram: Diagram, key: ElementId, grown_from: Box | None = None) -> tuple[Edit, ...]:
    """Return the edits that let the containers around ``key`` grow until they hold it.

    What stands beside a container that grows is pushed aside, and so is what stands beside
    ``key`` itself when it has grown from another box. Scaling groups stay around their members.
    """
    draft = Draft(diagram)
    inner = {key}
    if grown_from is not None:
        inner |= _pushed(draft, key, grown_from)
    for outer in diagram.topology.ancestors(key):
        boxes = draft.diagram.layout.boxes
        old = boxes[outer.id]
        if all(old.contains(boxes[one]) for one in inner):
            break
        draft.do(Resize(id=outer.id, box=old.united(around([boxes[one] for one in inner]))))
        inner = {outer.id} | _pushed(draft, outer.id, old)
    for edit in cover_edits(diagram, draft.diagram):
        draft.do(edit)
        if isinstance(edit, Resize):
            draft.do(*grow_edits(draft.diagram, edit.id))
    return draft.batch("").edits


def _pushed(draft: Draft, key: ElementId, old: Box) -> set[ElementId]:
    """Push what stands beside ``key`` clear of it; return what was moved."""
    edits = push_edits(draft.diagram, key, old)
    draft.do(*edits)
    return {moved for edit in edits for moved in edit.ids}


def settled_box(diagram: Diagram, service: Service, point: Point, parent: ElementId | None) -> Box:
    """Return the box for a new element at ``point``, moved aside where it would cover a sibling.

    A group lies across others on purpose and stays where it is wished.
    """
    wish = box_for(service, point)
    if service.kind.has_members:
        return wish
    topology, boxes = diagram.topology, diagram.layout.boxes
    siblings = (
        boxes[key]
        for key in topology.children(parent)
        if not topology.elements[key].kind.has_members
    )
    return settled(list(siblings), wish, None if parent is None else boxes[parent])


def free_spot(diagram: Diagram, service: Service, parent: ElementId | None) -> Box:
    """Return a box for a new element of ``service`` in ``parent`` that covers no sibling.

    Without room it lies below its siblings (on the open canvas: to the right of everything), and
    the container has to grow.
    """
    boxes = diagram.layout.boxes
    width, height = _SIZES.get(service.kind, _WIDEST)
    siblings = [boxes[key] for key in diagram.topology.children(parent)]
    taken = bounds(siblings)
    if parent is None:
        if taken is None:
            return Box(0, 0, width, height)
        return Box(taken.right + 2 * GAP, taken.y, width, height)
    outer = boxes[parent]
    left, top = outer.x + SIDE, outer.y + TOP
    xs = sorted({left, *(box.right + GAP for box in siblings)}) if len(siblings) < _MANY else ()
    for y in sorted({top, *(box.bottom + GAP for box in siblings)}):
        for x in xs:
            spot = Box(x, y, width, height)
            if outer.contains(spot) and not any(box.overlaps(spot) for box in siblings):
                return spot
    return Box(left, top if taken is None else max(top, taken.bottom + GAP), width, height)
