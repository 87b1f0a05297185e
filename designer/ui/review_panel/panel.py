"""The panel: pillars and questions, the improvement plan, and milestones, by the chosen lens."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from designer.model.diagram import Diagram
from designer.model.review import Milestone
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.review_messages import GapOffer, PlanLine, QuestionSheet, ReviewSheet
from designer.ui.review_panel.milestones_page import MilestonesPage
from designer.ui.review_panel.plan_page import PlanPage
from designer.ui.review_panel.question_page import QuestionPage
from designer.ui.review_panel.questions_tree import QuestionsTree, Show
from designer.ui.theme_qt import SPACE

_OPEN = "Open lens…"
_BEGIN = (
    "A review asks how the design is run, secured and paid for, beside what the tenets ask. The "
    "drawing answers what it can, and you answer the rest for your team. Choose a question to see "
    "what the drawing shows, what it lacks and what would mend it."
)
_UNDRAWN = (
    "Nothing is drawn yet that could answer: every question stays open until you draw services, or "
    "answer it for your team.\n\n" + _BEGIN
)
_REVIEWING = "Reviewing…"
_NARROW = 640  # px


class ReviewPanel(QWidget):
    """Show a review, and take answers.

    Signals:
        wanted: the review is to be worked out; only while the panel is seen.
        plan_wanted: the improvement plan is to be; only while it is seen.
        plan_left: it is not looked at any more.
        gap_wanted: key of a gap whose fixes are to be worked out.
        said: key of a question, id of a choice, and what was chosen: yes, no or None.
        noted, excused: key of a question and its note, or why it does not apply.
        pointed: ids of elements to select and show.
        apply_wanted: a GapOffer to make one step of the history.
        keep_wanted, drop_wanted: the name of a milestone.
        lens_chosen: id of a lens; "" for the pillars.
        open_lens_wanted: a lens is to be read from a file.
    """

    wanted = Signal()
    plan_wanted = Signal()
    plan_left = Signal()
    gap_wanted = Signal(str)
    said = Signal(str, str, object)
    noted = Signal(str, str)
    excused = Signal(str, str)
    pointed = Signal(object)
    apply_wanted = Signal(object)
    keep_wanted = Signal(str)
    drop_wanted = Signal(str)
    lens_chosen = Signal(str)
    open_lens_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Review")
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sheet: ReviewSheet | None = None
        self._diagram = Diagram()
        self._lens = ""
        self._awaited = ""
        self.tree = QuestionsTree(self)
        self.page = QuestionPage(self)
        self.plan = PlanPage(self)
        self.milestones = MilestonesPage(self)
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._questions(), "Questions")
        self._tabs.addTab(self.plan, "Improvement plan")
        self._tabs.addTab(self.milestones, "Milestones")
        self._corner = self._choosers()
        self._is_narrow = False
        self._tabs.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._tabs)
        self.setFocusProxy(self.tree)
        self._connect()
        self.show_lenses((), "")

    def _questions(self) -> QWidget:
        self._empty = PlainLabel(_BEGIN, self, wrap=True)
        self._empty.setObjectName("muted")
        self._empty.setAutoFillBackground(True)
        self._empty.setBackgroundRole(QPalette.ColorRole.Base)
        self._empty.setMargin(2 * SPACE)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.page)
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        self.tree.setMinimumWidth(200)
        self._pages.setMinimumWidth(240)
        splitter.addWidget(self.tree)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([400, 800])
        return splitter

    def _choosers(self) -> QWidget:
        self._busy = PlainLabel(parent=self)
        self._busy.setObjectName("muted")
        self._filter = QComboBox(self)
        self._filter.setAccessibleName("Which questions are listed")
        tip(self._filter, "Which questions are listed")
        for show in Show:
            self._filter.addItem(show.value, show)
        self._lenses = QComboBox(self)
        self._lenses.setAccessibleName("Lens")
        self._lenses.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._lenses.setMinimumContentsLength(12)
        self._lenses.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tip(self._lenses, "By what the design is reviewed: the pillars, or a lens of your own")
        corner = QWidget(self)
        line = QHBoxLayout(corner)
        line.setContentsMargins(0, 2, SPACE, 2)
        line.setSpacing(SPACE)
        for widget in (self._busy, self._filter, self._lenses):
            line.addWidget(widget)
        return corner

    def _connect(self) -> None:
        page = self.page
        self.tree.chosen.connect(self._chosen)
        page.said.connect(lambda choice, said: self.said.emit(page.key, choice, said))
        page.noted.connect(lambda text: self.noted.emit(page.key, text))
        page.excused.connect(lambda text: self.excused.emit(page.key, text))
        page.pointed.connect(self.pointed)
        page.apply_wanted.connect(self.apply_wanted)
        page.gap_wanted.connect(self.gap_wanted)
        self.plan.chosen.connect(self.go_to)
        self.milestones.keep_wanted.connect(self.keep_wanted)
        self.milestones.drop_wanted.connect(self.drop_wanted)
        self._tabs.currentChanged.connect(self._tab_changed)
        self._filter.activated.connect(lambda: self.tree.show_only(self._filter.currentData()))
        self._lenses.activated.connect(self._lens_activated)

    # -- what is shown
    @property
    def sheet(self) -> ReviewSheet | None:
        """The review that is shown."""
        return self._sheet

    def display(self, sheet: ReviewSheet, diagram: Diagram) -> None:
        """Show ``sheet``, the review of ``diagram``."""
        self._sheet, self._diagram = sheet, diagram
        self._busy.setText("")
        self._empty.setText(_BEGIN if sheet.is_drawn else _UNDRAWN)
        self.tree.display(sheet)
        if self._awaited:
            self.tree.choose(self._awaited)
            self._awaited = ""
        self.show_milestones(diagram.review.milestones)
        if self._tabs.currentWidget() is self.plan:
            self.plan.wait()
            self.plan_wanted.emit()

    def show_milestones(self, kept: Mapping[str, Milestone]) -> None:
        """Show the milestones of the document."""
        self.milestones.display(self._sheet, kept)

    def show_offers(self, gap: str, offers: tuple[GapOffer, ...]) -> None:
        """Show the fixes of a gap."""
        self.page.show_offers(gap, offers)

    def show_plan(self, plan: tuple[PlanLine, ...]) -> None:
        """Show the improvement plan."""
        self.plan.display(plan)

    def show_lenses(self, lenses: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer lenses, an id and a name each, beside the pillars; ``chosen`` is in use."""
        self._lens = chosen
        self._lenses.clear()
        self._lenses.addItem("The five pillars", "")
        for key, name in lenses:
            self._lenses.addItem(" ".join(name.split()), key)
        self._lenses.insertSeparator(self._lenses.count())
        self._lenses.addItem(_OPEN, None)
        self._lenses.setCurrentIndex(max(0, self._lenses.findData(chosen)))

    def forget(self) -> None:
        """Begin anew: another diagram, or another lens."""
        self._sheet = None
        self.tree.display(None)
        self.plan.display(())
        self.plan.wait()
        self.milestones.display(None, {})
        self._empty.setText(_BEGIN)
        self.ask_again()

    def wear(self) -> None:
        """Take the colours of the window."""
        self.page.wear(self._diagram)

    # -- what is wanted
    def ask_again(self, *, is_drawn_anew: bool = True) -> None:
        """Ask for the review once more, since the diagram has changed; only while it is seen.

        Args:
            is_drawn_anew: what is drawn differs too, so that no fix is right any more.
        """
        if is_drawn_anew:
            self.page.hold()
        if self.isVisible():
            self._busy.setText(_REVIEWING)
            self.wanted.emit()

    def ask_for_fixes_again(self) -> None:
        """Ask for fixes once more, since things stand elsewhere; only while they are seen."""
        if self.isVisible():
            self.page.ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._fold(narrow)

    def _fold(self, narrow: bool) -> None:
        """Put one below the other what does not fit side by side, as in a dock at the side."""
        ways, corner = Qt.Orientation, Qt.Corner.TopRightCorner
        self._splitter.setOrientation(ways.Vertical if narrow else ways.Horizontal)
        self._splitter.setSizes([150, 450] if narrow else [400, 800])
        if narrow:
            self._tabs.setCornerWidget(None, corner)  # type: ignore[arg-type]  # Qt allows it
            self._column.insertWidget(0, self._corner)
        else:
            self._column.removeWidget(self._corner)
            self._tabs.setCornerWidget(self._corner, corner)
        self._corner.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.plan_left.emit()

    def go_to(self, key: str) -> None:
        """Show the question ``key``, as soon as there is a review."""
        self._tabs.setCurrentIndex(0)
        self._awaited = "" if self._sheet is not None else key
        self.tree.choose(key)
        self.tree.setFocus()

    def begin_milestone(self) -> None:
        """Let the name of a milestone be typed."""
        self._tabs.setCurrentWidget(self.milestones)
        self.milestones.focus_name()

    def show_plan_page(self) -> None:
        """Turn to the improvement plan."""
        self._tabs.setCurrentWidget(self.plan)
        self.plan.setFocus()

    def _chosen(self, question: QuestionSheet | None) -> None:
        self.page.display(question, self._diagram)
        self._pages.setCurrentWidget(self._empty if question is None else self.page)

    def _tab_changed(self) -> None:
        self._filter.setVisible(self._tabs.currentIndex() == 0)
        if self._tabs.currentWidget() is not self.plan:
            self.plan_left.emit()
        elif self._sheet is not None:
            self.plan.wait()
            self.plan_wanted.emit()

    def _lens_activated(self, index: int) -> None:
        key = self._lenses.itemData(index)
        self._lenses.setCurrentIndex(max(0, self._lenses.findData(self._lens)))
        if key is None:
            self.open_lens_wanted.emit()
        elif key != self._lens:
            self.lens_chosen.emit(key)
