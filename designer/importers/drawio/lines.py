"""Puts the lines of a page together: which segments are one connection, and what it ends at.

An end is attached by id, or touches an icon, or meets another loose end, or lies on another line,
or comes close to something. Segments that meet are one connection with as many ends as reach a
shape; lines that reach nothing are frames, dividers and other decoration.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot

from designer.importers.drawio.cells import Cell, Style
from designer.importers.drawio.limits import MAX_LINES
from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.spatial import BoxIndex, border_distance
from designer.importers.drawio.strokes import Stroke, hull, lies_on, strokes
from designer.model.layout import Point
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
    def points(self) -> list[Point]:
        return [p for p in (self.start, *self.corners, self.end) if p is not None]

    @property
    def arrows(self) -> tuple[bool, bool]:
        style = self.cell.style
        return _is_arrow(style, "startArrow", "none"), _is_arrow(style, "endArrow", "classic")

    def meeting(self, side: int) -> "_Node":
        """Return what an end is joined to, if to nothing then to a new meeting of lines."""
        node = self.joined[side]
        if node is None:
            node = self.joined[side] = _Node()
        return node

    def strokes(self) -> list[Stroke]:
        is_angled = self.cell.style.get("edgeStyle") not in ("", "none")
        return strokes(self.points, is_angled=is_angled)


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
        self._targets = [s for s in shapes if s.what is not What.DECORATION or s.key in owners]
        self._index = BoxIndex([shape.box for shape in self._targets])
        self._merged: dict[str, str] = {}

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
        for line, side, point in self._loose_ends():
            line.joined[side] = self._touched(line, side, point)
        self._meet()
        for line, side, point in self._loose_ends():
            # Two loose ends without an arrow are those of a divider or a frame.
            if line.joined[1 - side] is not None or any(line.arrows):
                line.joined[side] = self._nearest(line, side, point)
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

    def _loose_ends(self) -> Iterator[tuple[_Line, int, Point]]:
        """Yield the ends that are joined to nothing so far, with their sides and places."""
        for line in self._lines.values():
            for side in (0, 1):
                attached = line.cell.target if side else line.cell.source
                point = line.end if side else line.start
                # One that is attached to a shape says where it ends, and that is decoration.
                if line.joined[side] is None and point is not None and attached not in self._shapes:
                    yield line, side, point

    def _touched(self, line: _Line, side: int, point: Point) -> _Node | None:
        touched = (i for _, i in self._index.near(point, _TOUCHING) if self._is_thing(i))
        return self._first(line, side, touched, "its end touches it")

    def _is_thing(self, target: int) -> bool:
        """Tell whether a target is no box around others."""
        shape = self._targets[target]
        return not (shape.is_box or (shape.what is What.PLAIN and shape.holds))

    def _first(self, line: _Line, side: int, targets: Iterable[int], how: str) -> _Node | None:
        """Return the first of ``targets`` that the line does not end at on its other side."""
        other = line.joined[1 - side]
        taken = "" if other is None else other.shape
        for i in targets:
            node = self._node(self._targets[i].key, how)
            if node is not None and node.shape != taken:
                return node
        return None

    def _meet(self) -> None:
        """Join loose ends to each other and to the lines they lie on."""
        ends = sorted(self._loose_ends(), key=lambda end: end[2].x)
        if not ends:
            return
        for i, (line, side, point) in enumerate(ends):
            for other, other_side, at in ends[i + 1 :]:
                if at.x - point.x > _MEETING:
                    break
                if other is not line and abs(at.y - point.y) <= _MEETING:
                    line.meeting(side).lines.append(other.cell.key)
                    other.meeting(other_side)
        paths = {key: path for key, line in self._lines.items() if (path := line.strokes())}
        keys = list(paths)
        index = BoxIndex([hull(path).grown(_MEETING) for path in paths.values()])
        for line, side, point in ends:
            if line.joined[side] is None:
                for i in sorted(index.holding(point)):
                    if keys[i] != line.cell.key and lies_on(point, paths[keys[i]], _MEETING):
                        line.joined[side] = _Node(lines=[keys[i]])
                        break

    def _nearest(self, line: _Line, side: int, point: Point) -> _Node | None:
        """Return the nearest sensible shape for a loose end."""
        near = (i for _, i in self._index.near(point, _NEAR) if self._is_thing(i))
        borders = (
            i
            for _, i in self._index.near(point, _BORDER)
            if self._targets[i].is_box and border_distance(point, self._targets[i].box) <= _BORDER
        )
        return (
            self._first(line, side, near, "it is the nearest to its loose end")
            or self._first(
                line, side, self._ahead(line, side, point), "it is straight ahead of its loose end"
            )
            or self._first(line, side, borders, "its end lies on its border")
        )

    def _ahead(self, line: _Line, side: int, point: Point) -> Iterator[int]:
        """Yield what the line would run into if it were a little longer."""
        path = line.points
        if len(path) < 2:
            return
        before = path[-2] if side else path[1]
        length = hypot(point.x - before.x, point.y - before.y)
        if length < 1:
            return
        step = Point((point.x - before.x) / length, (point.y - before.y) / length)
        for distance in (_AHEAD / 2, _AHEAD):
            at = point.moved(step.x * distance, step.y * distance)
            for _, i in self._index.near(at, _TOUCHING):
                shape = self._targets[i]
                if not (shape.is_box or shape.what in (What.TEXT, What.JUNCTION) or shape.holds):
                    yield i

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
