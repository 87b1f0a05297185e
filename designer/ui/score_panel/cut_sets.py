"""What together breaks the design: failures at once that no single one of them would be."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from designer.analysis.cut_sets import CutSet, CutSets
from designer.scoring.downtime import downtime, minutes_of
from designer.scoring.scorecard import Scorecard
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.score_panel.figures_table import FigureRow, FiguresTable
from designer.ui.theme_qt import SPACE

_ORDERS = (2, 3, 4)
_USUAL = 3
_QUIET_MS = 400  # after a score, so that the score after the next change need not wait
_LOOKING = "Looking for what together breaks it …"
_WORDS = {2: "two", 3: "three", 4: "four"}


class CutSetsPage(QWidget):
    """List the minimal cut sets of two and more failures.

    They are worked out apart from the score, and only while somebody looks.

    Signals:
        pointed: ids of the elements of the row that was chosen.
        wanted: how many failures at once are to be looked at.
    """

    pointed = Signal(object)
    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._has_score = False
        self._is_stale = True
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._ask)
        self._words = PlainLabel(parent=self, wrap=True)
        self._order = QComboBox(self)
        for order in _ORDERS:
            self._order.addItem(f"Up to {_WORDS[order]} at once", order)
        self._order.setCurrentIndex(_ORDERS.index(_USUAL))
        self._order.setAccessibleName("Failures at once")
        tip(self._order, "How many failures at once are looked at")
        self._order.currentIndexChanged.connect(self._ask)
        heads = ("At once", "Downtime", "What happens")
        self._table = FiguresTable("What together breaks it", heads, self)
        self._table.pointed.connect(self.pointed)
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self._words, 1)
        top.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 2, SPACE, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self._table, 1)

    @property
    def order(self) -> int:
        """How many failures at once are looked at."""
        return int(self._order.currentData())

    def display(self, card: Scorecard | None) -> None:
        """Take note of a new score: what is shown is of an older drawing."""
        self._has_score = card is not None and card.overall is not None
        self._is_stale = True
        if not self._has_score:
            self._table.show_rows(())
            self._words.setText("Nothing to score yet.")
        elif self.isVisible():
            self._words.setText(_LOOKING)
            self._quiet.start()

    def show_cut_sets(self, found: CutSets) -> None:
        """Show ``found``, of the present drawing."""
        if not self._has_score or found.asked != self.order:
            return
        self._is_stale = False
        self._table.show_rows([partial(_row, cut) for cut in found.combined])
        self._words.setText(_summary(found))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is shown, if it is not known yet."""
        super().showEvent(event)
        if self._is_stale and self._has_score:
            self._ask()

    def _ask(self) -> None:
        self._quiet.stop()
        self._is_stale = True
        if self._has_score:
            self._words.setText(_LOOKING)
            self.wanted.emit(self.order)


def _row(cut: CutSet) -> FigureRow:
    return FigureRow(
        texts=(str(cut.order), downtime(minutes_of(cut.chance)), cut.sentence),
        hint=cut.sentence,
        ids=cut.elements,
    )


def _summary(found: CutSets) -> str:
    combined = found.combined
    lines = []
    if combined:
        ways = "way" if len(combined) == 1 else "ways"
        lines.append(
            f"{len(combined)} {ways} to break it by failures at once, none of which breaks it "
            "alone. The likeliest of each number come first."
        )
    else:
        lines.append("Nothing breaks it together that does not break it alone.")
    if found.note:
        lines.append(found.note)
    return "\n".join(lines)
