"""Asks how a design is exported, shows what comes of it, then waits for it with a way to stop."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from designer.exporters.formats import ExportFormat, format_of
from designer.exporters.options import OPTIONS, ExportOptions
from designer.model.diagram import Diagram
from designer.ui.dialogs.export_fields import ExportFields
from designer.ui.dialogs.export_preview import ExportPreview
from designer.ui.dialogs.frame import Frame
from designer.ui.dialogs.questions import may_replace
from designer.ui.dragging_out import DraggedFiles, DragOut
from designer.ui.export_child import ExportChild, Wish
from designer.ui.export_messages import Answer
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE, current_look

_Standard = QDialogButtonBox.StandardButton
_QUIET_MS = 120
_SOURCE = next(option for option in OPTIONS if option.key == "source")


class ExportImage(Frame):
    """Export one diagram; accepted once the file is written.

    Args:
        diagram: what is exported.
        start: what is proposed.
        child: draws the preview; ``files`` keeps what is dragged from there.
        selected: what is selected of it, as a diagram of its own; None for nothing.
    """

    def __init__(
        self,
        diagram: Diagram,
        start: ExportOrder,
        child: ExportChild,
        files: DraggedFiles,
        parent: QWidget | None,
        selected: Diagram | None = None,
    ) -> None:
        super().__init__(parent, "Export", _Standard.Ok | _Standard.Cancel)
        self._whole, self._selected, self._child = diagram, selected, child
        self._run: ExportRun | None = None
        self._sentence = ""
        self._fields = QWidget(self)
        self.preview = ExportPreview(self._fields)
        self._asked = ExportFields(self._fields)
        self._part = QCheckBox("O&nly what is selected", self._fields)
        self._part.setVisible(selected is not None)
        self._source = QCheckBox(_SOURCE.label, self._fields)
        self._path = QLineEdit(str(start.path), self._fields)
        self._path.setAccessibleName("File")
        self._path.setMinimumWidth(320)
        self._lay_out()
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Exporting")
        self._progress.hide()
        self._problem = PlainLabel(parent=self, wrap=True)
        self._problem.hide()
        self.body.addWidget(self._progress)
        self.body.addWidget(self._problem)
        self._ok = self.buttons.button(_Standard.Ok)
        self._ok.setText("Export")
        self._asked.show_choice(start.form, start.options)
        self._source.setChecked(start.options.source)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._draw)
        self._drag = DragOut(self.preview.sheet, child, files, self._wish)
        self._asked.changed.connect(self._changed)
        self._source.toggled.connect(self._look)
        self._part.toggled.connect(self._look)
        self._path.textChanged.connect(self._path_changed)
        self._suit()
        self.resize(980, 700)

    def _lay_out(self) -> None:
        browse = QPushButton("B&rowse…", self._fields)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        label = PlainLabel("F&ile", self._fields)
        label.setBuddy(self._path)
        file = QHBoxLayout()
        file.setSpacing(SPACE)
        file.addWidget(label)
        file.addWidget(self._path, 1)
        file.addWidget(browse)
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.addWidget(self.preview, 0, 0)
        grid.addWidget(self._asked, 0, 1)
        grid.addWidget(self._part, 1, 0, 1, 2)
        grid.addWidget(self._source, 2, 0, 1, 2)
        grid.addLayout(file, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)
        self.body.addWidget(self._fields, 1)

    # -- what is asked for
    @property
    def path(self) -> Path:
        """Where the file goes."""
        return Path(self._path.text().strip()).expanduser()

    @property
    def form(self) -> ExportFormat:
        """What is to be written."""
        return self._asked.form

    @property
    def order(self) -> ExportOrder:
        """All that is asked for."""
        options = replace(self._asked.options, source=self._source.isChecked())
        return ExportOrder(path=self.path, form=self.form, options=options)

    @property
    def sentence(self) -> str:
        """What the user should know of what was written; "" for nothing."""
        return self._sentence

    @property
    def diagram(self) -> Diagram:
        """What is exported: the whole, or what is selected."""
        if self._selected is not None and self._part.isChecked():
            return self._selected
        return self._whole

    def _changed(self) -> None:
        if self._path.text().strip() and format_of(self.path) is not self.form:
            self._path.setText(str(self.path.with_suffix(self.form.ending)))
        self._suit()
        self._look()

    def _suit(self) -> None:
        self._source.setEnabled(self.form.heeds(_SOURCE))

    def _path_changed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))
        form = format_of(Path(text.strip()))
        if form is not None:
            self._asked.choose_format(form)

    def _browse(self) -> None:
        ending = self.form.ending
        path, _ = QFileDialog.getSaveFileName(
            self,
            "Export",
            str(self.path),
            " ".join(f"*{one}" for one in self.form.endings),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if path:
            self._path.setText(path if Path(path).suffix else f"{path}{ending}")

    # -- the preview
    def _look(self) -> None:
        """Draw the preview once nothing else is changed for a moment."""
        self.preview.wait()
        self._quiet.start()

    def _draw(self) -> None:
        room = self.preview.room
        self._child.ask(self._wish(self.preview.display, room.width(), room.height()))

    def _wish(self, heard: Callable[[Answer], None], width: int = 0, height: int = 0) -> Wish:
        options: ExportOptions = self.order.options
        return Wish(self.diagram, self.form, options, heard, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._look()

    def done(self, result: int) -> None:
        self._quiet.stop()
        self._child.forget()
        super().done(result)

    # -- the export
    def accept(self) -> None:
        if self._run is not None:
            return
        path = self.path
        if not path.suffix:
            path = path.with_suffix(self.form.ending)
            self._path.setText(str(path))
        if not path.parent.is_dir():
            self._tell(f"There is no folder {path.parent}.")
            return
        if path.exists() and not may_replace(self, path):
            return
        self._problem.hide()
        self._wait(True)
        self._run = ExportRun(self.diagram, self.order, self)
        self._run.finished.connect(self._finished)
        self._run.start()

    def reject(self) -> None:
        if self._run is not None:
            self._run.cancel()
            self._run = None
            self._wait(False)
            self._tell("Stopped; nothing was exported.")
            return
        super().reject()

    def _finished(self, worked: bool, sentence: str) -> None:
        self._run = None
        self._wait(False)
        if worked:
            self._sentence = sentence
            super().accept()
        else:
            self._tell(sentence)

    def _wait(self, waiting: bool) -> None:
        self._progress.setVisible(waiting)
        self._ok.setEnabled(not waiting)
        self._fields.setEnabled(not waiting)
        if not waiting:
            self._suit()

    def _tell(self, sentence: str) -> None:
        self._problem.setStyleSheet(f"color: {current_look().bad};")
        self._problem.setText(sentence)
        self._problem.show()
