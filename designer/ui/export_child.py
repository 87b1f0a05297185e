"""Asks the process that draws exports: one question at a time, and only the newest that waits."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from designer.exporters.formats import ExportFormat
from designer.exporters.options import ExportOptions, said_of
from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.ui.child import Child
from designer.ui.export_messages import Answer, Ask, read_answer

WORKER = "designer.ui.export_worker"
_PATIENCE_MS = 60_000
_STOPPED = "Drawing it stopped the program that draws."
_LATE = "Drawing it takes too long."
_ABSENT = "The program that draws could not be started."

Heard = Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """One export wanted, and who hears of it; see `Ask` about the rest."""

    diagram: Diagram
    form: ExportFormat
    options: ExportOptions
    heard: Heard
    width: int = 0
    height: int = 0


class ExportChild(QObject):
    """The process, started with the first question and ended by `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._child = Child(WORKER, read_answer, self)
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        self._asked: Wish | None = None
        self._next: Wish | None = None
        self._number = 0
        self._is_busy = False
        self._told: Diagram | None = None
        self._reason = _STOPPED

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when none runs."""
        return self._child.process_id

    def ask(self, wish: Wish) -> None:
        """Have ``wish`` answered next; what waits already is given up for it."""
        self._next = wish
        self._send()

    def forget(self) -> None:
        """Let nobody hear of what was asked for."""
        self._asked = self._next = None

    def stop(self) -> None:
        """End the process."""
        self.forget()
        self._patience.stop()
        self._child.stop()
        self._told, self._is_busy = None, False

    def _send(self) -> None:
        if self._next is None or self._is_busy:
            return
        wish, self._next = self._next, None
        if self._child.start():
            self._told = None
        is_known = self._told is wish.diagram
        self._told, self._asked = wish.diagram, wish
        self._number += 1
        self._is_busy = True
        self._reason = _STOPPED
        self._patience.start()
        self._child.write(
            Ask(
                number=self._number,
                diagram="" if is_known else to_text(wish.diagram),
                form=wish.form.id,
                said=said_of(wish.options),
                width=wish.width,
                height=wish.height,
            )
        )

    def _take(self, answer: Answer) -> None:
        if answer.number == self._number:
            self._patience.stop()
            self._conclude(answer)

    def _give_up(self) -> None:
        self._reason = _LATE
        self._child.kill()

    def _died(self, may_start: bool) -> None:
        self._patience.stop()
        self._told = None
        reason = self._reason if may_start else _ABSENT
        self._conclude(Answer(number=self._number, problem=reason))

    def _conclude(self, answer: Answer) -> None:
        wish, self._asked = self._asked, None
        self._is_busy = False
        if wish is not None:
            wish.heard(answer)
        self._send()
