"""Lets containers grow and shrink softly while something is dragged from one to the other.

What is dragged itself follows the pointer at once, and every step of the drag may turn the motion
round: it goes on from where the boxes are.
"""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.ui.canvas import motion
from designer.ui.canvas.glide import GLIDE_MS, between
from designer.ui.canvas.scene import CanvasScene

_MOST = 200


class Easing(QObject):
    """Show previews of a drag; where the target changes, boxes ease to their new places.

    Attributes:
        duration_ms: how long that takes; 0 for no motion.
    """

    def __init__(self, canvas: CanvasScene, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.duration_ms = GLIDE_MS
        self._target: Diagram | None = None
        self._place: object = None
        self._start: dict[ElementId, Box] = {}
        self._held: frozenset[ElementId] = frozenset()
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self._arrive)

    def preview(self, diagram: Diagram, place: object, held: frozenset[ElementId]) -> None:
        """Show ``diagram``; boxes ease there when ``place`` is another than the last time.

        ``held`` are the elements that are dragged, with all they hold: they do not lag behind.
        """
        changes = self._target is not None and place != self._place
        self._target, self._place, self._held = diagram, place, held
        if changes and self.duration_ms and motion.is_wanted():
            self._begin()
        self._show(self._animation.currentValue() if self._start else 1.0)

    def forget(self) -> None:
        """End without showing anything more: the drag is over."""
        self._animation.stop()
        self._target, self._place, self._start = None, None, {}

    def _begin(self) -> None:
        """Start from the boxes as they are shown now."""
        shown, target = self._canvas.shown.layout.boxes, self._target
        if target is None:
            return
        boxes = target.layout.boxes
        self._start = {
            key: shown[key]
            for key in boxes
            if key in shown and key not in self._held and shown[key] != boxes[key]
        }
        self._animation.stop()
        if not self._start or len(self._start) > _MOST:
            self._start = {}
            return
        self._animation.setDuration(self.duration_ms)
        self._animation.start()

    def _show(self, part: object) -> None:
        target = self._target
        if target is None or not isinstance(part, float):
            return
        end = target.layout.boxes
        on_the_way = {
            key: between(box, end[key], part) for key, box in self._start.items() if key in end
        }
        layout = replace(target.layout, boxes=end.with_items(on_the_way))
        self._canvas.preview(target.with_layout(layout) if on_the_way else target)

    def _arrive(self) -> None:
        self._start = {}
        self._show(1.0)
