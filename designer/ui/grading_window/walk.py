"""Goes through the table as it is sorted and filtered."""

from PySide6.QtCore import QItemSelectionModel

from designer.ui.grading_window.columns import STUDENT
from designer.ui.grading_window.parts import GradingParts


class Walk:
    """The way through the rows that are seen."""

    def __init__(self, parts: GradingParts) -> None:
        self._parts = parts

    def order(self) -> list[str]:
        """Return the codes of the rows that are seen, from the top."""
        parts = self._parts
        rows = range(parts.sieve.rowCount())
        places = (parts.sieve.mapToSource(parts.sieve.index(row, 0)).row() for row in rows)
        return [parts.table.line(place).row.entry.code for place in places]

    def show(self, code: str) -> None:
        """Put the cursor on a submission; a filter that hides it is taken off."""
        parts = self._parts
        place = parts.table.place(code)
        if place is None:
            return
        index = parts.sieve.mapFromSource(parts.table.index(place, STUDENT))
        if not index.isValid():
            parts.filter.clear()
            index = parts.sieve.mapFromSource(parts.table.index(place, STUDENT))
        flags = QItemSelectionModel.SelectionFlag
        parts.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        parts.view.scrollTo(index)

    def go(self, by: int) -> None:
        """Put the cursor ``by`` rows further down."""
        parts = self._parts
        rows = parts.sieve.rowCount()
        row = parts.view.currentIndex().row() + by
        if 0 <= row < rows:
            self.show_row(row)
        elif rows:
            parts.toast.say("This is the last one." if by > 0 else "This is the first one.")

    def show_row(self, row: int) -> None:
        """Put the cursor on a row that is seen."""
        self._parts.view.selectRow(row)
        self._parts.view.scrollTo(self._parts.sieve.index(row, STUDENT))
