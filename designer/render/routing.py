"""Routes every link of a diagram: orthogonal lines from border to border around the pictures.

The route of a link depends only on what lies near it and on the links that share a side with it,
so a change is followed by routing a few links again, with the same result as routing all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from designer.model.changes import diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.render import link_labels
from designer.render.link_labels import LabelPlace, Option
from designer.render.nudging import nudged
from designer.render.obstacles import (
    HIT_COST,
    NOTHING,
    CellIndex,
    Obstacles,
    Rectangle,
    Survey,
    united,
)
from designer.render.paths import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Path,
    Port,
    Spot,
    cheapest,
    plain_cost,
    price_of,
    searched,
    segments,
    shapes,
    simplified,
)
from designer.render.ports import Ends, Outlet, assign, natural_place, outlet, turn_of
from designer.render.shapes import title
from designer.render.theme import LIGHT

_SIDES = (RIGHT, LEFT, DOWN, UP)
_BELOW_COST = 6.0
_DETOUR_COST = 160.0
_AROUND = 160.0
_MOST_FOREIGN = 24


def route(diagram: Diagram) -> dict[LinkId, tuple[Point, ...]]:
    """Return the corner points of every link, ends included, in scene units."""
    return dict(Router(diagram).routes)


@dataclass(slots=True)
class _Course:
    """What is known of one link between updates.

    Attributes:
        extent: the rectangle around all that its survey has seen.
        around: where it looked for containers to keep out of.
        alone: the path it would take if it shared its sides with no other link.
    """

    link: Link
    bends: tuple[Spot, ...]
    ends: Ends
    survey: Survey
    extent: Rectangle = NOTHING
    around: Rectangle = NOTHING
    ports: tuple[Port, Port] | None = None
    path: Path = ()
    alone: Path = ()

    def has_seen(self, areas: Iterable[Rectangle]) -> bool:
        """Tell whether one of ``areas`` was looked at when the link was routed."""
        near = [area for area in areas if _meet(self.extent, area)]
        return bool(near) and any(_meet(seen, area) for seen in self.survey.seen for area in near)


class Router:
    """Keeps the routes of one diagram up to date.

    Attributes:
        routes: corner points by link id, from the source's border to the target's.
        labels: place of the label of every link that has one.
    """

    def __init__(self, diagram: Diagram = EMPTY) -> None:
        self.routes: dict[LinkId, tuple[Point, ...]] = {}
        self.labels: Mapping[LinkId, LabelPlace] = {}
        self._diagram = EMPTY
        self._obstacles = Obstacles()
        self._outlets: dict[str, Outlet] = {}
        self._titles: dict[str, Rectangle] = {}
        self._boxes: dict[str, Rectangle] = {}
        self._courses: dict[str, _Course] = {}
        self._paths: dict[str, Path] = {}
        self._strokes = CellIndex()
        self._options: dict[str, tuple[tuple[str, ...], tuple[Option, ...], Rectangle]] = {}
        if diagram is not EMPTY:
            self.update(diagram)

    def update(self, diagram: Diagram) -> frozenset[LinkId]:
        """Follow ``diagram`` and return the links whose route or label changed or went."""
        changes = diff(self._diagram, diagram)
        before, self._diagram = self._diagram, diagram
        if not changes.touches_drawing:
            return frozenset()
        known = dict(self._boxes)
        dirty = self._follow_elements(diagram, {*changes.elements, *changes.boxes})
        boxes = _differing(known, self._boxes, dirty)
        touched = {str(key) for key in (*changes.links, *changes.bends)}
        for link_id in (key for key, value in changes.links.items() if value is None):
            self._forget(str(link_id))
        areas = [area for part in dirty.values() for area in part]
        for key, course in self._courses.items():
            ends = (course.link.source, course.link.target)
            is_near = course.has_seen(areas) or any(_meet(course.around, box) for box in boxes)
            if is_near or not dirty.keys().isdisjoint(ends):
                touched.add(key)
        links = diagram.topology.links
        for key in sorted(touched):
            if (link := links.get(LinkId(key))) is not None:
                self._courses[key] = self._chosen(link)
        self._lay(touched)
        renamed = {
            str(key)
            for key in changes.links
            if (old := before.topology.links.get(key)) is None
            or (new := links.get(key)) is None
            or old.label != new.label
        }
        moved = self._publish(dirty, renamed)
        return frozenset(LinkId(key) for key in moved | renamed)

    def preview(self, source: ElementId, to: Point) -> tuple[Point, ...]:
        """Return a simple line from ``source`` to a free point, for a link being drawn."""
        own = self._outlets[source]
        aim = (to.x, to.y)
        found: list[tuple[float, Path]] = []
        for side in _SIDES:
            low, high = own.span(side)
            axis = 1 if side in (LEFT, RIGHT) else 0
            middle = own.centre()[axis]
            for place in (middle, min(max(aim[axis], low), high)):
                x, y, direction = own.port(side, place)
                found.extend(
                    (plain_cost(path), path)
                    for back in _SIDES
                    for path in shapes((x, y), direction, aim, back)
                )
        return tuple(Point(x, y) for x, y in min(found)[1])

    def _forget(self, key: str) -> None:
        self._courses.pop(key, None)
        self._options.pop(key, None)

    def _follow_elements(
        self, diagram: Diagram, ids: Iterable[ElementId]
    ) -> dict[str, tuple[Rectangle, ...]]:
        """Enter changed elements; return the areas they had and have where these differ."""
        dirty: dict[str, tuple[Rectangle, ...]] = {}
        for key in ids:
            element = diagram.topology.elements.get(key)
            box = diagram.layout.boxes.get(key)
            old, old_title = self._outlets.pop(key, None), self._titles.pop(key, None)
            self._boxes.pop(key, None)
            if element is None or box is None:
                self._obstacles.remove(key)
                new, new_title = None, None
            else:
                new, new_title = self._entered(element, box, old)
            if old != new or old_title != new_title:
                dirty[key] = (*_marks(old, old_title), *_marks(new, new_title))
        return dirty

    def _entered(
        self, element: Element, box: Box, old: Outlet | None
    ) -> tuple[Outlet, Rectangle | None]:
        key, new = str(element.id), outlet(element, box)
        self._outlets[key] = new
        if not element.kind.is_container:
            if old is not None and old.is_box:
                self._obstacles.remove(key)
            if old is None or old.solid != new.solid:
                self._obstacles.solid.put(key, new.solid)
            return new, None
        area = title(element, box, LIGHT.container(element.kind, element.service)).area
        written = (area.x, area.y, area.right, area.bottom)
        self._titles[key] = written
        self._boxes[key] = new.border
        self._obstacles.solid.put(key, ())
        self._obstacles.put_container(key, new.border, written)
        return new, written

    def _chosen(self, link: Link) -> _Course:
        """Choose the sides of one link, as if it were alone."""
        first, second = self._outlets[link.source], self._outlets[link.target]
        inside = (_is_around(first, second), _is_around(second, first))
        own = frozenset({str(link.source), str(link.target)})
        extra = tuple(
            end.border
            for end, within in ((first, inside[0]), (second, inside[1]))
            if end.is_box and not end.solid and not within
        )
        around = _between(first.centre(), second.centre())
        foreign = self._foreign(around, first.centre(), second.centre())
        survey = Survey(self._obstacles, own, extra if not any(inside) else (), foreign)
        points = self._diagram.layout.bends.get(link.id, ())
        bends = tuple((point.x, point.y) for point in points)
        alone: Path = ()
        if bends:
            ends = self._ends_by_bends(link, inside, bends)
        else:
            ends, alone = self._ends_by_cost(link, inside, survey)
            ends = replace(ends, turns=(turn_of(alone), turn_of(alone[::-1])))
        return _Course(link, bends, ends, survey, around=around, alone=alone)

    def _foreign(self, area: Rectangle, first: Spot, second: Spot) -> tuple[Rectangle, ...]:
        """Return the boxes in ``area`` that hold neither of two places."""
        found = [
            box
            for box in self._boxes.values()
            if _meet(box, area) and not _holds(box, first) and not _holds(box, second)
        ]
        return tuple(sorted(found)[:_MOST_FOREIGN])

    def _ends_by_bends(
        self, link: Link, inside: tuple[bool, bool], bends: tuple[Spot, ...]
    ) -> Ends:
        sides: list[int] = []
        fixed: list[float] = []
        for end, bend in ((link.source, bends[0]), (link.target, bends[-1])):
            side = _side_towards(self._outlets[end].border, bend)
            sides.append(side)
            fixed.append(bend[1] if side in (LEFT, RIGHT) else bend[0])
        return Ends(
            str(link.id),
            ((str(link.source), sides[0]), (str(link.target), sides[1])),
            inside,
            (bends[0], bends[-1]),
            (fixed[0], fixed[1]),
        )

    def _ends_by_cost(
        self, link: Link, inside: tuple[bool, bool], survey: Survey
    ) -> tuple[Ends, Path]:
        source, target = str(link.source), str(link.target)
        first, second = self._outlets[source], self._outlets[target]
        aims = (second.centre(), first.centre())
        found: list[tuple[float, Path]] = []
        tags: dict[Path, Ends] = {}
        for side in _SIDES:
            for other in _SIDES:
                ends = Ends(str(link.id), ((source, side), (target, other)), inside, aims)
                here = first.port(side, natural_place(ends, 0, self._outlets), inside[0])
                there = second.port(other, natural_place(ends, 1, self._outlets), inside[1])
                below = _BELOW_COST * ((side == DOWN) + (other == DOWN))
                for path in shapes(here[:2], here[2], there[:2], there[2]):
                    found.append((plain_cost(path) + below, path))
                    tags.setdefault(path, ends)
        cost, path = cheapest(found, survey)
        if cost < _worth_a_search(path):
            return tags[path], path
        return self._ends_by_search(link, inside, survey, (cost, tags[path], path))

    def _ends_by_search(
        self,
        link: Link,
        inside: tuple[bool, bool],
        survey: Survey,
        known: tuple[float, Ends, Path],
    ) -> tuple[Ends, Path]:
        source, target = str(link.source), str(link.target)
        first, second = self._outlets[source], self._outlets[target]
        aims = (second.centre(), first.centre())
        starts: dict[Spot, int] = {}
        goals: dict[Spot, int] = {}
        ports: tuple[list[Port], list[Port]] = ([], [])
        for side in _SIDES:
            ends = Ends(str(link.id), ((source, side), (target, side)), inside, aims)
            for index, (own, sides) in enumerate(((first, starts), (second, goals))):
                axis = 1 if side in (LEFT, RIGHT) else 0
                place = own.centre()[axis]
                if own.is_box:
                    place = natural_place(ends, index, self._outlets)
                port = own.port(side, place, inside[index])
                sides[port[:2]] = side
                ports[index].append(port)
        path = searched(ports[0], ports[1], survey)
        if price_of(path, survey) >= known[0]:
            return known[1:]
        slots = ((source, starts[path[0]]), (target, goals[path[-1]]))
        return Ends(str(link.id), slots, inside, aims), path

    def _lay(self, touched: set[str]) -> None:
        """Give every link its ports, and those that need it a new path."""
        order = [str(key) for key in self._diagram.topology.links]
        ports = assign([self._courses[key].ends for key in order], self._outlets)
        for key in order:
            course = self._courses[key]
            if key not in touched and course.ports == ports[key]:
                continue
            course.ports = ports[key]
            course.path = self._path(course, ports[key])
            course.extent = reduce(united, course.survey.seen, NOTHING)

    def _path(self, course: _Course, ports: tuple[Port, Port]) -> Path:
        here, there = ports
        if course.bends:
            return through(here, course.bends, there)
        if course.alone and course.alone[0] == here[:2] and course.alone[-1] == there[:2]:
            return course.alone
        found = [(plain_cost(p), p) for p in shapes(here[:2], here[2], there[:2], there[2])]
        cost, path = cheapest(found, course.survey)
        if cost < _worth_a_search(path):
            return path
        around = searched((here,), (there,), course.survey)
        return around if price_of(around, course.survey) < cost else path

    def _publish(self, dirty: Mapping[str, tuple[Rectangle, ...]], renamed: set[str]) -> set[str]:
        """Nudge, write ``routes`` and ``labels``; return the links whose picture changed."""
        courses = self._courses
        order = [str(key) for key in self._diagram.topology.links]
        free = {key: courses[key].path for key in order if not courses[key].bends}
        paths = nudged(free, {key: courses[key].survey for key in free})
        paths.update((key, courses[key].path) for key in order if courses[key].bends)
        changed = {key for key in {*paths, *self._paths} if paths.get(key) != self._paths.get(key)}
        areas = [area for part in dirty.values() for area in part]
        for key in changed:
            areas.extend(self._strokes.of(key))
            self._strokes.put(key, segments(paths.get(key, ())))
            areas.extend(self._strokes.of(key))
        self._paths = paths
        for key in changed:
            if key in paths:
                self.routes[LinkId(key)] = tuple(Point(x, y) for x, y in paths[key])
            else:
                self.routes.pop(LinkId(key), None)
        before = self.labels
        self._label(order, changed | renamed, areas)
        relabelled = {
            str(key) for key in {*before, *self.labels} if before.get(key) != self.labels.get(key)
        }
        return changed | relabelled

    def _label(self, order: list[str], changed: set[str], areas: list[Rectangle]) -> None:
        rated: list[tuple[str, tuple[str, ...], tuple[Option, ...]]] = []
        for key in order:
            text = self._courses[key].link.label
            if not text.strip():
                self._options.pop(key, None)
                continue
            known = self._options.get(key)
            if known is None or key in changed or any(_meet(known[2], area) for area in areas):
                lines, width, height = link_labels.label_size(text)
                ranked = link_labels.options(
                    key, self._paths[key], width, height, self._obstacles, self._strokes
                )
                known = self._options[key] = (lines, ranked, _around(ranked))
            rated.append((key, known[0], known[1]))
        self.labels = {LinkId(k): place for k, place in link_labels.chosen(rated).items()}


def through(start: Port, bends: tuple[Spot, ...], end: Port) -> Path:
    """Return the orthogonal path from port to port through ``bends``."""
    path: list[Spot] = [start[:2]]
    level = start[2] in (LEFT, RIGHT)
    targets = [*bends, end[:2]]
    for number, (x, y) in enumerate(targets):
        px, py = path[-1]
        if px != x and py != y:
            is_last = number == len(targets) - 1
            if is_last:
                level = end[2] not in (LEFT, RIGHT)
            path.append((x, py) if level else (px, y))
            level = not level
        elif px != x:
            level = True
        elif py != y:
            level = False
        path.append((x, y))
    return simplified(path)


def _side_towards(border: Rectangle, spot: Spot) -> int:
    left, top, right, bottom = border
    beyond = {
        RIGHT: spot[0] - right,
        DOWN: spot[1] - bottom,
        LEFT: left - spot[0],
        UP: top - spot[1],
    }
    return max(_SIDES, key=lambda side: beyond[side])


def _differing(
    before: Mapping[str, Rectangle], after: Mapping[str, Rectangle], keys: Iterable[str]
) -> list[Rectangle]:
    found: list[Rectangle] = []
    for key in keys:
        old, new = before.get(key), after.get(key)
        if old != new:
            found.extend(box for box in (old, new) if box is not None)
    return found


def _between(first: Spot, second: Spot) -> Rectangle:
    left, right = sorted((first[0], second[0]))
    top, bottom = sorted((first[1], second[1]))
    return (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)


def _worth_a_search(path: Path) -> float:
    """Return the cost from which on a way around may be better than the plain ``path``."""
    return min(HIT_COST, plain_cost(path) + _DETOUR_COST)


def _is_around(box: Outlet, other: Outlet) -> bool:
    if not box.is_box or box.solid:
        return False
    return _holds(box.border, other.centre())


def _holds(box: Rectangle, spot: Spot) -> bool:
    return box[0] < spot[0] < box[2] and box[1] < spot[1] < box[3]


def _marks(part: Outlet | None, written: Rectangle | None) -> Iterator[Rectangle]:
    """Yield the areas in which an element can matter to the links of others."""
    if part is None:
        return
    yield from part.solid
    if written is not None:
        yield part.border


def _meet(first: Rectangle, second: Rectangle) -> bool:
    return (
        first[0] <= second[2]
        and second[0] <= first[2]
        and first[1] <= second[3]
        and second[1] <= first[3]
    )


def _around(ranked: tuple[Option, ...]) -> Rectangle:
    left, top, right, bottom = reduce(united, (shape for _, shape in ranked), NOTHING)
    # A border up to this far away counts as lying under the label.
    return (left - 8, top - 8, right + 8, bottom + 8)
