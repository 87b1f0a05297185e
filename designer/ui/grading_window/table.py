"""The table of submissions: sorted, filtered, with a small picture of each."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from designer.grading.sieve import Seen, passes
from designer.ui.grading_window.columns import (
    ALIKE,
    CHANGE,
    COLUMNS,
    FLAGS,
    PICTURE,
    STUDENT,
    TOTAL,
    Line,
)
from designer.ui.grading_window.thumbnails import SIZE, Thumbnails
from designer.ui.plain_text import tip_text
from designer.ui.theme_qt import current_look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ORDER = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SubmissionTable(QAbstractTableModel):
    """The lines of a class as Qt's model, one row a student."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self.thumbnails: Thumbnails | None = None

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines altogether."""
        self.beginResetModel()
        self._lines = list(lines)
        self._places = {line.row.entry.code: place for place, line in enumerate(self._lines)}
        self.endResetModel()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Show more lines below."""
        if not lines:
            return
        first = len(self._lines)
        self.beginInsertRows(_NOWHERE, first, first + len(lines) - 1)
        self._lines += lines
        for place, line in enumerate(lines, first):
            self._places[line.row.entry.code] = place
        self.endInsertRows()

    def set_line(self, line: Line) -> None:
        """Show a line anew."""
        place = self._places.get(line.row.entry.code)
        if place is not None:
            self._lines[place] = line
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    def show_thumbnail(self, code: str) -> None:
        """Show a picture that is there now."""
        place = self._places.get(code)
        if place is not None:
            index = self.index(place, PICTURE)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def line(self, place: int) -> Line:
        """Return the line at ``place``."""
        return self._lines[place]

    def place(self, code: str) -> int | None:
        """Return where a student's line is."""
        return self._places.get(code)

    # -- Qt
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].head
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(COLUMNS[section].tip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if COLUMNS[section].is_number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == _ORDER:
            return column.order(line)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == PICTURE:
            return self.thumbnails.get(line.row.entry.code) if self.thumbnails else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(index.column(), line)
        if role == Qt.ItemDataRole.FontRole and index.column() == TOTAL:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(_tip(index.column(), line))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == PICTURE:
            return f"Drawing of {line.label}"
        return None


def _colour(column: int, line: Line) -> QColor | None:
    look = current_look()
    score = COLUMNS[column].score
    if score is not None:
        return QColor(look.for_score(score(line)))
    if column == FLAGS:
        return QColor(look.warn)
    if column == CHANGE and line.delta:
        return QColor(look.good if line.delta > 0 else look.bad)
    return None


def _tip(column: int, line: Line) -> str:
    result = line.row.result
    if column == FLAGS:
        return "\n".join(flag.sentence for flag in result.flags)
    if column == STUDENT:
        return line.label
    if column == ALIKE and line.alike:
        return f"{round(100 * line.alike_share)} % alike. Likeness is no proof: look at both."
    if column == TOTAL and result.before_late != result.total:
        return f"{result.before_late:g} before lateness"
    return ""


class Sieve(QSortFilterProxyModel):
    """Sorts the table, and shows what passes the filter."""

    def __init__(self, table: SubmissionTable, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._text = ""
        self.setSourceModel(table)
        self.setSortRole(_ORDER)
        self.setDynamicSortFilter(True)

    def set_text(self, text: str) -> None:
        """Filter by ``text``; see ``designer.grading.sieve``."""
        self._text = text
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        line = self._table.line(source_row)
        more = ("changed",) if line.delta is not None else ()
        seen = Seen(row=line.row, label=line.label, more=(*more, line.alike))
        return passes(self._text, seen)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        order = COLUMNS[source_left.column()].order
        left = self._table.line(source_left.row())
        right = self._table.line(source_right.row())
        # Equals stand by name, so that the order never depends on how it came about.
        return (order(left), left.label.casefold()) < (
            order(right),
            right.label.casefold(),
        )


class TableView(QTableView):
    """The table as it is seen.

    Signals:
        entered: the line with the cursor is to be worked on.
    """

    entered = Signal()

    def __init__(self, sieve: Sieve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(sieve)
        self.setAccessibleName("Submissions")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(SIZE))
        self.setSortingEnabled(True)
        self.sortByColumn(STUDENT, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(SIZE.height() + 10)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        head.setSectionsMovable(False)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        self.setColumnHidden(CHANGE, True)
        self.setColumnHidden(ALIKE, True)
        self.doubleClicked.connect(self._enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self.model().rowCount() - 1
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        self.entered.emit()
