"""The common shape of dialogs: contents above a row of buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from designer.ui.theme_qt import SPACE


class Frame(QDialog):
    """A modal dialog; Escape leaves it without doing anything."""

    def __init__(
        self, parent: QWidget | None, title: str, buttons: QDialogButtonBox.StandardButton
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE + 2)
        self.buttons = QDialogButtonBox(buttons, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(self.body, 1)
        column.addWidget(self.buttons)
