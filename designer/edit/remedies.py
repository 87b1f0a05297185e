"""Ways out of a refused drop: draw the containers that are missing, or stand where it may."""

from collections import deque

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand, with_article
from designer.catalog.service import Service
from designer.edit.beside import APART
from designer.edit.offer import Offer
from designer.edit.placing import (
    Draft,
    add_to,
    box_for,
    containers_at,
    service_of,
    settled_box,
)
from designer.edit.room import around, settled
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Point

# What one would draw around something, in the order in which one thinks of it.
_CONTAINERS = ("vpc", "zone", "private-subnet", "region", "cloud", "data-centre")
_MOST = 3


def remedies(diagram: Diagram, service_key: str, point: Point) -> tuple[Offer, ...]:
    """Return what puts an element of a service near ``point`` though it may not stand there.

    First the fewest containers drawn around it, then the nearest container that takes it.
    """
    service = service_of(service_key)
    under = containers_at(diagram, point)
    found: list[Offer] = []
    for target in (*under, None):
        if may_stand(diagram.topology, service, target) is None:
            break
        chain = missing_containers(diagram, service, target)
        if chain:
            found.append(_wrapped(diagram, service, point, target, chain))
            break
    for inner, outer in zip(under, (*under, None)[1:], strict=True):
        if may_stand(diagram.topology, service, outer) is None:
            found.append(_outside(diagram, service, inner, outer))
            break
    return tuple(found)


def missing_containers(
    diagram: Diagram, service: Service, target: ElementId | None
) -> tuple[str, ...]:
    """Return the fewest containers, outermost first, in which a service may stand in ``target``.

    Empty when it may stand there as it is, or when no containers help.
    """
    if may_stand(diagram.topology, service, target) is None:
        return ()
    rows = [catalog()[key] for key in _CONTAINERS]
    pending: deque[tuple[tuple[str, ...], Service]] = deque(
        ((row.key,), row) for row in rows if may_stand(diagram.topology, row, target) is None
    )
    while pending:
        chain, last = pending.popleft()
        if last.kind.value in service.stands_in:
            return chain
        if len(chain) < _MOST:
            pending.extend(
                ((*chain, row.key), row)
                for row in rows
                if last.kind.value in row.stands_in and row.key not in chain
            )
    return ()


def _wrapped(
    diagram: Diagram,
    service: Service,
    point: Point,
    target: ElementId | None,
    chain: tuple[str, ...],
) -> Offer:
    draft = Draft(diagram)
    inner = box_for(service, point)
    boxes = [inner]
    for _ in chain:
        boxes.append(around([boxes[-1]]))
    # The whole goes where it covers nothing, and its parts with it.
    siblings = [diagram.layout.boxes[key] for key in diagram.topology.children(target)]
    outer = None if target is None else diagram.layout.boxes[target]
    place = settled(siblings, boxes[-1], outer)
    dx, dy = place.x - boxes[-1].x, place.y - boxes[-1].y
    parent = target
    for key, box in zip(chain, reversed(boxes[1:]), strict=True):
        parent = add_to(draft, service_of(key), box.moved(dx, dy), parent)
    made = add_to(draft, service, inner.moved(dx, dy), parent)
    names = " and ".join(with_article(service_of(key).name) for key in reversed(chain))
    text = f"Create {names} around it"
    return Offer(text=text, edit=draft.batch(f"Add {service.name} in {names}"), focus=made)


def _outside(
    diagram: Diagram, service: Service, inner: ElementId, outer: ElementId | None
) -> Offer:
    """Put the element to the left of the container that refuses it."""
    draft = Draft(diagram)
    edge, size = diagram.layout.boxes[inner], box_for(service, Point(0, 0))
    wish = Point(edge.x - APART - size.width / 2, edge.centre.y)
    made = add_to(draft, service, settled_box(diagram, service, wish, outer), outer)
    elements = diagram.topology.elements
    where = f"beside {elements[inner].name}" if outer is None else f"into {elements[outer].name}"
    return Offer(text=f"Put it {where}", edit=draft.batch(f"Add {service.name}"), focus=made)
