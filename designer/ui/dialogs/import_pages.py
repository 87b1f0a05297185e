"""Lets the user choose which of a file's many pages to open, each in a tab."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from designer.importers.result import Page
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel

_Standard = QDialogButtonBox.StandardButton


class ImportPages(Frame):
    """A list of pages with ticks; the first ``most`` are ticked at the beginning."""

    def __init__(self, name: str, pages: Sequence[Page], most: int, parent: QWidget | None) -> None:
        super().__init__(parent, f"Pages of {name}", _Standard.Open | _Standard.Cancel)
        self.resize(420, 460)
        text = f"{name} has {len(pages)} pages. Each one that is ticked opens in a tab of its own."
        self.body.addWidget(PlainLabel(text, self, wrap=True))
        self._list = QListWidget(self)
        self._list.setAccessibleName("Pages")
        self._list.setSpacing(2)
        for number, page in enumerate(pages, 1):
            count = len(page.diagram.topology.elements)
            text = f"{number}  {page.name} ({count} element{'s' * (count != 1)})"
            item = QListWidgetItem(text, self._list)
            item.setCheckState(Qt.CheckState.Checked if number <= most else Qt.CheckState.Unchecked)
        self.body.addWidget(self._list, 1)
        for label, state in (
            ("&All", Qt.CheckState.Checked),
            ("&None", Qt.CheckState.Unchecked),
        ):
            button = self.buttons.addButton(label, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
            button.setProperty("state", state)
            button.clicked.connect(self._tick_all)
        self._list.itemChanged.connect(self._changed)

    def _tick_all(self) -> None:
        state = Qt.CheckState(self.sender().property("state"))
        for row in range(self._list.count()):
            self._list.item(row).setCheckState(state)

    def _changed(self) -> None:
        self.buttons.button(_Standard.Open).setEnabled(bool(self.chosen))

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the ticked pages, from 0."""
        return tuple(
            row
            for row in range(self._list.count())
            if self._list.item(row).checkState() == Qt.CheckState.Checked
        )
