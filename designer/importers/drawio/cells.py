"""Reads the cells of one page: style, label, absolute place, ends and points.

A vertex's geometry is relative to its parent's corner, a label on a line to that line. Parents may
be layers, groups and containers; a parent id says where a cell was last dropped, not where it is
seen, so nothing here concludes containment from it.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from designer.importers.drawio import limits
from designer.importers.drawio.labels import lines_of
from designer.model.invariants import MAX_COORDINATE, MAX_SIZE
from designer.model.layout import Box, Point
from designer.storage.carried import ATTRIBUTE
from designer.storage.refusal import Refused

_WRAPPERS = frozenset({"UserObject", "object"})
_PLACEHOLDER_LIMIT = 50
_SLACK = MAX_SIZE  # an icon stands inside its element's box


@dataclass(frozen=True, slots=True)
class Style:
    """A cell's style: its bare words ("text", "group") and its keys."""

    words: frozenset[str]
    keys: Mapping[str, str]

    def get(self, key: str, default: str = "") -> str:
        """Return the value of ``key``."""
        return self.keys.get(key, default)

    def is_on(self, key: str) -> bool:
        """Tell whether ``key`` is 1."""
        return self.keys.get(key) == "1"

    @property
    def shape(self) -> str:
        """The name of the shape without the library's prefix, "" for a plain rectangle."""
        name = self.keys.get("shape", "")
        return name.removeprefix("mxgraph.")


@dataclass(slots=True)
class Cell:
    """One cell with its place on the page.

    Attributes:
        key: its id in the file, made unique.
        lines: its label as lines of plain text.
        attributes: what a ``UserObject`` around it says besides id and label.
        box: where it stands; for a line the bounds of its points, None when it has no place.
        points: for a line its corners; ``first`` and ``last`` are its loose ends.
        labelled: for a label on a line, that line's key.
        order: place in the file; later cells are drawn on top.
    """

    key: str
    parent: str
    style: Style
    lines: tuple[str, ...]
    order: int
    is_edge: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    box: Box | None = None
    source: str = ""
    target: str = ""
    first: Point | None = None
    last: Point | None = None
    points: tuple[Point, ...] = ()
    labelled: str = ""

    @property
    def text(self) -> str:
        """The label in one line."""
        return " ".join(self.lines)


@dataclass(slots=True)
class _Raw:
    key: str
    cell: Element
    value: str
    attributes: Mapping[str, str]


def style_of(text: str) -> Style:
    """Parse a style such as ``text;html=1;shape=mxgraph.aws4.ec2;``."""
    words: set[str] = set()
    keys: dict[str, str] = {}
    for part in text.split(";"):
        key, sign, value = part.strip().partition("=")
        if sign:
            keys[key] = value
        elif key:
            words.add(key)
    return Style(frozenset(words), keys)


def page_data(model: Element, attribute: str) -> str:
    """Return what the page itself carries under ``attribute``: draw.io keeps it at cell 0."""
    root = model.find("root")
    for node in root if root is not None else ():
        if node.tag in _WRAPPERS and node.get("id") == "0":
            return node.get(attribute, "")
    return ""


def cells_of(model: Element) -> tuple[Cell, ...]:
    """Return the visible vertices and lines of a page, in drawing order.

    Raises:
        Refused: the page has more cells than allowed.
    """
    return _Reader(model).cells()


