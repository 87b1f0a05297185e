"""Asks why a finding is accepted: an acceptance without a reason helps nobody a year later."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel

_Standard = QDialogButtonBox.StandardButton
MAX_REASON = 1000


class AcceptFinding(Frame):
    """Ask for the reason, or for a better one than ``before``."""

    def __init__(self, sentence: str, parent: QWidget | None, before: str = "") -> None:
        title = "Change the reason" if before else "Accept finding"
        super().__init__(parent, title, _Standard.Ok | _Standard.Cancel)
        self.resize(460, 260)
        self.body.addWidget(PlainLabel(sentence, self, wrap=True))
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setPlainText(before)
        self._reason.selectAll()
        self._reason.setPlaceholderText("For example: the owner accepts an outage of a day.")
        self._reason.setAccessibleName("Reason")
        label = PlainLabel("&Reason", self)
        label.setBuddy(self._reason)
        self.body.addWidget(label)
        self.body.addWidget(self._reason, 1)
        self._ok = self.buttons.button(_Standard.Ok)
        self._ok.setText(title)
        self._reason.textChanged.connect(self._changed)
        self._changed()

    @property
    def reason(self) -> str:
        """The reason given."""
        return self._reason.toPlainText().strip()[:MAX_REASON]

    def _changed(self) -> None:
        self._ok.setEnabled(bool(self.reason))


def ask_reason(sentence: str, parent: QWidget | None, before: str = "") -> str:
    """Return the reason for accepting a finding, "" when the user would rather not."""
    dialog = AcceptFinding(sentence, parent, before)
    answer = dialog.exec()
    reason = dialog.reason if answer == QDialog.DialogCode.Accepted else ""
    dialog.deleteLater()
    return reason
