"""Makes text of a diagram harmless for the formats it is written into."""

import unicodedata

_KEPT_FORMAT = "\u200d\u200c\u200e\u200f"
"""Joiners, which emoji and Indic scripts need, and the plain direction marks."""


def plain(text: str) -> str:
    """Return ``text`` without what XML forbids, controls, and overrides of the text direction.

    Line breaks and tabs become spaces. What is left may stand in XML once it is escaped
    (XML 1.0, section 2.2) and looks as it is stored.
    """
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Cn") or (category == "Cf" and character not in _KEPT_FORMAT):
        return ""
    return character
