"""The legend of the overlay that is on: what each colour, pattern and sign means, in a corner."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from designer.ui.glyphs import glyph
from designer.ui.lenses.lens import Entry, LensView
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import canvas_theme, current_look
from designer.ui.tints import Tint, paint_swatch

_AWAY = 14
_WIDTH = 268


class Legend(QFrame):
    """A card in the lower left corner of its parent.

    Signals:
        closed: the user wants no overlay any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._is_at_top = False
        self.setObjectName("legend")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = PlainLabel("", self)
        self._title.setObjectName("heading")
        self._sentence = PlainLabel("", self, wrap=True)
        self._sentence.setObjectName("muted")
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setAccessibleName("Hide the overlay")
        tip(self._close, "Hide the overlay (Alt+0)")
        self._close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addLayout(self._rows)
        parent.installEventFilter(self)
        self.wear()
        self.hide()

    def show_view(self, title: str, view: LensView) -> None:
        """Explain ``view``."""
        self._title.setText(title)
        self._sentence.setText(view.sentence)
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, entry in enumerate(view.entries):
            self._add(row, entry)
        words = [f"{entry.label}: {entry.count}" for entry in view.entries]
        self.setAccessibleName(f"Legend: {title}. {view.sentence} {'; '.join(words)}")
        self.show()
        self.raise_()
        self._settle()

    def keep_at_top(self, at_top: bool) -> None:
        """Stand in the upper corner, where something else needs the lower one, or no more."""
        self._is_at_top = at_top
        self._settle()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        look = current_look()
        self.setStyleSheet(
            f"QFrame#legend {{ background: {look.raised}; border: 1px solid {look.border};"
            " border-radius: 6px; }"
        )
        self._close.setIcon(glyph("close", look.muted))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _add(self, row: int, entry: Entry) -> None:
        label = PlainLabel(entry.label, self, wrap=True)
        count = PlainLabel(str(entry.count), self)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        swatch = _Swatch(entry.tint, self)
        self._rows.addWidget(swatch, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(label, row, 1)
        self._rows.addWidget(count, row, 2)
        for widget in (swatch, label, count):
            # A layout takes what is not shown yet for nothing, and the card would be too low.
            widget.show()

    def _settle(self) -> None:
        room = self._around.size()
        width = min(_WIDTH, max(120, room.width() - 2 * _AWAY))
        layout = self.layout()
        if layout is None:
            return
        layout.invalidate()
        layout.activate()
        height = min(layout.totalHeightForWidth(width), max(60, room.height() - 2 * _AWAY))
        top = _AWAY if self._is_at_top else room.height() - height - _AWAY
        self.setGeometry(_AWAY, top, width, height)


class _Swatch(QWidget):
    """A sample of a tint."""

    def __init__(self, tint: Tint, parent: QWidget) -> None:
        super().__init__(parent)
        self._tint = tint
        self.setFixedSize(QSize(26, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, QRectF(2, 2, 22, 14), self._tint, canvas_theme())
