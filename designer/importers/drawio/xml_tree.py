"""Parses XML of strangers: no document types, no entities, no more nodes than a drawing needs."""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from designer.importers.drawio import limits
from designer.storage.refusal import Refused

# draw.io's own SVG files begin with this line; it names no entities and nothing is fetched.
_SVG_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg\s+PUBLIC\s+\"[^\"<>\[]*\"\s+\"[^\"<>\[]*\"\s*>", re.I)
# A tag so long that it is worth counting its attributes; no text holds a bare "<".
_LONG_TAG = re.compile(rb"<[^<]{10000,}")


class _Limited(TreeBuilder):
    """Builds a tree until it is larger or deeper than allowed."""

    def __init__(self) -> None:
        super().__init__()
        self._left = limits.MAX_XML_NODES
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._left -= 1
        self._depth += 1
        if self._left < 0:
            raise Refused("", f"holds more than {limits.MAX_XML_NODES:,} XML nodes")
        if self._depth > limits.MAX_XML_DEPTH:
            raise Refused("", f"nests XML more than {limits.MAX_XML_DEPTH} deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parsed(data: bytes, place: str = "") -> Element:
    """Return the root of the XML in ``data``.

    Raises:
        Refused: it is no well-formed XML, declares a document type, or is too large or deep.
    """
    data = _SVG_DOCTYPE.sub(b"", data[:4096], count=1) + data[4096:]
    for tag in _LONG_TAG.finditer(data):
        if data.count(b'="', *tag.span()) + data.count(b"='", *tag.span()) > limits.MAX_ATTRIBUTES:
            raise Refused(place, f"has a node with more than {limits.MAX_ATTRIBUTES:,} attributes")
    parser = DefusedXMLParser(
        target=_Limited(), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException as error:
        raise Refused(
            place, "declares a document type or entities, which no drawing needs"
        ) from error
    except ParseError as error:
        line, column = getattr(error, "position", (0, 0))
        where = f"line {line}, column {column + 1}"
        raise Refused(f"{place}, {where}" if place else where, "is not well-formed XML") from error
    except (ValueError, LookupError, UnicodeError) as error:
        raise Refused(place, "has an XML encoding that cannot be read") from error
    if not isinstance(root, Element):
        raise Refused(place, "holds no XML")
    return root
