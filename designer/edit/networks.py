"""What a new Region and a new VPC offer: their zones and subnets, drawn in one step."""

from designer.catalog.loader import regions
from designer.edit.apply import EditRefused
from designer.edit.edits import Batch, Reparent, Resize, SetProperty
from designer.edit.placing import (
    Draft,
    add_to,
    box_for,
    drop_target,
    free_spot,
    grow_edits,
    service_of,
)
from designer.edit.refusal import element_of
from designer.edit.room import GAP, SIDE, TOP, around
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point

MAX_ZONES = 6
_LETTERS = "ABCDEF"


def region_with_zones(diagram: Diagram, point: Point, region_code: str, zone_count: int) -> Batch:
    """Return the edits that draw a Region around ``point`` with its first ``zone_count`` zones.

    Room is left for a VPC's border around the zones. Raises EditRefused for an unknown code or
    more zones than the Region has.
    """
    names = regions().get(region_code)
    if names is None:
        raise EditRefused(f"There is no AWS Region “{region_code}”.")
    if not 0 <= zone_count <= len(names):
        raise EditRefused(f"{region_code} has {len(names)} zones, not {zone_count}.")
    region, zone = service_of("region"), service_of("zone")
    parent, refusal = drop_target(diagram, region.key, point)
    if refusal is not None:
        raise EditRefused(refusal.reason)
    size = box_for(zone, Point(0, 0))
    width = zone_count * size.width + max(zone_count - 1, 0) * GAP
    usual = box_for(region, point)
    box = Box(
        0,
        0,
        max(usual.width, width + 4 * SIDE),
        max(usual.height, size.height + 2 * TOP + 2 * SIDE),
    )
    box = box.moved(point.x - box.width / 2, point.y - box.height / 2)
    draft = Draft(diagram)
    key = add_to(draft, region, box, parent, name=region_code)
    draft.do(SetProperty(ids=frozenset({key}), key="region_code", value=region_code))
    left = box.x + (box.width - width) / 2
    for index, name in enumerate(names[:zone_count]):
        place = Box(left + index * (size.width + GAP), box.y + 2 * TOP, size.width, size.height)
        _add_zone(draft, place, key, name)
    return draft.batch(f"Add Region {region_code}")


# A network drawn as a whole: subnets under each other, and room for a balancer beside the zones.
_INSET, _TITLE, _FRONT = 24.0, 44.0, 176.0
_SUBNET_WIDTH = 240.0
_SUBNETS = (("public-subnet", "Public subnet", 150.0), ("private-subnet", "Private subnet", 200.0))


def network_in_region(
    diagram: Diagram, region_id: ElementId, zone_count: int
) -> tuple[Batch, ElementId]:
    """Return the edits that draw a VPC with two subnets in each of some zones, and its id.

    The Region is empty so far; it grows to hold the network, and pushes its neighbours aside.
    """
    region = element_of(diagram, region_id)
    names = _zone_names(diagram, region_id, zone_count)
    draft = Draft(diagram)
    outer = diagram.layout.boxes[region_id]
    height = sum(h for *_, h in _SUBNETS) + _INSET * len(_SUBNETS)
    zone = Box(0, 0, _SUBNET_WIDTH + 2 * _INSET, _TITLE + height)
    width = _FRONT + zone_count * (zone.width + _INSET)
    size = Box(0, 0, width + 2 * _INSET, 2 * _TITLE + zone.height + 2 * _INSET)
    middle = outer.centre
    wish = size.moved(round(middle.x - size.width / 2), round(middle.y - size.height / 2))
    if diagram.topology.children(region_id):
        raise EditRefused(f"“{region.name}” is not empty.")
    if not outer.contains(wish):
        draft.do(Resize(id=region_id, box=wish))
        draft.do(*grow_edits(draft.diagram, region_id, outer))
    box = Box(wish.x + _INSET, wish.y + _TITLE, width, _TITLE + zone.height + _INSET)
    vpc = add_to(draft, service_of("vpc"), box, region_id)
    for index, name in enumerate(names):
        x = box.x + _FRONT + index * (zone.width + _INSET)
        place = Box(x, box.y + _TITLE, zone.width, zone.height)
        letter = _LETTERS[index].lower()
        if name:
            key = _add_zone(draft, place, vpc, name)
        else:
            key = add_to(draft, service_of("zone"), place, vpc, name=f"Availability Zone {letter}")
        y = place.y + _TITLE
        for service, called, tall in _SUBNETS:
            subnet = Box(x + _INSET, y, _SUBNET_WIDTH, tall)
            add_to(draft, service_of(service), subnet, key, name=f"{called} {letter}")
            y += tall + _INSET
    return draft.batch(f"Add a VPC in {zone_count} zones"), vpc


