"""Runs one export in a child process: it may take seconds, or crash, and the window goes on."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from designer.exporters.formats import ExportFormat
from designer.exporters.options import ExportOptions, words_of
from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.ui.one_run import OneRun

_PATIENCE_MS = 90_000
_LONGEST = 500


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


class ExportRun(OneRun):
    """One export of a snapshot.

    Signals:
        finished: whether it worked, and a sentence: what to know of what was written, "" for
            nothing; or why it was not.
    """

    finished = Signal(bool, str)

    def __init__(self, diagram: Diagram, order: ExportOrder, parent: QObject) -> None:
        folder = QTemporaryDir()
        snapshot = Path(folder.filePath("diagram.tenet"))
        snapshot.write_text(to_text(diagram), "utf-8")
        super().__init__(order.arguments(str(snapshot)), _PATIENCE_MS, parent)
        self._folder = folder  # goes with this

    def took(self, code: int, out: bytes, errors: str) -> None:
        lines = [line.strip() for line in errors.splitlines() if line.strip()]
        if code == 0:
            self.finished.emit(True, " ".join(lines)[:_LONGEST])
        else:
            reason = lines[-1] if lines else "The export failed without a word."
            self.finished.emit(False, reason[:_LONGEST])

    def broke(self) -> None:
        self.finished.emit(False, "The export stopped the program that draws; nothing is written.")

    def was_late(self) -> None:
        self.finished.emit(False, "The export took too long and was stopped.")

    def was_absent(self) -> None:
        self.finished.emit(False, "The export could not be started.")
