"""Searches fixes that reach given targets, in a process of its own that can be ended any time."""

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from designer.model.diagram import Diagram
from designer.scoring.targets import Targets
from designer.storage.diagram_file import to_text
from designer.ui.child import child_process, end
from designer.ui.frames import Frames, framed
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
        self._process: QProcess | None = None
        self._frames = Frames()

    @property
    def is_busy(self) -> bool:
        """Tell whether a search is under way."""
        return self._process is not None

    def start(self, diagram: Diagram, targets: Targets) -> None:
        """Search fixes for ``diagram``; ends a search under way."""
        self.stop()
        self._frames = Frames()
        process = child_process(_WORKER, (), self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._could_not_start)
        self._process = process
        process.start()
        process.write(framed(Request(revision=0, diagram=to_text(diagram), targets=targets)))

    def stop(self) -> None:
        """End the search; nothing more is told of it."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._died)
            process.errorOccurred.disconnect(self._could_not_start)
            process.readyReadStandardOutput.disconnect(self._read)
            end(process)
            process.deleteLater()

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            for body in self._frames.feed(bytes(process.readAllStandardOutput().data())):
                self._take(read_answer(body))
        except (ValueError, msgspec.MsgspecError):
            self.stop()
            self.failed.emit("The search said something that cannot be read.")

    def _take(self, answer: Answer) -> None:
        if answer.kind == "progress":
            self.progressed.emit(answer.share, answer.doing)
            return
        self.stop()
        if answer.plan is None:
            self.failed.emit(answer.problem or "The search found nothing.")
        else:
            self.found.emit(answer.plan)

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._died()

    def _died(self) -> None:
        self.stop()
        self.failed.emit("The search stopped unexpectedly.")
