"""What an import made of a file: a list of notes beside the drawing, until it is closed."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from designer.importers.result import Note, NoteKind
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel, tip_text

_Standard = QDialogButtonBox.StandardButton
_HEADS = ("Kind", "Note", "Where in the file")
_CALLED = {
    NoteKind.UNKNOWN: "Unknown",
    NoteKind.INFERRED: "Inferred",
    NoteKind.ORIENTED: "Turned",
    NoteKind.UNSTATED: "Not stated",
    NoteKind.SKIPPED: "Left out",
}


class ImportNotes(Frame):
    """List the notes of one page; it is not modal, so that one can look while reading.

    Signals:
        shown: the ids that a chosen note is about.
        confirm_wanted: everything inferred is to be taken for true.
        parameters_wanted: it is to be read again with other values.
    """

    shown = Signal(object)
    confirm_wanted = Signal()
    parameters_wanted = Signal()

    def __init__(
        self,
        name: str,
        notes: Sequence[Note],
        parent: QWidget | None,
        *,
        asks: bool = False,
    ) -> None:
        """Show ``notes``; with ``asks`` the source has parameters that can be set."""
        super().__init__(parent, f"Notes on {name}", _Standard.Close)
        self.setModal(False)
        self.resize(760, 420)
        order = list(NoteKind)
        self._notes = sorted(notes, key=lambda note: order.index(note.kind))
        self.body.addWidget(PlainLabel(_summary(self._notes), self, wrap=True))
        self._table = QTableWidget(len(self._notes), len(_HEADS), self)
        self._fill()
        self.body.addWidget(self._table, 1)
        confirm = self.buttons.addButton("Con&firm all", QDialogButtonBox.ButtonRole.ActionRole)
        confirm.setEnabled(any(note.kind is NoteKind.INFERRED for note in self._notes))
        confirm.setAutoDefault(False)
        if asks:
            asking = self.buttons.addButton("&Parameters…", QDialogButtonBox.ButtonRole.ActionRole)
            asking.setAutoDefault(False)
            asking.clicked.connect(self.parameters_wanted)
        self.buttons.button(_Standard.Close).setDefault(True)
        confirm.clicked.connect(self.confirm_wanted)
        self._table.itemSelectionChanged.connect(self._chosen)

    def _fill(self) -> None:
        table = self._table
        table.setAccessibleName("Notes on the import")
        table.setHorizontalHeaderLabels(_HEADS)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(2, 190)
        for row, note in enumerate(self._notes):
            for column, text in enumerate((_CALLED[note.kind], note.sentence, note.place)):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        # Rows follow the width of the sentences, which is only known once the dialog is shown.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _chosen(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._notes) and self._notes[row].ids:
            self.shown.emit(self._notes[row].ids)


def _summary(notes: Sequence[Note]) -> str:
    counts = Counter(note.kind for note in notes)
    told = ", ".join(f"{counts[kind]} {_CALLED[kind].lower()}" for kind in NoteKind if counts[kind])
    return (
        f"{told}. Choosing a note selects what it is about. What is inferred is marked ≈ on the "
        "canvas until it is confirmed; the marks are never scored."
    )
