"""Changes the size of a container or note by one of eight handles."""

from math import ceil

from PySide6.QtCore import QPointF, Qt

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch, SetMembership
from designer.edit.edits import Resize as ResizeEdit
from designer.edit.placing import Draft, grow_edits
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds
from designer.render.guides import Frame
from designer.render.shapes import least_note_height
from designer.ui.canvas.gestures.gesture import Pointer, Stage
from designer.ui.canvas.gestures.snapping import Snapper, sort_of
from designer.ui.canvas.overlays import Edge
from designer.ui.canvas.spanning import resized_group

MIN_WIDTH, MIN_HEIGHT = 96.0, 64.0
_SIDE, _TOP = 8.0, 32.0

CURSORS = {
    Edge.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Edge.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Edge.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Edge.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Edge.TOP: Qt.CursorShape.SizeVerCursor,
    Edge.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Edge.LEFT: Qt.CursorShape.SizeHorCursor,
    Edge.RIGHT: Qt.CursorShape.SizeHorCursor,
}


def resized(box: Box, edge: Edge, dx: float, dy: float, held: Box | None) -> Box:
    """Return ``box`` pulled at ``edge`` by ``dx``, ``dy``.

    It stays above the least size and keeps around ``held``, what stands in it (with room for the
    title), as far as it was around that before.
    """
    pull_x, pull_y = edge.value
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if held is not None:
        held = Box(
            held.x - _SIDE, held.y - _TOP, held.width + 2 * _SIDE, held.height + _TOP + _SIDE
        )
    if pull_x < 0:
        left = min(left + dx, right - MIN_WIDTH)
        left = left if held is None else min(left, max(held.x, box.x))
    elif pull_x > 0:
        right = max(right + dx, left + MIN_WIDTH)
        right = right if held is None else max(right, min(held.right, box.right))
    if pull_y < 0:
        top = min(top + dy, bottom - MIN_HEIGHT)
        top = top if held is None else min(top, max(held.y, box.y))
    elif pull_y > 0:
        bottom = max(bottom + dy, top + MIN_HEIGHT)
        bottom = bottom if held is None else max(bottom, min(held.bottom, box.bottom))
    return Box(left, top, right - left, bottom - top)


def _with_edges(
    box: Box, way: tuple[int, int], dx: float, dy: float
) -> tuple[float, float, float, float]:
    return (
        box.x + (dx if way[0] < 0 else 0.0),
        box.y + (dy if way[1] < 0 else 0.0),
        box.right + (dx if way[0] > 0 else 0.0),
        box.bottom + (dy if way[1] > 0 else 0.0),
    )


def tall_enough(element: Element, box: Box, edge: Edge) -> Box:
    """Return ``box``, pulled at ``edge``, as high as the text of a note needs."""
    if element.kind is not Kind.NOTE:
        return box
    lacking = ceil(least_note_height(element.name, box.width)) - box.height
    if lacking <= 0:
        return box
    y = box.y - lacking if edge.value[1] < 0 else box.y
    return Box(box.x, y, box.width, box.height + lacking)


def sized(diagram: Diagram, key: ElementId, box: Box) -> Batch:
    """Return the edits that give an element ``box``; raise EditRefused."""
    if diagram.topology.elements[key].kind.has_members:
        return resized_group(diagram, key, box)
    draft = Draft(diagram)
    draft.do(ResizeEdit(id=key, box=box))
    draft.do(*grow_edits(draft.diagram, key, diagram.layout.boxes[key]))
    return draft.batch("Resize element")


class Resize:
    """Pull one edge or corner; what stands inside stays inside."""

    def __init__(self, stage: Stage, key: ElementId, edge: Edge) -> None:
        self._stage = stage
        self._key = key
        self._edge = edge
        self._base: Diagram = EMPTY
        self._origin = QPointF()
        self._held: Box | None = None
        self._edit: Batch | None = None
        self._snapper = Snapper(stage, EMPTY)

    def start(self, pointer: Pointer) -> None:
        """Take hold of the handle."""
        self._base = self._stage.document.diagram
        self._origin = pointer.scene
        self._snapper = Snapper(self._stage, self._base, (self._key,))
        boxes = self._base.layout.boxes
        self._held = bounds(boxes[key] for key in self._base.topology.children(self._key))
        self._stage.point_with(CURSORS[self._edge])

    def move(self, pointer: Pointer) -> None:
        """Show the new size."""
        box = self._box(pointer)
        try:
            self._edit = sized(self._base, self._key, box)
            self._stage.canvas.preview(apply(self._base, self._edit))
        except EditRefused as refusal:
            self._stage.say(str(refusal))
            return
        size = f"{box.width:g} × {box.height:g}{self._told_members()}"
        self._stage.say(f"{size} (Ctrl: no snapping, Esc: cancel)")

    def _told_members(self) -> str:
        """Mark and name the compute that the group takes in or leaves out."""
        edits = () if self._edit is None else self._edit.edits
        changed = [edit for edit in edits if isinstance(edit, SetMembership)]
        took = [edit.id for edit in changed if self._key in edit.groups]
        left = [edit.id for edit in changed if self._key not in edit.groups]
        marks: dict[str, str] = dict.fromkeys(took, "accept")
        marks.update((key, "refuse") for key in left)
        self._stage.canvas.set_emphasis(marks)
        elements = self._base.topology.elements
        words = ""
        for verb, keys in (("takes in", took), ("leaves out", left)):
            if keys:
                words += f"; {verb} {', '.join(elements[key].name for key in keys)}"
        return words

    def finish(self, pointer: Pointer) -> None:
        """Make the new size one step."""
        self.move(pointer)
        if self._edit is not None:
            self._stage.document.do(self._edit)
        self.cancel()

    def cancel(self) -> None:
        """Show the document's size."""
        self._stage.canvas.set_emphasis({})
        self._stage.canvas.guides.hide_all()
        self._stage.canvas.show(self._stage.document.diagram)

    def _box(self, pointer: Pointer) -> Box:
        """Return the box with its edge at the pointer, or at what pulls it nearby."""
        old, way = self._base.layout.boxes[self._key], self._edge.value
        dx, dy = pointer.scene.x() - self._origin.x(), pointer.scene.y() - self._origin.y()
        wish = resized(old, self._edge, dx, dy, self._held)
        parent = self._base.topology.elements[self._key].parent
        there = Frame(wish, sort_of(self._base, self._key), "" if parent is None else parent)
        pulled = (way[0] or None, way[1] or None)
        x, y = self._snapper.shift(there, wish, pointer, pulled)
        box = resized(old, self._edge, dx + x, dy + y, self._held)
        box = tall_enough(self._base.topology.elements[self._key], box, self._edge)
        if (box.x, box.y, box.right, box.bottom) != _with_edges(wish, way, x, y):
            # Held back by its contents or least size: it has met nothing.
            self._stage.canvas.guides.hide_all()
        return box
