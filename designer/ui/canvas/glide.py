"""Lets elements glide to where an edit has put them, so that the eye can follow."""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from designer.model.changes import diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.ui.canvas import motion
from designer.ui.canvas.scene import CanvasScene

GLIDE_MS = 150
_MOST = 400


class Glide(QObject):
    """Show the way from one diagram to the next; any end of it shows the next one.

    Attributes:
        duration_ms: how long it takes; 0 for no motion.
    """

    def __init__(self, canvas: CanvasScene, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._before, self._after = EMPTY, EMPTY
        self._moved: tuple[ElementId, ...] = ()
        self.duration_ms = GLIDE_MS
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.finish)

    @property
    def is_running(self) -> bool:
        """Tell whether something is on its way."""
        return bool(self._moved)

    def run(self, before: Diagram, after: Diagram) -> None:
        """Let what stands elsewhere in ``after`` glide there; the canvas shows ``after`` now."""
        self.finish()
        boxes = before.layout.boxes
        moved = tuple(
            key for key in diff(before, after).boxes if key in boxes and key in after.layout.boxes
        )
        if not moved or len(moved) > _MOST or not self.duration_ms or not motion.is_wanted():
            return
        self._before, self._after, self._moved = before, after, moved
        self._animation.setDuration(self.duration_ms)
        self._animation.start()

    def finish(self) -> None:
        """Be there at once."""
        self._animation.stop()
        if self._moved:
            self._moved = ()
            self._canvas.show(self._after)

    def _show(self, part: object) -> None:
        if self._moved and isinstance(part, float):
            old, new = self._before.layout.boxes, self._after.layout
            boxes = {key: between(old[key], new.boxes[key], part) for key in self._moved}
            layout = replace(new, boxes=new.boxes.with_items(boxes))
            self._canvas.preview(self._after.with_layout(layout))


def between(start: Box, end: Box, part: float) -> Box:
    """Return the box that is ``part`` (0 to 1) of the way from ``start`` to ``end``."""

    def at(first: float, last: float) -> float:
        return first + (last - first) * part

    return Box(
        at(start.x, end.x),
        at(start.y, end.y),
        at(start.width, end.width),
        at(start.height, end.height),
    )
