"""One command of the program, run in a child process: it may be slow or die, the window goes on."""

from PySide6.QtCore import QObject, QProcess, QTimer

from designer.ui.child import child_process, end


class OneRun(QObject):
    """A command that runs once; the subclass says what becomes of its end."""

    def __init__(self, words: tuple[str, ...], patience_ms: int | None, parent: QObject) -> None:
        """Prepare to run the command line ``words``, for at most ``patience_ms``; None: at will."""
        super().__init__(parent)
        self.is_over = False
        self._process = child_process("designer", words, self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._patience_ms = patience_ms

    def start(self) -> None:
        """Begin."""
        if self._patience_ms is not None:
            self._patience.start(self._patience_ms)
        self._process.start()

    def cancel(self) -> None:
        """Stop; nothing is heard of it any more."""
        self._close()
        end(self._process)

    def took(self, code: int, out: bytes, errors: str) -> None:
        """Hear that it ended by itself, with an exit code and what it has printed."""
        raise NotImplementedError

    def broke(self) -> None:
        """Hear that it crashed."""
        raise NotImplementedError

    def was_late(self) -> None:
        """Hear that it took too long and was stopped."""
        raise NotImplementedError

    def was_absent(self) -> None:
        """Hear that it could not be started."""
        raise NotImplementedError

    def _close(self) -> bool:
        """Hear of nothing more; tell whether it is only over now."""
        was_open, self.is_over = not self.is_over, True
        self._patience.stop()
        return was_open

    def _give_up(self) -> None:
        if self._close():
            end(self._process)
            self.was_late()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._close():
            self.was_absent()

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        if not self._close():
            return
        if status != QProcess.ExitStatus.NormalExit:
            self.broke()
            return
        out = bytes(self._process.readAllStandardOutput().data())
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self.took(code, out, said)
