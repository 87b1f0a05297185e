"""Yes, no, or not answered: the three states of what only the team can say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from designer.ui.theme_qt import SPACE

_WORDS: tuple[tuple[bool | None, str], ...] = (
    (True, "Yes"),
    (False, "No"),
    (None, "Not answered"),
)


class ThreeStates(QWidget):
    """Three buttons of which one is on; the arrow keys go from one to the next.

    Signals:
        said: yes, no or None, chosen by the user.
    """

    said = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        for number, (_, word) in enumerate(_WORDS):
            button = QRadioButton(word, self)
            self._group.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self._group.idClicked.connect(self._clicked)
        self._shown: bool | None = None

    def tell(self, title: str) -> None:
        """Let a screen reader say what is asked."""
        for button, (_, word) in zip(self._group.buttons(), _WORDS, strict=True):
            button.setAccessibleName(f"{word}: {title}")

    def display(self, said: bool | None) -> None:
        """Show what has been said."""
        self._shown = said
        self._group.button(self._number_of(said)).setChecked(True)

    def _number_of(self, said: bool | None) -> int:
        return next(number for number, (state, _) in enumerate(_WORDS) if state is said)

    def _clicked(self, number: int) -> None:
        said = _WORDS[number][0]
        if said is not self._shown:
            self._shown = said
            self.said.emit(said)
