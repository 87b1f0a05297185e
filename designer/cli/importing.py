"""`tenet import`: foreign files as designs of our own, and what was made of them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import complain, refuse, say, say_json
from designer.cli.reading import foreign_options, imported, pages_of
from designer.importers.source import Format

if TYPE_CHECKING:
    from designer.importers.result import Page

FORMATS = tuple(form.value for form in Format)


@click.command("import")
@click.argument("file", metavar="FILE|DIR")
@click.option("-o", "--output", metavar="OUT", help="The design: a .tenet file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What FILE is, when its content and suffix do not tell.",
)
@click.option(
    "--explain",
    type=click.Choice(["table", "json"]),
    is_flag=False,
    flag_value="table",
    help="Print what was inferred, left open or left out, and why: a table, or JSON.",
)
@click.option("--answer", is_flag=True, hidden=True)
@foreign_options
def import_(
    file: str,
    output: str | None,
    form: str | None,
    explain: str | None,
    answer: bool,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Turn FILE or a folder of Terraform into a design, laid out and editable.

    FILE is of draw.io, a CloudFormation or SAM template, Terraform (.tf, or a plan or state in
    JSON), or a Python script for diagrams, which is read and never run.

    Several pages become OUT-1.tenet, OUT-2.tenet and so on; --page takes one of them.
    """
    from designer.storage.diagram_file import FileRejected

    if answer:
        _answer(file, form, parameters_given)
        return
    if output is None and explain is None:
        refuse("Say where to put the design (-o OUT.tenet), or ask for --explain.")
    try:
        pages = pages_of(imported(file, parameters_given, form), file, page)
        if output is not None:
            _write(pages, output)
    except FileRejected as error:
        refuse(str(error))
    if explain == "json":
        say_json([_row(number, one) for number, one in pages])
    elif explain == "table":
        _print_table(pages)
    elif any(one.notes for _, one in pages):
        count = sum(len(one.notes) for _, one in pages)
        told, them = ("One note", "it") if count == 1 else (f"{count} notes", "them")
        complain(f"{told} on what was made of it: add --explain to read {them}.")


def _answer(file: str, form: str | None, parameters: tuple[str, ...]) -> None:
    """Write the result for the process that asked, under limits of memory and time."""
    from designer.importers.child import limit_self
    from designer.importers.refusal import ImportRefused
    from designer.importers.wire import to_bytes

    limit_self()
    try:
        data = to_bytes(imported(file, parameters, form))
    except ImportRefused as error:
        data = to_bytes(error)
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(pages: "list[tuple[int, Page]]", output: str) -> None:
    from designer.storage.diagram_file import SUFFIX, write

    path = Path(output)
    if path.suffix.lower() != SUFFIX:
        refuse(f"{output}: designs are written as {SUFFIX} files")
    for number, page in pages:
        place = path if len(pages) == 1 else path.with_stem(f"{path.stem}-{number}")
        write(place, page.diagram)
        topology = page.diagram.topology
        say(f"{place}: {len(topology.elements)} elements, {len(topology.links)} links")


def _row(number: int, page: "Page") -> dict[str, object]:
    return {
        "page": number,
        "name": page.name,
        "elements": len(page.diagram.topology.elements),
        "links": len(page.diagram.topology.links),
        "notes": [
            {
                "kind": note.kind.value,
                "sentence": note.sentence,
                "ids": list(note.ids),
                "place": note.place,
            }
            for note in page.notes
        ],
    }


def _print_table(pages: "list[tuple[int, Page]]") -> None:
    from designer.cli.tables import heading, print_all, table
    from designer.importers.result import NoteKind

    order = list(NoteKind)
    for number, page in pages:
        topology = page.diagram.topology
        title = f"Page {number}, {page.name}: " if len(pages) > 1 else f"{page.name}: "
        counts = f"{len(topology.elements)} elements, {len(topology.links)} links"
        rows = [
            (note.kind.value, note.sentence, " ".join(note.ids[:4]) or note.place)
            for note in sorted(page.notes, key=lambda note: order.index(note.kind))
        ]
        columns = [("Kind", False), ("Note", False), ("About", False)]
        print_all([heading(title + counts), table(columns, rows, 1)])
