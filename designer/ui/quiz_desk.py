"""Carries the quiz between the scoring process, its panel, the canvas and what must not tell."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from designer.model.changes import ChangeSet
from designer.teaching.quiz import QuizQuestion
from designer.ui.failure_desk import FailureDesk
from designer.ui.lens_desk import LensDesk
from designer.ui.lenses.lens import LensView
from designer.ui.lessons import Lesson, LessonOrder
from designer.ui.parts import Parts
from designer.ui.quiz_panel.panel import MOST_ANSWERS, Stage
from designer.ui.quiz_panel.tally import Tally, kept_of, tally_of
from designer.ui.scorer import Scorer
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tints import Pattern, Shade, Tint

_ANSWER = Tint(shade=Shade.GOOD, sign="answer", why="What the right answer is about.")
_ABOUT = Tint(
    shade=Shade.ASK, pattern=Pattern.DASHED, sign="asked", why="What the question was about."
)
_NOTHING = LensView(sentence="")
_COVERED = ("score", "reasons", "review")
_HIDDEN = "Out of sight while the quiz asks.\nEnd the quiz to see it again."
_CHANGED = "The drawing has changed since: the answers are about the drawing as it was."


class QuizDesk(QObject):
    """The quiz of one window, on the tab that was current when it began.

    Signals:
        changed: a quiz has begun or ended.
    """

    changed = Signal()

    def __init__(
        self,
        tabs: OpenTabs,
        parts: Parts,
        scorer: Scorer,
        lenses: LensDesk,
        failing: FailureDesk,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._parts = parts
        self._scorer = scorer
        self._lenses = lenses
        self._failing = failing
        self._preferences = preferences
        self._is_on = False
        self._number = 0
        self._now = Tally()
        panel = self._panel = parts.quiz
        panel.start_wanted.connect(self._start)
        panel.answered.connect(self._answered)
        panel.asks.connect(self._take_keys)
        panel.went_on.connect(self._unmark)
        panel.end_wanted.connect(self.end)
        parts.quiz_closed.connect(self.end)
        scorer.lesson_ready.connect(self._take)
        scorer.failed.connect(self._failed)
        tabs.changed.connect(self._changed)
        tabs.switched.connect(self.end)
        # Of the window: who has just looked at the drawing answers without a detour.
        self._keys = [self._key(number, window) for number in range(1, MOST_ANSWERS + 1)]
        self._show_tally()

    def _key(self, number: int, window: QWidget) -> QShortcut:
        made = QShortcut(QKeySequence(str(number)), window)
        made.setEnabled(False)
        made.activated.connect(partial(self._panel.choose, number - 1))
        return made

    def _take_keys(self, count: int) -> None:
        for number, key in enumerate(self._keys, start=1):
            key.setEnabled(number <= count)

    @property
    def is_on(self) -> bool:
        """Tell whether a quiz is on, and answers must not be shown elsewhere."""
        return self._is_on

    def can_end(self) -> bool:
        """Tell whether there is a quiz to end."""
        return self._is_on

    def start(self) -> None:
        """Show the panel and ask about the open drawing."""
        self._parts.show_panel("quiz")
        if not self._is_on:
            self._start(another=True)
        self._panel.setFocus()

    def end(self) -> None:
        """Ask no more, and show again what was hidden."""
        self._panel.show_idle()
        self._panel.note("")
        self._show_all()

    def _start(self, another: bool) -> None:
        if another or not self._number:
            self._number += 1
        self._panel.note("")
        self._panel.show_waiting(self._number)
        if not self._is_on:
            self._is_on = True
            self._failing.hold(True)
            self._lenses.lend(_NOTHING)
            self._parts.cover(_COVERED, _HIDDEN)
            self._parts.inspector.hide_duties(True)
            self.changed.emit()
        self._unmark()
        self._scorer.ask_for_lesson(LessonOrder(seed=self._number))

    def _take(self, lesson: Lesson) -> None:
        if lesson.order.is_quiz and self._panel.stage is Stage.WAITING:
            self._panel.begin(lesson.questions)
            self._panel.setFocus()
            if not lesson.questions:
                self._number -= 1
                self._show_all()

    def _show_all(self) -> None:
        if not self._is_on:
            return
        self._is_on = False
        self._failing.hold(False)
        self._lenses.take_back()
        self._parts.uncover()
        self._parts.inspector.hide_duties(False)
        self.changed.emit()

    def _failed(self, problem: str) -> None:
        if self._panel.stage is Stage.WAITING:
            self.end()
            self._panel.show_idle(f"The questions could not be worked out: {problem}")

    def _answered(self, question: QuizQuestion, is_right: bool) -> None:
        self._now = self._now.with_answer(question.topic, is_right=is_right)
        ever = tally_of(self._preferences.settings.quiz)
        kept = kept_of(ever.with_answer(question.topic, is_right=is_right))
        self._preferences.change(replace(self._preferences.settings, quiz=kept))
        self._show_tally()
        present = self._tabs.document.diagram.topology.elements
        tints = {str(key): _ABOUT for key in question.about if key in present}
        tints |= {str(key): _ANSWER for key in question.answers if key in present}
        if tints:
            self._lenses.lend(LensView(sentence="", tints=tints))
            named = [key for key in question.answers or question.about if key in present]
            self._tabs.canvas.reveal(named)

    def _unmark(self) -> None:
        if self._is_on:
            self._lenses.lend(_NOTHING)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches_score and self._panel.stage in (Stage.ASKING, Stage.TOLD):
            self._panel.note(_CHANGED)

    def _show_tally(self) -> None:
        self._panel.show_tally(self._now, tally_of(self._preferences.settings.quiz))
