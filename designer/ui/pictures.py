"""Small pictures of designs for the window: drawn by a process of its own and kept on disk."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from designer.ui.child import Child
from designer.ui.picture_messages import Order, Picture, kept_at, read_picture
from designer.ui.theme_qt import current_look

WORKER = "designer.ui.picture_worker"
_IDLE_MS = 20_000
_PATIENCE_MS = 20_000


def order_for(file: Path, size: QSize, ratio: float, *, named: bool = False) -> Order:
    """Return the order for a picture of ``file`` in the window's present look.

    ``size`` is in units of the window, of which each is ``ratio`` pixels; ``named`` wants the
    title and description too.
    """
    return Order(
        file=str(file),
        dark=current_look().is_dark,
        width=round(size.width() * ratio),
        height=round(size.height() * ratio),
        named=named,
    )


class Pictures(QObject):
    """Draws one picture after the other; the process ends when nobody has asked for a while.

    Signals:
        ready: a Picture that is new, or says that there is none.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Order] = deque()
        self._asked: Order | None = None
        self._child = Child(WORKER, read_picture, self)
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)
        self._idle = self._timer(_IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self._patience = self._timer(_PATIENCE_MS)
        self._patience.timeout.connect(self._child.kill)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

    def ask(self, file: Path, size: QSize, ratio: float, *, named: bool = False) -> Path | None:
        """Have `ready` tell of the picture of ``file``; return the one kept from before, if any.

        See `order_for` about the rest.
        """
        order = order_for(file, size, ratio, named=named)
        if order != self._asked and order not in self._waiting:
            self._waiting.append(order)
            self._send()
        kept = kept_at(order)
        return kept if kept.exists() else None

    @property
    def is_idle(self) -> bool:
        """Tell whether no picture is being drawn."""
        return self._asked is None

    def stop(self) -> None:
        """Draw nothing more."""
        self._waiting.clear()
        self._rest()

    def _rest(self) -> None:
        self._idle.stop()
        self._patience.stop()
        self._asked = None
        self._child.stop()

    def _send(self) -> None:
        if self._asked is not None:
            return
        if not self._waiting:
            self._idle.start()
            return
        self._idle.stop()
        self._asked = self._waiting.popleft()
        self._child.write(self._asked)
        self._patience.start()

    def _take(self, picture: Picture) -> None:
        self._asked = None
        self._patience.stop()
        self.ready.emit(picture)
        self._send()

    def _died(self, may_start: bool) -> None:
        """Go on without the picture that was being drawn: another try would end the same way."""
        if not may_start:
            self._waiting.clear()
        self._patience.stop()
        asked, self._asked = self._asked, None
        if asked is not None:
            self.ready.emit(Picture(order=asked, problem="It cannot be drawn."))
            self._send()
