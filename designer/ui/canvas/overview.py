"""Paints what is plain all at once where everything is small: an item each costs too much there.

A thousand items that paint themselves take longer than a frame, most of it on the way from Qt to
Python and back. From afar links and resources hand their picture over to two items that paint many
in one go; only what is selected, failed or glows still paints itself.
"""

from abc import abstractmethod
from collections.abc import Iterable
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from designer.render.theme import ICON_SIZE, block_colour
from designer.ui.canvas import inks
from designer.ui.canvas.items import ResourceItem, pixels
from designer.ui.canvas.link_item import LinkItem
from designer.ui.icons import file_pixmap

_CELL = 1024.0
# A hairline lies half a pixel beside its corners, and a pixel is many units from afar.
_REACH = 24.0

_Cell = tuple[int, int]
Member = LinkItem | ResourceItem


class Overview:
    """Decides who paints: each item itself, or all plain ones together."""

    def __init__(self, scene: QGraphicsScene, lines_at: float, blocks_at: float) -> None:
        """Paint in ``scene``, links and resources at these levels."""
        self._lines, self._blocks = _Lines(lines_at), _Blocks(blocks_at)
        self._is_on = False
        for sheet in self.items():
            scene.addItem(sheet)

    @property
    def is_on(self) -> bool:
        """Tell whether plain items are painted together."""
        return self._is_on

    def items(self) -> tuple[QGraphicsItem, QGraphicsItem]:
        """Return the two items that paint for the others."""
        return self._lines, self._blocks

    def switch(self, *, on: bool, members: Iterable[QGraphicsItem]) -> None:
        """Paint plain ``members``, all that there are, together or not."""
        if on == self._is_on:
            return
        self._is_on = on
        for sheet in (self._lines, self._blocks):
            sheet.clear()
            sheet.setVisible(on)
        for member in members:
            if isinstance(member, LinkItem | ResourceItem):
                member.bundle(on)
                if on:
                    self._sheet_of(member).put(member)

    def follow(self, member: QGraphicsItem) -> None:
        """Paint an item that is new, or looks or lies otherwise than before."""
        if self._is_on and isinstance(member, LinkItem | ResourceItem):
            member.bundle(True)
            self._sheet_of(member).put(member)

    def forget(self, member: QGraphicsItem) -> None:
        """Paint an item that leaves no more."""
        if self._is_on and isinstance(member, LinkItem | ResourceItem):
            self._sheet_of(member).take_out(member)

    def _sheet_of(self, member: Member) -> "_Sheet":
        return self._lines if isinstance(member, LinkItem) else self._blocks

    def repaint(self) -> None:
        """Paint all anew, in other colours."""
        for sheet in (self._lines, self._blocks):
            sheet.forget_pictures()


class _Block(NamedTuple):
    """A resource from afar: its picture on a plate, or a flat block of colour."""

    place: QRectF
    ground: QBrush | None
    picture: QPixmap | None
    source: QRectF


class _Bundle:
    """Members whose origin lies in one cell, with what their common picture is made of."""

    def __init__(self) -> None:
        self.members: dict[Member, None] = {}
        self.bounds: QRectF | None = None
        self.paths: dict[str, QPainterPath] | None = None
        self.blocks: list[_Block] | None = None
        self.scale = 0

    def touch(self) -> None:
        """Forget what was worked out."""
        self.bounds, self.paths, self.blocks = None, None, None

    def area(self) -> QRectF:
        """Return the rectangle around all members."""
        if self.bounds is None:
            found = QRectF()
            for member in self.members:
                found |= member.sceneBoundingRect()
            self.bounds = found.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        return self.bounds


