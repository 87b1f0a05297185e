"""What a gesture shows on top of the drawing: handles, rubber band, a line being drawn, a ghost."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.model.elements import Kind
from designer.model.layout import Box, Point
from designer.render.shapes import icon_box
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.geometry import qpoint, rect_of
from designer.ui.canvas.link_item import rounded
from designer.ui.icons import icon_pixmap

ON_TOP = 1000.0


class Edge(Enum):
    """The eight handles of a box: which way each pulls, as (x, y)."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)


SIDES = (Edge.RIGHT, Edge.BOTTOM, Edge.LEFT, Edge.TOP)


class Overlay(QGraphicsItem):
    """An item above all others that is shown only while it has something to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(ON_TOP)
        self.theme = theme
        self._bounds = QRectF()
        self.setVisible(False)

    def wear(self, theme: Theme) -> None:
        """Paint in the colours of ``theme``."""
        self.theme = theme
        self.update()

    def hide_all(self) -> None:
        """Show nothing."""
        self._cover(None)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _cover(self, bounds: QRectF | None) -> None:
        self.prepareGeometryChange()
        self._bounds = QRectF() if bounds is None else bounds
        self.setVisible(bounds is not None)
        self.update()


class Handles(Overlay):
    """The eight handles for resizing, and the four for connecting, at a constant screen size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._unit = 1.0
        self._resize: QRectF | None = None
        self._connect: QRectF | None = None
        self._hot: Edge | None = None
        self.connect_id = ""
        self.resize_id = ""

    def set_zoom(self, zoom: float) -> None:
        """Keep the handles' size on the screen at another zoom."""
        self._unit = 1.0 / zoom
        self._recover()

    def show_resize(self, element: str, rect: QRectF | None) -> None:
        """Show the resize handles around ``rect``, or none."""
        if (element, rect) != (self.resize_id, self._resize):
            self.resize_id, self._resize = element, rect
            self._recover()

    def show_connect(self, element: str, rect: QRectF | None) -> None:
        """Show the connect handles around ``rect``, or none."""
        if (element, rect) != (self.connect_id, self._connect):
            self.connect_id, self._connect = element, rect
            self._hot = None
            self._recover()

    def set_hot(self, edge: Edge | None) -> None:
        """Show which connect handle the pointer is over."""
        if edge is not self._hot:
            self._hot = edge
            self.update()

    def resize_at(self, point: QPointF) -> Edge | None:
        """Return the resize handle under ``point`` (scene coordinates)."""
        return self._nearest(point, self._resize, tuple(Edge), 0.0, 7.0)

    def connect_at(self, point: QPointF) -> Edge | None:
        """Return the connect handle under ``point`` (scene coordinates)."""
        return self._nearest(point, self._connect, SIDES, 11.0, 9.0)

    def connect_place(self, edge: Edge) -> QPointF:
        """Return the middle of one connect handle, in scene coordinates."""
        return QPointF() if self._connect is None else self._place(self._connect, edge, 11.0)

    def resize_place(self, edge: Edge) -> QPointF:
        """Return the middle of one resize handle, in scene coordinates."""
        return QPointF() if self._resize is None else self._place(self._resize, edge, 0.0)

    def is_near(self, point: QPointF) -> bool:
        """Tell whether ``point`` is so near the connect handles that they should stay."""
        if self._connect is None:
            return False
        reach = 24.0 * self._unit
        return self._connect.adjusted(-reach, -reach, reach, reach).contains(point)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme, unit = self.theme, self._unit
        if self._resize is not None:
            painter.setPen(inks.hairline(theme.accent, 1.5))
            painter.setBrush(inks.brush(theme.background))
            half = 4.0 * unit
            for edge in Edge:
                centre = self._place(self._resize, edge, 0.0)
                painter.drawRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half))
        if self._connect is not None:
            for edge in SIDES:
                self._paint_arrow(painter, edge)

    def _paint_arrow(self, painter: QPainter, edge: Edge) -> None:
        if self._connect is None:
            return
        theme, unit, is_hot = self.theme, self._unit, edge is self._hot
        centre = self._place(self._connect, edge, 11.0)
        radius = (8.0 if is_hot else 6.5) * unit
        painter.setPen(inks.hairline(theme.accent, 1.2))
        painter.setBrush(inks.brush(theme.accent if is_hot else theme.background))
        painter.drawEllipse(centre, radius, radius)
        x, y = edge.value
        painter.setPen(inks.hairline(theme.background if is_hot else theme.accent, 1.5))
        tip = QPointF(centre.x() + 3.0 * unit * x, centre.y() + 3.0 * unit * y)
        tail = QPointF(centre.x() - 3.0 * unit * x, centre.y() - 3.0 * unit * y)
        painter.drawLine(tail, tip)
        for turn in (-1, 1):
            wing = QPointF(centre.x() + 2.5 * unit * turn * y, centre.y() + 2.5 * unit * turn * x)
            painter.drawLine(wing, tip)

    def _place(self, rect: QRectF, edge: Edge, away: float) -> QPointF:
        x, y = edge.value
        away *= self._unit
        return QPointF(
            rect.center().x() + x * (rect.width() / 2 + away),
            rect.center().y() + y * (rect.height() / 2 + away),
        )

    def _nearest(
        self,
        point: QPointF,
        rect: QRectF | None,
        edges: Sequence[Edge],
        away: float,
        reach: float,
    ) -> Edge | None:
        if rect is None:
            return None
        for edge in edges:
            centre = self._place(rect, edge, away)
            if max(abs(point.x() - centre.x()), abs(point.y() - centre.y())) <= reach * self._unit:
                return edge
        return None

    def _recover(self) -> None:
        bounds: QRectF | None = None
        for rect in (self._resize, self._connect):
            if rect is not None:
                bounds = rect if bounds is None else bounds.united(rect)
        margin = 24.0 * self._unit
        self._cover(None if bounds is None else bounds.adjusted(-margin, -margin, margin, margin))


