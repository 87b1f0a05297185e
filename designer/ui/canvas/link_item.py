"""The graphics item of a link: a line with rounded corners, heads by kind, and its label."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.model.layout import Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import USUAL, Look
from designer.render.dress import link_style
from designer.render.link_labels import LabelPlace
from designer.render.text import LINE_HEIGHT, text_width
from designer.render.theme import LINK_LABEL_SIZE, Theme
from designer.ui.canvas import fates, inks
from designer.ui.canvas.fates import LinkFate
from designer.ui.canvas.geometry import qpoint, rect_of
from designer.ui.canvas.lift import NO_CONTENTS
from designer.ui.canvas.marks import MARK_SIZE, paint_inferred

_CORNER = 6.0
_HEAD_LENGTH = 9.0
_HEAD_WIDTH = 4.0
_MARGIN = 9.0
_SIGN_REACH = MARK_SIZE / 2


class _Shape:
    """What is painted of a line when it is seen from near."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.path = rounded(points)
        self.head = _arrowhead(points)


class _Ink(NamedTuple):
    """The pens of a line that nothing has befallen; without a fill its head is open."""

    line: QPen
    edge: QPen
    fill: QBrush | None


class LinkItem(QGraphicsItem):
    """Show one link along given corner points, in scene coordinates."""

    def __init__(self, link: Link, theme: Theme) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.link = link
        self.theme = theme
        self.points: tuple[Point, ...] = ()
        self.label: LabelPlace | None = None
        self.look = USUAL
        self.is_selected = False
        self.is_hovered = False
        self.is_flashing = False
        self.fate = LinkFate.UNHURT
        self._style = link_style(link, theme)
        self._shape: _Shape | None = None
        self._corners = QPolygonF()
        self._bounds = QRectF()
        self._is_bundled = self._is_left = self._is_lifted = False
        self._ink: _Ink | None = None
        self._is_simple = False

    @property
    def is_plain(self) -> bool:
        """Tell whether there is nothing to show but the line."""
        return not (
            self._is_lifted
            or self.is_selected
            or self.is_hovered
            or self.is_flashing
            or self.fate is not LinkFate.UNHURT
        )

    @property
    def colour(self) -> str:
        """The colour of the line when it is plain."""
        return self._style.colour

    @property
    def corners(self) -> QPolygonF:
        """The points of the line, in scene coordinates."""
        return self._corners

    def bundle(self, on: bool) -> None:
        """Leave the painting to somebody else as long as it is plain, or not."""
        self._is_bundled = on
        self._settle()

    def lift(self, on: bool) -> None:
        """Be painted by somebody else, whatever it looks like."""
        self._is_lifted = on
        self._settle()

    def extras(self) -> list[QRectF]:
        """Return where something is painted beside the line, in scene coordinates."""
        if self.label is None:
            return []
        return [rect_of(self.label.box.grown(2)).adjusted(-2 * _SIGN_REACH, 0, 0, 0)]

    def _settle(self) -> None:
        is_left = self._is_lifted or (self._is_bundled and self.is_plain)
        if is_left is not self._is_left:
            self._is_left = is_left
            self.setFlag(NO_CONTENTS, is_left)

    def show_value(
        self,
        link: Link,
        points: tuple[Point, ...],
        label: LabelPlace | None,
        look: Look = USUAL,
    ) -> None:
        """Show ``link`` along ``points``, ends included."""
        self.prepareGeometryChange()
        self.link, self.points, self.label, self.look = link, points, label, look
        self._style = link_style(link, self.theme, look)
        # Most lines of a large drawing are never seen near enough to have corners and a head.
        self._shape, self._ink = None, None
        self._simplify()
        self._corners = QPolygonF([QPointF(point.x, point.y) for point in points])
        reach = self._corners.boundingRect()
        if link.inferred:
            # The sign is as wide as the margin on each side; before a label it needs its own.
            reach = reach.adjusted(-_SIGN_REACH, -_SIGN_REACH, _SIGN_REACH, _SIGN_REACH)
        if label is not None:
            reach |= rect_of(label.box).adjusted(-2 * _SIGN_REACH, 0.0, 0.0, 0.0)
        self._bounds = reach.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self.update()

    def wear(self, theme: Theme) -> None:
        """Paint in the colours of ``theme``."""
        self.theme = theme
        self._style = link_style(self.link, theme, self.look)
        self._ink = None
        self.update()

    def set_state(
        self,
        *,
        selected: bool | None = None,
        hovered: bool | None = None,
        flashing: bool | None = None,
        fate: LinkFate | None = None,
    ) -> bool:
        """Change what is shown besides the link itself; None keeps a part as it is.

        Tell whether it looks otherwise now.
        """
        before = (self.is_selected, self.is_hovered, self.is_flashing, self.fate)
        self.is_selected = self.is_selected if selected is None else selected
        self.is_hovered = self.is_hovered if hovered is None else hovered
        self.is_flashing = self.is_flashing if flashing is None else flashing
        self.fate = self.fate if fate is None else fate
        if before == (self.is_selected, self.is_hovered, self.is_flashing, self.fate):
            return False
        self._settle()
        self._simplify()
        self.update()
        return True

    def _simplify(self) -> None:
        """Note whether there is nothing to paint but a line with a head."""
        link = self.link
        has_dot = link.kind is LinkKind.REPLICATION or (
            link.kind is LinkKind.REQUEST and link.role is not LinkRole.REQUIRED
        )
        is_marked = self.is_selected or self.is_hovered or self.is_flashing
        is_hurt = self.fate is not LinkFate.UNHURT
        has_sign = link.inferred or self.label is not None
        self._is_simple = not (has_dot or is_marked or is_hurt or has_sign)

    def distance(self, point: QPointF) -> float:
        """Return how far ``point`` lies from the line, in scene units; 0 on the label."""
        if self.label is not None and rect_of(self.label.box).contains(point):
            return 0.0
        return min(
            (_gap(point, a, b) for a, b in zip(self.points, self.points[1:], strict=False)),
            default=float("inf"),
        )

    def segment_at(self, point: QPointF, reach: float) -> int | None:
        """Return the number of the stroke within ``reach`` of ``point``, or None."""
        gaps = [_gap(point, a, b) for a, b in zip(self.points, self.points[1:], strict=False)]
        nearest = min(range(len(gaps)), key=gaps.__getitem__, default=None)
        return nearest if nearest is not None and gaps[nearest] <= reach else None

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if len(self.points) < 2:
            return
        zoom = painter.worldTransform().m11()
        if self._is_simple and zoom >= inks.LABEL_FROM:
            self._paint_simple(painter)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.is_selected or self.is_flashing or self.is_hovered:
            strong = 150 if self.is_selected or self.is_flashing else 70
            painter.setPen(inks.pen(self.theme.accent, 5.0, (), strong))
            painter.drawPath(self._seen().path)
        if zoom < inks.LABEL_FROM:
            painter.setPen(self._line(zoom)[1])
            painter.drawPolyline(self._corners)
            return
        if self.fate is LinkFate.TAKES_OVER:
            painter.setPen(inks.pen(self.theme.accept, 6.0, (), 90))
            painter.drawPath(self._seen().path)
        self.paint_line(painter, zoom)
        if self.fate is LinkFate.BROKEN:
            fates.paint_cross(painter, fates.middle_of(self._seen().path), self.theme)
        if self.label is not None:
            self._paint_label(painter, self.label)
        if self.link.inferred and self.fate is not LinkFate.BROKEN:
            paint_inferred(painter, self._sign_centre(), self.theme)

    def _sign_centre(self) -> QPointF:
        """Return where the sign of an inferred link stands: in its middle, or before its label."""
        middle = fates.middle_of(self._seen().path)
        if self.label is None:
            return middle
        box = rect_of(self.label.box)
        room = _SIGN_REACH
        if not box.adjusted(-room, -room, room, room).contains(middle):
            return middle
        return QPointF(box.left() - room, box.center().y())

    def _paint_simple(self, painter: QPainter) -> None:
        """Paint what most lines of a drawing consist of, with as few calls as possible."""
        shape, ink = self._shape, self._ink
        if shape is None or ink is None:
            shape, ink = self._seen(), self._inked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.line)
        painter.drawPath(shape.path)
        painter.setPen(ink.edge)
        if ink.fill is None:
            painter.drawPolyline(shape.head)
        else:
            painter.setBrush(ink.fill)
            painter.drawPolygon(shape.head)

    def _inked(self) -> _Ink:
        colour, link = self._style.colour, self.link
        fill = None if link.kind is LinkKind.ASYNC else inks.brush(self._head_colour(colour))
        self._ink = _Ink(inks.line_pen(self._style), inks.pen(colour, 1.25), fill)
        return self._ink

    def _head_colour(self, colour: str) -> str:
        # A copy that only is kept has a hollow head; one that answers has a full one.
        return self.theme.background if self.link.kind is LinkKind.BACKUP else colour

    def paint_line(self, painter: QPainter, zoom: float) -> None:
        """Paint the line with its two ends, and nothing of what it is going through."""
        colour, line = self._line(zoom)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line)
        shape = self._seen()
        painter.drawPath(shape.path)
        self._paint_ends(painter, colour, shape.head)

    def _seen(self) -> _Shape:
        if self._shape is None:
            self._shape = _Shape(self.points)
        return self._shape

    def _line(self, zoom: float) -> tuple[str, QPen]:
        """Return colour and pen of the line: broken is red and dashed, cut off red and dotted."""
        style, theme = self._style, self.theme
        is_small = zoom < inks.LABEL_FROM
        if self.fate is LinkFate.BROKEN:
            pen = inks.hairline(theme.refuse, 2.0)
            return theme.refuse, pen if is_small else inks.pen(theme.refuse, 2.25, (7.0, 4.0))
        if self.fate is LinkFate.CUT_OFF:
            pen = inks.hairline(theme.refuse)
            return theme.refuse, pen if is_small else inks.pen(theme.refuse, 1.5, (2.0, 4.0))
        return style.colour, inks.hairline(style.colour) if is_small else inks.line_pen(style)

    def _paint_ends(self, painter: QPainter, colour: str, head: QPolygonF) -> None:
        painter.setPen(inks.pen(colour, max(1.25, 0.8 * self._style.width)))
        if self.link.kind is LinkKind.ASYNC:
            painter.drawPolyline(head)
        else:
            painter.setBrush(inks.brush(self._head_colour(colour)))
            painter.drawPolygon(head)
        start = qpoint(self.points[0])
        if self.link.kind is LinkKind.REPLICATION:
            painter.setBrush(inks.brush(colour))
            painter.drawEllipse(start, 3.0, 3.0)
        elif self.link.kind is LinkKind.REQUEST and self.link.role is not LinkRole.REQUIRED:
            painter.setBrush(inks.brush(self.theme.background))
            painter.drawEllipse(start, 3.0, 3.0)

    def _paint_label(self, painter: QPainter, label: LabelPlace) -> None:
        box = label.box
        if label.covers:
            painter.fillRect(rect_of(box), inks.brush(self.theme.background, 225))
        painter.setFont(inks.link_font())
        painter.setPen(inks.pen(self.theme.muted, 1.0))
        for number, line in enumerate(label.lines):
            x = box.x + (box.width - text_width(line, LINK_LABEL_SIZE)) / 2
            y = box.y + number * LINK_LABEL_SIZE * LINE_HEIGHT + 0.95 * LINK_LABEL_SIZE
            painter.drawText(QPointF(x, y), line)


