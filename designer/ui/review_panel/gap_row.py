"""What keeps a choice from being answered yes: the sentence, which leads to it, and its fixes."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from designer.rules.phrasing import bullets
from designer.scoring.effort import cost_words
from designer.ui.explainer import set_topic
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.review_messages import GapOffer, GapSheet
from designer.ui.review_panel.text_button import TextButton
from designer.ui.review_panel.topics import topic_of_gap
from designer.ui.theme_qt import SPACE

_WORKING = "Working out what would mend it…"
_NOTHING = "No single edit mends this here."
_MOST_CHANGES = 4


class GapRow(QWidget):
    """One gap.

    Signals:
        pointed: ids of elements to select and show.
        apply_wanted: a GapOffer to make one step of the history.
    """

    pointed = Signal(object)
    apply_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._gap: GapSheet | None = None
        self._is_waiting = False
        self._sentence = TextButton(self)
        self._sentence.clicked.connect(self._point)
        self._state = PlainLabel(parent=self, wrap=True)
        self._state.setObjectName("muted")
        self._state.setContentsMargins(SPACE, 0, 0, 0)
        self._offers = QVBoxLayout()
        self._offers.setContentsMargins(SPACE, 0, 0, 0)
        self._offers.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._sentence)
        column.addWidget(self._state)
        column.addLayout(self._offers)

    @property
    def gap(self) -> GapSheet | None:
        """The gap that is shown."""
        return self._gap

    @property
    def is_waiting(self) -> bool:
        """Tell whether its fixes are still to be worked out for the present drawing."""
        return self._is_waiting

    def display(self, gap: GapSheet) -> None:
        """Show ``gap``; its fixes follow by `show_offers`."""
        self._gap, self._is_waiting = gap, gap.has_fixes
        self._sentence.show_text(gap.sentence)
        set_topic(self, topic_of_gap(gap))
        tip(self._sentence, f"{gap.why}\nClick to show it on the canvas.".strip())
        self._clear()
        self._say(_WORKING if gap.has_fixes else "")

    def hold(self) -> None:
        """Let no fix be applied that was worked out for an older drawing."""
        self._is_waiting = self._gap is not None and self._gap.has_fixes
        for at in range(self._offers.count()):
            widget = self._offers.itemAt(at).widget()
            if widget is not None:
                widget.setEnabled(False)

    def show_offers(self, offers: tuple[GapOffer, ...]) -> None:
        """Show what would close the gap."""
        self._is_waiting = False
        self._clear()
        self._say("" if offers else _NOTHING)
        for offer in offers:
            self._offers.addWidget(self._row(offer))

    def _row(self, offer: GapOffer) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        words = PlainLabel(_words(offer), row, wrap=True)
        words.setObjectName("muted")
        tip(words, "\n".join(offer.changes))
        apply = QPushButton("Apply", row)
        apply.setAccessibleName(f"Apply: {offer.title}")
        apply.setAccessibleDescription("; ".join(offer.changes))
        tip(apply, "One step: Undo takes it back")
        apply.clicked.connect(partial(self._apply, offer))
        line.addWidget(apply, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return row

    def _apply(self, offer: GapOffer) -> None:
        self._clear()
        self._say("Applied; reviewing…")
        self.apply_wanted.emit(offer)

    def _point(self) -> None:
        if self._gap is not None:
            self.pointed.emit(self._gap.elements)

    def _say(self, text: str) -> None:
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def _clear(self) -> None:
        while (entry := self._offers.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _words(offer: GapOffer) -> str:
    changes = [change for change in offer.changes if change != offer.title]
    head = f"{offer.title} · {cost_words(offer.cost)}"
    return "\n".join((head, *bullets(changes, _MOST_CHANGES)))
