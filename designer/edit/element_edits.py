"""Applies the edits of single elements: adding, moving, nesting, naming, belonging."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from designer.catalog.loader import catalog
from designer.edit.edits import (
    AddElement,
    Collapse,
    Move,
    Rename,
    Reparent,
    Resize,
    SetMembership,
    SetNote,
)
from designer.edit.refusal import (
    EditRefused,
    checked_name,
    checked_remark,
    checked_texts,
    element_of,
    require_depth,
    require_fresh_id,
    require_membership,
    require_place,
    require_sound,
    require_sound_box,
    require_sound_points,
)
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import belongs_to, check_element
from designer.model.layout import Box, Point
from designer.model.topology import Topology


def with_elements(diagram: Diagram, changed: Mapping[ElementId, Element]) -> Diagram:
    """Return the diagram with elements added or replaced."""
    if not changed:
        return diagram
    return diagram.with_topology(diagram.topology.with_elements(changed))


def with_boxes(diagram: Diagram, changed: Mapping[ElementId, Box]) -> Diagram:
    """Return the diagram with boxes added or replaced."""
    layout = diagram.layout
    return diagram.with_layout(replace(layout, boxes=layout.boxes.with_items(changed)))


def add_element(diagram: Diagram, edit: AddElement) -> Diagram:
    """Add one element with its box."""
    require_fresh_id(diagram, edit.element.id)
    element, topology = checked_texts(edit.element), diagram.topology
    service = catalog().get(element.service)
    if service is None:
        raise EditRefused(f"The catalog has no service “{element.service}”.")
    if service.kind is not element.kind:
        raise EditRefused(
            f"“{service.name}” is drawn as {_called(service.kind)}, not as {_called(element.kind)}."
        )
    require_place(topology, element)
    require_depth(topology, element.parent, 1)
    for group in element.memberships:
        require_membership(topology, element, group)
    require_sound_box(edit.box, element.name)
    result = with_boxes(with_elements(diagram, {element.id: element}), {element.id: edit.box})
    require_sound(check_element(result.topology, element), "The new element")
    return result


def _called(kind: Kind) -> str:
    return f"“{kind.value.replace('_', ' ')}”"


def move(diagram: Diagram, edit: Move) -> Diagram:
    """Shift elements with all they hold."""
    if not (math.isfinite(edit.dx) and math.isfinite(edit.dy)):
        raise EditRefused("A move must be by finite numbers.")
    moving = _with_contents(diagram, edit.ids)
    if not moving or (edit.dx == 0 and edit.dy == 0):
        return diagram
    layout = diagram.layout
    boxes: dict[ElementId, Box] = {}
    for key in moving:
        box = layout.boxes[key].moved(edit.dx, edit.dy)
        require_sound_box(box, diagram.topology.elements[key].name)
        boxes[key] = box
    bends: dict[LinkId, tuple[Point, ...]] = {}
    for link_id, points in layout.bends.items():
        link = diagram.topology.links[link_id]
        if link.source in moving and link.target in moving:
            moved = tuple(point.moved(edit.dx, edit.dy) for point in points)
            require_sound_points(moved)
            bends[link_id] = moved
    return diagram.with_layout(
        replace(layout, boxes=layout.boxes.with_items(boxes), bends=layout.bends.with_items(bends))
    )


def _with_contents(diagram: Diagram, ids: Iterable[ElementId]) -> set[ElementId]:
    topology = diagram.topology
    found: set[ElementId] = set()
    for key in ids:
        element = element_of(diagram, key)
        found.add(key)
        if element.kind.is_container:
            found.update(topology.descendants(key))
    return found


def resize(diagram: Diagram, edit: Resize) -> Diagram:
    """Give one element another box."""
    element = element_of(diagram, edit.id)
    require_sound_box(edit.box, element.name)
    if diagram.layout.boxes[edit.id] == edit.box:
        return diagram
    return with_boxes(diagram, {edit.id: edit.box})


def collapse(diagram: Diagram, edit: Collapse) -> Diagram:
    """Show containers as one box each, or with all they hold again."""
    for key in edit.ids:
        if not element_of(diagram, key).kind.is_container:
            raise EditRefused("Only a container can be collapsed.")
    layout = diagram.layout
    collapsed = layout.collapsed | edit.ids if edit.collapsed else layout.collapsed - edit.ids
    if collapsed == layout.collapsed:
        return diagram
    return diagram.with_layout(replace(layout, collapsed=collapsed))


def reparent(diagram: Diagram, edit: Reparent) -> Diagram:
    """Make elements stand in another container."""
    topology = diagram.topology
    roots = [key for key in sorted(edit.ids) if not _goes_along(diagram, key, edit.ids)]
    moving = [key for key in roots if topology.elements[key].parent != edit.parent]
    if not moving:
        return diagram
    if edit.parent is not None:
        element_of(diagram, edit.parent)
    changed: dict[ElementId, Element] = {}
    for key in moving:
        element = topology.elements[key]
        if edit.parent is not None and belongs_to(topology, edit.parent, key):
            raise EditRefused(f"“{element.name}” cannot stand in itself.")
        # Standing in a group already makes it a member.
        groups = tuple(group for group in element.memberships if group != edit.parent)
        changed[key] = replace(element, parent=edit.parent, memberships=groups)
    result = with_elements(diagram, changed)
    for key in moving:
        _require_places(result.topology, topology, key)
        require_depth(topology, edit.parent, _height(topology, key))
    return result


def _goes_along(diagram: Diagram, key: ElementId, ids: frozenset[ElementId]) -> bool:
    element_of(diagram, key)
    return any(outer.id in ids for outer in diagram.topology.ancestors(key))


def _require_places(after: Topology, before: Topology, key: ElementId) -> None:
    """Judge the new place of ``key`` and of what it holds, as far as that looks through it."""
    require_place(after, after.elements[key])
    pending = [key]
    while pending:
        current = pending.pop()
        kind = after.elements[current].kind
        if kind in (Kind.GROUP, Kind.SCALING_GROUP, Kind.ACCOUNT):
            for child in before.children(current):
                require_place(after, after.elements[child])
                pending.append(child)


def _height(topology: Topology, key: ElementId) -> int:
    height, level = 1, topology.children(key)
    while level:
        height += 1
        level = tuple(child for parent in level for child in topology.children(parent))
    return height


def rename(diagram: Diagram, edit: Rename) -> Diagram:
    """Give one element another name."""
    element = element_of(diagram, edit.id)
    name = checked_name(edit.name, "A name").strip()
    if not name:
        raise EditRefused("A name cannot be empty.")
    if element.name == name:
        return diagram
    return with_elements(diagram, {edit.id: replace(element, name=name)})


def set_note(diagram: Diagram, edit: SetNote) -> Diagram:
    """Replace the remark on one element."""
    element = element_of(diagram, edit.id)
    note = checked_remark(edit.note, "A note")
    if element.note == note:
        return diagram
    return with_elements(diagram, {edit.id: replace(element, note=note)})


def set_membership(diagram: Diagram, edit: SetMembership) -> Diagram:
    """Replace the groups one element belongs to."""
    element, topology = element_of(diagram, edit.id), diagram.topology
    if element.memberships == edit.groups:
        return diagram
    if len(set(edit.groups)) != len(edit.groups):
        raise EditRefused(f"“{element.name}” cannot be a member of one group twice.")
    for group in edit.groups:
        require_membership(topology, element, group)
        if group == element.parent:
            raise EditRefused(f"“{element.name}” already belongs to the group that it stands in.")
        if belongs_to(topology, group, element.id):
            raise EditRefused(f"“{element.name}” cannot be a member of itself.")
    return with_elements(diagram, {edit.id: replace(element, memberships=edit.groups)})
