"""Reads a load of one's own from a CSV file, under limits; a refusal names file and line."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from designer.analysis.autoscaling.loads import LONGEST_S, MOST_RPS, Load, sampled
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused, shown

MAX_LOAD_BYTES = 5 * 2**20
MAX_LOAD_ROWS = 100_000
_MAX_LINE = 4096
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\Z")
_NEW_LINE = re.compile(r"\r\n|\n|\r")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?\Z")


def read_load(file: str | Path) -> Load:
    """Read a load from a CSV file with the columns ``time`` and ``load``.

    ``time`` is a time of the day (``08:30`` or ``08:30:15``; hours past 24 go on into the next
    day) or a number of seconds, ascending; ``load`` is requests a second, and holds until the next
    row. Columns may be parted by commas or semicolons; further columns are left alone.

    Raises:
        FileRejected: it cannot be read or is no such load; the message names file and line.
    """
    path = Path(file)
    try:
        points = _points(_text(path))
        return sampled(path.name, points)
    except Refused as wrong:
        raise FileRejected(str(file), wrong.place, wrong.reason) from None


def _text(path: Path) -> str:
    data = read_limited(path, MAX_LOAD_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"line {line}", "is not UTF-8 text") from None


def _points(text: str) -> list[tuple[float, float]]:
    rows = _rows(text)
    number, head = next(rows, (0, []))
    if not head:
        raise Refused("", "is empty")
    names = [name.strip().lower() for name in head]
    for wanted in ("time", "load"):
        if names.count(wanted) != 1:
            raise Refused(f"line {number}", "the first row must name the columns time and load")
    time_at, load_at = names.index("time"), names.index("load")
    points: list[tuple[float, float]] = []
    for number, row in rows:
        if len(points) == MAX_LOAD_ROWS:
            raise Refused(f"line {number}", f"has more than {MAX_LOAD_ROWS:,} rows")
        try:
            points.append(_point(row, time_at, load_at, points))
        except Refused as wrong:
            raise Refused(f"line {number}", wrong.reason) from None
    if len(points) < 2:
        raise Refused("", "a load needs at least two rows below the names of the columns")
    if 2 * points[-1][0] - points[-2][0] - points[0][0] > LONGEST_S:
        raise Refused("", f"lasts longer than {LONGEST_S // 86_400} days")
    return points


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, with the numbers of their lines."""
    lines = _NEW_LINE.split(text)
    first = next((line for line in lines if line.strip()), "")
    delimiter = ";" if ";" in first else ","
    for number, line in enumerate(islice(lines, 2 * MAX_LOAD_ROWS + 2), start=1):
        if len(line) > _MAX_LINE:
            raise Refused(f"line {number}", f"is longer than {_MAX_LINE} characters")
        if line.strip():
            yield number, next(csv.reader([line], delimiter=delimiter))


def _point(
    row: list[str], time_at: int, load_at: int, before: list[tuple[float, float]]
) -> tuple[float, float]:
    if len(row) <= max(time_at, load_at):
        raise Refused("", "has too few columns")
    time, load = row[time_at].strip(), row[load_at].strip()
    clock = _CLOCK.match(time)
    if clock:
        at = int(clock[1]) * 3600.0 + int(clock[2]) * 60 + int(clock[3] or 0)
    elif _NUMBER.match(time):
        at = float(time)
    else:
        raise Refused("", f"{shown(time)} is neither a time such as 08:30 nor a number of seconds")
    if not _NUMBER.match(load) or float(load) > MOST_RPS:
        raise Refused(
            "", f"{shown(load)} is not a load from 0 to {MOST_RPS:,.0f} requests a second"
        )
    if before and at <= before[-1][0]:
        raise Refused("", f"the time {shown(time)} does not come after the row before")
    return at, float(load)
