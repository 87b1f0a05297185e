"""`tenet similar`: who has drawn what somebody else has drawn."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import BELOW, FINE, complain, refuse, say, say_json

if TYPE_CHECKING:
    from designer.grading.alike.class_likeness import ClassLikeness
    from designer.grading.similarity.ranking.pairs import AlikePair

_MOST_TOLD = 20
_INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="SUBMISSIONS...")
@click.option(
    "--template",
    metavar="FILE",
    help="The design that was handed out: what it holds is not counted.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="A table for people, CSV, or JSON as 'tenet catalog schema similar' documents it.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write a .html page with the pictures side by side, a .csv or a .json file.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 100_000),
    default=20,
    show_default=True,
    metavar="N",
    help="Tell the N most alike pairs.",
)
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="P",
    help="Tell only pairs that are at least P percent alike.",
)
@click.option(
    "--beside",
    type=click.IntRange(0, 100),
    default=1,
    show_default=True,
    metavar="N",
    help="In the table, list side by side what the first N pairs share.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that read at the same time; one for each processor, if not given.",
)
@click.pass_context
def similar(
    ctx: click.Context,
    paths: tuple[str, ...],
    template: str | None,
    form: str,
    output: str | None,
    most: int,
    at_least: float,
    beside: int,
    workers: int | None,
) -> None:
    """Rank the pairs of a class by how much alike they have drawn.

    SUBMISSIONS are what 'tenet grade' takes: files, folders and zip files of any format that can be
    read. Names, places on the page, looks and the order in the file do not matter. Likeness is no
    proof: look at both drawings before you judge.

    Exit codes: 0 fine, 1 something could not be read, 2 bad input.
    """
    from designer.storage.refusal import FileRejected

    if output is not None:
        form = Path(output).suffix.lower().removeprefix(".")
        if form not in _FILES:
            refuse(f"{output}: it is a .html, .csv or .json file")
    try:
        found = _compared([Path(path) for path in paths], template, workers)
    except FileRejected as error:
        refuse(str(error))
    except KeyboardInterrupt:
        complain("interrupted")
        ctx.exit(_INTERRUPTED)
    pairs = [pair for pair in found.ranking.pairs if 100 * pair.share >= at_least - 1e-9][:most]
    _tell(found, pairs, form, output, beside)
    unread = list(found.not_compared.items())
    for key, reason in unread[:_MOST_TOLD]:
        complain(f"{key}: not compared: {reason}")
    if len(unread) > _MOST_TOLD:
        complain(f"and {len(unread) - _MOST_TOLD} more were not compared")
    ctx.exit(BELOW if set(found.not_compared) - set(found.ranking.empty) else FINE)


def _compared(paths: list[Path], template: str | None, workers: int | None) -> "ClassLikeness":
    from designer.cli.grade_progress import Bar
    from designer.cli.reading import one_design
    from designer.grading.alike.class_likeness import compare_class
    from designer.grading.batch.drawings import read_drawings
    from designer.grading.batch.pool import Pool, processors
    from designer.grading.batch.rubric_source import no_rubric
    from designer.grading.submissions.collecting import Collection

    start = None if template is None else one_design(template)
    with Collection(paths) as collection, Bar() as bar:
        for problem in collection.problems:
            complain(problem)
        if len(collection.submissions) < 2:
            refuse("name two submissions at least, or a folder or zip file that holds them")
        with Pool(no_rubric(), workers or processors()) as crew:
            drawings = read_drawings(collection.submissions, crew, bar.show)
        return compare_class(drawings.diagrams, start, unread=drawings.unread, stage=bar.show)


def _tell(
    found: "ClassLikeness", pairs: "list[AlikePair]", form: str, output: str | None, beside: int
) -> None:
    from designer.grading.alike.tables import pairs_csv, to_data

    if output is not None:
        _write(Path(output), _FILES[form](found, pairs))
    elif form == "csv":
        say(pairs_csv(found, pairs).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
    elif form == "json":
        say_json(to_data(found, pairs))
    else:
        from designer.cli.similar_table import parts
        from designer.cli.tables import print_all

        print_all(parts(found, pairs, beside))


def _csv(found: "ClassLikeness", pairs: "list[AlikePair]") -> bytes:
    from designer.grading.alike.tables import pairs_csv

    return pairs_csv(found, pairs)


def _json(found: "ClassLikeness", pairs: "list[AlikePair]") -> bytes:
    import json

    from designer.grading.alike.tables import to_data

    text = json.dumps(to_data(found, pairs), indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def _html(found: "ClassLikeness", pairs: "list[AlikePair]") -> bytes:
    from designer.grading.feedback.similarity import similarity_html

    return similarity_html(found, "Likeness of a class", pairs)


_FILES = {"html": _html, "csv": _csv, "json": _json}


def _write(path: Path, content: bytes) -> None:
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    try:
        atomic_write(path, content)
    except OSError as error:
        refuse(f"{path}: cannot be written: {reason_of(error)}")
    complain(f"{path}: written")
