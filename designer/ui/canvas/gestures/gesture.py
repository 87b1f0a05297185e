"""What every pointer gesture has in common: its four moments, and the stage it plays on."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt

from designer.ui.canvas.easing import Easing
from designer.ui.canvas.scene import CanvasScene
from designer.ui.document import Document

DRAG_DISTANCE = 4
"""How many device-independent pixels the pointer travels before a press becomes a drag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where the pointer is: on the diagram, in the view, and the modifier keys held.

    ``snaps`` tells whether the grid is on, ``guides`` whether smart guides are.
    """

    scene: QPointF
    view: QPoint
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    snaps: bool = True
    guides: bool = False

    @property
    def is_free(self) -> bool:
        """Tell whether the grid is to be ignored: it is off, or Ctrl is held."""
        return not self.snaps or self._is_suspended

    @property
    def meets(self) -> bool:
        """Tell whether smart guides pull: they are on, and Ctrl is not held."""
        return self.guides and not self._is_suspended

    @property
    def copies(self) -> bool:
        """Tell whether what is dragged is to be copied: Alt is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.AltModifier)

    @property
    def _is_suspended(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)

    @property
    def adds(self) -> bool:
        """Tell whether a click adds to the selection (Ctrl or Shift)."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        return bool(self.modifiers & keys)

    @property
    def is_shifted(self) -> bool:
        """Tell whether Shift is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)


class Gesture(Protocol):
    """One thing a pointer does, from press to release.

    A gesture previews while it moves and commits at most one edit when it finishes; `cancel`
    leaves everything as it was at `start`.
    """

    def start(self, pointer: Pointer) -> None:
        """Begin where the button went down."""

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""

    def finish(self, pointer: Pointer) -> None:
        """End where the button went up."""

    def cancel(self) -> None:
        """Give up."""


class Stage(Protocol):
    """What gestures may use of the view."""

    @property
    def document(self) -> Document:
        """The document that takes the edits."""

    @property
    def canvas(self) -> CanvasScene:
        """The items, and what lies where."""

    @property
    def easing(self) -> Easing:
        """What shows previews whose boxes change with the target."""

    @property
    def unit(self) -> float:
        """How many scene units one pixel of the view is."""

    def say(self, text: str) -> None:
        """Tell in the status line what the gesture would do."""

    def point_with(self, shape: Qt.CursorShape) -> None:
        """Show another pointer until the gesture ends."""

    def pan_by(self, dx: float, dy: float) -> None:
        """Scroll the drawing by pixels of the view."""

    def hand_over(self, successor: Gesture, start: Pointer, now: Pointer) -> None:
        """Let another gesture go on, as if it had begun at ``start``."""
