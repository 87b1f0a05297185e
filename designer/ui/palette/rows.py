"""Paints the palette's rows; a picture is fetched when its row is first seen, not before."""

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from designer.ui.icons import icon_pixmap
from designer.ui.palette.model import KEY_ROLE, STAR_ROLE, SUBTITLE_ROLE
from designer.ui.pattern_pictures import SIZE, PatternPictures
from designer.ui.patterns import is_pattern
from designer.ui.pictures import Pictures
from designer.ui.plain_text import draw_line
from designer.ui.theme_qt import Look, current_look

ICON_SIDE = 40
ROW_HEIGHT, PATTERN_HEIGHT = 50, 64
SECTION_HEIGHT = 30
_STAR_ROOM = 24


class PaletteRows(QStyledItemDelegate):
    """Draw a section as a heading and a service as picture, name and full name."""

    def __init__(self, view: QTreeView, pictures: Pictures) -> None:
        super().__init__(view)
        self._pictures = PatternPictures(pictures, self)
        self._pictures.drawn.connect(view.viewport().update)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        key = index.data(KEY_ROLE)
        if key is None:
            return QSize(100, SECTION_HEIGHT)
        return QSize(100, PATTERN_HEIGHT if is_pattern(str(key)) else ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = current_look()
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs omit its fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.window))
        if index.data(KEY_ROLE):
            self._paint_service(painter, area, index, look)
            is_under = bool(
                state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
            )
            if index.data(STAR_ROLE) or is_under:
                _paint_star(painter, star_area(area), look, is_full=bool(index.data(STAR_ROLE)))
        else:
            self._paint_section(painter, area, index, look)
        painter.restore()

    def _paint_section(
        self,
        painter: QPainter,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
        look: Look,
    ) -> None:
        view = self.parent()
        is_open = isinstance(view, QTreeView) and view.isExpanded(_plain(index))
        x, y = area.left() + 12.0, area.center().y() + 1.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.muted), 1.6))
        corners = [(-4, -2), (0, 2), (4, -2)] if is_open else [(-2, -4), (2, 0), (-2, 4)]
        painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in corners])
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        painter.drawText(
            area.adjusted(24, 0, -6, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            str(index.data()),
        )

    def _paint_service(
        self,
        painter: QPainter,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
        look: Look,
    ) -> None:
        ratio, key = painter.device().devicePixelRatioF(), str(index.data(KEY_ROLE))
        if is_pattern(key):
            place = QRect(QPoint(area.left() + 8, area.top() + 6), SIZE)
            if (drawn := self._pictures.picture(key, ratio)) is not None:
                painter.drawPixmap(place.topLeft(), drawn)
            painter.setPen(QPen(QColor(look.border), 1))
            painter.drawRect(place)
        else:
            top = area.top() + (area.height() - ICON_SIDE) // 2
            place = QRect(area.left() + 8, top, ICON_SIDE, ICON_SIDE)
            painter.drawPixmap(
                place.topLeft(), icon_pixmap(key, ICON_SIDE, ratio, dark=look.is_dark)
            )
        left = place.right() + 11
        width = area.right() - 2 - _STAR_ROOM - left
        name, top = str(index.data()), area.center().y() - 18
        upper, lower = QRect(left, top, width, 18), QRect(left, top + 18, width, 18)
        if is_pattern(key):
            # The name says it all, and is too long for one line.
            painter.setPen(QColor(look.text))
            wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                area.adjusted(left - area.left(), 4, -2 - _STAR_ROOM, -4), wrapped, name
            )
            return
        draw_line(painter, upper, name, look.text)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        draw_line(painter, lower, str(index.data(SUBTITLE_ROLE)), look.muted)


def star_area(row: QRect) -> QRect:
    """Return where in a service's row its star stands, and is clicked."""
    return QRect(row.right() - _STAR_ROOM, row.top(), _STAR_ROOM, row.height())


def _paint_star(painter: QPainter, area: QRect, look: Look, *, is_full: bool) -> None:
    centre, points = QPointF(area.center()), []
    for corner in range(10):
        reach, angle = (7.5 if corner % 2 == 0 else 3.2), math.pi * (corner / 5 - 0.5)
        points.append(centre + QPointF(reach * math.cos(angle), reach * math.sin(angle)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.accent if is_full else look.muted), 1.2))
    painter.setBrush(QColor(look.accent) if is_full else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(points)


def _plain(index: QModelIndex | QPersistentModelIndex) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())
