"""A design as a file attached to a PDF (ISO 32000-1, 7.11.4 and, for the update, 7.5.6).

The attachment is appended as an incremental update, so the pages stay byte for byte what they were;
it is found by its media type without reading the rest of the document.
"""

import re
import zlib
from dataclasses import dataclass

from designer.storage.inside.unpacking import inflated
from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.refusal import Refused

_NAME = "design.tenet"
_MARK = re.compile(rb"/application#2[fF]x-tenet\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_MOST_HEAD = 1000
"""The dictionary of an attachment is far shorter, in bytes."""

_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"(\d{1,10}) (\d{1,10}) *\r?\n")
_ENTRY_BYTES = 20
_SIZE = re.compile(rb"/Size\s+(\d{1,10})")
_ROOT = re.compile(rb"/Root\s+(\d{1,10})\s+0\s+R")
_KEPT = re.compile(rb"/Info\s+\d+\s+\d+\s+R|/ID\s*\[[^\]]*\]")
_CATALOG = re.compile(rb"\d+ 0 obj\s*<<(.*?)>>\s*endobj", re.DOTALL)
# Qt's catalog points to names that it has not written.
_NAMES = re.compile(rb"/Names\s+\d+\s+\d+\s+R")


def begins(data: bytes) -> bool:
    """Tell whether ``data`` is a PDF document."""
    return data.startswith(b"%PDF-")


@dataclass(frozen=True, slots=True)
class _Document:
    """What an update has to know of the document before it."""

    xref_at: int
    size: int
    root: int
    catalog: bytes
    kept: bytes


def put(document: bytes, text: str) -> bytes:
    """Return ``document`` with ``text`` as an attached file.

    Raises:
        ValueError: it is not built as our exporters build theirs.
    """
    known = _read(document)
    data = text.encode("utf-8")
    packed = zlib.compress(data, 9)
    file, spec = known.size, known.size + 1
    catalog = _NAMES.sub(b"", known.catalog).strip()
    objects = {
        known.root: b"<< %s\n/Names << /EmbeddedFiles << /Names [(%s) %d 0 R] >> >>\n"
        b"/AF [%d 0 R] >>" % (catalog, _NAME.encode(), spec, spec),
        file: b"<< /Type /EmbeddedFile /Subtype /application#2Fx-tenet /Filter /FlateDecode "
        b"/Length %d /Params << /Size %d >> >>\nstream\n%s\nendstream"
        % (len(packed), len(data), packed),
        spec: b"<< /Type /Filespec /F (%s) /UF (%s) /Desc (The design; open this PDF with Tenet "
        b"Designer) /AFRelationship /Source /EF << /F %d 0 R >> >>"
        % (_NAME.encode(), _NAME.encode(), file),
    }
    result = bytearray(document if document.endswith(b"\n") else document + b"\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(result)
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(result)
    result += b"xref\n"
    for number, place in sorted(places.items()):
        result += b"%d 1\n%010d 00000 n \n" % (number, place)
    result += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        spec + 1,
        known.root,
        known.xref_at,
        known.kept,
        start,
    )
    return bytes(result)


def _read(document: bytes) -> _Document:
    start = _START.search(document, max(0, len(document) - _MOST_HEAD))
    at = -1 if start is None else int(start[1])
    if not document.startswith(b"xref", at):
        raise ValueError("the PDF has no plain table of its objects")
    trailer = document[document.index(b"trailer", at) :]
    size, root = _SIZE.search(trailer), _ROOT.search(trailer)
    if size is None or root is None:
        raise ValueError("the PDF has no catalog")
    catalog = _CATALOG.match(document, _place(document, at, int(root[1])))
    if catalog is None:
        raise ValueError("the PDF has no catalog")
    kept = b" ".join(found[0] for found in _KEPT.finditer(trailer))
    return _Document(at, int(size[1]), int(root[1]), catalog[1], kept)


def _place(document: bytes, at: int, wanted: int) -> int:
    """Return where the object ``wanted`` stands, by the table at ``at``."""
    at += len(b"xref\n")
    while section := _SECTION.match(document, at):
        first, count = int(section[1]), int(section[2])
        if first <= wanted < first + count:
            entry = section.end() + _ENTRY_BYTES * (wanted - first)
            return int(document[entry : entry + 10])
        at = section.end() + _ENTRY_BYTES * count
    raise ValueError("the PDF has no catalog")


def carries(data: bytes) -> bool:
    """Tell whether ``data`` has a design attached."""
    return _MARK.search(data) is not None


def find(data: bytes) -> bytes | None:
    """Return the text of the design attached last; None when there is none.

    Raises:
        Refused: it is damaged or too large.
    """
    marks = list(_MARK.finditer(data))
    if not marks:
        return None
    mark = marks[-1]
    stream = _STREAM.search(data, mark.end(), mark.end() + _MOST_HEAD)
    opening = data.rfind(b"obj", max(0, mark.start() - _MOST_HEAD), mark.start())
    if stream is None or opening < 0 or b"endobj" in data[mark.end() : stream.start()]:
        raise Refused("the design inside", "breaks off")
    head = data[opening : stream.start()]
    if b"/FlateDecode" in head:
        return inflated(data[stream.end() :], MAX_FILE_BYTES, "the design inside")
    if b"/Filter" in head:
        raise Refused("the design inside", "is packed in a way that is not known")
    end = data.find(b"endstream", stream.end())
    if end < 0:
        raise Refused("the design inside", "breaks off")
    return data[stream.end() : end]
