"""The least a QGraphicsView needs for a drawing: the bare canvas that ours is measured beside.

Everything here is known to be fast and nothing is known of diagrams: one item in Python for each
resource paints picture and name by level of detail, boxes are opaque rectangles and links are path
items that Qt paints by itself, plain lines that avoid nothing.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

WIDTH, HEIGHT = 1600, 1000
_LABEL_FROM, _ICON_FROM, _SMOOTH_FROM = 0.35, 0.12, 0.5
_ICON = 56.0
_SHADES = ("#ffffff", "#f7f2ff", "#eef6fc", "#f2f9ee")


class _Element(msgspec.Struct):
    id: str
    kind: str
    name: str
    parent: str | None = None


class _Link(msgspec.Struct):
    source: str
    target: str


class _File(msgspec.Struct):
    elements: list[_Element]
    links: list[_Link]
    boxes: dict[str, tuple[float, float, float, float]]


class Node(QGraphicsItem):
    """A resource: a picture with its name below."""

    def __init__(self, size: tuple[float, float], name: str, picture: QPixmap) -> None:
        super().__init__()
        self._bounds = QRectF(0, 0, *size)
        self._icon = QRectF((size[0] - _ICON) / 2, 0, _ICON, _ICON)
        self._source = QRectF(picture.rect())
        self._name, self._picture = name, picture
        self.links: list[Wire] = []
        self.is_selected = False

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._bounds

    def middle(self) -> QPointF:
        return self.scenePos() + self._icon.center()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = painter.worldTransform().m11()
        if zoom < _ICON_FROM:
            painter.fillRect(self._icon, Qt.GlobalColor.darkCyan)
        else:
            painter.drawPixmap(self._icon, self._picture, self._source)
        if zoom >= _LABEL_FROM:
            painter.drawText(QPointF(20, 76), self._name)
        if self.is_selected:
            painter.drawRect(self._bounds)


class Wire(QGraphicsPathItem):
    """A link: two corners halfway."""

    def __init__(self, source: Node, target: Node) -> None:
        super().__init__()
        self._ends = source, target
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        for node in self._ends:
            node.links.append(self)

    def follow(self) -> None:
        """Run between where the two ends are now."""
        start, end = (node.middle() for node in self._ends)
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.lineTo(middle, start.y())
        path.lineTo(middle, end.y())
        path.lineTo(end)
        self.setPath(path)


class Floor(QGraphicsView):
    """The bare view of a drawing."""

    def __init__(self, text: str) -> None:
        """Show the drawing that ``text``, a file's, holds."""
        super().__init__()
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.nodes: dict[str, Node] = {}
        self.boxes: dict[str, QGraphicsRectItem] = {}
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont()
        font.setPixelSize(12)
        self.setFont(font)
        self._build(msgspec.json.decode(text, type=_File))
        self.zoom_to(1.0)

    def _build(self, file: _File) -> None:
        picture = QPixmap(56, 56)
        picture.fill(QColor("#ED7100"))
        inner = {element.id: element.parent for element in file.elements}
        for element in file.elements:
            if element.kind != "resource":
                self._add_box(element.id, file.boxes[element.id], _depth(inner, element.id))
        for element in file.elements:
            if element.kind == "resource":
                x, y, width, height = file.boxes[element.id]
                node = self.nodes[element.id] = Node((width, height), element.name, picture)
                node.setPos(x, y)
                node.setZValue(60)
                self._scene.addItem(node)
        pen = QPen(QColor("#545b64"), 1.2)
        for link in file.links:
            wire = Wire(self.nodes[link.source], self.nodes[link.target])
            wire.setPen(pen)
            wire.setZValue(50)
            wire.follow()
            self._scene.addItem(wire)

    def _add_box(self, key: str, box: Sequence[float], depth: int) -> None:
        x, y, width, height = box
        item = self.boxes[key] = QGraphicsRectItem(0, 0, width, height)
        item.setPos(x, y)
        item.setZValue(depth)
        item.setBrush(QBrush(QColor(_SHADES[depth % len(_SHADES)])))
        item.setPen(QPen(QColor("#147EBA"), 1.0))
        self._scene.addItem(item)

    def zoom_to(self, zoom: float) -> None:
        """Show the upper left corner at ``zoom``."""
        self.resetTransform()
        self.scale(zoom, zoom)
        self.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= _SMOOTH_FROM)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """Show everything."""
        area = self._scene.itemsBoundingRect()
        self.zoom_to(min(WIDTH / area.width(), HEIGHT / area.height()))

    def drag(self, key: str, dx: float, dy: float) -> None:
        """Move a node, and let its links follow."""
        node = self.nodes[key]
        node.moveBy(dx, dy)
        for wire in node.links:
            wire.follow()

    def select_all(self) -> None:
        """Select every node, or none when all are."""
        for node in self.nodes.values():
            node.is_selected = not node.is_selected
            node.update()


def _depth(inner: dict[str, str | None], key: str) -> int:
    depth, outer = 0, inner[key]
    while outer is not None:
        depth, outer = depth + 1, inner[outer]
    return depth
