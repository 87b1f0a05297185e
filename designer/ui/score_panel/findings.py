"""The list of findings, the most expensive first, one row each with mark, sentence and points."""

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer.rules.tenets import Tenet
from designer.scoring.scorecard import ScoredFinding, listed
from designer.ui.plain_text import draw_line, tip_text
from designer.ui.score_panel.severity_marks import described, paint_mark
from designer.ui.theme_qt import Look, current_look

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 48


class FindingsModel(QAbstractListModel):
    """The findings of one scorecard, all or those of one tenet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ScoredFinding, ...] = ()
        self._shown: tuple[ScoredFinding, ...] = ()
        self._tenet: Tenet | None = None

    def show_findings(self, findings: tuple[ScoredFinding, ...]) -> None:
        """Hold other findings."""
        self._all = listed(findings)
        self._filter()

    def show_tenet(self, tenet: Tenet | None) -> None:
        """Show the findings of one tenet, or all for None."""
        self._tenet = tenet
        self._filter()

    def row_of(self, key: str) -> int:
        """Return the row of a finding, or -1."""
        keys = [item.finding.key for item in self._shown]
        return keys.index(key) if key in keys else -1

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = tuple(item for item in self._all if self._tenet in (None, item.finding.tenet))
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.finding.sentence
        if role == FINDING_ROLE:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            reason = f"\nAccepted: {item.accepted}" if item.accepted else ""
            return tip_text(f"{item.finding.sentence}{reason}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            reason = f" Accepted: {item.accepted}" if item.accepted else ""
            return f"{described(item)}, {item.finding.rule}: {item.finding.sentence}{reason}"
        return None


class FindingRows(QStyledItemDelegate):
    """Paint a finding in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(FINDING_ROLE)
        if not isinstance(item, ScoredFinding):
            return
        look = current_look()
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs omit its fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
            painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(look.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.window))
        paint_mark(painter, QRectF(area.left() + 12, area.top() + 14, 20, 20), item, look)
        self._paint_words(painter, area, item, look)
        painter.setPen(QColor(look.border))
        painter.drawLine(area.left() + 42, area.bottom(), area.right(), area.bottom())
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, item: ScoredFinding, look: Look) -> None:
        right = area.right() - 12
        price = f"−{item.points:.1f}" if item.points >= 0.05 else ""
        own = look.accepted if item.accepted else look.for_severity(item.finding.severity.value)
        if price:
            bold = QFont(painter.font())
            bold.setBold(True)
            width = QFontMetrics(bold).horizontalAdvance(price)
            painter.save()
            painter.setFont(bold)
            painter.setPen(QColor(own))
            box = QRect(right - width, area.top(), width, area.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, price)
            painter.restore()
            right -= width + 12
        left = area.left() + 44
        draw_line(
            painter,
            QRect(left, area.top() + 6, right - left, 18),
            item.finding.sentence,
            look.muted if item.accepted else look.text,
        )
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        detail = f"{item.finding.rule} · {item.finding.tenet.title} · {described(item)}"
        if item.accepted:
            detail += f": {' '.join(item.accepted.split())}"
        shade = look.accepted if item.accepted else look.muted
        draw_line(painter, QRect(left, area.top() + 25, right - left, 17), detail, shade)


class FindingsList(QListView):
    """The rows; remembers the chosen finding by key while the score changes around it.

    Signals:
        chosen: the ScoredFinding of the current row, or None.
        pointed: the same, when the user asks to be taken to its elements.
        menu_wanted: the menu of the current row is asked for at this place of the screen.
    """

    chosen = Signal(object)
    pointed = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = FindingsModel(self)
        self.setModel(self._findings)
        self.setItemDelegate(FindingRows(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Findings")
        self._key = ""
        self._is_loading = False
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(self._point)

    @property
    def current(self) -> ScoredFinding | None:
        """The finding of the current row."""
        item = self.currentIndex().data(FINDING_ROLE)
        return item if isinstance(item, ScoredFinding) else None

    def show_findings(self, findings: tuple[ScoredFinding, ...]) -> None:
        """Show other findings and keep the chosen one when it is still there."""
        self._is_loading = True
        self._findings.show_findings(findings)
        self._is_loading = False
        self._choose_again()

    def choose(self, key: str) -> bool:
        """Choose a finding by its key; tell whether it is listed."""
        row = self._findings.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._findings.index(row))
        return row >= 0

    def show_tenet(self, tenet: Tenet | None) -> None:
        """Show the findings of one tenet, or all for None."""
        self._is_loading = True
        self._findings.show_tenet(tenet)
        self._is_loading = False
        self._choose_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._point(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        middle = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(event.globalPos() if by_mouse else middle)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # Only the left button goes to what a finding names; the right one opens its menu.
        if event.button() != Qt.MouseButton.RightButton:
            super().mouseReleaseEvent(event)

    def _choose_again(self) -> None:
        row = self._findings.row_of(self._key)
        # Without a choice of the user the dearest finding is explained.
        index = self._findings.index(max(row, 0))
        # Not a choice of the user's, hence not one to remember.
        self._is_loading = True
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._is_loading = False
        self.chosen.emit(index.data(FINDING_ROLE))

    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if self._is_loading:
            return
        item = current.data(FINDING_ROLE)
        self._key = item.finding.key if isinstance(item, ScoredFinding) else ""
        self.chosen.emit(item)

    def _point(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(index.data(FINDING_ROLE))
