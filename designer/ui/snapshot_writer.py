"""Has snapshots of unsaved work written by a child process, one for all open diagrams."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, Signal

from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.storage.steps import step_text
from designer.ui.child import child_process, end
from designer.ui.document import Document
from designer.ui.frames import Frames, framed
from designer.ui.snapshot_worker import Kept, Order

_WORKER = "designer.ui.snapshot_worker"
_PATIENCE_MS = 3000


class SnapshotWriter(QObject):
    """Send what is new of a diagram to the process that writes it; starts it when first needed.

    Signals:
        kept: a `Kept`: what became of the oldest order that was not answered yet.
        died: the process ended, or cannot be started; what it was asked last may not be written.
    """

    kept = Signal(object)
    died = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._frames = Frames()
        self._told: dict[int, Diagram] = {}

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when none runs."""
        return 0 if self._process is None else self._process.processId()

    def write(self, document: Document, path: Path) -> None:
        """Have the snapshot ``path`` of ``document`` written as it is now."""
        sheet, diagram = document.number, document.diagram
        told = self._told.get(sheet)
        order = Order(
            sheet=sheet,
            path=str(path),
            diagram=to_text(diagram) if told is None else "",
            step="" if told is None else step_text(told, diagram),
            base="" if document.path is None else str(document.path.absolute()),
            base_digest=document.base_digest,
        )
        # Starting may fail at once, and forgets what was told.
        process = self._running()
        self._told[sheet] = diagram
        process.write(framed(order))

    def forget(self, document: Document) -> None:
        """Let the process keep nothing of a document that is closed."""
        if self._told.pop(document.number, None) is not None and self._process is not None:
            self._process.write(framed(Order(forget=(document.number,))))

    def stop(self) -> None:
        """End the process once it has written what it was asked for."""
        process, self._process = self._process, None
        if process is not None:
            self._told.clear()
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._could_not_start)
            process.closeWriteChannel()
            if not process.waitForFinished(_PATIENCE_MS):
                end(process)
            process.deleteLater()

    def _running(self) -> QProcess:
        if self._process is None:
            self._frames, self._told = Frames(), {}
            process = child_process(_WORKER, (), self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._could_not_start)
            self._process = process
            process.start()
            return process
        return self._process

    def _read(self) -> None:
        if self._process is None:
            return
        for body in self._frames.feed(bytes(self._process.readAllStandardOutput().data())):
            kept = msgspec.msgpack.decode(body, type=Kept)
            if kept.is_lost:
                self._told.pop(kept.sheet, None)
            self.kept.emit(kept)

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        process, self._process = self._process, None
        self._told.clear()
        if process is not None:
            process.deleteLater()
        self.died.emit()
