"""Copies a picture of a large drawing: another process draws it, and the window works on."""

from dataclasses import replace
from math import sqrt

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from designer.exporters.formats import format_called
from designer.exporters.options import ExportOptions
from designer.model.diagram import Diagram
from designer.model.layout import bounds
from designer.ui.canvas.clipboard import SCALE, Clipboard
from designer.ui.export_child import ExportChild, Wish
from designer.ui.export_messages import Answer

MOST_AT_ONCE = 60
"""Elements that are drawn and copied in a quarter of a second."""
_MOST_PIXELS = 50_000_000
"""Of a copied picture: other programs hold it as four bytes each, and take SVG for more."""
_IDLE_MS = 60_000
_COPIED = ExportOptions(heading=False, source=False)


class PictureCopy(QObject):
    """Has one picture at a time drawn as PNG and SVG, and puts both on the clipboard.

    Signals:
        done: a sentence when the picture is on the clipboard; ``failed`` one on why there is none.
    """

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._child = ExportChild(self)
        self._clipboard = Clipboard(self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._child.stop)
        self._diagram: Diagram | None = None
        self._sentence = ""
        self._pixels = b""

    @property
    def is_busy(self) -> bool:
        """Tell whether a picture is being drawn."""
        return self._diagram is not None

    def copy(self, diagram: Diagram, sentence: str) -> None:
        """Copy a picture of ``diagram``, and say ``sentence`` then; give up an earlier one."""
        self._idle.stop()
        if not self.is_busy:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
            # What is copied meanwhile, here or in another program, is what is meant to be pasted.
            QGuiApplication.clipboard().dataChanged.connect(self._give_up)
        self._diagram, self._sentence = diagram, sentence
        options = replace(_COPIED, scale=_scale(diagram))
        pixels = Wish(diagram, format_called("png"), options, self._take)
        self._child.forget()
        self._child.ask(pixels)

    def stop(self) -> None:
        """Draw nothing more, and end the process."""
        self._idle.stop()
        self._end()
        self._child.stop()

    def _take(self, answer: Answer) -> None:
        if self._diagram is None:
            return
        if answer.problem:
            self._fail(answer.problem)
            return
        self._pixels = answer.content
        self._child.ask(Wish(self._diagram, format_called("svg"), _COPIED, self._finish))

    def _finish(self, answer: Answer) -> None:
        if self._diagram is None:
            return
        if answer.problem:
            self._fail(answer.problem)
            return
        pixels, sentence = self._pixels, self._sentence
        self._end()
        self._clipboard.put_drawn(pixels, answer.content)
        self.done.emit(sentence)

    def _fail(self, problem: str) -> None:
        self._end()
        self.failed.emit(f"No picture was copied. {problem}")

    def _give_up(self) -> None:
        self._child.forget()
        self._end()

    def _end(self) -> None:
        if not self.is_busy:
            return
        self._diagram, self._pixels = None, b""
        QGuiApplication.clipboard().dataChanged.disconnect(self._give_up)
        QGuiApplication.restoreOverrideCursor()
        self._idle.start()


def _scale(diagram: Diagram) -> float:
    area = bounds(diagram.layout.boxes.values())
    pixels = 1.0 if area is None else max(1.0, area.width * area.height)
    return min(SCALE, sqrt(_MOST_PIXELS / pixels))
