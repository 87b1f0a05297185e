"""The graphics item of a collapsed container: one box with its name and what it holds in words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from designer.model.elements import Element, Kind
from designer.model.layout import Box
from designer.render.dress import container_style
from designer.render.folding import SUMMARY_SIZE, folded_text
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.items import ElementItem, pixels
from designer.ui.canvas.marks import paint_fold_sign
from designer.ui.icons import file_pixmap

_RADIUS = 4.0
_STACK = 3.0  # how far the sheet behind the box peeps out: there is more within


class FoldedItem(ElementItem):
    """Show a collapsed container; its element is of kind NOTE, ``kind`` is the true one."""

    def __init__(self, element: Element, kind: Kind, box: Box, theme: Theme, summary: str) -> None:
        self._kind = kind
        self._summary = summary
        super().__init__(element, box, theme)

    @property
    def summary(self) -> str:
        """What it holds, in words."""
        return self._summary

    def show_summary(self, summary: str) -> None:
        """Show that it holds something else."""
        if summary != self._summary:
            self.prepareGeometryChange()
            self._summary = summary
            self._laid_out()
            self.update()

    def text_area(self) -> QRectF:
        anchor = self._text.title_anchor
        area = QRectF(anchor.x, anchor.y - 14, self._text.sign.x - anchor.x - 4, 18)
        return area.translated(self.pos())

    def sign_area(self) -> QRectF:
        """Return where the plus stands that expands it, in scene coordinates."""
        return rect_of(self._text.sign).adjusted(-4, -4, 4, 4).translated(self.pos())

    def _laid_out(self) -> None:
        self._style = container_style(self.element, self.theme, self.look, self._kind)
        self._text = folded_text(self.element, self._size, self._summary)
        super()._laid_out()

    def _struck_area(self) -> QRectF:
        return rect_of(self._size)

    def _mark_centre(self) -> QPointF:
        return QPointF(self._size.width, 0)

    def _paint_body(self, painter: QPainter, zoom: float) -> None:
        style, text, rect = self._style, self._text, rect_of(self._size)
        fill = style.fill or self.theme.background
        if zoom < inks.LABEL_FROM:
            painter.setPen(inks.hairline(style.border))
            painter.setBrush(inks.brush(style.border, 90))
            painter.drawRect(rect)
            return
        painter.setPen(inks.pen(style.border, 1.0))
        painter.setBrush(inks.brush(fill))
        painter.drawRoundedRect(rect.translated(_STACK, _STACK), _RADIUS, _RADIUS)
        painter.setPen(inks.pen(style.border, style.width))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if style.icon:
            place = rect_of(text.icon)
            plate = self.theme.plate_under(style.icon)
            if plate is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(inks.brush(plate))
                painter.drawRoundedRect(place, 3, 3)
            picture = file_pixmap(style.icon, pixels(text.icon.width, painter, zoom))
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.setFont(inks.font(13, bold=True))
        painter.setPen(inks.pen(style.border, 1.0))
        painter.drawText(QPointF(text.title_anchor.x, text.title_anchor.y), text.title)
        painter.setFont(inks.font(SUMMARY_SIZE))
        painter.setPen(inks.pen(self.theme.text, 1.0))
        for line, anchor in text.lines:
            painter.drawText(QPointF(anchor.x, anchor.y), line)
        paint_fold_sign(painter, text.sign, self.theme, style.border, plus=True)
