"""Runs the one gesture that is under way, and is the stage it plays on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QGraphicsView

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.easing import Easing
from designer.ui.canvas.gestures.gesture import Gesture, Pointer
from designer.ui.canvas.gestures.pan import Pan
from designer.ui.canvas.gestures.select import Select
from designer.ui.canvas.scene import CanvasScene
from designer.ui.document import Document

_EDGE = 28
_EDGE_STEP = 14
_EDGE_MS = 16


class Driver(QObject):
    """Hand the pointer to the present gesture, and scroll while it drags at the view's edge."""

    def __init__(
        self,
        view: QGraphicsView,
        document: Document,
        canvas: CanvasScene,
        camera: Camera,
        status: SignalInstance,
        rest: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._document = document
        self._canvas = canvas
        self._camera = camera
        self._status = status
        self._rest = rest
        self._gesture: Gesture | None = None
        self._last: Pointer | None = None
        self.easing = Easing(canvas, self)
        self.snaps = True
        self.guides = True
        self._edge_timer = QTimer(self)
        self._edge_timer.setInterval(_EDGE_MS)
        self._edge_timer.timeout.connect(self._pan_at_edge)

    @property
    def document(self) -> Document:
        """The document that takes the edits."""
        return self._document

    @property
    def canvas(self) -> CanvasScene:
        """The items, and what lies where."""
        return self._canvas

    @property
    def unit(self) -> float:
        """How many scene units one pixel of the view is."""
        return 1.0 / self._camera.zoom

    @property
    def gesture(self) -> Gesture | None:
        """The gesture under way."""
        return self._gesture

    def say(self, text: str) -> None:
        """Tell in the status line what the gesture would do."""
        self._status.emit(text)

    def point_with(self, shape: Qt.CursorShape) -> None:
        """Show another pointer."""
        port = self._view.viewport()
        if port.cursor().shape() != shape:
            port.setCursor(shape)

    def pan_by(self, dx: float, dy: float) -> None:
        """Scroll the drawing by pixels of the view."""
        self._camera.pan_by(dx, dy)

    def pointer_at(
        self, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Pointer:
        """Return the pointer at a place of the view."""
        scene = QPointF(self._view.mapToScene(at))
        return Pointer(
            scene=scene,
            view=QPoint(at),
            modifiers=modifiers,
            snaps=self.snaps,
            guides=self.guides,
        )

    def begin(self, gesture: Gesture, pointer: Pointer) -> None:
        """Start a gesture; one that is under way is given up."""
        self.give_up()
        self._gesture, self._last = gesture, pointer
        if not isinstance(gesture, Select | Pan):
            self._edge_timer.start()
        gesture.start(pointer)

    def hand_over(self, successor: Gesture, start: Pointer, now: Pointer) -> None:
        """Let ``successor`` go on, as if it had begun at ``start``."""
        self._gesture, self._last = successor, now
        self._canvas.handles.hide_all()
        self._edge_timer.start()
        successor.start(start)
        successor.move(now)

    def move(self, pointer: Pointer) -> None:
        """Let the gesture follow the pointer."""
        self._last = pointer
        if self._gesture is not None:
            self._gesture.move(pointer)

    def hold(self, modifiers: Qt.KeyboardModifier) -> None:
        """Let the gesture know that other modifier keys are held."""
        if self._gesture is not None and self._last is not None:
            self.move(self.pointer_at(self._last.view, modifiers))

    def finish(self, pointer: Pointer) -> None:
        """Let the gesture come to its end."""
        gesture, self._gesture = self._gesture, None
        self._edge_timer.stop()
        if gesture is not None:
            gesture.finish(pointer)
            self._rest()

    def give_up(self) -> bool:
        """Cancel the gesture under way; tell whether there was one."""
        gesture, self._gesture = self._gesture, None
        self._edge_timer.stop()
        if gesture is None:
            return False
        gesture.cancel()
        self._rest()
        return True

    def _pan_at_edge(self) -> None:
        if self._gesture is None or self._last is None:
            return
        room, at = self._view.viewport().rect(), self._last.view
        dx, dy = _push(at.x(), room.width()), _push(at.y(), room.height())
        if dx or dy:
            self._camera.pan_by(dx, dy)
            self.move(self.pointer_at(at, self._last.modifiers))


def _push(at: int, room: int) -> int:
    """Return by how many pixels to scroll for a pointer at ``at`` of ``room``."""
    if at < _EDGE:
        return min(_EDGE_STEP, (_EDGE - at) // 2 + 1)
    if at > room - _EDGE:
        return -min(_EDGE_STEP, (at - room + _EDGE) // 2 + 1)
    return 0
