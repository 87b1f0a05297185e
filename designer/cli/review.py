"""`tenet review`: a design seen through the Well-Architected pillars, or a lens of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import FINE, refuse, say, say_json
from designer.cli.reading import foreign_options, one_design

if TYPE_CHECKING:
    from designer.model.diagram import Diagram
    from designer.review.lens import Lens
    from designer.review.plan import PlanItem
    from designer.review.result import ReviewResult


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--lens",
    "lens_file",
    metavar="LENS.json",
    help="Review by a custom lens of the AWS Well-Architected Tool instead of the five pillars.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "html"]),
    default="table",
    help="Tables for people, JSON, or one HTML page to pass on.",
)
@click.option("-o", "--output", metavar="OUT.html", help="Write to this file instead.")
@foreign_options
@click.pass_context
def review(
    ctx: click.Context,
    file: str,
    lens_file: str | None,
    form: str,
    output: str | None,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Review the design in FILE by the five Well-Architected pillars.

    The drawing answers what it can; what the team has answered counts for the rest.
    """
    from designer.review.checks import ALL_CHECKS
    from designer.review.engine import review as reviewed
    from designer.review.plan import improvement_plan
    from designer.review.questions import WELL_ARCHITECTED

    lens = WELL_ARCHITECTED if lens_file is None else lens_in(lens_file)
    checks = ALL_CHECKS if lens_file is None else ()
    design = one_design(file, page, parameters_given)
    result = reviewed(design, lens, checks)
    plan = improvement_plan(design, result, checks)
    if form == "json" and output is None:
        from designer.review.review_json import review_data

        say_json(review_data(result, design, plan))
    elif form == "html" or output is not None:
        _put(_text(form, design, result, plan), output)
    else:
        from designer.cli.review_table import review_parts
        from designer.cli.tables import print_all

        print_all(review_parts(f"{design.title} ({file})", design, result, plan))
    ctx.exit(FINE)


def _text(
    form: str, design: "Diagram", result: "ReviewResult", plan: tuple["PlanItem", ...]
) -> str:
    if form == "table":
        raise click.UsageError("--output needs --format json or html.")
    if form == "html":
        from designer.exporters.html_report.review_page import review_html

        return review_html(design, result, plan)
    import json

    from designer.review.review_json import review_data

    return json.dumps(review_data(result, design, plan), indent=2) + "\n"


def _put(text: str, output: str | None) -> None:
    if output is None:
        say(text.rstrip("\n"))
        return
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    try:
        atomic_write(Path(output), text.encode())
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    say(f"{output}: written")


def lens_in(file: str) -> "Lens":
    """Return the lens in ``file``; leave when it is none."""
    from designer.review.custom_lens import LensRefused, read_lens
    from designer.storage.file_bytes import reason_of

    try:
        return read_lens(Path(file).read_bytes())
    except OSError as error:
        refuse(f"{file}: cannot be read: {reason_of(error)}")
    except LensRefused as error:
        refuse(f"{file}: {error}")
