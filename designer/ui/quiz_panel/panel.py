"""The panel of the quiz: one question at a time, answered before the reason is revealed."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.teaching.quiz import QuizQuestion
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.quiz_panel.answers import AnswerButton, Outcome
from designer.ui.quiz_panel.tally import Count, Tally
from designer.ui.quiz_panel.tally_table import TallyTable
from designer.ui.theme_qt import SPACE, current_look

MOST_ANSWERS = 6
_WIDE = 620
_INVITES = (
    "Predict what happens to the open drawing before the program says so: what a loss breaks, what "
    "is lost, who answers for what. Meanwhile score, findings and overlays are out of sight."
)
_NOTHING = "There is nothing to ask about this drawing yet: connect users to something they use."


class Stage(Enum):
    """Where the quiz is."""

    IDLE = "idle"
    WAITING = "waiting"
    ASKING = "asking"
    TOLD = "told"
    DONE = "done"


_TALLIED = (Stage.IDLE, Stage.ASKING, Stage.DONE)


class QuizPanel(QScrollArea):
    """Ask the questions it is given.

    Signals:
        start_wanted: a quiz with the same number as the last one, or with the next if True.
        answered: the QuizQuestion, and whether it was answered right.
        asks: how many answers may be chosen from now on; 0 while none may.
        went_on: the answer shown is no longer looked at.
        end_wanted: the user wants no more questions.
    """

    start_wanted = Signal(bool)
    answered = Signal(object, bool)
    asks = Signal(int)
    went_on = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Quiz")
        self._stage = Stage.IDLE
        self._questions: tuple[QuizQuestion, ...] = ()
        self._at = 0
        self._right = 0
        self._number = 0
        self._has_tally = False
        self._options: list[AnswerButton] = []
        self._build()
        self.show_tally(Tally(), Tally())
        self.show_idle()

    def _build(self) -> None:
        body = QWidget(self)
        body.setObjectName("panel")
        self._where = _label("muted", body)
        self._prompt = _label("heading", body)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(5)
        asking = QVBoxLayout()
        asking.setSpacing(6)
        for label in (self._where, self._prompt):
            asking.addWidget(label)
        asking.addLayout(self._answers)
        asking.addStretch(1)
        self._verdict = _label("heading", body)
        self._because = _label("", body)
        self._note = _label("muted", body)
        self._tally = TallyTable(body)
        self._next = _button("&Next", "The next question (Enter)", body)
        self._again = _button("Ask &others", "Another set of questions on this drawing", body)
        self._same = _button("The &same again", "The same questions once more", body)
        self._end = _button("&End", "End the quiz and show score and findings again", body)
        self._next.clicked.connect(self._go_on)
        self._again.clicked.connect(self._start_next)
        self._same.clicked.connect(self._start_same)
        self._end.clicked.connect(self.end_wanted)
        head = QHBoxLayout()
        head.addWidget(self._verdict, 1)
        for button in (self._next, self._again, self._same, self._end):
            head.addWidget(button)
        head.addStretch()
        telling = QVBoxLayout()
        telling.setSpacing(SPACE)
        telling.addLayout(head)
        for widget in (self._because, self._note, self._tally):
            telling.addWidget(widget)
        telling.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._columns.setSpacing(3 * SPACE)
        self._columns.addLayout(asking, 3)
        self._columns.addLayout(telling, 2)
        self.setWidget(body)

    # -- what is shown
    @property
    def stage(self) -> Stage:
        """Where the quiz is."""
        return self._stage

    @property
    def question(self) -> QuizQuestion | None:
        """The question that is shown."""
        return self._questions[self._at] if self._at < len(self._questions) else None

    @property
    def options(self) -> tuple[AnswerButton, ...]:
        """The answers to the question that is shown."""
        return tuple(self._options)

    def show_idle(self, problem: str = "") -> None:
        """Invite to a quiz, or say why there is none."""
        self._questions, self._at = (), 0
        self._set_stage(Stage.IDLE)
        self._where.setText("Quiz")
        self._prompt.setText(problem or _INVITES)
        self._again.setText("&Start the quiz")

    def show_waiting(self, number: int) -> None:
        """Say that the questions of set ``number`` are on their way."""
        self._number = number
        self._set_stage(Stage.WAITING)
        self._where.setText(f"Quiz · set {number}")
        self._prompt.setText("Working out the questions…")

    def begin(self, questions: tuple[QuizQuestion, ...]) -> None:
        """Ask ``questions``, one after the other."""
        self._questions, self._at, self._right = questions, 0, 0
        if questions:
            self._ask()
        else:
            self.show_idle(_NOTHING)

    def show_tally(self, now: Tally, ever: Tally) -> None:
        """Show what was answered right in this session, and ever."""
        self._tally.display(now, ever)
        self._has_tally = bool(ever.total.asked)
        self._tally.setVisible(self._has_tally and self._stage in _TALLIED)

    def note(self, sentence: str) -> None:
        """Say something about the quiz as a whole; "" for nothing any more."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    # -- answering
    def choose(self, index: int) -> None:
        """Answer the question that is asked with one of its options."""
        question = self.question
        if self._stage is not Stage.ASKING or question is None or index >= len(self._options):
            return
        is_right = index == question.answer
        self._right += is_right
        for at, option in enumerate(self._options):
            option.show_outcome(
                Outcome.RIGHT
                if at == question.answer
                else Outcome.WRONG
                if at == index
                else Outcome.ASIDE
            )
        self._set_stage(Stage.TOLD)
        look = current_look()
        self._verdict.setText("✓ Right." if is_right else "✕ No.")
        self._verdict.setStyleSheet(f"color: {look.good if is_right else look.bad};")
        self._because.setText(question.because)
        is_last = self._at + 1 == len(self._questions)
        self._next.setText("&Finish" if is_last else "&Next")
        self._next.setFocus()
        self._reveal()
        self.answered.emit(question, is_right)

    def _reveal(self) -> None:
        """Bring the reason into view where it stands below the answers."""
        layout = self.widget().layout()
        if layout is not None:
            layout.activate()
        if self._columns.direction() is QBoxLayout.Direction.TopToBottom:
            self.widget().adjustSize()
            self.ensureWidgetVisible(self._because)

    def _go_on(self) -> None:
        self.went_on.emit()
        self._at += 1
        if self._at < len(self._questions):
            self._ask()
            self.setFocus()
            return
        self._clear()
        self._set_stage(Stage.DONE)
        self._where.setText(f"Quiz · set {self._number}")
        self._prompt.setText(f"{Count(self._right, len(self._questions))} answered right.")
        self._again.setText("Ask &others")
        self._again.setFocus()

    def _ask(self) -> None:
        question = self._questions[self._at]
        self._set_stage(Stage.ASKING)
        place = f"question {self._at + 1} of {len(self._questions)}"
        self._where.setText(f"Quiz · set {self._number} · {place} · {question.topic.value}")
        self._prompt.setText(question.prompt)
        for number, text in enumerate(question.options, start=1):
            button = AnswerButton(number, text, self.widget())
            button.chosen.connect(self.choose)
            if number <= MOST_ANSWERS:
                tip(button, f"Answer by pressing {number}")
            self._options.append(button)
            self._answers.addWidget(button)
            button.show()
        self.verticalScrollBar().setValue(0)

    def _start_next(self) -> None:
        self.start_wanted.emit(True)

    def _start_same(self) -> None:
        self.start_wanted.emit(False)

    # -- parts
    def _set_stage(self, stage: Stage) -> None:
        if stage is not Stage.TOLD:
            self._clear()
        self._stage = stage
        is_on = stage in (Stage.WAITING, Stage.ASKING, Stage.TOLD)
        for widget, stages in (
            (self._verdict, (Stage.TOLD,)),
            (self._because, (Stage.TOLD,)),
            (self._next, (Stage.TOLD,)),
            (self._again, (Stage.IDLE, Stage.DONE)),
            (self._same, (Stage.DONE,)),
            (self._tally, _TALLIED if self._has_tally else ()),
        ):
            widget.setVisible(stage in stages)
        self._end.setVisible(is_on or stage is Stage.DONE)
        question = self.question if stage is Stage.ASKING else None
        self.asks.emit(0 if question is None else len(question.options))

    def _clear(self) -> None:
        for button in self._options:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._options = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.width() >= _WIDE else down)


def _label(name: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel("", parent, wrap=True)
    label.setObjectName(name)
    return label


def _button(text: str, meaning: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(True)
    tip(button, meaning)
    return button
