"""Finds the drawings in a file: plain or compressed, bare, in a picture, in a page of text."""

import base64
import binascii
import html
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from designer.importers.drawio import limits
from designer.importers.drawio.xml_tree import parsed
from designer.importers.limits import MAX_FILE_BYTES, MAX_PAGES
from designer.storage.inside import png
from designer.storage.refusal import Refused, shown

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KEYWORDS = (b"mxfile", b"mxGraphModel")
_EMBEDDED = re.compile(r"<(mxfile|mxGraphModel)\b")
_DATA_ATTRIBUTE = re.compile(r'data-mxgraph="([^"]*)"')


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as it stands in the file: its name and its ``mxGraphModel``."""

    name: str
    model: Element


def pages_of(data: bytes) -> tuple[SourcePage, ...]:
    """Return the pages of the drawing in ``data``, in the file's order.

    Raises:
        Refused: ``data`` holds no drawing, is damaged, or is larger than allowed.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Refused("", f"is larger than {MAX_FILE_BYTES // 2**20} MiB")
    if png.begins(data):
        data = _from_png(data)
    root = _root_of(data)
    budget = _Budget()
    pages = tuple(_pages(root, budget))
    if not pages:
        raise Refused("", "holds no draw.io page")
    return pages


class _Budget:
    """Counts what compressed parts unfold to, over the whole file."""

    def __init__(self) -> None:
        self._left = limits.MAX_INFLATED_BYTES

    def inflated(self, data: bytes, wbits: int, place: str) -> bytes:
        unpacker = zlib.decompressobj(wbits)
        try:
            result = unpacker.decompress(data, self._left + 1)
        except zlib.error as error:
            raise Refused(place, "its compressed content is damaged") from error
        self._left -= len(result)
        if self._left < 0:
            most = limits.MAX_INFLATED_BYTES // 2**20
            raise Refused(place, f"unfolds to more than {most} MiB")
        return result


def _root_of(data: bytes) -> Element:
    text = data.lstrip()
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding).encode()
            except UnicodeError as error:
                raise Refused("", "is not text in the encoding it says it is in") from error
            # The declaration would still name the encoding that it no longer has.
            text = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", text)
    if text.startswith(b"<mxlibrary"):
        raise Refused("", "is a library of shapes, not a drawing")
    if text.startswith(
        (b"<mxfile", b"<mxGraphModel", b"<?xml", b"<svg", b"<!DOCTYPE svg", b"<!--")
    ):
        return _unwrapped(parsed(text))
    if text.startswith(b"<!DOCTYPE") and not text[:15].lower().endswith(b"html"):
        return parsed(text)
    return _from_text(text.decode("utf-8", "replace"))


def _unwrapped(root: Element) -> Element:
    """Return the drawing inside an SVG picture, or ``root`` itself."""
    if root.tag.rpartition("}")[2] != "svg":
        return root
    content = root.get("content", "").strip()
    if not content:
        raise Refused("", "is a picture without its source (of Tenet or draw.io) inside")
    return _from_content(content)


def _from_content(content: str) -> Element:
    if content.startswith("%3C"):
        content = unquote(content)
    if content.startswith("<"):
        return parsed(content.encode())
    if content.startswith("&lt;"):
        return parsed(html.unescape(content).encode())
    return parsed(_unpacked(content, _Budget(), ""))


def _from_text(text: str) -> Element:
    """Return a drawing pasted into a page of text or HTML."""
    found = _DATA_ATTRIBUTE.search(text)
    if found is not None:
        try:
            data = json.loads(html.unescape(found.group(1)))
        except (ValueError, RecursionError) as error:
            raise Refused("", "its embedded drawing is damaged") from error
        if isinstance(data, dict) and isinstance(data.get("xml"), str):
            return _from_content(data["xml"].strip())
    if "&lt;mxfile" in text or "&lt;mxGraphModel" in text:
        text = html.unescape(text)
    start = _EMBEDDED.search(text)
    if start is None:
        raise Refused("", "holds no draw.io drawing")
    end = text.rfind(f"</{start.group(1)}>")
    if end < start.start():
        raise Refused("", "its drawing breaks off")
    return parsed(text[start.start() : end + len(start.group(1)) + 3].encode())


def _from_png(data: bytes) -> bytes:
    text = png.text_of(data, _KEYWORDS, limits.MAX_INFLATED_BYTES)
    if text is None:
        raise Refused("", "is a picture without its source (of Tenet or draw.io) inside")
    return unquote(text.decode("utf-8", "replace")).strip().encode()


def _pages(root: Element, budget: _Budget) -> Iterator[SourcePage]:
    tag = root.tag.rpartition("}")[2]
    if tag == "mxGraphModel":
        yield SourcePage("", root)
        return
    if tag == "mxlibrary":
        raise Refused("", "is a library of shapes, not a drawing")
    if tag not in ("mxfile", "diagram"):
        raise Refused("", f"is no draw.io file: its root is {shown(tag)}")
    diagrams = [root] if tag == "diagram" else root.findall("diagram")
    if len(diagrams) > MAX_PAGES:
        raise Refused("", f"has more than {MAX_PAGES} pages")
    for number, diagram in enumerate(diagrams, 1):
        name = diagram.get("name", "")
        yield SourcePage(name, _model(diagram, budget, f"page {number}"))


def _model(diagram: Element, budget: _Budget, place: str) -> Element:
    model = diagram.find("mxGraphModel")
    if model is not None:
        return model
    text = (diagram.text or "").strip()
    if not text:
        return Element("mxGraphModel")
    if text.startswith(("<", "%3C")):
        return parsed(unquote(text).encode() if text[0] == "%" else text.encode(), place)
    model = parsed(_unpacked(text, budget, place), place)
    if model.tag != "mxGraphModel":
        raise Refused(place, f"should hold an mxGraphModel, not {shown(model.tag)}")
    return model


def _unpacked(text: str, budget: _Budget, place: str) -> bytes:
    """Return the XML in draw.io's packing: URL-quoted, deflated without a head, base64."""
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(place, "its compressed content is damaged") from error
    content = budget.inflated(packed, -zlib.MAX_WBITS, place)
    if content.lstrip().startswith(b"%3C"):
        return unquote(content.decode("utf-8", "replace")).encode()
    return content
