"""The class that is open in the grading window, and everything that is done to it."""

import getpass
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from designer.grading.adjustments import WHOLE
from designer.grading.marking import Marking, Step
from designer.grading.regrading import Change, Standing, changes_between, standing_of
from designer.storage.refusal import FileRejected, SaveFailed
from designer.ui.grading_window.run import GradingRun

_PART = 40


class ClassDesk(QObject):
    """Opens, adjusts, takes back, grades again; the window shows what comes of it.

    Signals:
        opened: a class is open, without its rows; None for none.
        loaded: codes of rows that are there now.
        complete: all rows are there.
        changed: the code of a row that is not as it was.
        all_changed: any row may have changed.
        refused, told: a sentence.
        progressed: what is being done, how many are done, of how many.
        running: a child process grades, or does not any more.
    """

    opened = Signal(object)
    loaded = Signal(list)
    complete = Signal()
    changed = Signal(str)
    all_changed = Signal()
    refused = Signal(str)
    told = Signal(str)
    progressed = Signal(str, int, int)
    running = Signal(bool)

    def __init__(self, who: Callable[[], str], parent: QObject) -> None:
        """Adjust in the name of ``who``."""
        super().__init__(parent)
        self._who = who
        self.marking: Marking | None = None
        self.changes: Mapping[str, Change] = {}
        self._before: tuple[Standing, ...] = ()
        self._run: GradingRun | None = None
        self._target: Path | None = None
        self._loading = QTimer(self)
        self._loading.setInterval(0)
        self._loading.timeout.connect(self._load_part)

    # -- opening
    def open(self, folder: Path) -> bool:
        """Open an output folder; tell whether it is one. What is open stays otherwise."""
        try:
            marking = Marking(folder)
        except (FileRejected, SaveFailed) as error:
            self.refused.emit(str(error))
            return False
        if self.marking is not None and self.marking.folder == folder:
            marking.take_over(self.marking)
        self.marking = marking
        self.changes = {}
        self.opened.emit(marking)
        self._loading.start()
        return True

    @property
    def is_running(self) -> bool:
        """Tell whether a child process grades."""
        return self._run is not None

    @property
    def is_loaded(self) -> bool:
        """Tell whether a class is open and all its rows are there."""
        return self.marking is not None and not self._loading.isActive()

    def _load_part(self) -> None:
        marking = self.marking
        codes = marking.load(_PART) if marking is not None else ()
        if codes:
            self.loaded.emit(list(codes))
            return
        self._loading.stop()
        if marking is None:
            return
        if self._before:
            after = map(standing_of, marking.rows.values())
            self.changes = {one.code: one for one in changes_between(self._before, after)}
            self._before = ()
        if marking.lost:
            count = len(marking.lost)
            self.refused.emit(
                f"{count} of {marking.count} outcomes are not there any more: grade again."
            )
        self.complete.emit()

    # -- adjusting
    def give(self, code: str, criterion: str, points: float | None) -> None:
        """Give points for a criterion of a submission; None for the computed ones."""
        self._do(lambda m: m.give(code, criterion, points, self._who(), _now()), code)

    def step(self, code: str, criterion: str, by_points: float) -> None:
        """Give some points more, or less."""
        self._do(lambda m: m.step(code, criterion, by_points, self._who(), _now()), code)

    def say(self, code: str, criterion: str, comment: str) -> None:
        """Comment on a criterion, or on the work as a whole."""
        self._do(lambda m: m.say(code, criterion, comment, self._who(), _now()), code)

    def seal(self) -> None:
        """Let what is written next be a step of its own."""
        if self.marking is not None:
            self.marking.seal()

    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""
        return self._is_free() and self.marking is not None and self.marking.undoable is not None

    def can_redo(self) -> bool:
        """Tell whether there is something to bring back."""
        return self._is_free() and self.marking is not None and self.marking.redoable is not None

    def undo(self) -> Step | None:
        """Take back the last change; return it."""
        return self._turn(lambda m: m.undo(), "Undone")

    def redo(self) -> Step | None:
        """Bring back what was undone last; return it."""
        return self._turn(lambda m: m.redo(), "Redone")

    def look_again(self) -> None:
        """Take over what somebody else has adjusted in the meantime."""
        if self.marking is None:
            return
        try:
            if self.marking.refresh():
                self.all_changed.emit()
                self.told.emit("Somebody else has adjusted points of this class; they are shown.")
        except FileRejected as error:
            self.refused.emit(str(error))

    def _do(self, change: Callable[[Marking], bool], code: str) -> None:
        if self.marking is None or not self._is_free():
            return
        try:
            if change(self.marking):
                self.changed.emit(code)
        except (FileRejected, SaveFailed) as error:
            self.refused.emit(str(error))
            # The fields show what was asked for: what counts is to be seen again.
            self.changed.emit(code)

    def _turn(self, turn: Callable[[Marking], Step | None], word: str) -> Step | None:
        marking = self.marking
        if marking is None or not self._is_free():
            return None
        try:
            step = turn(marking)
        except (FileRejected, SaveFailed) as error:
            self.refused.emit(str(error))
            return None
        if step is not None:
            self.changed.emit(step.code)
            self.told.emit(f"{word}: {_words(step, marking)}")
        return step

    def _is_free(self) -> bool:
        return self._run is None

    # -- grading
    def grade(self, words: tuple[str, ...], target: Path) -> None:
        """Run `tenet grade` with ``words``; the folder ``target`` is opened when it is done."""
        if self._run is not None:
            return
        marking = self.marking
        is_same = marking is not None and marking.folder == target
        rows = marking.rows.values() if marking is not None and is_same else ()
        self._before = tuple(map(standing_of, rows))
        self._target = target
        self._run = GradingRun(("grade", "--tell", *words), self)
        self._run.progressed.connect(self.progressed)
        self._run.finished.connect(self._finished)
        self._run.failed.connect(self._failed)
        self.running.emit(True)
        self._run.start()

    def cancel(self) -> None:
        """End the run; what was graded stays, and is not graded again."""
        if self._run is not None:
            self._release().cancel()
            self._before = ()
            self.running.emit(False)
            self.told.emit("Stopped. What is graded stays: grade again to go on.")

    def stop(self) -> None:
        """End everything, without a word."""
        self._loading.stop()
        if self._run is not None:
            self._release().cancel()

    def _finished(self, said: list[str]) -> None:
        self._release()
        self.running.emit(False)
        if self._target is not None and self.open(self._target):
            self.told.emit(next((line for line in said if "students:" in line), "Graded."))

    def _failed(self, sentence: str) -> None:
        self._release()
        self._before = ()
        self.running.emit(False)
        self.refused.emit(sentence)

    def _release(self) -> GradingRun:
        run, self._run = self._run, None
        assert run is not None  # noqa: S101 - asked by those who have one only
        run.deleteLater()
        return run


def _words(step: Step, marking: Marking) -> str:
    if step.criterion == WHOLE:
        return "the comment on the work as a whole."
    found = marking.kept.rubric.by_id.get(step.criterion)
    title = step.criterion if found is None else found.title or found.id
    return f"the comment on “{title}”." if step.is_words else f"the points for “{title}”."


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def system_name() -> str:
    """Return what the system calls the user; "" when it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
