"""A small bar beside the one selected link: what kind it is, at a glance and at a click."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.render.theme import Theme
from designer.ui.canvas.link_item import LinkItem
from designer.ui.canvas.linking import Linking
from designer.ui.plain_text import tip

_KINDS = (
    (LinkKind.REQUEST, "Request", "The source asks and waits for the answer"),
    (LinkKind.ASYNC, "Async", "Work is handed over through a queue, a stream or an event"),
    (LinkKind.REPLICATION, "Replica", "The target holds a running copy"),
    (LinkKind.BACKUP, "Backup", "The target receives a copy from time to time"),
)
_ROLES = (
    (LinkRole.OPTIONAL, "Optional", "The source still works without the target"),
    (LinkRole.STANDBY, "Standby", "Used on failover only"),
)
_SAMPLE = QSize(34, 14)
_AWAY = 14
_DRAWN = Qt.ToolButtonStyle.ToolButtonIconOnly
_WRITTEN = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class LinkBar(QFrame):
    """Offer the kinds of the selected link, and for a request its roles."""

    def __init__(self, parent: QWidget, linking: Linking, theme: Theme) -> None:
        super().__init__(parent)
        self._room = parent
        self._linking = linking
        self._theme = theme
        self.setObjectName("link-bar")
        self.setAccessibleName("Kind of the selected link")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(2)
        self._kinds = {kind: self._button(text, why) for kind, text, why in _KINDS}
        self._roles = {role: self._button(text, why) for role, text, why in _ROLES}
        for button in (*self._kinds.values(), *self._roles.values()):
            button.clicked.connect(self._chosen)
            row.addWidget(button)
        self.hide()

    @property
    def kinds(self) -> dict[LinkKind, QToolButton]:
        """The buttons by the kind they choose."""
        return self._kinds

    @property
    def roles(self) -> dict[LinkRole, QToolButton]:
        """The buttons by the role they switch."""
        return self._roles

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.setStyleSheet(
            f"QFrame#link-bar {{ background: {theme.badge_fill}; border: 1px solid {theme.muted};"
            f" border-radius: 6px; }} QFrame#link-bar QToolButton {{ color: {theme.text};"
            f" border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; }}"
            f" QFrame#link-bar QToolButton:hover {{ border-color: {theme.muted}; }}"
            f" QFrame#link-bar QToolButton:checked {{ border-color: {theme.accent};"
            f" background: {theme.background}; }}"
        )
        for kind, button in self._kinds.items():
            button.setIcon(self._sample(kind, LinkRole.REQUIRED))
        for role, button in self._roles.items():
            button.setIcon(self._sample(LinkKind.REQUEST, role))

    def tell(self, middle: QPoint) -> None:
        """Show what the selected link is, beside ``middle``, a place of the parent."""
        is_request = self._linking.has_requests()
        for kind, button in self._kinds.items():
            is_this = self._linking.is_kind(kind)
            button.setChecked(is_this)
            button.setVisible(self._linking.may_be(kind))
            # Only what it is is written out, so that the bar covers little of the drawing.
            button.setToolButtonStyle(_WRITTEN if is_this else _DRAWN)
        for role, button in self._roles.items():
            button.setVisible(is_request)
            button.setChecked(self._linking.is_role(role))
        self.adjustSize()
        room = self._room.rect().adjusted(6, 6, -6, -6)
        place = QRect(middle + QPoint(_AWAY, _AWAY), self.size())
        if place.bottom() > room.bottom():
            place.moveBottom(middle.y() - _AWAY)
        self.move(
            min(max(place.x(), room.x()), max(room.x(), room.right() - place.width())),
            max(place.y(), room.y()),
        )
        self.setVisible(room.contains(middle))
        self.raise_()

    def _button(self, text: str, why: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setToolButtonStyle(_DRAWN)
        button.setIconSize(_SAMPLE)
        # The canvas keeps the keyboard; its menu offers the same by key.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(text)
        tip(button, f"{text}: {why[:1].lower()}{why[1:]}")
        return button

    def _chosen(self) -> None:
        button = self.sender()
        for kind, one in self._kinds.items():
            if one is button:
                one.setChecked(True)
                self._linking.set_kind(kind)
        for role, one in self._roles.items():
            if one is button:
                self._linking.set_role(role if one.isChecked() else LinkRole.REQUIRED)

    def _sample(self, kind: LinkKind, role: LinkRole) -> QIcon:
        """Return a short link of a kind, as the canvas paints it."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_SAMPLE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        ends = ElementId("a"), ElementId("b")
        link = Link(id=LinkId("l"), source=ends[0], target=ends[1], kind=kind, role=role)
        item = LinkItem(link, self._theme)
        middle = _SAMPLE.height() / 2
        item.show_value(link, (Point(4, middle), Point(_SAMPLE.width() - 2, middle)), None)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        item.paint_line(painter, 1.0)
        painter.end()
        return QIcon(picture)


def middle_of(points: tuple[Point, ...]) -> QPointF | None:
    """Return the middle of a line's longest stroke, or None for no line."""
    strokes = list(pairwise(points))
    longest = max(
        strokes,
        key=lambda ends: abs(ends[0].x - ends[1].x) + abs(ends[0].y - ends[1].y),
        default=None,
    )
    if longest is None:
        return None
    return QPointF((longest[0].x + longest[1].x) / 2, (longest[0].y + longest[1].y) / 2)
