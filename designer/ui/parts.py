"""The panels of one window, docked around its canvas."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.ui.canvas.view import CanvasView
from designer.ui.disk_watch import ChangedBar
from designer.ui.failure_bar.bar import FailureBar
from designer.ui.glyphs import glyph
from designer.ui.history_panel.panel import HistoryPanel
from designer.ui.inspector.panel import InspectorPanel
from designer.ui.load_panel.panel import LoadPanel
from designer.ui.outline.panel import OutlinePanel
from designer.ui.palette.panel import PalettePanel
from designer.ui.pictures import Pictures
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.quiz_panel.panel import QuizPanel
from designer.ui.recovery_bar import RecoveryBar
from designer.ui.review_panel.panel import ReviewPanel
from designer.ui.score_panel.overview import ScorePanel
from designer.ui.score_panel.reasons import ReasonsPanel
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.theme_qt import current_look
from designer.ui.toast import Toast

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea

# Narrower than this, texts are cut.
_NARROWEST_LEFT, _NARROWEST_RIGHT = 180, 264
_UNLIMITED = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Parts:
    """Every panel of a window by name."""

    def __init__(self, window: QMainWindow, tabs: OpenTabs, pictures: Pictures) -> None:
        self._window = window
        self._tabs = tabs
        self.recovery = RecoveryBar(pictures)
        centre = QWidget(window)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.recovery)
        self.changed = ChangedBar()
        column.addWidget(self.changed)
        self.new_tab = QToolButton()
        self._row = _row(tabs.strip, self.new_tab)
        column.addWidget(self._row)
        self.failure_bar = FailureBar()
        column.addWidget(self.failure_bar)
        column.addWidget(tabs.pages, 1)
        window.setCentralWidget(centre)
        self.toast = Toast(tabs.pages)
        self.palette = PalettePanel(pictures)
        self.outline = OutlinePanel()
        self.score = ScorePanel()
        self.inspector = InspectorPanel(tabs.document)
        self.reasons = ReasonsPanel()
        self.load = LoadPanel()
        self.review = ReviewPanel()
        self.history = HistoryPanel(tabs.document)
        self.quiz = QuizPanel()
        self.palette.setMinimumWidth(_NARROWEST_LEFT)
        for panel in (self.score, self.inspector):
            panel.setMinimumWidth(_NARROWEST_RIGHT)
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        self._docks = {
            "palette": self._dock("Services", self.palette, _LEFT),
            "outline": self._dock("Outline", self.outline, _LEFT),
            "score": self._dock("Score", self.score, _RIGHT),
            "properties": self._dock("Properties", self.inspector, _RIGHT),
            "reasons": self._dock("Reasons", self.reasons, _BOTTOM),
            "load": self._dock("Load", self.load, _BOTTOM),
            "review": self._dock("Review", self.review, _BOTTOM),
            "history": self._dock("History", self.history, _RIGHT),
            "quiz": self._dock("Quiz", self.quiz, _BOTTOM),
        }
        self._covered: dict[str, QWidget] = {}
        self.quiz_closed = self._docks["quiz"].closed
        self.wear()
        self.reset()

    @property
    def canvas(self) -> CanvasView:
        """The canvas of the current tab."""
        return self._tabs.canvas

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self._tabs.strip.repaint_glyphs()
        self.recovery.wear()
        self.new_tab.setIcon(glyph("plus", current_look().muted))

    def _dock(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> "_Dock":
        dock = _Dock(title, self._window)
        dock.setObjectName(f"dock-{title.lower()}")
        dock.setAccessibleName(title)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock

    @property
    def titles(self) -> dict[str, str]:
        """What each panel is called, by name."""
        return {name: dock.windowTitle() for name, dock in self._docks.items()}

    def is_shown(self, name: str) -> bool:
        """Tell whether a panel is there, even if another lies over it."""
        return not self._docks[name].isHidden()

    def show_around(self, shown: bool) -> None:
        """Show everything around the canvas again, or nothing but the canvas.

        Which panels there were is the caller's to remember (``QMainWindow.saveState``).
        """
        window = self._window
        for widget in (window.menuBar(), window.statusBar(), self._row, *self._toolbars()):
            widget.setVisible(shown)
        self.failure_bar.setMaximumHeight(_UNLIMITED if shown else 0)
        self.recovery.setMaximumHeight(_UNLIMITED if shown else 0)
        self.changed.setMaximumHeight(_UNLIMITED if shown else 0)
        if not shown:
            for dock in self._docks.values():
                dock.hide()

    def _toolbars(self) -> list[QToolBar]:
        return self._window.findChildren(QToolBar)

    def toggle_panel(self, name: str) -> None:
        """Hide a panel that is shown, or show it and give it the keyboard."""
        if self.is_shown(name):
            self._docks[name].hide()
        else:
            self.show_panel(name)
            self._docks[name].widget().setFocus()

    def reset(self) -> None:
        """Put every panel back where it was on the first day."""
        docks = self._docks
        for name, area in (
            ("palette", _LEFT),
            ("outline", _LEFT),
            ("score", _RIGHT),
            ("properties", _RIGHT),
            ("reasons", _BOTTOM),
            ("load", _BOTTOM),
            ("review", _BOTTOM),
            ("history", _RIGHT),
            ("quiz", _BOTTOM),
        ):
            docks[name].setFloating(False)
            self._window.addDockWidget(area, docks[name])
            docks[name].show()
        self._window.tabifyDockWidget(docks["palette"], docks["outline"])
        docks["palette"].raise_()
        self._window.tabifyDockWidget(docks["reasons"], docks["load"])
        self._window.tabifyDockWidget(docks["load"], docks["review"])
        self._window.tabifyDockWidget(docks["review"], docks["quiz"])
        docks["load"].hide()
        docks["review"].hide()
        docks["quiz"].hide()
        self._window.splitDockWidget(docks["score"], docks["properties"], Qt.Orientation.Vertical)
        self._window.tabifyDockWidget(docks["properties"], docks["history"])
        docks["history"].hide()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._window.resizeDocks([docks["palette"], docks["score"]], [250, 320], across)
        self._window.resizeDocks([docks["score"], docks["properties"]], [440, 460], down)
        self._window.resizeDocks([docks["reasons"]], [250], down)

    def cover(self, names: Iterable[str], words: str) -> None:
        """Show ``words`` in the panels ``names`` instead of what they tell, until `uncover`."""
        for name in names:
            dock = self._docks[name]
            panel = dock.widget()
            cover = PlainLabel(words, dock, wrap=True)
            cover.setObjectName("cover")
            cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
            cover.setMinimumSize(panel.minimumSize())
            panel.hide()
            self._covered[name] = panel
            dock.setWidget(cover)
            cover.show()

    def uncover(self) -> None:
        """Show the panels again that `cover` has covered."""
        for name, panel in self._covered.items():
            dock = self._docks[name]
            cover = dock.widget()
            dock.setWidget(panel)
            panel.show()
            cover.hide()
            cover.deleteLater()
        self._covered.clear()

    def show_panel(self, name: str) -> None:
        """Show a panel, in case it is hidden."""
        self._docks[name].show()
        self._docks[name].raise_()


class _Dock(QDockWidget):
    """A dock that says when it is closed: one that another lies over is hidden, too.

    Signals:
        closed: the panel was put away.
    """

    closed = Signal()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self.closed.emit()


def _row(strip: QWidget, new_tab: QToolButton) -> QWidget:
    """Return the tabs with the button for another one behind the last."""
    row = QWidget()
    row.setObjectName("documents-row")
    row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    new_tab.setObjectName("new-tab")
    new_tab.setAutoRaise(True)
    new_tab.setAccessibleName("New diagram")
    tip(new_tab, "New diagram in a tab of its own (Ctrl+N)")
    new_tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 6, 0)
    line.setSpacing(4)
    line.addWidget(strip)
    line.addWidget(new_tab)
    line.addStretch(1)
    return row
