"""Reads tables that people and learning platforms have saved as text."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from designer.grading.submissions.limits import MAX_TABLE_BYTES
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused

_MOST_CELL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its heads.

    Attributes:
        body: the rows with the lines they stand on, from 1.
        delimiter: what stands between cells.
        newline: what ends a row.
        is_marked: the file begins with a byte order mark.
    """

    head: tuple[str, ...]
    first_line: int
    body: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str
    newline: str
    is_marked: bool

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line and cells of each row that is not empty."""
        for line, cells in self.body:
            if any(cell.strip() for cell in cells):
                yield line, list(cells)


def read_table(path: Path, *, most_rows: int) -> Table:
    """Return the table in a CSV file, whatever it is encoded and separated by.

    Raises:
        FileRejected: it cannot be read, or holds no row of heads.
    """
    try:
        return _table(read_limited(path, MAX_TABLE_BYTES), most_rows)
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error


def _table(data: bytes, most_rows: int) -> Table:
    text, is_marked = _decoded(data)
    if "\0" in text:
        raise Refused("", "is no CSV file: it holds binary data")
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    rows: list[tuple[int, tuple[str, ...]]] = []
    # The first line of a row, since a cell may go over several.
    line = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append((line, tuple(row)))
            line = reader.line_num + 1
            if len(rows) > most_rows:
                raise Refused(f"line {line}", f"holds more than {most_rows:,} rows")
            if any(len(cell) > _MOST_CELL for cell in row):
                raise Refused(f"line {line}", "a cell is too long")
    except csv.Error as error:
        raise Refused(f"line {reader.line_num}", f"is no CSV file: {error}") from error
    heads = next((i for i, (_, row) in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if heads is None:
        raise Refused("", "is empty")
    head_line, head = rows[heads]
    return Table(
        head=head,
        first_line=head_line,
        body=tuple(rows[heads + 1 :]),
        delimiter=delimiter,
        newline="\r\n" if "\r\n" in text else "\n",
        is_marked=is_marked,
    )


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text of a CSV file: Unicode where it says so or can be, else Windows' letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), True
        except UnicodeDecodeError as error:
            raise Refused("", "is marked as UTF-16 text and is none") from error
    try:
        return data.decode("utf-8-sig"), data.startswith(codecs.BOM_UTF8)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False
