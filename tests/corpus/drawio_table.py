"""Prints what the importer makes of a folder of real draw.io files, one line a page.

    python -m tests.corpus.drawio_table [FOLDER]

The folder is looked for in TENET_CORPUS (its part ``drawio``) or in ``shared/data/corpus`` beside
the checkout.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from designer.catalog.loader import catalog
from designer.importers.dispatch import import_file
from designer.importers.drawio.cells import cells_of
from designer.importers.drawio.shapes import Shape, What, shapes_of
from designer.importers.drawio.source import pages_of
from designer.importers.result import NoteKind, Page
from designer.model.elements import Kind

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = {".drawio", ".xml", ".io", ".svg", ".png"}
NOT_COUNTED = (Kind.NOTE,)


def folder() -> Path | None:
    """Return the folder of real files, or None where there is none."""
    named = os.environ.get("TENET_CORPUS")
    places = [Path(named) / "drawio"] if named else []
    places += [base / "shared" / "data" / "corpus" / "drawio" for base in ROOT.parents]
    return next((place for place in places if place.is_dir()), None)


def files(place: Path) -> list[Path]:
    """Return the drawings below ``place``, in order."""
    return sorted(path for path in place.rglob("*") if path.suffix.lower() in SUFFIXES)


@dataclass(slots=True)
class Row:
    """What was made of one page."""

    file: str
    page: str
    seconds: float
    elements: int
    zones: int
    links: int
    unknown: int
    notes: int


@dataclass(slots=True)
class Stencils:
    """How the AWS icons of some files were read.

    Attributes:
        mapped: icons whose stencil has a row.
        rowless: stencils without a row, with their number.
    """

    mapped: int = 0
    rowless: dict[str, int] = field(default_factory=dict)


def rows_of(path: Path) -> Iterator[tuple[Row, Page]]:
    """Yield a row for each page of ``path``."""
    began = time.perf_counter()
    result = import_file(path)
    seconds = (time.perf_counter() - began) / len(result.pages)
    for page in result.pages:
        elements = list(page.diagram.topology.elements.values())
        row = Row(
            file=path.name,
            page=page.name,
            seconds=seconds,
            elements=sum(e.kind not in NOT_COUNTED for e in elements),
            zones=sum(e.kind is Kind.ZONE for e in elements),
            links=len(page.diagram.topology.links),
            unknown=sum(note.kind is NoteKind.UNKNOWN for note in page.notes),
            notes=len(page.notes),
        )
        yield row, page


def is_fallback(shape: Shape) -> bool:
    """Tell whether the stencil of ``shape`` has no row and stands for its category."""
    return shape.reading is not None and shape.reading.category is not None


def stencils_of(paths: list[Path]) -> Stencils:
    """Return how the AWS icons of ``paths`` are read."""
    found = Stencils()
    for path in paths:
        for page in pages_of(path.read_bytes()):
            for shape in shapes_of(cells_of(page.model)):
                name = shape.stencil
                if name is None or not name.is_aws or shape.what is not What.ICON:
                    continue
                if shape.service in catalog() and not is_fallback(shape):
                    found.mapped += 1
                else:
                    found.rowless[name.full] = found.rowless.get(name.full, 0) + 1
    return found


def main() -> int:
    """Print the table."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else folder()
    if place is None:
        print("There is no folder of real files; name it, or set TENET_CORPUS.")  # noqa: T201
        return 2
    head = f"{'file':<44}{'page':<26}{'elements':>9}{'zones':>7}{'links':>7}{'unknown':>9}{'s':>7}"
    print(head)  # noqa: T201
    paths = files(place)
    for path in paths:
        for row, _ in rows_of(path):
            print(  # noqa: T201
                f"{row.file[:42]:<44}{row.page[:24]:<26}{row.elements:>9}{row.zones:>7}"
                f"{row.links:>7}{row.unknown:>9}{row.seconds:>7.2f}"
            )
    stencils = stencils_of(paths)
    rowless = sum(stencils.rowless.values())
    print(f"\nAWS icons: {stencils.mapped} with a row, {rowless} without: {stencils.rowless}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
