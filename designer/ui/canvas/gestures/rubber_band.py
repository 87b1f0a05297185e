"""Selects what a rectangle catches."""

from PySide6.QtCore import QPointF, QRectF

from designer.ui.canvas.gestures.gesture import Pointer, Stage


class RubberBand:
    """Stretch a rectangle; with Ctrl or Shift it adds to what was selected."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._origin = QPointF()
        self._before: frozenset[str] = frozenset()

    def start(self, pointer: Pointer) -> None:
        """Fix one corner."""
        self._origin = pointer.scene
        self._before = self._stage.document.selection if pointer.adds else frozenset()

    def move(self, pointer: Pointer) -> None:
        """Stretch to the pointer and show what would be selected."""
        canvas, rect = self._stage.canvas, self._rect(pointer)
        canvas.band.stretch(rect)
        caught = self._before | canvas.within(rect)
        canvas.set_selection(caught)
        self._stage.say(f"{len(caught)} selected" if caught else "Drag to select")

    def finish(self, pointer: Pointer) -> None:
        """Select what is caught."""
        canvas = self._stage.canvas
        canvas.band.hide_all()
        caught = self._before | canvas.within(self._rect(pointer))
        self._stage.document.set_selection(caught)
        # The document says nothing when its selection stays the same; the preview must go.
        canvas.set_selection(self._stage.document.selection)

    def cancel(self) -> None:
        """Show the selection as it was."""
        canvas = self._stage.canvas
        canvas.band.hide_all()
        canvas.set_selection(self._stage.document.selection)

    def _rect(self, pointer: Pointer) -> QRectF:
        return QRectF(self._origin, pointer.scene).normalized()
