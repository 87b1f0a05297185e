"""Grades a class in a child process, `tenet grade`, with progress and cancel."""

from PySide6.QtCore import QObject, Signal

from designer.ui.one_run import OneRun

_MARK = "@progress "
_MOST_SAID = 4_000
_NO_REASON = "Grading has ended without a reason; run it again to go on."


class GradingRun(OneRun):
    """One run of `tenet grade`; it may take an hour, and what it has done stays when it is ended.

    Its workers end when it is gone.

    Signals:
        progressed: what is being done, how many are done, and of how many.
        finished: what it has said, sentence by sentence.
        failed: a sentence that says why there is nothing.
    """

    progressed = Signal(str, int, int)
    finished = Signal(list)
    failed = Signal(str)

    def __init__(self, words: tuple[str, ...], parent: QObject) -> None:
        """Prepare to run the command line ``words``."""
        super().__init__(words, None, parent)
        self._rest = b""
        self._said: list[str] = []
        self._process.readyReadStandardOutput.connect(self._read)

    def took(self, code: int, out: bytes, errors: str) -> None:
        self._hear(out)
        if code in (0, 1):
            self.finished.emit([line for line in self._said if line])
            return
        told = [line.strip() for line in errors.splitlines() if line.strip()]
        self.failed.emit(" ".join(told[-3:])[:_MOST_SAID] or _NO_REASON)

    def broke(self) -> None:
        self.failed.emit(_NO_REASON)

    def was_absent(self) -> None:
        self.failed.emit("The program that grades could not be started.")

    def _read(self) -> None:
        if not self.is_over:
            self._hear(bytes(self._process.readAllStandardOutput().data()))

    def _hear(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line.decode("utf-8", "replace").strip())

    def _take(self, line: str) -> None:
        if not line.startswith(_MARK):
            self._said.append(line[:_MOST_SAID])
            return
        done, total, doing = line.removeprefix(_MARK).split(" ", 2)
        self.progressed.emit(doing, int(done), int(total))
