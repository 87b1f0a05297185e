"""The pillars with their points and risks, and under each its questions."""

from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from designer.review.lens import Risk
from designer.review.wording import points
from designer.ui.explainer import set_topic
from designer.ui.plain_text import draw_line, tip_text
from designer.ui.review_messages import PillarSheet, QuestionSheet, ReviewSheet
from designer.ui.review_panel.marks import paint_risk
from designer.ui.review_panel.topics import topic_of_row
from designer.ui.review_panel.wording import counts
from designer.ui.theme_qt import Look, current_look

Index = QModelIndex | QPersistentModelIndex
SHEET_ROLE = Qt.ItemDataRole.UserRole + 1
_PILLAR_HEIGHT, _QUESTION_HEIGHT = 52, 46


class Show(Enum):
    """Which questions are listed."""

    ALL = "All questions"
    RISKS = "At high or medium risk"
    OPEN = "With something open"

    def takes(self, question: QuestionSheet) -> bool:
        """Tell whether ``question`` is listed."""
        if self is Show.ALL:
            return True
        if not question.is_applicable:
            return False
        if self is Show.RISKS:
            return question.risk in (Risk.HIGH, Risk.MEDIUM)
        plain = (choice for choice in question.choices if not choice.is_none_of_these)
        return any(choice.state is None for choice in plain)


class QuestionRows(QStyledItemDelegate):
    """Paint a pillar with its bar, and a question with its risk, in two lines each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_pillar = isinstance(index.data(SHEET_ROLE), PillarSheet)
        return QSize(160, _PILLAR_HEIGHT if is_pillar else _QUESTION_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = current_look()
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs omit its fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
            painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(look.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.window))
        sheet = index.data(SHEET_ROLE)
        if isinstance(sheet, PillarSheet):
            _paint_pillar(painter, area, sheet, look)
        elif isinstance(sheet, QuestionSheet):
            _paint_question(painter, area, sheet, look)
        painter.restore()


def _paint_pillar(painter: QPainter, area: QRect, pillar: PillarSheet, look: Look) -> None:
    left, right = area.left() + 10, area.right() - 12
    bold = QFont(painter.font())
    bold.setBold(True)
    painter.setFont(bold)
    earned = points(pillar.low, pillar.high)
    width = QFontMetrics(bold).horizontalAdvance(earned)
    colour = _colour(pillar, look)
    draw_line(painter, QRect(right - width, area.top() + 6, width + 1, 18), earned, colour)
    name = QRect(left, area.top() + 6, right - width - 10 - left, 18)
    draw_line(painter, name, pillar.name, look.text)
    _paint_bar(painter, QRectF(left, area.top() + 27, right - left, 4), pillar, look)
    painter.setFont(_small(painter))
    line = QRect(left, area.top() + 33, right - left, 16)
    draw_line(painter, line, counts(pillar), look.muted)


def _colour(pillar: PillarSheet, look: Look) -> str:
    """Return the colour of a pillar's points: none is certain while nothing is answered."""
    known = any(question.is_answered for question in pillar.questions)
    return look.for_score(pillar.low) if known else look.neutral


def _paint_bar(painter: QPainter, area: QRectF, pillar: PillarSheet, look: Look) -> None:
    painter.fillRect(area, QColor(look.track))
    if pillar.low is None or pillar.high is None:
        return
    full = QColor(_colour(pillar, look))
    ghost = QColor(full)
    ghost.setAlpha(90)
    share = area.width() / 100
    painter.fillRect(QRectF(area.left(), area.top(), pillar.high * share, area.height()), ghost)
    painter.fillRect(QRectF(area.left(), area.top(), pillar.low * share, area.height()), full)


def _paint_question(painter: QPainter, area: QRect, sheet: QuestionSheet, look: Look) -> None:
    paint_risk(painter, QRectF(area.left() + 10, area.top() + 13, 18, 18), sheet, look)
    left, right = area.left() + 38, area.right() - 12
    ink = look.text if sheet.is_applicable else look.muted
    draw_line(painter, QRect(left, area.top() + 5, right - left, 18), sheet.title, ink)
    painter.setFont(_small(painter))
    detail = sheet.standing.capitalize()
    if sheet.is_applicable:
        detail += f" · {points(sheet.low, sheet.high)} points"
    draw_line(painter, QRect(left, area.top() + 24, right - left, 16), detail, look.muted)


