"""The sheet over the canvas during a presentation: a laser pointer, and keys and clicks that step.

It takes all mouse and keyboard events, so that nothing can be changed by accident.
"""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

TRAIL_MS = 450
_FRAME_MS = 16
_DOT, _GLOW = 6.0, 18.0
_RED, _CORE = QColor("#FF2B2B"), QColor("#FFE3E3")
_DRAG = 6

_Key = Qt.Key
_STEPS = {
    _Key.Key_Right: 1, _Key.Key_Down: 1, _Key.Key_Space: 1, _Key.Key_PageDown: 1,
    _Key.Key_Return: 1, _Key.Key_Enter: 1, _Key.Key_N: 1,
    _Key.Key_Left: -1, _Key.Key_Up: -1, _Key.Key_PageUp: -1, _Key.Key_Backspace: -1,
    _Key.Key_P: -1,
}  # fmt: skip


class Stage(QWidget):
    """A transparent sheet over its parent.

    Signals:
        stepped: by how many steps to go on.
        jumped: to the first (True) or last step.
        ended, deck_wanted: Esc, and the other deck.
        zoomed: notches of the wheel, and where; panned: pixels to shift the drawing by.
        overlay_wanted: the number of an overlay; 0 for none.
    """

    stepped = Signal(int)
    jumped = Signal(bool)
    ended = Signal()
    deck_wanted = Signal()
    zoomed = Signal(float, QPoint)
    panned = Signal(QPoint)
    overlay_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._at: QPointF | None = None
        self._trail: list[tuple[QPointF, float]] = []
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self._has_laser = True
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._fade)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Presentation")
        parent.installEventFilter(self)
        self.hide()

    @property
    def trail(self) -> tuple[QPointF, ...]:
        """Where the laser has been in the last moment, oldest first."""
        return tuple(point for point, _ in self._trail)

    def begin(self) -> None:
        """Cover the parent and take the keyboard."""
        self._at, self._trail = None, []
        self.setGeometry(self._around.rect())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()
        self.raise_()
        self.setFocus()

    def end(self) -> None:
        """Go away."""
        self._frames.stop()
        self.hide()

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if key == _Key.Key_Escape:
            self.ended.emit()
        elif key in _STEPS:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-_STEPS[key] if back else _STEPS[key])
        elif key in (_Key.Key_Home, _Key.Key_End):
            self.jumped.emit(key == _Key.Key_Home)
        elif key == _Key.Key_F:
            self.deck_wanted.emit()
        elif key == _Key.Key_L:
            self._toggle_laser()
        elif key in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus):
            self.zoomed.emit(-1.0 if key == _Key.Key_Minus else 1.0, self.rect().center())
        elif _Key.Key_0 <= key <= _Key.Key_9:
            self.overlay_wanted.emit(key - _Key.Key_0)
        # Whatever else: nothing behind the sheet is to hear of it.
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Shortcuts of the window, such as Delete, would change the drawing behind the sheet.
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._pressed = self._dragged = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._dragged = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = event.position().toPoint()
        if self._pressed is not None and self._dragged is not None:
            far = (now - self._pressed).manhattanLength() >= _DRAG
            if far or self._dragged != self._pressed:
                self.panned.emit(now - self._dragged)
                self._dragged = now
        self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_drag = self._dragged != self._pressed
        self._pressed = self._dragged = None
        if not was_drag:
            is_back = event.button() == Qt.MouseButton.RightButton
            self.stepped.emit(-1 if is_back else 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoomed.emit(event.angleDelta().y() / 120.0, event.position().toPoint())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._at = None
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent when that changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._around.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._has_laser or self._at is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = monotonic()
        for (start, _), (end, time) in zip(self._trail, self._trail[1:], strict=False):
            left = 1.0 - (now - time) * 1000 / TRAIL_MS
            if left > 0:
                shade = QColor(_RED)
                shade.setAlphaF(0.75 * left)
                pen = QPen(shade, 1.0 + 6.0 * left)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(start, end)
        glow = QRadialGradient(self._at, _GLOW)
        halo = QColor(_RED)
        halo.setAlpha(150)
        glow.setColorAt(0.2, halo)
        halo.setAlpha(0)
        glow.setColorAt(1.0, halo)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(self._at, _GLOW, _GLOW)
        # A light core in red: seen on a white and on a black ground alike.
        painter.setPen(QPen(_RED, 2.5))
        painter.setBrush(_CORE)
        painter.drawEllipse(self._at, _DOT - 1, _DOT - 1)

    # Small parts.

    def _toggle_laser(self) -> None:
        self._has_laser = not self._has_laser
        shape = Qt.CursorShape.BlankCursor if self._has_laser else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def _point_at(self, point: QPointF) -> None:
        self._soil()
        self._at = point
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0:
            self._trail.append((point, monotonic()))
            if not self._frames.isActive():
                self._frames.start()
        self._soil()

    def _fade(self) -> None:
        self._soil()
        now = monotonic()
        self._trail = [one for one in self._trail if (now - one[1]) * 1000 < TRAIL_MS]
        if not self._trail:
            self._frames.stop()

    def _soil(self) -> None:
        """Have painted anew what laser and trail cover, and no more: the drawing lies behind."""
        if self._at is None:
            return
        area = QRectF(self._at, self._at)
        for point, _ in self._trail:
            area |= QRectF(point, point).adjusted(-0.1, -0.1, 0.1, 0.1)
        area = area.adjusted(-_GLOW - 2, -_GLOW - 2, _GLOW + 2, _GLOW + 2)
        self.update(area.toAlignedRect())
