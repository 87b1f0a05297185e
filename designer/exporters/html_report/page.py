"""Sets a report as one self-contained HTML file.

The file is safe to open and to pass on: its policy forbids scripts and every connection, the style
is allowed by its hash alone, and all text goes through the template's escaping.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

import jinja2
from markupsafe import Markup

from designer.exporters.clean_text import cleaned, plain
from designer.exporters.html_report.pictures import pictures_of
from designer.exporters.html_report.plot import plot_of
from designer.exporters.judgement import remarks_of
from designer.exporters.options import LayoutKind
from designer.exporters.report.building import CUT_ORDER, report_of
from designer.exporters.report.content import RecoveryLine, Report
from designer.model.diagram import Diagram
from designer.render.arrange.view import arranged_view
from designer.rules.phrasing import count
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard

_GOOD, _FAIR = 80.0, 60.0


def to_html(
    diagram: Diagram,
    card: Scorecard | None = None,
    *,
    fixes: bool = True,
    layout: LayoutKind = LayoutKind.DRAWN,
    pillars: bool = False,
    responsibility: bool = False,
) -> str:
    """Return the report of ``diagram`` as a document that ends with a line break.

    Args:
        card: its score, made here when absent.
        fixes: also name the fixes of every finding, which takes a scoring each.
        layout: of the drawing.
        pillars, responsibility: also show it in these two ways.
    """
    diagram = cleaned(diagram)
    card = score(diagram, cut_order=CUT_ORDER) if card is None else card
    report = report_of(diagram, card, fixes=fixes, pillars=pillars, responsibility=responsibility)
    if layout is LayoutKind.ARRANGED:
        diagram = arranged_view(diagram)
    return page_of(report, pictures_of(diagram, remarks_of(card)), _caption(diagram, card))


def page_of(report: Report, pictures: str, caption: str = "") -> str:
    """Return the page of ``report``.

    Args:
        pictures: the drawing as SVG markup that is known to be sound; "" for none.
        caption: what stands under it.
    """
    style = part("style.css")
    template = environment().get_template("page.html")
    plots = ((tier, plot_of(tier)) for tier in report.day.plotted)
    return template.render(
        report=report,
        stamp=report.stamp,
        pictures=Markup(pictures),  # noqa: S704 - made by our own writer of SVG, which escapes
        caption=caption,
        plots=[(tier, Markup(plot)) for tier, plot in plots],  # noqa: S704 - as SVG, by ElementTree
        style=Markup(style),  # noqa: S704 - a file of ours
        style_hash=style_hash(style),
    )


def _caption(diagram: Diagram, card: Scorecard) -> str:
    topology = diagram.topology
    boxes = len(topology.containers)
    parts = count(len(topology.elements) - boxes, "component")
    links = count(len(topology.links), "connection")
    marks = " The numbers are those of the findings below." if card.findings else ""
    return f"{parts} in {count(boxes, 'box', 'boxes')}, {links}.{marks}"


def style_hash(style: str) -> str:
    """Return by what a policy allows ``style``: its SHA-256 in base64."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def part(name: str) -> str:
    """Return the text of a template or style of this package."""
    return (files("designer.exporters.html_report") / name).read_text("utf-8")


@cache
def environment() -> jinja2.Environment:
    """Return where templates are set: all text is escaped, and clean."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(part),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters["level"] = level
    made.filters["by_store"] = by_store
    made.filters["as_number"] = lambda head: (head, "num")
    return made


def _shown(value: object) -> object:
    """Leave out of any text what must not stand in a document, marked-up parts apart."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return plain(value) if is_text and isinstance(value, str) else value


def level(points: float | None) -> str:
    """Return the name of the colour that a number of points (0 to 100) has."""
    if points is None:
        return "none"
    return "good" if points >= _GOOD else "fair" if points >= _FAIR else "poor"


def by_store(rows: Sequence[RecoveryLine]) -> list[list[RecoveryLine]]:
    """Return the rows of each store together; two stores may bear one name."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row.store)]
