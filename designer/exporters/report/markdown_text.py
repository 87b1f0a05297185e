"""Text, lists and tables in GitHub-flavoured Markdown, where every name stays a name."""

import re
from collections.abc import Iterable, Sequence

from designer.exporters.clean_text import plain

_ALWAYS = re.compile(r"([\\`*_\[\]|~$])")
# What opens a heading, a list, a line across or the line under a heading.
_AT_START = re.compile(r"\A(?:#{1,6}(?= |\Z)|[-+](?=[- ]|\Z)|=|\d{1,9}(?=[.)](?: |\Z)))")
_ADDRESS = re.compile(r"(?<=[A-Za-z])(://)|(?<=\bwww)(\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    r"""Return ``text`` in one line that GitHub shows as it is: no markup, link, HTML or formula.

    >>> escaped("a|b <img> _c_"), escaped("1. x"), escaped("see https://a.b")
    ('a\\|b &lt;img&gt; \\_c\\_', '1\\. x', 'see https\\://a.b')
    """
    line = " ".join(plain(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _ALWAYS.sub(r"\\\1", line)
    # "\:" is a colon to everybody but the search for addresses; digits cannot be escaped.
    line = _ADDRESS.sub(lambda found: "\\" + found[0], line)
    return _AT_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def bullets(lines: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {escaped(line)}" for line in lines)


def table(
    columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], *, raw: int = 0
) -> str:
    """Return a table.

    Args:
        columns: the head and the side of each, ">" for the right.
        raw: so many cells at the beginning of a row are Markdown already.
    """
    heads = " | ".join(head or " " for head, _ in columns)
    rules = " | ".join("---:" if side == ">" else "---" for _, side in columns)
    lines = [f"| {heads} |", f"| {rules} |"]
    for row in rows:
        cells = [cell if at < raw else escaped(cell) for at, cell in enumerate(row)]
        lines.append(f"| {' | '.join(cell or ' ' for cell in cells)} |")
    return "\n".join(lines)
