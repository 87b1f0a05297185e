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
from designer.scoring.scorecard import ScoredFinding
from designer.ui.plain_text import PlainLabel
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.wording import gain
from designer.ui.theme_qt import SPACE, current_look

# Points that still show in one decimal.
_NOTEWORTHY = 0.05
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
        column.addWidget(PlainLabel(offer.title, card, wrap=True))
        row = QHBoxLayout()
        brings = gain(offer.gain) if offer.gain >= _NOTEWORTHY else "Removes the finding"
        bringing = PlainLabel(brings, card)
        bringing.setStyleSheet(f"color: {look.good}; font-weight: bold;")
        option = PlainLabel(offer.option, card)
        option.setObjectName("muted")
        apply = QPushButton("Apply", card)
        apply.setAccessibleName(f"Apply: {offer.title}, {brings}")
        apply.clicked.connect(partial(self._apply, offer))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(bringing)
        words.addWidget(option)
        row.addLayout(words, 1)
        row.addWidget(apply)
        column.addLayout(row)
        return card

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
