"""A day of one tier as SVG: what is needed as an area, what serves as a line above it."""

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from designer.exporters.clean_text import plain
from designer.exporters.report.content import DayLine
from designer.exporters.svg import SVG, number
from designer.rules.load_phrasing import clock

WIDTH, HEIGHT = 720.0, 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 12.0, 14.0, 30.0
_HOUR_S = 3600
_MOST_TICKS = 5


def plot_of(tier: DayLine) -> str:
    """Return the plot; its colours come from the page's style, by classes."""
    root = Element(
        f"{{{SVG}}}svg",
        {"viewBox": f"0 0 {number(WIDTH)} {number(HEIGHT)}", "class": "plot", "role": "img"},
    )
    SubElement(root, f"{{{SVG}}}title").text = plain(f"Demand and supply of {tier.name}")
    SubElement(root, f"{{{SVG}}}desc").text = plain(
        f"Needed: {min(tier.demand):,} to {max(tier.demand):,} {tier.unit}; serving: "
        f"{min(tier.supply):,} to {max(tier.supply):,}. {tier.verdict}"
    )
    frame = _Frame(tier)
    for element in frame.grid():
        root.append(element)
    demand, supply = frame.steps(tier.demand), frame.steps(tier.supply)
    floor = f"{number(_LEFT)},{number(frame.y(0))}"
    end = f"{number(WIDTH - _RIGHT)},{number(frame.y(0))}"
    _polyline(root, "polygon", f"{floor} {demand} {end}", "needed")
    missing = frame.steps(
        tuple(max(n, s) for n, s in zip(tier.demand, tier.supply, strict=True)), back=tier.supply
    )
    if tier.is_short:
        _polyline(root, "polygon", missing, "missing")
    _polyline(root, "polyline", supply, "serving")
    return tostring(root, encoding="unicode")


def _polyline(root: Element, tag: str, points: str, kind: str) -> None:
    SubElement(root, f"{{{SVG}}}{tag}", {"points": points, "class": kind})


class _Frame:
    """Where values of one tier stand in the plot."""

    def __init__(self, tier: DayLine) -> None:
        self._seconds = tier.step_s * len(tier.demand)
        self._count = len(tier.demand)
        self._step = _tick(max(1, *tier.demand, *tier.supply))
        self._top = self._step * math.ceil(max(1, *tier.demand, *tier.supply) / self._step)
        self._unit = tier.unit

    def x(self, index: float) -> float:
        """Return where the value ``index`` begins."""
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * index / self._count

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / self._top)

    def steps(self, values: tuple[int, ...], back: tuple[int, ...] = ()) -> str:
        """Return the corners of a stepped line; ``back`` closes it along other values."""
        points = list(self._corners(values))
        points += reversed(list(self._corners(back)))
        return " ".join(f"{number(x)},{number(y)}" for x, y in points)

    def _corners(self, values: tuple[int, ...]) -> Iterator[tuple[float, float]]:
        start = 0
        for index in range(1, len(values) + 1):
            if index == len(values) or values[index] != values[start]:
                yield self.x(start), self.y(values[start])
                yield self.x(index), self.y(values[start])
                start = index

    def grid(self) -> Iterator[Element]:
        """Yield lines and figures of both axes."""
        value = 0
        while value <= self._top:
            y = self.y(value)
            ends = {"x1": number(_LEFT), "x2": number(WIDTH - _RIGHT)}
            heights = {"y1": number(y), "y2": number(y)}
            yield Element(f"{{{SVG}}}line", {**ends, **heights, "class": "grid"})
            yield _text(_LEFT - 8, y + 4, f"{value:,}", "end")
            value += self._step
        hours = max(1, round(self._seconds / _HOUR_S / 8))
        for second in range(0, self._seconds + 1, hours * _HOUR_S):
            x = _LEFT + (WIDTH - _LEFT - _RIGHT) * second / self._seconds
            is_end = second == self._seconds
            label = "24:00" if is_end and self._seconds == 24 * _HOUR_S else clock(second)
            yield _text(x, HEIGHT - 10, label, "end" if is_end else "middle")


def _text(x: float, y: float, text: str, anchor: str) -> Element:
    made = Element(f"{{{SVG}}}text", {"x": number(x), "y": number(y), "text-anchor": anchor})
    made.text = text
    return made


def _tick(top: int) -> int:
    """Return the distance of lines: 1, 2 or 5 times a power of ten, for five of them at most."""
    size = 1
    while top > 5 * size * _MOST_TICKS:
        size *= 10
    return next(size * digit for digit in (1, 2, 5) if top <= size * digit * _MOST_TICKS)