def _zone_names(diagram: Diagram, region_id: ElementId, zone_count: int) -> tuple[str, ...]:
    region = element_of(diagram, region_id)
    if region.kind is not Kind.REGION:
        raise EditRefused(f"“{region.name}” is not a Region.")
    code = str(region.properties.get("region_code", ""))
    names = regions().get(code, ("",) * MAX_ZONES)
    if not 0 <= zone_count <= len(names):
        raise EditRefused(f"“{region.name}” has {len(names)} zones, not {zone_count}.")
    return names[:zone_count]


def vpc_with_subnets(diagram: Diagram, vpc_id: ElementId, public: bool, private: bool) -> Batch:
    """Return the edits that give every zone of a VPC a public and a private subnet.

    The zones are those that stand in the VPC; else the empty ones of its Region, which the VPC
    then surrounds; else two new ones.
    """
    if element_of(diagram, vpc_id).kind is not Kind.VPC:
        raise EditRefused(f"“{element_of(diagram, vpc_id).name}” is not a VPC.")
    draft = Draft(diagram)
    zones = _zones_in(diagram, vpc_id) or _taken_over(draft, vpc_id) or _new_zones(draft, vpc_id)
    wanted = [
        service_of(key)
        for key, is_wanted in (("public-subnet", public), ("private-subnet", private))
        if is_wanted
    ]
    for letter, zone in zip(_LETTERS, zones, strict=False):
        for service in wanted:
            box = free_spot(draft.diagram, service, zone)
            add_to(draft, service, box, zone, name=f"{service.name} {letter}")
    return draft.batch("Add subnets")


def _zones_in(diagram: Diagram, parent: ElementId) -> tuple[ElementId, ...]:
    topology = diagram.topology
    return tuple(
        key for key in topology.children(parent) if topology.elements[key].kind is Kind.ZONE
    )[:MAX_ZONES]


def _taken_over(draft: Draft, vpc: ElementId) -> tuple[ElementId, ...]:
    """Let the VPC surround the empty zones of its Region and the things it already holds."""
    topology = draft.diagram.topology
    region = topology.around(vpc, Kind.REGION)
    if region is None:
        return ()
    zones = tuple(key for key in _zones_in(draft.diagram, region.id) if not topology.children(key))
    if zones:
        boxes = draft.diagram.layout.boxes
        held = [boxes[key] for key in (*zones, *topology.children(vpc))]
        draft.do(Resize(id=vpc, box=around(held)))
        draft.do(Reparent(ids=frozenset(zones), parent=vpc))
        draft.do(*grow_edits(draft.diagram, vpc))
    return zones


def _new_zones(draft: Draft, vpc: ElementId) -> tuple[ElementId, ...]:
    region = draft.diagram.topology.around(vpc, Kind.REGION)
    code = "" if region is None else str(region.properties.get("region_code", ""))
    names = regions().get(code, ())[:2] or ("", "")
    service = service_of("zone")
    made: list[ElementId] = []
    for name in names:
        box = free_spot(draft.diagram, service, vpc)
        if made:
            # Zones stand side by side, as every reader expects them.
            box = draft.diagram.layout.boxes[made[-1]]
            box = box.moved(box.width + GAP, 0)
        made.append(_add_zone(draft, box, vpc, name))
    return tuple(made)


def _add_zone(draft: Draft, box: Box, parent: ElementId, name: str) -> ElementId:
    key = add_to(draft, service_of("zone"), box, parent, name=name or None)
    if name:
        draft.do(SetProperty(ids=frozenset({key}), key="zone_name", value=name))
    return key


def zones_in_region(diagram: Diagram, region_id: ElementId, zone_count: int) -> Batch:
    """Return the edits that draw ``zone_count`` zones side by side into a Region.

    They take the names of the Region's zones when it states its code. Raises EditRefused for more
    than MAX_ZONES, or more than the stated Region has.
    """
    names = _zone_names(diagram, region_id, zone_count)
    draft = Draft(diagram)
    service = service_of("zone")
    box: Box | None = None
    for name in names:
        if box is None:
            box = free_spot(diagram, service, region_id)
            if not diagram.topology.children(region_id):
                # Room for the border of a VPC around the zones, and for its title.
                box = box.moved(SIDE, TOP)
        else:
            box = box.moved(box.width + GAP, 0)
        _add_zone(draft, box, region_id, name)
    return draft.batch("Add zones")
