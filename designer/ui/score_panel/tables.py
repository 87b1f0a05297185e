"""Availability, recovery and open questions: the figures behind the score."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.analysis.recovery import RecoveryRow
from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.downtime import Cause, causes, first_to_fix, summary
from designer.scoring.scorecard import Question, Scorecard
from designer.ui.durations import rough_duration
from designer.ui.plain_text import PlainLabel
from designer.ui.score_panel.figures_table import FigureRow, FiguresTable
from designer.ui.score_panel.wording import DISRUPTIONS, gain
from designer.ui.theme_qt import SPACE, current_look

# Points that still show in one decimal.
_NOTEWORTHY = 0.05
_CAUSES = 30


def _name(diagram: Diagram, key: str) -> str:
    element = diagram.topology.elements.get(ElementId(key))
    return key if element is None else element.name


class _Page(QWidget):
    """A sentence over a table."""

    pointed = Signal(object)

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = PlainLabel(parent=self, wrap=True)
        self._table = FiguresTable(name, heads, self)
        self._table.pointed.connect(self.pointed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 2, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._words)
        column.addWidget(self._table, 1)


class AvailabilityPage(_Page):
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


class RecoveryPage(_Page):
    """How each store and the workload come back, and what is lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        heads = ("Data store", "After", "Back in (RTO)", "Data lost (RPO)", "By")
        super().__init__("Recovery", heads, parent)

    def display(self, card: Scorecard | None, diagram: Diagram) -> None:
        """Show the recovery table of ``card``."""
        if card is None:
            self._table.show_rows(())
            self._words.setText("Nothing to score yet.")
            return
        report = card.recovery
        lines = [f"Strategy for the loss of a Region: {report.strategy.value}."]
        lines += list(report.contradictions)
        if not report.rows:
            lines.append("No data store is drawn.")
        self._words.setText("\n".join(lines))
        rows = (*report.workload, *report.rows)
        self._table.show_rows([partial(_recovery_row, row, diagram) for row in rows])


def _recovery_row(row: RecoveryRow, diagram: Diagram) -> FigureRow:
    colours = {2: _judged(row.rto_s, row.rto_met), 3: _judged(row.rpo_s, row.rpo_met)}
    who = "Whole workload" if row.store is None else _name(diagram, row.store)
    by = row.by or "nothing drawn"
    steps = [f"{word}: {rough_duration(seconds)}" for word, seconds in row.chain]
    if row.not_stated:
        steps.append(f"Not stated: {', '.join(k.replace('_', ' ') for k in row.not_stated)}")
    lost = "everything" if row.rpo_s is None else rough_duration(row.rpo_s)
    return FigureRow(
        texts=(
            who,
            DISRUPTIONS[row.disruption],
            _against(rough_duration(row.rto_s), row.rto_target_s),
            _against("none" if row.rpo_s == 0 else lost, row.rpo_target_s),
            f"{by} (assumed)" if row.assumed else by,
        ),
        element=row.store or "",
        colours={key: value for key, value in colours.items() if value},
        hint="\n".join(steps),
    )


def _judged(value: float | None, met: bool | None) -> str:
    """Return the colour of a figure; "" where there is nothing to compare it with."""
    look = current_look()
    if value is None or met is False:
        return look.bad
    return look.good if met else ""


def _against(text: str, target: float | None) -> str:
    return text if target is None else f"{text} (goal {rough_duration(target)})"


class QuestionsPage(_Page):
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
            _name(diagram, question.element),
            question.property.replace("_", " ") if prop is None else prop.label,
            f"up to {gain(question.gain)}" if pays else "–",
            question.sentence if prop is None else prop.help,
        ),
        element=question.element,
        colours={2: current_look().good} if pays else {},
        hint=question.sentence,
    )
