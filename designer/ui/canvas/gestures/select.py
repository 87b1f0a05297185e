"""Selects by a click, and decides what a drag from the same press becomes."""

from PySide6.QtCore import QPoint, QPointF, Qt

from designer.ui.canvas.gestures.bends import DragStroke
from designer.ui.canvas.gestures.connect import Reconnect
from designer.ui.canvas.gestures.gesture import DRAG_DISTANCE, Gesture, Pointer, Stage
from designer.ui.canvas.gestures.move import Move
from designer.ui.canvas.gestures.rubber_band import RubberBand
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.link_item import LinkItem

LINK_REACH = 6.0
"""How many pixels beside a line a click still means the line."""
_END_REACH = 12.0


def hit_at(stage: Stage, point: QPointF) -> ElementItem | LinkItem | None:
    """Return what a click at ``point`` means: a resource, a line, a container's frame or inside."""
    canvas = stage.canvas
    element = canvas.element_at(point, 4.0 * stage.unit)
    if element is not None and not element.element.kind.is_container:
        return element
    return canvas.link_at(point, LINK_REACH * stage.unit) or element


class Select:
    """Select what is under the pointer.

    An element is selected when the button goes down, so that the drag that may follow moves it.
    The inside of a container waits for the release: a drag there stretches a rubber band, and so
    does one with Shift anywhere on a container.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pressed: Pointer | None = None
        self._hit: ElementItem | LinkItem | None = None
        self._is_done = False

    def start(self, pointer: Pointer) -> None:
        """Select a new element at once."""
        self._pressed = pointer
        self._hit = hit_at(self._stage, pointer.scene)
        document = self._stage.document
        key = self._key()
        if key and key not in document.selection and self._is_gripped(pointer):
            document.set_selection({*document.selection, key} if pointer.adds else {key})
            self._is_done = True

    def move(self, pointer: Pointer) -> None:
        """Hand over to the drag that this press becomes, once the pointer has travelled."""
        pressed = self._pressed
        if pressed is None or _travelled(pointer.view, pressed.view) < DRAG_DISTANCE:
            return
        self._stage.hand_over(self._drag(pressed), pressed, pointer)

    def finish(self, pointer: Pointer) -> None:
        """Select, toggle, or (beside everything) select nothing."""
        document, key = self._stage.document, self._key()
        if self._is_done:
            return
        if not pointer.adds:
            document.set_selection({key} if key else ())
        elif key:
            document.set_selection(document.selection ^ {key})

    def cancel(self) -> None:
        """A press alone has changed nothing but the selection, which stays."""

    def _key(self) -> str:
        if isinstance(self._hit, ElementItem):
            return self._hit.element.id
        return "" if self._hit is None else self._hit.link.id

    def _is_gripped(self, pointer: Pointer) -> bool:
        if not isinstance(self._hit, ElementItem):
            return self._hit is not None
        if self._hit.element.kind.is_container and pointer.is_shifted:
            return False
        return self._hit.grips(pointer.scene, 4.0 * self._stage.unit)

    def _drag(self, pressed: Pointer) -> Gesture:
        stage, hit = self._stage, self._hit
        if isinstance(hit, LinkItem):
            return _link_drag(stage, hit, pressed.scene)
        if hit is None or (hit.element.kind.is_container and pressed.is_shifted):
            return RubberBand(stage)
        if hit.element.kind.is_container and hit.is_locked and not pressed.copies:
            return RubberBand(stage)
        if self._is_gripped(pressed) or hit.element.id in stage.document.selection:
            return Move(stage, hit.element.id)
        return RubberBand(stage)


def _link_drag(stage: Stage, item: LinkItem, point: QPointF) -> Gesture:
    reach = _END_REACH * stage.unit
    if len(item.points) > 1:
        for number, is_source in ((0, True), (-1, False)):
            end = item.points[number]
            if max(abs(end.x - point.x()), abs(end.y - point.y())) <= reach:
                return Reconnect(stage, item.link.id, is_source=is_source)
    return DragStroke(stage, item.link.id)


def _travelled(now: QPoint, then: QPoint) -> int:
    return (now - then).manhattanLength()


def cursor_over(stage: Stage, point: QPointF) -> Qt.CursorShape:
    """Return the pointer's shape over what lies at ``point`` when nothing is pressed."""
    hit = hit_at(stage, point)
    if isinstance(hit, LinkItem):
        return Qt.CursorShape.PointingHandCursor
    if isinstance(hit, ElementItem):
        gripped = hit.grips(point, 4.0 * stage.unit)
        if gripped or hit.element.id in stage.document.selection:
            return Qt.CursorShape.SizeAllCursor
    return Qt.CursorShape.ArrowCursor
