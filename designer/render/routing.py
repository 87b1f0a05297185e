"""Routes every link of a diagram: orthogonal lines from border to border around the pictures.

The route of a link depends only on what lies near it and on the links that share a side with it,
so a change is followed by routing a few links again, with the same result as routing all.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

from designer.model.changes import diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.render import link_labels
from designer.render.courses import SIDES, Course, Pathfinder
from designer.render.link_labels import LabelPlace, Option
from designer.render.nudging import nudged
from designer.render.obstacles import NOTHING, CellIndex, Obstacles, Rectangle, meet, united
from designer.render.paths import LEFT, RIGHT, Path, plain_cost, segments, shapes
from designer.render.ports import Outlet, assign, outlet
from designer.render.shapes import title
from designer.render.theme import LIGHT


def route(diagram: Diagram) -> dict[LinkId, tuple[Point, ...]]:
    """Return the corner points of every link, ends included, in scene units."""
    return dict(Router(diagram).routes)


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
        self._finder = Pathfinder(self._obstacles, self._outlets, self._boxes)
        self._courses: dict[str, Course] = {}
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
            is_near = course.has_seen(areas) or any(meet(course.around, box) for box in boxes)
            if is_near or not dirty.keys().isdisjoint(ends):
                touched.add(key)
        links = diagram.topology.links
        for key in sorted(touched):
            if (link := links.get(LinkId(key))) is not None:
                points = diagram.layout.bends.get(link.id, ())
                self._courses[key] = self._finder.course(link, points)
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
        for side in SIDES:
            low, high = own.span(side)
            axis = 1 if side in (LEFT, RIGHT) else 0
            middle = own.centre()[axis]
            for place in (middle, min(max(aim[axis], low), high)):
                x, y, direction = own.port(side, place)
                found.extend(
                    (plain_cost(path), path)
                    for back in SIDES
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

    def _lay(self, touched: set[str]) -> None:
        """Give every link its ports, and those that need it a new path."""
        order = [str(key) for key in self._diagram.topology.links]
        ports = assign([self._courses[key].ends for key in order], self._outlets)
        for key in order:
            course = self._courses[key]
            if key not in touched and course.ports == ports[key]:
                continue
            course.ports = ports[key]
            course.path = self._finder.path(course, ports[key])
            course.extent = reduce(united, course.survey.seen, NOTHING)

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
            if known is None or key in changed or any(meet(known[2], area) for area in areas):
                lines, width, height = link_labels.label_size(text)
                ranked = link_labels.options(
                    key, self._paths[key], width, height, self._obstacles, self._strokes
                )
                known = self._options[key] = (lines, ranked, _around(ranked))
            rated.append((key, known[0], known[1]))
        self.labels = {LinkId(k): place for k, place in link_labels.chosen(rated).items()}


def _differing(
    before: Mapping[str, Rectangle], after: Mapping[str, Rectangle], keys: Iterable[str]
) -> list[Rectangle]:
    found: list[Rectangle] = []
    for key in keys:
        old, new = before.get(key), after.get(key)
        if old != new:
            found.extend(box for box in (old, new) if box is not None)
    return found


def _marks(part: Outlet | None, written: Rectangle | None) -> Iterator[Rectangle]:
    """Yield the areas in which an element can matter to the links of others."""
    if part is None:
        return
    yield from part.solid
    if written is not None:
        yield part.border


def _around(ranked: tuple[Option, ...]) -> Rectangle:
    left, top, right, bottom = reduce(united, (shape for _, shape in ranked), NOTHING)
    # A border up to this far away counts as lying under the label.
    return (left - 8, top - 8, right + 8, bottom + 8)
