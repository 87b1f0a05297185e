"""Notes, and the item that each kind of element has."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from designer.model.elements import Element, Kind
from designer.model.layout import Box
from designer.render import shapes
from designer.render.dress import note_style
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.items import ContainerItem, ElementItem, ResourceItem


class NoteItem(ElementItem):
    """Show a note: its text on paper."""

    def text_area(self) -> QRectF:
        return rect_of(self._size).translated(self.pos())

    def _laid_out(self) -> None:
        self._lines = shapes.note_lines(self.element.name, self._size)
        self._style = note_style(self.theme, self.look)
        super()._laid_out()

    def _paint_body(self, painter: QPainter, zoom: float) -> None:
        rect = rect_of(self._size)
        painter.setPen(inks.border_pen(self._style))
        painter.setBrush(inks.brush(self.theme.note_fill))
        painter.drawRect(rect)
        if zoom < inks.LABEL_FROM:
            return
        painter.setFont(inks.label_font())
        painter.setPen(inks.pen(self.theme.text, 1.0))
        for line in self._lines:
            painter.drawText(QPointF(line.anchor.x, line.anchor.y), line.text)


def made_for(element: Element, box: Box, theme: Theme) -> ElementItem:
    """Return a new item that shows ``element`` in ``box``."""
    if element.kind.is_container:
        return ContainerItem(element, box, theme)
    if element.kind is Kind.NOTE:
        return NoteItem(element, box, theme)
    return ResourceItem(element, box, theme)
