"""Tells what each vertex of a page is: an icon, a box, a plain shape, a text, or decoration."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from designer.catalog.loader import catalog
from designer.importers.drawio.cells import Cell
from designer.importers.drawio.stencil_names import StencilName, stencil_of
from designer.importers.drawio.table import DECORATION, FALLBACK, Reading, reading_of
from designer.model.elements import Kind
from designer.model.layout import Box

_JUNCTION_SIDE = 16.0
_TINY_SIDE = 8.0
_STEP = re.compile(r"\A\W*(?:step\s*)?(?:\d{1,2}|[a-z]|[ivx]{1,4})\W*\Z", re.IGNORECASE)
_STEP_SIDE = 60.0
_TABLE = frozenset({"table", "tableRow", "partialRectangle"})
_DRAWN_LINES = frozenset({"line", "link", "flexArrow", "curlyBracket", "brace", "bracket"})
_ARROWS = frozenset({"singleArrow", "doubleArrow", "flexArrow", "arrow", "arrows"})
_PEOPLE = frozenset({"umlActor", "actor"})
_STORES = frozenset({"cylinder", "cylinder2", "cylinder3", "datastore"})
_NOTES = frozenset({"note", "note2"})
_BOX_SHAPES = frozenset({"", "rect", "rectangle", "swimlane", "ext", "rounded", "label", "plain"})
_ROUND_WORDS = frozenset({"ellipse", "rhombus", "triangle", "hexagon", "cylinder", "cloud"})


class What(Enum):
    """What a vertex is taken for."""

    ICON = auto()  # a stencil or picture that means a service
    FRAME = auto()  # an AWS group's frame
    PLAIN = auto()  # a plain shape: a box around others, or a component known by its text
    PICTURE = auto()  # a stencil or picture that is not known to mean anything
    TEXT = auto()
    JUNCTION = auto()  # a dot where lines meet
    DECORATION = auto()


@dataclass(slots=True)
class Shape:
    """One vertex with what it is taken for.

    Attributes:
        service: key of its row once known; "" before.
        lines: its label; text cells around it are added.
        kind: for a box, the kind of container; None while it is no box.
        is_store: it is drawn as a cylinder.
        told: cells whose text became a part of the label.
        reading: what its stencil says.
        holds: for a plain shape, others that could be elements stand in it.
    """

    cell: Cell
    box: Box
    what: What
    stencil: StencilName | None = None
    reading: Reading | None = None
    service: str = ""
    lines: list[str] = field(default_factory=list)
    kind: Kind | None = None
    is_store: bool = False
    told: list[str] = field(default_factory=list)
    holds: bool = False

    @property
    def key(self) -> str:
        """The cell's id."""
        return self.cell.key

    @property
    def stencil_name(self) -> str:
        """The name of the stencil that draws it, without its family; "" for a plain shape."""
        return "" if self.stencil is None else self.stencil.name

    @property
    def text(self) -> str:
        """The label in one line."""
        return " ".join(self.lines)

    @property
    def is_box(self) -> bool:
        """Tell whether it is a container."""
        return self.kind is not None

    @property
    def is_plain_box(self) -> bool:
        """Tell whether it is a plain shape that may be a box around others."""
        return (
            self.what is What.PLAIN
            and self.cell.style.shape in _BOX_SHAPES
            and not (self.cell.style.words & _ROUND_WORDS)
        )

    @property
    def is_dashed(self) -> bool:
        """Tell whether its border is dashed."""
        return self.cell.style.is_on("dashed")

    def colour(self, key: str) -> str:
        """Return the colour ``key`` of its style, lower case; "" for none."""
        found = self.cell.style.get(key).lower()
        return "" if found in ("none", "default", "") else found


def shapes_of(cells: Iterable[Cell]) -> list[Shape]:
    """Return the vertices that have a place, in drawing order."""
    found: list[Shape] = []
    for cell in cells:
        if cell.is_edge or cell.labelled or cell.box is None:
            continue
        box = Box(cell.box.x, cell.box.y, max(cell.box.width, 1.0), max(cell.box.height, 1.0))
        shape = Shape(cell=cell, box=box, what=What.DECORATION, lines=list(cell.lines))
        _classify(shape)
        found.append(shape)
    return found


def _classify(shape: Shape) -> None:
    cell, style = shape.cell, shape.cell.style
    shape.stencil = stencil_of(style)
    if shape.stencil is not None:
        _classify_stencil(shape, shape.stencil)
    elif style.shape in _PEOPLE:
        shape.what, shape.service = What.ICON, "users"
    elif style.shape in _TABLE or _is_drawn_line(shape):
        shape.what = What.DECORATION
    elif "text" in style.words or cell.box is None or cell.box.area == 0:
        shape.what = What.TEXT if shape.lines else What.DECORATION
    elif style.shape in _NOTES and shape.lines:
        shape.what = What.TEXT
    elif style.shape.startswith("stencil("):
        shape.what = What.PICTURE if shape.lines else What.DECORATION
    elif "group" in style.words and not shape.lines:
        shape.what = What.DECORATION
    else:
        _classify_plain(shape)


def _is_drawn_line(shape: Shape) -> bool:
    style = shape.cell.style
    return (
        style.shape in _DRAWN_LINES
        or style.shape in _ARROWS
        or style.shape.startswith("mxgraph.arrows")
        or "line" in style.words
    )


def _classify_stencil(shape: Shape, name: StencilName) -> None:
    if min(shape.box.width, shape.box.height) < _TINY_SIDE:
        shape.what = What.DECORATION
        return
    if name.family.startswith(("arrows", "infographic", "floorplan")):
        shape.what = What.TEXT if shape.lines else What.DECORATION
        return
    if (name.name == "group" and name.is_frame) or name.name in ("groups.rrect", "rrect"):
        shape.what = What.FRAME
        return
    reading = shape.reading = reading_of(name, shape.colour("fillColor"))
    row = catalog().get(reading.service)
    if name.is_frame:
        shape.what = What.FRAME
        if row is not None and row.kind.is_container:
            shape.service, shape.kind = row.key, row.kind
        elif row is not None and reading.service != FALLBACK:
            shape.service = row.key
        return
    if reading.service == DECORATION:
        shape.what = What.DECORATION
    elif not reading.service:
        shape.what = What.PICTURE
    else:
        shape.what, shape.service = What.ICON, reading.service


def _classify_plain(shape: Shape) -> None:
    box, style = shape.box, shape.cell.style
    side = max(box.width, box.height)
    is_round = bool(style.words & {"ellipse", "rhombus"}) or style.shape in ("ellipse", "waypoint")
    if is_round and side <= _JUNCTION_SIDE and not shape.lines:
        shape.what = What.JUNCTION
    elif (side <= _STEP_SIDE and shape.lines and _STEP.match(shape.text)) or min(
        box.width, box.height
    ) < _TINY_SIDE:
        shape.what = What.DECORATION
    elif (
        not shape.colour("strokeColor")
        and style.get("strokeColor") == "none"
        and (style.get("fillColor") == "none")
    ):
        shape.what = What.TEXT if shape.lines else What.PLAIN
    else:
        shape.what = What.PLAIN
        shape.is_store = style.shape in _STORES or "cylinder" in style.words
