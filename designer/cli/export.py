"""`tenet export`: a picture of a design, drawn in a process of its own, or a draw.io file."""

from pathlib import Path

import click

from designer.cli.output import complain, refuse, say
from designer.cli.reading import foreign_options, one_design
from designer.model.diagram import Diagram

ENDINGS = (".png", ".svg", ".pdf")
DRAWIO = ".drawio"
FORMATS = tuple(ending.removeprefix(".") for ending in (*ENDINGS, DRAWIO))


@click.command()
@click.argument("file")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="The picture: a .png, .svg or .pdf file; or a .drawio file.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write, when OUT's ending does not say.",
)
@click.option(
    "--layout",
    type=click.Choice(["drawn", "arranged"]),
    default="drawn",
    help="As drawn on the canvas, or arranged anew.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.1, 16),
    default=2.0,
    metavar="N",
    help="Pixels for each unit of the canvas, for PNG.",
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light")
@click.option("--transparent", is_flag=True, help="Leave the background out.")
@foreign_options
def export(
    file: str,
    output: str,
    form: str | None,
    layout: str,
    scale: float,
    theme: str,
    transparent: bool,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Draw the design in FILE as a picture, or write it as a draw.io file.

    FILE may be a foreign one, as of 'tenet import'. A draw.io file has native AWS shapes and can be
    imported again without loss.
    """
    ending = f".{form}" if form else Path(output).suffix.lower()
    if ending not in (*ENDINGS, DRAWIO):
        refuse(f"{output}: write a png, svg, pdf or drawio file, as the file's ending says")
    if ending != DRAWIO and Path(output).suffix.lower() != ending:
        refuse(f"{output}: the name of a picture ends in {ending}")
    diagram = one_design(file, page, parameters_given)
    if ending == DRAWIO:
        _write_drawio(diagram, output)
    else:
        _draw(diagram, output, layout, scale, theme, transparent=transparent)


def _write_drawio(diagram: Diagram, output: str) -> None:
    from designer.exporters.drawio import to_drawio
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    try:
        atomic_write(Path(output), to_drawio(diagram).encode())
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    say(f"{output}: written")


def _draw(
    diagram: Diagram, output: str, layout: str, scale: float, theme: str, *, transparent: bool
) -> None:
    from designer.exporters.diagrams_image import ExportRefused, export_image
    from designer.storage.file_bytes import reason_of

    try:
        result = export_image(
            diagram,
            Path(output),
            layout=layout,
            scale=scale,
            theme=theme,
            transparent=transparent,
        )
    except ExportRefused as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    if result.message:
        complain(result.message)
    say(f"{output}: drawn")