class _Reader:
    """Reads one page."""

    def __init__(self, model: Element) -> None:
        root = model.find("root")
        self._raw: dict[str, _Raw] = {}
        self._origins: dict[str, Point | None] = {}
        for raw in _raw_cells(root if root is not None else model):
            if len(self._raw) >= limits.MAX_CELLS:
                raise Refused("", f"has more than {limits.MAX_CELLS:,} cells on one page")
            while raw.key in self._raw:
                raw.key += "'"
            self._raw[raw.key] = raw

    def cells(self) -> tuple[Cell, ...]:
        """Return all cells that are seen."""
        found: list[Cell] = []
        for order, raw in enumerate(self._raw.values()):
            is_edge = raw.cell.get("edge") == "1"
            if not is_edge and raw.cell.get("vertex") != "1":
                continue
            origin = self._origin(raw.cell.get("parent", ""))
            if origin is None or raw.cell.get("visible") == "0":
                continue
            style = style_of(raw.cell.get("style", ""))
            cell = Cell(
                key=raw.key,
                parent=raw.cell.get("parent", ""),
                style=style,
                lines=lines_of(
                    raw.value, is_html=style.is_on("html") or ATTRIBUTE not in raw.attributes
                ),
                order=order,
                is_edge=is_edge,
                attributes=raw.attributes,
            )
            self._place(cell, raw.cell, origin)
            found.append(cell)
        return tuple(found)

    def _place(self, cell: Cell, raw: Element, origin: Point) -> None:
        geometry = raw.find("mxGeometry")
        if cell.is_edge:
            cell.source, cell.target = raw.get("source", ""), raw.get("target", "")
            if geometry is not None:
                _place_edge(cell, geometry, origin)
            return
        parent = self._raw.get(cell.parent)
        if parent is not None and parent.cell.get("edge") == "1":
            cell.labelled = cell.parent
            return
        if geometry is None:
            return
        cell.box = self._vertex_box(geometry, origin, cell)
        if cell.style.get("rotation") in ("90", "-90", "270", "-270") and cell.box is not None:
            middle, box = cell.box.centre, cell.box
            cell.box = Box(
                middle.x - box.height / 2, middle.y - box.width / 2, box.height, box.width
            )

    def _vertex_box(self, geometry: Element, origin: Point, cell: Cell) -> Box | None:
        width, height = _number(geometry.get("width")), _number(geometry.get("height"))
        x, y = _number(geometry.get("x")), _number(geometry.get("y"))
        if geometry.get("relative") == "1":
            outer = self._raw.get(cell.parent)
            size = None if outer is None else outer.cell.find("mxGeometry")
            if size is not None:
                x *= _number(size.get("width"))
                y *= _number(size.get("height"))
            shift = geometry.find("mxPoint[@as='offset']")
            if shift is not None:
                x += _number(shift.get("x"))
                y += _number(shift.get("y"))
        corner = Point(origin.x + x, origin.y + y)
        if not _on_canvas(corner):
            return None
        return Box(corner.x, corner.y, min(width, MAX_SIZE), min(height, MAX_SIZE))

    def _origin(self, key: str) -> Point | None:
        """Return the corner that children of ``key`` are measured from; None when unseen."""
        chain: list[str] = []
        found: Point | None = Point(0.0, 0.0)
        while key in self._raw and key not in chain:
            if key in self._origins:
                found = self._origins[key]
                break
            chain.append(key)
            key = self._raw[key].cell.get("parent", "")
        for key in reversed(chain):
            raw = self._raw[key].cell
            if raw.get("visible") == "0":
                found = None
            geometry = raw.find("mxGeometry")
            if found is not None and geometry is not None and raw.get("edge") != "1":
                found = _corner(geometry, found)
            self._origins[key] = found
        return found


def _corner(geometry: Element, origin: Point) -> Point:
    if geometry.get("relative") == "1":
        return origin
    return Point(origin.x + _number(geometry.get("x")), origin.y + _number(geometry.get("y")))


def _raw_cells(root: Element) -> Iterator[_Raw]:
    for number, node in enumerate(root):
        if node.tag == "mxCell":
            yield _Raw(node.get("id") or f"cell {number}", node, node.get("value", ""), {})
        elif node.tag in _WRAPPERS:
            cell = node.find("mxCell")
            if cell is None:
                continue
            attributes = {k: v for k, v in node.attrib.items() if k not in ("id", "label")}
            label = node.get("label", "")
            if node.get("placeholders") == "1":
                label = _filled(label, attributes)
            yield _Raw(
                node.get("id") or cell.get("id") or f"cell {number}", cell, label, attributes
            )


def _filled(label: str, attributes: Mapping[str, str]) -> str:
    for key, value in list(attributes.items())[:_PLACEHOLDER_LIMIT]:
        label = label.replace(f"%{key}%", value)[: limits.MAX_LABEL]
    return label


def _place_edge(cell: Cell, geometry: Element, origin: Point) -> None:
    middle: list[Point] = []
    for points in geometry.findall("Array"):
        if points.get("as") == "points":
            middle += [p for p in (_point(n, origin) for n in points) if p is not None]
    for node in geometry.findall("mxPoint"):
        point = _point(node, origin)
        if node.get("as") == "sourcePoint":
            cell.first = point
        elif node.get("as") == "targetPoint":
            cell.last = point
    cell.points = tuple(middle[: limits.MAX_POINTS])


def _point(node: Element, origin: Point) -> Point | None:
    point = Point(origin.x + _number(node.get("x")), origin.y + _number(node.get("y")))
    if not _on_canvas(point):
        return None
    return Point(
        min(max(point.x, -MAX_COORDINATE), MAX_COORDINATE),
        min(max(point.y, -MAX_COORDINATE), MAX_COORDINATE),
    )


def _on_canvas(point: Point) -> bool:
    return max(abs(point.x), abs(point.y)) <= MAX_COORDINATE + _SLACK


def _number(text: str | None) -> float:
    """Return a coordinate; 0 for what is absent or no finite number, as draw.io has it."""
    try:
        value = float(text or 0.0)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0
