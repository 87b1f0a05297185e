"""Draws a generic group around elements, and takes such a group away from what stands in it."""

from collections.abc import Collection

from designer.catalog.placement import may_stand
from designer.edit.apply import EditRefused
from designer.edit.edits import Batch, Remove, Reparent
from designer.edit.placing import Draft, add_to, grow_edits, service_of
from designer.edit.room import around
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import bounds

GROUP = "group"


def enclosed(diagram: Diagram, ids: Collection[ElementId]) -> tuple[Batch, ElementId]:
    """Return the edit that draws a group around ``ids``, and the id of the group.

    ``ids`` (at least one, none within another) stand in the group then, with what lies between
    them. Raises EditRefused where they stand in different containers.
    """
    topology, boxes = diagram.topology, diagram.layout.boxes
    parents = {topology.elements[key].parent for key in ids}
    if len(parents) != 1:
        raise EditRefused("Select elements that stand in one container to group them.")
    (parent,) = parents
    service = service_of(GROUP)
    refusal = may_stand(topology, service, parent)
    if refusal is not None:
        raise EditRefused(refusal.reason)
    inner = around(boxes[key] for key in ids)
    # What lies between them on the drawing would seem to stand in the group.
    held = {*ids, *(key for key in topology.children(parent) if inner.contains(boxes[key]))}
    draft = Draft(diagram)
    box = around(boxes[key] for key in held)
    group = add_to(draft, service, box, parent)
    draft.do(Reparent(ids=frozenset(held), parent=group))
    within = bounds(draft.diagram.layout.boxes[key] for key in held)
    draft.do(*grow_edits(draft.diagram, group, within))
    return draft.batch("Group elements" if len(held) > 1 else "Group element"), group


def groups_among(diagram: Diagram, ids: Collection[ElementId]) -> tuple[ElementId, ...]:
    """Return those of ``ids`` that are groups which can be taken away."""
    elements = diagram.topology.elements
    return tuple(sorted(key for key in ids if elements[key].kind is Kind.GROUP))


def dissolved(diagram: Diagram, groups: Collection[ElementId]) -> Batch:
    """Return the edit that takes ``groups`` away and leaves what stands in them where it is.

    Raises EditRefused where something may stand in a group but not in what is around it.
    """
    draft = Draft(diagram)
    for group in sorted(groups):
        topology = draft.diagram.topology
        held = frozenset(topology.children(group))
        if held:
            draft.do(Reparent(ids=held, parent=topology.elements[group].parent))
        draft.do(Remove(ids=frozenset({group})))
    return draft.batch("Ungroup")
