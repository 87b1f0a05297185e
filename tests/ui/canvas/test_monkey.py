"""Mouse and keys at random on the real window: whatever is done, the drawing stays sound.

``TENET_MONKEYS`` sets how many sequences there are; 2,000 take about forty minutes.
"""

import gc
import os
import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.logging import _QtMessageCapture

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.storage.diagram_file import read
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.link_item import LinkItem
from designer.ui.canvas.overlays import SIDES, Edge
from designer.ui.keymap import Keymap
from designer.ui.main_window import MainWindow
from designer.ui.patterns import patterns
from tests.builders import diagram
from tests.ui.canvas.conftest import LEFT, NO_KEYS, TWO_ZONES, Hand
from tests.ui.conftest import SHOP

_FEW = 8
_TIMES = int(os.environ.get("TENET_MONKEYS", _FEW))
_IN_ONE_WINDOW = 8
_ACTS = 14
_MANY = 70

_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_HELD = (NO_KEYS, NO_KEYS, NO_KEYS, _SHIFT, _CTRL, _ALT, _CTRL | _SHIFT)
_KEYS = tuple(
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Left", "Right", "Up", "Down", "Tab", "Backtab", "Escape", "Return", "Backspace"),
        *("Delete", "Home", "End", "Menu", "1", "2", "C", "Slash", "BracketRight"),
    )
)
_WORDS = ("s3", "web tier", "Ω 日本 <b>", "zone", "x" * 80, " ", "lambda", "'; --")
_ELSEWHERE = (
    "file.",
    "help.",
    "tab.",
    "failure.",
    "finding.",
    "view.present",
    "edit.improve",
    "view.theme",
)
"""What opens dialogs, leaves the drawing, or starts processes."""


