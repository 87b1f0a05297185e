"""Shows that foreign files are being read, when it takes long enough to wonder, with a way out."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QProgressBar, QWidget

from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel

_Standard = QDialogButtonBox.StandardButton
_AFTER_MS = 700


class Reading(Frame):
    """A bar without an end; `rejected` when the user would rather not wait."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Opening", _Standard.Cancel)
        self.setModal(False)  # it is read in another process, so one can go on drawing
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumWidth(380)
        self._label = PlainLabel("", self, wrap=True)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Reading")
        self.body.addWidget(self._label)
        self.body.addWidget(bar)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_AFTER_MS)
        self._delay.timeout.connect(self.show)

    def begin(self, name: str, waiting: int) -> None:
        """Tell that ``name`` is read, and how many wait after it; shown if it takes a while."""
        more = f"\n{waiting} more to follow." if waiting else ""
        self._label.setText(f"Reading {name}…{more}")
        if not self.isVisible() and not self._delay.isActive():
            self._delay.start()

    def end(self) -> None:
        """Go away: all is read."""
        self._delay.stop()
        self.hide()
