"""Runs one export in a child process: it may take seconds, or crash, and the window goes on."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer, Signal

from designer.exporters.formats import ExportFormat
from designer.exporters.options import ExportOptions, words_of
from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.ui.child import child_process, end

_PATIENCE_MS = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What to export, as which format, and how."""

    path: Path
    form: ExportFormat
    options: ExportOptions = field(default_factory=ExportOptions)

    def arguments(self, source: str) -> tuple[str, ...]:
        """Return the command line that carries the order out."""
        told = ("export", "-o", str(self.path), "--format", self.form.id, *words_of(self.options))
        return (*told, "--", source)


class ExportRun(QObject):
    """One export of a snapshot.

    Signals:
        finished: whether it worked, and a sentence: what was written or why not.
    """

    finished = Signal(bool, str)

    def __init__(self, diagram: Diagram, order: ExportOrder, parent: QObject) -> None:
        super().__init__(parent)
        self._order = order
        self._folder = QTemporaryDir()
        snapshot = Path(self._folder.filePath("diagram.tenet"))
        snapshot.write_text(to_text(diagram), "utf-8")
        self._process = child_process("designer", order.arguments(str(snapshot)), self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._is_over = False

    def start(self) -> None:
        """Begin."""
        self._patience.start(_PATIENCE_MS)
        self._process.start()

    def cancel(self) -> None:
        """Stop; nothing is written, and `finished` is not emitted."""
        self._is_over = True
        self._patience.stop()
        end(self._process)

    def _give_up(self) -> None:
        self._conclude(False, "The export took too long and was stopped.")
        end(self._process)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._conclude(False, "The export could not be started.")

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self._conclude(True, f"Exported {self._order.path.name}")
            return
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        self._conclude(False, lines[-1][:500] if lines else "The export failed without a word.")

    def _conclude(self, worked: bool, sentence: str) -> None:
        self._patience.stop()
        if not self._is_over:
            self._is_over = True
            self.finished.emit(worked, sentence)
