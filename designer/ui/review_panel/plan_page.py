"""The improvement plan: what is missing, the most points for the least work first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from designer.ui.plain_text import PlainLabel, tip_text
from designer.ui.review_messages import PlanLine
from designer.ui.theme_qt import SPACE

_HEADS = ("", "Practice", "Pillar", "Gain", "Work", "A fix that is offered")
_KEY = Qt.ItemDataRole.UserRole + 1
_WORKING = "Working out what brings most for the least work…"
_DONE = "Nothing is missing: every practice is followed."
_LIST = (
    "Most points for the least work first; the gain is that of the pillar, each practice by "
    "itself. Double-click or press Enter to go to the question."
)


class PlanPage(QWidget):
    """List the plan.

    Signals:
        chosen: key of the question to go to.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = PlainLabel(_WORKING, self, wrap=True)
        self._words.setObjectName("muted")
        self._table = QTreeWidget(self)
        self._table.setAccessibleName("Improvement plan")
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setHeaderLabels(_HEADS)
        header = self._table.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((36, 360, 170, 70, 150)):
            header.resizeSection(column, width)
        self._table.headerItem().setTextAlignment(3, Qt.AlignmentFlag.AlignRight)
        self._table.itemActivated.connect(self._go)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(2 * SPACE, SPACE, 0, 0)
        column_layout.setSpacing(SPACE)
        column_layout.addWidget(self._words)
        column_layout.addWidget(self._table, 1)

    def wait(self) -> None:
        """Say that the plan is being worked out; the one before stays in view."""
        self._words.setText(_WORKING)

    def display(self, plan: tuple[PlanLine, ...]) -> None:
        """Show ``plan``."""
        self._words.setText(_LIST if plan else _DONE)
        place = self._table.verticalScrollBar().value()
        self._table.clear()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, line in enumerate(plan, start=1):
            fix = "; ".join(line.fixes)
            texts = (
                str(number),
                line.title,
                line.pillar,
                f"{line.gain:+.1f}",
                line.work.title,
                fix,
            )
            item = QTreeWidgetItem(self._table, [" ".join(text.split()) for text in texts])
            item.setData(0, _KEY, line.key)
            item.setTextAlignment(0, right)
            item.setTextAlignment(3, right)
            item.setData(1, Qt.ItemDataRole.ToolTipRole, tip_text(line.title))
            item.setData(5, Qt.ItemDataRole.ToolTipRole, tip_text("\n".join(line.fixes)))
        self._table.verticalScrollBar().setValue(place)

    def fail(self, sentence: str) -> None:
        """Say why there is no plan."""
        self._words.setText(sentence)

    def _go(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(str(item.data(0, _KEY)))
