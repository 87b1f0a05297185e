"""The criteria of one submission: computed points, points by hand, and why."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from designer.grading.adjustments import WHOLE, Adjustment
from designer.grading.gradebooks.cells import number
from designer.grading.marking import Judged, Marking
from designer.ui.grading_window.comment import CommentField
from designer.ui.grading_window.criteria import CriteriaList, CriteriaModel, points_text
from designer.ui.grading_window.points_field import PointsField
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE

_STEP = 0.5
_NONE = "Nothing was handed in, so there is nothing to judge."


class CriterionPanel(QWidget):
    """Shows one submission's criteria and asks for changes; it changes nothing itself.

    Signals:
        given: criterion and points, or None for the computed ones.
        stepped: criterion and by how many points.
        commented: criterion, or ``WHOLE``, and the text.
        sealed: what is written next is a change of its own.
        refused: a sentence on what cannot be done.
    """

    given = Signal(str, object)
    stepped = Signal(str, float)
    commented = Signal(str, str)
    sealed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(330)
        self._step = _STEP
        self._model = CriteriaModel(self)
        self.list = CriteriaList(self._model, self)
        self.points = PointsField(self)
        self.comment = CommentField(
            "Comment on the criterion", "Why? The student reads this. (C)", 3, self
        )
        self.whole = CommentField(
            "Comment on the work as a whole", "On the work as a whole. The student reads this.", 3
        )
        self._empty = PlainLabel(_NONE, self, wrap=True)
        self._empty.setObjectName("muted")
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.list)
        split.addWidget(self._detail())
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 380])
        self._split = split
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(split, 1)
        self._connect()
        self.show_nothing()

    # -- what is shown
    def show_nothing(self) -> None:
        """Show no submission."""
        self._model.display(())
        self._empty.hide()
        self._split.setEnabled(False)
        self._show_detail()
        self.whole.display("")

    def display(self, marking: Marking, code: str) -> None:
        """Show a submission; the cursor stays on the same criterion."""
        rounding = marking.kept.rubric.rounding
        self._step = max(_STEP, rounding)
        judged = marking.judged(code)
        self._model.display(judged)
        self._empty.setVisible(not judged)
        self._split.setEnabled(bool(judged))
        if judged and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0, 0))
        self.whole.display(marking.comment(code))
        self._show_detail()

    def keep(self) -> None:
        """Keep what is being written or typed, before another submission is shown."""
        self.points.commit()
        self.comment.keep()
        self.whole.keep()
        self.sealed.emit()

    def show_criterion(self, criterion: str) -> None:
        """Put the cursor on a criterion."""
        for place, one in enumerate(self._model.judged):
            if one.criterion.id == criterion:
                self.list.setCurrentIndex(self._model.index(place, 0))

    @property
    def current(self) -> Judged | None:
        """The criterion with the cursor."""
        index = self.list.currentIndex()
        return self._model.judged[index.row()] if index.isValid() else None

    # -- made once
    def _detail(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(SPACE)
        self._title = PlainLabel(parent=page, wrap=True)
        self._title.setObjectName("heading")
        column.addWidget(self._title)
        column.addLayout(self._row(page))
        self._said = PlainLabel(parent=page, wrap=True)
        self._found = PlainLabel(parent=page, wrap=True)
        self._missing = PlainLabel(parent=page, wrap=True)
        self._said.setObjectName("muted")
        column.addWidget(self._said)
        column.addWidget(self._found)
        column.addWidget(self._missing)
        column.addWidget(self.comment)
        line = QFrame(page)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        column.addStretch(1)
        column.addWidget(line)
        head = PlainLabel("On the work as a whole", page)
        head.setObjectName("heading")
        column.addWidget(head)
        column.addWidget(self.whole)
        area = QScrollArea(self)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(200)
        return area

    def _row(self, page: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.points)
        self._of = PlainLabel(parent=page)
        row.addWidget(self._of)
        row.addStretch(1)
        self._full = self._button("&All", "All points (F)", row, page)
        self._none = self._button("N&one", "No points (N)", row, page)
        self._back = self._button("&Computed", "Back to the computed points (Del)", row, page)
        return row

    def _button(self, text: str, words: str, row: QHBoxLayout, page: QWidget) -> QPushButton:
        made = QPushButton(text, page)
        tip(made, words)
        row.addWidget(made)
        return made

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(self._moved)
        self._model.modelReset.connect(self._show_detail)
        self.list.stepped.connect(self._go)
        self.list.typed.connect(self.points.begin)
        self.list.comment_wanted.connect(self._write)
        for signal, button, slot in (
            (self.list.full, self._full, self._give_all),
            (self.list.none, self._none, self._give_none),
            (self.list.back, self._back, self._go_back),
        ):
            signal.connect(slot)
            button.clicked.connect(slot)
        self.points.given.connect(self._give)
        self.points.stepped.connect(self._go)
        self.points.left.connect(self.list.setFocus)
        self.points.refused.connect(self.refused)
        self.comment.written.connect(self._comment)
        self.comment.left.connect(self.list.setFocus)
        self.comment.done.connect(self.sealed)
        self.whole.written.connect(self._comment_whole)
        self.whole.left.connect(self.list.setFocus)
        self.whole.done.connect(self.sealed)

    # -- reactions
    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        one = self.current
        for part in (self.points, self.comment, self._full, self._none, self._back):
            part.setEnabled(one is not None)
        if one is None:
            self._title.setText("")
            for label in (self._of, self._said, self._found, self._missing):
                label.setText("")
            self.points.display(None)
            self.comment.display("")
            return
        self._title.setText(one.criterion.title or one.criterion.id)
        self.points.display(one.points)
        self._of.setText(f"of {points_text(one.criterion.limit)}")
        self._said.setText(_said(one))
        self._found.setText(one.result.found)
        told = one.result.missing
        head = "What would spare the points: " if one.criterion.is_deduction else "For all points: "
        self._missing.setText(f"{head}{told}" if told else "")
        self._missing.setVisible(bool(told))
        self.comment.display(one.adjustment.comment if one.adjustment is not None else "")
        is_given = one.adjustment is not None and one.adjustment.points is not None
        self._back.setEnabled(is_given)

    def _give(self, points: float | None) -> None:
        one = self.current
        if one is None:
            return
        if points is not None and points > 0 and one.criterion.is_deduction:
            # Whoever types 2 for a deduction means 2 points off.
            points = -points
        self.given.emit(one.criterion.id, points)

    def _give_all(self) -> None:
        one = self.current
        if one is not None:
            self._give(one.criterion.limit)

    def _give_none(self) -> None:
        self._give(0.0)

    def _go_back(self) -> None:
        self._give(None)

    def _go(self, steps: int) -> None:
        one = self.current
        if one is not None:
            self.stepped.emit(one.criterion.id, steps * self._step)

    def _write(self) -> None:
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _comment(self, text: str) -> None:
        one = self.current
        if one is not None:
            self.commented.emit(one.criterion.id, text)

    def _comment_whole(self, text: str) -> None:
        self.commented.emit(WHOLE, text)


def _said(one: Judged) -> str:
    """Return where the points come from, who has given them, and when."""
    own = one.adjustment
    computed = one.computed_points
    told = "The program cannot tell." if computed is None else f"Computed: {number(computed)}."
    if own is None or own.points is None:
        return f"{told} {_by('Commented', own)}".strip() if own is not None else told
    moved = ""
    if one.has_moved:
        then = "nothing" if own.computed is None else number(own.computed)
        moved = f" The program gave {then} when this was adjusted."
    return f"{told} {_by('Adjusted', own)}{moved}"


def _by(word: str, own: Adjustment) -> str:
    who = f" by {own.by}" if own.by else ""
    return f"{word}{who}, {own.at.astimezone():%Y-%m-%d %H:%M}."