def _arrowhead(points: Sequence[Point]) -> QPolygonF:
    """Return left, tip and right of the head at the last of ``points``."""
    if len(points) < 2:
        return QPolygonF()
    tip, before = points[-1], points[-2]
    length = hypot(tip.x - before.x, tip.y - before.y) or 1.0
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    base = QPointF(tip.x - x * _HEAD_LENGTH, tip.y - y * _HEAD_LENGTH)
    left = QPointF(base.x() - y * _HEAD_WIDTH, base.y() + x * _HEAD_WIDTH)
    right = QPointF(base.x() + y * _HEAD_WIDTH, base.y() - x * _HEAD_WIDTH)
    return QPolygonF([left, qpoint(tip), right])


def rounded(points: Sequence[Point]) -> QPainterPath:
    """Return the path through ``points`` with its corners rounded."""
    path = QPainterPath()
    if len(points) < 2:
        return path
    path.moveTo(qpoint(points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first = hypot(corner.x - before.x, corner.y - before.y)
        second = hypot(after.x - corner.x, after.y - corner.y)
        radius = min(_CORNER, first / 2, second / 2)
        if radius <= 0:
            continue
        path.lineTo(
            corner.x + (before.x - corner.x) * radius / first,
            corner.y + (before.y - corner.y) * radius / first,
        )
        path.quadTo(
            corner.x,
            corner.y,
            corner.x + (after.x - corner.x) * radius / second,
            corner.y + (after.y - corner.y) * radius / second,
        )
    path.lineTo(qpoint(points[-1]))
    return path


def _gap(point: QPointF, start: Point, end: Point) -> float:
    dx, dy = end.x - start.x, end.y - start.y
    square = dx * dx + dy * dy
    along = 0.0
    if square > 0:
        along = ((point.x() - start.x) * dx + (point.y() - start.y) * dy) / square
        along = min(1.0, max(0.0, along))
    return hypot(point.x() - start.x - along * dx, point.y() - start.y - along * dy)
