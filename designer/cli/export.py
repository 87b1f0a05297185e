"""`tenet export`: a picture of a design, drawn in a process of its own."""

from pathlib import Path

import click

from designer.cli.output import complain, refuse, say
from designer.cli.reading import designs_in, foreign_options

ENDINGS = (".png", ".svg", ".pdf")


@click.command(short_help="Draw a design as a picture.")
@click.argument("file")
@click.option(
    "-o", "--output", required=True, metavar="OUT", help="The picture: a .png, .svg or .pdf file."
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
    layout: str,
    scale: float,
    theme: str,
    transparent: bool,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Draw the design in FILE as a picture; FILE may be a foreign one, as of 'tenet import'."""
    from designer.exporters.diagrams_image import ExportRefused, export_image
    from designer.storage.diagram_file import FileRejected
    from designer.storage.file_bytes import reason_of

    if Path(output).suffix.lower() not in ENDINGS:
        refuse(f"{output}: pictures are written as png, svg or pdf, as the file's ending says")
    try:
        designs = designs_in(file, page, parameters_given)
        if len(designs) > 1:
            refuse(f"{file}: has {len(designs)} pages; say which one with --page N")
        result = export_image(
            designs[0][1],
            Path(output),
            layout=layout,
            scale=scale,
            theme=theme,
            transparent=transparent,
        )
    except (FileRejected, ExportRefused) as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    if result.message:
        complain(result.message)
    say(f"{output}: drawn")
