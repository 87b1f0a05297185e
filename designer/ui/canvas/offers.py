"""A bar on the canvas that offers what usually follows: zones in a Region, subnets in a VPC."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from designer.edit.edits import Batch
from designer.edit.networks import vpc_with_subnets, zones_in_region
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.render.theme import Theme
from designer.ui.plain_text import PlainLabel

Make = Callable[[Diagram, ElementId], Batch]


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of an offer; ``make`` is None for "no, thank you"."""

    text: str
    make: Make | None


def _zones(count: int) -> Make:
    return lambda diagram, key: zones_in_region(diagram, key, count)


def _subnets(public: bool) -> Make:
    return lambda diagram, key: vpc_with_subnets(diagram, key, public, True)


OFFERS: dict[Kind, tuple[str, tuple[Choice, ...]]] = {
    Kind.REGION: (
        "Add Availability Zones to this Region?",
        (Choice("&2 zones", _zones(2)), Choice("&3 zones", _zones(3)), Choice("&None", None)),
    ),
    Kind.VPC: (
        "Add subnets to this VPC, in each zone?",
        (
            Choice("&Public and private", _subnets(True)),
            Choice("P&rivate only", _subnets(False)),
            Choice("&None", None),
        ),
    ),
}


class OfferBar(QFrame):
    """Ask one question at the upper edge of its parent; anything else done sends it away."""

    chosen = Signal(object)
    """The `Batch`-making function of the button, with the element's id: `(Make, ElementId)`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("offer")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 10, 8)
        self._layout.setSpacing(8)
        self._question = PlainLabel(parent=self)
        self._layout.addWidget(self._question)
        self._buttons: list[QPushButton] = []
        self._makes: dict[QPushButton, Make | None] = {}
        self._element = ElementId("")
        parent.installEventFilter(self)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The answers one can give now."""
        return tuple(self._buttons)

    def offer(self, kind: Kind, element: ElementId) -> bool:
        """Ask what belongs to a new element of ``kind``; tell whether there is anything to ask."""
        self.dismiss()
        if kind not in OFFERS:
            return False
        question, choices = OFFERS[kind]
        self._element = element
        self._question.setText(question)
        self.setAccessibleName(question)
        for choice in choices:
            button = QPushButton(choice.text, self)
            button.setAutoDefault(True)
            button.clicked.connect(self._answered)
            self._layout.addWidget(button)
            self._buttons.append(button)
            self._makes[button] = choice.make
        self._place()
        self.show()
        self.raise_()
        return True

    def dismiss(self) -> None:
        """Ask nothing any more."""
        self.hide()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self._makes.clear()

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"QFrame#offer {{ background: {theme.badge_fill}; border: 1px solid {theme.accent};"
            f" border-radius: 8px; }} QFrame#offer QLabel {{ color: {theme.text}; border: none; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _answered(self) -> None:
        button = self.sender()
        make = self._makes.get(button) if isinstance(button, QPushButton) else None
        element = self._element
        self.dismiss()
        self.chosen.emit(None if make is None else (make, element))

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        self.move(max(8, (room.width() - self.width()) // 2), 16)
