"""Chooses the sides and the path of one connector, given all that is in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from designer.model.layout import Point
from designer.model.links import Link
from designer.render.obstacles import HIT_COST, NOTHING, Obstacles, Rectangle, Survey
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
    shapes,
    simplified,
)
from designer.render.ports import Ends, Outlet, natural_place, turn_of

SIDES = (RIGHT, LEFT, DOWN, UP)
_BELOW_COST = 6.0
_DETOUR_COST = 160.0
_AROUND = 160.0
_MOST_FOREIGN = 24


@dataclass(slots=True)
class Course:
    """What is known of one link between updates.

    Attributes:
        around: where it looked for containers to keep out of.
        alone: the path it would take if it shared its sides with no other link.
    """

    link: Link
    bends: tuple[Spot, ...]
    ends: Ends
    survey: Survey
    around: Rectangle = NOTHING
    path: Path = ()
    alone: Path = ()


class Pathfinder:
    """Finds courses among obstacles; all it is given is read live.

    Args:
        obstacles: what links keep away from.
        outlets: where links may end, by element id.
    """

    def __init__(self, obstacles: Obstacles, outlets: Mapping[str, Outlet]) -> None:
        self._obstacles = obstacles
        self._outlets = outlets

    def course(self, link: Link, points: tuple[Point, ...]) -> Course:
        """Choose the sides of one link, bent at ``points``, as if it were alone."""
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
        bends = tuple((point.x, point.y) for point in points)
        alone: Path = ()
        if bends:
            ends = self._ends_by_bends(link, inside, bends)
        else:
            ends, alone = self._ends_by_cost(link, inside, survey)
            ends = replace(ends, turns=(turn_of(alone), turn_of(alone[::-1])))
        return Course(link, bends, ends, survey, around=around, alone=alone)

    def _foreign(self, area: Rectangle, first: Spot, second: Spot) -> tuple[Rectangle, ...]:
        """Return the boxes in ``area`` that hold neither of two places."""
        found = [
            box
            for box in self._obstacles.boxes.touching(area).values()
            if not _holds(box, first) and not _holds(box, second)
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
        for side in SIDES:
            for other in SIDES:
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
        for side in SIDES:
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

    def path(self, course: Course, ports: tuple[Port, Port]) -> Path:
        """Return the path of a link between the ports it was given."""
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
    return max(SIDES, key=lambda side: beyond[side])


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
