"""draw.io files read as diagrams: shapes to services, geometry to places, lines to links."""

from designer.importers.drawio.reading import page_of
from designer.importers.drawio.source import pages_of
from designer.importers.result import ImportResult
from designer.importers.source import Format, Source

__all__ = ["read"]


def read(source: Source) -> ImportResult:
    """Return the pages of a draw.io file, in the file's order, each as a diagram.

    Raises:
        Refused: it holds no drawing, is damaged, or is larger than allowed.
    """
    pages = pages_of(source.data)
    named = len(pages) > 1
    return ImportResult(
        format=Format.DRAWIO.value,
        pages=tuple(
            page_of(page, f"{source.stem}: {page.name}" if named and page.name else source.stem)
            for page in pages
        ),
    )
