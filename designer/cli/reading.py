"""Reads the designs named on the command line; a bad one is one sentence and exit code 2."""

from collections.abc import Iterable

from designer.cli.output import complain
from designer.model.diagram import Diagram


def read_all(files: Iterable[str]) -> tuple[list[tuple[str, Diagram]], int]:
    """Return the designs that can be read, by file, and how many cannot; complain about those."""
    from designer.storage.diagram_file import FileRejected, read

    found: list[tuple[str, Diagram]] = []
    bad = 0
    for file in files:
        try:
            found.append((file, read(file)))
        except FileRejected as error:
            complain(str(error))
            bad += 1
    return found, bad
