"""The samples as pictures to begin with; one is marked first, and told about."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from designer.ui.design_list import DesignList, sample_cards
from designer.ui.dialogs.frame import Frame
from designer.ui.pictures import Pictures
from designer.ui.plain_text import PlainLabel

_Standard = QDialogButtonBox.StandardButton


class Gallery(Frame):
    """Choose a sample; `chosen` tells which."""

    def __init__(self, pictures: Pictures, parent: QWidget | None) -> None:
        super().__init__(parent, "New from sample", _Standard.Open | _Standard.Cancel)
        self.resize(940, 640)
        use = self.buttons.button(_Standard.Open)
        use.setText("Use sample")
        self._list = DesignList("Samples", pictures, self)
        # Here is room for a second line of a name.
        self._list.setWordWrap(True)
        self._list.setUniformItemSizes(False)
        self._list.setGridSize(self._list.cell + QSize(0, self._list.fontMetrics().height()))
        self._about = PlainLabel(parent=self, wrap=True)
        self._about.setMinimumHeight(54)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setObjectName("muted")
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._about)
        self._list.show_cards(sample_cards())
        self._list.currentItemChanged.connect(self._tell)
        self._list.itemActivated.connect(self.accept)
        # After the list: it has taken what the design says of itself by then.
        pictures.ready.connect(self._tell)
        self._list.setCurrentRow(0)
        use.setEnabled(self._list.count() > 0)

    @property
    def chosen(self) -> Path | None:
        """The sample that is marked."""
        item = self._list.currentItem() if self._list.count() else None
        return None if item is None else self._list.path_of(item)

    def _tell(self) -> None:
        item = self._list.currentItem() if self._list.count() else None
        self._about.setText("" if item is None else self._list.about(item))
