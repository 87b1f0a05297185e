"""What a picture by Graphviz consists of, as pure data, in Graphviz's own units.

Lengths are points (0.75 of a scene unit, 72 to the inch) and y points upwards.
"""

from dataclasses import dataclass, replace

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.render import shapes
from designer.render.dress import container_style, link_style, look_of
from designer.render.primitives import Icon, Line, Primitive, Rect, Text
from designer.render.scene import Scene, SceneOptions, ground_under, scene_of
from designer.render.stacking import is_spanning, stacked_containers
from designer.render.theme import TITLE_SIZE, ContainerStyle, LinkStyle, Theme

POINTS = 0.75
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A container.

    Attributes:
        key: unique among groups.
        title_at: the middle of the title.
        box: left, bottom, right, top.
        anchor: id of an invisible node inside at which links to the box end; "" for none.
    """

    key: str
    title: str
    title_at: Spot
    style: ContainerStyle
    box: tuple[float, float, float, float]
    anchor_at: Spot
    groups: tuple["Group", ...] = ()
    nodes: tuple["Node", ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A resource, an actor, a note or a collapsed container.

    Attributes:
        lines: the label, broken.
        icon: name of the picture; "" where primitives show all there is.
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
class Disc:
    """A rectangle of the drawing, with its middle, width and height."""

    rect: Rect
    centre: Spot
    size: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text, with the middle, the width and the height of its space."""

    text: Text
    centre: Spot
    size: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A picture, with the middle, the width and the height of its space."""

    icon: Icon
    centre: Spot
    size: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line, with its corners."""

    line: Line
    path: tuple[Spot, ...]


Piece = Disc | Words | Glyph | Stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole picture.

    Attributes:
        under: what is painted before the nodes, above links and boxes.
        over: what is painted last.
        area: left, bottom, right, top of all that is shown, margin included.
        background: ground colour; "" for transparent.
    """

    theme: Theme
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    under: tuple[Piece, ...] = ()
    over: tuple[Piece, ...] = ()
    area: tuple[float, float, float, float]
    background: str = ""


def planned(diagram: Diagram, theme: Theme, options: SceneOptions | None = None) -> Plan:
    """Return the picture of ``diagram`` with its own positions."""
    return _Planner(scene_of(diagram, theme, options), theme).plan()


def _pieces(items: tuple[Primitive, ...]) -> tuple[Piece, ...]:
    return tuple(_piece(item) for item in items)


def _piece(item: Primitive) -> Piece:
    if isinstance(item, Line):
        return Stroke(line=item, path=tuple(_spot(point) for point in item.points))
    size = (round(item.box.width * POINTS, 2), round(item.box.height * POINTS, 2))
    centre = _spot(item.box.centre)
    if isinstance(item, Rect):
        return Disc(rect=item, centre=centre, size=size)
    if isinstance(item, Icon):
        return Glyph(icon=item, centre=centre, size=size)
    return Words(text=item, centre=centre, size=size)


def _class_of(element: Element) -> str:
    service = catalog().get(element.service)
    return "" if service is None else service.diagrams_class


def _spot(point: Point) -> Spot:
    return round(point.x * POINTS, 2), round(-point.y * POINTS, 2)


class _Planner:
    """Builds the plan of one scene."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._diagram = scene.diagram
        self._theme = theme
        self._linked = {
            end
            for link in self._diagram.topology.links.values()
            for end in (link.source, link.target)
        }
        self._stack = stacked_containers(self._diagram.topology, self._diagram.layout)

    def plan(self) -> Plan:
        """Return the whole plan."""
        groups, nodes = self._content(None)
        drawing = self._scene.drawing
        left, top = _spot(Point(drawing.area.x, drawing.area.y))
        right, bottom = _spot(Point(drawing.area.right, drawing.area.bottom))
        return Plan(
            theme=self._theme,
            groups=groups,
            nodes=nodes,
            edges=tuple(self._edge(link) for link in self._diagram.topology.links.values()),
            under=_pieces(self._under()),
            over=_pieces((*self._over(), *self._scene.extras)),
            area=(left, bottom, right, top),
            background=drawing.background or "",
        )

    def _under(self) -> tuple[Primitive, ...]:
        """Return corner icons with their plates, and all of what has no picture of its own."""
        containers = {element.id for element in self._stack}
        corners = [
            item
            for item in self._scene.drawing.items
            if item.owner in containers
            and (isinstance(item, Icon) or (isinstance(item, Rect) and item.stroke is None))
        ]
        whole = [
            item
            for key, parts in self._scene.own.items()
            if not self._has_icon(key)
            for item in parts
        ]
        plates = [
            item
            for key, parts in self._scene.own.items()
            if self._has_icon(key)
            for item in parts
            if isinstance(item, Rect) and item.stroke is None
        ]
        return (*corners, *whole, *plates)

    def _over(self) -> tuple[Primitive, ...]:
        """Return the frames that looks put around icons."""
        return tuple(
            item
            for key, parts in self._scene.own.items()
            if self._has_icon(key)
            for item in parts
            if isinstance(item, Rect) and item.stroke is not None
        )

    def _has_icon(self, key: ElementId) -> bool:
        return self._diagram.topology.elements[key].kind is not Kind.NOTE

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
        title = self._scene.words.titles[element.id]
        middle = Text(
            anchor=title.anchor,
            text=title.text,
            size=TITLE_SIZE,
            colour="",
            extent=title.area.right - title.anchor.x,
        ).box.centre
        if is_spanning(self._diagram.topology, element.id):
            style = replace(style, fill=None)
        left, top = _spot(Point(box.x, box.y))
        right, bottom = _spot(Point(box.right, box.bottom))
        groups, nodes = self._content(element.id)
        return Group(
            key=element.id,
            title=title.text,
            title_at=_spot(middle),
            style=style,
            box=(left, bottom, right, top),
            groups=groups,
            nodes=nodes,
            anchor=f"in.{element.id}" if element.id in self._linked else "",
            anchor_at=_spot(box.centre),
        )

    def _node(self, element: Element) -> Node:
        box = self._diagram.layout.boxes[element.id]
        lines: tuple[str, ...] = ()
        if element.kind is Kind.NOTE:
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
        place = self._scene.words.labels.get(link.id)
        patch = ""
        if place is not None and place.covers:
            patch = ground_under(place.box, self._diagram, self._theme, self._stack)
        return Edge(
            tail=self._end(link.source),
            head=self._end(link.target),
            style=link_style(link, self._theme, look_of(self._diagram.layout, link.id)),
            path=tuple(_spot(point) for point in self._scene.router.routes[LinkId(link.id)]),
            label=() if place is None else place.lines,
            label_at=(0.0, 0.0) if place is None else _spot(place.box.centre),
            patch=patch,
        )

    def _end(self, key: ElementId) -> str:
        kind = self._diagram.topology.elements[key].kind
        return f"in.{key}" if kind.is_container else key
