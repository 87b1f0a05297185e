"""`tenet diff`: what differs between two designs, as text, JSON or a picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import BELOW, FINE, complain, refuse, say, say_json
from designer.cli.reading import foreign_options, one_design

if TYPE_CHECKING:
    from designer.grading.difference import Difference
    from designer.grading.similarity.shape import Tolerance
    from designer.model.diagram import Diagram

ENDINGS = (".svg", ".png", ".pdf")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Lines with + - ~ for people, or JSON as 'tenet catalog schema diff' documents it.",
)
@click.option(
    "-o", "--output", metavar="OUT", help="Also draw both with marks: a .svg, .png or .pdf file."
)
@click.option(
    "--by",
    type=click.Choice(["auto", "ids", "shape"]),
    default="auto",
    show_default=True,
    help="What tells that two elements are the same: the ids in the files, as for versions of one "
    "design; or services, places, links and names alone. By itself it looks which fits.",
)
@click.option(
    "--rubric",
    metavar="RUBRIC",
    help="Take services and words for the same that this rubric calls equivalent or synonyms.",
)
@click.option("--exit-code", is_flag=True, help="Leave with exit code 1 when they differ.")
@click.option(
    "--theme",
    type=click.Choice(["light", "dark"]),
    default="light",
    show_default=True,
    help="The colours of the picture.",
)
@foreign_options
@click.pass_context
def diff(
    ctx: click.Context,
    before: str,
    after: str,
    form: str,
    output: str | None,
    by: str,
    rubric: str | None,
    exit_code: bool,
    theme: str,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Tell what it takes to come from design A to design B.

    Layout and looks do not count. Files may be foreign ones, as of 'tenet import'.
    """
    from designer.grading.difference import difference, share_ids
    from designer.grading.difference_words import lines, summary, to_data

    if output is not None and Path(output).suffix.lower() not in ENDINGS:
        refuse(f"{output}: the picture is a .svg, .png or .pdf file")
    left = one_design(before, page, parameters_given)
    right = one_design(after, page, parameters_given)
    is_by_ids = share_ids(left.topology, right.topology) if by == "auto" else by == "ids"
    found = difference(left, right, _tolerance(rubric, ids=is_by_ids))
    if form == "json":
        say_json(to_data(found, left, right, (before, after)))
    else:
        for line in lines(found, left, right):
            say(line)
        say(summary(found))
    if output is not None:
        _draw(found, left, right, (before, after), output, theme)
    ctx.exit(BELOW if exit_code and not found.is_empty else FINE)


def _tolerance(rubric: str | None, *, ids: bool) -> "Tolerance":
    from dataclasses import replace

    from designer.grading.criteria.likeness import tolerance_of
    from designer.grading.rubric_file.reading import read_rubric
    from designer.grading.similarity.shape import Tolerance
    from designer.storage.refusal import FileRejected

    if rubric is None:
        return Tolerance(ids=ids, notes=True)
    try:
        return replace(tolerance_of(read_rubric(rubric)), ids=ids, notes=True)
    except FileRejected as error:
        refuse(str(error))


def _draw(
    found: "Difference",
    left: "Diagram",
    right: "Diagram",
    files: tuple[str, str],
    output: str,
    theme: str,
) -> None:
    from designer.exporters.svg import svg_of
    from designer.grading.difference_picture import difference_picture
    from designer.grading.difference_words import summary
    from designer.render.theme import DARK, LIGHT
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    titles = (f"Before: {Path(files[0]).name}", f"After: {Path(files[1]).name}")
    drawing = difference_picture(found, left, right, DARK if theme == "dark" else LIGHT, titles)
    ending = Path(output).suffix.lower()
    if ending == ".svg":
        content = svg_of(drawing, title=summary(found)).encode()
    else:
        from designer.exporters.raster.encoding import RasterError
        from designer.exporters.raster.pages import pdf_of
        from designer.exporters.raster.pictures import largest_scale, png_of

        size = drawing.area
        scale = largest_scale(size.width, size.height, 2.0)
        try:
            content = (
                png_of(drawing, scale) if ending == ".png" else pdf_of(drawing, summary(found))
            )
        except RasterError as error:
            refuse(f"{output}: {error}")
    try:
        atomic_write(Path(output), content)
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    complain(f"{output}: drawn")
