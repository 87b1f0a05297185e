"""Finds the spot for an element that belongs to another: before it, behind it or below it."""

from collections.abc import Iterator

from designer.catalog.placement import may_stand
from designer.catalog.service import Role, Service
from designer.edit.flow import asks
from designer.edit.placing import Draft, add_to, box_for, service_of, settled_box
from designer.edit.refusal import EditRefused
from designer.edit.spread import add_at_home, home_for, homes
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, Point

APART = 56.0
"""Room between two linked elements: a line with its label shows in it."""


def add_beside(draft: Draft, service: Service, anchor: ElementId, name: str = "") -> ElementId:
    """Add an element where it usually stands in regard to ``anchor``, and return its id.

    Servers and stores go into a subnet of the anchor's VPC. What asks the anchor stands to its
    left, what it asks to its right, in the nearest container that takes it. Raises EditRefused
    when none does.
    """
    home = home_for(draft.diagram, service, anchor)
    if home is not None:
        return add_at_home(draft, service, home, name)
    parent, spot = spot_beside(draft.diagram, service, anchor)
    return add_to(draft, service, spot, parent, name=name or None)


def spot_beside(
    diagram: Diagram, service: Service, anchor: ElementId
) -> tuple[ElementId | None, Box]:
    """Return the container and the box for an element of ``service`` beside ``anchor``."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    own = service_of(topology.elements[anchor].service)
    for inner, outer in _levels(diagram, anchor):
        if may_stand(topology, service, outer) is not None:
            continue
        size = box_for(service, Point(0, 0))
        edge, middle = boxes[inner], boxes[anchor].centre
        if inner == anchor and own.kind.is_container and outer is not None:
            middle = edge.centre
        left = Point(edge.x - APART - size.width / 2, middle.y)
        right = Point(edge.right + APART + size.width / 2, middle.y)
        below = Point(middle.x, edge.bottom + APART / 2 + size.height / 2)
        if own.role is Role.EDGE and service.role is Role.STORE:
            wish = below
        elif asks(service, own) or service.role in (Role.CLIENT, Role.DNS, Role.EDGE):
            wish = left
        else:
            wish = right
        return outer, settled_box(diagram, service, wish, outer)
    raise EditRefused(f"Nothing around “{topology.elements[anchor].name}” takes {service.name}.")


def _levels(diagram: Diagram, anchor: ElementId) -> Iterator[tuple[ElementId, ElementId | None]]:
    """Yield what stands in what, from the anchor outwards to the open canvas."""
    inner = anchor
    for outer in diagram.topology.ancestors(anchor):
        yield inner, outer.id
        inner = outer.id
    yield inner, None


def front_spot(diagram: Diagram, service: Service, vpc: ElementId) -> Box:
    """Return the box for a balancer in a VPC: to the left of its zones, level with its servers."""
    boxes, topology = diagram.layout.boxes, diagram.topology
    places = homes(diagram, vpc)
    rows = {key: boxes[key] for key in topology.children(vpc)}
    zones = [
        box
        for key, box in rows.items()
        if key in places or any(place in topology.descendants(key) for place in places)
    ]
    size = box_for(service, Point(0, 0))
    if not zones:
        return settled_box(diagram, service, boxes[vpc].centre, vpc)
    left = min(box.x for box in zones)
    middle = boxes[places[0]].centre.y
    return settled_box(diagram, service, Point(left - APART - size.width / 2, middle), vpc)
