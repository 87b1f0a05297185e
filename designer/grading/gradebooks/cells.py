"""Makes what stands in a cell harmless.

Spreadsheets take a text that begins with a sign for a formula, and run it when the file is opened
(CWE-1236).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from designer.model.text import one_line

Cell = str | float | None

# The full-width forms are read like the plain ones by some spreadsheets.
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%", "\t", "\r")
_MOST = 2_000


def safe(text: str, most: int = _MOST) -> str:
    r"""Return ``text`` on one line, with an apostrophe in front where it could be a formula.

    >>> safe('=HYPERLINK("http://x")'), safe("O'Brien, Pat")
    ('\'=HYPERLINK("http://x")', "O'Brien, Pat")
    """
    line = one_line(text, most)
    return f"'{line}" if line.startswith(_SIGNS) else line


def number(value: float | None) -> str:
    """Return a figure as tables of text have it: no needless digits, "" for none."""
    if value is None:
        return ""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def csv_bytes(
    rows: Iterable[Sequence[Cell]],
    *,
    mark: bool = False,
    blank: str = "",
    delimiter: str = ",",
    end: str = "\r\n",
) -> bytes:
    """Return ``rows`` as a CSV file (RFC 4180); texts are made safe, numbers stay numbers.

    Args:
        mark: begin with a byte order mark, without which Excel reads no UTF-8.
        blank: stands for a number that is not there.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end)
    for row in rows:
        writer.writerow([_text(cell, blank) for cell in row])
    return (b"\xef\xbb\xbf" if mark else b"") + written.getvalue().encode()


def _text(cell: Cell, blank: str) -> str:
    if cell is None:
        return blank
    return safe(cell) if isinstance(cell, str) else number(cell)