def _small(painter: QPainter) -> QFont:
    small = QFont(painter.font())
    small.setBold(False)
    small.setPointSizeF(small.pointSizeF() * 0.88)
    return small


class QuestionsTree(QTreeWidget):
    """The rows; remembers the chosen question by key while the review changes around it.

    Signals:
        chosen: the QuestionSheet of the current row, or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setItemDelegate(QuestionRows(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pillars and questions")
        self._show = Show.ALL
        self._shape: tuple[tuple[str, ...], ...] = ()
        self._is_loading = False
        self.currentItemChanged.connect(self._current_changed)

    def display(self, sheet: ReviewSheet | None) -> None:
        """Show the pillars of ``sheet`` as they stand now."""
        pillars = () if sheet is None else sheet.pillars
        shape = tuple((p.id, *(q.key for q in p.questions)) for p in pillars)
        key = self.key
        self._is_loading = True
        if shape != self._shape:
            self._build(pillars)
            self._shape = shape
        for at, pillar in enumerate(pillars):
            item = self.topLevelItem(at)
            if item is not None:
                self._fill(item, pillar)
        self._filter()
        if key:
            self._choose(key)
        self._is_loading = False
        self._emit()

    @property
    def key(self) -> str:
        """The question that is chosen; "" for none."""
        sheet = self.currentIndex().data(SHEET_ROLE)
        return sheet.key if isinstance(sheet, QuestionSheet) else ""

    def show_only(self, show: Show) -> None:
        """List some of the questions."""
        self._show = show
        self._filter()

    def choose(self, key: str) -> None:
        """Go to the question ``key``, whatever is listed."""
        self._choose(key)
        self._emit()

    def _build(self, pillars: tuple[PillarSheet, ...]) -> None:
        self.clear()
        for pillar in pillars:
            item = QTreeWidgetItem(self)
            for _ in pillar.questions:
                QTreeWidgetItem(item)
            item.setExpanded(True)

    def _fill(self, item: QTreeWidgetItem, pillar: PillarSheet) -> None:
        item.setData(0, SHEET_ROLE, pillar)
        spoken = f"{pillar.name}: {points(pillar.low, pillar.high)} points, {counts(pillar)}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setData(0, Qt.ItemDataRole.ToolTipRole, tip_text(_explained(pillar)))
        for at, question in enumerate(pillar.questions):
            below = item.child(at)
            below.setData(0, SHEET_ROLE, question)
            spoken = f"{question.title} {question.standing}"
            below.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            below.setData(
                0,
                Qt.ItemDataRole.ToolTipRole,
                tip_text(f"{question.title}\n{question.standing.capitalize()}"),
            )

    def _filter(self) -> None:
        for item in self._items():
            sheet = item.data(0, SHEET_ROLE)
            if isinstance(sheet, QuestionSheet):
                item.setHidden(not self._show.takes(sheet))

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return [top.child(at) for top in tops if top is not None for at in range(top.childCount())]

    def _choose(self, key: str) -> None:
        for item in self._items():
            sheet = item.data(0, SHEET_ROLE)
            if isinstance(sheet, QuestionSheet) and sheet.key == key:
                item.setHidden(False)
                self.setCurrentItem(item)

    def _current_changed(self) -> None:
        if not self._is_loading:
            self._emit()

    def _emit(self) -> None:
        sheet = self.currentIndex().data(SHEET_ROLE)
        set_topic(self, topic_of_row(sheet))
        self.chosen.emit(sheet if isinstance(sheet, QuestionSheet) else None)


def _explained(pillar: PillarSheet) -> str:
    if pillar.low is None:
        return f"{pillar.name}: no question applies."
    return (
        f"{pillar.name}: {pillar.low:.1f} of 100 points are certain, {pillar.high:.1f} are "
        "possible once everything open is answered yes."
    )
