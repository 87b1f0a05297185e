"""A line edit over an element's name or a link's label, for renaming in place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.model.invariants import MAX_NAME
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.scene import CanvasScene

_LEAST_WIDTH = 120


class NameEditor(QLineEdit):
    """Edit one text; Enter or leaving it takes it over, Escape does not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setMaxLength(MAX_NAME)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Name")
        self._commit: Callable[[str], None] | None = None
        self._before = ""
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether a name is being edited."""
        return self._commit is not None

    def edit(self, text: str, area: QRect, zoom: float, commit: Callable[[str], None]) -> None:
        """Edit ``text`` at ``area`` of the parent and hand the new one to ``commit``."""
        self.finish()
        self._before, self._commit = text, commit
        font = QFont(self._room.font())
        font.setPixelSize(round(min(28.0, max(12.0, 12.0 * zoom))))
        self.setFont(font)
        width = max(area.width() + 16, _LEAST_WIDTH)
        height = self.sizeHint().height()
        box = QRect(area.center().x() - width // 2, area.y() - 3, width, height)
        room = self._room.rect()
        box.moveLeft(max(0, min(box.left(), room.width() - width)))
        box.moveTop(max(0, min(box.top(), room.height() - height)))
        self.setGeometry(box)
        self.setText(text)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take over what is typed, if a name is being edited."""
        if self.is_open:
            self._finish()

    def cancel(self) -> None:
        """Leave the name as it was."""
        self._commit = None
        self._leave()

    def event(self, event: QEvent) -> bool:
        """Claim Escape before the window makes a shortcut of it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take over what is typed when the user goes on elsewhere."""
        super().focusOutEvent(event)
        self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep every key to the editor: what it has no use for must not act on the canvas."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)
        event.accept()

    def _finish(self) -> None:
        commit, self._commit = self._commit, None
        text = " ".join(self.text().split())
        self._leave()
        if commit is not None and text != self._before:
            commit(text)

    def _leave(self) -> None:
        had_focus = self.hasFocus()
        self.hide()
        canvas = self._room.parentWidget()
        if had_focus and canvas is not None:
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def text_place(canvas: CanvasScene, key: str) -> QRectF | None:
    """Return where the name of an element or the label of a link stands, or would stand."""
    if (item := canvas.element_item(key)) is not None:
        return item.text_area()
    link = canvas.link_item(key)
    if link is None or not link.points:
        return None
    if link.label is not None:
        return rect_of(link.label.box)
    middle = link.boundingRect().center()
    return QRectF(middle.x() - 1, middle.y() - 9, 2, 18)
