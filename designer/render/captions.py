"""Places all words of a finished picture so that none lies on an icon, a line or other words.

On the canvas a label takes the first good place, for it has to keep up with the mouse. A picture
has time: it starts from those places, moves titles out of the way of lines, looks for many more
places beside a line, and breaks labels differently where that helps.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.render import shapes
from designer.render.dress import container_style, frame_box, frame_style, look_of
from designer.render.link_labels import LabelPlace, label_size
from designer.render.obstacles import CellIndex, Rectangle, rectangle_at, rectangle_of
from designer.render.paths import segments
from designer.render.primitives import arrow_head
from designer.render.routing import Router
from designer.render.shapes import Title
from designer.render.stacking import stacked_containers
from designer.render.theme import LABEL_SIZE, LIGHT, TITLE_SIZE

_ON_TEXT = 1000.0
_ON_ICON = 900.0
_ON_LINE = 400.0
_ON_BORDER = 90.0
_ON_OWN = 14.0
_ACROSS_OWN = 60.0
_CLEAR = 1.5
_AIR = 6.0
_TIGHT = 12.0
_GAPS = (3.0, 6.0, 11.0)
_STEP = 9.0
_TITLE_STEP = 4.0
_TITLE_INSET = 6.0
_BELOW_COST = 60.0
_WIDTHS = (130.0, 92.0, 64.0, 200.0)
_ASCENT, _TALL = 0.9, 1.15

Option = tuple[float, Rectangle]


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """Where the words of a picture stand.

    Attributes:
        titles: of containers.
        labels: of links.
    """

    titles: Mapping[ElementId, Title]
    labels: Mapping[LinkId, LabelPlace]


def captions(diagram: Diagram, router: Router, page: "Page | None" = None) -> Captions:
    """Return places for all titles and labels of ``diagram``, which ``router`` follows.

    They are entered on ``page``, which by default is a new one.
    """
    page = Page(diagram, router) if page is None else page
    titles = _titles(diagram, page)
    return Captions(titles=titles, labels=_labels(diagram, router, page))


class Page:
    """What of a picture has its place already.

    Attributes:
        words: captions under icons, and all titles and labels that were placed.
        marks: of findings.
    """

    def __init__(self, diagram: Diagram, router: Router) -> None:
        self.words, self.icons, self.marks = CellIndex(), CellIndex(), CellIndex()
        self.strokes, self.borders = CellIndex(640.0), CellIndex(640.0)
        boxes = diagram.layout.boxes
        for key, element in diagram.topology.elements.items():
            if element.kind.is_container:
                self._enter_container(element, diagram)
            elif element.kind is Kind.NOTE:
                self.icons.put(key, (rectangle_of(boxes[key]),))
            else:
                picture = shapes.icon_box(boxes[key])
                if frame_style(LIGHT, look_of(diagram.layout, key)) is not None:
                    picture = frame_box(picture)
                self.icons.put(key, (rectangle_of(picture),))
                lines = shapes.label_lines(element.name, boxes[key])
                self.words.put(key, (_line_area(line) for line in lines))
        for link, route in router.routes.items():
            self.strokes.put(link, _strokes(route))

    def _enter_container(self, element: Element, diagram: Diagram) -> None:
        box = diagram.layout.boxes[element.id]
        left, top, right, bottom = rectangle_of(box)
        self.borders.put(
            element.id,
            (
                (left, top, right, top),
                (left, bottom, right, bottom),
                (left, top, left, bottom),
                (right, top, right, bottom),
            ),
        )

    def cost(self, shape: Rectangle, owner: str) -> float:
        """Return what it costs that words of ``owner`` stand in ``shape``; 0 where nothing is."""
        left, top, right, bottom = shape
        area = (left - _CLEAR, top - _CLEAR, right + _CLEAR, bottom + _CLEAR)
        cost = _ON_TEXT * len(_others(self.words, area, owner))
        cost += _ON_ICON * len(self.icons.touching(area))
        cost += _ON_LINE * len(_others(self.strokes, area, owner))
        return cost + _ON_BORDER * len(_others(self.borders, area, owner))

    def tightness(self, shape: Rectangle, owner: str) -> float:
        """Return what it costs that lines or borders pass close by words in ``shape``."""
        left, top, right, bottom = shape
        area = (left - _AIR, top, right + _AIR, bottom)
        close = _others(self.strokes, area, owner) or _others(self.borders, area, owner)
        return _TIGHT if close else 0.0

    def cost_of_marks(self, shape: Rectangle) -> float:
        """Return what it costs that a mark stands in ``shape``, for the marks that are there."""
        left, top, right, bottom = shape
        area = (left - 1.0, top - 1.0, right + 1.0, bottom + 1.0)
        return _ON_TEXT * len(self.marks.touching(area))


def _others(index: CellIndex, area: Rectangle, owner: str) -> set[str]:
    return {other for other, _ in index.touching(area) if other != owner}


def _line_area(line: shapes.LabelLine) -> Rectangle:
    left, top = line.anchor.x - line.width / 2, line.anchor.y - _ASCENT * LABEL_SIZE
    return (left, top, left + line.width, top + _TALL * LABEL_SIZE)


def _strokes(route: tuple[Point, ...]) -> Iterator[Rectangle]:
    yield from segments(tuple((point.x, point.y) for point in route))
    head = arrow_head(route)
    if head is not None:
        xs, ys = [corner.x for corner in head], [corner.y for corner in head]
        yield (min(xs), min(ys), max(xs), max(ys))


# Titles.


def _titles(diagram: Diagram, page: Page) -> dict[ElementId, Title]:
    found: dict[ElementId, Title] = {}
    containers = stacked_containers(diagram.topology, diagram.layout)
    for element in containers:
        style = container_style(element, LIGHT, look_of(diagram.layout, element.id))
        title = shapes.title(element, diagram.layout.boxes[element.id], style)
        found[element.id] = title
        if title.icon is not None and not style.centred:
            page.icons.put(element.id, (rectangle_of(title.icon),))
    # The innermost have the least room, and so the first choice.
    for element in reversed(containers):
        title = found[element.id]
        if title.text:
            box = diagram.layout.boxes[element.id]
            shift = _best_shift(element.id, title, box, page)
            title = found[element.id] = moved(title, shift)
        own = [] if title.icon is None else [rectangle_of(title.icon)]
        page.icons.put(element.id, own)
        page.words.put(element.id, (_written(title),) if title.text else ())
    return found


def _written(title: Title) -> Rectangle:
    left, top = title.anchor.x, title.anchor.y - _ASCENT * TITLE_SIZE
    return (left, top, title.area.right, top + _TALL * TITLE_SIZE)


def moved(title: Title, shift: Point) -> Title:
    """Return ``title`` with its words moved; an icon in the corner stays, any other goes along."""
    anchor = Point(title.anchor.x + shift.x, title.anchor.y + shift.y)
    area = title.area.moved(shift.x, shift.y)
    icon = title.icon
    if icon is not None and not title.in_corner:
        icon = icon.moved(shift.x, shift.y)
    return replace(title, anchor=anchor, area=area, icon=icon)


def _best_shift(key: ElementId, title: Title, box: Box, page: Page) -> Point:
    fixed = title.in_corner or title.icon is None
    shape = _written(title) if fixed else rectangle_of(title.area)
    page.icons.put(key, (rectangle_of(title.icon),) if fixed and title.icon is not None else ())
    left, right = box.x + _TITLE_INSET - shape[0], box.right - _TITLE_INSET - shape[2]
    if title.in_corner:
        left = 0.0
    below = 0.0 if title.in_corner else box.bottom - _TITLE_INSET - title.area.bottom
    best, least = Point(0.0, 0.0), page.cost(shape, key)
    if least == 0:
        return best
    for base, shift in sorted(_shifts(left, right, below)):
        if base >= least:
            break
        x, y = shift
        place = (shape[0] + x, shape[1] + y, shape[2] + x, shape[3] + y)
        cost = base + page.cost(place, key) + page.tightness(place, key)
        if cost < least:
            best, least = Point(x, y), cost
    return best


def _shifts(left: float, right: float, below: float) -> Iterator[tuple[float, tuple[float, float]]]:
    """Yield moves along the upper and the lower edge with their cost."""
    reach = int(max(right, -left, 0.0) // _TITLE_STEP)
    places = [0.0, left, right, *(_TITLE_STEP * k for k in range(-reach, reach + 1))]
    for x in places:
        if min(left, 0.0) <= x <= max(right, 0.0):
            yield abs(x) * 0.1, (x, 0.0)
            if below > 0:
                yield _BELOW_COST + abs(x) * 0.1, (x, below)


# Labels of links.


def _labels(diagram: Diagram, router: Router, page: Page) -> dict[LinkId, LabelPlace]:
    places: dict[LinkId, LabelPlace] = {}
    costs: dict[LinkId, float] = {}
    links = diagram.topology.links
    for key, kept in router.labels.items():
        found, cost = _placed(key, links[key].label, router.routes[key], kept, page)
        places[key], costs[key] = found, cost
        page.words.put(key, (rectangle_of(found.box),))
    # Those that found no room try again beside the ones that could go elsewhere.
    for key in [key for key, cost in costs.items() if cost >= _ON_BORDER]:
        _make_room(key, diagram, router, page, places)
    return places


def _make_room(
    key: LinkId,
    diagram: Diagram,
    router: Router,
    page: Page,
    places: dict[LinkId, LabelPlace],
) -> None:
    """Take up the labels around ``key``, place it, and then them; keep that if it is better."""
    links, around = diagram.topology.links, places[key].box.grown(_WIDTHS[0] / 2)
    near = [other for other, _ in page.words.touching(rectangle_of(around))]
    group = [key, *dict.fromkeys(LinkId(one) for one in near if one in places and one != key)]
    before = sum(page.cost(rectangle_of(places[one].box), one) for one in group)
    old = {one: places[one] for one in group}
    for one in group:
        page.words.put(one, ())
    for one in group:
        found, _ = _placed(one, links[one].label, router.routes[one], router.labels[one], page)
        places[one] = found
        page.words.put(one, (rectangle_of(found.box),))
    after = sum(page.cost(rectangle_of(places[one].box), one) for one in group)
    if after >= before:
        places.update(old)
        for one, place in old.items():
            page.words.put(one, (rectangle_of(place.box),))


def _placed(
    key: LinkId, label: str, route: tuple[Point, ...], kept: LabelPlace, page: Page
) -> tuple[LabelPlace, float]:
    """Return the best place for a label and its cost; the one it has if that is free."""
    shape = rectangle_of(kept.box)
    least = page.cost(shape, key) + _own_cost(key, shape, page)
    if least == 0:
        return kept, 0.0
    best = kept
    for width in _WIDTHS:
        lines, wide, high = label_size(label, width)
        if width != _WIDTHS[0] and lines == label_size(label)[0]:
            continue
        extra = 0.0 if width == _WIDTHS[0] else 10.0
        for base, shape in sorted(_candidates(route, wide, high)):
            if base + extra >= least:
                break
            cost = base + extra + page.cost(shape, key)
            if cost < least:
                left, top, right, bottom = shape
                box = Box(left, top, right - left, bottom - top)
                best, least = LabelPlace(lines, box, False), cost
        if least < _ON_BORDER:
            break
    return replace(best, covers=_covers(best, page)), least


def _own_cost(key: LinkId, shape: Rectangle, page: Page) -> float:
    return _ACROSS_OWN if any(owner == key for owner, _ in page.strokes.touching(shape)) else 0.0


def _covers(place: LabelPlace, page: Page) -> bool:
    shape = rectangle_of(place.box.grown(_CLEAR))
    return bool(page.strokes.touching(shape) or page.borders.touching(shape))


def _candidates(route: tuple[Point, ...], width: float, height: float) -> Iterator[Option]:
    strokes = list(segments(tuple((point.x, point.y) for point in route)))
    lengths = [right - left + bottom - top for left, top, right, bottom in strokes]
    longest = max(lengths, default=0.0)
    for number, (left, top, right, bottom) in enumerate(strokes):
        length = lengths[number]
        level = right - left >= bottom - top
        overhang = max(0.0, (width + 10 if level else height) - length)
        shortness = 0.04 * (longest - length) + 0.4 * overhang
        for along in _along(length):
            x = left + along if level else left
            y = top if level else top + along
            if right - left > 0 and bottom - top > 0:
                x, y = left + along * (right - left) / length, top + along * (bottom - top) / length
            yield from _beside(x, y, width, height, level, shortness + abs(along - length / 2) / 25)


def _along(length: float) -> Iterator[float]:
    middle = length / 2
    yield middle
    reach = _STEP
    while reach <= middle:
        yield middle - reach
        yield middle + reach
        reach += _STEP


def _beside(
    x: float, y: float, width: float, height: float, level: bool, base: float
) -> Iterator[Option]:
    for gap in _GAPS:
        cost = base + 0.6 * (gap - _GAPS[0])
        if level:
            yield cost, rectangle_at(x - width / 2, y - gap - height, width, height)
            yield cost + 1.0, rectangle_at(x - width / 2, y + gap, width, height)
        else:
            yield cost + 0.5, rectangle_at(x + gap, y - height / 2, width, height)
            yield cost + 1.5, rectangle_at(x - gap - width, y - height / 2, width, height)
    yield base + _ON_OWN, rectangle_at(x - width / 2, y - height / 2, width, height)
