"""Routes every link of a diagram: orthogonal lines from border to border around the pictures.

The route of a link depends only on what lies near it and on the links that share a side with it,
so a change is followed by routing a few links again, with the same result as routing all. The
work comes in small pieces, so that whoever has no time to wait can do something else in between.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from designer.model.changes import ChangeSet, diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.render.courses import SIDES, Course, Pathfinder
from designer.render.link_labels import LabelPlace, LabelPlaces, rated
from designer.render.nudging import Nudger
from designer.render.obstacles import (
    NOTHING,
    CellIndex,
    Obstacles,
    Rectangle,
    Survey,
    rectangle_of,
)
from designer.render.paths import LEFT, RIGHT, Path, plain_cost, segments, shapes
from designer.render.ports import Ends, Moorings, Outlet, outlet
from designer.render.shapes import title
from designer.render.theme import LIGHT

_BATCH = 24
_ENTERED = 32
_WIDE_CELL = 1280.0


def route(diagram: Diagram) -> dict[LinkId, tuple[Point, ...]]:
    """Return the corner points of every link, ends included, in scene units."""
    return dict(Router(diagram).routes)


class Router:
    """Keeps the routes of one diagram up to date.

    `update` does it at once; `follow` only takes note, and `advance` then does the work a piece
    at a time: routes and labels are those of the links that it has got to.

    Attributes:
        routes: corner points by link id, from the source's border to the target's.
        labels: place of the label of every link that has one.
    """

    def __init__(self, diagram: Diagram = EMPTY) -> None:
        self.routes: dict[LinkId, tuple[Point, ...]] = {}
        self._diagram = EMPTY
        self._rank: dict[str, int] = {}
        self._obstacles = Obstacles()
        self._outlets: dict[str, Outlet] = {}
        self._titles: dict[str, Rectangle] = {}
        self._boxes: dict[str, Rectangle] = {}
        self._finder = Pathfinder(self._obstacles, self._outlets)
        self._courses: dict[str, Course] = {}
        self._surveys: dict[str, Survey] = {}
        self._extents, self._arounds = CellIndex(_WIDE_CELL), CellIndex(_WIDE_CELL)
        self._moorings, self._nudger = Moorings(self._outlets), Nudger()
        self._paths: dict[str, Path] = {}
        self._strokes = CellIndex(_WIDE_CELL / 2)
        self._labels = LabelPlaces()
        # The work that is left, in the order in which it is done.
        self._new: dict[ElementId, None] = {}
        self._severed: set[str] = set()
        self._pending: dict[str, None] = {}
        self._batch: list[str] = []
        self._unmoored: dict[str, Ends | None] = {}
        self._unlaid: set[str] = set()
        self._unpublished: set[str] = set()
        self._relabel: set[str] = set()
        self._areas: list[Rectangle] = []
        self._news: set[str] = set()
        self._first: frozenset[str] = frozenset()
        if diagram is not EMPTY:
            self.update(diagram)

    @property
    def labels(self) -> Mapping[LinkId, LabelPlace]:
        """Places of labels by link id."""
        return self._labels.places

    def update(self, diagram: Diagram) -> frozenset[LinkId]:
        """Follow ``diagram`` and return the links whose route or label changed or went."""
        self.follow(diagram)
        while self.advance(most=len(self._rank)):
            pass
        return self.news()

    def news(self) -> frozenset[LinkId]:
        """Return the links whose route or label changed or went since this was asked last."""
        news, self._news = self._news, set()
        return frozenset(LinkId(key) for key in news)

    @property
    def stale(self) -> frozenset[LinkId]:
        """Links that have no route of the present diagram yet: an end or the link is another."""
        return frozenset(LinkId(key) for key in self._severed)

    def is_stale(self, link: LinkId) -> bool:
        """Tell whether ``link`` is one of `stale`."""
        return link in self._severed

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is left to do."""
        return not (
            self._new
            or self._pending
            or self._batch
            or self._unmoored
            or self._unlaid
            or self._unpublished
            or self._relabel
            or self._areas
        )

    @property
    def is_between_batches(self) -> bool:
        """Tell whether the next piece of work begins with other links."""
        return bool(self._pending) and not (self._batch or self._unmoored or self._unlaid)

    def prefer(self, links: Iterable[LinkId]) -> None:
        """Get to ``links`` before all others."""
        self._first = frozenset(str(link) for link in links)

    def follow(self, diagram: Diagram) -> None:
        """Take note of what is another in ``diagram``."""
        changes = diff(self._diagram, diagram)
        before, self._diagram = self._diagram, diagram
        if not changes.touches_drawing:
            return
        if diagram.topology.links is not before.topology.links:
            self._rank_anew(changes)
        severed = {str(key) for key in (*changes.links, *changes.bends)}
        # Links of a new element are new themselves: it can wait until there is time for it.
        self._new.update(dict.fromkeys(changes.elements))
        known = [one for one in {*changes.elements, *changes.boxes} if one in self._outlets]
        elements = diagram.topology.elements
        for gone in [one for one in self._new if one in known or one not in elements]:
            del self._new[gone]
        for dirty in self._enter(known):
            severed.update(str(one.id) for one in diagram.topology.links_of(ElementId(dirty)))
        severed &= self._rank.keys()
        for key in severed:
            # Until its turn comes, a link whose end is gone is no neighbour of those that stay.
            if key in self._courses and not self._has_ends(key):
                self._unmoored[key] = None
                self._unlaid.discard(key)
        self._severed |= severed
        self._wait(severed)
        for key, link in changes.links.items():
            old = before.topology.links.get(key)
            if old is None or link is None or old.label != link.label:
                self._relabel.add(str(key))

    def advance(self, most: int = _BATCH) -> bool:
        """Do a small piece of the work; tell whether there was something to do.

        Args:
            most: how many links are brought to an end together; ``routes`` changes only then.
        """
        if self._new:
            some = list(islice(self._new, _ENTERED))
            for key in some:
                del self._new[key]
            self._enter(some)
        elif self._batch:
            self._choose(self._batch.pop())
        elif self._unmoored:
            changes, self._unmoored = self._unmoored, {}
            moved = self._moorings.update(changes, self._rank)
            self._unlaid |= moved
        elif self._unlaid:
            self._lay(self._unlaid.pop())
        elif self._unpublished or self._areas or self._relabel:
            self._publish()
        elif self._pending:
            self._batch = self._next(most)
        else:
            return False
        return True

    def preview(self, source: ElementId, to: Point) -> tuple[Point, ...]:
        """Return a simple line from ``source`` to a free point, for a link being drawn."""
        if source in self._new:
            del self._new[source]
            self._enter((source,))
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

    # Taking note.

    def _rank_anew(self, changes: ChangeSet) -> None:
        """Number the links anew, and forget those that are gone."""
        links = self._diagram.topology.links
        before, self._rank = self._rank, {str(key): at for at, key in enumerate(links)}
        for key, link in changes.links.items():
            if link is None:
                self._forget(str(key))
        order = [key for key in before if key in self._rank]
        if sorted(order, key=self._rank.__getitem__) != order:
            # Who comes first has the choice, so with another order everything may be another.
            self._pending.update(dict.fromkeys(order))
            self._relabel.update(order)
            self._unmoored.update((key, self._courses[key].ends) for key in self._courses)

    def _has_ends(self, key: str) -> bool:
        """Tell whether the elements that a link was moored to are still there."""
        return all(slot[0] in self._outlets for slot in self._courses[key].ends.slots)

    def _forget(self, key: str) -> None:
        self._courses.pop(key, None)
        self._extents.put(key, ())
        self._arounds.put(key, ())
        self._pending.pop(key, None)
        self._severed.discard(key)
        self._unlaid.discard(key)
        self._batch = [other for other in self._batch if other != key]
        self._unmoored[key] = None
        self._unpublished.add(key)

    def _wait(self, links: Iterable[str]) -> None:
        """Route ``links`` again when their turn comes, and before them what was begun."""
        wanted = dict.fromkeys((*self._batch, *sorted(links)))
        self._batch = []
        self._pending.update((key, None) for key in wanted if key in self._rank)

    def _enter(self, ids: Iterable[ElementId]) -> Iterable[str]:
        """Enter elements, let the links near them wait, and return those that differ."""
        known = dict(self._boxes)
        dirty = self._follow_elements(self._diagram, ids)
        areas = [area for part in dirty.values() for area in part]
        self._areas += areas
        self._wait(self._near(areas, _differing(known, self._boxes, dirty)))
        return dirty.keys()

    def _near(self, areas: Iterable[Rectangle], boxes: Iterable[Rectangle]) -> set[str]:
        """Return the links that have looked at one of ``areas`` or for one of ``boxes``."""
        found: set[str] = set()
        for area in areas:
            for key, _ in self._extents.touching(area):
                if key not in found and self._surveys[key].has_seen(area):
                    found.add(key)
        for box in boxes:
            found.update(key for key, _ in self._arounds.touching(box))
        return found

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
        style = LIGHT.container(element.kind, element.service)
        written = rectangle_of(title(element, box, style).area)
        self._titles[key] = written
        self._boxes[key] = new.border
        self._obstacles.solid.put(key, ())
        self._obstacles.put_container(key, new.border, written)
        return new, written

    # Doing the work.

    def _next(self, most: int) -> list[str]:
        """Take the links that come next from those that wait, in no less than one batch."""
        sooner = [key for key in self._pending if key in self._severed]
        sooner = sooner or list(self._pending)
        liked = [key for key in sooner if key in self._first]
        batch = (liked or sooner)[:most]
        for key in batch:
            del self._pending[key]
        return batch[::-1]

    def _choose(self, key: str) -> None:
        link = self._diagram.topology.links[LinkId(key)]
        points = self._diagram.layout.bends.get(link.id, ())
        course = self._courses[key] = self._finder.course(link, points)
        self._surveys[key] = course.survey
        self._arounds.put(key, (course.around,))
        self._look(key)
        self._unmoored[key] = course.ends

    def _look(self, key: str) -> None:
        """Note how far a link has looked around."""
        extent = self._surveys[key].keep()
        self._extents.put(key, (extent,) if extent is not NOTHING else ())

    def _lay(self, key: str) -> None:
        if key in self._pending:
            # What it is laid by is no longer true, and its turn will come.
            return
        course = self._courses[key]
        course.path = self._finder.path(course, self._moorings.ports(key))
        self._look(key)
        self._unpublished.add(key)

    def _publish(self) -> None:
        """Nudge, write ``routes`` and ``labels``, and note the links whose picture changed."""
        # Those that wait again will come again, with what is true then.
        ready, self._unpublished = self._unpublished - self._pending.keys(), set()
        self._severed -= ready
        courses = self._courses
        free: dict[str, Path | None] = {}
        for key in ready:
            course = courses.get(key)
            free[key] = None if course is None or course.bends else course.path
            if course is None:
                self._surveys.pop(key, None)
        paths: dict[str, Path | None] = dict(free)
        paths.update(self._nudger.update(free, self._surveys))
        for key in paths:
            if key in courses:
                if courses[key].bends:
                    paths[key] = courses[key].path
                self._look(key)
        changed = {key for key, path in paths.items() if path != self._paths.get(key)}
        areas, self._areas = self._areas, []
        for key in changed:
            path = paths[key]
            areas.extend(self._strokes.of(key))
            self._strokes.put(key, segments(path) if path is not None else ())
            areas.extend(self._strokes.of(key))
            if path is None:
                del self._paths[key]
                self.routes.pop(LinkId(key), None)
            else:
                self._paths[key] = path
                self.routes[LinkId(key)] = tuple(Point(x, y) for x, y in path)
        relabel, self._relabel = self._relabel, set()
        self._news |= changed | relabel | self._label(changed | relabel, areas)

    def _label(self, changed: set[str], areas: Iterable[Rectangle]) -> set[str]:
        wanted = set(changed)
        for area in areas:
            wanted |= self._labels.near(area)
        links = self._diagram.topology.links
        found = {}
        for key in wanted:
            link, path = links.get(LinkId(key)), self._paths.get(key)
            label = "" if link is None or path is None else link.label
            found[key] = (
                rated(key, label, path, self._obstacles, self._strokes)
                if label.strip() and path is not None
                else None
            )
        return self._labels.update(found, self._rank)


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
