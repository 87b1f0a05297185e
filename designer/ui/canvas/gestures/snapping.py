"""Pulls what is dragged onto smart guides, else onto the grid, and shows what it met."""

from collections.abc import Iterable, Iterator

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.guides import Frame, Guides
from designer.render.shapes import frame, has_size
from designer.ui.canvas.geometry import snapped
from designer.ui.canvas.gestures.gesture import Pointer, Stage

_REACH = 6.0
"""From how many pixels away a guide pulls."""
_WINDOW = 900.0
"""How far from what is dragged others are looked at, in scene units."""

Pulled = tuple[int | None, int | None]
ALL: Pulled = (0, 0)


class Snapper:
    """Knows what stands around a drag of ``moving`` (with all it holds; none: something new)."""

    def __init__(self, stage: Stage, diagram: Diagram, moving: Iterable[ElementId] = ()) -> None:
        self._stage = stage
        self._diagram = diagram
        self._left_out = set(moving)
        for key in tuple(self._left_out):
            self._left_out.update(diagram.topology.descendants(key))
        self._window: Box | None = None
        self._guides = Guides(())

    def shift(
        self, moving: Frame, corner: Box, pointer: Pointer, pulled: Pulled = ALL
    ) -> tuple[float, float]:
        """Return how far to shift ``moving``, a frame at the pointer, and show what it meets.

        What meets no guide goes to the grid with the upper left corner (or pulled edge) of
        ``corner``, which may be another box than the frame; without grid to whole numbers.
        """
        guides = self._stage.canvas.guides
        met = None
        if pointer.meets:
            self._look_around(moving.box)
            met = self._guides.meet(moving, _REACH * self._stage.unit, pulled=pulled)
        edges = (
            corner.right if pulled[0] == 1 else corner.x,
            corner.bottom if pulled[1] == 1 else corner.y,
        )
        shifts = [0.0, 0.0]
        for axis in (0, 1):
            if met is not None and met.pulls[axis]:
                shifts[axis] = (met.dx, met.dy)[axis]
            elif pulled[axis] is not None:
                edge = edges[axis]
                shifts[axis] = (round(edge) if pointer.is_free else snapped(edge)) - edge
        if met is None or not any(met.pulls):
            guides.hide_all()
        else:
            there = Frame(_shifted(moving.box, pulled, *shifts), moving.sort, moving.row)
            guides.draw(self._guides.meet(there, 0.01, pulled=pulled))
        return shifts[0], shifts[1]

    def _look_around(self, box: Box) -> None:
        if self._window is None or not self._window.contains(box):
            self._window = box.grown(_WINDOW)
            self._guides = Guides(self._frames(box.grown(2 * _WINDOW)))

    def _frames(self, area: Box) -> Iterator[Frame]:
        elements = self._diagram.topology.elements
        for key, box in self._diagram.layout.boxes.items():
            if key not in self._left_out and box.overlaps(area):
                element = elements[key]
                row = "" if element.parent is None else element.parent
                yield Frame(frame(element, box), sort_of(self._diagram, key), row, key)


def sort_of(diagram: Diagram, key: ElementId) -> str:
    """Return among what an element lines its edges up."""
    kind = diagram.topology.elements[key].kind
    return kind.value if has_size(kind) else "picture"


def _shifted(box: Box, pulled: Pulled, dx: float, dy: float) -> Box:
    if pulled == ALL:
        return box.moved(dx, dy)
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    left += dx if pulled[0] in (0, -1) else 0.0
    right += dx if pulled[0] in (0, 1) else 0.0
    top += dy if pulled[1] in (0, -1) else 0.0
    bottom += dy if pulled[1] in (0, 1) else 0.0
    return Box(left, top, right - left, bottom - top)
