"""A design inside SVG (as metadata) or HTML (as a script that is no script): JSON text in a tag.

The text is written so that it needs no escaping there, and is found without building a tree.
"""

import html
import re

from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.refusal import Refused

_NAMESPACE = "urn:tenet-designer:source"
_TYPE = "application/x-tenet"
_HEAD = 4096
# Characters with a meaning in markup, and those that XML cannot hold at all; in JSON they can only
# stand in texts, where they may be written as numbers.
_SPECIAL = re.compile(r"[<>&\x7f-\x9f\ufffe\uffff]|--")
_SVG_START = re.compile(rb"<svg\b[^<>]*>")
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_OPENING = re.compile(
    rb"<(?:(?:[A-Za-z_][\w.-]*:)?source\b[^<>]*\burn:tenet-designer:source\b"
    rb"|tenet:source\b|script\b[^<>]*\bapplication/x-tenet\b)[^<>]*>"
)


def begins_svg(data: bytes) -> bool:
    """Tell whether ``data`` is an SVG picture."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in head


def begins_html(data: bytes) -> bool:
    """Tell whether ``data`` is a page of HTML."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def put_in_svg(picture: bytes, text: str) -> bytes:
    """Return an SVG picture with ``text`` as metadata, before all that is seen.

    Raises:
        ValueError: it has no root.
    """
    start = _SVG_START.search(picture)
    if start is None:
        raise ValueError("the picture has no root")
    tag = f'<metadata><tenet:source xmlns:tenet="{_NAMESPACE}">{_plain(text)}</tenet:source>'
    return b"".join((picture[: start.end()], tag.encode(), b"</metadata>", picture[start.end() :]))


def put_in_html(page: bytes, text: str) -> bytes:
    """Return a page of HTML with ``text`` at its end, where no browser shows or runs it.

    Raises:
        ValueError: the page has no end.
    """
    ends = list(_BODY_END.finditer(page))
    if not ends:
        raise ValueError("the page has no end")
    at = ends[-1].start()
    tag = f'<script type="{_TYPE}">{_plain(text)}</script>\n'
    return page[:at] + tag.encode() + page[at:]


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda found: "".join(f"\\u{ord(c):04x}" for c in found[0]), text)


def carries(data: bytes) -> bool:
    """Tell whether ``data`` has a tag for a design."""
    return _OPENING.search(data) is not None


def find(data: bytes) -> bytes | None:
    """Return the text of the design in ``data``; None when there is no tag for it.

    Raises:
        Refused: it breaks off or is too large.
    """
    opening = _OPENING.search(data)
    if opening is None:
        return None
    end = data.find(b"<", opening.end())
    if end < 0 or data[end : end + 2] != b"</":
        raise Refused("the design inside", "breaks off")
    if end - opening.end() > MAX_FILE_BYTES:
        raise Refused("the design inside", f"is larger than {MAX_FILE_BYTES // 2**20} MiB")
    text = data[opening.end() : end]
    # What has saved the file in between may have written quotation marks as entities.
    return html.unescape(text.decode("utf-8", "replace")).encode() if b"&" in text else text
