"""Grades a class in a child process, `tenet grade`, with progress and cancel."""

from PySide6.QtCore import QObject, QProcess, Signal

from designer.ui.child import child_process, end

_MARK = "@progress "
_MOST_SAID = 4_000


class GradingRun(QObject):
    """One run of `tenet grade`; it may take an hour, and what it has done stays when it is ended.

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
        super().__init__(parent)
        self.is_over = False
        self._rest = ""
        self._said: list[str] = []
        self._process = child_process("designer", words, self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._broke)

    def start(self) -> None:
        """Begin."""
        self._process.start()

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when none runs."""
        return self._process.processId()

    def cancel(self) -> None:
        """End it; nothing is heard of it any more. Its workers end when it is gone."""
        self.is_over = True
        end(self._process)

    def _read(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = (self._rest + data.decode("utf-8", "replace")).split("\n")
        for line in lines:
            self._take(line.strip())

    def _take(self, line: str) -> None:
        if not line.startswith(_MARK):
            self._said.append(line[:_MOST_SAID])
            return
        done, total, doing = line.removeprefix(_MARK).split(" ", 2)
        if not self.is_over:
            self.progressed.emit(doing, int(done), int(total))

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self.is_over:
            self.is_over = True
            self.failed.emit("The program that grades could not be started.")

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        if self.is_over:
            return
        self._read()
        self.is_over = True
        errors = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        if status == QProcess.ExitStatus.NormalExit and code in (0, 1):
            self.finished.emit([line for line in self._said if line])
            return
        told = [line.strip() for line in errors.splitlines() if line.strip()]
        said = " ".join(told[-3:])[:_MOST_SAID]
        self.failed.emit(said or "Grading has ended without a reason; run it again to go on.")
