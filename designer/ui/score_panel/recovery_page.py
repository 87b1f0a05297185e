"""How each data store and the workload come back, step by step, and what is lost."""

from functools import partial

from PySide6.QtWidgets import QWidget

from designer.analysis.recovery import RecoveryRow
from designer.model.diagram import Diagram
from designer.rules.recovery_phrasing import back_after, data_lost, explained, how
from designer.scoring.scorecard import Scorecard
from designer.ui.durations import rough_duration
from designer.ui.score_panel.figures_table import FigureRow
from designer.ui.score_panel.tables import FigurePage, called
from designer.ui.score_panel.wording import DISRUPTIONS
from designer.ui.theme_qt import current_look


class RecoveryPage(FigurePage):
    """The recovery table; the chosen row's steps stand beside it with their sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        heads = ("Data store", "After", "Back in (RTO)", "Data lost (RPO)", "How")
        super().__init__("Recovery", heads, parent, details=True)

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
    who = "Whole workload" if row.store is None else called(diagram, row.store)
    struck = DISRUPTIONS[row.disruption]
    return FigureRow(
        texts=(
            who,
            struck,
            _against(back_after(row), row.rto_target_s),
            _against(data_lost(row), row.rpo_target_s),
            how(row),
        ),
        element=row.store or "",
        colours={key: value for key, value in colours.items() if value},
        hint=f"{who}, {struck.lower()}\n{explained(row)}",
    )


def _judged(value: float | None, met: bool | None) -> str:
    """Return the colour of a figure; "" where there is nothing to compare it with."""
    look = current_look()
    if value is None or met is False:
        return look.bad
    return look.good if met else ""


def _against(text: str, target: float | None) -> str:
    return text if target is None else f"{text} (goal {rough_duration(target)})"
