"""Finds where on which shape an end of a line is glued."""

from collections.abc import Sequence

from designer.exporters.pptx.elbows import Spot
from designer.exporters.pptx.markup import Glue
from designer.exporters.pptx.page import Frame
from designer.exporters.pptx.parts import Part, Use


def glueable(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an element at which its lines end: its box, or its icon and caption."""
    if parts and parts[0].use is Use.FRAME:
        return [parts[0]]
    return [part for part in parts if part.use in (Use.ICON, Use.CAPTION)] or list(parts[:1])


def glued(course: tuple[Spot, ...], parts: Sequence[Part], *, at_end: bool) -> tuple[Spot, Glue]:
    """Return where a line ends exactly and what it is glued to there.

    The end is moved along its own stroke onto the nearest edge of one of ``parts``, so that the
    line stays square: pictures end lines a little before an icon, and captions differ in height.

    Args:
        parts: what it may be glued to, not empty.
    """
    end, before = (course[-1], course[-2]) if at_end else (course[0], course[1])
    is_level = end[1] == before[1]
    best: tuple[int, int, Spot] | None = None
    for number, part in enumerate(parts):
        for spot in _crossings(end, part.frame, is_level=is_level):
            distance = abs(spot[0] - end[0]) + abs(spot[1] - end[1])
            if best is None or (distance, number) < best[:2]:
                best = (distance, number, spot)
    if best is None:
        # It misses them all, as where a caption is narrower than its icon: the icon's edge is it.
        spot = _clamped(end, parts[0].frame)
        return end, Glue(parts[0].id, parts[0].site(*spot))
    _, number, spot = best
    part = parts[number]
    return spot, Glue(part.id, part.site(*spot), is_firm=part.use is not Use.CAPTION)


def _crossings(end: Spot, frame: Frame, *, is_level: bool) -> list[Spot]:
    x, y = end
    if is_level:
        return [(frame.left, y), (frame.right, y)] if frame.top <= y <= frame.bottom else []
    return [(x, frame.top), (x, frame.bottom)] if frame.left <= x <= frame.right else []


def _clamped(spot: Spot, frame: Frame) -> Spot:
    x, y = spot
    return min(max(x, frame.left), frame.right), min(max(y, frame.top), frame.bottom)
