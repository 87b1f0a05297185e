"""Moves what is selected, with all it holds, and lets it stand where it is dropped."""

from PySide6.QtCore import QPointF, Qt

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch
from designer.edit.edits import Move as MoveEdit
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.ui.canvas.dropping import Drop, outermost, plan
from designer.ui.canvas.geometry import point_of, snapped
from designer.ui.canvas.gestures.gesture import Pointer, Stage


class Move:
    """Drag the selection by one of its elements.

    Alt ignores the grid, Shift keeps to one axis. The container that would take an element is
    highlighted; what cannot stand there is refused with the reason, and goes back.
    """

    def __init__(self, stage: Stage, grabbed: ElementId) -> None:
        self._stage = stage
        self._grabbed = grabbed
        self._base: Diagram = EMPTY
        self._origin = QPointF()
        self._box = Box(0, 0, 0, 0)
        self._ids: frozenset[ElementId] = frozenset()
        self._drop: Drop | None = None

    def start(self, pointer: Pointer) -> None:
        """Take hold of the selection."""
        document = self._stage.document
        self._base = document.diagram
        self._origin = pointer.scene
        elements = self._base.topology.elements
        chosen = {ElementId(key) for key in document.selection if key in elements}
        self._ids = outermost(self._base, chosen | {self._grabbed})
        if self._grabbed not in self._ids:
            inner = self._base.topology.ancestors(self._grabbed)
            self._grabbed = next(outer.id for outer in inner if outer.id in self._ids)
        self._box = self._base.layout.boxes[self._grabbed]
        self._stage.point_with(Qt.CursorShape.ClosedHandCursor)

    def move(self, pointer: Pointer) -> None:
        """Show the drawing as it would be after a drop here."""
        dx, dy = self._offset(pointer)
        stage, canvas = self._stage, self._stage.canvas
        drop = plan(self._base, self._ids, dx, dy, self._grabbed, point_of(pointer.scene))
        preview = self._preview(drop, dx, dy)
        self._drop = drop
        canvas.preview(preview)
        if drop.refusal is not None:
            canvas.set_emphasis(dict.fromkeys(drop.refused_by, "refuse"))
            stage.point_with(Qt.CursorShape.ForbiddenCursor)
            stage.say(drop.refusal)
            return
        canvas.set_emphasis(dict.fromkeys(drop.targets, "accept"))
        stage.point_with(Qt.CursorShape.ClosedHandCursor)
        names = [self._base.topology.elements[key].name for key in drop.targets]
        where = f"into {', '.join(names)}" if names else "onto the open canvas"
        text = f"Moves {where}" if drop.changes_place else f"Moves by {dx:g}, {dy:g}"
        stage.say(f"{text} (Alt: no grid, Esc: cancel)")

    def finish(self, pointer: Pointer) -> None:
        """Make the move one step, or tell why it cannot be."""
        self.move(pointer)
        drop, stage = self._drop, self._stage
        stage.canvas.set_emphasis({})
        if drop is not None and drop.refusal is not None:
            stage.document.refuse(drop.refusal)
        elif drop is not None and drop.edits:
            stage.document.do(Batch(edits=drop.edits, label=drop.label))
        stage.canvas.show(stage.document.diagram)

    def cancel(self) -> None:
        """Put everything back."""
        self._stage.canvas.set_emphasis({})
        self._stage.canvas.show(self._stage.document.diagram)

    def _offset(self, pointer: Pointer) -> tuple[float, float]:
        dx = pointer.scene.x() - self._origin.x()
        dy = pointer.scene.y() - self._origin.y()
        if pointer.is_shifted:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        if pointer.is_free:
            return round(dx), round(dy)
        x = snapped(self._box.x + dx) if dx else self._box.x
        y = snapped(self._box.y + dy) if dy else self._box.y
        return x - self._box.x, y - self._box.y

    def _preview(self, drop: Drop, dx: float, dy: float) -> Diagram:
        try:
            if drop.refusal is None:
                return apply(self._base, Batch(edits=drop.edits, label=""))
            return apply(self._base, MoveEdit(ids=self._ids, dx=dx, dy=dy))
        except EditRefused:
            # Beyond the canvas's border; the drop will say so.
            return self._stage.canvas.shown
