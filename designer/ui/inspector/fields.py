"""The editors of single values; "not stated" is a state of its own that one can return to."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.ui.glyphs import glyph
from designer.ui.inspector.values import NotUnderstood
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import current_look

MIXED = "mixed values"


class Field(QWidget):
    """One labelled value with a reset button and room for a complaint.

    Signals:
        stated: the value entered, or None for "not stated". Emitted for entries of the user only.
    """

    stated = Signal(object)

    def __init__(self, label: str, unit: str, help_text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._name = label
        self._is_required = False
        self.label = PlainLabel(f"{label} ({unit})" if unit else label, self)
        self._complaint = PlainLabel(parent=self, wrap=True)
        self._complaint.hide()
        self._reset = QToolButton(self)
        self._reset.setObjectName("reset")
        self._reset.setIconSize(QSize(14, 14))
        self._reset.setFixedSize(24, 24)
        self._reset.setAccessibleName(f"{label}: back to not stated")
        tip(self._reset, "Back to “not stated”")
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self._reset.clicked.connect(self._clear)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(3)
        outer.addWidget(self.label)
        outer.addLayout(self._row)
        outer.addWidget(self._complaint)
        if help_text:
            tip(self.label, help_text)
        self._help = help_text

    def _place(self, editor: QWidget) -> None:
        editor.setAccessibleName(self._name)
        editor.setAccessibleDescription(self._help)
        if self._help:
            tip(editor, self._help)
        self.label.setBuddy(editor)
        self._row.addWidget(editor, 1)
        self._row.addWidget(self._reset)
        self.setFocusProxy(editor)

    def require(self) -> None:
        """Offer no way back to "not stated": there is always a value."""
        self._row.removeWidget(self._reset)
        self._reset.hide()
        self._is_required = True

    @abstractmethod
    def display(self, value: object, *, mixed: bool = False) -> None:
        """Show ``value`` (None: not stated), or that the selected elements differ."""

    def _complain(self, sentence: str) -> None:
        self._complaint.setText(sentence)
        self._complaint.setStyleSheet(f"color: {current_look().bad};")
        self._complaint.setVisible(bool(sentence))

    def _offer_reset(self, is_stated: bool) -> None:
        self._reset.setIcon(glyph("reset", current_look().muted))
        self._reset.setVisible(is_stated and not self._is_required)

    def _clear(self) -> None:
        self._complain("")
        self.stated.emit(None)


class TextField(Field):
    """A line of text that is read as text, number, list or duration."""

    def __init__(
        self,
        label: str,
        *,
        read: Callable[[str], object],
        write: Callable[[object], str],
        unstated: str,
        unit: str = "",
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, unit, help_text, parent)
        self._read, self._write, self._unstated = read, write, unstated
        self._shown = ""
        self.line = _Line(self)
        self._place(self.line)
        self.line.editingFinished.connect(self._finish)
        self.line.given_up.connect(self._restore)

    def display(self, value: object, *, mixed: bool = False) -> None:
        self._shown = "" if value is None or mixed else self._write(value)
        self.line.setPlaceholderText(MIXED if mixed else self._unstated)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)
        self._complain("")
        self._offer_reset(value is not None or mixed)

    def _finish(self) -> None:
        text = self.line.text()
        if text == self._shown:
            self._complain("")
            return
        try:
            value = self._read(text)
        except NotUnderstood as problem:
            self._complain(str(problem))
            return
        self._complain("")
        self.stated.emit(value)

    def _restore(self) -> None:
        self.line.setText(self._shown)
        self._complain("")


class _Line(QLineEdit):
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class ChoiceField(Field):
    """One of a few values, or "not stated", which is always the first entry."""

    def __init__(
        self,
        label: str,
        *,
        choices: Sequence[tuple[str, object]],
        unstated: str = "",
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, "", help_text, parent)
        self.combo = CalmCombo(self)
        self.combo.setPlaceholderText(MIXED)
        self._can_unstate = bool(unstated)
        if unstated:
            self.combo.addItem(unstated[:1].upper() + unstated[1:], None)
        for text, value in choices:
            self.combo.addItem(text, value)
        self._place(self.combo)
        self.combo.activated.connect(self._chosen)

    def display(self, value: object, *, mixed: bool = False) -> None:
        index = -1
        if not mixed:
            found = (i for i in range(self.combo.count()) if self.combo.itemData(i) == value)
            index = next(found, -1)
        self.combo.setCurrentIndex(index)
        self._offer_reset(self._can_unstate and (value is not None or mixed))

    def _chosen(self, index: int) -> None:
        self.stated.emit(self.combo.itemData(index))


class CalmCombo(QComboBox):
    """A combo box that leaves the mouse wheel to the scroll area around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Otherwise one long entry dictates the width of the whole panel.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def flag_field(label: str, unstated: str, help_text: str, parent: QWidget) -> ChoiceField:
    """Return the field of a yes-or-no value, with "not stated" as its third state."""
    return ChoiceField(
        label,
        choices=(("Yes", True), ("No", False)),
        unstated=unstated,
        help_text=help_text,
        parent=parent,
    )


class ProseField(Field):
    """Several lines of text, taken over when the keyboard goes elsewhere."""

    def __init__(
        self, label: str, *, limit: int, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, "", "", parent)
        self._limit = limit
        self._shown = ""
        self.text = _Prose(self)
        self.text.setPlaceholderText(hint)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(74)
        self._place(self.text)
        self.require()
        self.text.left.connect(self._finish)

    def display(self, value: object, *, mixed: bool = False) -> None:
        text = "" if mixed or value is None else str(value)
        if text != self._shown or mixed:
            self._shown = text
            self.text.setPlainText(text)
        self._complain("")

    def _finish(self) -> None:
        text = self.text.toPlainText()
        if text == self._shown:
            return
        if len(text) > self._limit:
            self._complain(f"At most {self._limit:,} characters.")
            return
        self._complain("")
        self._shown = text
        self.stated.emit(text)


class _Prose(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