class Monkey:
    """One seeded pair of hands on one window."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        self._window = window
        self._dice = dice
        self.hand = Hand(window.parts.canvas, window.document)
        self.did: list[str] = []
        self._ways: tuple[Callable[[], None], ...] = (
            *(self._click, self._drag, self._drag, self._drag, self._drag_with_keys),
            *(self._drop, self._connect, self._resize, self._press, self._press, self._press),
            *(self._act, self._act, self._act, self._write, self._insert, self._double_click),
            *(self._menu, self._wheel, self._two),
        )

    def act(self) -> None:
        """Do one thing, and let go of everything."""
        way = self._dice.choice(self._ways)
        self.did.append(way.__name__)
        way()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QCoreApplication.processEvents()

    def _spot(self) -> QPointF:
        keys = sorted(self.hand.diagram.topology.elements)
        if keys and self._dice.random() < 0.75:
            box = self.hand.box(self._dice.choice(keys))
            across, down = self._dice.random(), self._dice.random()
            if self._dice.random() < 0.3:
                across, down = round(across), round(down)
            return QPointF(box.x + across * box.width, box.y + down * box.height)
        room = self.hand.view.viewport().rect()
        at = QPoint(self._dice.randrange(room.width()), self._dice.randrange(room.height()))
        return QPointF(self.hand.view.mapToScene(at))

    def _click(self) -> None:
        self.hand.click(self._spot(), self._dice.choice(_HELD))

    def _double_click(self) -> None:
        self.hand.double_click(self._spot())

    def _drag(self) -> None:
        self.hand.drag(self._spot(), self._spot(), self._dice.choice(_HELD))

    def _drag_with_keys(self) -> None:
        end, held = self._spot(), self._dice.choice(_HELD)
        button = self._dice.choice((LEFT, LEFT, Qt.MouseButton.MiddleButton))
        self.hand.press(self._spot(), held, button)
        self.hand.move(end, held, held=True)
        self._press()
        self.hand.move(self._spot(), held, held=True)
        self.hand.release(end, held, button)

    def _drop(self) -> None:
        key = self._dice.choice(sorted(catalog()))
        if self._dice.random() < 0.1:
            key = self._dice.choice(sorted(patterns()))
        self.did.append(key)
        self.hand.carry(key, self._spot())
        self.hand.carry_on(self._spot())
        if self._dice.random() < 0.2:
            self.hand.carry_away()
        else:
            self.hand.drop(key, self._spot())

    def _connect(self) -> None:
        keys = sorted(self.hand.diagram.topology.elements)
        if keys:
            self.hand.move(self.hand.icon(self._dice.choice(keys)))
            handles = self.hand.view.canvas.handles
            if handles.connect_id:
                edge = self._dice.choice(SIDES)
                self.hand.drag(handles.connect_place(edge), self._spot())

    def _resize(self) -> None:
        handles = self.hand.view.canvas.handles
        keys = [k for k, e in self.hand.diagram.topology.elements.items() if e.kind.is_container]
        if keys:
            self.hand.document.set_selection({self._dice.choice(sorted(keys))})
            if handles.resize_id:
                edge = self._dice.choice(tuple(Edge))
                self.hand.drag(self.hand.handle(edge), self._spot(), self._dice.choice(_HELD))

    def _press(self) -> None:
        key, held = self._dice.choice(_KEYS), self._dice.choice(_HELD)
        self.did.append(f"{held} {key}")
        QTest.keyClick(self._focus(), key, held)

    def _act(self) -> None:
        """Press the keys of an action, or choose it in its menu when it has none."""
        bar = self._window.actions_bar
        usual = [one.id for one in bar.table if not one.id.startswith(_ELSEWHERE)]
        chosen = self._dice.choice(usual)
        self.did.append(chosen)
        keymap: Keymap = bar.keymap
        if keys := keymap.keys(chosen):
            combination = keys[0][0]  # type: ignore[index]  # the stubs omit it
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        else:
            bar.refresh()
            bar[chosen].trigger()

    def _write(self) -> None:
        self.hand.view.setFocus()
        QTest.keyClick(self.hand.view, Qt.Key.Key_F2)
        self._type(self._dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab)))

    def _insert(self) -> None:
        self.hand.move(self._spot())
        self.hand.view.setFocus()
        QTest.keyClick(self.hand.view, Qt.Key.Key_Slash)
        self._type(self._dice.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down)))

    def _type(self, last: Qt.Key) -> None:
        for letter in self._dice.choice(_WORDS):
            # QTest types nothing but Latin letters.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_unknown, NO_KEYS, letter)
                QApplication.sendEvent(self._focus(), key)
        QTest.keyClick(self._focus(), last)

    def _menu(self) -> None:
        self.hand.press(self._spot(), button=Qt.MouseButton.RightButton)
        QTest.keyClick(self._focus(), Qt.Key.Key_Menu)

    def _wheel(self) -> None:
        view, turned = self.hand.view, QPoint(0, self._dice.choice((-360, -120, 120, 240)))
        at = QPointF(view.viewport().rect().center())
        held = self._dice.choice((NO_KEYS, _CTRL, _SHIFT))
        wheel = QWheelEvent(
            at, at, QPoint(), turned, Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), wheel)

    def _two(self) -> None:
        """Undo and redo by keys while something is dragged."""
        self.hand.drag_to(self._spot(), self._spot())
        QTest.keyClick(self._focus(), Qt.Key.Key_Z, self._dice.choice((_CTRL, _CTRL | _SHIFT)))
        self.hand.release(self._spot())

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.hand.view


def _starts() -> Iterator[Diagram]:
    yield diagram(TWO_ZONES)
    yield diagram(SHOP)
    yield diagram("")
    yield read(sample_files()[0])


@pytest.fixture
def no_dialogs(qapp: QApplication) -> Iterator[None]:
    """Close every dialog that a key opens; it would wait for somebody."""
    timer = QTimer()

    def close() -> None:
        if (dialog := qapp.activeModalWidget()) is not None:
            dialog.close()

    timer.timeout.connect(close)
    timer.start(20)
    yield
    timer.stop()


@pytest.fixture
def heard() -> Iterator[None]:
    """Let assistive technology listen."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("no_dialogs", "heard")
@pytest.mark.parametrize("troop", range(-(-_TIMES // _IN_ONE_WINDOW)))
def test_whatever_is_done_at_random_the_drawing_stays_sound(
    window: MainWindow, qtlog: _QtMessageCapture, troop: int
) -> None:
    starts = tuple(_starts())
    window.parts.canvas.set_gliding(False)
    for seed in range(troop * _IN_ONE_WINDOW, min(_TIMES, (troop + 1) * _IN_ONE_WINDOW)):
        start = starts[seed % len(starts)]
        window.document.load(start, None)
        monkey = Monkey(window, random.Random(seed))
        try:
            _run(monkey, start)
            assert [one.message for one in qtlog.records if not one.ignored] == []
        except BaseException as error:
            error.add_note(f"sequence {seed}: {', '.join(monkey.did)}")
            raise
    window.document.load(Diagram(), None)
    assert _items() == 0


def _run(monkey: Monkey, start: Diagram) -> None:
    hand = monkey.hand
    for _ in range(_ACTS):
        monkey.act()
        hand.assert_shown()
        if len(hand.diagram.topology.elements) > _MANY:
            break
    while hand.document.history.can_undo:
        hand.document.undo()
    assert hand.diagram == start
    hand.assert_shown()


def _items() -> int:
    """Return how many items of elements and links live, in a scene or not."""
    gc.collect()
    kinds = (ElementItem, LinkItem)
    return sum(issubclass(type(thing), kinds) for thing in gc.get_objects())
