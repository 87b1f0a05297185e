"""The small signs that tell how many targets of an element must work: any, all, k of n."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.analysis.grouping import TargetGroup
from designer.edit.edits import SetGrouping
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.layout import Point
from designer.render.text import text_width
from designer.render.theme import Theme
from designer.ui.canvas import inks

_SIZE = 10.0
_HEIGHT = 16.0
_AWAY = 19.0


def badge_text(group: TargetGroup) -> str:
    """Return what the badge of ``group`` says, for example "any" or "2 of 3"."""
    if group.needed >= group.total:
        return "all"
    return "any" if group.needed == 1 else f"{group.needed} of {group.total}"


def badge_tip(group: TargetGroup) -> str:
    """Return the badge's meaning in a sentence, and what a click does."""
    text = badge_text(group)
    meaning = {
        "all": f"All {group.total} targets must work.",
        "any": f"Any one of the {group.total} targets is enough.",
    }.get(text, f"{group.needed} of the {group.total} targets must work.")
    origin = f"Automatic: {group.why}" if group.automatic and group.why else ""
    if not origin:
        origin = "Automatic." if group.automatic else "Set by you."
    return f"{meaning}\n{origin}\nClick to change: automatic, any, all."


def next_grouping(source: Element, group: TargetGroup) -> SetGrouping:
    """Return the edit of a click: automatic becomes any, any all, and all automatic again."""
    if group.automatic:
        number = 1
        while f"group-{number}" in source.groups:
            number += 1
        return SetGrouping(source=source.id, links=group.links, name=f"group-{number}", needed=1)
    is_all = source.groups.get(group.name, 0) == 0 or group.needed >= group.total
    needed = None if is_all else 0
    return SetGrouping(source=source.id, links=group.links, name=group.name, needed=needed)


def place_of(routes: Sequence[Sequence[Point]]) -> QPointF:
    """Return where the badge of links with these routes stands: where most of them set out."""
    sides: Counter[tuple[float, float]] = Counter()
    starts: dict[tuple[float, float], list[Point]] = {}
    for points in routes:
        start, after = points[0], points[1]
        dx, dy = after.x - start.x, after.y - start.y
        level = abs(dx) >= abs(dy)
        side = (float((dx > 0) - (dx < 0)), 0.0) if level else (0.0, float((dy > 0) - (dy < 0)))
        sides[side] += 1
        starts.setdefault(side, []).append(start)
    # Not most_common: of equal sides the first drawn one, so that the badge does not jump.
    side = max(sides, key=sides.__getitem__)
    found = starts[side]
    x = sum(point.x for point in found) / len(found)
    y = sum(point.y for point in found) / len(found)
    return QPointF(x + side[0] * _AWAY, y + side[1] * _AWAY)


class BadgeItem(QGraphicsItem):
    """Show one target group; solid when the user set it, dashed when it is automatic."""

    def __init__(self, source: ElementId, group: TargetGroup, theme: Theme) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.source = source
        self.targets = group
        self.theme = theme
        self.is_hovered = False
        self._text = badge_text(group)
        half = text_width(self._text, _SIZE, bold=True) / 2 + 6
        self._pill = QRectF(-half, -_HEIGHT / 2, 2 * half, _HEIGHT)

    def wear(self, theme: Theme) -> None:
        """Paint in the colours of ``theme``."""
        self.theme = theme
        self.update()

    def set_hovered(self, hovered: bool) -> None:
        """Show whether the pointer is over it."""
        if hovered != self.is_hovered:
            self.is_hovered = hovered
            self.update()

    def takes(self, point: QPointF) -> bool:
        """Tell whether ``point`` (scene coordinates) lies on it."""
        return self._pill.translated(self.pos()).adjusted(-2, -2, 2, 2).contains(point)

    def boundingRect(self) -> QRectF:
        return self._pill.adjusted(-3, -3, 3, 3)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if painter.worldTransform().m11() < inks.LABEL_FROM:
            return
        theme = self.theme
        dash = (3.0, 2.0) if self.targets.automatic else ()
        border = theme.accent if self.is_hovered or not self.targets.automatic else theme.muted
        painter.setPen(inks.pen(border, 1.0, dash))
        painter.setBrush(inks.brush(theme.badge_fill))
        painter.drawRoundedRect(self._pill, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(inks.pen(theme.badge_text, 1.0))
        painter.setFont(inks.font(_SIZE, bold=True))
        painter.drawText(self._pill, Qt.AlignmentFlag.AlignCenter, self._text)
