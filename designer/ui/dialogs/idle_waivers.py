"""Lists acceptances whose finding is gone, and takes those back that nobody needs any more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from designer.rules import rule
from designer.scoring.scorecard import IdleWaiver
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel, tip_text

_Standard = QDialogButtonBox.StandardButton
_HEADS = ("Rule", "About", "Accepted because")


class IdleWaivers(Frame):
    """Offer to take acceptances back; all are chosen at first."""

    def __init__(self, idle: tuple[IdleWaiver, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "Acceptances no longer needed", _Standard.Ok | _Standard.Cancel)
        self.resize(620, 340)
        self._idle = idle
        self.body.addWidget(
            PlainLabel(
                "These findings were accepted and are not found any more. Remove the ticked "
                "acceptances; should a finding come back, it counts again.",
                self,
                wrap=True,
            )
        )
        self._table = QTableWidget(len(idle), len(_HEADS), self)
        self._fill()
        self.body.addWidget(self._table, 1)
        self._ok = self.buttons.button(_Standard.Ok)
        self._ok.setText("Remove")
        self._table.itemChanged.connect(self._changed)

    def _fill(self) -> None:
        table = self._table
        table.setAccessibleName("Acceptances no longer needed")
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
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for row, waiver in enumerate(self._idle):
            rule_id, _, subject = waiver.finding.partition(":")
            texts = (rule_id, f"{_title(rule_id)}: {subject}", waiver.reason)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(text))
                if column == 0:
                    item.setCheckState(Qt.CheckState.Checked)
                table.setItem(row, column, item)
        table.resizeRowsToContents()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the acceptances to take back."""
        ticked = []
        for row, waiver in enumerate(self._idle):
            item = self._table.item(row, 0)
            if item is not None and item.checkState() == Qt.CheckState.Checked:
                ticked.append(waiver.finding)
        return tuple(ticked)

    def _changed(self) -> None:
        self._ok.setEnabled(bool(self.chosen))


def _title(rule_id: str) -> str:
    try:
        return rule(rule_id).title
    except KeyError:
        return "A rule of another version"


def ask_which(idle: tuple[IdleWaiver, ...], parent: QWidget | None) -> tuple[str, ...]:
    """Return the keys of the acceptances to take back; empty when the user would rather not."""
    dialog = IdleWaivers(idle, parent)
    answer = dialog.exec()
    chosen = dialog.chosen if answer == IdleWaivers.DialogCode.Accepted else ()
    dialog.deleteLater()
    return chosen
