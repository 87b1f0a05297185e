"""The score's own panel: overall, five tenets, and how much the drawing leaves open."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.rules.tenets import Tenet
from designer.scoring.downtime import downtime, minutes_of, nines
from designer.scoring.scorecard import Scorecard
from designer.ui.plain_text import PlainLabel
from designer.ui.score_panel.gauges import Gauge, TenetRow
from designer.ui.score_panel.wording import points
from designer.ui.theme_qt import SPACE


class ScorePanel(QScrollArea):
    """Show the newest scorecard.

    Signals:
        tenet_chosen: the Tenet whose findings are wanted, or None for all.
    """

    tenet_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Score")
        body = QWidget(self)
        body.setObjectName("panel")
        self._gauge = Gauge(body)
        self._state = PlainLabel("Not scored yet", body, wrap=True)
        self._state.setObjectName("heading")
        self._summary = PlainLabel(parent=body, wrap=True)
        self._summary.setObjectName("muted")
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self._state)
        words.addWidget(self._summary)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._gauge)
        top.addLayout(words, 1)
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(3)
        column.addLayout(top)
        self._rows: dict[Tenet, TenetRow] = {}
        for tenet in Tenet:
            row = TenetRow(tenet, body)
            row.clicked.connect(partial(self._choose, tenet))
            self._rows[tenet] = row
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(body)

    def display(self, card: Scorecard | None) -> None:
        """Show ``card``; None while nothing is scored."""
        self._gauge.display(card)
        for tenet, row in self._rows.items():
            row.display(None if card is None else card.tenet(tenet))
        if card is None:
            self._state.setText("Not scored yet")
            self._summary.setText("")
            return
        if card.overall is None:
            self._state.setText("Nothing to score yet")
            self._summary.setText("Drag services onto the canvas and connect them.")
            return
        failure = card.availability.workload.unavailability
        self._state.setText(f"{nines(failure)[:1].upper()}{nines(failure)[1:]}")
        lines = [downtime(minutes_of(failure)) + " from structure"]
        singles = len(card.single_points)
        if singles:
            lines.append(f"{singles} single point{'s' * (singles != 1)} of failure")
        high = card.overall_high
        if high is not None and round(high) > round(card.overall):
            lines.append(f"up to {points(high)} once all is stated")
        accepted = card.accepted_count
        if accepted:
            which = "accepted finding" if accepted == 1 else f"{accepted} accepted findings"
            lines.append(f"{points(card.overall_accepted)} without the {which}")
        self._summary.setText("\n".join(lines))

    def show_filter(self, tenet: Tenet | None) -> None:
        """Mark the tenet whose findings are shown."""
        for key, row in self._rows.items():
            row.setChecked(key is tenet)

    def _choose(self, tenet: Tenet) -> None:
        chosen = tenet if self._rows[tenet].isChecked() else None
        self.show_filter(chosen)
        self.tenet_chosen.emit(chosen)
