"""Finds what an Auto Scaling icon scales: the box it stands in, or what lines join it to."""

from collections.abc import Sequence

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.importers.drawio.components import Component
from designer.importers.drawio.lines import LineWork
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.drawio.shapes import Shape, What
from designer.importers.result import NoteKind
from designer.model.elements import Kind


def settle_scaling_icons(
    boxes: Sequence[Shape], components: list[Component], work: LineWork, book: NoteBook
) -> None:
    """Turn the box around a scaling icon into its scaling group; the icon is used up.

    Only a box of no other kind that holds compute counts, and only when it is not one already.
    """
    linked = {end.shape for connection in work.connections for end in connection.ends}
    for component in [c for c in components if c.service == "asg"]:
        box = _box_around(component.shape, boxes, components)
        if box is None or component.shape.key in linked:
            continue
        components.remove(component)
        component.shape.what = What.DECORATION
        if box.kind is Kind.SCALING_GROUP:
            continue
        box.kind, box.service = Kind.SCALING_GROUP, "asg"
        if not box.lines:
            box.lines = list(component.shape.lines)
        book.tell(
            NoteKind.INFERRED,
            f"{shown(box.text) if box.lines else 'A box'} holds an Auto Scaling icon and "
            "instances, so it is an Auto Scaling group.",
            box.key,
        )


def _box_around(
    icon: Shape, boxes: Sequence[Shape], components: Sequence[Component]
) -> Shape | None:
    around = [box for box in boxes if box.box.holds(icon.box.centre)]
    if not around:
        return None
    box = min(around, key=lambda b: b.box.area)
    if box.kind is Kind.SCALING_GROUP:
        return box
    if box.kind is not Kind.GROUP or box.service != "group":
        return None
    inside = [c for c in components if c.shape is not icon and box.box.holds(c.shape.box.centre)]
    roles = [catalog()[c.service].role for c in inside if not c.is_note]
    return box if roles and all(role is Role.COMPUTE for role in roles) else None
