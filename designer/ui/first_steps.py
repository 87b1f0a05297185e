"""A line on the canvas that tells a newcomer the next thing to try, and goes once it was tried.

It stops nothing and asks nothing; the empty canvas itself says how to place the first element.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from designer.model.changes import ChangeSet
from designer.ui.glyphs import glyph
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.theme_qt import current_look

_MARGIN = 14


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    words: str


STEPS = (
    _Step("Connect", "Drag from the edge of one element to another to link them."),
    _Step("Fail it", "Select something and press F8 to see what its failure breaks."),
    _Step("Improve", "Click a finding below: it says why points are lost, and what mends it."),
)


class FirstSteps(QFrame):
    """The steps not tried yet, one at a time; those tried are kept in the settings."""

    def __init__(self, tabs: OpenTabs, preferences: Preferences) -> None:
        super().__init__(tabs.pages)
        self._tabs = tabs
        self._preferences = preferences
        self._has_started = False
        self.setObjectName("first-steps")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = PlainLabel(parent=self)
        self._title = PlainLabel(parent=self)
        self._title.setObjectName("heading")
        self._words = PlainLabel(parent=self)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setIconSize(QSize(12, 12))
        self._close.setAccessibleName("Show no first steps any more")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tip(self._close, "Show no first steps any more")
        self._close.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        for widget in (self._count, self._title, self._words, self._close):
            row.addWidget(widget)
        tabs.changed.connect(self._changed)
        tabs.switched.connect(self._look)
        tabs.pages.installEventFilter(self)
        self.wear()
        self.hide()

    @property
    def text(self) -> str:
        """The step that is shown, or "" when none is."""
        return self._words.text() if self.isVisible() else ""

    def start(self) -> None:
        """Show the next step from now on, where there is something drawn."""
        self._has_started = True
        self._look()

    def show_again(self) -> None:
        """Begin with the first step once more."""
        self._keep(0)
        self.start()

    def end(self) -> None:
        """Show no step any more."""
        self._keep(len(STEPS))

    def failed(self) -> None:
        """Note that something was made to fail."""
        self._done(1)

    def read(self) -> None:
        """Note that a finding was clicked."""
        self._done(2)

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        look = current_look()
        self._close.setIcon(glyph("close", look.muted))
        self.setStyleSheet(
            f"QFrame#first-steps {{ background: {look.raised}; border: 1px solid {look.accent};"
            f" border-radius: 6px; }} QFrame#first-steps QLabel {{ color: {look.text}; }}"
        )
        self._count.setStyleSheet(f"color: {look.accent}; font-weight: bold;")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def _changed(self, changes: ChangeSet) -> None:
        document = self._tabs.document
        # Opening a file changes everything, too, and is nobody's first step.
        links = document.diagram.topology.links
        if document.history.steps and any(key in links for key in changes.links):
            self._done(0)
        else:
            self._look()

    def _done(self, step: int) -> None:
        if self._has_started and step == self._preferences.settings.first_steps:
            self._keep(step + 1)

    def _keep(self, step: int) -> None:
        settings = self._preferences.settings
        self._preferences.change(replace(settings, first_steps=step))
        self._look()

    def _look(self) -> None:
        at = self._preferences.settings.first_steps
        drawn = bool(self._tabs.document.diagram.topology.elements)
        if not (self._has_started and drawn and 0 <= at < len(STEPS)):
            self.hide()
            return
        step = STEPS[at]
        self._count.setText(f"{at + 1}/{len(STEPS)}")
        self._title.setText(step.title)
        self._words.setText(step.words)
        self.setAccessibleName(f"First steps: {step.title}. {step.words}")
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        around: QWidget = self._tabs.pages
        self._words.setVisible(around.width() > 480)
        self.adjustSize()
        self.move(_MARGIN, around.height() - self.height() - _MARGIN)
