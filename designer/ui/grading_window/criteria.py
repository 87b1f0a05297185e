"""The criteria of one submission as a list in which keys give points."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from designer.grading.gradebooks.cells import number
from designer.grading.marking import Judged
from designer.ui.grading_window.marks import state_mark
from designer.ui.plain_text import tip_text
from designer.ui.theme_qt import current_look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = ("Criterion", "Computed", "Points")
_TIPS = (
    "What the rubric asks for",
    "What the program has worked out",
    "What counts, of the most it can bring or take; bold where a person has given it",
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def points_text(points: float | None) -> str:
    """Return points for a table; what is open shows as such."""
    return "?" if points is None else number(points).replace("-", "\N{MINUS SIGN}")


class CriteriaModel(QAbstractTableModel):
    """The criteria of the submission that is looked at."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.judged: tuple[Judged, ...] = ()

    def display(self, judged: Sequence[Judged]) -> None:
        """Show ``judged``; the cursor stays where it is when the criteria are the same."""
        same = [one.criterion.id for one in judged] == [one.criterion.id for one in self.judged]
        if same:
            self.judged = tuple(judged)
            if judged:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(judged) - 1, len(_HEADS) - 1)
                )
            return
        self.beginResetModel()
        self.judged = tuple(judged)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.judged)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(_TIPS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.judged[index.row()], index.column()
        is_given = one.adjustment is not None and one.adjustment.points is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(one, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return state_mark(one.result.state, is_deduction=one.criterion.is_deduction)
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and column == 2 and is_given:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            look = current_look()
            if column == 1:
                return QColor(look.muted)
            if column == 2 and (is_given or one.points is None):
                return QColor(look.accepted if is_given else look.warn)
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(one.criterion.title if column == 0 else one.result.found)
        return None


def _text(one: Judged, column: int) -> str:
    if column == 0:
        extra = "" if one.result.counted else " (others of its group count)"
        return f"{one.criterion.title or one.criterion.id}{extra}"
    if column == 1:
        return points_text(one.computed_points)
    return f"{points_text(one.points)} / {points_text(one.criterion.limit)}"


class CriteriaList(QTableView):
    """The list: + and - give and take, a digit begins to type, Del goes back to what is computed.

    Signals:
        stepped: 1 for a step more, -1 for one less.
        typed: the digit with which typing begins.
        full, none, back: all points, no points, the computed points.
        comment_wanted: C was pressed.
    """

    stepped = Signal(int)
    typed = Signal(str)
    full = Signal()
    none = Signal()
    back = Signal()
    comment_wanted = Signal()

    def __init__(self, model: CriteriaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Criteria")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(27)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 78), (2, 84)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if has_control or not self._takes(event.key(), text):
            super().keyPressEvent(event)

    def _takes(self, key: int, text: str) -> bool:
        if text in ("+", "="):
            self.stepped.emit(1)
        elif text in ("-", "_"):
            self.stepped.emit(-1)
        elif text and (text.isdecimal() or text in ".,"):
            self.typed.emit(text)
        elif text in ("f", "F"):
            self.full.emit()
        elif text in ("n", "N"):
            self.none.emit()
        elif text in ("c", "C") or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.comment_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.back.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.selectRow(0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            return False
        return True
