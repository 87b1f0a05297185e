"""Puts plain text into the frames of a slide, in our fonts, and measures the room it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from designer.exporters.clean_text import plain
from designer.exporters.pptx.markup import FONT
from designer.exporters.pptx.page import Page
from designer.model.layout import Box
from designer.render.primitives import Align
from designer.render.text import elided, wrap

LEADING = 1.17
"""Height of a line as a share of its size, with a little to spare."""
_SIDES = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTRE: PP_ALIGN.CENTER, Align.RIGHT: PP_ALIGN.RIGHT}
_MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A paragraph in one style; ``size`` is in points of the usual slide."""

    text: str
    size: float
    colour: str
    bold: bool = False

    def lines(self, width: float) -> int:
        """Return how many lines it takes in ``width`` points; an empty one takes one."""
        return max(1, len(wrap(plain(self.text), width, self.size, _MANY, self.bold)))

    def height(self, width: float) -> float:
        """Return the height it takes in ``width`` points."""
        return self.lines(width) * self.size * LEADING

    def cut(self, width: float, lines: int) -> "Run":
        """Return the same text cut to ``lines`` lines of ``width`` points."""
        kept = wrap(plain(self.text), width, self.size, lines, self.bold)
        return replace(self, text=" ".join(kept))


def fitting(runs: Sequence[Run], width: float, height: float) -> tuple[Run, ...]:
    """Return as many of ``runs`` as fit, the last one cut if it has to be; one at least."""
    kept: list[Run] = []
    left = height
    for run in runs:
        room = int(left // (run.size * LEADING))
        if room < 1 and kept:
            break
        kept.append(run.cut(width, max(1, room)))
        left -= kept[-1].height(width)
    return tuple(kept)


def write(frame: Any, runs: Sequence[Run], paper: Page, align: Align = Align.LEFT) -> None:
    """Fill a text frame, a run to a paragraph."""
    frame.word_wrap = True
    for number, run in enumerate(runs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _SIDES[align]
        written = paragraph.add_run()
        written.text = plain(run.text)
        font = written.font
        font.size, font.bold, font.name = Pt(paper.font(run.size)), run.bold, FONT
        font.color.rgb = rgb(run.colour)


def add_text(
    slide: Slide, box: Box, runs: Sequence[Run], paper: Page, name: str, align: Align = Align.LEFT
) -> None:
    """Add a text box in ``box``, in points of the usual slide."""
    places = (paper.emu(side) for side in (box.x, box.y, box.width, box.height))
    shape = slide.shapes.add_textbox(*places)
    describe(shape, name, " ".join(plain(run.text) for run in runs))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    write(frame, runs, paper, align)


def describe(shape: Any, name: str, words: str) -> None:
    """Give a shape its name in the list of shapes, and its alternative text."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", plain(name))
    properties.set("descr", plain(words))


def add_foot(slide: Slide, text: str, colour: str, paper: Page) -> None:
    """Add the line under the contents that says where they come from."""
    box, run = paper.foot, Run(text=text, size=FOOT_SIZE, colour=colour)
    shown = replace(run, text=elided(text, box.width, run.size))
    add_text(slide, box, [shown], paper, "Source")


FOOT_SIZE = 9.0


def add_notes(slide: Slide, lines: Sequence[str]) -> None:
    """Write the speaker's notes, a line to a paragraph."""
    slide.notes_slide.notes_text_frame.text = "\n".join(plain(line) for line in lines)


def rgb(code: str) -> RGBColor:
    """Return a colour, given as "#RRGGBB"."""
    return RGBColor.from_string(code.removeprefix("#"))
