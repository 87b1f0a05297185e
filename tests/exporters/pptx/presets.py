"""What the preset connectors of PowerPoint look like, by the formulas of ECMA-376.

Written from presetShapeDefinitions.xml (bentConnector2 to 5 and straightConnector1) and 20.1.7.6
(mirrored first, then turned clockwise about the middle), without a look at how we write them.
"""

from math import cos, radians, sin

Spot = tuple[float, float]


def in_own_box(preset: str, wide: float, high: float, adjust: list[int]) -> list[Spot]:
    """Return the corners of a preset in a box at the origin."""

    def part(number: int, whole: float) -> float:
        share = adjust[number] if number < len(adjust) else 50_000
        return whole * share / 100_000

    if preset in ("line", "straightConnector1"):
        return [(0, 0), (wide, high)]
    if preset == "bentConnector2":
        return [(0, 0), (wide, 0), (wide, high)]
    x1 = part(0, wide)
    if preset == "bentConnector3":
        return [(0, 0), (x1, 0), (x1, high), (wide, high)]
    y2 = part(1, high)
    if preset == "bentConnector4":
        return [(0, 0), (x1, 0), (x1, y2), (wide, y2), (wide, high)]
    assert preset == "bentConnector5"
    x3 = part(2, wide)
    return [(0, 0), (x1, 0), (x1, y2), (x3, y2), (x3, high), (wide, high)]


def on_slide(
    corners: list[Spot],
    box: tuple[float, float, float, float],
    turn: float,
    flips: tuple[bool, bool],
) -> list[Spot]:
    """Return corners in a box as they lie on the slide."""
    left, top, wide, high = box
    middle_x, middle_y = left + wide / 2, top + high / 2
    found = []
    for x, y in corners:
        dx, dy = x - wide / 2, y - high / 2
        dx, dy = (-dx if flips[0] else dx), (-dy if flips[1] else dy)
        across, down = cos(radians(turn)), sin(radians(turn))
        found.append((middle_x + dx * across - dy * down, middle_y + dx * down + dy * across))
    return found
