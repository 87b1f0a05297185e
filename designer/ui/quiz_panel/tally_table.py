"""The tally as a small table: what was right in this session, and ever."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from designer.teaching.quiz import Topic
from designer.ui.plain_text import PlainLabel
from designer.ui.quiz_panel.tally import Count, Tally

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TallyTable(QWidget):
    """Topics down, session and total across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._cells: dict[Topic | None, tuple[PlainLabel, PlainLabel, PlainLabel]] = {}
        for column, words in enumerate(("Answered right", "now", "in all")):
            head = PlainLabel(words, self)
            head.setObjectName("heading")
            self._grid.addWidget(head, 0, column, _RIGHT if column else Qt.AlignmentFlag.AlignLeft)
        for row, topic in enumerate((*Topic, None), start=1):
            self._add(row, topic)

    def _add(self, row: int, topic: Topic | None) -> None:
        name = PlainLabel("together" if topic is None else topic.value, self)
        labels = (name, PlainLabel(parent=self), PlainLabel(parent=self))
        for column, label in enumerate(labels):
            if column:
                label.setAlignment(_RIGHT)
            if topic is None:
                label.setObjectName("heading")
            self._grid.addWidget(label, row, column)
        self._cells[topic] = labels

    def display(self, now: Tally, ever: Tally) -> None:
        """Show both tallies, without topics that were never asked about."""
        for topic, labels in self._cells.items():
            counts = [tally.total if topic is None else tally.of(topic) for tally in (now, ever)]
            for label, count in zip(labels[1:], counts, strict=True):
                label.setText(_words(count))
            for label in labels:
                label.setVisible(bool(counts[1].asked))
        self.setAccessibleName(f"Tally: {now.total} right now, {ever.total} in all")


def _words(count: Count) -> str:
    return str(count) if count.asked else "–"
