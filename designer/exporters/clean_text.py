"""Makes text of a diagram harmless for the formats it is written into."""

import unicodedata
from dataclasses import replace

from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.topology import Topology

_KEPT_FORMAT = "\u200d\u200c\u200e\u200f"
"""Joiners, which emoji and Indic scripts need, and the plain direction marks."""


def plain(text: str) -> str:
    """Return ``text`` without what XML forbids, controls, and overrides of the text direction.

    Line breaks and tabs become spaces. What is left may stand in XML once it is escaped
    (XML 1.0, section 2.2) and looks as it is stored.
    """
    return "".join(_kept(character) for character in text)


def cleaned(diagram: Diagram) -> Diagram:
    """Return ``diagram`` with its title and all names and labels made plain, each on one line."""
    topology = diagram.topology
    elements = {
        key: replace(element, name=_one_line(element.name))
        for key, element in topology.elements.items()
    }
    links = {
        key: replace(link, label=_one_line(link.label)) for key, link in topology.links.items()
    }
    return replace(
        diagram,
        title=_one_line(diagram.title),
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
    )


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _kept(character: str) -> str:
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Cn") or (category == "Cf" and character not in _KEPT_FORMAT):
        return ""
    return character
