"""One choice of a question: how it stands, who says so, what shows it, and what is missing."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from designer.model.diagram import Diagram
from designer.review.result import AnsweredBy
from designer.rules.phrasing import names
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.review_messages import ChoiceSheet
from designer.ui.review_panel.gap_row import GapRow
from designer.ui.review_panel.marks import StateMark
from designer.ui.review_panel.text_button import TextButton
from designer.ui.review_panel.three_states import ThreeStates
from designer.ui.theme_qt import SPACE, current_look

_MOST_GAPS = 8
_NARROW = 560  # px; the answer stands below the title then
_ASKED = "The drawing does not show it. Draw it, or say for the team whether it is so."


class ChoiceCard(QFrame):
    """Show one choice, and take what is said to it.

    Signals:
        said: id of the choice and what was chosen: yes, no or None.
        pointed: ids of elements to select and show.
        apply_wanted: a GapOffer to make one step of the history.
    """

    said = Signal(str, object)
    pointed = Signal(object)
    apply_wanted = Signal(object)

    def __init__(self, choice: ChoiceSheet, diagram: Diagram, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._choice = choice
        self._gaps: list[GapRow] = []
        self._shows_all = False
        self._mark = StateMark(self)
        self._title = PlainLabel(choice.title, self, wrap=True)
        self._title.setStyleSheet("font-weight: bold;")
        self._verdict = PlainLabel(parent=self)
        self._states = ThreeStates(self)
        self._states.tell(choice.title)
        self._states.said.connect(self._said)
        self._about = self._muted()
        self._conflict = PlainLabel(parent=self, wrap=True)
        self._retract = QPushButton("Take the answer back", self)
        self._retract.clicked.connect(lambda: self.said.emit(self._choice.id, None))
        self._evidence = TextButton(self)
        self._evidence.clicked.connect(lambda: self.pointed.emit(self._choice.evidence))
        self._missing = QVBoxLayout()
        self._missing.setSpacing(4)
        self._more = QPushButton(self)
        self._more.clicked.connect(self._show_all)
        self._how = self._muted()
        self._lay_out()
        self.display(choice, diagram)

    def _muted(self) -> PlainLabel:
        label = PlainLabel(parent=self, wrap=True)
        label.setObjectName("muted")
        return label

    def _lay_out(self) -> None:
        answer = QHBoxLayout()
        answer.addWidget(self._verdict)
        answer.addWidget(self._states)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(SPACE)
        self._head.addWidget(self._title, 1)
        self._head.addLayout(answer)
        body = QVBoxLayout()
        body.setSpacing(4)
        body.addLayout(self._head)
        for widget in (self._about, self._conflict):
            body.addWidget(widget)
        body.addWidget(self._retract, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._evidence)
        body.addLayout(self._missing)
        body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(body, 1)

    @property
    def choice(self) -> ChoiceSheet:
        """The choice as it is shown."""
        return self._choice

    def gap_rows(self) -> Iterator[GapRow]:
        """Yield the gaps that are shown."""
        return iter(self._gaps)

    def display(self, choice: ChoiceSheet, diagram: Diagram) -> None:
        """Show ``choice`` as it stands now."""
        before, self._choice = self._choice, choice
        look = current_look()
        by_drawing = choice.by is AnsweredBy.DRAWING
        idle = by_drawing and not choice.applies
        self.setStyleSheet(
            f"QFrame#card {{ border: 1px solid {look.border}; border-radius: 6px; }}"
        )
        self._mark.display(choice.state, idle=idle)
        self._verdict.setText(choice.verdict)
        colour = look.muted if idle else look.good if choice.state else look.bad
        self._verdict.setStyleSheet(f"color: {colour};")
        self._verdict.setVisible(by_drawing)
        self._states.setVisible(not by_drawing)
        self._states.display(choice.said)
        self._show(self._about, choice.about)
        self._show_conflict(look.warn)
        shown = [key for key in choice.evidence if key in diagram.topology.elements]
        by = names(diagram.topology, shown)
        self._evidence.show_text(f"Shown by {by}")
        self._evidence.setVisible(bool(by))
        tip(self._evidence, "Click to select it on the canvas")
        if not self._gaps or before.gaps != choice.gaps:
            self._fill()
        how = "" if choice.state else choice.how
        asked = _ASKED if choice.is_read and choice.state is None and not choice.gaps else ""
        self._show(self._how, "\n".join(part for part in (asked, how) if part))
        tip(self._how, choice.page)

    def _show(self, label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _show_conflict(self, colour: str) -> None:
        choice = self._choice
        text = ""
        if choice.is_contradicted:
            told = "yes" if choice.said else "no"
            text = f"The team says {told}; the drawing shows otherwise, and the drawing counts."
        self._show(self._conflict, text)
        self._conflict.setStyleSheet(f"color: {colour};")
        self._retract.setVisible(bool(text))

    def _fill(self) -> None:
        for row in self._gaps:
            row.hide()
            row.deleteLater()
        self._gaps = []
        gaps = self._choice.gaps
        most = len(gaps) if self._shows_all else _MOST_GAPS
        for gap in gaps[:most]:
            row = GapRow(self)
            row.pointed.connect(self.pointed)
            row.apply_wanted.connect(self.apply_wanted)
            row.display(gap)
            self._missing.addWidget(row)
            self._gaps.append(row)
        left = len(gaps) - len(self._gaps)
        self._more.setText(f"Show {left} more")
        self._more.setVisible(left > 0)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()

    def _said(self, said: bool | None) -> None:
        self.said.emit(self._choice.id, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if self.width() < _NARROW else ways.LeftToRight)
