"""An empty deck in our colours and fonts, so that what people add to the slides looks alike."""

import re
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideMaster
from pptx.util import Pt

from designer.exporters.clean_text import plain
from designer.exporters.pptx.markup import FONT
from designer.exporters.pptx.package import without_leftovers
from designer.exporters.pptx.page import Page
from designer.model.layout import Box
from designer.render.text import text_width, wrap
from designer.render.theme import Theme

TITLE_POINTS = 24.0
_TITLE_SIZES = ((24.0, 1), (18.0, 1), (14.0, 2))
FOOT_POINTS = 9.0
_TITLE_ONLY, _KEPT = 5, (1, 5, 6)
"""Of the library's layouts: those without places of their own, which follow the master."""
_LATIN = re.compile(rb'(<a:latin typeface=")[^"]*(")')
_COLOURS = re.compile(rb"<a:clrScheme .*?</a:clrScheme>", re.DOTALL)


def empty_deck(paper: Page, theme: Theme) -> Presentation:
    """Return a deck without slides, of the size of ``paper`` and in the colours of ``theme``."""
    deck = pptx.Presentation()
    without_leftovers(deck)
    deck.slide_width, deck.slide_height = paper.emu(paper.width), paper.emu(paper.height)
    size = deck.element.find(qn("p:sldSz"))
    if size is not None and "type" in size.attrib:
        del size.attrib["type"]
    for number, layout in reversed(list(enumerate(deck.slide_layouts))):
        if number not in _KEPT:
            deck.slide_layouts.remove(layout)
    _dress(deck.slide_master, paper, theme)
    return deck


def add_slide(deck: Presentation, title: str, paper: Page, room: float | None = None) -> Slide:
    """Add a slide with a title in the place for it; ``room`` is the title's width if narrower.

    A title too long for one line is set smaller, in two lines if need be.
    """
    layout = deck.slide_layouts[_KEPT.index(_TITLE_ONLY)]
    slide: Slide = deck.slides.add_slide(layout)
    title, head = plain(title), paper.head
    width = head.width if room is None else room
    size, lines = next(
        (size, lines)
        for size, lines in _TITLE_SIZES
        if size == _TITLE_SIZES[-1][0] or text_width(title, size, bold=True) <= width
    )
    shape = slide.shapes.title
    shape.text_frame.text = " ".join(wrap(title, width, size, lines, bold=True)) or title
    shape.element.nvSpPr.cNvPr.set("descr", title)
    if size != TITLE_POINTS:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(paper.font(size))
    if room is not None:
        shape.left, shape.top = paper.emu(head.x), paper.emu(head.y)
        shape.width, shape.height = paper.emu(room), paper.emu(head.height)
    return slide


def _dress(master: SlideMaster, paper: Page, theme: Theme) -> None:
    part = master.part.part_related_by(RT.THEME)
    blob = _COLOURS.sub(_scheme(theme).encode(), part.blob)
    part._blob = _LATIN.sub(rb"\g<1>" + FONT.encode() + rb"\g<2>", blob)
    if theme.name == "dark":
        colours = master.element.find(qn("p:clrMap"))
        for name, value in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
            colours.set(name, value)
    third = paper.foot.width / 3
    foot = paper.foot
    places = {
        PP_PLACEHOLDER.TITLE: paper.head,
        PP_PLACEHOLDER.BODY: paper.body,
        PP_PLACEHOLDER.DATE: Box(foot.x, foot.y, third, foot.height),
        PP_PLACEHOLDER.FOOTER: Box(foot.x + third, foot.y, third, foot.height),
        PP_PLACEHOLDER.SLIDE_NUMBER: Box(foot.x + 2 * third, foot.y, third, foot.height),
    }
    for shape in master.placeholders:
        box = places[shape.placeholder_format.type]
        shape.left, shape.top = paper.emu(box.x), paper.emu(box.y)
        shape.width, shape.height = paper.emu(box.width), paper.emu(box.height)
        inset = shape.text_frame
        inset.margin_left = inset.margin_right = 0
        if box.height == foot.height:
            inset.margin_top = inset.margin_bottom = 0
            _resize(shape.element, FOOT_POINTS * paper.growth)
    style = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    first = style.find(qn("a:lvl1pPr"))
    first.set("algn", "l")
    first.find(qn("a:defRPr")).set("b", "1")
    _resize(style, TITLE_POINTS * paper.growth)


def _resize(element: Any, points: float) -> None:
    for run in element.iter(qn("a:defRPr")):
        run.set("sz", str(round(points * 100)))


def _scheme(theme: Theme) -> str:
    ink, ground = theme.text, theme.background
    dark, light = (ground, ink) if theme.name == "dark" else (ink, ground)
    accents = [
        theme.containers[name].border
        for name in ("vpc", "region", "scaling_group", "public-subnet", "zone", "account")
    ]
    named = {
        "dk1": dark,
        "lt1": light,
        "dk2": theme.grid if theme.name == "dark" else theme.muted,
        "lt2": theme.muted if theme.name == "dark" else theme.grid,
        **{f"accent{number}": colour for number, colour in enumerate(accents, start=1)},
        "hlink": theme.accent,
        "folHlink": theme.muted,
    }
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        for name, colour in named.items()
    )
    return f'<a:clrScheme name="Tenet Designer">{colours}</a:clrScheme>'
