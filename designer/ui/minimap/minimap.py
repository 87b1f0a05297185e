"""The map of the drawing: where one is in it, and a way to be elsewhere by a drag.

It paints a picture that is made anew only when the drawing has come to rest, and a frame on top of
it, so that scrolling and dragging on the canvas cost nothing more.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from designer.model.diagram import EMPTY, Diagram
from designer.model.layout import Box
from designer.render.theme import Theme
from designer.ui.minimap.picture import MapScale, area_of, map_picture
from designer.ui.plain_text import tip

_WIDTH, _HEIGHT = 204, 144
_AWAY = 14
_REST_MS = 120
_LEAST_FRAME = 8.0
_NARROWEST, _LOWEST = 480, 320


class Minimap(QWidget):
    """A small map in the lower right corner of its parent.

    It is seen only while a part of the drawing is out of sight: else it would say nothing.

    Signals:
        looked_at: the point of the drawing that is to come to the middle of the canvas.
    """

    looked_at = Signal(QPointF)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._theme = theme
        self._diagram = EMPTY
        self._area: Box | None = None
        self._seen = QRectF()
        self._picture: QPixmap | None = None
        self._grip: QPointF | None = None
        self._is_wanted = True
        self._covered: tuple[QRect, ...] = ()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._redraw)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAccessibleName("Overview map")
        tip(self, "Overview map: drag the frame or click to look elsewhere (Ctrl+M hides it)")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether it is shown as soon as there is something to say."""
        return self._is_wanted

    def want(self, wanted: bool) -> None:
        """Show it when there is something to say, or never."""
        self._is_wanted = wanted
        self._settle()

    def give_way(self, areas: Sequence[QRect]) -> None:
        """Stay out of sight while it would cover one of ``areas``, places of the parent."""
        self._covered = tuple(areas)
        self._settle()

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._picture = None
        self.update()

    def show_diagram(self, diagram: Diagram) -> None:
        """Show ``diagram`` as soon as it has not changed for a moment."""
        self._diagram = diagram
        self._rest.start()

    def show_diagram_now(self, diagram: Diagram) -> None:
        """Show another diagram at once."""
        self._diagram = diagram
        self._redraw()

    def show_seen(self, seen: QRectF) -> None:
        """Show which part of the drawing is in sight, in scene coordinates."""
        if seen != self._seen:
            self._seen = seen
            self._settle()
            self.update()

    def frame(self) -> QRectF:
        """Return where the frame of what is in sight stands on the map, clipped to it."""
        if self._area is None:
            return QRectF()
        seen = self._seen
        frame = self._scale().to_map(Box(seen.x(), seen.y(), seen.width(), seen.height()))
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        left = min(max(frame.left(), room.left()), room.right() - _LEAST_FRAME)
        top = min(max(frame.top(), room.top()), room.bottom() - _LEAST_FRAME)
        right = max(min(frame.right(), room.right()), left + _LEAST_FRAME)
        bottom = max(min(frame.bottom(), room.bottom()), top + _LEAST_FRAME)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def place_of(self, point: QPointF) -> QPointF:
        """Return where a point of the drawing is on the map."""
        return self._scale().to_map(Box(point.x(), point.y(), 0, 0)).topLeft()

    # Qt's events.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = map_picture(
                self._diagram, self._theme, self._scale(), _WIDTH, _HEIGHT, ratio
            )
        painter.drawPixmap(0, 0, self._picture)
        theme = self._theme
        accent = QColor(theme.accent)
        veil = QColor(theme.accent)
        veil.setAlpha(28)
        frame = self.frame()
        painter.fillRect(frame, veil)
        painter.setPen(QPen(accent, 2.0))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(theme.muted), 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._area is None:
            event.ignore()
            return
        frame = self.frame()
        at = event.position()
        # Held within the frame, it keeps its place under the pointer; elsewhere it jumps there.
        self._grip = at - frame.center() if frame.contains(at) else QPointF()
        self._look(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._look(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    # Small parts.

    def _scale(self) -> MapScale:
        area = self._area if self._area is not None else Box(0, 0, 1, 1)
        return MapScale(area, _WIDTH, _HEIGHT)

    def _look(self, at: QPointF) -> None:
        grip = self._grip if self._grip is not None else QPointF()
        x, y = self._scale().to_scene(at.x() - grip.x(), at.y() - grip.y())
        self.looked_at.emit(QPointF(x, y))

    def _redraw(self) -> None:
        self._rest.stop()
        self._area = area_of(self._diagram)
        self._picture = None
        self._settle()
        self.update()

    def _settle(self) -> None:
        """Take its place, and be seen only if there is room and something is out of sight."""
        room = self._around.size()
        self.move(room.width() - _WIDTH - _AWAY, room.height() - _HEIGHT - _AWAY)
        says = self._area is not None and not self._seen.contains(_rect(self._area))
        fits = room.width() >= _NARROWEST and room.height() >= _LOWEST
        stands_free = not any(area.intersects(self.geometry()) for area in self._covered)
        is_held = self._grip is not None
        shown = self._is_wanted and fits and stands_free and (says or is_held)
        if shown != (not self.isHidden()):
            self.setVisible(shown)
            if shown:
                self.raise_()


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
