"""The small bar over the canvas that finds what is drawn by its name, one hit after the other."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from designer.model.diagram import Diagram
from designer.render.theme import Theme
from designer.ui.canvas.scene import CanvasScene
from designer.ui.canvas.walk import walk
from designer.ui.document import Document
from designer.ui.glyphs import glyph
from designer.ui.matching import matches
from designer.ui.plain_text import PlainLabel, tip

_FIELD_WIDTH = 220
_AWAY = 10


class FindBar(QFrame):
    """Find elements and links by name, and step from hit to hit.

    The hits glow while it is open; the present one is selected. Escape leaves it selected.

    Signals:
        reached: the id of a hit that is to be shown.
    """

    reached = Signal(str)

    def __init__(self, parent: QWidget, document: Document, canvas: CanvasScene) -> None:
        super().__init__(parent)
        self._room = parent
        self._document = document
        self._canvas = canvas
        self._hits: tuple[str, ...] = ()
        self._at = -1
        self._before: frozenset[str] = frozenset()
        self.setObjectName("find-bar")
        self.setAccessibleName("Find by name")
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("Find by name")
        self._field.setAccessibleName("Find by name")
        self._field.setFixedWidth(_FIELD_WIDTH)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._search)
        self._count = PlainLabel(parent=self)
        self._count.setMinimumWidth(self.fontMetrics().horizontalAdvance("No such name") + 8)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back = self._button("Previous (Shift+Enter)", self.step_back)
        self._next = self._button("Next (Enter)", self.step)
        self._close = self._button("Close (Escape)", self.close_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        for widget in (self._field, self._count, self._back, self._next, self._close):
            row.addWidget(widget)
        parent.installEventFilter(self)
        document.changed.connect(self._follow)
        self.hide()

    @property
    def field(self) -> QLineEdit:
        """Where the name is typed."""
        return self._field

    @property
    def count_text(self) -> str:
        """What is told about the number of hits."""
        return self._count.text()

    def open(self) -> None:
        """Open with the words of the last time, ready to be typed over."""
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._before = self._document.selection
        self._look()

    def close_up(self) -> None:
        """Close, and give the keyboard back to the canvas."""
        if self.isVisible():
            self.hide()
            self._canvas.set_flashing(frozenset())
            self._room.setFocus(Qt.FocusReason.PopupFocusReason)

    def step(self) -> None:
        """Go to the next hit; after the last one to the first."""
        self._go(self._at + 1)

    def step_back(self) -> None:
        """Go to the hit before; before the first one to the last."""
        self._go(self._at - 1 if self._at >= 0 else -1)

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"QFrame#find-bar {{ background: {theme.badge_fill};"
            f" border: 1px solid {theme.accent}; border-radius: 8px; }}"
            f" QFrame#find-bar QLabel {{ color: {theme.text}; border: none; }}"
        )
        for button, name in (
            (self._back, "chevron-up"),
            (self._next, "chevron"),
            (self._close, "close"),
        ):
            button.setIcon(glyph(name, theme.text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter step and Escape close; stay in the corner when the canvas changes its size."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event)
        if watched is self._room and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Beside the buttons nothing is pressed, not the canvas below either.
        event.accept()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._go_on(is_back=is_back)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go_on(is_back=key == Qt.Key.Key_Up)
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _go_on(self, *, is_back: bool) -> None:
        if is_back:
            self.step_back()
        else:
            self.step()

    def _search(self) -> None:
        """Look for the words typed, and go to the first hit; without one select as before."""
        self._look()
        if self._hits:
            self._go(0)
        else:
            self._document.set_selection(self._before)

    def _look(self) -> None:
        self._hits = hits(self._document.diagram, self._field.text())
        self._canvas.set_flashing(frozenset(self._hits))
        chosen = self._document.selection
        self._at = next((n for n, key in enumerate(self._hits) if chosen == {key}), -1)
        self._tell()

    def _follow(self) -> None:
        if self.isVisible():
            self._look()

    def _go(self, to: int) -> None:
        if not self._hits:
            return
        self._at = to % len(self._hits)
        key = self._hits[self._at]
        self._document.set_selection({key})
        self.reached.emit(key)
        self._tell()

    def _tell(self) -> None:
        count = len(self._hits)
        if not self._field.text().strip():
            text = ""
        elif not count:
            text = "No such name"
        else:
            text = f"{self._at + 1} of {count}" if self._at >= 0 else f"{count} found"
        self._count.setText(text)
        for button in (self._back, self._next):
            button.setEnabled(bool(count))

    def _place(self) -> None:
        self.move(max(0, self._room.width() - self.width() - _AWAY), _AWAY)

    def _button(self, name: str, run: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(26, 26)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tip(button, name)
        button.clicked.connect(run)
        return button


def hits(diagram: Diagram, words: str) -> tuple[str, ...]:
    """Return what is called so, in the order of the Tab key, then links by their labels.

    Of elements see `matches`; upper and lower case are one. What is called exactly so comes first.
    No words find nothing.
    """
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return ()
    topology = diagram.topology
    found: list[tuple[bool, str]] = []
    for key in walk(diagram):
        element = topology.elements[key]
        if matches(element, wanted):
            found.append((element.name.casefold() != wanted, key))
    for link in topology.links.values():
        label = link.label.casefold()
        if label and all(word in label for word in wanted.split()):
            found.append((True, link.id))
    return tuple(key for _, key in sorted(found, key=lambda hit: hit[0]))
