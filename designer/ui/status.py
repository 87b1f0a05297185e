"""The line at the lower edge: what is selected, what the canvas expects, whether scoring is on."""

from PySide6.QtWidgets import QMainWindow, QWidget

from designer.ui.document import Document
from designer.ui.plain_text import PlainLabel

_HINT = "Drag a service from the left, or press / and type its name"


class Status:
    """The parts of one window's status bar."""

    def __init__(self, window: QMainWindow) -> None:
        bar = self._bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        self._hint = PlainLabel(_HINT, bar)
        self._busy = PlainLabel("", bar)
        self._counts = PlainLabel("", bar)
        self._zoom = PlainLabel("", bar)
        for label in (self._hint, self._busy, self._counts, self._zoom):
            label.setObjectName("muted")
            label.setContentsMargins(8, 2, 8, 2)
        bar.addWidget(self._hint, 1)
        bar.addPermanentWidget(self._busy)
        bar.addPermanentWidget(self._counts)
        bar.addPermanentWidget(self._zoom)

    def add(self, widget: QWidget) -> None:
        """Show ``widget`` at the end."""
        widget.setContentsMargins(4, 2, 8, 2)
        self._bar.addPermanentWidget(widget)

    def show_hint(self, text: str) -> None:
        """Show what the canvas has to say; "" for nothing."""
        self._hint.setText(text)

    def show_zoom(self, zoom: float) -> None:
        """Show the canvas's zoom; 1 is 100 %."""
        self._zoom.setText(f"{zoom * 100:.0f} %")

    def show_busy(self, busy: bool) -> None:
        """Tell whether the score shown is behind the drawing."""
        self._busy.setText("scoring…" if busy else "")

    def show_selection(self, document: Document) -> None:
        """Count what is drawn and what is selected."""
        topology = document.diagram.topology
        chosen = len(document.selection)
        count = len(topology.elements)
        text = f"{count} element{'s' * (count != 1)}, {len(topology.links)} links"
        self._counts.setText(f"{chosen} selected · {text}" if chosen else text)
