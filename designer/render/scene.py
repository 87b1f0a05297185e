"""The whole drawing as a display list, for the exporters that paint it themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.model.looks import Look
from designer.render import shapes
from designer.render.captions import Captions, Page, captions
from designer.render.dress import (
    FRAME_RADIUS,
    container_style,
    frame_box,
    frame_style,
    link_style,
    look_of,
    note_style,
)
from designer.render.folding import SUMMARY_SIZE, Folded, folded, folded_text
from designer.render.marks import marks
from designer.render.primitives import (
    Align,
    DisplayList,
    Icon,
    Line,
    Primitive,
    Rect,
    Text,
)
from designer.render.routing import Router
from designer.render.shapes import Title
from designer.render.sheet import MARGIN as MARGIN
from designer.render.sheet import SceneOptions as SceneOptions
from designer.render.sheet import surroundings
from designer.render.stacking import is_spanning, stacked_containers, stacked_resources
from designer.render.text import LINE_HEIGHT, text_width
from designer.render.theme import (
    LABEL_SIZE,
    LINK_LABEL_SIZE,
    TITLE_SIZE,
    ContainerStyle,
    LinkStyle,
    Theme,
)

PLATE_MARGIN = 2.0
PLATE_RADIUS = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A drawing with all in its place.

    Attributes:
        diagram: what is seen of it; what is collapsed is a note in it.
        router: follows ``diagram``.
        words: where titles and labels stand.
        own: what is painted for a resource, an actor, a note or a collapsed container.
        extras: marks of findings, and what stands around the drawing.
        drawing: all of it.
    """

    diagram: Diagram
    router: Router
    words: Captions
    collapsed: frozenset[ElementId]
    own: Mapping[ElementId, tuple[Primitive, ...]]
    extras: tuple[Primitive, ...]
    drawing: DisplayList


def heading_of(diagram: Diagram) -> str:
    """Return the title to print above a drawing; "" when nobody has given it one."""
    title = " ".join(diagram.title.split())
    return "" if title == EMPTY.title else title


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
    return scene_of(diagram, theme, options, router).drawing


def scene_of(
    diagram: Diagram,
    theme: Theme,
    options: SceneOptions | None = None,
    router: Router | None = None,
) -> Scene:
    """Return ``diagram`` with all in its place; see `display_list`."""
    options = options if options is not None else SceneOptions()
    fold = folded(diagram)
    diagram = fold.diagram
    router = router if router is not None else Router(diagram)
    page = Page(diagram, router)
    words = captions(diagram, router, page)
    layout = diagram.layout
    containers = stacked_containers(diagram.topology, layout)
    items: list[Primitive] = [
        _frame(
            element,
            layout.boxes[element.id],
            container_style(element, theme, look_of(layout, element.id)),
            is_spanning(diagram.topology, element.id),
        )
        for element in containers
    ]
    items += [
        _connector(link, router.routes[link.id], link_style(link, theme, look_of(layout, link.id)))
        for link in diagram.topology.links.values()
    ]
    for element in containers:
        style = container_style(element, theme, look_of(layout, element.id))
        items.extend(_title(element, words.titles[element.id], style, theme))
    own = {
        element.id: tuple(_leaf(element, fold, theme))
        for element in stacked_resources(diagram.topology, layout)
    }
    items.extend(item for parts in own.values() for item in parts)
    items.extend(_link_labels(diagram, words, theme, containers))
    seen = [
        replace(one, elements=tuple(fold.seen(key) for key in one.elements))
        for one in options.remarks
    ]
    marked = tuple(marks(diagram, tuple(seen), words, router, page, theme))
    around = surroundings((*items, *marked), diagram, heading_of(diagram), options, theme)
    extras = (*marked, *around.items)
    drawing = DisplayList(
        items=(*items, *extras),
        area=around.area,
        background=None if options.transparent else theme.background,
    )
    return Scene(
        diagram=diagram,
        router=router,
        words=words,
        collapsed=frozenset(fold.summaries),
        own=own,
        extras=extras,
        drawing=drawing,
    )


def _leaf(element: Element, fold: Folded, theme: Theme) -> Iterator[Primitive]:
    layout = fold.diagram.layout
    box, look = layout.boxes[element.id], look_of(layout, element.id)
    if element.id in fold.summaries:
        return _collapsed(element, box, fold, theme, look)
    if element.kind is Kind.NOTE:
        return _note(element, box, theme, look)
    return _resource(element, box, theme, look)


def _frame(element: Element, box: Box, style: ContainerStyle, spans: bool) -> Rect:
    return Rect(
        box=box,
        fill=None if spans else style.fill,
        stroke=style.border,
        width=style.width,
        dash=style.dash,
        owner=element.id,
    )


def _title(
    element: Element, title: Title, style: ContainerStyle, theme: Theme
) -> Iterator[Primitive]:
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


def _connector(link: Link, points: tuple[Point, ...], style: LinkStyle) -> Line:
    return Line(
        points=points,
        stroke=style.colour,
        width=style.width,
        dash=style.dash,
        arrow=True,
        owner=link.id,
    )


def _resource(element: Element, box: Box, theme: Theme, look: Look) -> Iterator[Primitive]:
    icon, name = shapes.icon_box(box), shapes.icon_name(element)
    plate = theme.plate_under(name)
    if plate is not None:
        yield Rect(box=icon.grown(PLATE_MARGIN), fill=plate, radius=PLATE_RADIUS, owner=element.id)
    yield Icon(box=icon, name=name, owner=element.id)
    if (style := frame_style(theme, look)) is not None:
        yield Rect(
            box=frame_box(icon),
            stroke=style.border,
            width=style.width,
            dash=style.dash,
            radius=FRAME_RADIUS,
            owner=element.id,
        )
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


def _collapsed(
    element: Element, box: Box, fold: Folded, theme: Theme, look: Look
) -> Iterator[Primitive]:
    style = container_style(element, theme, look, fold.kinds[element.id])
    text = folded_text(element, box, fold.summaries[element.id])
    yield Rect(
        box=box,
        fill=style.fill or theme.background,
        stroke=style.border,
        width=style.width,
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


def _note(element: Element, box: Box, theme: Theme, look: Look) -> Iterator[Primitive]:
    style = note_style(theme, look)
    yield Rect(
        box=box,
        fill=style.fill,
        stroke=style.border,
        width=style.width,
        dash=style.dash,
        radius=3.0,
        owner=element.id,
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
    diagram: Diagram, words: Captions, theme: Theme, containers: tuple[Element, ...]
) -> Iterator[Text]:
    for key, place in words.labels.items():
        link = diagram.topology.links[key]
        patch = ground_under(place.box, diagram, theme, containers) if place.covers else None
        colour = link_style(link, theme, look_of(diagram.layout, key)).colour
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
