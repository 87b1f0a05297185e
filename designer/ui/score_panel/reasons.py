"""The panel under the canvas: findings with reasons and fixes, open questions, the figures."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from designer.analysis.cut_sets import CutSets
from designer.model.diagram import Diagram
from designer.rules.tenets import Tenet
from designer.scoring.scorecard import Scorecard, ScoredFinding
from designer.ui.explainer import set_topic
from designer.ui.plain_text import PlainLabel, tip_text
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.capacity_page import CapacityPage
from designer.ui.score_panel.cut_sets import CutSetsPage
from designer.ui.score_panel.explanation import Explanation
from designer.ui.score_panel.findings import FindingsList
from designer.ui.score_panel.idle_strip import IdleStrip
from designer.ui.score_panel.recovery_page import RecoveryPage
from designer.ui.score_panel.remedies import Remedies
from designer.ui.score_panel.tables import AvailabilityPage, QuestionsPage
from designer.ui.theme_qt import SPACE


class ReasonsPanel(QTabWidget):
    """Show why the score is what it is.

    Signals:
        pointed: ids of elements to select and show.
        fixes_wanted: key of the finding whose fixes are to be worked out.
        cut_sets_wanted: how many failures at once are to be looked at.
        apply_wanted: FixOffer; accept_wanted and reason_wanted: ScoredFinding.
        review_wanted: tuple of IdleWaiver that are no longer needed.
        menu_wanted: the menu of the chosen finding is asked for at this place of the screen.
    """

    pointed = Signal(object)
    fixes_wanted = Signal(str)
    cut_sets_wanted = Signal(int)
    apply_wanted = Signal(object)
    accept_wanted = Signal(object)
    reason_wanted = Signal(object)
    review_wanted = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName("Reasons")
        self._card: Scorecard | None = None
        self._tenet: Tenet | None = None
        self._stale: dict[QWidget, Callable[[], None]] = {}
        self.findings = FindingsList(self)
        self._explanation = Explanation(self)
        self._remedies = Remedies(self)
        self._idle = IdleStrip(self)
        self._questions = QuestionsPage(self)
        self._together = CutSetsPage(self)
        self._availability = AvailabilityPage(self)
        self._recovery = RecoveryPage(self)
        self._capacity = CapacityPage(self)
        self.addTab(self._findings_page(), "Findings")
        self.addTab(self._questions, "Not stated")
        self.addTab(self._availability, "Availability")
        self.addTab(self._recovery, "Recovery")
        self.addTab(self._capacity, "Capacity")
        last = self.addTab(self._together, "Together")
        self.setTabToolTip(last, tip_text("What together breaks it: several failures at once"))
        self.findings.chosen.connect(self._chosen)
        self.findings.pointed.connect(self._pointed)
        self.findings.menu_wanted.connect(self.menu_wanted)
        for page in (self._questions, self._availability, self._recovery, self._capacity):
            page.pointed.connect(self.pointed)
        self._together.pointed.connect(self.pointed)
        self._together.wanted.connect(self.cut_sets_wanted)
        self._remedies.apply_wanted.connect(self.apply_wanted)
        self._remedies.accept_wanted.connect(self.accept_wanted)
        self._remedies.reason_wanted.connect(self.reason_wanted)
        self._idle.review_wanted.connect(self.review_wanted)
        self.currentChanged.connect(self._fill)
        self.display(None, Diagram())

    def _findings_page(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        for widget, stretch, narrowest in (
            (self.findings, 5, 180),
            (self._explanation, 4, 160),
            (self._remedies, 3, 256),
        ):
            widget.setMinimumWidth(narrowest)
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([480, 400, 300])
        self._nothing = PlainLabel(parent=self, wrap=True)
        self._nothing.setObjectName("muted")
        self._nothing.setAutoFillBackground(True)
        self._nothing.setBackgroundRole(QPalette.ColorRole.Base)
        self._nothing.setMargin(2 * SPACE)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(splitter)
        self._pages.addWidget(self._nothing)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self._idle)
        return page

    def display(self, card: Scorecard | None, diagram: Diagram) -> None:
        """Show the reasons of ``card``, the score of ``diagram``."""
        self._card = card
        found = () if card is None else card.findings
        self.findings.show_findings(found)
        self._idle.display(() if card is None else card.idle_waivers)
        self._together.display(card)
        # A page is filled when it is looked at: five at once would hold up the window.
        self._stale = {
            self._questions: lambda: self._questions.display(
                () if card is None else card.questions, diagram
            ),
            self._availability: lambda: self._availability.display(card, diagram),
            self._recovery: lambda: self._recovery.display(card, diagram),
            self._capacity: lambda: self._capacity.display(card),
        }
        self._fill()
        asked = 0 if card is None else len(card.questions)
        self.setTabText(1, f"Not stated ({asked})" if asked else "Not stated")
        self._show_page()

    def _fill(self) -> None:
        fill = self._stale.pop(self.currentWidget(), None)
        if fill is not None:
            fill()

    def show_tenet(self, tenet: Tenet | None) -> None:
        """Show the findings of one tenet, or all for None."""
        self._tenet = tenet
        self.findings.show_tenet(tenet)
        self.setCurrentIndex(0)
        self._show_page()

    def show_finding(self, rule: str, ids: tuple[str, ...]) -> bool:
        """Choose a finding of ``rule`` that names one of ``ids``; tell whether there is one."""
        found = () if self._card is None else self._card.findings
        keys = [
            item.finding.key
            for item in found
            if item.finding.rule == rule and set(ids).intersection(item.finding.elements)
        ]
        if not keys:
            return False
        self.setCurrentIndex(0)
        return self.findings.choose(keys[0])

    def show_fixes(self, key: str, offers: tuple[FixOffer, ...]) -> None:
        """Show what would mend the finding ``key``."""
        self._remedies.show_offers(key, offers)

    def show_cut_sets(self, found: CutSets) -> None:
        """Show what together breaks the present drawing."""
        self._together.show_cut_sets(found)

    def ask_again(self) -> None:
        """Ask for the fixes of the shown finding once more, since the diagram has moved on."""
        if self._remedies.wants_fixes:
            self.fixes_wanted.emit(self._remedies.key)

    def _count_findings(self) -> str:
        found = () if self._card is None else self._card.findings
        opened = sum(not item.accepted for item in found)
        if self._tenet is None:
            return f" ({opened})" if opened else ""
        own = sum(not item.accepted and item.finding.tenet is self._tenet for item in found)
        return f" ({own} of {opened})"

    def _show_page(self) -> None:
        self.setTabText(0, f"Findings{self._count_findings()}")
        if self.findings.model().rowCount():
            self._pages.setCurrentIndex(0)
            return
        if self._card is None or self._card.overall is None:
            text = "Findings appear here as soon as there is something to score."
        elif self._tenet is not None:
            text = f"Nothing found for {self._tenet.title}."
        else:
            text = "Nothing found: every rule that applies is satisfied."
        self._nothing.setText(text)
        self._pages.setCurrentIndex(1)

    def _chosen(self, item: ScoredFinding | None) -> None:
        self._explanation.display(item)
        self._remedies.display(item)
        for part in (self.findings, self._explanation):
            set_topic(part, "" if item is None else f"rule:{item.finding.rule}")
        self.ask_again()

    def _pointed(self, item: ScoredFinding | None) -> None:
        if item is not None:
            self.pointed.emit(item.finding.elements)
