"""Turns draw.io's labels, which are plain text or HTML, into lines of plain text."""

import html
import re
from html.parser import HTMLParser

from designer.importers.drawio import limits
from designer.model.text import clean_text

_BREAKING = frozenset(
    {"br", "div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "hr"}
)
_SKIPPED = frozenset({"style", "script", "title", "head"})
_TAG = re.compile(r"<[a-zA-Z/!]")
# What draw.io leaves in a label when cells are pasted into it as text.
_PASTED = re.compile(r"(?:%3C|<|&lt;)mxGraphModel.*\Z", re.DOTALL)


class _Text(HTMLParser):
    """Collects the text of HTML with its line breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data)


def lines_of(value: str, *, is_html: bool) -> tuple[str, ...]:
    """Return the lines of a label that are not blank, without markup and invisible characters.

    Args:
        value: the label as the file holds it, after XML's own escapes are undone.
        is_html: the cell's style says ``html=1``; else only line breaks mean something.
    """
    text = _PASTED.sub("", value[: limits.MAX_LABEL])
    if is_html and ("<" in text or "&" in text):
        text = _plain(text)
    lines = (" ".join(line.split()) for line in clean_text(text, lines=True).split("\n"))
    return tuple(line for line in lines if line)


def _plain(text: str) -> str:
    if not _TAG.search(text):
        return html.unescape(text)
    reader = _Text()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, ValueError):
        # The standard library's parser gives up on some malformed declarations.
        return html.unescape(re.sub(r"<[^>]*>", "\n", text))
    return "".join(reader.parts)
