"""What text may stand in a diagram: every door that lets text in cleans it here, once.

Control characters, invisible format characters and half surrogate pairs can hide a name, turn a
terminal or make a file impossible to write, so no diagram ever holds one.
"""

import unicodedata

_JOINER = "\u200d"  # joins emoji; without it a family falls apart into its members
_REMOVED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_BREAKS = frozenset({"\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"})


def clean_text(text: str, *, lines: bool = False) -> str:
    r"""Return ``text`` without characters that cannot be seen.

    Removes control and format characters (the joiner of emoji stays), half surrogate pairs and
    unassigned code points; a tab becomes a space. A line break becomes ``\n`` when ``lines`` is
    true, else a space. Cleaning twice changes nothing more.

    >>> clean_text("web\x1b[2J\u202e server\r\nA")
    'web[2J server A'
    """
    if text.isprintable():
        return text
    end = "\n" if lines else " "
    return "".join(_kept(char, end) for char in text.replace("\r\n", "\n"))


def _kept(char: str, end: str) -> str:
    if char.isprintable() or char == _JOINER:
        return char
    if char in _BREAKS:
        return end
    if char == "\t":
        return " "
    return "" if unicodedata.category(char) in _REMOVED else char


def one_line(text: str, most: int) -> str:
    r"""Return ``text``, clean, in one line of at most ``most`` characters; "…" ends what is cut.

    >>> one_line("  Orders\nand  carts ", 12)
    'Orders and…'
    """
    # Four times as much is looked at: room for what cleaning takes away.
    line = " ".join(clean_text(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
