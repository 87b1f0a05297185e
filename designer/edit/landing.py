"""Works out what placing a service comes to: where it lands, what follows, and with whom it talks.

The window shows a landing before it is made, so that nothing happens that was not announced.
"""

from dataclasses import dataclass

from designer.catalog.placement import may_stand
from designer.catalog.service import Role, Service
from designer.edit.beside import add_beside, front_spot
from designer.edit.edits import AddLink, Batch
from designer.edit.flow import suggested_link
from designer.edit.placing import (
    Draft,
    add_to,
    containers_at,
    drop_target,
    free_spot,
    pick_up,
    service_of,
    settled_box,
    spanning_groups,
)
from designer.edit.refusal import EditRefused
from designer.edit.remedies import remedies
from designer.edit.spread import add_at_home, add_group_across, home_for, homes
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where a new element lands.

    Attributes:
        edit: everything, as one step.
        made: the new element.
        box: its box.
        parent: the container that takes it, or None for the open canvas.
        link: the link that comes with it, or None.
        text: one sentence for people, without a full stop.
    """

    edit: Batch
    made: ElementId
    box: Box
    parent: ElementId | None
    link: AddLink | None
    text: str


def landing(
    diagram: Diagram,
    service_key: str,
    point: Point | None,
    anchor: ElementId | None = None,
    *,
    links: bool = True,
) -> Landing:
    """Return where an element of a service lands, at ``point`` or in regard to ``anchor``.

    At a point it stands in the nearest container around it that takes it; where there is none,
    what is missing is drawn around it. Without a point it stands where it usually does in regard
    to the anchor. With ``links`` it joins the anchor's journey. Raises EditRefused.
    """
    service = service_of(service_key)
    draft, extra = Draft(diagram), ""
    if point is None and anchor is not None:
        near = _partner(diagram, service, anchor) if links else anchor
        made = _add_for(draft, service, near)
    elif point is None:
        spot = free_spot(diagram, service, None)
        refusal = may_stand(diagram.topology, service, None)
        if refusal is not None:
            made, extra = _remedied(draft, service, spot.centre)
        else:
            made = add_to(draft, service, spot, None)
    else:
        made, extra = _add_at(draft, service, point)
    link = None
    if links and anchor is not None:
        link = suggested_link(draft.diagram, made, anchor)
        if link is not None:
            draft.do(link)
    after = draft.diagram
    parent = after.topology.elements[made].parent
    return Landing(
        edit=draft.batch(f"Add {service.name}"),
        made=made,
        box=after.layout.boxes[made],
        parent=parent if parent in diagram.topology.elements else None,
        link=link,
        text=_told(after, service, made, link) + extra,
    )


def _add_at(draft: Draft, service: Service, point: Point) -> tuple[ElementId, str]:
    diagram = draft.diagram
    target, refusal = drop_target(diagram, service.key, point)
    if refusal is not None:
        takes = (k for k in containers_at(diagram, point)
                 if may_stand(diagram.topology, service, k) is None)  # fmt: skip
        target = next(takes, None)
        if target is None:
            return _remedied(draft, service, point)
    groups = spanning_groups(diagram, service, point, target)
    box = settled_box(diagram, service, point, target)
    made = add_to(draft, service, box, target, memberships=groups)
    pick_up(draft, made)
    return made, ""


def _remedied(draft: Draft, service: Service, point: Point) -> tuple[ElementId, str]:
    ways = remedies(draft.diagram, service.key, point)
    if not ways:
        refusal = may_stand(draft.diagram.topology, service, None)
        raise EditRefused("" if refusal is None else refusal.reason)
    draft.do(*ways[0].edit.edits)
    words = ways[0].text
    return ways[0].focus, f"; {words[:1].lower()}{words[1:]}"


def _partner(diagram: Diagram, service: Service, anchor: ElementId) -> ElementId:
    """Return whom a new element will be linked to, beside whom it then stands; else the anchor."""
    if home_for(diagram, service, anchor) is not None:
        # Servers and stores have a place of their own, in the anchor's zone.
        return anchor
    trial = Draft(diagram)
    made = _add_for(trial, service, anchor)
    link = suggested_link(trial.diagram, made, anchor)
    if link is None:
        return anchor
    return link.link.target if link.link.source == made else link.link.source


def _add_for(draft: Draft, service: Service, anchor: ElementId) -> ElementId:
    """Add an element where it usually stands in regard to the anchor."""
    diagram = draft.diagram
    element = diagram.topology.elements[anchor]
    if element.kind is Kind.VPC and homes(diagram, anchor):
        if service.role is Role.BALANCER:
            return add_to(draft, service, front_spot(diagram, service, anchor), anchor)
        if service.kind is Kind.SCALING_GROUP:
            return add_group_across(draft, anchor, service)
        if (home := home_for(diagram, service, anchor)) is not None:
            return add_at_home(draft, service, home)
    if element.kind.is_container and may_stand(diagram.topology, service, anchor) is None:
        return _add_inside(draft, service, anchor)
    if service.kind.is_container or element.kind is Kind.NOTE:
        return _add_around(draft, service, anchor)
    return add_beside(draft, service, anchor)


def _add_inside(draft: Draft, service: Service, outer: ElementId) -> ElementId:
    spot = free_spot(draft.diagram, service, outer)
    is_group = draft.diagram.topology.elements[outer].kind.has_members
    if is_group and draft.diagram.layout.boxes[outer].holds(spot.centre):
        # In a group that lies across subnets it stands in the subnet and joins the group.
        return _add_at(draft, service, spot.centre)[0]
    groups = spanning_groups(draft.diagram, service, spot.centre, outer)
    return add_to(draft, service, spot, outer, memberships=groups)


def _add_around(draft: Draft, service: Service, anchor: ElementId) -> ElementId:
    """Add a container into the nearest one around the anchor that takes it."""
    topology = draft.diagram.topology
    vpc = topology.around(anchor, Kind.VPC)
    if service.kind is Kind.SCALING_GROUP and vpc is not None and homes(draft.diagram, vpc.id):
        return add_group_across(draft, vpc.id, service)
    for outer in (*(one.id for one in topology.ancestors(anchor)), None):
        if may_stand(topology, service, outer) is None:
            return add_to(draft, service, free_spot(draft.diagram, service, outer), outer)
    refusal = may_stand(topology, service, None)
    raise EditRefused("" if refusal is None else refusal.reason)


def _told(diagram: Diagram, service: Service, made: ElementId, link: AddLink | None) -> str:
    elements = diagram.topology.elements
    element = elements[made]
    where = (
        "on the open canvas" if element.parent is None else f"in {elements[element.parent].name}"
    )
    text = f"{service.name} {where}"
    if members := diagram.topology.members(made):
        text += f" with {', '.join(elements[key].name for key in members)}"
    if element.memberships:
        names = ", ".join(elements[group].name for group in element.memberships)
        text += f", member of {names}"
    if link is None:
        return text
    if link.link.source == made:
        return f"{text}, linked to {elements[link.link.target].name}"
    return f"{text}, linked from {elements[link.link.source].name}"
