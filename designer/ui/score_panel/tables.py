"""Pages of figures behind the score, and two of them: availability and open questions."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.downtime import Cause, causes, first_to_fix, summary
from designer.scoring.scorecard import Question, Scorecard
from designer.ui.plain_text import PlainLabel
from designer.ui.score_panel.figures_table import FigureRow, FiguresTable
from designer.ui.score_panel.wording import gain
from designer.ui.theme_qt import SPACE, current_look

# Points that still show in one decimal.
_NOTEWORTHY = 0.05
_CAUSES = 30


def called(diagram: Diagram, key: str) -> str:
    """Return the name of the element ``key``, or the key when it is gone."""
    element = diagram.topology.elements.get(ElementId(key))
    return key if element is None else element.name


class FigurePage(QWidget):
    """A sentence over a table, and beside it, if wanted, the account of the chosen row.

    Signals:
        pointed: ids of the elements that the chosen row stands for.
    """

    pointed = Signal(object)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        parent: QWidget | None,
        *,
        tips: Sequence[str] = (),
        details: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = PlainLabel(parent=self, wrap=True)
        self._table = FiguresTable(name, heads, self, tips=tips)
        self._table.pointed.connect(self.pointed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 2, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._words)
        column.addWidget(self._with_details() if details else self._table, 1)

    def _with_details(self) -> QWidget:
        account = _Account(self)
        self._table.chosen.connect(account.display)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        for widget, stretch, width in ((self._table, 3, 760), (account, 1, 300)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
            widget.setMinimumWidth(width // 2)
        splitter.setSizes([760, 300])
        return splitter


class _Account(QScrollArea):
    """How the figures of the chosen row come about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Account of the chosen row")
        self._words = PlainLabel(parent=self, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setMargin(SPACE)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWidget(self._words)
        self.display("")

    def display(self, text: str) -> None:
        self._words.setText(text or "Choose a row to read how its figures come about.")


class AvailabilityPage(FigurePage):
    """Structural and operational downtime, and what contributes most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Causes of downtime", ("Cause", "Share", "Downtime", "Kind"), parent)
        self._first = PlainLabel(parent=self, wrap=True)
        self._first.setObjectName("heading")
        self._first.hide()
        self._column.insertWidget(1, self._first)

    def display(self, card: Scorecard | None, diagram: Diagram) -> None:
        """Show the availability of ``card``."""
        self._first.hide()
        if card is None or card.overall is None:
            self._table.show_rows(())
            self._words.setText("Nothing to score yet.")
            return
        report = card.availability
        self._words.setText("\n".join(summary(report)))
        first = first_to_fix(report)
        self._first.setText(first)
        self._first.setVisible(bool(first))
        self._table.show_rows(
            [partial(_cause_row, cause) for cause in causes(report, _CAUSES)],
        )


def _cause_row(cause: Cause) -> FigureRow:
    return FigureRow(
        texts=(cause.name, cause.share, cause.downtime, cause.kind),
        ids=cause.elements,
        hint="\n".join(cause.steps),
    )


class QuestionsPage(FigurePage):
    """What the drawing does not state and what stating it could bring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "What is not stated", ("Component", "Not stated", "Could bring", "What it is"), parent
        )

    def display(self, questions: tuple[Question, ...], diagram: Diagram) -> None:
        """List ``questions`` about ``diagram``; choosing one leads to its element."""
        self._words.setText(
            "Each counts at AWS's default until it is stated among the properties."
            if questions
            else "Everything that matters to the score is stated."
        )
        self._table.show_rows([partial(_question_row, one, diagram) for one in questions])


def _question_row(question: Question, diagram: Diagram) -> FigureRow:
    element = diagram.topology.elements.get(ElementId(question.element))
    row = None if element is None else catalog().get(element.service)
    prop = None if row is None else row.property(question.property)
    pays = question.gain >= _NOTEWORTHY
    return FigureRow(
        texts=(
            called(diagram, question.element),
            question.property.replace("_", " ") if prop is None else prop.label,
            f"up to {gain(question.gain)}" if pays else "–",
            question.sentence if prop is None else prop.help,
        ),
        element=question.element,
        colours={2: current_look().good} if pays else {},
        hint=question.sentence,
    )
