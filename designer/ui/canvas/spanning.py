"""Boxes that lie across others: where a scaling group stands, and whom its border takes in."""

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.catalog.service import Role
from designer.edit.edits import Batch, Reparent, Resize, SetMembership
from designer.edit.placing import Draft, containers_at, grow_edits
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.invariants import belongs_to
from designer.model.layout import Box


def resized_group(diagram: Diagram, key: ElementId, box: Box) -> Batch:
    """Return the edits that give a group another box.

    Drawn beyond the container that it stands in, it stands in the next one around; what stood in
    it stays in the smaller container under it and becomes a member. Compute within the border of
    a scaling group becomes a member, and what the border leaves out is one no longer. Raises
    EditRefused where it may not stand.
    """
    draft = Draft(diagram)
    draft.do(Resize(id=key, box=box))
    element = diagram.topology.elements[key]
    parent = _holder(diagram, element, box)
    if parent != element.parent:
        for child in diagram.topology.children(key):
            home = _home(diagram, child, key)
            if home is not None and not belongs_to(diagram.topology, home, key):
                draft.do(Reparent(ids=frozenset({child}), parent=home))
        draft.do(Reparent(ids=frozenset({key}), parent=parent))
    draft.do(*grow_edits(draft.diagram, key))
    draft.do(*membership_edits(diagram, draft.diagram, key))
    return draft.batch("Resize element")


def membership_edits(
    before: Diagram, after: Diagram, group: ElementId
) -> tuple[SetMembership, ...]:
    """Return the edits by which compute within the border of a scaling group belongs to it.

    ``before`` and ``after`` a change of the group's box. A member outside of the old border was
    made one on purpose and stays one.
    """
    if after.topology.elements[group].kind is not Kind.SCALING_GROUP:
        return ()
    old, new = before.layout.boxes[group], after.layout.boxes[group]
    found: list[SetMembership] = []
    for element in after.topology.elements.values():
        if not _is_compute(element):
            continue
        is_member = group in element.memberships
        was_inside = old.holds(before.layout.boxes[element.id].centre)
        is_inside = new.holds(after.layout.boxes[element.id].centre)
        stands = element.parent is not None and belongs_to(after.topology, element.parent, group)
        others = tuple(other for other in element.memberships if other != group)
        if is_inside and not is_member and not stands:
            found.append(SetMembership(id=element.id, groups=(*element.memberships, group)))
        elif is_member and was_inside and not is_inside:
            found.append(SetMembership(id=element.id, groups=others))
    return tuple(found)


def _is_compute(element: Element) -> bool:
    service = catalog().get(element.service)
    return element.kind is Kind.RESOURCE and service is not None and service.role is Role.COMPUTE


def _holder(diagram: Diagram, element: Element, box: Box) -> ElementId | None:
    """Return the nearest container around the group that holds its new box and takes it."""
    service = catalog().get(element.service)
    ancestors = [outer.id for outer in diagram.topology.ancestors(element.id)]
    for outer in ancestors:
        takes = service is None or may_stand(diagram.topology, service, outer) is None
        if takes and diagram.layout.boxes[outer].contains(box):
            return outer
    # Larger than everything around it: the widest that takes it grows.
    for outer in reversed(ancestors):
        if service is None or may_stand(diagram.topology, service, outer) is None:
            return outer
    return element.parent


def _home(diagram: Diagram, child: ElementId, group: ElementId) -> ElementId | None:
    """Return the smallest container under ``child`` besides the group it stands in."""
    topology, element = diagram.topology, diagram.topology.elements[child]
    service = catalog().get(element.service)
    own = {child, group, *topology.descendants(group)}
    for outer in containers_at(diagram, diagram.layout.boxes[child].centre):
        takes = service is None or may_stand(topology, service, outer) is None
        if outer not in own and takes:
            return outer
    return None
