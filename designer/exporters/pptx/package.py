"""Writes a deck so that the same slides give the same bytes, and tell nothing of who made them."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation

from designer.exporters.clean_text import plain

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The time that every deck states: no clock is asked."""
AUTHOR = "Tenet Designer"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the oldest a zip file can state
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def package_bytes(deck: Presentation, title: str) -> bytes:
    """Return the file of a deck."""
    _describe(deck, title)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                book = shape.chart.part.chart_workbook.xlsx_part
                book._blob = steady(book.blob)
    written = BytesIO()
    deck.save(written)
    return steady(written.getvalue())


def steady(archive: bytes) -> bytes:
    """Return an Office file with no times in it, its members in the order they came."""
    result = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stated = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = _TIMES.sub(rb"\g<1>" + stated + rb"\g<3>", content)
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, content)
    return result.getvalue()


def _describe(deck: Presentation, title: str) -> None:
    about = deck.core_properties
    about.title, about.author = plain(title)[:255], AUTHOR
    about.last_modified_by, about.revision = AUTHOR, 1
    about.created = about.modified = MADE
    about.subject = about.keywords = about.comments = about.category = ""


def without_leftovers(deck: Presentation) -> None:
    """Drop what the library's empty deck brings along: its preview, printer and statistics."""
    for owner, kind in (
        (deck.part.package, RT.THUMBNAIL),
        (deck.part.package, RT.EXTENDED_PROPERTIES),
        (deck.part, RT.PRINTER_SETTINGS),
    ):
        relations = owner._rels
        for key in [key for key, one in relations.items() if one.reltype == kind]:
            relations.pop(key)
