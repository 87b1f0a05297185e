"""Makes a deck of slides of a diagram and its score: native shapes, a chart, tables and notes."""

from dataclasses import replace

from pptx.presentation import Presentation

from designer.exporters.clean_text import cleaned
from designer.exporters.judgement import remarks_of
from designer.exporters.options import ExportOptions, FindingMarks, LayoutKind, SlideKind
from designer.exporters.pptx.drawing import add_badge, add_diagram
from designer.exporters.pptx.findings import add_findings
from designer.exporters.pptx.notes import diagram_notes
from designer.exporters.pptx.package import package_bytes
from designer.exporters.pptx.page import Page, page
from designer.exporters.pptx.pillars import add_pillars
from designer.exporters.pptx.responsibility import add_responsibility
from designer.exporters.pptx.template import empty_deck
from designer.exporters.pptx.tenets import add_tenets
from designer.exporters.pptx.writing import add_notes
from designer.exporters.report.building import CUT_ORDER, report_of
from designer.exporters.report.content import Report
from designer.model.diagram import Diagram
from designer.render.arrange.view import arranged_view
from designer.render.primitives import Text
from designer.render.remarks import Remark
from designer.render.scene import MARGIN, SceneOptions, display_list, heading_of
from designer.render.theme import LABEL_SIZE, THEMES, Theme
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard, listed

UNTITLED = "Architecture"


def to_pptx(
    diagram: Diagram, options: ExportOptions | None = None, report: Report | None = None
) -> bytes:
    """Return a PowerPoint file of ``diagram`` and its score.

    The same diagram, options and version of this program give the same bytes.

    Args:
        report: what is said of the score; made here when absent.
    """
    options = options if options is not None else ExportOptions()
    is_marked = options.findings is not FindingMarks.NONE
    remarks: tuple[Remark, ...] = ()
    if report is None or is_marked:
        card = _card(diagram)
        remarks = remarks_of(card) if is_marked else ()
        report = _report(diagram, card, options) if report is None else report
    diagram, theme = cleaned(diagram), THEMES[options.theme]
    if options.layout is LayoutKind.ARRANGED:
        diagram = arranged_view(diagram)
    title = heading_of(diagram) or UNTITLED
    if SlideKind.DIAGRAM not in options.slides:
        deck, paper = _empty(page(options.aspect), theme)
    else:
        drawing = display_list(diagram, theme, SceneOptions(heading=False, remarks=remarks))
        drawn = (*diagram.topology.elements, *diagram.topology.links)
        sizes = (one.size for one in drawing.items if isinstance(one, Text) and one.owner in drawn)
        least = min(sizes, default=LABEL_SIZE)
        deck, paper = _empty(page(options.aspect, drawing.area.grown(-MARGIN), least), theme)
        slide = add_diagram(deck, title, diagram, drawing, paper)
        if options.scores:
            add_badge(slide, report, theme, paper)
        add_notes(slide, list(diagram_notes(report)))
    if SlideKind.TENETS in options.slides:
        add_tenets(deck, report, theme, paper)
    if SlideKind.FINDINGS in options.slides:
        add_findings(deck, report, theme, paper)
    if report.pillars is not None:
        add_pillars(deck, report.pillars, report.stamp, theme, paper)
    if report.responsibility is not None:
        add_responsibility(deck, report.responsibility, report.stamp, theme, paper)
    return package_bytes(deck, title)


def _card(diagram: Diagram) -> Scorecard:
    """Return the score with its findings in the order in which they are listed and numbered."""
    card = score(diagram, cut_order=CUT_ORDER)
    return replace(card, findings=listed(card.findings))


def _report(diagram: Diagram, card: Scorecard, options: ExportOptions) -> Report:
    return report_of(
        diagram,
        card,
        fixes=SlideKind.FINDINGS in options.slides,
        pillars=options.pillars,
        responsibility=options.responsibility,
    )


def _empty(paper: Page, theme: Theme) -> tuple[Presentation, Page]:
    return empty_deck(paper, theme), paper
