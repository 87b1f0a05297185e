"""Works out improvement plans in a process of its own: a long one must not hold up the score."""

from PySide6.QtCore import QObject, QTimer, Signal

from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.ui.child import Child
from designer.ui.review_messages import ReviewOrder
from designer.ui.score_messages import Answer, Request, read_answer

_WORKER = "designer.ui.score_worker"
_PATIENCE_MS = 300_000
_IDLE_MS = 60_000


class ReviewPlanner(QObject):
    """One plan at a time; the process stays for a while, since edits come in a row.

    Signals:
        found: the tuple of PlanLine.
        failed: why there is none, one sentence.
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = Child(_WORKER, read_answer, self)
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)
        self._is_asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._late)

    @property
    def is_busy(self) -> bool:
        """Tell whether a plan is being worked out."""
        return self._is_asked

    def start(self, diagram: Diagram, lens: str) -> None:
        """Work out the plan of ``diagram`` by the lens of the text ``lens``; forgets another."""
        if self._is_asked:
            self.stop()
        self._is_asked = True
        self._timer.start(_PATIENCE_MS)
        order = ReviewOrder(lens=lens, plan=True)
        self._child.write(Request(revision=0, diagram=to_text(diagram), review=order))

    def leave(self) -> None:
        """Work on nothing; the process ends if it is not asked again soon."""
        if self._is_asked:
            self.stop()
        elif self._child.is_running:
            self._timer.start(_IDLE_MS)

    def stop(self) -> None:
        """End the process; nothing more is told."""
        self._is_asked = False
        self._timer.stop()
        self._child.stop()

    def _take(self, answer: Answer) -> None:
        self._is_asked = False
        self._timer.start(_IDLE_MS)
        if answer.review is not None and answer.review.plan is not None:
            self.found.emit(answer.review.plan)
        else:
            self.failed.emit(answer.problem or "There is no plan.")

    def _late(self) -> None:
        was_asked = self._is_asked
        self.stop()
        if was_asked:
            self.failed.emit("The plan takes too long for a design of this size.")

    def _died(self, _may_start: bool) -> None:
        if self._is_asked:
            self._is_asked = False
            self._timer.stop()
            self.failed.emit("Working out the plan stopped unexpectedly.")
