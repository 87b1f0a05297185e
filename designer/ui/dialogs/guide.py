"""Shows the user guide that comes with the program, offline and as plain text."""

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from designer.resources import guide_file
from designer.ui.dialogs.frame import Frame


class Guide(Frame):
    """The guide to read and search in with the keyboard."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "User guide", QDialogButtonBox.StandardButton.Close)
        self.resize(760, 640)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName("User guide")
        text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        found = guide_file()
        text.setPlainText(
            "The guide is missing from this installation."
            if found is None
            else found.read_text("utf-8")
        )
        self.body.addWidget(text)
