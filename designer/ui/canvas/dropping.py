"""Works out what a move means: which container takes each element, and what has to follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.edit.aligning import Shift
from designer.edit.apply import EditRefused
from designer.edit.edits import Edit, Move, Reparent, SetMembership, describe
from designer.edit.placing import Draft, containers_at, grow_edits, is_hidden, spanning_groups
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box, Point
from designer.ui.canvas.spanning import membership_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """What moving elements by some offset comes to.

    Attributes:
        edits: the whole move, to be made as one step; empty when nothing moves.
        label: the step's name.
        targets: the containers that newly take an element.
        changes_place: an element stands elsewhere afterwards.
        refusal: why it cannot be done, one sentence; then ``edits`` is empty.
        refused_by: the containers that do not take an element.
    """

    edits: tuple[Edit, ...] = ()
    label: str = ""
    targets: tuple[ElementId, ...] = ()
    changes_place: bool = False
    refusal: str | None = None
    refused_by: tuple[ElementId, ...] = ()


def outermost(diagram: Diagram, ids: Iterable[ElementId]) -> frozenset[ElementId]:
    """Return those of ``ids`` that stand in none of the others."""
    chosen = set(ids)
    return frozenset(
        key
        for key in chosen
        if not any(outer.id in chosen for outer in diagram.topology.ancestors(key))
    )


def plan(
    diagram: Diagram,
    ids: frozenset[ElementId],
    dx: float,
    dy: float,
    grabbed: ElementId,
    pointer: Point,
) -> Drop:
    """Return what moving ``ids`` (none within another) by ``dx``, ``dy`` comes to.

    The grabbed element stands in the container under the pointer, every other one in the
    container under its middle.
    """
    if not dx and not dy:
        return Drop()
    return rearranged(diagram, dict.fromkeys(sorted(ids), (dx, dy)), {grabbed: pointer})


def rearranged(
    diagram: Diagram,
    shifts: Mapping[ElementId, Shift],
    pointers: Mapping[ElementId, Point] = FrozenMap(),
) -> Drop:
    """Return what moving elements (none within another), each by its own shift, comes to.

    Each stands in the container under its middle, or under the point that ``pointers`` gives it.
    """
    # What is hidden in a collapsed container moves with that only.
    shifts = {key: shift for key, shift in shifts.items() if not is_hidden(diagram, key)}
    topology, boxes = diagram.topology, diagram.layout.boxes
    moving = set(shifts)
    for key in shifts:
        moving.update(topology.descendants(key))
    moves = _moves(shifts)
    parents: dict[ElementId | None, set[ElementId]] = {}
    memberships: list[SetMembership] = []
    for key, shift in shifts.items():
        element = topology.elements[key]
        point = pointers.get(key, boxes[key].centre.moved(*shift))
        around = tuple(outer for outer in containers_at(diagram, point) if outer not in moving)
        if element.kind.has_members:
            around = _holders(diagram, element, boxes[key].moved(*shift), around)
        target, refusal = _target(diagram, element, around)
        if refusal is not None:
            return Drop(refusal=refusal, refused_by=around[:1])
        if target != element.parent:
            parents.setdefault(target, set()).add(key)
        groups = _memberships(diagram, element, point, target, moving)
        if groups != element.memberships:
            memberships.append(SetMembership(id=key, groups=groups))
    edits: list[Edit] = [
        *moves,
        *(Reparent(ids=frozenset(moved), parent=target) for target, moved in parents.items()),
        *memberships,
    ]
    try:
        complete = _completed(diagram, edits, shifts)
    except EditRefused as refused:
        return Drop(refusal=str(refused))
    return Drop(
        edits=complete,
        label=describe(Move(ids=frozenset(shifts), dx=0, dy=0)),
        targets=tuple(target for target in parents if target is not None),
        changes_place=bool(parents),
    )


def _moves(shifts: Mapping[ElementId, Shift]) -> list[Move]:
    """Return one move for all elements of one shift, so that lines between them go along."""
    alike: dict[Shift, set[ElementId]] = {}
    for key, shift in shifts.items():
        alike.setdefault(shift, set()).add(key)
    return [Move(ids=frozenset(keys), dx=dx, dy=dy) for (dx, dy), keys in alike.items()]


def _completed(diagram: Diagram, edits: list[Edit], ids: Iterable[ElementId]) -> tuple[Edit, ...]:
    """Add what lets the containers of ``ids`` grow, and moved scaling groups take members in."""
    draft = Draft(diagram)
    draft.do(*edits)
    for key in sorted(ids):
        draft.do(*grow_edits(draft.diagram, key))
    for key in sorted(ids):
        draft.do(*membership_edits(diagram, draft.diagram, key))
    return draft.batch("").edits


def _holders(
    diagram: Diagram, element: Element, box: Box, around: tuple[ElementId, ...]
) -> tuple[ElementId, ...]:
    """Return those of ``around`` that can hold a group: it lies across what is smaller.

    The container that it stands in stays one as long as the pointer is over it.
    """
    boxes = diagram.layout.boxes
    whole = tuple(outer for outer in around if boxes[outer].contains(box))
    if element.parent in around and (not whole or element.parent not in whole):
        return tuple(o for o in around if o in whole or o == element.parent)
    return whole


def _target(
    diagram: Diagram, element: Element, around: tuple[ElementId, ...]
) -> tuple[ElementId | None, str | None]:
    """Return the container for ``element`` among those around it, or why there is none."""
    service = catalog().get(element.service)
    if service is None:
        return element.parent, None
    first: str | None = None
    for target in (*around, None):
        if target == element.parent:
            return target, None
        refusal = may_stand(diagram.topology, service, target)
        if refusal is None:
            return target, None
        first = first or refusal.reason
        # A box dropped over smaller boxes is meant for what surrounds them; an icon is not.
        if not element.kind.is_container:
            break
    return element.parent, first


def _memberships(
    diagram: Diagram,
    element: Element,
    point: Point,
    target: ElementId | None,
    moving: set[ElementId],
) -> tuple[ElementId, ...]:
    """Return the groups of ``element`` after its move: those whose box it left fall away."""
    service = catalog().get(element.service)
    if service is None or element.kind is not Kind.RESOURCE:
        return element.memberships
    elements, boxes = diagram.topology.elements, diagram.layout.boxes
    before = boxes[element.id].centre
    new = tuple(
        key for key in spanning_groups(diagram, service, point, target) if key not in moving
    )
    kept = tuple(
        key
        for key in element.memberships
        if key not in new
        and (
            key in moving
            or elements[key].kind is not Kind.SCALING_GROUP
            or not boxes[key].holds(before)
        )
    )
    order = [key for key in element.memberships if key in new or key in kept]
    return (*order, *(key for key in new if key not in order))
