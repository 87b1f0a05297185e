"""The part of the export dialog that asks what to write and how, made from the tables of both."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QScrollArea, QWidget

from designer.exporters.formats import FORMATS, ExportFormat
from designer.exporters.options import OPTIONS, ExportOptions, Option
from designer.exporters.presets import PRESETS, preset_of
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE

_OWN = "Your own"
# What the dialog itself asks for beside the file.
_ELSEWHERE = frozenset({"source"})
# The first does not count while the second is said.
_OVERRULED = (("scale", "width"),)


class ExportFields(QScrollArea):
    """A preset, a format, and the options that the format heeds.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_set = True
        self._sheet = QWidget(self)
        self._form = QFormLayout(self._sheet)
        self._form.setContentsMargins(0, 0, SPACE, 0)
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._preset = self._choice("&Preset", [(one.label, one) for one in PRESETS])
        self._preset.insertItem(0, _OWN, None)
        self._format = self._choice("&Format", [(form.label, form) for form in FORMATS])
        self._asked = {
            option: self._field(option) for option in OPTIONS if option.key not in _ELSEWHERE
        }
        self._rest: dict[str, Any] = {}
        self.setWidget(self._sheet)
        self.setMinimumWidth(self._sheet.sizeHint().width() + 2 * SPACE)
        self.show_choice(FORMATS[0], ExportOptions())
        self._preset.activated.connect(self._take_preset)
        self._format.currentIndexChanged.connect(self._changed)

    @property
    def form(self) -> ExportFormat:
        """What is to be written."""
        return FORMATS[self._format.currentIndex()]

    @property
    def options(self) -> ExportOptions:
        """How, but for what the dialog asks for elsewhere."""
        return ExportOptions(**{option.key: _said(one) for option, one in self._asked.items()})

    def show_choice(self, form: ExportFormat, options: ExportOptions) -> None:
        """Ask for nothing but this."""
        self._is_set = True
        self._format.setCurrentIndex(FORMATS.index(form))
        for option, asked in self._asked.items():
            _show(asked, option, getattr(options, option.key))
        self._is_set = False
        self._suit()

    def choose_format(self, form: ExportFormat) -> None:
        """Ask for another format."""
        if form is not self.form:
            self._format.setCurrentIndex(FORMATS.index(form))

    def _take_preset(self, index: int) -> None:
        preset = self._preset.itemData(index)
        if preset is not None:
            self.show_choice(preset.form, preset.options)
            self.changed.emit()

    def _changed(self) -> None:
        if not self._is_set:
            self._suit()
            self.changed.emit()

    def _suit(self) -> None:
        """Offer what the format heeds, and name the preset this is."""
        for option, asked in self._asked.items():
            self._form.setRowVisible(asked, self.form.heeds(option))
        by_key = {option.key: asked for option, asked in self._asked.items()}
        for key, master in _OVERRULED:
            by_key[key].setEnabled(_said(by_key[master]) is None)
        preset = preset_of(self.form, self.options)
        self._preset.setCurrentIndex(0 if preset is None else 1 + PRESETS.index(preset))

    def _field(self, option: Option) -> QComboBox | QCheckBox:
        if option.choices:
            combo = self._choice(option.label, [(one.label, one.value) for one in option.choices])
            combo.currentIndexChanged.connect(self._changed)
            tip(combo, option.help)
            return combo
        box = QCheckBox(option.label, self._sheet)
        box.toggled.connect(self._changed)
        self._form.addRow("", box)
        return box

    def _choice(self, label: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        combo = QComboBox(self._sheet)
        for text, value in entries:
            combo.addItem(text, value)
        combo.setAccessibleName(label.replace("&", ""))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(20)
        words = PlainLabel(label, self._sheet)
        words.setBuddy(combo)
        self._form.addRow(words, combo)
        return combo


def _said(asked: QComboBox | QCheckBox) -> Any:
    return asked.isChecked() if isinstance(asked, QCheckBox) else asked.currentData()


def _show(asked: QComboBox | QCheckBox, option: Option, value: Any) -> None:
    if isinstance(asked, QCheckBox):
        asked.setChecked(bool(value))
        return
    known = [choice.value for choice in option.choices]
    if value not in known:
        # A preset, or the command line's number, that the list does not have.
        if asked.count() > len(known):
            asked.removeItem(len(known))
        asked.addItem(f"{value:g}", value)
        known.append(value)
    asked.setCurrentIndex(known.index(value))
