"""Reads one foreign file in a limited child process: it may be hostile, and the window goes on.

The child is the command `tenet import FILE --answer`, which bounds its own memory and time.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from designer.importers.child import MAX_ANSWER, TIME_LIMIT_S
from designer.importers.wire import from_bytes
from designer.storage.refusal import FileRejected
from designer.ui.child import child_process, end

NOTHING: Mapping[str, str] = MappingProxyType({})
_PATIENCE_MS = (TIME_LIMIT_S + 5) * 1000


class ImportRun(QObject):
    """One import.

    Signals:
        imported: the ImportResult.
        refused: a sentence that says why there is none.
    """

    imported = Signal(object)
    refused = Signal(str)

    def __init__(self, path: Path, parent: QObject, given: Mapping[str, str] = NOTHING) -> None:
        """Prepare to read ``path``, with values for its parameters."""
        super().__init__(parent)
        self.path = path
        self.given = dict(given)
        self._is_over = False
        # After "--", a file's name is never taken for an option.
        told = [f"--parameter={name}={value}" for name, value in self.given.items()]
        words = ("import", "--answer", *told, "--", str(path.absolute()))
        self._process = child_process("designer", words, self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)

    def start(self) -> None:
        """Begin."""
        self._patience.start(_PATIENCE_MS)
        self._process.start()

    def cancel(self) -> None:
        """Stop; nothing is emitted."""
        self._is_over = True
        self._patience.stop()
        end(self._process)

    def _give_up(self) -> None:
        self._refuse(f"{self.path}: took too long to read and was stopped.")
        end(self._process)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._refuse(f"{self.path}: the program that reads it could not be started.")

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._is_over:
            return
        data = bytes(self._process.readAllStandardOutput().data())
        if code != 0 or status != QProcess.ExitStatus.NormalExit or len(data) > MAX_ANSWER:
            self._refuse(f"{self.path}: could not be read within the limits of memory and time.")
            return
        try:
            result = from_bytes(data, str(self.path))
        except FileRejected as rejection:
            self._refuse(str(rejection))
            return
        self._patience.stop()
        self._is_over = True
        self.imported.emit(result)

    def _refuse(self, sentence: str) -> None:
        self._patience.stop()
        if not self._is_over:
            self._is_over = True
            self.refused.emit(sentence)
