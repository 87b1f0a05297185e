"""Drags one stroke of a link's line sideways and so fixes the line's corners."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import SetBends
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import LinkId
from designer.model.layout import Point
from designer.ui.canvas.geometry import snapped
from designer.ui.canvas.gestures.gesture import Pointer, Stage

_REACH = 12.0


def bent(points: Sequence[Point], stroke: int, at: float) -> tuple[Point, ...]:
    """Return the inner corners of a line whose stroke number ``stroke`` lies at ``at``.

    ``points`` are all corners with both ends; ``at`` is the new y of a level stroke or the new x
    of an upright one.
    """
    corners = list(points)
    first, second = corners[stroke], corners[stroke + 1]
    level = abs(first.x - second.x) >= abs(first.y - second.y)
    inner = corners[1:-1]
    if not inner:
        # A straight line has no corner yet: it gets two, a third of the way from each end.
        inner = [_between(first, second, 1 / 3), _between(first, second, 2 / 3)]
        return tuple(_at(point, level, at) for point in inner)
    for index in (stroke - 1, stroke):
        if 0 <= index < len(inner):
            inner[index] = _at(inner[index], level, at)
    return tuple(inner)


def _between(first: Point, second: Point, part: float) -> Point:
    return Point(
        round(first.x + (second.x - first.x) * part), round(first.y + (second.y - first.y) * part)
    )


def _at(point: Point, level: bool, at: float) -> Point:
    return Point(point.x, at) if level else Point(at, point.y)


class DragStroke:
    """Pull a stroke of one link; the other strokes follow at right angles."""

    def __init__(self, stage: Stage, key: LinkId) -> None:
        self._stage = stage
        self._key = key
        self._base: Diagram = EMPTY
        self._points: tuple[Point, ...] = ()
        self._stroke: int | None = None
        self._edit: SetBends | None = None

    def start(self, pointer: Pointer) -> None:
        """Take hold of the stroke under the pointer."""
        self._base = self._stage.document.diagram
        self._stage.document.set_selection({self._key})
        item = self._stage.canvas.link_item(self._key)
        if item is not None:
            self._points = item.points
            self._stroke = item.segment_at(pointer.scene, _REACH * self._stage.unit)
        self._stage.point_with(
            Qt.CursorShape.SizeVerCursor if self._is_level() else Qt.CursorShape.SizeHorCursor
        )

    def move(self, pointer: Pointer) -> None:
        """Show the line with its stroke under the pointer."""
        if self._stroke is None:
            return
        spot = QPointF(pointer.scene)
        at = spot.y() if self._is_level() else spot.x()
        at = at if pointer.is_free else snapped(at)
        self._edit = SetBends(id=self._key, points=bent(self._points, self._stroke, at))
        try:
            self._stage.canvas.preview(apply(self._base, self._edit))
        except EditRefused as refusal:
            self._stage.say(str(refusal))
            return
        self._stage.say("Fixes the line's corners (Esc: cancel)")

    def finish(self, pointer: Pointer) -> None:
        """Fix the corners as one step."""
        self.move(pointer)
        if self._edit is not None:
            self._stage.document.do(self._edit)
        self.cancel()

    def cancel(self) -> None:
        """Show the document's line."""
        self._stage.canvas.show(self._stage.document.diagram)

    def _is_level(self) -> bool:
        if self._stroke is None:
            return True
        first, second = self._points[self._stroke], self._points[self._stroke + 1]
        return abs(first.x - second.x) >= abs(first.y - second.y)
