"""One submission in the middle of the window: who, the drawing, and what was found in it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from designer.grading.cohort.outcome import Found, Outcome
from designer.grading.cohort.table import ClassRow
from designer.grading.gradebooks.cells import number
from designer.grading.regrading import Change
from designer.ui.grading_window.criteria import points_text
from designer.ui.grading_window.marks import finding_mark
from designer.ui.grading_window.picture import PictureView
from designer.ui.plain_text import PlainLabel, tip

_NO_PICTURE = "There is no picture: the class was graded without pictures."


class StudentView(QWidget):
    """Heading, picture and findings of one submission."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.name = PlainLabel(parent=self)
        font = self.name.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self.name.setFont(font)
        self.total = PlainLabel(parent=self)
        self.total.setFont(font)
        self._notes = PlainLabel(parent=self, wrap=True)
        self._notes.setObjectName("muted")
        self.picture = PictureView(self)
        self.findings = QListWidget(self)
        self.findings.setAccessibleName("Findings")
        self.findings.setWordWrap(True)
        self.findings.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.findings.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.findings.setSpacing(2)
        self.findings.setIconSize(QSize(18, 18))
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.picture)
        split.addWidget(self.findings)
        split.setStretchFactor(0, 1)
        split.setSizes([520, 170])
        split.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.addWidget(self.name, 1)
        head.addWidget(self.total)
        below = QHBoxLayout()
        below.setContentsMargins(12, 2, 12, 8)
        below.addWidget(self._notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(split, 1)

    def show_nothing(self, note: str) -> None:
        """Show that nobody is looked at."""
        self.name.setText("")
        self.total.setText("")
        self._notes.setText("")
        self.picture.display(b"", note)
        self.findings.clear()

    def show_grade(self, row: ClassRow, label: str, change: Change | None) -> None:
        """Show who it is and what the grade is now."""
        result = row.result
        self.name.setText(label)
        if result.total is None:
            self.total.setText("No grade")
        else:
            letter = f"   {result.letter}" if result.letter else ""
            self.total.setText(f"{number(result.total)} of {number(result.possible)}{letter}")
        told = [flag.sentence for flag in result.flags if flag.sentence != result.reason]
        if result.before_late is not None and result.before_late != result.total:
            told.insert(0, f"{number(result.before_late)} before lateness.")
        if change is not None:
            told.insert(0, _changed(change))
        self._notes.setText(" ".join(told))
        self._notes.setVisible(bool(told))

    def show_work(self, outcome: Outcome | None, picture: bytes) -> None:
        """Show another drawing with its findings."""
        note = _NO_PICTURE
        if outcome is None:
            note = "Nothing was handed in."
        elif outcome.result.reason:
            note = outcome.result.reason
        elif not outcome.is_drawn:
            note = "Nothing is drawn."
        self.picture.display(picture, note)
        self.findings.clear()
        told = outcome.findings if outcome is not None else ()
        for found in sorted(told, key=lambda one: not one.number):
            self.findings.addItem(_item(found))
        if outcome is not None and not outcome.findings and not outcome.result.reason:
            self.findings.addItem("Nothing was found.")


def _item(found: Found) -> QListWidgetItem:
    item = QListWidgetItem(finding_mark(found.number, found.severity), found.sentence)
    tip(item, f"{found.rule} {found.title}, {found.tenet}\n{found.why}\n{found.advice}")
    return item


def _changed(change: Change) -> str:
    before = "no grade" if change.before is None else number(change.before)
    parts = ", ".join(
        f"{one.criterion} {points_text(one.before)} → {points_text(one.after)}"
        for one in change.criteria
    )
    return f"Graded again: it was {before} ({parts})." if parts else f"It was {before} before."
