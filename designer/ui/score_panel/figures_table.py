"""A table of figures that stays quick with thousands of rows: only what is seen is laid out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from designer.ui.plain_text import tip_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_HEIGHT = 28
_MEASURED_ROWS = 40  # for the widths of columns; measuring all would take longer than a frame
_NO_COLOURS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row.

    Attributes:
        texts: one for each column.
        element: id of the element it stands for; "" for none.
        colours: of the text, by column.
        hint: what the tooltip says in place of the cell's own text.
        ids: further elements to mark when the row is chosen; (element,) when empty.
    """

    texts: Sequence[str]
    element: str = ""
    colours: Mapping[int, str] = field(default_factory=lambda: _NO_COLOURS)
    hint: str = ""
    ids: tuple[str, ...] = ()

    @property
    def pointed(self) -> tuple[str, ...]:
        """The elements to select when the row is chosen."""
        return self.ids or ((self.element,) if self.element else ())


RowMaker = Callable[[], FigureRow]


class _Rows(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], tips: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._tips = tuple(tips)
        self._makers: tuple[RowMaker, ...] = ()
        self._made: dict[int, FigureRow] = {}

    def hold(self, makers: Iterable[RowMaker]) -> None:
        self.beginResetModel()
        self._makers = tuple(makers)
        self._made = {}
        self.endResetModel()

    def row(self, number: int) -> FigureRow:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._makers[number]()
        return found

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._makers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if (
            orientation == Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.ToolTipRole
            and section < len(self._tips)
        ):
            return tip_text(self._tips[section])
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(row.hint or row.texts[column])
        if role == Qt.ItemDataRole.ForegroundRole and column in row.colours:
            return QColor(row.colours[column])
        return None


class FiguresTable(QTableView):
    """A read-only table whose rows stand for elements.

    Signals:
        pointed: ids of the elements of the row that was chosen.
        chosen: hint of the row that mouse or keyboard moved to; "" for none.
    """

    pointed = Signal(object)
    chosen = Signal(str)

    def __init__(
        self, name: str, heads: Sequence[str], parent: QWidget, *, tips: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._rows = _Rows(heads, tips, self)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.clicked.connect(self._point)
        self.activated.connect(self._point)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def show_rows(self, makers: Iterable[RowMaker]) -> None:
        """Show other rows; each is put into words when it comes into sight.

        The row at the number that was chosen stays chosen.
        """
        number = self.currentIndex().row()
        self._rows.hold(makers)
        if 0 <= number < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(number, 0))
        else:
            self.chosen.emit("")

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.row(index.row()).hint if index.isValid() else "")

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """All rows in words."""
        return tuple(self._rows.row(number) for number in range(self._rows.rowCount()))

    def _point(self, index: QModelIndex) -> None:
        ids = self._rows.row(index.row()).pointed if index.isValid() else ()
        if ids:
            self.pointed.emit(ids)
