"""What a picture by Graphviz consists of, as pure data, in Graphviz's own units.

Lengths are points (0.75 of a scene unit, 72 to the inch) and y points upwards.
"""

from dataclasses import dataclass, replace

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point, bounds
from designer.model.links import Link
from designer.render import shapes
from designer.render.dress import container_style, link_style, look_of
from designer.render.folding import captioned
from designer.render.routing import Router
from designer.render.scene import (
    LEAST_HEADING,
    ground_under,
    heading_of,
)
from designer.render.stacking import is_spanning, stacked_containers
from designer.render.text import elided, text_width
from designer.render.theme import HEADING_SIZE, ContainerStyle, LinkStyle, Theme

POINTS = 0.75
Spot = tuple[float, float]
_HEADING_GAP = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A container.

    Attributes:
        key: unique among groups.
        box: left, bottom, right, top.
        anchor: id of an invisible node inside at which links to the box end; "" for none.
    """

    key: str
    title: str
    style: ContainerStyle
    box: tuple[float, float, float, float]
    anchor_at: Spot
    groups: tuple["Group", ...] = ()
    nodes: tuple["Node", ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A resource, an actor or a note.

    Attributes:
        lines: the label, broken.
        icon: name of the picture; "" for a note.
        diagrams_class: dotted name in the `diagrams` package, or "".
        icon_side: width of the picture.
        size: width and height of picture and label.
        centre: middle of that space.
    """

    key: str
    lines: tuple[str, ...]
    icon: str
    diagrams_class: str
    icon_side: float
    size: Spot
    centre: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link between two nodes, or the boxes they stand in.

    Attributes:
        path: its corners.
        label_at: the middle of the label.
        patch: colour behind the label, or "" for none.
    """

    tail: str
    head: str
    style: LinkStyle
    path: tuple[Spot, ...]
    label: tuple[str, ...] = ()
    label_at: Spot = (0.0, 0.0)
    patch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole picture.

    Attributes:
        heading: printed above; "" for none. ``heading_at`` is its middle, ``heading_width`` its
            width.
        background: ground colour; "" for transparent.
    """

    theme: Theme
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    heading: str = ""
    heading_at: Spot = (0.0, 0.0)
    heading_width: float = 0.0
    background: str = ""


def planned(diagram: Diagram, theme: Theme, *, transparent: bool = False) -> Plan:
    """Return the picture of ``diagram`` with its own positions."""
    return _Planner(captioned(diagram), theme).plan("" if transparent else theme.background)


def _class_of(element: Element) -> str:
    service = catalog().get(element.service)
    return "" if service is None else service.diagrams_class


def _spot(point: Point) -> Spot:
    return round(point.x * POINTS, 2), round(-point.y * POINTS, 2)


class _Planner:
    """Builds the plan of one diagram."""

    def __init__(self, diagram: Diagram, theme: Theme) -> None:
        self._diagram = diagram
        self._theme = theme
        self._router = Router(diagram)
        self._linked = {
            end for link in diagram.topology.links.values() for end in (link.source, link.target)
        }
        self._stack = stacked_containers(diagram.topology, diagram.layout)

    def plan(self, background: str) -> Plan:
        """Return the whole plan."""
        groups, nodes = self._content(None)
        plan = Plan(
            theme=self._theme,
            groups=groups,
            nodes=nodes,
            edges=tuple(self._edge(link) for link in self._diagram.topology.links.values()),
            background=background,
        )
        heading, area = heading_of(self._diagram), self._area()
        if not heading or area is None:
            return plan
        heading = elided(heading, max(area.width, LEAST_HEADING), HEADING_SIZE)
        width = text_width(heading, HEADING_SIZE)
        middle = Point(area.x + width / 2, area.y - (_HEADING_GAP + 0.5) * HEADING_SIZE)
        return replace(
            plan, heading=heading, heading_at=_spot(middle), heading_width=width * POINTS
        )

    def _area(self) -> Box | None:
        boxes = [
            shapes.outline(element, self._diagram.layout.boxes[key])
            for key, element in self._diagram.topology.elements.items()
        ]
        routes = [
            Box(point.x, point.y, 0.0, 0.0)
            for route in self._router.routes.values()
            for point in route
        ]
        return bounds([*boxes, *routes])

    def _content(self, parent: ElementId | None) -> tuple[tuple[Group, ...], tuple[Node, ...]]:
        elements = self._diagram.topology.elements
        inside = frozenset(self._diagram.topology.children(parent))
        groups = tuple(self._group(outer) for outer in self._stack if outer.id in inside)
        nodes = tuple(
            self._node(elements[key])
            for key in self._diagram.topology.children(parent)
            if not elements[key].kind.is_container
        )
        return groups, nodes

    def _group(self, element: Element) -> Group:
        box = self._diagram.layout.boxes[element.id]
        style = container_style(element, self._theme, look_of(self._diagram.layout, element.id))
        title = shapes.title(element, box, style)
        if is_spanning(self._diagram.topology, element.id):
            style = replace(style, fill=None)
        left, top = _spot(Point(box.x, box.y))
        right, bottom = _spot(Point(box.right, box.bottom))
        groups, nodes = self._content(element.id)
        return Group(
            key=element.id,
            title=title.text,
            style=style,
            box=(left, bottom, right, top),
            groups=groups,
            nodes=nodes,
            anchor=f"in.{element.id}" if element.id in self._linked else "",
            anchor_at=_spot(box.centre),
        )

    def _node(self, element: Element) -> Node:
        box = self._diagram.layout.boxes[element.id]
        if element.kind is Kind.NOTE:
            lines = tuple(line.text for line in shapes.note_lines(element.name, box))
            space, side, icon = box, 0.0, ""
        else:
            lines = tuple(line.text for line in shapes.label_lines(element.name, box))
            picture = shapes.icon_box(box)
            outline = shapes.outline(element, box)
            space = Box(picture.x, picture.y, picture.width, outline.bottom - picture.y)
            side, icon = picture.width * POINTS, shapes.icon_name(element)
        return Node(
            key=element.id,
            lines=lines,
            icon=icon,
            diagrams_class=_class_of(element),
            icon_side=side,
            size=(space.width * POINTS, space.height * POINTS),
            centre=_spot(space.centre),
        )

    def _edge(self, link: Link) -> Edge:
        place = self._router.labels.get(link.id)
        patch = ""
        if place is not None and place.covers:
            patch = ground_under(place.box, self._diagram, self._theme, self._stack)
        return Edge(
            tail=self._end(link.source),
            head=self._end(link.target),
            style=link_style(link, self._theme, look_of(self._diagram.layout, link.id)),
            path=tuple(_spot(point) for point in self._router.routes[LinkId(link.id)]),
            label=() if place is None else place.lines,
            label_at=(0.0, 0.0) if place is None else _spot(place.box.centre),
            patch=patch,
        )

    def _end(self, key: ElementId) -> str:
        kind = self._diagram.topology.elements[key].kind
        return f"in.{key}" if kind.is_container else key
