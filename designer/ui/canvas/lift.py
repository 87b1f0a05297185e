"""What a gesture moves is lifted off the drawing: it is painted on a picture of all the rest.

Links of a moved element run all over a drawing, so Qt would paint half of it again at every step.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from designer.model.layout import Point

NO_CONTENTS = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
_REACH = 14.0
_AROUND = 20.0  # what may be painted around a box
_MOST_PARTS = 200


class Lifted(Protocol):
    """An item that can leave its painting to somebody else."""

    def lift(self, on: bool) -> None:
        """Be painted by somebody else, or not."""


class Lift:
    """Keeps what is off the drawing, and which parts of it have changed under it.

    Args:
        changed: told that something of this is to be painted anew.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._items: dict[QGraphicsItem, None] = {}
        self._spoilt: list[QRectF] = []
        self._painted: list[QRectF] = []
        self.is_on = False

    def begin(self, overlays: Iterable[QGraphicsItem]) -> None:
        """Lift ``overlays``, which lie above everything, and from now on what is taken."""
        if not self.is_on:
            self.is_on = True
            for overlay in overlays:
                if overlay.isVisible():
                    self.spoil(overlay.sceneBoundingRect())
                overlay.setFlag(NO_CONTENTS, True)
                self._items[overlay] = None

    def take(self, item: QGraphicsItem, places: Iterable[QRectF] | None = None) -> None:
        """Lift ``item``; ``places`` of the drawing, or all of its bounds, lose it."""
        if self.is_on and item not in self._items:
            for place in (item.sceneBoundingRect(),) if places is None else places:
                self.spoil(place)
            self._items[item] = None
            _lift(item, on=True)

    def change(self, item: QGraphicsItem, before: QRectF, after: QRectF) -> None:
        """Lift a box that is moved as a whole; what else it does changes the drawing below."""
        if self.holds(item):
            return
        if before.size() == after.size() and before.topLeft() != after.topLeft():
            self.take(item)
        else:
            self.spoil_around(before)
            self.spoil_around(after)

    def holds(self, item: QGraphicsItem) -> bool:
        """Tell whether ``item`` is lifted."""
        return item in self._items

    def spoil(self, place: QRectF) -> None:
        """Note that the drawing itself looks otherwise at ``place``.

        Before anything is lifted, too: a picture of the drawing may be older than that.
        """
        _add(self._spoilt, place)

    def spoil_around(self, box: QRectF) -> None:
        """Note that the drawing looks otherwise at ``box``, its border and its signs."""
        self.spoil(box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))

    def painted(self) -> None:
        """Note that the whole drawing is seen as it is, with nothing lifted."""
        if not self.is_on:
            self._spoilt.clear()

    def forget(self, item: QGraphicsItem) -> None:
        """Let go of an item that is removed."""
        if self._items.pop(item, self) is None:
            _lift(item, on=False)

    def show(self) -> None:
        """Have everything painted as it is now."""
        if self.is_on:
            self._changed()

    def end(self) -> list[QRectF]:
        """Put everything back; return where the drawing looks otherwise than before `begin`."""
        items, self._items = self._items, {}
        places = [*self._painted, *self._spoilt, *(item.sceneBoundingRect() for item in items)]
        self._spoilt, self._painted = [], []
        self.is_on = False
        for item in items:
            _lift(item, on=False)
        return places

    def spoilt(self) -> list[QRectF]:
        """Return where the drawing looks otherwise since this was asked last."""
        found, self._spoilt = self._spoilt, []
        for place in found:
            _add(self._painted, place)
        return found

    def items(self) -> Iterator[QGraphicsItem]:
        """Yield the visible items in the order in which they are painted."""
        for item in sorted(self._items, key=lambda item: item.zValue()):
            if item.isVisible():
                yield item


def _add(places: list[QRectF], place: QRectF) -> None:
    if len(places) < _MOST_PARTS:
        places.append(place)
    else:
        # So many are better one, and somebody may be long in asking for them.
        whole = QRectF(place)
        for other in places:
            whole |= other
        places[:] = [whole]


def _lift(item: QGraphicsItem, *, on: bool) -> None:
    lift = getattr(item, "lift", None)
    if lift is None:
        item.setFlag(NO_CONTENTS, on)
    else:
        lift(on)


def _cover(item: QGraphicsItem) -> QRectF | None:
    cover = getattr(item, "cover", None)
    return None if cover is None else cover()


