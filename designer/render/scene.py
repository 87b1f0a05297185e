"""The whole drawing as a display list, for the exporters that paint it themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point, bounds
from designer.model.links import Link
from designer.model.topology import Topology
from designer.render import shapes
from designer.render.folding import SUMMARY_SIZE, Folded, folded, folded_text
from designer.render.primitives import (
    Align,
    DisplayList,
    Icon,
    Line,
    Primitive,
    Rect,
    Text,
    extent_of,
)
from designer.render.routing import Router
from designer.render.text import LINE_HEIGHT, elided, text_width
from designer.render.theme import (
    BORDER_WIDTH,
    HEADING_SIZE,
    LABEL_SIZE,
    LINK_LABEL_SIZE,
    TITLE_SIZE,
    Theme,
)

MARGIN = 24.0
PLATE_MARGIN = 2.0
PLATE_RADIUS = 6.0
_HEADING_ROOM = HEADING_SIZE * 2.0
LEAST_HEADING = 320.0
_SPANNING = (Kind.SCALING_GROUP, Kind.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneOptions:
    """What the drawing shows besides the diagram itself.

    Attributes:
        heading: the diagram's title stands above it, when it has one.
        transparent: no ground is painted.
    """

    heading: bool = True
    transparent: bool = False


def heading_of(diagram: Diagram) -> str:
    """Return the title to print above a drawing; "" when nobody has given it one."""
    title = " ".join(diagram.title.split())
    return "" if title == EMPTY.title else title


def stacked_containers(topology: Topology) -> tuple[Element, ...]:
    """Return the containers in painting order: outer ones first, those that span others last."""
    found: list[tuple[bool, int, int, Element]] = []
    for order, element in enumerate(topology.elements.values()):
        if element.kind.is_container:
            depth = sum(1 for _ in topology.ancestors(element.id))
            found.append((is_spanning(topology, element.id), depth, order, element))
    return tuple(element for *_, element in sorted(found, key=lambda item: item[:3]))


def is_spanning(topology: Topology, key: ElementId) -> bool:
    """Tell whether a group has members that stand elsewhere, so that it is drawn over them."""
    element = topology.elements[key]
    return element.kind in _SPANNING and any(
        topology.elements[member].parent != key for member in topology.members(key)
    )


def display_list(
    diagram: Diagram,
    theme: Theme,
    options: SceneOptions | None = None,
    router: Router | None = None,
) -> DisplayList:
    """Return the primitives of ``diagram`` in painting order.

    Args:
        diagram: what to draw.
        theme: its colours.
        options: what else is shown; by default the heading, on the theme's ground.
        router: one that already follows ``diagram`` as it is seen; by default its links are
            routed here.
    """
    options = options if options is not None else SceneOptions()
    fold = folded(diagram)
    diagram = fold.diagram
    router = router if router is not None else Router(diagram)
    items: list[Primitive] = []
    boxes = diagram.layout.boxes
    containers = stacked_containers(diagram.topology)
    for element in containers:
        spans = is_spanning(diagram.topology, element.id)
        items.append(_frame(element, boxes[element.id], theme, spans))
    for element in containers:
        items.extend(_title(element, boxes[element.id], theme))
    for link in diagram.topology.links.values():
        items.append(_connector(link, router.routes[link.id], theme))
    for element in diagram.topology.elements.values():
        if element.id in fold.summaries:
            items.extend(_collapsed(element, boxes[element.id], fold, theme))
        elif element.kind is Kind.NOTE:
            items.extend(_note(element, boxes[element.id], theme))
        elif not element.kind.is_container:
            items.extend(_resource(element, boxes[element.id], theme))
    items.extend(_link_labels(diagram, router, theme, containers))
    area = bounds(extent_of(item) for item in items)
    area = Box(0.0, 0.0, 0.0, 0.0) if area is None else area
    heading = heading_of(diagram) if options.heading else ""
    if heading:
        area = area.united(Box(area.x, area.y, LEAST_HEADING, 0.0))
        items.append(_heading(heading, area, theme))
        area = area.united(Box(area.x, area.y - _HEADING_ROOM, 1.0, 1.0))
    ground = None if options.transparent else theme.background
    return DisplayList(items=tuple(items), area=area.grown(MARGIN), background=ground)


def _frame(element: Element, box: Box, theme: Theme, spans: bool) -> Rect:
    style = theme.container(element.kind, element.service)
    return Rect(
        box=box,
        fill=None if spans else style.fill,
        stroke=style.border,
        width=BORDER_WIDTH,
        dash=style.dash,
        owner=element.id,
    )


def _title(element: Element, box: Box, theme: Theme) -> Iterator[Primitive]:
    style = theme.container(element.kind, element.service)
    title = shapes.title(element, box, style)
    if title.icon is not None:
        plate = theme.plate_under(style.icon)
        if plate is not None:
            yield Rect(box=title.icon, fill=plate, radius=PLATE_RADIUS / 2, owner=element.id)
        yield Icon(box=title.icon, name=style.icon, owner=element.id)
    if title.text:
        yield Text(
            anchor=title.anchor,
            text=title.text,
            size=TITLE_SIZE,
            colour=style.border,
            extent=text_width(title.text, TITLE_SIZE),
            align=title.align,
            owner=element.id,
        )


def _connector(link: Link, points: tuple[Point, ...], theme: Theme) -> Line:
    style = theme.link(link.kind, link.role)
    return Line(
        points=points,
        stroke=style.colour,
        width=style.width,
        dash=style.dash,
        arrow=True,
        owner=link.id,
    )


def _resource(element: Element, box: Box, theme: Theme) -> Iterator[Primitive]:
    icon, name = shapes.icon_box(box), shapes.icon_name(element)
    plate = theme.plate_under(name)
    if plate is not None:
        yield Rect(box=icon.grown(PLATE_MARGIN), fill=plate, radius=PLATE_RADIUS, owner=element.id)
    yield Icon(box=icon, name=name, owner=element.id)
    for line in shapes.label_lines(element.name, box):
        yield Text(
            anchor=line.anchor,
            text=line.text,
            size=LABEL_SIZE,
            colour=theme.text,
            extent=line.width,
            align=Align.CENTRE,
            owner=element.id,
        )


def _collapsed(element: Element, box: Box, fold: Folded, theme: Theme) -> Iterator[Primitive]:
    style = theme.container(fold.kinds[element.id], element.service)
    text = folded_text(element, box, fold.summaries[element.id])
    yield Rect(
        box=box,
        fill=style.fill or theme.background,
        stroke=style.border,
        width=BORDER_WIDTH,
        radius=4.0,
        owner=element.id,
    )
    if style.icon:
        plate = theme.plate_under(style.icon)
        if plate is not None:
            yield Rect(box=text.icon, fill=plate, radius=PLATE_RADIUS / 2, owner=element.id)
        yield Icon(box=text.icon, name=style.icon, owner=element.id)
    yield Text(
        anchor=text.title_anchor,
        text=text.title,
        size=TITLE_SIZE,
        colour=style.border,
        extent=text_width(text.title, TITLE_SIZE),
        owner=element.id,
    )
    for line, anchor in text.lines:
        yield Text(
            anchor=anchor,
            text=line,
            size=SUMMARY_SIZE,
            colour=theme.text,
            extent=text_width(line, SUMMARY_SIZE),
            owner=element.id,
        )


def _note(element: Element, box: Box, theme: Theme) -> Iterator[Primitive]:
    yield Rect(
        box=box, fill=theme.note_fill, stroke=theme.note_border, radius=3.0, owner=element.id
    )
    for line in shapes.note_lines(element.name, box):
        yield Text(
            anchor=line.anchor,
            text=line.text,
            size=LABEL_SIZE,
            colour=theme.text,
            extent=line.width,
            owner=element.id,
        )


def _link_labels(
    diagram: Diagram, router: Router, theme: Theme, containers: tuple[Element, ...]
) -> Iterator[Text]:
    for key, place in router.labels.items():
        link = diagram.topology.links[key]
        patch = ground_under(place.box, diagram, theme, containers) if place.covers else None
        colour = theme.link(link.kind, link.role).colour
        for index, line in enumerate(place.lines):
            step = LINK_LABEL_SIZE * LINE_HEIGHT
            middle = place.box.centre.x
            yield Text(
                anchor=Point(middle, place.box.y + (index + 0.8) * step),
                text=line,
                size=LINK_LABEL_SIZE,
                colour=colour,
                extent=text_width(line, LINK_LABEL_SIZE),
                align=Align.CENTRE,
                patch=patch,
                owner=key,
            )


def ground_under(box: Box, diagram: Diagram, theme: Theme, containers: tuple[Element, ...]) -> str:
    """Return the colour seen behind the middle of ``box``."""
    colour = theme.background
    for element in containers:
        style = theme.container(element.kind, element.service)
        if style.fill is not None and diagram.layout.boxes[element.id].holds(box.centre):
            colour = style.fill
    return colour


def _heading(text: str, area: Box, theme: Theme) -> Text:
    shown = elided(text, area.width, HEADING_SIZE)
    return Text(
        anchor=Point(area.x, area.y - 0.9 * HEADING_SIZE),
        text=shown,
        size=HEADING_SIZE,
        colour=theme.text,
        extent=text_width(shown, HEADING_SIZE),
    )