class _Sheet(QGraphicsItem):
    """Paints the members of all bundles that can be seen."""

    def __init__(self, level: float) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(level)
        self.setVisible(False)
        self._bundles: dict[_Cell, _Bundle] = {}
        self._cells: dict[Member, tuple[_Cell, QRectF]] = {}
        self._bounds = QRectF()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def clear(self) -> None:
        """Paint nothing."""
        self.prepareGeometryChange()
        self._bundles.clear()
        self._cells.clear()
        self._bounds = QRectF()

    def put(self, member: Member) -> None:
        """Paint ``member`` where it is now."""
        area = member.sceneBoundingRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        cell = (floor(area.x() / _CELL), floor(area.y() / _CELL))
        self._leave(member, cell)
        bundle = self._bundles.setdefault(cell, _Bundle())
        bundle.members[member] = None
        bundle.touch()
        self._cells[member] = (cell, area)
        if not self._bounds.contains(area):
            self.prepareGeometryChange()
            # In large steps: every change of the bounds paints all of it again.
            self._bounds |= area.adjusted(-_CELL, -_CELL, _CELL, _CELL)
        self.update(area)

    def take_out(self, member: Member) -> None:
        """Paint ``member`` no more."""
        self._leave(member, None)
        self._cells.pop(member, None)

    def forget_pictures(self) -> None:
        """Make all pictures anew."""
        for bundle in self._bundles.values():
            bundle.touch()
        self.update()

    def _leave(self, member: Member, to: _Cell | None) -> None:
        known = self._cells.get(member)
        if known is None:
            return
        cell, area = known
        self.update(area)
        if cell != to:
            bundle = self._bundles[cell]
            del bundle.members[member]
            bundle.touch()
            if not bundle.members:
                del self._bundles[cell]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        seen = option.exposedRect  # type: ignore[attr-defined]  # missing in the stubs
        # Always in one order, whatever was put in when: lines that cross must not change places.
        for _, bundle in sorted(self._bundles.items()):
            if bundle.area().intersects(seen):
                self._paint_bundle(painter, bundle)

    @abstractmethod
    def _paint_bundle(self, painter: QPainter, bundle: _Bundle) -> None:
        """Paint what a bundle holds."""


class _Lines(_Sheet):
    """The links: one path for each colour of a bundle."""

    def _paint_bundle(self, painter: QPainter, bundle: _Bundle) -> None:
        if bundle.paths is None:
            bundle.paths = _paths(bundle.members)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, path in bundle.paths.items():
            painter.setPen(inks.hairline(colour))
            painter.drawPath(path)


class _Blocks(_Sheet):
    """The resources: small pictures, or flat blocks of colour."""

    def _paint_bundle(self, painter: QPainter, bundle: _Bundle) -> None:
        zoom = painter.worldTransform().m11()
        # As long as they would be painted alike they need not be made anew.
        scale = 0 if zoom < inks.DETAIL_FROM else pixels(ICON_SIZE, painter, zoom)
        if bundle.blocks is None or bundle.scale != scale:
            bundle.blocks, bundle.scale = _blocks(bundle.members, painter, zoom), scale
        for block in bundle.blocks:
            place, ground, picture, source = block
            if picture is None:
                painter.fillRect(place, ground or Qt.BrushStyle.NoBrush)
                continue
            if ground is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(place, 6, 6)
            painter.drawPixmap(place, picture, source)


def _blocks(members: Iterable[Member], painter: QPainter, zoom: float) -> list[_Block]:
    found: list[_Block] = []
    for member in members:
        if not isinstance(member, ResourceItem) or not member.is_plain:
            continue
        place, plate = member.place(), member.plate
        if zoom < inks.DETAIL_FROM:
            found.append(_Block(place, inks.brush(block_colour(member.icon)), None, QRectF()))
            continue
        picture = file_pixmap(member.icon, pixels(place.width(), painter, zoom))
        ground = None if plate is None else inks.brush(plate)
        found.append(_Block(place, ground, picture, QRectF(picture.rect())))
    return found


def _paths(members: Iterable[Member]) -> dict[str, QPainterPath]:
    found: dict[str, QPainterPath] = {}
    for member in members:
        if isinstance(member, LinkItem) and member.is_plain:
            found.setdefault(member.colour, QPainterPath()).addPolygon(member.corners)
    return dict(sorted(found.items()))
