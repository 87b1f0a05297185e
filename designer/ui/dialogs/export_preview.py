"""The part of the export dialog that shows what will be written, and can be dragged away."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QProgressBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from designer.ui.export_messages import Answer
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE, current_look

_TILE = 8
_LEAST = QSize(420, 320)


class _Sheet(QWidget):
    """A picture in the middle, on tiles where it is transparent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self.setMinimumSize(_LEAST)
        self.setAccessibleName("Preview")
        tip(self, "Drag the picture to another program")

    def show_picture(self, picture: QPixmap) -> None:
        """Show ``picture`` from now on; a null one for nothing."""
        self.picture = picture
        has_one = not picture.isNull()
        self.setCursor(Qt.CursorShape.OpenHandCursor if has_one else Qt.CursorShape.ArrowCursor)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        painter = QPainter(self)
        size = self.picture.deviceIndependentSize().toSize().boundedTo(self.size())
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        if self.picture.hasAlphaChannel():
            _tile(painter, place)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self.picture)
        painter.setPen(QColor(current_look().border))
        painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


def _tile(painter: QPainter, place: QRect) -> None:
    painter.fillRect(place, QColor("#ffffff"))
    painter.save()
    painter.setClipRect(place)
    for row in range(0, place.height(), _TILE):
        for column in range((row // _TILE) % 2 * _TILE, place.width(), 2 * _TILE):
            tile = QRect(place.x() + column, place.y() + row, _TILE, _TILE)
            painter.fillRect(tile, QColor("#dfe3e8"))
    painter.restore()


class ExportPreview(QFrame):
    """A picture, the beginning of a text, or why there is neither; and a line about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(3)
        self._busy.setAccessibleName("Drawing the preview")
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self.sheet = _Sheet(self)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName("Preview as text")
        font = QFont("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
        self._text.setFont(font)
        self._problem = PlainLabel(parent=self, wrap=True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        for page in (self.sheet, self._text, self._problem):
            self._pages.addWidget(page)
        self._line = PlainLabel("", self)
        self._line.setObjectName("muted")
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 1, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._busy)
        column.addLayout(self._pages, 1)
        column.addWidget(self._line)
        self.wear()

    def wear(self) -> None:
        """Wear the colours of the window."""
        look = current_look()
        self.setStyleSheet(
            f"QFrame#preview {{ background: {look.base}; border: 1px solid {look.border}; "
            "border-radius: 3px; }"
        )

    @property
    def room(self) -> QSize:
        """The pixels of the screen that a picture may have."""
        return self.sheet.size() * self.devicePixelRatioF()

    @property
    def is_busy(self) -> bool:
        """Tell whether what is shown is behind what is asked for."""
        return not self._busy.isHidden()

    @property
    def words(self) -> str:
        """What is said below the picture, or instead of it."""
        if self._pages.currentWidget() is self._problem:
            return self._problem.text()
        return self._line.text()

    def wait(self) -> None:
        """Show that something else is being drawn."""
        self._busy.show()

    def display(self, answer: Answer) -> None:
        """Show what was drawn."""
        self._busy.hide()
        picture = QPixmap()
        if answer.png:
            picture.loadFromData(answer.png)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.show_picture(picture)
        self._text.setPlainText(answer.text)
        self._problem.setText(answer.problem)
        if answer.problem:
            self._pages.setCurrentWidget(self._problem)
        else:
            self._pages.setCurrentWidget(self._text if answer.text else self.sheet)
        self._line.setText("  ·  ".join(part for part in (_size(answer), answer.message) if part))


def _size(answer: Answer) -> str:
    if not answer.width:
        return ""
    width, height = (2.54 * pixels / answer.dpi for pixels in (answer.width, answer.height))
    pixels = f"{answer.width:,} × {answer.height:,} pixels"
    return f"{pixels}  ·  {width:.1f} × {height:.1f} cm at {answer.dpi:.0f} dpi"