class Band(Overlay):
    """The rubber band."""

    def stretch(self, rect: QRectF, *, touches: bool) -> None:
        """Show the band around ``rect`` (scene coordinates), dashed where touching is enough."""
        self._rect = rect
        self._touches = touches
        self._cover(rect.adjusted(-4, -4, 4, 4))
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        dash = (5.0, 3.0) if self._touches else ()
        painter.setPen(inks.hairline(self.theme.accent, 1.0, dash))
        painter.setBrush(inks.brush(self.theme.accent, 30))
        painter.drawRect(self._rect)


class Wire(Overlay):
    """A link that is being drawn."""

    def stretch(self, points: Sequence[Point], *, is_possible: bool | None) -> None:
        """Show a line along ``points``; possible, impossible, or (None) not at a target yet."""
        self._points = tuple(points)
        self._is_possible = is_possible
        xs = [point.x for point in points] or [0.0]
        ys = [point.y for point in points] or [0.0]
        rect = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self._cover(rect.adjusted(-12, -12, 12, 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if len(self._points) < 2:
            return
        theme = self.theme
        shade = {None: theme.accent, True: theme.accept, False: theme.refuse}[self._is_possible]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(inks.hairline(shade, 2.0, (6.0, 4.0) if not self._is_possible else ()))
        painter.drawPath(rounded(self._points))
        painter.setBrush(inks.brush(shade))
        painter.drawEllipse(qpoint(self._points[-1]), 4.0, 4.0)


class Ghost(Overlay):
    """What a drop would place, before it is dropped."""

    def stretch(self, service: str, kind: Kind, box: Box, *, is_possible: bool) -> None:
        """Show a ``service`` in ``box``."""
        self._service, self._kind, self._box = service, kind, box
        self._is_possible = is_possible
        self._cover(rect_of(box.grown(4)))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        shade = self.theme.accept if self._is_possible else self.theme.refuse
        if self._kind.is_container or self._kind is Kind.NOTE:
            painter.setPen(inks.hairline(shade, 2.0, (6.0, 4.0)))
            painter.setBrush(inks.brush(shade, 20))
            painter.drawRect(rect_of(self._box))
            return
        painter.setOpacity(0.75 if self._is_possible else 0.4)
        place = rect_of(icon_box(self._box))
        ratio = painter.device().devicePixelRatio()
        side = max(8, round(place.width() * painter.worldTransform().m11()))
        picture = icon_pixmap(self._service, side, ratio)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.setOpacity(1.0)
        painter.setPen(inks.hairline(shade, 1.5, (4.0, 3.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 8, 8)
