"""A canvas to work on with a hand: mouse and keys as Qt delivers them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Box
from designer.model.links import Link
from designer.render.folding import folded
from designer.render.theme import LIGHT
from designer.ui.canvas.overlays import Edge
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from designer.ui.mime import SERVICE_MIME
from tests.builders import diagram

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton

TWO_ZONES = """
users u
region r eu-west-1
  vpc v
    alb lb
    zone a
      subnet s1 private
        ec2 web1
    zone b
      subnet s2 private
        rds db
lb -> web1
web1 -> db
"""


class Hand:
    """Drives one canvas; places are scene coordinates, middles of elements by their ids."""

    def __init__(self, view: CanvasView, document: Document) -> None:
        self.view = view
        self.document = document
        self.refusals: list[str] = []
        self.said: list[str] = []
        document.refused.connect(self.refusals.append)
        view.status.connect(self.said.append)

    @property
    def diagram(self) -> Diagram:
        return self.document.diagram

    def element(self, key: str) -> Element:
        return self.diagram.topology.elements[ElementId(key)]

    def link(self, key: str) -> Link:
        return self.diagram.topology.links[LinkId(key)]

    def box(self, key: str) -> Box:
        return self.diagram.layout.boxes[ElementId(key)]

    def icon(self, key: str) -> QPointF:
        """The middle of a resource's picture."""
        box = self.box(key)
        return QPointF(box.centre.x, box.y + 28)

    def title(self, key: str) -> QPointF:
        """A place on a container's upper border."""
        box = self.box(key)
        return QPointF(box.right - 20, box.y)

    def inside(self, key: str) -> QPointF:
        """An empty place within a container, near its lower right corner."""
        box = self.box(key)
        return QPointF(box.right - 9, box.bottom - 7)

    def move(self, to: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, *, held: bool = False) -> None:
        self._send(QMouseEvent.Type.MouseMove, to, keys, Qt.MouseButton.NoButton, held)

    def press(
        self, at: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT
    ) -> None:
        self.move(at, keys)
        self._send(QMouseEvent.Type.MouseButtonPress, at, keys, button, True)

    def release(
        self, at: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT
    ) -> None:
        self._send(QMouseEvent.Type.MouseButtonRelease, at, keys, button, False)

    def click(self, at: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, at: QPointF) -> None:
        self.click(at)
        self._send(QMouseEvent.Type.MouseButtonDblClick, at, NO_KEYS, LEFT, True)
        self.release(at)

    def drag_to(self, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press, move in steps, and keep the button down."""
        self.press(start, keys)
        for part in (0.1, 0.5, 1.0):
            self.move(start + (end - start) * part, keys, held=True)

    def drag(self, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.drag_to(start, end, keys)
        self.release(end, keys)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.view, key, keys)

    def press_key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyPress(self.view, key, keys)

    def release_key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyRelease(self.view, key, keys)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def handle(self, edge: Edge) -> QPointF:
        return self.view.canvas.handles.resize_place(edge)

    def connector(self, key: str, edge: Edge) -> QPointF:
        self.move(self.icon(key))
        return self.view.canvas.handles.connect_place(edge)

    def carry(self, service: str, to: QPointF) -> None:
        """Drag a service in from the palette, without letting go."""
        self._data = QMimeData()
        self._data.setData(SERVICE_MIME, service.encode())
        place = self._place(to)
        copies, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        port = self.view.viewport()
        enter = QDragEnterEvent(place.toPoint(), copies, self._data, buttons, NO_KEYS)
        QApplication.sendEvent(port, enter)
        if enter.isAccepted():
            step = QDragMoveEvent(place.toPoint(), copies, self._data, buttons, NO_KEYS)
            QApplication.sendEvent(port, step)

    def carry_on(self, to: QPointF) -> None:
        """Go on dragging what is carried."""
        step = QDragMoveEvent(
            self._place(to).toPoint(),
            Qt.DropAction.CopyAction,
            self._data,
            Qt.MouseButton.LeftButton,
            NO_KEYS,
        )
        QApplication.sendEvent(self.view.viewport(), step)

    def carry_away(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())

    def drop(self, service: str, at: QPointF) -> None:
        self.carry(service, at)
        event = QDropEvent(
            self._place(at),
            Qt.DropAction.CopyAction,
            self._data,
            Qt.MouseButton.LeftButton,
            NO_KEYS,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def assert_shown(self) -> None:
        """Fail unless the items show exactly the document's diagram, and it is sound."""
        assert check(self.diagram) == []
        assert_equal_items(self.view, self.diagram)
        assert self.view.driver.gesture is None

    def _place(self, at: QPointF) -> QPointF:
        return QPointF(self.view.mapFromScene(at))

    def _send(
        self,
        kind: QMouseEvent.Type,
        at: QPointF,
        keys: Qt.KeyboardModifier,
        button: Qt.MouseButton,
        held: bool,
    ) -> None:
        port = self.view.viewport()
        place = self._place(at)
        down = (button if button != Qt.MouseButton.NoButton else LEFT) if held else None
        buttons = Qt.MouseButton.NoButton if down is None else down
        globally = QPointF(port.mapToGlobal(place.toPoint()))
        QApplication.sendEvent(port, QMouseEvent(kind, place, globally, button, buttons, keys))


def assert_equal_items(view: CanvasView, shown: Diagram) -> None:
    """Fail unless there is one item for each element and link, and each shows its value."""
    shown = folded(shown).diagram
    canvas, topology = view.canvas, shown.topology
    assert canvas.ids() == {*topology.elements, *topology.links}
    for key, element in topology.elements.items():
        item = canvas.element_item(key)
        assert item is not None
        assert item.element == element
        assert item.box == shown.layout.boxes[key]
        assert item.scene() is canvas
    for link_id, link in topology.links.items():
        line = canvas.link_item(link_id)
        assert line is not None
        assert line.link == link
        assert line.points == canvas.router.routes[link_id]
    drawn = {id(item) for item in canvas.items()}
    known = len(canvas.ids()) + len(canvas.badges()) + len(canvas.overlays)
    known += len(canvas.overview.items())
    assert len(drawn) == known, "the scene holds items that nothing knows"


def hand_for(qtbot: QtBot, drawn: Diagram) -> Hand:
    """Return a hand on a shown canvas at 100 %, with the drawing in the middle."""
    document = Document(drawn)
    view = CanvasView(document, LIGHT)
    qtbot.addWidget(view)
    view.resize(1400, 1000)
    # Tests look at where things have come to; the way there has a test of its own.
    view.glide.duration_ms = 0
    view.driver.easing.duration_ms = 0
    with qtbot.waitExposed(view):
        view.show()
    view.fit()
    view.setFocus()
    return Hand(view, document)


@pytest.fixture
def hand(qtbot: QtBot) -> Iterator[Hand]:
    """A hand on a drawing with two zones."""
    made = hand_for(qtbot, diagram(TWO_ZONES))
    yield made
    QApplication.clipboard().clear()


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Hand]:
    """A hand on an empty canvas."""
    made = hand_for(qtbot, diagram(""))
    yield made
    QApplication.clipboard().clear()


def middle(view: CanvasView) -> QPoint:
    return view.viewport().rect().center()
