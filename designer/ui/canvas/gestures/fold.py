"""Collapses a container by a click on its minus, and expands it by one on its plus."""

from PySide6.QtCore import Qt

from designer.edit.edits import Collapse
from designer.model.ids import ElementId
from designer.ui.canvas.gestures.gesture import Pointer, Stage


class ClickFold:
    """Collapse or expand the container if the button goes up where it went down."""

    def __init__(self, stage: Stage, key: ElementId) -> None:
        self._stage = stage
        self._key = key

    def start(self, pointer: Pointer) -> None:
        """Wait for the release."""
        self._stage.point_with(Qt.CursorShape.PointingHandCursor)

    def move(self, pointer: Pointer) -> None:
        """Wait for the release."""

    def finish(self, pointer: Pointer) -> None:
        """Make it one step."""
        canvas = self._stage.canvas
        if canvas.fold_sign_at(pointer.scene) == self._key:
            is_open = not canvas.is_collapsed(self._key)
            self._stage.document.do(Collapse(ids=frozenset({self._key}), collapsed=is_open))

    def cancel(self) -> None:
        """Nothing was changed."""
