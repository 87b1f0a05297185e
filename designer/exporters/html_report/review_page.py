"""Sets a review as one self-contained HTML file, in the style and under the policy of reports."""

from collections.abc import Sequence

from markupsafe import Markup

from designer import __version__
from designer.exporters.clean_text import cleaned
from designer.exporters.html_report.page import environment, part, style_hash
from designer.exporters.html_report.pictures import pictures_of
from designer.exporters.html_report.review_content import ReviewPage, content_of
from designer.model.diagram import Diagram
from designer.review.plan import PlanItem
from designer.review.result import ReviewResult


def review_html(diagram: Diagram, result: ReviewResult, plan: Sequence[PlanItem]) -> str:
    """Return the page of ``result``, the review of ``diagram``; it ends with a line break.

    Args:
        plan: what to do next, in the order in which it is listed.
    """
    diagram = cleaned(diagram)
    lens = result.lens
    stamp = f"Tenet Designer {__version__}, lens “{lens.name}” {lens.version}".strip()
    return set_page(content_of(diagram, result, plan), pictures_of(diagram), stamp)


def set_page(page: ReviewPage, pictures: str, stamp: str) -> str:
    """Return the page with ``page`` on it.

    Args:
        pictures: the drawing as SVG markup that is known to be sound; "" for none.
        stamp: what made it, by which lens.
    """
    style = part("style.css") + part("review.css")
    return (
        environment()
        .get_template("review.html")
        .render(
            page=page,
            pictures=Markup(pictures),  # noqa: S704 - made by our own writer of SVG, which escapes
            stamp=stamp,
            style=Markup(style),  # noqa: S704 - files of ours
            style_hash=style_hash(style),
        )
    )
