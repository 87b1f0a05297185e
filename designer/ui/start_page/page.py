"""Shown over an empty diagram: begin anew, go on with a recent file, or take a template."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.ui.design_list import Card
from designer.ui.mime import SERVICE_MIME
from designer.ui.pictures import Pictures
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.start_page.cards import Cards
from designer.ui.theme_qt import SPACE, current_look


class StartPage(QScrollArea):
    """Covers its parent; whoever drags a service in or presses Escape gets to the canvas.

    Signals:
        left: the empty canvas below is wanted.
        open_wanted: the file dialog is wanted.
        recent_wanted, template_wanted: the Path that was chosen.
    """

    left = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(object)
    template_wanted = Signal(object)

    def __init__(self, pictures: Pictures, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setObjectName("start-page")
        self.setAccessibleName("Start page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self._new = QPushButton("&New diagram", self)
        self._open = QPushButton("&Open…", self)
        self._drop = PlainLabel("or drop a file here, or drag a service from the left", self)
        self._recent_title = PlainLabel("Go on with", self)
        self._recent = Cards("Recent files", pictures, self)
        self._template_title = PlainLabel("Begin with a template", self)
        self._templates = Cards("Templates", pictures, self)
        self._lay_out()
        self._new.clicked.connect(self.left)
        self._open.clicked.connect(self.open_wanted)
        self._recent.opened.connect(self.recent_wanted)
        self._templates.opened.connect(self.template_wanted)
        around.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("panel")
        self._title = PlainLabel("Draw your AWS architecture", page)
        self._about = PlainLabel(
            "Five tenets are scored while you draw: high availability, scalability, elasticity, "
            "fault tolerance and durability.",
            page,
            wrap=True,
        )
        self._about.setObjectName("muted")
        self._drop.setObjectName("muted")
        self._new.setDefault(True)
        tip(self._new, "An empty canvas (Esc)")
        tip(self._open, "A file of yours (Ctrl+O)")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for widget in (self._new, self._open, self._drop):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(36, 30, 36, 24)
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        for title, cards in (
            (self._recent_title, self._recent),
            (self._template_title, self._templates),
        ):
            column.addSpacing(2 * SPACE)
            title.setObjectName("heading")
            column.addWidget(title)
            column.addWidget(cards)
        column.addStretch(1)
        self.setWidget(page)

    def welcome(self, recent: Sequence[Card], templates: Sequence[Card]) -> None:
        """Show what there is to begin with, and take the keyboard."""
        look = current_look()
        self._title.setStyleSheet(f"font-size: 24px; font-weight: bold; color: {look.text};")
        self._settle()
        self._recent_title.setVisible(bool(recent))
        self._recent.setVisible(bool(recent))
        self._recent.show_cards(recent)
        self._templates.show_cards(templates)
        self.show()
        self.raise_()
        (self._recent if recent else self._new).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()
        if event.mimeData().hasFormat(SERVICE_MIME):
            # The next move of the drag finds the canvas, which was below.
            self.left.emit()

    def _settle(self) -> None:
        self.setGeometry(self._around.rect())
