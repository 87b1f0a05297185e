"""Finds the line of every key of a TOML text: ``tomllib`` reads values and forgets where they were.

It is asked only about texts that ``tomllib`` has read, so it need not know what is valid; it only
has to see where statements begin: outside texts, brackets and comments.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.?)""")
_QUOTES = ('"""', "'''", '"', "'")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every key and table of ``text``, by its path.

    An entry of an array of tables is told by its number from 0: ``("criterion", 2, "points")``.
    Keys of inline tables have no line of their own: ``line_at`` gives that of their statement.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("[["):
            path = _numbered(_keys(statement[2:]), counts)
            number = counts[path] = counts.get(path, -1) + 1
            found.setdefault(path, line)
            table = (*path, number)
            found[table] = line
        elif statement.startswith("["):
            table = _numbered(_keys(statement[1:]), counts)
            found.setdefault(table, line)
        else:
            path = table
            for key in _keys(statement):
                path = (*path, key)
                found.setdefault(path, line)
    return found


def line_at(lines: dict[Path, int], path: Path) -> int:
    """Return the line of ``path`` or of the nearest thing around it that has one; 0 for none."""
    for end in range(len(path), 0, -1):
        found = lines.get(path[:end])
        if found is not None:
            return found
    return 0


def _numbered(keys: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the path of a header, in which the newest entry of each array around it is meant."""
    path: Path = ()
    for place, key in enumerate(keys):
        path = (*path, key)
        if place < len(keys) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _keys(text: str) -> tuple[str, ...]:
    """Return the parts of the dotted key that ``text`` begins with."""
    found: list[str] = []
    at = 0
    while (part := _PART.match(text, at)) is not None:
        found.append(next(piece for piece in part.groups()[:3] if piece is not None))
        at = part.end()
        if not part[4]:
            break
    return tuple(found)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the beginning of every statement."""
    text = text.removeprefix("\ufeff")
    at, line, end = 0, 1, len(text)
    while at < end:
        char = text[at]
        if char == "\n":
            line += 1
            at += 1
        elif char == "#":
            at = _line_end(text, at)
        elif char.isspace():
            at += 1
        else:
            stop = _statement_end(text, at)
            yield line, text[at : min(stop, _line_end(text, at))]
            line += text.count("\n", at, stop)
            at = stop


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _statement_end(text: str, at: int) -> int:
    """Return where the statement that begins at ``at`` ends: a line end outside everything."""
    depth, end = 0, len(text)
    while at < end:
        char = text[at]
        if char == "\n" and depth <= 0:
            return at
        if char == "#":
            at = _line_end(text, at)
            continue
        quote = next((q for q in _QUOTES if text.startswith(q, at)), "")
        if quote:
            at = _text_end(text, at + len(quote), quote)
            continue
        depth += (char in "[{") - (char in "]}")
        at += 1
    return end


def _text_end(text: str, at: int, quote: str) -> int:
    """Return where a text in ``quote`` that begins at ``at`` has ended."""
    while at < len(text):
        if text[at] == "\\" and quote[0] == '"':
            at += 2
        elif text.startswith(quote, at):
            at += len(quote)
            # Up to two quotes may stand before the three that end a text.
            while len(quote) == 3 and at < len(text) and text[at] == quote[0]:
                at += 1
            return at
        else:
            at += 1
    return at
