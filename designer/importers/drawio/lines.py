"""Puts the lines of a page together: which segments are one connection, and what it ends at.

An end is attached by id, or touches an icon, or meets another loose end, or lies on another line,
or comes close to something. Segments that meet are one connection with as many ends as reach a
shape; lines that reach nothing are frames, dividers and other decoration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from designer.importers.drawio.cells import Cell, Style
from designer.importers.drawio.limits import MAX_LINES
from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.spatial import BoxIndex, border_distance
from designer.model.layout import Box, Point
from designer.storage.refusal import Refused

_TOUCHING = 10.0
_MEETING = 8.0
_NEAR = 40.0
_AHEAD = 80.0
_BORDER = 10.0
_BLUNT = frozenset(
    {"none", "oval", "dash", "cross", "box", "circle", "diamondThin", "manyOptional"}
)


@dataclass(slots=True)
class End:
    """One end of a connection.

    Attributes:
        shape: cell id of what it reaches.
        has_arrow: an arrowhead points at it.
        how: why it is taken for this end when no id says so; "" when attached.
    """

    shape: str
    has_arrow: bool
    how: str = ""


@dataclass(slots=True)
class Connection:
    """Lines that are one.

    Attributes:
        lines: ids of the cells, in drawing order.
        ends: in drawing order, sources first.
        bends: the corners from the first end to the last, for a single attached line.
    """

    lines: list[str]
    ends: list[End]
    label: str = ""
    is_dashed: bool = False
    bends: tuple[Point, ...] = ()


@dataclass(slots=True)
class LineWork:
    """The connections of a page and the lines that are none."""

    connections: list[Connection] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    cell: Cell
    start: Point | None
    end: Point | None
    corners: list[Point]
    labels: list[str]
    joined: list["_Node | None"] = field(default_factory=lambda: [None, None])

    @property
    def arrows(self) -> tuple[bool, bool]:
        style = self.cell.style
        return _is_arrow(style, "startArrow", "none"), _is_arrow(style, "endArrow", "classic")


@dataclass(slots=True)
class _Node:
    """What an end reaches: a shape, or a meeting of lines."""

    shape: str = ""
    how: str = ""
    lines: list[str] = field(default_factory=list)


def _is_arrow(style: Style, key: str, default: str) -> bool:
    return style.get(key, default) not in _BLUNT


def connections_of(
    cells: Sequence[Cell], shapes: Sequence[Shape], owners: Mapping[str, str]
) -> LineWork:
    """Return the connections between ``shapes``.

    Args:
        cells: all cells of the page.
        shapes: its vertices.
        owners: cells that count as another shape: texts as the icon they name, and so on.
    """
    return _LineWorker(cells, shapes, owners).work()


class _LineWorker:
    def __init__(
        self, cells: Sequence[Cell], shapes: Sequence[Shape], owners: Mapping[str, str]
    ) -> None:
        self._shapes = {shape.key: shape for shape in shapes}
        self._owners = owners
        self._labels: dict[str, list[str]] = {}
        for cell in cells:
            if cell.labelled and cell.lines:
                self._labels.setdefault(cell.labelled, []).append(cell.text)
        self._label_cells = {cell.key: cell.labelled for cell in cells if cell.labelled}
        self._lines = {cell.key: self._line(cell) for cell in cells if cell.is_edge}
        if len(self._lines) > MAX_LINES:
            raise Refused("", f"has more than {MAX_LINES:,} lines on one page")
        self._targets = [s for s in shapes if self._is_target(s)]
        self._index = BoxIndex([shape.box for shape in self._targets])
        self._merged: dict[str, str] = {}

    def _is_target(self, shape: Shape) -> bool:
        if shape.what in (What.TEXT, What.JUNCTION):
            return True
        if shape.what is What.DECORATION:
            return shape.key in self._owners
        return True

    def _line(self, cell: Cell) -> _Line:
        labels = [cell.text] if cell.lines else []
        return _Line(
            cell,
            self._port(cell, cell.source, "exit") or cell.first,
            self._port(cell, cell.target, "entry") or cell.last,
            list(cell.points),
            labels + self._labels.get(cell.key, []),
        )

    def _port(self, cell: Cell, key: str, side: str) -> Point | None:
        shape = self._shapes.get(key)
        if shape is None:
            return None
        x, y = (_fraction(cell.style.get(f"{side}{axis}")) for axis in "XY")
        return Point(shape.box.x + x * shape.box.width, shape.box.y + y * shape.box.height)

    def work(self) -> LineWork:
        """Return all connections."""
        result = LineWork()
        for line in self._lines.values():
            self._attach(line, 0, line.cell.source)
            self._attach(line, 1, line.cell.target)
        for line in self._lines.values():
            for side in (0, 1):
                if line.joined[side] is None:
                    self._touch(line, side)
        self._meet()
        for line in self._lines.values():
            for side in (0, 1):
                if line.joined[side] is None:
                    self._reach(line, side)
        for group in self._groups():
            self._finish(group, result)
        return result

    def _attach(self, line: _Line, side: int, key: str) -> None:
        if not key:
            return
        key = self._label_cells.get(key, key)
        if key in self._lines:
            if key != line.cell.key:
                line.joined[side] = _Node(lines=[key])
            return
        line.joined[side] = self._node(key, "")

    def _node(self, key: str, how: str) -> _Node | None:
        seen: set[str] = set()
        while key in self._owners and key not in seen:
            seen.add(key)
            key = self._owners[key]
        shape = self._shapes.get(key)
        if shape is None or (shape.what is What.DECORATION and not _is_passage(shape)):
            return None
        return _Node(shape=key, how=how)

    def _loose(self, line: _Line, side: int) -> Point | None:
        attached = line.cell.source if side == 0 else line.cell.target
        if attached and attached in self._shapes:
            return None  # it says where it ends, and that is decoration
        return line.end if side else line.start

    def _touch(self, line: _Line, side: int) -> None:
        point = self._loose(line, side)
        if point is None:
            return
        for _, i in self._index.near(point, _TOUCHING):
            shape = self._targets[i]
            if shape.is_box or (shape.what is What.PLAIN and shape.holds):
                continue
            node = self._node(shape.key, "its end touches it")
            if node is not None and not self._is_other_end(line, side, node):
                line.joined[side] = node
                return

    def _is_other_end(self, line: _Line, side: int, node: _Node) -> bool:
        other = line.joined[1 - side]
        return other is not None and bool(other.shape) and other.shape == node.shape

    def _meet(self) -> None:
        """Join loose ends to each other and to the lines they lie on."""
        ends = [
            (line, side, point)
            for line in self._lines.values()
            for side in (0, 1)
            if line.joined[side] is None and (point := self._loose(line, side)) is not None
        ]
        if not ends:
            return
        ends.sort(key=lambda end: end[2].x)
        for i, (line, side, point) in enumerate(ends):
            for other, other_side, at in ends[i + 1 :]:
                if at.x - point.x > _MEETING:
                    break
                if other is not line and abs(at.y - point.y) <= _MEETING:
                    line.joined[side] = line.joined[side] or _Node()
                    line.joined[side].lines.append(other.cell.key)  # type: ignore[union-attr]
                    other.joined[other_side] = other.joined[other_side] or _Node()
        paths = {key: path for key, line in self._lines.items() if (path := _paths(line))}
        keys = list(paths)
        index = BoxIndex([_hull(path) for path in paths.values()])
        for line, side, point in ends:
            if line.joined[side] is None:
                for i in sorted(index.holding(point)):
                    if keys[i] != line.cell.key and _lies_on(point, paths[keys[i]]):
                        line.joined[side] = _Node(lines=[keys[i]])
                        break

    def _reach(self, line: _Line, side: int) -> None:
        """Take a loose end to the nearest sensible shape."""
        point = self._loose(line, side)
        if point is None:
            return
        other = line.joined[1 - side]
        if other is None and not any(line.arrows):
            return  # two loose ends without an arrow: a divider or a frame
        best = self._nearest(line, side, point)
        if best is not None:
            line.joined[side] = best

    def _nearest(self, line: _Line, side: int, point: Point) -> _Node | None:
        for _, i in self._index.near(point, _NEAR):
            shape = self._targets[i]
            if shape.is_box or (shape.what is What.PLAIN and shape.holds):
                continue
            node = self._node(shape.key, "it is the nearest to its loose end")
            if node is not None and not self._is_other_end(line, side, node):
                return node
        node = self._ahead(line, side, point)
        if node is not None:
            return node
        for _, i in self._index.near(point, _BORDER):
            shape = self._targets[i]
            if shape.is_box and border_distance(point, shape.box) <= _BORDER:
                node = self._node(shape.key, "its end lies on its border")
                if node is not None and not self._is_other_end(line, side, node):
                    return node
        return None

    def _ahead(self, line: _Line, side: int, point: Point) -> _Node | None:
        """Return what the line would run into if it were a little longer."""
        path = [p for p in (line.start, *line.corners, line.end) if p is not None]
        if len(path) < 2:
            return None
        before = path[1] if side == 0 else path[-2]
        length = hypot(point.x - before.x, point.y - before.y)
        if length < 1:
            return None
        step = Point((point.x - before.x) / length, (point.y - before.y) / length)
        for distance in (_AHEAD / 2, _AHEAD):
            at = point.moved(step.x * distance, step.y * distance)
            for _, i in self._index.near(at, _TOUCHING):
                shape = self._targets[i]
                if shape.is_box or shape.what in (What.TEXT, What.JUNCTION) or shape.holds:
                    continue
                node = self._node(shape.key, "it is straight ahead of its loose end")
                if node is not None and not self._is_other_end(line, side, node):
                    return node
        return None

    def _root(self, key: str) -> str:
        while self._merged.get(key, key) != key:
            above = self._merged[key]
            self._merged[key] = self._merged.get(above, above)
            key = above
        return key

    def _groups(self) -> list[list[_Line]]:
        junctions: dict[str, str] = {}
        for key, line in self._lines.items():
            for node in line.joined:
                if node is None:
                    continue
                for other in node.lines:
                    self._merged[self._root(other)] = self._root(key)
                shape = self._shapes.get(node.shape)
                if shape is not None and _is_passage(shape):
                    first = junctions.setdefault(node.shape, key)
                    self._merged[self._root(first)] = self._root(key)
        groups: dict[str, list[_Line]] = {}
        for key, line in self._lines.items():
            groups.setdefault(self._root(key), []).append(line)
        return list(groups.values())

    def _finish(self, group: list[_Line], result: LineWork) -> None:
        keys = [line.cell.key for line in group]
        ends = self._ends(group)
        if len({end.shape for end in ends}) < 2:
            bare = not ends and not any(any(line.arrows) for line in group)
            (result.frames if bare else result.loose).extend(keys)
            return
        connection = Connection(
            lines=keys,
            ends=ends,
            label=" ".join(dict.fromkeys(text for line in group for text in line.labels)),
            is_dashed=any(line.cell.style.is_on("dashed") for line in group),
        )
        if len(group) == 1 and len(ends) == 2:
            connection.bends = tuple(group[0].corners)
        result.connections.append(connection)

    def _ends(self, group: list[_Line]) -> list[End]:
        found: dict[str, End] = {}
        for side in (0, 1):
            for line in group:
                node = line.joined[side]
                if node is None or not node.shape:
                    continue
                if _is_passage(self._shapes[node.shape]):
                    continue
                arrow = line.arrows[side]
                known = found.get(node.shape)
                if known is None:
                    found[node.shape] = End(node.shape, arrow, node.how)
                else:
                    known.has_arrow = known.has_arrow or arrow
        return list(found.values())


def _is_passage(shape: Shape) -> bool:
    """Tell whether lines run on through ``shape``: a dot, or a padlock drawn in their way."""
    return shape.what is What.JUNCTION or (
        shape.what is What.DECORATION and shape.stencil is not None and shape.service == ""
    )


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.5
    return value if 0.0 <= value <= 1.0 else 0.5


def _paths(line: _Line) -> list[tuple[Point, Point]]:
    """Return the segments that a line may be drawn by; for right-angled ones both elbows."""
    points = [p for p in (line.start, *line.corners, line.end) if p is not None]
    angled = line.cell.style.get("edgeStyle") not in ("", "none")
    found: list[tuple[Point, Point]] = []
    for one, other in pairwise(points):
        if angled and one.x != other.x and one.y != other.y:
            middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
            found += [
                (one, Point(middle.x, one.y)),
                (Point(middle.x, one.y), Point(middle.x, other.y)),
                (Point(middle.x, other.y), other),
                (one, Point(one.x, middle.y)),
                (Point(one.x, middle.y), Point(other.x, middle.y)),
                (Point(other.x, middle.y), other),
            ]
        else:
            found.append((one, other))
    return found


def _hull(path: Sequence[tuple[Point, Point]]) -> Box:
    xs = [point.x for segment in path for point in segment]
    ys = [point.y for segment in path for point in segment]
    box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.grown(_MEETING)


def _lies_on(point: Point, path: Sequence[tuple[Point, Point]]) -> bool:
    return any(_distance(point, one, other) <= _MEETING for one, other in path)


def _distance(point: Point, one: Point, other: Point) -> float:
    dx, dy = other.x - one.x, other.y - one.y
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((point.x - one.x) * dx + (point.y - one.y) * dy) / length
    along = min(max(along, 0.0), 1.0)
    return hypot(point.x - one.x - along * dx, point.y - one.y - along * dy)
