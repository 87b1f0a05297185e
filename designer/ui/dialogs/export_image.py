"""Asks how a picture or draw.io file is to look, then waits for it with a way to stop."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from designer.exporters.formats import FORMATS, ExportFormat, format_of
from designer.exporters.options import OPTIONS, ExportOptions, Option
from designer.model.diagram import Diagram
from designer.ui.dialogs.frame import Frame
from designer.ui.dialogs.questions import may_replace
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE, current_look

_Standard = QDialogButtonBox.StandardButton


class ExportImage(Frame):
    """Export one diagram; accepted once the file is written."""

    def __init__(self, diagram: Diagram, start: Path, parent: QWidget | None) -> None:
        super().__init__(parent, "Export", _Standard.Ok | _Standard.Cancel)
        self._diagram = diagram
        self._run: ExportRun | None = None
        self._fields = QWidget(self)
        self._form = QFormLayout(self._fields)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._format = self._choice("&Format", [(form.label, form) for form in FORMATS])
        self._asked = {option: self._field(option) for option in OPTIONS}
        self._path = QLineEdit(str(start), self)
        self._path.setAccessibleName("File")
        self._path.setMinimumWidth(320)
        browse = QPushButton("B&rowse…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        label = PlainLabel("F&ile", self)
        label.setBuddy(self._path)
        self._form.addRow(label, row)
        self.body.addWidget(self._fields)
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
        self._format.currentIndexChanged.connect(self._format_changed)
        self._path.textChanged.connect(self._path_changed)
        self._format_changed()

    @property
    def path(self) -> Path:
        """Where the picture goes."""
        return Path(self._path.text().strip()).expanduser()

    @property
    def form(self) -> ExportFormat:
        """What is to be written."""
        return FORMATS[self._format.currentIndex()]

    def _options(self) -> ExportOptions:
        return ExportOptions(**{option.key: _said(f) for option, f in self._asked.items()})

    def _field(self, option: Option) -> QComboBox | QCheckBox:
        if not option.choices:
            box = QCheckBox(option.label, self)
            box.setChecked(bool(option.default))
            self._form.addRow("", box)
            return box
        entries = [(choice.label, choice.value) for choice in option.choices]
        combo = self._choice(option.label, entries)
        combo.setCurrentIndex([value for _, value in entries].index(option.default))
        return combo

    def _choice(self, label: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        combo = QComboBox(self)
        for text, value in entries:
            combo.addItem(text, value)
        combo.setAccessibleName(label.replace("&", ""))
        words = PlainLabel(label, self)
        words.setBuddy(combo)
        self._form.addRow(words, combo)
        return combo

    def _format_changed(self) -> None:
        if self._path.text().strip():
            self._path.setText(str(self.path.with_suffix(self.form.ending)))
        self._suit_format()

    def _suit_format(self) -> None:
        """Offer what the chosen format heeds."""
        for option, asked in self._asked.items():
            asked.setEnabled(self.form.heeds(option))

    def _path_changed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))
        form = format_of(Path(text.strip()))
        if form is not None and form is not self.form:
            self._format.blockSignals(True)
            self._format.setCurrentIndex(FORMATS.index(form))
            self._format.blockSignals(False)
            self._suit_format()

    def _browse(self) -> None:
        ending = self.form.ending
        path, _ = QFileDialog.getSaveFileName(
            self,
            "Export",
            str(self.path),
            " ".join(f"*{ending}" for ending in self.form.endings),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if path:
            self._path.setText(path if Path(path).suffix else f"{path}{ending}")

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
        order = ExportOrder(path=path, form=self.form, options=self._options())
        self._problem.hide()
        self._wait(True)
        self._run = ExportRun(self._diagram, order, self)
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
            super().accept()
        else:
            self._tell(sentence)

    def _wait(self, waiting: bool) -> None:
        self._progress.setVisible(waiting)
        self._ok.setEnabled(not waiting)
        self._fields.setEnabled(not waiting)
        if not waiting:
            self._suit_format()

    def _tell(self, sentence: str) -> None:
        self._problem.setStyleSheet(f"color: {current_look().bad};")
        self._problem.setText(sentence)
        self._problem.show()


def _said(asked: QComboBox | QCheckBox) -> Any:
    return asked.isChecked() if isinstance(asked, QCheckBox) else asked.currentData()
