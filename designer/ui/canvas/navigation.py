"""The part of the canvas that looks: it shows the items, zooms, scrolls and finds things again."""

from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.camera import STEP, Camera
from designer.ui.canvas.geometry import GRID
from designer.ui.canvas.ground import paint_ground
from designer.ui.canvas.lift import LiftedView
from designer.ui.canvas.scene import CanvasScene
from designer.ui.canvas.still import Still

_FLASH_MS = 1200
_WHEEL_NOTCH = 120.0
_AROUND = 260.0
_LEGIBLE = 0.6
_EMPTY = QRectF(-360, -240, 720, 480)


class DrawingView(QGraphicsView):
    """Show a scene of a diagram's items.

    Signals:
        zoom_changed: pixels for one scene unit; 1 is 100 %.
        port_moved: another part of the drawing is in sight.
    """

    zoom_changed = Signal(float)
    port_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._canvas = CanvasScene(theme, self)
        self.setScene(self._canvas)
        self._camera = Camera(self, self._zoomed)
        self._still = Still(self, self._is_still)
        self._off = LiftedView(self, self._canvas.lift, self._still.spare)
        self._canvas.lifted.connect(self._off.follow)
        self._canvas.put_back.connect(self._off.ended)
        self.port_moved.connect(self._off.follow)
        self._fitted: tuple[QRectF | None, float, int, int] | None = None
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.setInterval(_FLASH_MS)
        self._flash_timer.timeout.connect(self._end_flash)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def canvas(self) -> CanvasScene:
        """The items shown."""
        return self._canvas

    @property
    def reached(self) -> str:
        """The id of the element or link that the keyboard is at, or ""."""
        return ""

    @property
    def zoom(self) -> float:
        """Pixels for one scene unit; 1 is 100 %."""
        return self._camera.zoom

    @property
    def seen(self) -> QRectF:
        """The part of the drawing that is in sight, in scene coordinates."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def look_at(self, point: QPointF) -> None:
        """Bring a point of the drawing to the middle of the view."""
        self._camera.centre_on(point)

    def look_from(self, zoom: float, point: QPointF) -> None:
        """Show the drawing at ``zoom`` with a scene point in the middle."""
        self._camera.zoom_to(zoom)
        self._camera.centre_on(point)

    def zoom_in(self) -> None:
        """Enlarge around the middle."""
        self._camera.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Shrink around the middle."""
        self._camera.zoom_by(1 / STEP)

    def zoom_reset(self) -> None:
        """Show the drawing at 100 %."""
        self._camera.zoom_to(1.0)

    def fit(self) -> None:
        """Show the whole drawing."""
        rect = self._canvas.bounds_of(self._canvas.ids())
        self._camera.fit(_EMPTY if rect is None else rect, largest=1.0)
        self._fitted = (rect, *self._camera.stand)

    def zoom_to_selection(self) -> None:
        """Show what is selected, or everything when nothing is."""
        self.zoom_to(self._canvas.selection)

    def zoom_to(self, ids: Iterable[str]) -> None:
        """Show ``ids`` as large as sensible; everything when none of them exists."""
        rect = self._canvas.bounds_of(ids)
        if rect is None:
            self.fit()
        else:
            self._camera.fit(rect, largest=2.0)

    def stage(self, ids: Iterable[str], *, below: int) -> None:
        """Show ``ids`` with what is around them, and leave ``below`` pixels free under them."""
        rect = self._canvas.bounds_of(ids)
        if rect is None:
            return
        around = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        whole = self._canvas.bounds_of(self._canvas.ids())
        if whole is not None:
            around = around.intersected(whole)
        port = self.viewport().rect()
        share = min(0.5, below / max(1, port.height()))
        around.setBottom(around.bottom() + around.height() * share / (1 - share))
        self._camera.fit(around, largest=1.5)

    def zoom_by_notches(self, notches: float, at: QPoint) -> None:
        """Enlarge by ``notches`` of a wheel; what is under the view point ``at`` stays there."""
        self._camera.zoom_by(STEP**notches, at)

    def pan_by(self, by: QPoint) -> None:
        """Shift the drawing by pixels."""
        self._camera.pan_by(by.x(), by.y())

    def centre_on(self, ids: Iterable[str]) -> None:
        """Bring ``ids`` to the middle and let them glow for a moment."""
        wanted = frozenset(ids)
        rect = self._canvas.bounds_of(wanted)
        if rect is not None:
            self._camera.show(rect)
            self._canvas.set_flashing(wanted)
            self._flash_timer.start()

    def point_at(self, ids: Iterable[str]) -> None:
        """Let ``ids`` glow for a moment, in the middle unless they are in sight already."""
        wanted = frozenset(ids)
        rect = self._canvas.bounds_of(wanted)
        if rect is not None and self.seen.contains(rect):
            self._canvas.set_flashing(wanted)
            self._flash_timer.start()
        else:
            self.centre_on(wanted)

    def look_for(self, key: str) -> None:
        """Bring one thing to the middle, large enough to be read."""
        rect = self._canvas.bounds_of((key,))
        if rect is not None:
            self._camera.show(rect)
            if self.zoom < _LEGIBLE:
                self.look_from(_LEGIBLE, rect.center())
                self._camera.show(rect)

    def reveal(self, ids: Iterable[str]) -> None:
        """Scroll as little as needed to show ``ids``."""
        if (rect := self._canvas.bounds_of(ids)) is not None:
            self._camera.reveal(rect)

    def show_whole(self, ids: Iterable[str]) -> None:
        """Scroll as little as needed to show ``ids``; shrink the drawing where they do not fit."""
        if (rect := self._canvas.bounds_of(ids)) is not None:
            port = self.viewport().rect()
            if max(rect.width() / port.width(), rect.height() / port.height()) * self.zoom > 1:
                self._camera.fit(rect, largest=self.zoom)
            else:
                self._camera.reveal(rect)

    def set_theme(self, theme: Theme) -> None:
        """Wear the colours of ``theme``."""
        self._theme = theme
        self._canvas.wear(theme)
        self.resetCachedContent()
        self._still.forget()

    def wheelEvent(self, event: QWheelEvent) -> None:
        fine = event.pixelDelta()
        turned = event.angleDelta()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            step = turned.y() or turned.x()
            self._camera.pan_by(step, 0)
        elif not fine.isNull() and not modifiers & Qt.KeyboardModifier.ControlModifier:
            # A touchpad scrolls; only a wheel, or a touchpad with Ctrl, zooms.
            self._camera.pan_by(fine.x(), fine.y())
        elif turned.y():
            factor = STEP ** (turned.y() / _WHEEL_NOTCH)
            self._camera.zoom_by(factor, event.position().toPoint())
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.port_moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_fitted = self.is_at_rest() and self._is_fitted()
        super().resizeEvent(event)
        if was_fitted:
            # Whoever sees everything goes on seeing it when a bar comes up or a panel opens.
            self.fit()
        self.port_moved.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        zooms = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zooms:
            self._camera.zoom_by(1.0 + event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def is_at_rest(self) -> bool:
        """Tell whether nothing is going on but that the drawing is scrolled or zoomed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        area = event.rect()
        if self._off.paints:
            self._off.paint(event)
            return
        if self._off.is_taking:
            super().paintEvent(event)
            return
        if self._still.stands_in():
            painter = QPainter(self.viewport())
            self._still.paint(painter, area, inks.colour(self._theme.background))
            painter.end()
            return
        start = perf_counter()
        super().paintEvent(event)
        self._still.painted(area, perf_counter() - start)
        if not self._still.is_taking:
            self._canvas.lift.painted()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if isinstance(rect, QRectF):
            # After a long way Qt asks for all that was passed, most of it far out of sight.
            seen = self.mapToScene(self.viewport().rect()).boundingRect()
            paint_ground(painter, rect & seen.adjusted(-GRID, -GRID, GRID, GRID), self._theme)

    def _is_fitted(self) -> bool:
        """Tell whether everything was brought into sight, and nothing has moved since."""
        if self._fitted is None or self._fitted[1:] != self._camera.stand:
            return False
        return self._fitted[0] == self._canvas.bounds_of(self._canvas.ids())

    def _is_still(self) -> bool:
        return self.is_at_rest() and not self._canvas.lift.is_on

    def _zoomed(self, zoom: float) -> None:
        self._canvas.set_zoom(zoom)
        self.zoom_changed.emit(zoom)
        self.port_moved.emit()

    def _end_flash(self) -> None:
        self._canvas.set_flashing(frozenset())
