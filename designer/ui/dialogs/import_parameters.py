"""Asks for the parameters of a template, or the variables of a module, to read it again."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from designer.importers.result import Question
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE

_Standard = QDialogButtonBox.StandardButton
_UNSET = "not stated"
_HIDDEN = "has a default, which is not shown"
_Edit = QLineEdit | QComboBox


class ImportParameters(Frame):
    """A form with a line for each question; those without a default stand first."""

    def __init__(
        self,
        name: str,
        questions: Sequence[Question],
        given: Mapping[str, str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent, f"Parameters of {name}", _Standard.Ok | _Standard.Cancel)
        self.resize(560, 440)
        ordered = sorted(questions, key=lambda question: question.default is not None)
        count = sum(question.default is None for question in ordered)
        self.body.addWidget(PlainLabel(_summary(count, len(ordered)), self, wrap=True))
        self._edits: dict[str, _Edit] = {}
        form = QWidget(self)
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 2 * SPACE, 0)
        rows.setSpacing(SPACE + 2)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for question in ordered:
            edit = self._edit(question, given.get(question.name), form)
            self._edits[question.name] = edit
            label = PlainLabel(question.name, form)
            label.setBuddy(edit)
            rows.addRow(label, edit)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        self.body.addWidget(area, 1)
        self.buttons.button(_Standard.Ok).setText("&Read again")
        if ordered:
            self._edits[ordered[0].name].setFocus()

    def _edit(self, question: Question, given: str | None, parent: QWidget) -> _Edit:
        shown = _UNSET if question.default is None else question.default or "(empty)"
        if question.choices:
            box = QComboBox(parent)
            box.addItem(shown if question.default is None else f"{shown} (default)", None)
            for choice in question.choices:
                box.addItem(choice, choice)
            box.setCurrentIndex(max(0, box.findData(given)) if given is not None else 0)
            edit: _Edit = box
        else:
            line = QLineEdit(given or "", parent)
            if question.is_secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
                shown = shown if question.default is None else _HIDDEN
            line.setPlaceholderText(shown)
            line.setClearButtonEnabled(True)
            edit = line
        edit.setAccessibleName(question.name)
        if question.help:
            tip(edit, question.help)
        return edit

    @property
    def values(self) -> dict[str, str]:
        """What was chosen, by name; what is left empty keeps its default."""
        found: dict[str, str] = {}
        for name, edit in self._edits.items():
            value = edit.text() if isinstance(edit, QLineEdit) else edit.currentData()
            if isinstance(value, str) and value:
                found[name] = value
        return found


def _summary(count: int, total: int) -> str:
    told = f"{count} of {total} have no default" if count else "All have defaults"
    return (
        f"{told}. What is left empty keeps its default, or stays not stated. Reading again makes "
        "the design anew; one that you have changed meanwhile stays open beside it."
    )
