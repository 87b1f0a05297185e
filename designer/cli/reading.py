"""Reads the designs named on the command line; a bad one is one sentence and exit code 2."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from designer.cli.output import complain, refuse
from designer.model.diagram import Diagram

if TYPE_CHECKING:
    from designer.importers.result import ImportResult, Page

Command = TypeVar("Command", bound=Callable[..., Any])


def foreign_options(command: Command) -> Command:
    """Add what a command takes for files that are not our own."""
    command = click.option(
        "--parameter",
        "parameters_given",
        multiple=True,
        metavar="K=V",
        help="A parameter of a template or a variable of a module; may be repeated.",
    )(command)
    return click.option(
        "--page",
        type=click.IntRange(min=1),
        metavar="N",
        help="Only page N of a file of several pages.",
    )(command)


def read_all(
    files: Iterable[str], page: int | None = None, parameters: Iterable[str] = ()
) -> tuple[list[tuple[str, Diagram]], int]:
    """Return the designs that can be read, by file, and how many cannot; complain about those.

    Foreign files are imported; each of their pages is a design, named "FILE, page N" when there
    are several.
    """
    from designer.storage.diagram_file import FileRejected

    given = tuple(parameters)
    found: list[tuple[str, Diagram]] = []
    bad = 0
    for file in files:
        try:
            found += designs_in(file, page, given)
        except FileRejected as error:
            complain(str(error))
            bad += 1
    return found, bad


def designs_in(
    file: str, page: int | None = None, parameters: Iterable[str] = ()
) -> list[tuple[str, Diagram]]:
    """Return the designs in ``file``, our own or a foreign one, with their labels.

    Raises:
        FileRejected: it cannot be read.
    """
    from designer.importers.sniffing import is_foreign
    from designer.storage.diagram_file import FileRejected, read

    if not is_foreign(Path(file)):
        if page not in (None, 1):
            raise FileRejected(file, "", f"has no page {page}: a Tenet design is one page")
        return [(file, read(file))]
    pages = pages_of(imported(file, parameters), file, page)
    _tell(file, pages)
    if len(pages) == 1:
        return [(file, pages[0][1].diagram)]
    return [(f"{file}, page {number}", one.diagram) for number, one in pages]


def one_design(file: str, page: int | None = None, parameters: Iterable[str] = ()) -> Diagram:
    """Return the only design in ``file``; leave when it cannot be read, or has several pages."""
    from designer.storage.diagram_file import FileRejected

    try:
        designs = designs_in(file, page, parameters)
    except FileRejected as error:
        refuse(str(error))
    if len(designs) > 1:
        refuse(f"{file}: has {len(designs)} pages; say which one with --page N")
    return designs[0][1]


def imported(file: str, parameters: Iterable[str] = (), form: str | None = None) -> "ImportResult":
    """Return what the foreign ``file`` holds; leave when a parameter is not written K=V.

    Raises:
        FileRejected: it cannot be imported.
    """
    from designer.importers.dispatch import import_file
    from designer.importers.source import Format, Options
    from designer.model.frozen import FrozenMap

    pairs: dict[str, str] = {}
    for text in parameters:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            refuse(f"--parameter {text}: is not written as NAME=VALUE")
        pairs[name.strip()] = value
    options = Options(parameters=FrozenMap(pairs))
    result = import_file(file, options, None if form is None else Format(form))
    if pairs and not result.questions and result.format != Format.CLOUDFORMATION.value:
        complain(f"{file}: has no parameters, so that --parameter changes nothing")
    return result


def pages_of(result: "ImportResult", file: str, page: int | None) -> "list[tuple[int, Page]]":
    """Return the pages wanted with their numbers, from 1.

    Raises:
        FileRejected: there is no such page.
    """
    from designer.storage.diagram_file import FileRejected

    pages = list(enumerate(result.pages, 1))
    if page is None:
        return pages
    if page > len(pages):
        raise FileRejected(file, "", f"has no page {page}: {len(pages)} is the last")
    return [pages[page - 1]]


def _tell(file: str, pages: "list[tuple[int, Page]]") -> None:
    counts = Counter(note.kind.value for _, page in pages for note in page.notes)
    if counts:
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        complain(f"{file}: imported, with notes ({told}); 'tenet import {file} --explain' tells")
    for _, page in pages:
        if not page.diagram.topology.elements:
            complain(f"{file}: page “{page.name}” is empty: {page.notes[0].sentence}")
