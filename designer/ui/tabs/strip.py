"""The row of tabs: which diagrams are open, which has unsaved changes, and how to leave one."""

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from designer.ui.glyphs import glyph
from designer.ui.plain_text import tip, tip_text
from designer.ui.theme_qt import current_look

_UNSAVED = "● "
_LONGEST = 40


class TabStrip(QTabBar):
    """Tabs that are dragged into order, closed by their cross or the middle button.

    Signals:
        close_wanted: the place of the tab that the user wants closed.
        menu_wanted: a tab's menu is asked for at this place of the screen; it is current.
    """

    close_wanted = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.setAccessibleName("Open diagrams")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pressed = -1

    def append(self) -> None:
        """Add a tab at the end; it is named by `name`."""
        at = self.addTab("")
        cross = QToolButton(self)
        cross.setObjectName("close-tab")
        cross.setIcon(glyph("close", current_look().muted))
        cross.setIconSize(QSize(12, 12))
        cross.setAutoRaise(True)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName("Close tab")
        tip(cross, "Close (Ctrl+W)")
        cross.clicked.connect(self._cross_clicked)
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, cross)

    def drop(self, at: int) -> None:
        """Remove the tab at place ``at``."""
        cross = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
        self.removeTab(at)
        if cross is not None:
            cross.deleteLater()

    def name(self, at: int, text: str, path: Path | None, *, unsaved: bool) -> None:
        """Show what the tab at place ``at`` holds."""
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        shown = (_UNSAVED if unsaved else "") + short.replace("&", "&&")
        if shown != self.tabText(at):
            self.setTabText(at, shown)
        self.setAccessibleTabName(at, f"{text}, not saved" if unsaved else text)
        where = str(path) if path is not None else f"{text}\nNot saved to a file yet"
        self.setTabToolTip(at, tip_text(where + ("\nUnsaved changes" if unsaved else "")))

    def repaint_glyphs(self) -> None:
        """Draw the crosses anew in the colours of the present theme."""
        for at in range(self.count()):
            cross = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(cross, QToolButton):
                cross.setIcon(glyph("close", current_look().muted))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self.tabAt(event.position().toPoint())
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            at = self.tabAt(event.position().toPoint())
            if at >= 0 and at == self._pressed:
                self.close_wanted.emit(at)
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = self.tabAt(event.pos()) if by_mouse else self.currentIndex()
        if at >= 0:
            self.setCurrentIndex(at)
            place = event.globalPos()
            if not by_mouse:
                place = self.mapToGlobal(self.tabRect(at).bottomLeft())
            self.menu_wanted.emit(place)

    def minimumSizeHint(self) -> QSize:
        # However many are open, the window can be as narrow as it was.
        return QSize(80, super().minimumSizeHint().height())

    def _cross_clicked(self) -> None:
        cross = self.sender()
        for at in range(self.count()):
            if self.tabButton(at, QTabBar.ButtonPosition.RightSide) is cross:
                self.close_wanted.emit(at)
                return
