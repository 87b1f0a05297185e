"""Where things stand in a network of zones: one subnet in each zone, groups across them."""

from collections.abc import Sequence

from designer.catalog.service import Role, Scope, Service
from designer.edit.edits import Resize, SetProperty
from designer.edit.placing import (
    Draft,
    add_to,
    box_for,
    grow_edits,
    service_of,
    settled_box,
)
from designer.edit.room import GAP, SIDE, around
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point, bounds

# A group's border and title lie between its members and the borders of their subnets.
_GROUP_SIDE, _GROUP_TOP, _GROUP_BOTTOM = 12.0, 34.0, 8.0
_TITLE = 38.0
_BELOW = 12.0


def vpc_around(diagram: Diagram, key: ElementId) -> ElementId | None:
    """Return the VPC that ``key`` is or stands in, or None."""
    if diagram.topology.elements[key].kind is Kind.VPC:
        return key
    found = diagram.topology.around(key, Kind.VPC)
    return None if found is None else found.id


def homes(diagram: Diagram, vpc: ElementId, *, for_data: bool = False) -> tuple[ElementId, ...]:
    """Return one place in each zone of a VPC for instances (or data), in reading order.

    That is the zone's first (for data: last) private subnet from above; else any subnet; else
    the zone itself.
    """
    topology, boxes = diagram.topology, diagram.layout.boxes
    zones = [key for key in topology.descendants(vpc) if topology.elements[key].kind is Kind.ZONE]
    found: list[ElementId] = []
    for zone in sorted(zones, key=lambda key: (boxes[key].y, boxes[key].x)):
        subnets = [
            key for key in topology.descendants(zone) if topology.elements[key].kind is Kind.SUBNET
        ]
        private = [key for key in subnets if topology.elements[key].service == "private-subnet"]
        rows = sorted(private or subnets, key=lambda key: (boxes[key].y, boxes[key].x))
        found.append((rows[-1] if for_data else rows[0]) if rows else zone)
    return tuple(found)


def home_for(diagram: Diagram, service: Service, anchor: ElementId) -> ElementId | None:
    """Return the subnet that a zonal resource usually stands in, near ``anchor``, or None.

    Servers and data stores go into a private subnet of the anchor's zone, else of the first one.
    """
    stores = (Role.STORE, Role.CACHE, Role.PROXY)
    if service.kind is not Kind.RESOURCE or service.failure.scope is not Scope.ZONAL:
        return None
    if service.role not in (Role.COMPUTE, *stores):
        return None
    vpc = vpc_around(diagram, anchor)
    if vpc is None:
        return None
    places = homes(diagram, vpc, for_data=service.role in stores)
    zone = diagram.topology.around(anchor, Kind.ZONE)
    for place in places:
        own = diagram.topology.around(place, Kind.ZONE)
        if zone is not None and own is not None and own.id == zone.id:
            return place
    return places[0] if places else None


def add_at_home(draft: Draft, service: Service, home: ElementId, name: str = "") -> ElementId:
    """Add an element below what stands in ``home``, in its middle; ``home`` grows to hold it."""
    boxes = draft.diagram.layout.boxes
    outer, held = boxes[home], bounds(boxes[key] for key in draft.diagram.topology.children(home))
    size = box_for(service, Point(0, 0))
    top = outer.y + _TITLE if held is None else held.bottom + 2 * GAP
    point = Point(outer.centre.x, top + size.height / 2)
    box = settled_box(draft.diagram, service, point, home)
    before = draft.diagram
    made = add_to(draft, service, box, home, name=name or None)
    keep_level(draft, before, home)
    return made


def keep_level(draft: Draft, before: Diagram, home: ElementId) -> None:
    """Let the other zones' subnets, and the zones, end where ``home`` and its zone end now.

    Only those that began and ended alike before: rows stay rows.
    """
    vpc = vpc_around(before, home)
    if vpc is None:
        return
    elements = before.topology.elements
    inside = before.topology.descendants(vpc)
    zone = before.topology.around(home, Kind.ZONE)
    for key in (home, None if zone is None else zone.id):
        if key is not None:
            kin = [other for other in inside if elements[other].kind is elements[key].kind]
            _end_alike(draft, before, key, kin)


def _end_alike(draft: Draft, before: Diagram, key: ElementId, kin: Sequence[ElementId]) -> None:
    old = before.layout.boxes
    bottom = draft.diagram.layout.boxes[key].bottom
    for other in kin:
        box = draft.diagram.layout.boxes[other]
        was_level = (old[other].y, old[other].bottom) == (old[key].y, old[key].bottom)
        if was_level and box.bottom < bottom:
            longer = Box(box.x, box.y, box.width, bottom - box.y)
            draft.do(Resize(id=other, box=longer))
            draft.do(*grow_edits(draft.diagram, other, box))


