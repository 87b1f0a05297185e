"""What a frame stretched over the canvas catches: what it holds, or what it touches."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt

from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.ui.canvas.geometry import crosses
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.link_item import LinkItem
from designer.ui.canvas.scene import CanvasScene

_NEAR = Qt.ItemSelectionMode.IntersectsItemBoundingRect


def within(canvas: CanvasScene, rect: QRectF) -> frozenset[str]:
    """Return the elements and links that ``rect`` (scene coordinates) holds as a whole."""
    caught: set[str] = set()
    for item in canvas.items(rect, _NEAR):
        if isinstance(item, ElementItem) and rect.contains(item.outline()):
            caught.add(item.element.id)
        elif isinstance(item, LinkItem) and all(
            rect.contains(point.x, point.y) for point in item.points
        ):
            caught.add(item.link.id)
    return frozenset(caught)


def touching(canvas: CanvasScene, rect: QRectF, origin: QPointF) -> frozenset[str]:
    """Return the elements and links that ``rect`` touches, stretched from ``origin``.

    A container that is only crossed is meant when nothing in it is, and never when ``origin``
    lies in it: it is the room in which one selects.
    """
    caught: set[str] = set()
    crossed: set[ElementId] = set()
    for item in canvas.items(rect, _NEAR):
        if isinstance(item, ElementItem):
            outline = item.outline()
            is_container = item.element.kind.is_container
            if rect.contains(outline) or (not is_container and rect.intersects(outline)):
                caught.add(item.element.id)
            elif rect.intersects(outline) and not outline.contains(origin):
                crossed.add(item.element.id)
        elif isinstance(item, LinkItem) and crosses(rect, item.points):
            caught.add(item.link.id)
    return frozenset(caught | _meant(canvas.shown.topology, crossed, caught))


def _meant(
    topology: Topology, crossed: Collection[ElementId], caught: Collection[str]
) -> set[ElementId]:
    """Return the crossed containers of which nothing that they hold is caught or crossed."""
    held: set[str] = set()
    for key in (*(ElementId(key) for key in caught if key in topology.elements), *crossed):
        held.update(outer.id for outer in topology.ancestors(key))
        held.update(topology.elements[key].memberships)
    return {key for key in crossed if key not in held}
