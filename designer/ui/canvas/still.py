"""A picture of the view, to be moved and scaled while painting the true one would take too long.

A drawing of thousands of elements seen as a whole takes longer than a frame. It is painted a strip
at a time when nothing else happens; scrolling and zooming then move that picture, and a new one
takes its place as soon as they rest.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QRect, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsView, QWidget

SLOW_S = 0.012
"""A view that takes longer than this to be painted is scrolled and zoomed as a picture."""
_STRIP_S = 0.010
_REST_MS = 60
# So long is waited for what was to be painted before, which makes a finished picture an old one.
_SWAP_MS = 10
_LEAST_STRIP = 32
_MOST_SCALED = 2.5
_LEAST_SEEN = 0.1


class Still(QObject):
    """Keep a picture of a view whose painting is slow.

    Args:
        view: what is shown.
        is_at_rest: tells whether no gesture changes what is shown.
    """

    def __init__(self, view: QGraphicsView, is_at_rest: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._is_at_rest = is_at_rest
        self._cost_s = 0.0
        self._picture: QPixmap | None = None
        self._taken_at = QTransform()
        self._outdated = QRect()
        self._next: QPixmap | None = None
        self._next_at = QTransform()
        self._left = QRect()
        self._high = _LEAST_STRIP
        self._is_taking = False
        self._is_swapping = False
        self._rest = self._timer(_REST_MS, self._begin)
        self._turn = self._timer(0, self._go_on)
        self._swap = self._timer(_SWAP_MS, self._show)

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    @property
    def is_taking(self) -> bool:
        """Tell whether the view is painted into a picture, and not to be seen."""
        return self._is_taking

    @property
    def is_wanted(self) -> bool:
        """Tell whether painting the view takes too long for a frame."""
        return self._cost_s > SLOW_S

    @property
    def is_ready(self) -> bool:
        """Tell whether there is a picture of what is shown now."""
        return self._picture is not None and self._outdated.isEmpty()

    def spare(self) -> tuple[QPixmap, QRect] | None:
        """Return a picture of the view to be painted on, if there is one, and what is old in it."""
        if self._picture is None or self._at() != self._taken_at:
            return None
        return QPixmap(self._picture), self._outdated

    def stands_in(self) -> bool:
        """Tell whether the view is to be painted from the picture: it has moved since."""
        if self._is_swapping:
            return True
        if self._is_taking:
            return False
        return (
            self.is_ready and self._at() != self._taken_at and self._is_at_rest() and self._fits()
        )

    def _fits(self) -> bool:
        """Tell whether the picture shows much of what is to be seen, and not too coarsely."""
        now, port = self._at(), QRectF(self._view.viewport().rect())
        back, _ = self._taken_at.inverted()
        if not 1 / _MOST_SCALED <= now.m11() / self._taken_at.m11() <= _MOST_SCALED:
            return False
        seen = (back * now).mapRect(port) & port
        return seen.width() * seen.height() >= _LEAST_SEEN * port.width() * port.height()

    def paint(self, painter: QPainter, area: QRect, ground: QColor) -> None:
        """Paint ``area`` of the view from the picture."""
        now = self._at()
        if now != self._next_at:
            self._give_up()
        back, _ = self._taken_at.inverted()
        painter.setClipRect(area)
        painter.fillRect(area, ground)
        painter.setTransform(back * now)
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, now.m11() != self._taken_at.m11()
        )
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        if not self._is_swapping and self._next is None:
            self._rest.start()

    def painted(self, area: QRect, taken_s: float) -> None:
        """Note that ``area`` of the view was painted as it is, and how long that took."""
        if self._is_taking:
            return
        self._give_up()
        if area.contains(self._view.viewport().rect()):
            self._cost_s = taken_s
        if not self.is_wanted:
            self.forget()
            return
        if self._picture is not None and self._at() == self._taken_at:
            # Nothing would have been painted if it were what the picture shows.
            self._outdated |= area
        else:
            self._picture = None
        self._rest.start()

    def forget(self) -> None:
        """Have no picture; what is shown is another drawing, or looks otherwise."""
        self._give_up()
        self._picture, self._outdated = None, QRect()
        self._rest.stop()

    def _at(self) -> QTransform:
        return self._view.viewportTransform()

    def _give_up(self) -> None:
        self._next = None
        self._turn.stop()
        self._swap.stop()

    def _begin(self) -> None:
        if not self._is_at_rest():
            self._rest.start()
            return
        port, now = self._view.viewport(), self._at()
        if self._picture is not None and now == self._taken_at:
            self._next, self._left = QPixmap(self._picture), self._outdated
        else:
            ratio = port.devicePixelRatioF()
            self._next, self._left = QPixmap(port.size() * ratio), port.rect()
            self._next.setDevicePixelRatio(ratio)
        self._next_at = now
        self._turn.start()

    def _go_on(self) -> None:
        """Paint one more strip."""
        if self._next is None or self._at() != self._next_at:
            return
        if not self._is_at_rest():
            # What a gesture moves is not where the picture is to show it.
            self._give_up()
            self._rest.start()
            return
        left = self._left
        strip = QRect(left)
        strip.setHeight(min(self._high, left.height()))
        start = perf_counter()
        self._is_taking = True
        port = self._view.viewport()
        port.render(self._next, strip.topLeft(), QRegion(strip), QWidget.RenderFlag(0))
        self._is_taking = False
        # Some parts are fuller than others.
        taken_s = perf_counter() - start
        if taken_s > _STRIP_S:
            self._high = max(self._high // 2, _LEAST_STRIP)
        elif taken_s < _STRIP_S / 2:
            self._high *= 2
        self._left = left.adjusted(0, strip.height(), 0, 0)
        if self._left.isEmpty():
            self._swap.start()
        else:
            self._turn.start()

    def _show(self) -> None:
        """Let the finished picture be the one that is shown."""
        if self._next is None or self._at() != self._next_at:
            return
        was_moved = self._picture is not None and self._taken_at != self._next_at
        self._picture, self._taken_at, self._next = self._next, self._next_at, None
        self._outdated = QRect()
        if was_moved:
            self._is_swapping = True
            self._view.viewport().repaint()
            self._is_swapping = False
