"""Reads one foreign file in a limited child process: it may be hostile, and the window goes on.

The child is the command `tenet import FILE --answer`, which bounds its own memory and time.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from designer.importers.child import MAX_ANSWER, TIME_LIMIT_S
from designer.importers.wire import from_bytes
from designer.storage.refusal import FileRejected
from designer.ui.one_run import OneRun

NOTHING: Mapping[str, str] = MappingProxyType({})
_PATIENCE_MS = (TIME_LIMIT_S + 5) * 1000


class ImportRun(OneRun):
    """One import.

    Signals:
        imported: the ImportResult.
        refused: a sentence that says why there is none.
    """

    imported = Signal(object)
    refused = Signal(str)

    def __init__(self, path: Path, parent: QObject, given: Mapping[str, str] = NOTHING) -> None:
        """Prepare to read ``path``, with values for its parameters."""
        # After "--", a file's name is never taken for an option.
        told = [f"--parameter={name}={value}" for name, value in given.items()]
        words = ("import", "--answer", *told, "--", str(path.absolute()))
        super().__init__(words, _PATIENCE_MS, parent)
        self.path = path
        self.given = dict(given)

    def took(self, code: int, out: bytes, errors: str) -> None:
        if code != 0 or len(out) > MAX_ANSWER:
            self.broke()
            return
        try:
            result = from_bytes(out, str(self.path))
        except FileRejected as rejection:
            self.refused.emit(str(rejection))
            return
        self.imported.emit(result)

    def broke(self) -> None:
        self.refused.emit(f"{self.path}: could not be read within the limits of memory and time.")

    def was_late(self) -> None:
        self.refused.emit(f"{self.path}: took too long to read and was stopped.")

    def was_absent(self) -> None:
        self.refused.emit(f"{self.path}: the program that reads it could not be started.")
