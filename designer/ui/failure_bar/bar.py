"""What has failed, as chips to restore one by one, and what becomes of the journeys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from designer.analysis.what_if import JourneyOutcome, JourneyState, WhatIf
from designer.model.topology import Topology
from designer.rules import failure_phrasing as words
from designer.rules.phrasing import count
from designer.ui.failure_bar.flow import Flow
from designer.ui.glyphs import glyph
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import Look, current_look

_MANY_JOURNEYS = 5
_LONGEST = 34
_SIGNS = {
    JourneyState.SERVED: "✓",
    JourneyState.OVERLOADED: "!",
    JourneyState.BROKEN: "✕",
    JourneyState.NEVER_SERVED: "–",
}


class FailureBar(QFrame):
    """Shown while something is failed.

    Signals:
        restore_wanted: the id of one failed thing.
        restore_all_wanted: everything is to work again.
        left: the bar is about to vanish while it has the focus.
    """

    restore_wanted = Signal(str)
    restore_all_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("failures")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = PlainLabel("What if", self)
        self._title.setObjectName("heading")
        self._chips: dict[str, QPushButton] = {}
        self._facts: list[PlainLabel] = []
        self._all = QPushButton("Restore &all", self)
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self.restore_all_wanted)
        tip(self._all, "Everything works again (Shift+F8). The drawing was never changed.")
        self._chip_row, self._fact_row = Flow(6), Flow(6)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._chip_row)
        column.addLayout(self._fact_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self._title.setContentsMargins(0, 4, 0, 0)
        self._waiting = PlainLabel("working it out…", self)
        self._fact_row.addWidget(self._waiting)
        self.hide()
        self.wear()

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The buttons of what is failed, in order."""
        return tuple(self._chips.values())

    @property
    def facts(self) -> tuple[str, ...]:
        """What is told of journeys, capacity and losses."""
        return tuple(label.text() for label in self._facts)

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self.setStyleSheet(_sheet(current_look()))
        for chip in self._chips.values():
            chip.setIcon(glyph("close", current_look().bad))

    def show_failed(self, named: Sequence[tuple[str, str]]) -> None:
        """Show what is failed, as (id, name); nothing hides the bar."""
        wanted = dict(named)
        had_focus = any(chip.hasFocus() for chip in self._chips.values())
        for key in [key for key in self._chips if key not in wanted]:
            self._drop(key)
        for key, text in wanted.items():
            if key not in self._chips:
                self._add(key)
            chip = self._chips[key]
            short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            # The space keeps the cross off the name.
            chip.setText(f"{short.replace('&', '&&')} ")
            chip.setAccessibleName(f"Restore {text}")
            tip(chip, f"{text} has failed. Click to restore it.")
        if not wanted:
            self._clear_facts()
            if self._all.hasFocus() or had_focus:
                self.left.emit()
        self._waiting.setVisible(not self._facts)
        self.setVisible(bool(wanted))

    def show_answer(self, answer: WhatIf, topology: Topology) -> None:
        """Show what the failure does."""
        self._clear_facts()
        self._waiting.hide()
        ranked = sorted(answer.journeys, key=lambda journey: _RANK[journey.state])
        for journey in ranked[:_MANY_JOURNEYS]:
            text = f"{_SIGNS[journey.state]}  {journey.name}: {words.state_word(journey.state)}"
            why = words.journey_reason(journey, answer, topology)
            self._tell(text, why, journey.state.value)
        if len(ranked) > _MANY_JOURNEYS:
            self._tell(*_rest_of(ranked[_MANY_JOURNEYS:], answer, topology), "plain")
        tiers = words.telling_tiers(answer)
        told = "\n".join(f"{words.tier_name(t, topology)}: {words.tier_left(t)}" for t in tiers)
        line = words.capacity_line(answer, topology)
        self._tell(line, told or line, "plain" if answer.bottleneck is None else "hurt")
        lost = "\n".join(list(words.reasons(answer, topology).values())[:8])
        self._tell(words.losses_line(answer), lost, "plain")
        self._announce(words.headline(answer, topology))
        self.updateGeometry()

    def _tell(self, text: str, why: str, state: str) -> None:
        label = PlainLabel(text, self)
        label.setProperty("state", state)
        label.setAccessibleName(why)
        tip(label, why)
        self._facts.append(label)
        self._fact_row.addWidget(label)

    def _announce(self, sentence: str) -> None:
        self.setAccessibleName("What if")
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _clear_facts(self) -> None:
        for label in self._facts:
            self._fact_row.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._facts.clear()

    def _add(self, key: str) -> None:
        chip = QPushButton(self)
        chip.setObjectName("chip")
        chip.setProperty("key", key)
        chip.setAutoDefault(False)
        chip.setIcon(glyph("close", current_look().bad))
        chip.setIconSize(QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.clicked.connect(self._chip_clicked)
        self._chips[key] = chip
        self._chip_row.addWidget(chip)
        self.setTabOrder(chip, self._all)

    def _drop(self, key: str) -> None:
        keys = list(self._chips)
        chip = self._chips.pop(key)
        if chip.hasFocus() and self._chips:
            # The keyboard stays where it was: at the next chip, or at the last.
            after = [other for other in keys[keys.index(key) + 1 :] if other in self._chips]
            self._chips[(after or list(self._chips)[-1:])[0]].setFocus()
        self._chip_row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            self.restore_wanted.emit(str(chip.property("key")))


_RANK = {
    JourneyState.BROKEN: 0,
    JourneyState.OVERLOADED: 1,
    JourneyState.SERVED: 2,
    JourneyState.NEVER_SERVED: 3,
}


def _rest_of(
    journeys: Sequence[JourneyOutcome], answer: WhatIf, topology: Topology
) -> tuple[str, str]:
    broken = sum(journey.state is JourneyState.BROKEN for journey in journeys)
    text = f"{count(len(journeys), 'more journey')}"
    if broken:
        text += f", {broken} broken"
    told = [words.journey_reason(journey, answer, topology) for journey in journeys[:8]]
    return text, "\n".join(told)


def _sheet(look: Look) -> str:
    return f"""
QFrame#failures {{ background: {look.base}; border: none; border-left: 4px solid {look.bad};
    border-bottom: 1px solid {look.border}; }}
QFrame#failures QLabel {{ padding: 3px 8px; border: 1px solid {look.border}; border-radius: 5px;
    color: {look.text}; background: {look.window}; }}
QFrame#failures QLabel#heading {{ border: none; background: transparent; padding: 3px 0; }}
QFrame#failures QLabel[state="broken"] {{ border-color: {look.bad}; color: {look.bad};
    font-weight: bold; }}
QFrame#failures QLabel[state="overloaded"], QFrame#failures QLabel[state="hurt"] {{
    border-color: {look.warn}; color: {look.warn}; }}
QFrame#failures QLabel[state="served"] {{ border-color: {look.good}; color: {look.good}; }}
QFrame#failures QPushButton#chip {{ padding: 3px 9px; border-radius: 11px;
    border: 1px solid {look.bad}; color: {look.text}; background: {look.raised}; }}
QFrame#failures QPushButton#chip:hover, QFrame#failures QPushButton#chip:focus {{
    background: {look.accent_soft}; border-color: {look.accent}; }}
"""