def add_group_across(draft: Draft, vpc: ElementId, service: Service) -> ElementId:
    """Add a scaling group across the zones of a VPC with one instance in each; return its id."""
    first = draft.diagram.layout.boxes[homes(draft.diagram, vpc)[0]]
    group = add_to(draft, service, box_for(service, first.centre), vpc)
    stretch_across(draft, vpc, group)
    return group


def stretch_across(draft: Draft, vpc: ElementId, group: ElementId) -> None:
    """Stretch a scaling group over all zones of a VPC, with one instance in each.

    As many instances as drawn are stated for now, and twice as many at most.
    """
    places = homes(draft.diagram, vpc)
    spots = _spots_across(draft, places)
    draft.do(Resize(id=group, box=around_members(spots)))
    for place, spot in zip(places, spots, strict=True):
        add_to(draft, service_of("ec2"), spot, place, memberships=(group,))
    state_size(draft, group)


def state_size(draft: Draft, group: ElementId) -> None:
    """State as many instances as a group has members, where nothing is stated so far."""
    count = len(draft.diagram.topology.members(group))
    stated = draft.diagram.topology.elements[group].properties
    for key, value in (("minimum", count), ("desired", count), ("maximum", 2 * count)):
        if key not in stated:
            draft.do(SetProperty(ids=frozenset({group}), key=key, value=value))


def fill_group(draft: Draft, group: ElementId) -> tuple[ElementId, ...]:
    """Put an instance into each place that a group's box crosses and that holds no member."""
    topology, boxes = draft.diagram.topology, draft.diagram.layout.boxes
    crossed = crossed_places(draft.diagram, group)
    members = {topology.elements[key].parent for key in topology.members(group)}
    made: list[ElementId] = []
    for place in crossed:
        if place in members:
            continue
        shared = boxes[group].shared(boxes[place])
        service = service_of("ec2")
        point = Point(shared.centre.x, max(shared.centre.y, shared.y + _GROUP_TOP + 48))
        box = settled_box(draft.diagram, service, point, place)
        made.append(add_to(draft, service, box, place, memberships=(group,)))
    cover = [draft.diagram.layout.boxes[key] for key in made]
    if cover and not all(draft.diagram.layout.boxes[group].contains(box) for box in cover):
        wider = draft.diagram.layout.boxes[group].united(around_members(cover))
        draft.do(Resize(id=group, box=wider))
        draft.do(*grow_edits(draft.diagram, group))
    if made:
        state_size(draft, group)
    return tuple(made)


def crossed_places(diagram: Diagram, group: ElementId) -> tuple[ElementId, ...]:
    """Return the subnets (or zones without any) that a group's box lies across, left to right."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    vpc = vpc_around(diagram, group)
    if vpc is None:
        return ()
    subnets = [k for k in topology.descendants(vpc) if topology.elements[k].kind is Kind.SUBNET]
    places = [k for k in subnets if _crosses(boxes[group], boxes[k])]
    return tuple(sorted(places, key=lambda key: (boxes[key].x, boxes[key].y)))


def around_members(boxes: Sequence[Box]) -> Box:
    """Return the box of a group around its members: close to them, with room for its title."""
    inner = bounds(boxes)
    if inner is None:
        return around(boxes)
    return Box(
        inner.x - _GROUP_SIDE,
        inner.y - _GROUP_TOP,
        inner.width + 2 * _GROUP_SIDE,
        inner.height + _GROUP_TOP + _GROUP_BOTTOM,
    )


def _spots_across(draft: Draft, places: Sequence[ElementId]) -> list[Box]:
    """Make room for one instance in each place, all in one row where the places are in a row."""
    topology, boxes = draft.diagram.topology, draft.diagram.layout.boxes
    tops: dict[ElementId, float] = {}
    for place in places:
        held = bounds(boxes[key] for key in topology.children(place))
        start = boxes[place].y + _TITLE if held is None else held.bottom + GAP
        tops[place] = start + _GROUP_TOP
    highest, lowest = max(boxes[p].y for p in places), min(boxes[p].bottom for p in places)
    if highest < lowest:
        tops = dict.fromkeys(places, max(tops.values()))
    size = box_for(service_of("ec2"), Point(0, 0))
    spots: list[Box] = []
    for place in places:
        # Growing one place may have pushed the next one aside.
        box = draft.diagram.layout.boxes[place]
        spot = Box(box.centre.x - size.width / 2, tops[place], size.width, size.height)
        need = Box(spot.x, spot.y, spot.width, spot.height + _GROUP_BOTTOM + _BELOW)
        if not box.contains(need):
            wider = box.united(Box(need.x - SIDE, need.y, need.width + 2 * SIDE, need.height))
            draft.do(Resize(id=place, box=wider))
            draft.do(*grow_edits(draft.diagram, place, box))
        spots.append(spot)
    return spots


def _crosses(group: Box, place: Box) -> bool:
    """Tell whether enough of a place lies in the group's box to hold an instance."""
    shared = group.shared(place)
    return shared.width >= 48 and shared.height >= 48
