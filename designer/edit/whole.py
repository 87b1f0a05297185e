"""Places a whole design as one: under new ids, where it covers nothing, in one step."""

from designer.edit.edits import Batch
from designer.edit.fragments import Fragment, paste
from designer.edit.refusal import EditRefused
from designer.edit.room import settled
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, Point, bounds

_GRID = 8.0
_AIR = 32.0


def whole_box(diagram: Diagram, fragment: Fragment, point: Point) -> Box:
    """Return where a fragment lands on the open canvas: around ``point``, else nearest to it."""
    area = _area(fragment)
    x = round((point.x - area.width / 2) / _GRID) * _GRID
    y = round((point.y - area.height / 2) / _GRID) * _GRID
    taken = [diagram.layout.boxes[key].grown(_AIR) for key in diagram.topology.children(None)]
    return settled(taken, Box(x, y, area.width, area.height), None)


def whole_placed(
    diagram: Diagram, fragment: Fragment, point: Point, name: str
) -> tuple[Batch, frozenset[ElementId]]:
    """Return the step that places a fragment near ``point``, and its outermost elements."""
    area, box = _area(fragment), whole_box(diagram, fragment, point)
    insert = paste(diagram, fragment, box.x - area.x, box.y - area.y)
    new = {element.id for element in insert.elements}
    roots = frozenset(one.id for one in insert.elements if one.parent not in new)
    return Batch(edits=(insert,), label=f"Add {name}"), roots


def _area(fragment: Fragment) -> Box:
    area = bounds(fragment.boxes.values())
    if area is None:
        raise EditRefused("There is nothing to place.")
    return area
