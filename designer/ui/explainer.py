"""Explains what is shown, where it is shown: F1 or a click on a small "?" opens a card beside it.

Any panel may use it without knowing who shows the card: give a widget a topic with `set_topic`, or
put a `TopicButton` beside a heading. Topics are the keys of `teaching.explanations`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.ui.glyphs import glyph
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE, current_look

if TYPE_CHECKING:
    from designer.teaching.explanations import Explanation

_TOPIC = "explained-topic"
_WIDTH = 380
_AWAY = 6
_LARGE = 160  # a widget higher than this has the card over its middle, not below it
_BREAK = "\u200b"


def set_topic(widget: QWidget, key: str) -> None:
    """Let F1 on ``widget``, or on anything in it, explain ``key``; "" for nothing any more."""
    widget.setProperty(_TOPIC, key)


def topic_of(widget: QWidget | None) -> tuple[QWidget, str] | None:
    """Return the widget at or around ``widget`` that has a topic, and the topic."""
    # The checks of all pillars come with it, and nobody asks while the window opens.
    from designer.teaching.explanations import explanations

    while widget is not None:
        key = widget.property(_TOPIC)
        if isinstance(key, str) and key in explanations():
            return widget, key
        widget = widget.parentWidget()
    return None


def show_topic(near: QWidget, key: str) -> None:
    """Show the explanation ``key`` beside ``near``; raise KeyError when there is none."""
    from designer.teaching.explanations import explanation

    window = near.window()
    card = window.findChild(ExplanationCard, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if card is None:
        card = ExplanationCard(window)
    card.explain(explanation(key), near)


def explain_focus() -> bool:
    """Explain what has the keyboard; tell whether there was anything to explain."""
    found = topic_of(QApplication.focusWidget())
    if found is not None:
        show_topic(*found)
    return found is not None


class TopicButton(QToolButton):
    """A small "?" that explains one topic; without one it is hidden.

    Args:
        key: of the explanation.
        about: what is explained, in a few words.
    """

    def __init__(self, key: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""
        self.setText("?")
        self.setAutoRaise(True)
        self.setFixedSize(QSize(20, 20))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._show)
        self.explain(key, about)

    def explain(self, key: str, about: str) -> None:
        """Explain another topic from now on."""
        self._key = key
        set_topic(self, key)
        tip(self, f"What is this? {about} (F1)")
        self.setAccessibleName(f"Explain: {about}")
        if not key:
            self.hide()

    def _show(self) -> None:
        show_topic(self, self._key)


class ExplanationCard(QFrame):
    """One explanation in a card over its window; Escape, the cross or work elsewhere closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("explanation-card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self._source = ""
        self._title = PlainLabel("", self, wrap=True)
        self._title.setObjectName("heading")
        self._text = PlainLabel("", self, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._origin = PlainLabel("", self, wrap=True)
        self._origin.setObjectName("muted")
        self._copy = _flat_button("Copy source", self)
        self._copy.setText("Copy source")
        self._copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._copy.clicked.connect(self._copy_source)
        self._close = _flat_button("Close the explanation", self)
        tip(self._close, "Close (Esc)")
        self._close.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 2, SPACE + 2, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._origin)
        column.addLayout(foot)
        self.hide()

    @property
    def words(self) -> str:
        """Everything it says."""
        return f"{self._title.text()}\n{self._text.text()}\n{self._source}"

    def explain(self, about: "Explanation", near: QWidget) -> None:
        """Show ``about`` beside ``near`` and take the keyboard until it is closed."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._source = about.source
        self._title.setText(about.title)
        self._text.setText(about.text)
        self._origin.setText(f"Source: {_breakable(about.source)}")
        self.setAccessibleName(f"{about.title}. {about.text} Source: {about.source}")
        self._wear()
        self.show()
        self.raise_()
        self._settle(near)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved, Qt.ConnectionType.UniqueConnection)

    def leave(self) -> None:
        """Close, and give the keyboard back to whoever had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.leave()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._wear()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self._before = None
            self.hide()

    def _copy_source(self) -> None:
        QGuiApplication.clipboard().setText(self._source)

    def _wear(self) -> None:
        look = current_look()
        style = (
            f"QFrame#explanation-card {{ background: {look.raised};"
            f" border: 1px solid {look.accent}; border-radius: 6px; }}"
        )
        if style != self.styleSheet():
            self.setStyleSheet(style)
            self._close.setIcon(glyph("close", look.muted))

    def _settle(self, near: QWidget) -> None:
        """Stand below what is explained, or above it where there is more room."""
        window = near.window()
        layout = self.layout()
        if layout is None:
            return
        room = window.rect().adjusted(_AWAY, _AWAY, -_AWAY, -_AWAY)
        width = min(_WIDTH, room.width())
        layout.invalidate()
        layout.activate()
        height = min(layout.totalHeightForWidth(width), room.height())
        place = _place_of(near, window)
        top = place.bottom() + _AWAY
        if top + height > room.bottom():
            top = place.top() - _AWAY - height
        left = max(room.left(), min(place.left(), room.right() - width))
        top = max(room.top(), min(top, room.bottom() - height))
        self.setGeometry(left, top, width, height)


def _flat_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _place_of(near: QWidget, window: QWidget) -> QRect:
    """Return where in ``window`` the explained thing is: of a list, its current row."""
    place, inside = near.rect(), near
    if isinstance(near, QAbstractItemView) and near.currentIndex().isValid():
        place, inside = near.visualRect(near.currentIndex()), near.viewport()
    elif place.height() > _LARGE:
        place = QRect(place.left(), place.top() + place.height() // 3, place.width(), 1)
    corner = inside.mapTo(window, QPoint(place.left(), place.top()))
    return QRect(corner, place.size())


def _breakable(text: str) -> str:
    """Return ``text`` with places where a long address may be broken."""
    for mark in ("/", "_", "-"):
        text = text.replace(mark, mark + _BREAK)
    return text
