"""Scrolls by dragging the drawing: the middle button, or the space bar held."""

from PySide6.QtCore import QPoint, Qt

from designer.ui.canvas.gestures.gesture import Pointer, Stage


class Pan:
    """Keep the same spot of the drawing under the pointer."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._last = QPoint()

    def start(self, pointer: Pointer) -> None:
        """Take hold of the drawing."""
        self._last = pointer.view
        self._stage.point_with(Qt.CursorShape.ClosedHandCursor)

    def move(self, pointer: Pointer) -> None:
        """Pull it along."""
        step = pointer.view - self._last
        self._last = pointer.view
        self._stage.pan_by(step.x(), step.y())

    def finish(self, pointer: Pointer) -> None:
        """Let go."""
        self.move(pointer)

    def cancel(self) -> None:
        """Let go; the view stays where it is."""
