"""`tenet quiz`: a sheet of questions about a design, with the key on a page of its own."""

from pathlib import Path

import click

from designer.cli.output import FINE, refuse, say, say_json
from designer.cli.reading import foreign_options, one_design


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--count", type=click.IntRange(1, 100), default=8, metavar="N", help="How many questions."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=0,
    metavar="N",
    help="Another number gives other questions, the same the same.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="A sheet to print, or JSON.",
)
@click.option("-o", "--output", metavar="OUT.md", help="Write to this file instead.")
@foreign_options
@click.pass_context
def quiz(
    ctx: click.Context,
    file: str,
    count: int,
    seed: int,
    form: str,
    output: str | None,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Ask what happens to the design in FILE: zones lost, data deleted, who answers for what."""
    from designer.exporters.quiz_sheet import quiz_data, sheet
    from designer.scoring.engine import score
    from designer.teaching.quiz import quiz as made

    design = one_design(file, page, parameters_given)
    questions = made(design, score(design), count=count, seed=seed)
    if form == "json" and output is None:
        say_json(quiz_data(design.title, questions, seed=seed))
        ctx.exit(FINE)
    import json

    text = (
        sheet(design.title, questions, seed=seed)
        if form == "markdown"
        else json.dumps(quiz_data(design.title, questions, seed=seed), indent=2) + "\n"
    )
    if output is None:
        say(text.rstrip("\n"))
    else:
        _write(output, text)
    ctx.exit(FINE)


def _write(output: str, text: str) -> None:
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    try:
        atomic_write(Path(output), text.encode())
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    say(f"{output}: written")
