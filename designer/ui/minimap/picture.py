"""Paints a whole diagram very small: a block for each element, no text, no lines."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.layout import Box
from designer.render.dress import container_style, look_of
from designer.render.folding import Folded, folded
from designer.render.shapes import icon_name
from designer.render.theme import Theme, block_colour

_MARGIN = 6.0
_LEAST = 2.0
_FILL_ALPHA = 60
_PICTURE = 56 / 96  # a resource's picture in its box


class MapScale:
    """How the drawing's places become those of the map."""

    def __init__(self, area: Box, width: float, height: float) -> None:
        """Fit ``area`` (scene units) into a map of ``width`` x ``height`` pixels, in its middle."""
        across, along = max(area.width, 1.0), max(area.height, 1.0)
        room_x, room_y = max(width - 2 * _MARGIN, 1.0), max(height - 2 * _MARGIN, 1.0)
        self.factor = min(room_x / across, room_y / along)
        self._left = (width - across * self.factor) / 2 - area.x * self.factor
        self._top = (height - along * self.factor) / 2 - area.y * self.factor

    def to_map(self, box: Box) -> QRectF:
        """Return a rectangle of the drawing in pixels of the map."""
        factor = self.factor
        return QRectF(
            box.x * factor + self._left,
            box.y * factor + self._top,
            box.width * factor,
            box.height * factor,
        )

    def block(self, box: Box) -> QRectF:
        """Return the block that stands for what has ``box``: its picture, at least 2 px wide."""
        factor, side = self.factor, min(box.width, box.height) * _PICTURE
        left = (box.x + (box.width - side) / 2) * factor + self._left
        wide = max(side * factor, _LEAST)
        return QRectF(left, box.y * factor + self._top, wide, wide)

    def to_scene(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of the drawing at a pixel of the map."""
        return (x - self._left) / self.factor, (y - self._top) / self.factor


def area_of(diagram: Diagram) -> Box | None:
    """Return what the drawing covers, in scene units; None when nothing is drawn."""
    boxes = folded(diagram).diagram.layout.boxes.values()
    if not boxes:
        return None
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)


def map_picture(
    diagram: Diagram, theme: Theme, scale: MapScale, width: int, height: int, ratio: float
) -> QPixmap:
    """Return the map of ``diagram``, ``width`` x ``height`` logical pixels."""
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.background))
    painter = QPainter(picture)
    fold = folded(diagram)
    boxes, elements = fold.diagram.layout.boxes, fold.diagram.topology.elements
    blocks: dict[str, list[QRectF]] = {}
    colours: dict[str, str] = {}
    painter.setBrush(Qt.BrushStyle.NoBrush)
    boxed = [e for e in elements.values() if e.kind.is_container or e.id in fold.summaries]
    for element in _outer_first(boxed, fold.diagram):
        rect = scale.to_map(boxes[element.id])
        _paint_container(painter, element, fold, theme, rect)
    for element in elements.values():
        if element.kind.is_container or element.id in fold.summaries:
            continue
        colour = colours.get(element.service)
        if colour is None:
            is_note = element.kind is Kind.NOTE
            colour = theme.note_border if is_note else block_colour(icon_name(element))
            colours[element.service] = colour
            blocks.setdefault(colour, [])
        blocks[colour].append(scale.block(boxes[element.id]))
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, rects in blocks.items():
        painter.setBrush(QColor(colour))
        painter.drawRects(rects)
    painter.end()
    return picture


def _paint_container(
    painter: QPainter, element: Element, fold: Folded, theme: Theme, rect: QRectF
) -> None:
    kind = fold.kinds.get(element.id, element.kind)
    style = container_style(element, theme, look_of(fold.diagram.layout, element.id), kind)
    if element.id in fold.summaries:
        shade = QColor(style.border)
        shade.setAlpha(_FILL_ALPHA)
        painter.fillRect(rect, shade)
    elif style.fill is not None:
        painter.fillRect(rect, QColor(style.fill))
    painter.setPen(QPen(QColor(style.border), 1.0))
    painter.drawRect(rect)


def _outer_first(elements: Iterable[Element], diagram: Diagram) -> list[Element]:
    topology = diagram.topology
    # Groups that lie across others come last, or the fills of subnets would hide them.
    return sorted(
        elements,
        key=lambda one: (one.kind.has_members, sum(1 for _ in topology.ancestors(one.id))),
    )
