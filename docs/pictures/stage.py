"""A real window to take a picture of: opened afresh, driven by mouse and keys, and grabbed."""

import shutil
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from designer.model.diagram import Diagram
from designer.model.ids import LinkId
from designer.resources import samples_folder
from designer.ui.main_window import MainWindow
from designer.ui.score_panel.findings import FindingsList
from designer.ui.settings import Preferences
from designer.ui.theme_qt import current_look
from tests.ui.canvas.conftest import Hand

WIDTH, HEIGHT = 1280, 800
CANVAS_WIDTH, CANVAS_HEIGHT = 900, 580
_QUIET_S = 0.25
_PATIENCE_S = 30.0


class Stage:
    """One window with its preferences, and hands for it.

    Attributes:
        window, preferences: the window and what it remembers.
        home: the user's home folder, empty at first.
        picture: what was taken; None so far.
    """

    def __init__(self, home: Path, *, only_canvas: bool = False) -> None:
        self.home = home
        self._only_canvas = only_canvas
        self.preferences = Preferences()
        self.window = MainWindow(self.preferences)
        self.picture: QImage | None = None
        self.window.resize(WIDTH, HEIGHT)
        if only_canvas:
            self.window.resize(CANVAS_WIDTH, CANVAS_HEIGHT)
            self.window.parts.show_around(False)
        self.window.show()
        self.window.start()
        self._steady()
        self.settle(quiet_s=0.05)

    # -- what there is to work with
    @property
    def hand(self) -> Hand:
        """Mouse and keys on the canvas of the current tab."""
        return Hand(self.window.parts.canvas, self.window.document)

    @property
    def findings(self) -> FindingsList:
        """The list of findings."""
        return self.window.parts.reasons.findings

    def sample(self, name: str, *, as_name: str = "") -> Path:
        """Copy a sample into the user's designs and return its path."""
        folder = self.home / "Designs"
        folder.mkdir(exist_ok=True)
        target = folder / f"{as_name or name}.tenet"
        shutil.copyfile(samples_folder() / f"{name}.tenet", target)
        return target

    # -- what one does
    def open(self, name: str) -> Hand:
        """Open a copy of a sample, wait for its score, and return a hand on it."""
        self.window.files.open_path(self.sample(name))
        self._steady()
        self.settle()
        return self.hand

    def do(self, action: str, times: int = 1) -> None:
        """Run an action, as its menu, its key or the command palette would."""
        for _ in range(times):
            self.window.actions_bar[action].trigger()
            self.settle(quiet_s=0.05)

    def select(self, *keys: str) -> None:
        """Select by clicks, with Shift after the first; a container alone from afar."""
        hand = self.hand
        if hand.element(keys[0]).kind.is_container:
            hand.document.set_selection(keys)
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        for number, key in enumerate(keys):
            hand.click(hand.icon(key), shift if number else Qt.KeyboardModifier.NoModifier)

    def on_link(self, key: str) -> QPointF:
        """Return a place on the longest stroke of a link."""
        points = self.window.parts.canvas.canvas.router.routes[LinkId(key)]
        strokes = list(pairwise(points))
        a, b = max(strokes, key=lambda one: abs(one[0].x - one[1].x) + abs(one[0].y - one[1].y))
        return QPointF((a.x + b.x) / 2, (a.y + b.y) / 2)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit):
            raise TypeError(f"nothing takes “{text}”: the keyboard is at {focus}")
        QTest.keyClicks(focus, text)
        self.settle()

    def choose_finding(self, rule: str) -> None:
        """Click the first finding of a rule, and wait for its fixes."""
        model = self.findings.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            if f", {rule}:" in words:
                self.findings.scrollTo(index)
                place = self.findings.visualRect(index).center()
                left = Qt.MouseButton.LeftButton
                QTest.mouseClick(self.findings.viewport(), left, pos=place)
                self.settle(quiet_s=1.0)
                return
        raise LookupError(f"no finding of {rule}")

    # -- waiting and taking
    def settle(self, *, quiet_s: float = _QUIET_S) -> None:
        """Wait until nothing is scored or drawn any more, and nothing moves."""
        end = time.perf_counter() + _PATIENCE_S
        quiet = time.perf_counter() + quiet_s
        while time.perf_counter() < min(end, quiet):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            if self.window.scorer.is_busy or not self.window.pictures.is_idle:
                quiet = time.perf_counter() + quiet_s

    def take(self) -> None:
        """Take the picture."""
        self.settle()
        shown: QWidget = self.window.tabs.pages if self._only_canvas else self.window
        self.picture = shown.grab().toImage()

    def take_with_dialog(self, action: str, then: Callable[[QDialog], None] | None = None) -> None:
        """Run an action that opens a dialog, do ``then`` with it, and take both."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                raise TypeError(f"{action} has opened no dialog")
            self.settle()
            if then is not None:
                then(dialog)
                self.settle()
            self.picture = _with_dialog(self.window.grab(), dialog)
            dialog.reject()

        QTimer.singleShot(0, look)
        self.window.actions_bar[action].trigger()

    def take_with_menu(self, at: QPointF) -> None:
        """Click the right button at a place of the drawing, and take the menu too."""
        view = self.window.parts.canvas
        place = view.mapFromScene(at)

        def look() -> None:
            menu = QApplication.activePopupWidget()
            if menu is None:
                raise TypeError("no menu has come up")
            self.settle()
            whole = self.window.grab()
            corner = menu.pos() - self.window.pos()
            self.picture = _pasted(whole, menu.grab(), corner)
            menu.close()

        QTimer.singleShot(50, look)
        self.window.tabs.menu_wanted.emit(view.viewport().mapToGlobal(place))
        self.settle()

    def close(self) -> None:
        """Leave without asking."""
        for tab in self.window.tabs:
            tab.document.load(Diagram(), None)
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def _steady(self) -> None:
        """Let everything be at once where it would glide to, and stop carets from blinking."""
        for tab in self.window.tabs:
            tab.canvas.glide.duration_ms = 0
            tab.canvas.driver.easing.duration_ms = 0


def _with_dialog(window: QPixmap, dialog: QDialog) -> QImage:
    """Return the window with a dialog over its middle, as a desktop would show it."""
    ratio = window.devicePixelRatio()
    title, around = 30, 1
    shown = dialog.grab()
    width, height = dialog.width() + 2 * around, dialog.height() + title + around
    look = current_look()
    frame = QPixmap(round(width * ratio), round(height * ratio))
    frame.setDevicePixelRatio(ratio)
    frame.fill(QColor(look.border))
    painter = QPainter(frame)
    painter.fillRect(QRect(around, around, width - 2 * around, title - around), QColor(look.raised))
    painter.setPen(QColor(look.text))
    middle = Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRectF(0, 0, width, title), middle, dialog.windowTitle())
    painter.drawPixmap(around, title, shown)
    painter.end()
    across, down = round(window.width() / ratio), round(window.height() / ratio)
    corner = QPoint((across - width) // 2, max(0, (down - height) // 2))
    shade = QPainter(window)
    shade.fillRect(QRect(0, 0, across, down), QColor(0, 0, 0, 90))
    shade.end()
    return _pasted(window, frame, corner)


def _pasted(window: QPixmap, over: QPixmap, corner: QPoint) -> QImage:
    painter = QPainter(window)
    painter.drawPixmap(corner, over)
    painter.end()
    return window.toImage()
