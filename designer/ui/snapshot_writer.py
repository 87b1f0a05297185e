"""Has snapshots of unsaved work written by a child process, one for all open diagrams."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.storage.steps import step_text
from designer.ui.child import Child
from designer.ui.document import Document
from designer.ui.snapshot_worker import Kept, Order, read_kept

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
        self._child = Child(_WORKER, read_kept, self)
        self._told: dict[int, Diagram] = {}
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when none runs."""
        return self._child.process_id

    def write(self, document: Document, path: Path) -> None:
        """Have the snapshot ``path`` of ``document`` written as it is now."""
        if self._child.start():
            self._told.clear()
        sheet, diagram = document.number, document.diagram
        told = self._told.get(sheet)
        self._told[sheet] = diagram
        order = Order(
            sheet=sheet,
            path=str(path),
            diagram=to_text(diagram) if told is None else "",
            step="" if told is None else step_text(told, diagram),
            base="" if document.path is None else str(document.path.absolute()),
            base_digest=document.base_digest,
        )
        self._child.write(order)

    def forget(self, document: Document) -> None:
        """Let the process keep nothing of a document that is closed."""
        if self._told.pop(document.number, None) is not None and self._child.is_running:
            self._child.write(Order(forget=(document.number,)))

    def stop(self) -> None:
        """End the process once it has written what it was asked for."""
        self._child.stop(_PATIENCE_MS)

    def _take(self, kept: Kept) -> None:
        if kept.is_lost:
            self._told.pop(kept.sheet, None)
        self.kept.emit(kept)

    def _died(self) -> None:
        self.died.emit()
