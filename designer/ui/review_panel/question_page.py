"""One question: its choices, the note beside it, and why it does not apply."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.model.diagram import Diagram
from designer.review.wording import points
from designer.ui.explainer import TopicButton, set_topic
from designer.ui.plain_text import PlainLabel
from designer.ui.review_messages import ChoiceSheet, GapOffer, QuestionSheet
from designer.ui.review_panel.choice_card import ChoiceCard
from designer.ui.review_panel.gap_row import GapRow
from designer.ui.review_panel.topics import topic_of_choice, topic_of_question
from designer.ui.theme_qt import SPACE

_NOTE_HEIGHT = 64


class QuestionPage(QScrollArea):
    """Show one question, and take answers.

    Signals:
        said: id of a choice and what was chosen: yes, no or None.
        noted: the note, while it is written.
        excused: why the question does not apply, while it is written; "" while it does.
        pointed: ids of elements to select and show.
        apply_wanted: a GapOffer to make one step of the history.
        gap_wanted: key of a gap whose fixes are to be worked out.
    """

    said = Signal(str, object)
    noted = Signal(str)
    excused = Signal(str)
    pointed = Signal(object)
    apply_wanted = Signal(object)
    gap_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Question")
        self._question: QuestionSheet | None = None
        self._cards: list[ChoiceCard] = []
        self._waiting: list[str] = []
        body = QWidget(self)
        body.setObjectName("panel")
        self._title = PlainLabel(parent=body, wrap=True)
        self._title.setObjectName("heading")
        self._standing = PlainLabel(parent=body, wrap=True)
        self._about = PlainLabel(parent=body, wrap=True)
        self._about.setObjectName("muted")
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE)
        self._none = QCheckBox("None of these", body)
        self._none.setAccessibleName("None of these")
        self._none.clicked.connect(self._none_clicked)
        self._note_label = PlainLabel("&Note", body)
        self._note = QPlainTextEdit(body)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("Where this is written down, who decided it, what is planned")
        self._note.textChanged.connect(self._note_changed)
        self._note_label.setBuddy(self._note)
        self._excuse_label = PlainLabel("&Does not apply, because…", body)
        self._excuse = QLineEdit(body)
        self._excuse.setAccessibleName("Does not apply, because")
        self._excuse.setPlaceholderText("Left empty, the question applies")
        self._excuse.textEdited.connect(self.excused)
        self._excuse_label.setBuddy(self._excuse)
        column = QVBoxLayout(body)
        column.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE)
        column.setSpacing(SPACE - 2)
        self._topic = TopicButton("", "", body)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._topic, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for widget in (self._standing, self._about):
            column.addWidget(widget)
        column.addLayout(self._choices)
        for below in (self._none, self._note_label, self._note, self._excuse_label, self._excuse):
            column.addWidget(below)
        column.addStretch(1)
        self.setWidget(body)
        body.setVisible(False)

    @property
    def key(self) -> str:
        """The question that is shown; "" for none."""
        return "" if self._question is None else self._question.key

    @property
    def cards(self) -> tuple[ChoiceCard, ...]:
        """The choices that are shown."""
        return tuple(self._cards)

    def display(self, question: QuestionSheet | None, diagram: Diagram) -> None:
        """Show ``question`` as it stands now; what has the keyboard keeps it."""
        before, self._question = self._question, question
        self.widget().setVisible(question is not None)
        if question is None:
            self._clear()
            return
        same = before is not None and _shape(before) == _shape(question)
        if not same:
            self._build(question, diagram)
            self.verticalScrollBar().setValue(0)
        for card, choice in zip(self._cards, _plain(question), strict=True):
            card.display(choice, diagram)
            card.setEnabled(question.is_applicable)
            set_topic(card, topic_of_choice(choice, question))
        self._title.setText(question.title)
        topic = topic_of_question(question)
        self._topic.explain(topic, question.title)
        self._topic.setVisible(bool(topic))
        set_topic(self, topic)
        standing = question.standing
        earned = f" · {points(question.low, question.high)} of 100 points"
        self._standing.setText(standing.capitalize() + (earned if question.is_applicable else ""))
        self._about.setText(question.description)
        self._about.setVisible(bool(question.description))
        self._show_none(question)
        self._show_texts(question, fresh=not same)
        self._ask_for_fixes()

    def show_offers(self, key: str, offers: tuple[GapOffer, ...]) -> None:
        """Show the fixes of the gap ``key``, and ask for those of the next."""
        for row in self._rows():
            if row.gap is not None and row.gap.key == key:
                row.show_offers(offers)
        self._waiting = [gap for gap in self._waiting if gap != key]
        self._ask_next()

    def wear(self, diagram: Diagram) -> None:
        """Take the colours of the window."""
        if self._question is not None:
            for card in self._cards:
                card.display(card.choice, diagram)

    def hold(self) -> None:
        """Let no fix be applied until it is worked out for the present drawing."""
        for row in self._rows():
            row.hold()

    def ask_again(self) -> None:
        """Ask for the fixes once more, since the drawing has moved on."""
        self.hold()
        self._ask_for_fixes()

    def _rows(self) -> Iterator[GapRow]:
        return (row for card in self._cards for row in card.gap_rows())

    def _ask_for_fixes(self) -> None:
        self._waiting = [
            row.gap.key for row in self._rows() if row.gap is not None and row.is_waiting
        ]
        self._ask_next()

    def _ask_next(self) -> None:
        # One at a time, so that a score that is wanted meanwhile waits for one only.
        if self._waiting:
            self.gap_wanted.emit(self._waiting[0])

    def _build(self, question: QuestionSheet, diagram: Diagram) -> None:
        self._clear()
        for choice in _plain(question):
            card = ChoiceCard(choice, diagram, self.widget())
            card.said.connect(self.said)
            card.pointed.connect(self.pointed)
            card.apply_wanted.connect(self.apply_wanted)
            self._choices.addWidget(card)
            self._cards.append(card)

    def _clear(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []

    def _show_none(self, question: QuestionSheet) -> None:
        none = next((choice for choice in question.choices if choice.is_none_of_these), None)
        self._none.setVisible(none is not None)
        if none is not None:
            self._none.setText(none.title.replace("&", "&&"))
            self._none.setChecked(bool(none.said))
            self._none.setEnabled(question.is_applicable)

    def _show_texts(self, question: QuestionSheet, *, fresh: bool) -> None:
        note, excuse = question.note, question.not_applicable
        # What is being typed is ahead of any answer.
        if (fresh or not self._note.hasFocus()) and note != self._note.toPlainText():
            self._note.blockSignals(True)
            self._note.setPlainText(note)
            self._note.blockSignals(False)
        if fresh or not self._excuse.hasFocus():
            self._excuse.setText(excuse)

    def _none_clicked(self, on: bool) -> None:
        question = self._question
        if question is not None:
            key = next(choice.id for choice in question.choices if choice.is_none_of_these)
            self.said.emit(key, True if on else None)

    def _note_changed(self) -> None:
        self.noted.emit(self._note.toPlainText())


def _plain(question: QuestionSheet) -> list[ChoiceSheet]:
    return [choice for choice in question.choices if not choice.is_none_of_these]


def _shape(question: QuestionSheet) -> tuple[str, ...]:
    return (question.key, *(choice.id for choice in question.choices))
