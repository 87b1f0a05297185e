"""The few shapes a drawing consists of, so that SVG, pixels and tests all read one list."""

from dataclasses import dataclass
from enum import Enum
from math import hypot

from designer.model.layout import Box, Point, bounds

Dash = tuple[float, ...]
SOLID: Dash = ()


class Align(Enum):
    """Which point of a line of text its anchor is."""

    LEFT = "start"
    CENTRE = "middle"
    RIGHT = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle; ``fill`` and ``stroke`` are "#RRGGBB" or None for not painted."""

    box: Box
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: Dash = SOLID
    radius: float = 0.0
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An open chain of straight strokes, with a filled arrowhead at its last point if asked."""

    points: tuple[Point, ...]
    stroke: str
    width: float = 1.2
    dash: Dash = SOLID
    arrow: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of plain text; ``anchor`` lies on the baseline, ``size`` is in px.

    Attributes:
        patch: colour of a box painted behind the text, or None.
        extent: width in px in the bundled font.
    """

    anchor: Point
    text: str
    size: float
    colour: str
    extent: float
    bold: bool = False
    align: Align = Align.LEFT
    patch: str | None = None
    owner: str = ""

    @property
    def box(self) -> Box:
        """The space the text takes: ascent 0.9, descent 0.25 of the size."""
        shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[self.align]
        return Box(
            self.anchor.x - shift * self.extent,
            self.anchor.y - 0.9 * self.size,
            self.extent,
            1.15 * self.size,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A picture by its name (see ``designer.resources.icon_file``), scaled into ``box``."""

    box: Box
    name: str
    owner: str = ""


Primitive = Rect | Line | Text | Icon


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayList:
    """A finished drawing: paint ``items`` in order.

    Attributes:
        area: what is shown, margin included, in scene units.
        background: "#RRGGBB", or None for transparent.
    """

    items: tuple[Primitive, ...]
    area: Box
    background: str | None


def arrow_head(points: tuple[Point, ...], length: float = 9.0) -> tuple[Point, ...] | None:
    """Return the corners of the arrowhead at the end of a line, tip first; None without one.

    The shape is a dart: half as wide as long, notched at the back by a quarter of its length.
    """
    tip = points[-1]
    for start in reversed(points[:-1]):
        reach = hypot(tip.x - start.x, tip.y - start.y)
        if reach > 0:
            break
    else:
        return None
    ux, uy = (tip.x - start.x) / reach, (tip.y - start.y) / reach
    back, notch, half = length, 0.75 * length, 0.42 * length
    foot = Point(tip.x - back * ux, tip.y - back * uy)
    return (
        tip,
        Point(foot.x - half * uy, foot.y + half * ux),
        Point(tip.x - notch * ux, tip.y - notch * uy),
        Point(foot.x + half * uy, foot.y - half * ux),
    )


def extent_of(item: Primitive) -> Box:
    """Return the space one primitive takes, stroke widths and arrowheads aside."""
    if isinstance(item, Line):
        found = bounds(Box(point.x, point.y, 0.0, 0.0) for point in item.points)
        return found if found is not None else Box(0.0, 0.0, 0.0, 0.0)
    return item.box
