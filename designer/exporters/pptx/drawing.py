"""The slide of the diagram itself: its title, the score's badge, and the drawing in shapes."""

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide

from designer.exporters.pptx.bars import grade_colour
from designer.exporters.pptx.markup import Named, Stroke, Words, rectangle
from designer.exporters.pptx.page import Fit, Frame, Page
from designer.exporters.pptx.sketch import Sketch
from designer.exporters.pptx.template import add_slide
from designer.exporters.report.content import Report
from designer.model.diagram import Diagram
from designer.render.folding import folded
from designer.render.primitives import Align, DisplayList
from designer.render.scene import MARGIN
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import Theme
from designer.resources import asset, icon_file

_BADGE_ID = 50
_BADGE_WIDTH, _BADGE_HEIGHT, _BADGE_SIZE = 104.0, 30.0, 16.0
_GAP = 12.0


def add_diagram(
    deck: Presentation, title: str, diagram: Diagram, drawing: DisplayList, paper: Page
) -> Slide:
    """Add the slide of ``diagram``, drawn as ``drawing`` says."""
    slide = add_slide(deck, title, paper, paper.head.width - _BADGE_WIDTH - _GAP)
    relations: dict[str, str] = {}

    def relation(name: str) -> str:
        if name not in relations:
            path = icon_file(name) or icon_file(GENERIC_ICON) or asset("icon.png")
            relations[name] = slide.part.get_or_add_image_part(str(path))[1]
        return relations[name]

    fit = Fit(paper, drawing.area.grown(-MARGIN))
    _append(slide, "".join(Sketch(folded(diagram).diagram, drawing, fit, relation).shapes()))
    return slide


def add_badge(slide: Slide, report: Report, theme: Theme, paper: Page) -> None:
    """Add the overall score in the slide's upper right corner, if there is one."""
    if report.overall is None:
        return
    head, emu = paper.head, paper.emu
    frame = Frame(
        emu(head.right - _BADGE_WIDTH),
        emu(head.y + (head.height - _BADGE_HEIGHT) / 2),
        emu(_BADGE_WIDTH),
        emu(_BADGE_HEIGHT),
    )
    colour = grade_colour(report.overall, theme)
    words = Words(
        text=f"{report.letter}  {report.overall:.1f}",
        points=paper.font(_BADGE_SIZE),
        colour=colour,
        align=Align.CENTRE,
        bold=True,
        middle=True,
    )
    named = Named(id=_BADGE_ID, name="Score", words=report.headline)
    stroke = Stroke(colour=colour, width=emu(1.5))
    badge = rectangle(
        named, frame, fill=theme.badge_fill, stroke=stroke, radius=emu(6.0), words=words
    )
    _append(slide, badge)


def _append(slide: Slide, shapes: str) -> None:
    tree = slide.shapes._spTree
    for shape in list(parse_xml(f"<p:spTree {nsdecls('a', 'r', 'p')}>{shapes}</p:spTree>")):
        tree.append(shape)
