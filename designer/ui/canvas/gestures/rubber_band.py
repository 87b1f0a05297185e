"""Selects what a rectangle catches."""

from PySide6.QtCore import QPointF, QRectF

from designer.ui.canvas.catching import touching, within
from designer.ui.canvas.gestures.gesture import Pointer, Stage


class RubberBand:
    """Stretch a rectangle; with Ctrl or Shift it adds to what was selected.

    To the right it catches what lies wholly within, to the left what it touches, as CAD programs
    have it; Alt turns that round.
    """

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
        canvas, touches = self._stage.canvas, self._touches(pointer)
        canvas.band.stretch(self._rect(pointer), touches=touches)
        caught = self._caught(pointer)
        canvas.set_selection(caught)
        how = "what the frame touches" if touches else "what lies within the frame"
        turn = "what lies within" if touches else "what it touches"
        self._stage.say(f"Select {how}: {len(caught)} · Alt or the other direction: {turn}")

    def finish(self, pointer: Pointer) -> None:
        """Select what is caught."""
        canvas = self._stage.canvas
        canvas.band.hide_all()
        self._stage.document.set_selection(self._caught(pointer))
        # The document says nothing when its selection stays the same; the preview must go.
        canvas.set_selection(self._stage.document.selection)

    def cancel(self) -> None:
        """Show the selection as it was."""
        canvas = self._stage.canvas
        canvas.band.hide_all()
        canvas.set_selection(self._stage.document.selection)

    def _touches(self, pointer: Pointer) -> bool:
        is_leftward = pointer.scene.x() < self._origin.x()
        return is_leftward != pointer.copies

    def _caught(self, pointer: Pointer) -> frozenset[str]:
        canvas, rect = self._stage.canvas, self._rect(pointer)
        if self._touches(pointer):
            return self._before | touching(canvas, rect, self._origin)
        return self._before | within(canvas, rect)

    def _rect(self, pointer: Pointer) -> QRectF:
        return QRectF(self._origin, pointer.scene).normalized()
