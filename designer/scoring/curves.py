"""Piecewise-linear curves through published control points: how a figure becomes points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2


@dataclass(frozen=True, slots=True)
class Curve:
    """A monotone curve from a figure to points.

    Attributes:
        points: (figure, points) pairs, figures ascending, points 0 to 100 never falling.
        logarithmic: interpolate in log2 of the figure instead of the figure itself.
    """

    points: tuple[tuple[float, float], ...]
    logarithmic: bool = False

    def __post_init__(self) -> None:
        """Refuse control points that do not rise."""
        xs = [x for x, _ in self.points]
        ys = [y for _, y in self.points]
        if len(xs) < 2 or xs != sorted(set(xs)) or ys != sorted(ys):
            raise ValueError("a curve needs at least two rising control points")
        if self.logarithmic and xs[0] <= 0:
            raise ValueError("a logarithmic curve needs positive figures")

    def __call__(self, figure: float) -> float:
        """Return the points for ``figure``, constant beyond the first and last control point."""
        xs = [x for x, _ in self.points]
        if figure <= xs[0]:
            return self.points[0][1]
        if figure >= xs[-1]:
            return self.points[-1][1]
        at = bisect_right(xs, figure)
        (x0, y0), (x1, y1) = self.points[at - 1], self.points[at]
        if self.logarithmic:
            figure, x0, x1 = log2(figure), log2(x0), log2(x1)
        return y0 + (y1 - y0) * (figure - x0) / (x1 - x0)


def curve(points: Sequence[Sequence[float]], *, logarithmic: bool = False) -> Curve:
    """Build a curve from plain lists, as profiles hold them."""
    return Curve(tuple((float(x), float(y)) for x, y in points), logarithmic)
