"""Takes services and whole designs that are dragged in from the palette."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from designer.catalog.loader import catalog
from designer.ui.canvas.driver import Driver
from designer.ui.canvas.geometry import point_of
from designer.ui.canvas.gestures.place import Place
from designer.ui.canvas.gestures.place_pattern import PlacePattern
from designer.ui.canvas.inserting import Inserting
from designer.ui.mime import SERVICE_MIME
from designer.ui.patterns import is_pattern


class DragIn:
    """Runs the gesture of a drag that comes from outside the canvas, from its entry to the drop."""

    def __init__(self, view: QWidget, driver: Driver, inserting: Inserting) -> None:
        self._view = view
        self._driver = driver
        self._inserting = inserting

    def enter(self, event: QDragEnterEvent) -> None:
        """Begin, if something of the palette is dragged."""
        key = bytes(event.mimeData().data(SERVICE_MIME).data()).decode("utf-8", errors="replace")
        if key not in catalog() and not is_pattern(key):
            event.ignore()
            return
        event.acceptProposedAction()
        wanted = PlacePattern if is_pattern(key) else Place
        pointer = self._driver.pointer_at(event.position().toPoint())
        self._driver.begin(wanted(self._driver, key), pointer)

    def move(self, event: QDragMoveEvent) -> None:
        """Show where it would be dropped."""
        if not isinstance(self._driver.gesture, Place | PlacePattern):
            event.ignore()
            return
        event.acceptProposedAction()
        at = event.position().toPoint()
        self._driver.move(self._driver.pointer_at(at, event.modifiers()))

    def drop(self, event: QDropEvent) -> None:
        """Place it, and ask what comes with it; or say why it cannot stand there."""
        place = self._driver.gesture
        if not isinstance(place, Place | PlacePattern):
            event.ignore()
            return
        event.acceptProposedAction()
        pointer = self._driver.pointer_at(event.position().toPoint(), event.modifiers())
        self._driver.finish(pointer)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(place, PlacePattern):
            self._inserting.settle_pattern(place.service, place.placed)
        elif place.placed is not None:
            self._inserting.settle(place.placed)
        elif place.refusal:
            self._inserting.refuse(place.service, point_of(pointer.scene), place.refusal)
