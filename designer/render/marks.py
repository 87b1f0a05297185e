"""Puts the numbers of findings beside what they are about, clear of icons, words and lines."""

from collections.abc import Iterator
from itertools import pairwise, product

from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.render import shapes
from designer.render.captions import Captions, Page
from designer.render.obstacles import Rectangle, rectangle_of
from designer.render.primitives import Align, Primitive, Rect, Text
from designer.render.remarks import Remark
from designer.render.routing import Router
from designer.render.text import text_width
from designer.render.theme import Theme

MARK_SIDE = 18.0
NUMBER_SIZE = 11.0
_GAP = 3.0
_RING = 3
_MOST_ALONE = 4
_RANK = 1.5
"""What it costs to stand in the next best place."""


def marks(
    diagram: Diagram,
    remarks: tuple[Remark, ...],
    words: Captions,
    router: Router,
    page: Page,
    theme: Theme,
) -> Iterator[Primitive]:
    """Yield marks for the remarks at each element or link they name, placed on ``page``.

    Of many at one place the first ones have marks of their own and the others share one.
    """
    for key, found in _by_place(remarks).items():
        alone = found if len(found) <= _MOST_ALONE else found[: _MOST_ALONE - 1]
        for remark in alone:
            places = list(_places(key, MARK_SIDE, diagram, words, router))
            if places:
                box = _best(f"{remark.number} {key}", places, page)
                yield from mark(remark, box, theme)
        if rest := found[len(alone) :]:
            text = ranges([remark.number for remark in rest])
            width = text_width(text, NUMBER_SIZE, bold=True) + 12.0
            places = list(_places(key, width, diagram, words, router))
            if places:
                yield from _shared(rest, text, _best(f"{text} {key}", places, page), theme)


def _by_place(remarks: tuple[Remark, ...]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        for key in dict.fromkeys(remark.elements):
            found.setdefault(key, []).append(remark)
    return found


def ranges(numbers: list[int]) -> str:
    """Write rising numbers in short: "3, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(str(number) for number in run)
        for run in runs
    )


def _shared(rest: list[Remark], text: str, box: Box, theme: Theme) -> Iterator[Primitive]:
    """Yield the mark of several remarks, a pill in the colour of the first."""
    owner = f"mark {text}"
    colour = theme.muted if rest[0].is_accepted else theme.severity(rest[0].severity)
    is_open = all(remark.is_open for remark in rest)
    yield Rect(
        box=box,
        fill=theme.background if is_open else colour,
        stroke=colour if is_open else theme.background,
        width=1.5 if is_open else 1.0,
        radius=MARK_SIDE / 3,
        owner=owner,
    )
    yield _number(text, box, colour if is_open else theme.background, NUMBER_SIZE, owner)


def mark(remark: Remark, box: Box, theme: Theme) -> Iterator[Primitive]:
    """Yield a mark: a disc in the colour of its severity, a ring for what is not stated.

    What is accepted is a grey square.
    """
    colour = theme.muted if remark.is_accepted else theme.severity(remark.severity)
    owner = f"mark {remark.number}"
    yield Rect(
        box=box,
        fill=theme.background if remark.is_open else colour,
        stroke=colour if remark.is_open else theme.background,
        width=1.5 if remark.is_open else 1.0,
        radius=3.0 if remark.is_accepted else box.width / 2,
        owner=owner,
    )
    text = str(remark.number)
    size = NUMBER_SIZE if len(text) < 3 else NUMBER_SIZE - 2.0
    yield _number(text, box, colour if remark.is_open else theme.background, size, owner)


def _number(text: str, box: Box, colour: str, size: float, owner: str) -> Text:
    return Text(
        anchor=Point(box.centre.x, box.centre.y + 0.36 * size),
        text=text,
        size=size,
        colour=colour,
        extent=text_width(text, size, bold=True),
        bold=True,
        align=Align.CENTRE,
        owner=owner,
    )


def _best(owner: str, places: list[Box], page: Page) -> Box:
    best, least = places[0], float("inf")
    for rank, box in enumerate(places):
        if rank * _RANK >= least:
            break
        shape = rectangle_of(box)
        cost = rank * _RANK + page.cost(shape, owner) + page.cost_of_marks(shape)
        if cost < least:
            best, least = box, cost
    page.marks.put(owner, (rectangle_of(best),))
    return best


def _places(
    key: str, width: float, diagram: Diagram, words: Captions, router: Router
) -> Iterator[Box]:
    element = diagram.topology.elements.get(ElementId(key))
    if element is not None:
        box = diagram.layout.boxes[element.id]
        if element.kind.is_container:
            yield from _in_title_row(box, rectangle_of(words.titles[element.id].area), width)
        elif element.kind is Kind.NOTE:
            yield from _around(box, width)
        else:
            yield from _around(shapes.icon_box(box), width)
            below = shapes.outline(element, box).bottom + _GAP
            for shift in (-width / 2, _GAP, -_GAP - width):
                yield Box(box.centre.x + shift, below, width, MARK_SIDE)
    elif (route := router.routes.get(LinkId(key))) is not None:
        yield from _along(route, width)


def _around(icon: Box, width: float) -> Iterator[Box]:
    """Yield places at the corners of an icon and somewhat further out."""
    for ring in range(_RING):
        out = _GAP + ring * (MARK_SIDE / 2 + 2.0)
        left, right = icon.x - out - width, icon.right + out
        top, bottom = icon.y - ring * 2.0, icon.bottom - MARK_SIDE + ring * 2.0
        for x, y in ((right, top), (left, top), (right, bottom), (left, bottom)):
            yield Box(x, y, width, MARK_SIDE)
        above = icon.y - _GAP - MARK_SIDE - ring * (MARK_SIDE / 2)
        for x in (
            icon.right - width,
            icon.x,
            icon.centre.x + _GAP,
            icon.centre.x - _GAP - width,
            icon.centre.x - width / 2,
        ):
            yield Box(x, above, width, MARK_SIDE)


def _in_title_row(box: Box, title: Rectangle, width: float) -> Iterator[Box]:
    """Yield places behind the title, before it, then along the upper and the lower border."""
    middle = (title[1] + title[3] - MARK_SIDE) / 2
    step = MARK_SIDE + _GAP
    x = title[2] + 2 * _GAP
    while x + width <= box.right - _GAP:
        yield Box(x, middle, width, MARK_SIDE)
        x += step / 3
    x = title[0] - 2 * _GAP - width
    while x >= box.x + _GAP:
        yield Box(x, middle, width, MARK_SIDE)
        x -= step / 3
    bottom = box.bottom - _GAP - MARK_SIDE
    x = box.x + _GAP
    while x + width <= box.right - _GAP:
        yield Box(x, bottom, width, MARK_SIDE)
        x += step / 2
    for number in range(2 * _RING):
        yield Box(box.right + _GAP + number * step, box.y, width, MARK_SIDE)


def _along(route: tuple[Point, ...], width: float) -> Iterator[Box]:
    half = MARK_SIDE / 2
    for gap, (start, end), share in product((_GAP, 3 * _GAP), pairwise(route), (0.5, 0.3, 0.7)):
        x, y = start.x + share * (end.x - start.x), start.y + share * (end.y - start.y)
        if abs(end.x - start.x) >= abs(end.y - start.y):
            yield Box(x - width / 2, y - gap - MARK_SIDE, width, MARK_SIDE)
            yield Box(x - width / 2, y + gap, width, MARK_SIDE)
        else:
            yield Box(x + gap, y - half, width, MARK_SIDE)
            yield Box(x - gap - width, y - half, width, MARK_SIDE)
