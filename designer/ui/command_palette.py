"""Every action by name: what it is called, its keys, and why it is not possible now."""

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from designer.ui.action_bar import ActionBar, plain_words
from designer.ui.fuzzy import fit
from designer.ui.keymap import shown
from designer.ui.plain_text import PlainLabel, draw_line, tip_text
from designer.ui.settings import MAX_COMMANDS, Preferences
from designer.ui.theme_qt import SPACE, current_look

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COMMAND = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 42
_WIDTH, _ROWS = 620, 9
_RECENT_BONUS, _IMPOSSIBLE_MALUS = 3.0, 6.0


@dataclass(frozen=True, slots=True)
class Command:
    """An action as the palette lists it; ``why_not`` is "" when it is possible."""

    action: str
    text: str
    place: str
    keys: str
    why_not: str
    is_on: bool


def commands_of(bar: ActionBar) -> tuple[Command, ...]:
    """Return every action but the palette itself, as it stands now, in menu order."""
    bar.refresh()
    return tuple(
        Command(
            action=action.id,
            text=plain_words(bar[action.id].text()),
            place=action.menu.replace("/", " › "),
            keys=shown(bar.keymap.keys(action.id)),
            why_not="" if bar[action.id].isEnabled() else action.needs,
            is_on=action.checked_when is not None and bar[action.id].isChecked(),
        )
        for action in bar.table
        if action.id != "help.commands"
    )


def ranked(
    commands: tuple[Command, ...], typed: str, recent: tuple[str, ...]
) -> tuple[Command, ...]:
    """Return what ``typed`` may mean, the likeliest first; recent ones come first when equal."""
    if not typed.strip():
        by_id = {command.action: command for command in commands}
        first = tuple(by_id[key] for key in recent if key in by_id)
        return first + tuple(command for command in commands if command not in first)
    found: list[tuple[float, int, Command]] = []
    for place, command in enumerate(commands):
        fits = (fit(typed, command.text), fit(typed, f"{command.place} {command.text}"))
        best = max((one for one in fits if one is not None), default=None)
        if best is None:
            continue
        best += _RECENT_BONUS * (command.action in recent)
        best -= _IMPOSSIBLE_MALUS * bool(command.why_not)
        found.append((-best, place, command))
    return tuple(command for *_, command in sorted(found, key=lambda one: one[:2]))


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: tuple[Command, ...] = ()

    def show_commands(self, commands: tuple[Command, ...]) -> None:
        """List other commands."""
        self.beginResetModel()
        self._shown = commands
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        command = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        if role == _COMMAND:
            return command
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(command.why_not)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (command.text, command.place, command.keys, command.why_not)
            return ", ".join(one for one in told if one)
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(_COMMAND)
        if not isinstance(command, Command):
            return
        look = current_look()
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs omit its fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
            painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(look.accent))
        inner = area.adjusted(14, 4, -14, -4)
        keys_width = QFontMetrics(painter.font()).horizontalAdvance(command.keys)
        painter.setPen(QColor(look.muted))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, command.keys
        )
        words = inner.adjusted(0, 0, -keys_width - 16, 0)
        text = f"✓ {command.text}" if command.is_on else command.text
        above = QRect(words.left(), words.top(), words.width(), 17)
        draw_line(painter, above, text, look.neutral if command.why_not else look.text)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.86)
        painter.setFont(small)
        below = QRect(words.left(), words.top() + 18, words.width(), 15)
        shade = look.warn if command.why_not else look.muted
        draw_line(painter, below, command.why_not or command.place, shade)
        painter.restore()


class CommandPalette(QFrame):
    """A field and a list over the top of the window; Escape or a click elsewhere leaves it."""

    def __init__(self, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("command-palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._preferences = preferences
        self._bar: ActionBar | None = None
        self._commands: tuple[Command, ...] = ()
        self._came_from: QWidget | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find a command")
        self.field.setAccessibleName("Find a command")
        self.field.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
        self._none = PlainLabel("No command is called that.", self)
        self._none.setObjectName("muted")
        self._none.setContentsMargins(14, 6, 14, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
        self.hide()

    def open(self, bar: ActionBar) -> None:
        """Show what can be done now, and take the keyboard."""
        self._bar = bar
        self._commands = commands_of(bar)
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.setStyleSheet(
            f"QFrame#command-palette {{ background: {current_look().raised};"
            f" border: 1px solid {current_look().border}; border-radius: 8px; }}"
        )
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus()

    @property
    def shown(self) -> tuple[Command, ...]:
        """What is listed, the likeliest first."""
        rows = range(self._rows.rowCount())
        return tuple(self._rows.index(row).data(_COMMAND) for row in rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1, wraps=True)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(_ROWS - 1 if key == Qt.Key.Key_PageDown else 1 - _ROWS)
        else:
            return False
        return True

    def _step(self, by: int, *, wraps: bool = False) -> None:
        count = self._rows.rowCount()
        if count:
            at = self.list.currentIndex().row() + by
            at = at % count if wraps else max(0, min(count - 1, at))
            self.list.setCurrentIndex(self._rows.index(at))

    def _filter(self, typed: str) -> None:
        found = ranked(self._commands, typed, self._preferences.settings.commands)
        self._rows.show_commands(found)
        self.list.setCurrentIndex(self._rows.index(0))
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._settle(len(found))

    def _settle(self, count: int) -> None:
        around = self._window
        width = min(_WIDTH, around.width() - 4 * SPACE)
        rows = min(max(count, 1), _ROWS) * _ROW_HEIGHT
        height = min(rows + self.field.sizeHint().height() + 4 * SPACE, around.height() - 80)
        self.setGeometry((around.width() - width) // 2, 60, width, height)

    def _leave(self) -> None:
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()

    def _run(self, index: QModelIndex) -> None:
        command = index.data(_COMMAND)
        if not isinstance(command, Command) or self._bar is None or command.why_not:
            return
        self._leave()
        settings = self._preferences.settings
        others = tuple(key for key in settings.commands if key != command.action)
        recent = (command.action, *others)[:MAX_COMMANDS]
        self._preferences.change(replace(settings, commands=recent))
        self._bar[command.action].trigger()
