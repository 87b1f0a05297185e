"""What can be done about a finding: fixes with the points they bring, or accepting it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.rules import rule
from designer.rules.phrasing import bullets
from designer.rules.rule import Option
from designer.scoring.effort import cost_words
from designer.scoring.scorecard import ScoredFinding
from designer.ui.effects import EffectBars, effect_lines
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.wording import gain
from designer.ui.theme_qt import SPACE, current_look

# Points that still show in one decimal.
_NOTEWORTHY = 0.05
_MOST_CHANGES = 6
_ACCEPT = "Accept with a reason…"


class Remedies(QScrollArea):
    """The fixes of one finding.

    Signals:
        apply_wanted: a FixOffer to make one step of the history.
        accept_wanted: a ScoredFinding to accept, or not to accept any more.
        reason_wanted: an accepted ScoredFinding whose reason is to be changed.
    """

    apply_wanted = Signal(object)
    accept_wanted = Signal(object)
    reason_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Fixes")
        self._item: ScoredFinding | None = None
        body = QWidget(self)
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        self._heading = PlainLabel("Fixes", body)
        self._heading.setObjectName("heading")
        self._state = PlainLabel(parent=body, wrap=True)
        self._state.setObjectName("muted")
        self._offers = QVBoxLayout()
        self._offers.setSpacing(SPACE)
        self._accept = QPushButton(_ACCEPT, body)
        self._accept.clicked.connect(self._accept_clicked)
        self._reason = PlainLabel(parent=body, wrap=True)
        self._reword = QPushButton("Change the reason…", body)
        self._reword.clicked.connect(self._reword_clicked)
        column.addWidget(self._heading)
        column.addWidget(self._state)
        column.addLayout(self._offers)
        column.addStretch(1)
        column.addWidget(self._reason)
        column.addWidget(self._reword, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)
        self.setWidget(body)
        self.display(None)

    @property
    def key(self) -> str:
        """The finding whose fixes are shown; "" for none."""
        return "" if self._item is None else self._item.finding.key

    @property
    def wants_fixes(self) -> bool:
        """Tell whether the finding's rule offers fixes."""
        return self._item is not None and rule(self._item.finding.rule).has_fixes

    def display(self, item: ScoredFinding | None) -> None:
        """Show what can be done about ``item``; its fixes follow by `show_offers`."""
        same = item is not None and item.finding.key == self.key
        self._item = item
        self._heading.setVisible(item is not None)
        self._accept.setVisible(item is not None)
        for widget in (self._reason, self._reword):
            widget.setVisible(item is not None and bool(item.accepted))
        if item is None:
            self._state.setText("")
            self._clear()
            return
        if item.accepted:
            self._reason.setText(f"Accepted: {item.accepted}")
            self._reason.setStyleSheet(f"color: {current_look().accepted};")
        self._accept.setText("Stop accepting" if item.accepted else _ACCEPT)
        if not self.wants_fixes:
            self._state.setText("No single edit mends this; “What to do” says how to go about it.")
            self._clear()
        elif not same or not self._offers.count():
            self._clear()
            self._state.setText("Working out what would help…")
        self._state.setVisible(bool(self._state.text()))

    def show_offers(self, key: str, offers: tuple[FixOffer, ...]) -> None:
        """Show the fixes of the finding ``key``; those of any other are ignored."""
        if key != self.key:
            return
        self._clear()
        for offer in offers:
            self._offers.addWidget(self._card(offer))
        self._state.setText("" if offers else "Nothing that can be drawn mends this here.")
        self._state.setVisible(not offers)

    def _clear(self) -> None:
        while (entry := self._offers.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _card(self, offer: FixOffer) -> QWidget:
        look = current_look()
        card = QFrame(self)
        card.setObjectName("card")
        card.setStyleSheet(
            f"QFrame#card {{ border: 1px solid {look.border}; border-radius: 6px; }}"
        )
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        title = PlainLabel(offer.title, card, wrap=True)
        title.setStyleSheet("font-weight: bold;")
        column.addWidget(title)
        option = PlainLabel(_kinds(offer), card, wrap=True)
        option.setObjectName("muted")
        column.addWidget(option)
        bars = EffectBars(offer.before, offer.after, card)
        if bars.is_empty:
            bars.deleteLater()
            if offer.why:
                column.addWidget(self._small(offer.why, card))
        else:
            column.addWidget(bars)
        for line in effect_lines(offer.before, offer.after):
            column.addWidget(self._small(line, card))
        changes = PlainLabel("\n".join(bullets(offer.changes, _MOST_CHANGES)), card, wrap=True)
        changes.setObjectName("muted")
        changes.setVisible(bool(offer.changes))
        tip(changes, "\n".join(offer.changes))
        column.addWidget(changes)
        row = QHBoxLayout()
        brings = gain(offer.gain) if offer.gain >= _NOTEWORTHY else "Removes the finding"
        bringing = PlainLabel(brings, card)
        bringing.setStyleSheet(f"color: {look.good}; font-weight: bold;")
        apply = QPushButton("Apply", card)
        apply.setAccessibleName(f"Apply: {offer.title}, {brings}")
        apply.setAccessibleDescription("; ".join(offer.changes))
        tip(apply, "One step: Undo takes it back")
        apply.clicked.connect(partial(self._apply, offer))
        row.addWidget(bringing, 1)
        row.addWidget(apply)
        column.addLayout(row)
        return card

    def _small(self, text: str, parent: QWidget) -> PlainLabel:
        return PlainLabel(text, parent, wrap=True)

    def _apply(self, offer: FixOffer) -> None:
        self._state.setText("Applied; scoring…")
        self._state.show()
        self._clear()
        self.apply_wanted.emit(offer)

    def _reword_clicked(self) -> None:
        if self._item is not None:
            self.reason_wanted.emit(self._item)

    def _accept_clicked(self) -> None:
        if self._item is not None:
            self.accept_wanted.emit(self._item)


def _kinds(offer: FixOffer) -> str:
    """Say what the option is best at, and what it costs relative to the others."""
    if len(offer.best_at) == len(Option):
        kinds = "The only way here"
    else:
        kinds = ", ".join(option.value for option in offer.best_at).capitalize()
    cost = cost_words(offer.cost)
    return f"{kinds} · {cost}" if kinds else cost.capitalize()