def along(points: Iterable[Point]) -> list[QRectF]:
    """Return thin rectangles along a line."""
    return [
        QRectF(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).adjusted(
            -_REACH, -_REACH, _REACH, _REACH
        )
        for a, b in pairwise(points)
    ]


class LiftedView(QObject):
    """Paints a view while something is lifted.

    Args:
        view: whose picture of the rest is kept.
        spare: returns a picture of the view, if somebody has one, and what is old in it.
    """

    def __init__(
        self,
        view: QGraphicsView,
        lift: Lift,
        spare: Callable[[], tuple[QPixmap, QRect] | None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._lift = lift
        self._spare = spare
        self._picture: QPixmap | None = None
        self._taken_at = QTransform()
        self.is_taking = False

    @property
    def paints(self) -> bool:
        """Tell whether the view is to be painted by `paint`."""
        return self._lift.is_on and self._picture is not None and not self.is_taking

    def follow(self) -> None:
        """Bring the picture of the rest up to date; not to be called while painting."""
        port, now = self._view.viewport(), self._view.viewportTransform()
        if not self._lift.is_on:
            self._picture = None
            return
        old = self._region(self._lift.spoilt())
        size = port.size() * port.devicePixelRatioF()
        if self._picture is None or now != self._taken_at or self._picture.size() != size:
            known = self._spare() if self._picture is None else None
            self._taken_at = now
            self._picture, outdated = known or (self._blank(size), port.rect())
            old |= QRegion(outdated)
        self._take(old)
        port.update()

    def ended(self, places: Iterable[QRectF]) -> None:
        """Paint what was lifted in the view as everything else again."""
        self._picture = None
        self._view.viewport().update(self._region(places))

    def paint(self, event: QPaintEvent) -> None:
        """Paint the picture, and what is lifted on it."""
        port = self._view.viewport()
        painter = QPainter(port)
        painter.setRenderHints(self._view.renderHints())
        if self._picture is not None:
            painter.drawPixmap(QPoint(0, 0), self._picture)
        lifted, seen = list(self._lift.items()), QRectF(port.rect())
        covers = [(item, cover) for item in lifted if (cover := _cover(item)) is not None]
        under = self._covered(covers)
        places = self._region(cover for _, cover in covers) if under else QRegion()
        option = QStyleOptionGraphicsItem()
        option.exposedRect = self._view.mapToScene(port.rect()).boundingRect()  # type: ignore[attr-defined]
        for item in sorted((*under, *lifted), key=lambda item: item.zValue()):
            to_port = item.sceneTransform() * self._taken_at
            if to_port.mapRect(item.boundingRect()).intersects(seen):
                if under:
                    painter.resetTransform()
                    painter.setClipRegion(port.rect() if self._lift.holds(item) else places)
                painter.setWorldTransform(to_port)
                item.paint(painter, option, port)
        painter.end()

    def _covered(self, covers: Iterable[tuple[QGraphicsItem, QRectF]]) -> set[QGraphicsItem]:
        """Return what stays in the drawing, but lies above a lifted box that fills its place."""
        found: set[QGraphicsItem] = set()
        by_box = Qt.ItemSelectionMode.IntersectsItemBoundingRect
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        for item, cover in covers:
            level = item.zValue()
            for other in self._view.scene().items(cover & seen, by_box):
                is_painted = other.isVisible() and not other.flags() & NO_CONTENTS
                if is_painted and other.zValue() > level:
                    found.add(other)
        return found

    def _blank(self, size: QSize) -> QPixmap:
        made = QPixmap(size)
        made.setDevicePixelRatio(self._view.viewport().devicePixelRatioF())
        return made

    def _take(self, region: QRegion) -> None:
        if self._picture is None or region.isEmpty():
            return
        self.is_taking = True
        corner = region.boundingRect().topLeft()
        self._view.viewport().render(self._picture, corner, region, QWidget.RenderFlag(0))
        self.is_taking = False

    def _region(self, places: Iterable[QRectF]) -> QRegion:
        room, region = self._view.viewport().rect(), QRegion()
        rects = [self._on_screen(place) & room for place in places]
        rects = [rect for rect in rects if not rect.isEmpty()]
        if len(rects) > _MOST_PARTS:
            # So many clips cost more than painting what lies between them.
            whole = QRect()
            for rect in rects:
                whole |= rect
            return QRegion(whole)
        for rect in rects:
            region |= QRegion(rect)
        return region

    def _on_screen(self, place: QRectF) -> QRect:
        return self._view.viewportTransform().mapRect(place).toAlignedRect().adjusted(-2, -2, 2, 2)
