"""Reads a deck back by python-pptx, as a person's program would."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pptx
from pptx.oxml.ns import qn

from tests.exporters.pptx.presets import Spot, in_own_box, on_slide

SHAPES = tuple(qn(f"p:{tag}") for tag in ("sp", "pic", "grpSp", "cxnSp", "graphicFrame"))
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def opened(content: bytes) -> Any:
    return pptx.Presentation(BytesIO(content))


def in_powerpoint(slide: Any) -> Iterator[Any]:
    """Yield every shape that PowerPoint shows, groups before what they hold."""
    return _shapes(slide.shapes._spTree)


def _shapes(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == FALLBACK:
            continue
        if child.tag in SHAPES:
            yield child
        yield from _shapes(child)


def at_top(slide: Any) -> list[Any]:
    """Return the shapes PowerPoint shows that stand in no group."""
    return [
        shape for shape in in_powerpoint(slide) if shape.getparent().tag in (qn("p:spTree"), CHOICE)
    ]


def properties(shape: Any) -> Any:
    return next(shape.iter(qn("p:cNvPr")))


@dataclass(frozen=True)
class Joint:
    """An end of a connector: the shape's id, the number of its site, and where the line ends."""

    shape: int
    site: int
    at: Spot


def joints(connector: Any) -> tuple[Joint, Joint]:
    """Return both ends of a connector as the file has them."""
    corners = course(connector)
    found = []
    for tag, at in (("a:stCxn", corners[0]), ("a:endCxn", corners[-1])):
        glue = next(connector.iter(qn(tag)))
        found.append(Joint(int(glue.get("id")), int(glue.get("idx")), at))
    return found[0], found[1]


def course(shape: Any) -> list[Spot]:
    """Return the corners of a connector or a freeform line on the slide."""
    box, turn, flips = placed(shape)
    custom = shape.find(f"{qn('p:spPr')}/{qn('a:custGeom')}")
    if custom is not None:
        corners = [(float(at.get("x")), float(at.get("y"))) for at in custom.iter(qn("a:pt"))]
    else:
        preset = next(shape.iter(qn("a:prstGeom")))
        adjust = [int(guide.get("fmla").split()[1]) for guide in preset.iter(qn("a:gd"))]
        corners = in_own_box(preset.get("prst"), box[2], box[3], adjust)
    return on_slide(corners, box, turn, flips)


def placed(shape: Any) -> tuple[tuple[float, float, float, float], float, tuple[bool, bool]]:
    frame = next(shape.iter(qn("a:xfrm")))
    off, size = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    box = (float(off.get("x")), float(off.get("y")), float(size.get("cx")), float(size.get("cy")))
    flips = (frame.get("flipH") == "1", frame.get("flipV") == "1")
    return box, int(frame.get("rot", "0")) / 60_000, flips


def sites(shape: Any) -> list[Spot]:
    """Return the places on the slide where lines can be glued to a rectangle or a picture."""
    (left, top, wide, high), _, _ = placed(shape)
    custom = shape.find(f"{qn('p:spPr')}/{qn('a:custGeom')}")
    if custom is None:
        # A rectangle has a site in the middle of each side: top, left, bottom, right.
        middle_x, middle_y = left + wide / 2, top + high / 2
        return [(middle_x, top), (left, middle_y), (middle_x, top + high), (left + wide, middle_y)]
    guides = {}
    for guide in custom.iter(qn("a:gd")):
        operator, first, second, third = guide.get("fmla").split()
        assert operator == "*/"
        guides[guide.get("name")] = int(first) * {"w": wide, "h": high}[second] / int(third)
    return [
        (left + guides[at.get("x")], top + guides[at.get("y")]) for at in custom.iter(qn("a:pos"))
    ]


def sizes(slide: Any) -> list[float]:
    """Return the size of every text on a slide, in points."""
    return [
        int(run.get("sz")) / 100 for run in slide._element.iter() if run.get("sz", "").isdigit()
    ]
