"""Asks what a design should reach, searches the fixes, and shows them before they are made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.model.diagram import Diagram
from designer.rules.tenets import Tenet
from designer.scoring.profile import profile
from designer.scoring.targets import Targets, stated_targets
from designer.ui.dialogs.frame import Frame
from designer.ui.effects import EffectBars, effect_lines
from designer.ui.improver import Improver
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.score_messages import FixOffer, PlanOffer
from designer.ui.theme_qt import SPACE

_Standard = QDialogButtonBox.StandardButton
_ANY = "Any"
_MOST_HEIGHT = 240


class Improve(Frame):
    """Search fixes for ``diagram``; `offer` is what the user wants made, as one step."""

    def __init__(self, diagram: Diagram, parent: QWidget | None) -> None:
        super().__init__(parent, "Improve to target", _Standard.Apply | _Standard.Close)
        self.resize(900, 680)
        self._diagram = diagram
        self._plan: PlanOffer | None = None
        self._search = QPushButton("&Find fixes", self)
        self._improver = Improver(self)
        self._improver.progressed.connect(self._progressed)
        self._improver.found.connect(self._found)
        self._improver.failed.connect(self._failed)
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACE)
        columns.addWidget(self._targets_side(), 0)
        columns.addWidget(self._plan_side(), 1)
        self.body.addLayout(columns, 1)
        self._apply = self.buttons.button(_Standard.Apply)
        self._apply.setText("Apply")
        self._apply.clicked.connect(self.accept)
        self._apply.setEnabled(False)
        self._search.setDefault(True)
        self._asked()

    # -- what is shown
    def _targets_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        heading = PlainLabel("Targets", side)
        heading.setObjectName("heading")
        column.addWidget(heading)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._overall = self._score_box("Overall score")
        form.addRow("&Overall score", self._overall)
        self._tenets: dict[Tenet, QComboBox] = {}
        for tenet in Tenet:
            self._tenets[tenet] = self._score_box(tenet.title)
            form.addRow(tenet.title, self._tenets[tenet])
        column.addLayout(form)
        stated = stated_targets(self._diagram.workload)
        self._uptime = QCheckBox(
            "No availability target is stated"
            if stated.uptime_percent is None
            else f"&Availability of {stated.uptime_percent:g} %, as stated",
            side,
        )
        times = len(stated.rto_s) + len(stated.rpo_s)
        self._recovery = QCheckBox(
            f"&Recovery within the {times} stated times" if times else "No RTO or RPO is stated",
            side,
        )
        for box, is_stated in (
            (self._uptime, stated.uptime_percent is not None),
            (self._recovery, bool(times)),
        ):
            box.setEnabled(is_stated)
            box.setChecked(is_stated)
            box.toggled.connect(self._asked)
            column.addWidget(box)
        if stated.is_empty:
            self._overall.setCurrentIndex(self._overall.findData(80.0))
        hint = PlainLabel("Targets are stated in the design's properties.", side, wrap=True)
        hint.setObjectName("muted")
        column.addWidget(hint)
        self._search.clicked.connect(self._start_or_stop)
        column.addWidget(self._search)
        self._progress = QProgressBar(side)
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Progress of the search")
        self._progress.hide()
        column.addWidget(self._progress)
        self._state = PlainLabel(parent=side, wrap=True)
        self._state.setObjectName("muted")
        column.addWidget(self._state)
        column.addStretch(1)
        side.setFixedWidth(290)
        return side

    def _score_box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.addItem(_ANY, None)
        for letter, least in profile().letters:
            if least > 0:
                box.addItem(f"{letter} ({least:g} or more)", least)
        box.setAccessibleName(f"{name} to reach")
        box.currentIndexChanged.connect(self._asked)
        return box

    def _plan_side(self) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Fixes found")
        page = QWidget(area)
        page.setObjectName("panel")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self._page.setSpacing(SPACE)
        self._headline = PlainLabel(
            "Say what to reach, then find the shortest list of fixes that gets there. "
            "Nothing is changed until you apply it.",
            page,
            wrap=True,
        )
        self._page.addWidget(self._headline)
        self._list = QListWidget(page)
        self._list.setAccessibleName("Steps")
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.itemChanged.connect(self._ticked)
        self._list.currentRowChanged.connect(self._told)
        self._list.hide()
        self._page.addWidget(self._list)
        self._details = PlainLabel(parent=page, wrap=True)
        self._details.setObjectName("muted")
        self._page.addWidget(self._details)
        self._effect = QVBoxLayout()
        self._effect.setSpacing(SPACE // 2)
        self._page.addLayout(self._effect)
        self._short = PlainLabel(parent=page, wrap=True)
        self._page.addWidget(self._short)
        self._page.addStretch(1)
        area.setWidget(page)
        return area

    # -- what is asked
    @property
    def targets(self) -> Targets:
        """What is to be reached, as chosen."""
        stated = stated_targets(self._diagram.workload)
        chosen = {t: box.currentData() for t, box in self._tenets.items()}
        return Targets(
            overall=self._overall.currentData(),
            tenets={tenet: least for tenet, least in chosen.items() if least is not None},
            uptime_percent=stated.uptime_percent if self._uptime.isChecked() else None,
            rto_s=stated.rto_s if self._recovery.isChecked() else {},
            rpo_s=stated.rpo_s if self._recovery.isChecked() else {},
        )

    @property
    def offer(self) -> FixOffer | None:
        """The last of the steps that are ticked; its diagram holds all of them."""
        if self._plan is None or not self._count():
            return None
        return self._plan.steps[self._count() - 1]

    @property
    def title(self) -> str:
        """The name of the step that is made."""
        return f"Improve to target ({_fixes(self._count())})"

    def _asked(self) -> None:
        self._search.setEnabled(self._improver.is_busy or not self.targets.is_empty)

    def _start_or_stop(self) -> None:
        if self._improver.is_busy:
            self._improver.stop()
            self._finished("The search was cancelled.")
            return
        self._show(None)
        self._search.setText("&Cancel the search")
        self._progress.setValue(0)
        self._progress.show()
        self._state.setText("Trying fixes…")
        self._improver.start(self._diagram, self.targets)

    # -- what is found
    def _progressed(self, share: float, doing: str) -> None:
        self._progress.setValue(round(share * 100))
        self._state.setText(doing)

    def _found(self, plan: PlanOffer) -> None:
        self._finished("")
        self._show(plan)

    def _failed(self, sentence: str) -> None:
        self._finished(sentence)

    def _finished(self, sentence: str) -> None:
        self._search.setText("&Find fixes")
        self._progress.hide()
        self._state.setText(sentence)
        self._asked()

    def _show(self, plan: PlanOffer | None) -> None:
        self._plan = plan
        self._list.blockSignals(True)
        self._list.clear()
        for step in plan.steps if plan else ():
            item = QListWidgetItem(f"{step.title}   {_signed(step.gain)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            tip(item, "\n".join(step.changes))
            self._list.addItem(item)
        self._list.blockSignals(False)
        # One line more, so that a long title may wrap.
        height = (self._list.count() + 1) * (self._list.fontMetrics().height() + 3)
        self._list.setFixedHeight(min(_MOST_HEIGHT, height))
        self._list.setVisible(bool(plan and plan.steps))
        self._headline.setText(_headline(plan))
        short = "" if plan is None else "\n".join(f"• {line}" for line in plan.short)
        self._short.setText(f"What stays short:\n{short}" if short else "")
        if plan is not None and plan.steps:
            self._list.setCurrentRow(0)
            self._list.setFocus()
        else:
            self._details.setText("")
        self._weigh()

    def _told(self, row: int) -> None:
        if self._plan is not None and 0 <= row < len(self._plan.steps):
            changes = self._plan.steps[row].changes
            self._details.setText("\n".join(f"• {line}" for line in changes))

    def _ticked(self, item: QListWidgetItem) -> None:
        """Each step was found on top of those before it: without one go all after it."""
        row, is_on = self._list.row(item), item.checkState() == Qt.CheckState.Checked
        self._list.blockSignals(True)
        others = range(row) if is_on else range(row + 1, self._list.count())
        for other in others:
            self._list.item(other).setCheckState(item.checkState())
        self._list.blockSignals(False)
        self._weigh()

    def _count(self) -> int:
        rows = range(self._list.count())
        return sum(self._list.item(r).checkState() == Qt.CheckState.Checked for r in rows)

    def _weigh(self) -> None:
        """Show the tenets before and after the steps that are ticked."""
        self._clear_effect()
        number = self._count()
        self._apply.setEnabled(number > 0)
        self._apply.setText(f"Apply {_fixes(number)}" if number else "Apply")
        if self._plan is None:
            return
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("line")
        self._effect.addWidget(line)
        before = self._plan.before
        after = self.offer.after if self.offer is not None else before
        self._effect.addWidget(EffectBars(before, after, self, everything=True))
        for text in effect_lines(before, after):
            self._effect.addWidget(PlainLabel(text, self, wrap=True))

    def _clear_effect(self) -> None:
        while (entry := self._effect.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def done(self, result: int) -> None:
        self._improver.stop()
        super().done(result)


def _headline(plan: PlanOffer | None) -> str:
    if plan is None:
        return "Searching…"
    number = len(plan.steps)
    fixes = _fixes(number)
    if plan.is_reached:
        return f"The targets are met with {fixes}." if number else "The targets are met already."
    start = "No list of fixes meets the targets" if plan.is_complete else "The time was too short"
    return f"{start}; {fixes} bring the design nearer." if number else f"{start}, and none helps."


def _signed(gain: float) -> str:
    return f"{gain:+.1f}".replace("-", "−")


def _fixes(number: int) -> str:
    return "1 fix" if number == 1 else f"{number} fixes"
