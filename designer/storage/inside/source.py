"""Puts a design into a picture of it, and finds it there again: opening the picture is enough.

Each kind of file is known by how it begins. What is found is no more trusted than a file: it comes
out under a limit of size and is then read as any design is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from designer.model.diagram import Diagram
from designer.storage.diagram_file import FileRejected, read_bytes
from designer.storage.inside import markup, pdf, png
from designer.storage.refusal import Refused
from designer.storage.writing import to_text


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file carries a design."""

    begins: Callable[[bytes], bool]
    put: Callable[[bytes, str], bytes]
    find: Callable[[bytes], bytes | None]
    carries: Callable[[bytes], bool]


_KINDS = (
    _Kind(png.begins, png.put, png.find, png.carries),
    _Kind(pdf.begins, pdf.put, pdf.find, pdf.carries),
    _Kind(markup.begins_svg, markup.put_in_svg, markup.find, markup.carries),
    _Kind(markup.begins_html, markup.put_in_html, markup.find, markup.carries),
)


def with_source(picture: bytes, diagram: Diagram) -> bytes:
    """Return ``picture`` (PNG, PDF, SVG or HTML) with the design ``diagram`` inside.

    It looks the same. Same input, same bytes.

    Raises:
        ValueError: it is of another kind, or not built as ours are.
    """
    kind = _kind_of(picture)
    if kind is None:
        raise ValueError("files of this kind carry no design")
    return kind.put(picture, to_text(diagram))


def carries_source(data: bytes) -> bool:
    """Tell at once whether ``data`` says that it carries a design."""
    kind = _kind_of(data)
    return kind is not None and kind.carries(data)


def source_in(data: bytes) -> Diagram | None:
    """Return the design inside the picture ``data``; None when it says that it carries none.

    Raises:
        Refused: what it carries is damaged, too large, or no sound design.
    """
    kind = _kind_of(data)
    text = None if kind is None else kind.find(data)
    if text is None:
        return None
    try:
        return read_bytes(text, "")
    except FileRejected as error:
        place = f"the design inside, {error.place}" if error.place else "the design inside"
        raise Refused(place, error.reason) from error


def _kind_of(data: bytes) -> _Kind | None:
    return next((kind for kind in _KINDS if kind.begins(data)), None)
