"""Searches fixes that reach given targets, in a process of its own that can be ended any time."""

from PySide6.QtCore import QObject, Signal

from designer.model.diagram import Diagram
from designer.scoring.targets import Targets
from designer.storage.diagram_file import to_text
from designer.ui.child import Child
from designer.ui.score_messages import Answer, Request, read_answer

_WORKER = "designer.ui.score_worker"


class Improver(QObject):
    """One search at a time.

    Signals:
        progressed: share of the way (0 to 1) and what has been found, in words.
        found: the PlanOffer.
        failed: why there is none, one sentence.
    """

    progressed = Signal(float, str)
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = Child(_WORKER, read_answer, self)
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)

    @property
    def is_busy(self) -> bool:
        """Tell whether a search is under way."""
        return self._child.is_running

    def start(self, diagram: Diagram, targets: Targets) -> None:
        """Search fixes for ``diagram``; ends a search under way."""
        self.stop()
        self._child.write(Request(revision=0, diagram=to_text(diagram), targets=targets))

    def stop(self) -> None:
        """End the search; nothing more is told of it."""
        self._child.stop()

    def _take(self, answer: Answer) -> None:
        if answer.kind == "progress":
            self.progressed.emit(answer.share, answer.doing)
            return
        self.stop()
        if answer.plan is None:
            self.failed.emit(answer.problem or "The search found nothing.")
        else:
            self.found.emit(answer.plan)

    def _died(self) -> None:
        self.failed.emit("The search stopped unexpectedly.")
