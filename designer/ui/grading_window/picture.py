"""The student's drawing with its marked findings, to be looked at closely and never changed."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from designer.exporters.raster.encoding import RasterError
from designer.exporters.raster.painting import svg_renderer
from designer.ui.plain_text import draw_line, tip
from designer.ui.theme_qt import SPACE, current_look

_LEAST, _MOST = 0.05, 8.0
_STEP = 1.2
_PAN = 60.0


def renderer_of(svg: bytes) -> QSvgRenderer | None:
    """Return what paints the picture in ``svg``; None when it is none."""
    if not svg:
        return None
    try:
        return svg_renderer(svg.decode("utf-8", "replace"))
    except RasterError:
        return None


class PictureView(QWidget):
    """Shows one picture: the wheel zooms, a drag moves it, a double click fits it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer: QSvgRenderer | None = None
        self._note = ""
        self._zoom = 1.0
        self._middle = QPointF()
        self._is_fitted = True
        self._grip: QPointF | None = None
        self._drawn: QPixmap | None = None
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("The student's drawing")
        tip(self, "Wheel: zoom. Drag or arrow keys: move. Double click: fit.")

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    @property
    def zoom(self) -> float:
        """Pixels of the window for one of the picture."""
        return self._zoom

    @property
    def has_picture(self) -> bool:
        """Tell whether there is anything to see."""
        return self._renderer is not None

    def display(self, svg: bytes, note: str = "") -> None:
        """Show a picture as a whole, or ``note`` where there is none."""
        self._renderer = renderer_of(svg)
        self._note = note
        self.fit()

    def fit(self) -> None:
        """Show the whole picture."""
        self._is_fitted = True
        self._settle()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Show the picture larger or smaller; the point ``at`` of the widget stays in its place."""
        if self._renderer is None:
            return
        held = at if at is not None else QRectF(self.rect()).center()
        before = self._to_picture(held)
        self._zoom = min(_MOST, max(_LEAST, self._zoom * factor))
        self._middle += before - self._to_picture(held)
        self._is_fitted = False
        self._redraw()

    def zoom_in(self) -> None:
        """Show less of it, larger."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Show more of it, smaller."""
        self.zoom_by(1 / _STEP)

    # -- Qt
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = current_look()
        painter.fillRect(self.rect(), QColor(look.window))
        if self._renderer is None:
            middle = self.rect().adjusted(3 * SPACE, 0, -3 * SPACE, 0)
            painter.setPen(QColor(look.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(middle, flags, self._note)
            return
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = self._painted(self._renderer, ratio)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(QPen(QColor(look.border), 1.0))
        painter.drawRect(self._place().adjusted(0.5, 0.5, -0.5, -0.5))
        words = f"{round(100 * self._zoom)} %"
        wide = painter.fontMetrics().horizontalAdvance(words) + 2 * SPACE
        corner = QRect(0, self.height() - 24, wide, 24)
        painter.fillRect(corner, QColor(look.window))
        draw_line(painter, corner.adjusted(SPACE, 0, 0, 0), words, look.muted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom_by(_STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._pan(self._grip - event.position())
            self._grip = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: QPointF(-_PAN, 0),
            Qt.Key.Key_Right: QPointF(_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, -_PAN),
            Qt.Key.Key_Down: QPointF(0, _PAN),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self._pan(way)

    # -- geometry
    def _area(self) -> QRectF:
        return self._renderer.viewBoxF() if self._renderer is not None else QRectF()

    def _settle(self) -> None:
        if self._is_fitted and self._renderer is not None:
            area = self._area()
            room = QRectF(self.rect()).adjusted(SPACE, SPACE, -SPACE, -SPACE)
            width, height = max(area.width(), 1.0), max(area.height(), 1.0)
            fitting = min(room.width() / width, room.height() / height)
            self._zoom = min(2.0, max(_LEAST, fitting))
            self._middle = area.center()
        self._redraw()

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _pan(self, by: QPointF) -> None:
        if self._renderer is None:
            return
        self._is_fitted = False
        area, wanted = self._area(), self._middle + by * (1 / self._zoom)
        # The middle of the view stays on the picture, so that it cannot be lost.
        x = min(max(wanted.x(), area.left()), area.right())
        y = min(max(wanted.y(), area.top()), area.bottom())
        self._middle = QPointF(x, y)
        self._redraw()

    def _to_picture(self, at: QPointF) -> QPointF:
        return self._middle + (at - QRectF(self.rect()).center()) * (1 / self._zoom)

    def _place(self) -> QRectF:
        area = self._area()
        corner = (area.topLeft() - self._middle) * self._zoom + QRectF(self.rect()).center()
        return QRectF(corner, area.size() * self._zoom)

    def _painted(self, renderer: QSvgRenderer, ratio: float) -> QPixmap:
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(current_look().window))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self._place()
        painter.fillRect(place, QColor("#ffffff"))
        renderer.render(painter, place)
        painter.end()
        return made
