"""Milestones: the review as it stood on some days, beside how it stands now."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.model.review import Milestone
from designer.review.comparison import compared
from designer.ui.plain_text import PlainLabel, tip, tip_text
from designer.ui.review_messages import ReviewSheet
from designer.ui.theme_qt import SPACE

_NAME = Qt.ItemDataRole.UserRole + 1
_HEADS = ("Pillar", "Then", "Now", "Change", "High risks", "Medium risks")
_EMPTY = (
    "A milestone keeps how the review stands today, with the document. Keep one before you change "
    "the design, and compare later what the change has brought."
)
_CHOOSE = "Choose a milestone to compare it with how the review stands now."


class MilestonesPage(QWidget):
    """Keep, compare and delete milestones.

    Signals:
        keep_wanted: the name of a new one.
        drop_wanted: the name of one to delete.
    """

    keep_wanted = Signal(str)
    drop_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kept: dict[str, Milestone] = {}
        self._sheet: ReviewSheet | None = None
        self._name = QLineEdit(self)
        self._name.setPlaceholderText("Name, for example: Before launch")
        self._name.setAccessibleName("Name of the milestone")
        self._name.textChanged.connect(self._enable)
        self._name.returnPressed.connect(self._keep)
        self._add = QPushButton("Keep", self)
        tip(self._add, "Keep how the review stands today under this name")
        self._add.clicked.connect(self._keep)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Milestones")
        self._list.currentItemChanged.connect(self._compare)
        self._drop = QPushButton("Delete", self)
        self._drop.clicked.connect(self._delete)
        self._words = PlainLabel(_EMPTY, self, wrap=True)
        self._words.setObjectName("muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._table = QTreeWidget(self)
        self._table.setAccessibleName("Then and now")
        self._table.setRootIsDecorated(False)
        self._table.setHeaderLabels(_HEADS)
        header = self._table.header()
        header.setStretchLastSection(False)
        for column, width in enumerate((200, 84, 84, 84, 110, 120)):
            header.resizeSection(column, width)
            if column:
                self._table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self._lay_out()
        self.display(None, {})

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self._name, 1)
        line.addWidget(self._add)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self._list, 1)
        column.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignLeft)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(2 * SPACE, SPACE, 0, 0)
        beside.setSpacing(SPACE)
        beside.addWidget(self._words)
        beside.addWidget(self._table, 1)
        beside.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([320, 640])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    @property
    def name(self) -> str:
        """The milestone that is chosen; "" for none."""
        return str(self._list.currentIndex().data(_NAME) or "")

    def focus_name(self) -> None:
        """Let the name of a new milestone be typed."""
        self._name.setFocus()

    def display(self, sheet: ReviewSheet | None, kept: Mapping[str, Milestone]) -> None:
        """Show the milestones of a document that were kept with the lens of ``sheet``."""
        chosen, self._sheet = self.name, sheet
        own = {} if sheet is None else {n: m for n, m in kept.items() if m.lens == sheet.lens}
        self._kept = dict(sorted(own.items(), key=lambda pair: (pair[1].day, pair[0])))
        self._list.blockSignals(True)
        self._list.clear()
        for name, milestone in self._kept.items():
            item = QListWidgetItem(f"{milestone.day}   {' '.join(name.split())}", self._list)
            item.setData(_NAME, name)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(name))
            if name == chosen:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0 and self._kept:
            self._list.setCurrentRow(self._list.count() - 1)
        self._list.blockSignals(False)
        self._enable()
        self._compare()

    def _enable(self) -> None:
        self._add.setEnabled(self._sheet is not None and bool(self._name.text().strip()))

    def _keep(self) -> None:
        if self._add.isEnabled():
            self.keep_wanted.emit(self._name.text().strip())

    def clear_name(self) -> None:
        """Begin another name: the milestone is kept."""
        self._name.clear()

    def _delete(self) -> None:
        if self.name:
            self.drop_wanted.emit(self.name)

    def _compare(self) -> None:
        milestone = self._kept.get(self.name)
        self._drop.setEnabled(milestone is not None)
        self._table.setVisible(milestone is not None)
        self._table.clear()
        if milestone is None or self._sheet is None:
            self._words.setText(_CHOOSE if self._kept else _EMPTY)
            return
        self._words.setText(f"“{self.name}”, kept on {milestone.day}, beside now.")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for pillar in self._sheet.pillars:
            then, now = milestone.marks.get(pillar.id), self._sheet.marks.get(pillar.id)
            both = compared(pillar.name, then, now)
            texts = (both.then, both.now, both.change, both.high_risks, both.medium_risks)
            row = QTreeWidgetItem(self._table, [both.pillar, *texts])
            for column in range(1, len(_HEADS)):
                row.setTextAlignment(column, right)
