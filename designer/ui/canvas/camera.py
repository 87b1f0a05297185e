"""Zooming and scrolling: the only code that touches the view's transform and scroll bars."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsView

from designer.model.invariants import MAX_COORDINATE
from designer.ui.canvas.geometry import MAX_ZOOM, MIN_ZOOM

STEP = 1.25
_MARGIN = 48.0
_SHARP_FROM = 0.5


class Camera:
    """Decides which part of the drawing a view shows."""

    def __init__(self, view: QGraphicsView, zoomed: Callable[[float], None]) -> None:
        """Look through ``view``; ``zoomed`` is told of every zoom."""
        self._view = view
        self._zoomed = zoomed
        reach = 1.2 * MAX_COORDINATE
        # Wider than any drawing: one can scroll on in all directions, as on a desk.
        view.setSceneRect(QRectF(-reach, -reach, 2 * reach, 2 * reach))
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    @property
    def zoom(self) -> float:
        """Pixels of the view for one scene unit; 1 is 100 %."""
        return self._view.transform().m11()

    @property
    def stand(self) -> tuple[float, int, int]:
        """Where it looks from: the zoom and the values of the scroll bars."""
        view = self._view
        return self.zoom, view.horizontalScrollBar().value(), view.verticalScrollBar().value()

    @property
    def centre(self) -> QPointF:
        """The scene point in the middle of the view."""
        return self._view.mapToScene(self._view.viewport().rect().center())

    def zoom_to(self, zoom: float, fixed: QPoint | None = None) -> None:
        """Set the zoom; the scene point under the view point ``fixed`` (its middle) stays."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        anchor = self._view.viewport().rect().center() if fixed is None else fixed
        spot = self._view.mapToScene(anchor)
        self._set(zoom)
        self._bring(spot, anchor)

    def zoom_by(self, factor: float, fixed: QPoint | None = None) -> None:
        """Multiply the zoom; lands on 100 % exactly when it comes close."""
        zoom = self.zoom * factor
        self.zoom_to(1.0 if abs(zoom - 1.0) < 0.02 else zoom, fixed)

    def fit(self, rect: QRectF, *, largest: float = 1.5) -> None:
        """Show all of ``rect``, enlarged at most ``largest`` times."""
        port = self._view.viewport().rect()
        width = max(rect.width() + 2 * _MARGIN, 1.0)
        height = max(rect.height() + 2 * _MARGIN, 1.0)
        zoom = min(port.width() / width, port.height() / height, largest)
        self._set(min(MAX_ZOOM, max(MIN_ZOOM, zoom)))
        self.centre_on(rect.center())

    def centre_on(self, point: QPointF) -> None:
        """Bring a scene point to the middle of the view."""
        self._bring(point, self._view.viewport().rect().center())

    def show(self, rect: QRectF) -> None:
        """Bring ``rect`` to the middle, and shrink the drawing if it does not fit."""
        port = self._view.viewport().rect()
        if max(rect.width() / port.width(), rect.height() / port.height()) * self.zoom > 1:
            self.fit(rect, largest=self.zoom)
        else:
            self.centre_on(rect.center())

    def reveal(self, rect: QRectF) -> None:
        """Scroll as little as needed to show ``rect``."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        if not seen.contains(rect):
            margin = round(_MARGIN / 2)
            self._view.ensureVisible(rect, margin, margin)

    def pan_by(self, dx: float, dy: float) -> None:
        """Shift the drawing by pixels."""
        level, upright = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        level.setValue(level.value() - round(dx))
        upright.setValue(upright.value() - round(dy))

    def _set(self, zoom: float) -> None:
        self._view.setTransform(QTransform.fromScale(zoom, zoom))
        # Smooth edges cost most where everything is in sight, and show least there.
        self._view.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= _SHARP_FROM)
        self._zoomed(zoom)

    def _bring(self, spot: QPointF, to: QPoint) -> None:
        now = self._view.mapFromScene(spot)
        self.pan_by(to.x() - now.x(), to.y() - now.y())
