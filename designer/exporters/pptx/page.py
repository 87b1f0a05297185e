"""The paper of a deck: its size, its margins, and how a drawing is fitted onto it."""

from dataclasses import dataclass

from designer.exporters.options import ExportRefused
from designer.model.layout import Box, Point

EMU_PER_POINT = 12_700
LEAST_POINTS = 8.0
"""No text on any slide is smaller."""
LARGEST_SIDE_POINTS = 56 * 72.0
"""PowerPoint takes no slide that is longer than 56 inches."""
MOST_SQUEEZE = 2.0
"""How many times larger, measured by its surroundings, a text may be than it is drawn."""

WIDE = 16 / 9
_HEIGHT = 540.0
_NARROWEST, _WIDEST = 1.0, 2.5
_MARGIN = 30.0
_TOP, _HEAD, _GAP = 20.0, 38.0, 8.0
_FOOT = 16.0
_LARGEST_SCALE = 1.05  # points for each unit: 1.4 times the canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A slide, measured in points of its usual size.

    Attributes:
        width, height: 540 points high, and 960 wide or as the aspect asks.
        growth: how many times larger than that the slide really is.
    """

    width: float
    height: float
    growth: float = 1.0

    def emu(self, points: float) -> int:
        """Return a length in EMU: 12,700 to the point on the slide of usual size."""
        return round(points * EMU_PER_POINT * self.growth)

    def font(self, points: float) -> float:
        """Return the size of a text in points on the slide as it really is."""
        return max(LEAST_POINTS, points * self.growth)

    @property
    def head(self) -> Box:
        """Where the slide's title stands."""
        return Box(_MARGIN, _TOP, self.width - 2 * _MARGIN, _HEAD)

    @property
    def body(self) -> Box:
        """What is left for the contents."""
        top = _TOP + _HEAD + _GAP
        return Box(_MARGIN, top, self.width - 2 * _MARGIN, self.height - top - _TOP - _FOOT)

    @property
    def foot(self) -> Box:
        """The line for the source, under the contents."""
        return Box(_MARGIN, self.height - _TOP - _FOOT + 6.0, self.width - 2 * _MARGIN, _FOOT)


def page(aspect: float | None, drawing: Box | None = None, least_size: float = 1.0) -> Page:
    """Return the page of a deck, grown where the drawing on it would be illegible otherwise.

    Args:
        aspect: width over height; None for 16:9.
        drawing: what has to fit; None for a deck without a drawing.
        least_size: the size of its smallest text, in scene units.

    Raises:
        ExportRefused: tables do not fit on slides of this shape.
    """
    aspect = WIDE if aspect is None else aspect
    if not _NARROWEST <= aspect <= _WIDEST:
        raise ExportRefused(
            f"slides are {_NARROWEST:g} to {_WIDEST:g} times as wide as high; 16:9 is usual"
        )
    width = round(_HEIGHT * aspect)
    usual = Page(width=width, height=_HEIGHT)
    if drawing is None:
        return usual
    drawn = least_size * _scale(usual.body, drawing)
    growth = max(1.0, LEAST_POINTS / (drawn * MOST_SQUEEZE))
    return Page(width=width, height=_HEIGHT, growth=min(growth, LARGEST_SIDE_POINTS / width))


def _scale(body: Box, drawing: Box) -> float:
    """Return points of the usual slide for each scene unit."""
    wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
    return min(body.width / wide, body.height / high, _LARGEST_SCALE)


class Fit:
    """Where the units of a drawing come to lie on a slide.

    Corners get even EMU, so that the middle between any two is a whole number.
    """

    def __init__(self, paper: Page, drawing: Box) -> None:
        body = paper.body
        scale = _scale(body, drawing)
        self._unit = scale * EMU_PER_POINT * paper.growth
        self._left = (body.x + (body.width - drawing.width * scale) / 2) / scale - drawing.x
        self._top = (body.y + (body.height - drawing.height * scale) / 2) / scale - drawing.y

    def x(self, unit: float) -> int:
        """Return a horizontal place in EMU."""
        return 2 * round((unit + self._left) * self._unit / 2)

    def y(self, unit: float) -> int:
        """Return a vertical place in EMU."""
        return 2 * round((unit + self._top) * self._unit / 2)

    def spot(self, point: Point) -> tuple[int, int]:
        """Return a point in EMU."""
        return self.x(point.x), self.y(point.y)

    def units_from(self, emu: int) -> float:
        """Return the horizontal place in scene units that lies at ``emu``."""
        return emu / self._unit - self._left

    def frame(self, box: Box) -> "Frame":
        """Return a box in EMU."""
        left, top = self.x(box.x), self.y(box.y)
        return Frame(left, top, self.x(box.right) - left, self.y(box.bottom) - top)

    def box(self, frame: "Frame") -> Box:
        """Return a rectangle of the slide in scene units."""
        left, top = self.units_from(frame.left), frame.top / self._unit - self._top
        return Box(left, top, frame.width / self._unit, frame.height / self._unit)

    def length(self, unit: float) -> int:
        """Return a length in EMU."""
        return round(unit * self._unit)

    def points(self, unit: float) -> float:
        """Return a length in points."""
        return unit * self._unit / EMU_PER_POINT

    def units(self, points: float) -> float:
        """Return how many scene units a length in points takes."""
        return points * EMU_PER_POINT / self._unit


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    def moved(self, right: int) -> "Frame":
        """Return the same rectangle so much further to the right."""
        return Frame(self.left + right, self.top, self.width, self.height)

    def united(self, other: "Frame") -> "Frame":
        """Return the smallest rectangle around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Frame(left, top, right - left, bottom - top)
