"""Fills the grading worksheet that a teacher has downloaded from a Moodle assignment.

Moodle finds the columns by their names in the teacher's own language and takes back only what it
has given out, so the file is filled in and never made (mod/assign/feedback/offline).
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from designer.grading.cohort.table import ClassRow, ClassTable, Status
from designer.grading.gradebooks.cells import number, safe
from designer.grading.gradebooks.comments import comment_of
from designer.grading.submissions.limits import MAX_TABLE_ROWS
from designer.grading.tables import Table, read_table
from designer.storage.refusal import FileRejected

# English first; the rest are Moodle's own words in its language packs.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "identifier": ("identifier", "teilnehmer/in", "id", "identifiant", "identificador",
                   "identificatore", "identificatie"),
    "grade": ("grade", "bewertung", "note", "calificación", "valutazione", "nota", "cijfer",
              "ocena"),
    "maximum": ("maximum grade", "bestwertung", "note maximale", "calificación máxima",
                "valutazione massima", "maximumcijfer"),
    "feedback": ("feedback comments", "feedback als kommentar", "commentaires de feedback",
                 "comentarios de retroalimentación", "commenti"),
    "may_change": ("grade can be changed", "bewertung kann geändert werden"),
    "email": ("email address", "e-mail-adresse", "adresse de courriel", "dirección de correo",
              "indirizzo email", "e-mailadres"),
    "id_number": ("id number", "id-nummer", "numéro d'identification", "número de id"),
}  # fmt: skip
_PARTICIPANT = re.compile(r"\D*(\d+)\s*\Z")
_NO = frozenset({"no", "nein", "non", "nee", "não"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The worksheet with grades, and what there is to know about it.

    Attributes:
        remarks: sentences for the teacher.
    """

    data: bytes
    filled: int
    remarks: tuple[str, ...] = ()


def fill_worksheet(path: Path, table: ClassTable) -> Filled:
    """Return the worksheet in ``path`` with the final grades and comments of those who are in it.

    Points are converted to the worksheet's maximum grade where it has another than the rubric. All
    other rows and cells stay as they are.

    Raises:
        FileRejected: it cannot be read, or lacks a column that Moodle needs.
    """
    sheet = read_table(path, most_rows=MAX_TABLE_ROWS)
    columns = _columns(sheet)
    for field, name in (("identifier", "Identifier"), ("grade", "Grade")):
        if field not in columns:
            reason = (
                f"has no column '{name}': it is no grading worksheet of Moodle's, or one in a "
                "language that is not known here; download it with Moodle set to English"
            )
            raise FileRejected(str(path), f"line {sheet.first_line}", reason)
    return _Filling(sheet, columns, table).filled()


class _Filling:
    """Fills one worksheet."""

    def __init__(self, sheet: Table, columns: Mapping[str, int], table: ClassTable) -> None:
        self._sheet, self._columns = sheet, columns
        self._count = 0
        self._locked = 0
        self._scaled: set[float] = set()
        self._total = table.rubric.total
        self._by: dict[tuple[str, str], ClassRow | None] = {}
        for row in table.listed():
            for key in _keys_of(row):
                # What fits two fits nobody.
                self._by[key] = None if key in self._by else row

    def filled(self) -> Filled:
        rows = [list(cells) for _, cells in self._sheet.body]
        for cells in rows:
            self._fill(cells)
        remarks: list[str] = []
        if self._scaled:
            most = ", ".join(number(value) for value in sorted(self._scaled))
            remarks.append(
                f"The worksheet's maximum grade is {most}, the rubric's total "
                f"{number(self._total)}: points were converted."
            )
        if self._locked:
            is_one = self._locked == 1
            what = "1 grade is" if is_one else f"{self._locked} grades are"
            left = "was left as it is" if is_one else "were left as they are"
            remarks.append(f"{what} locked in Moodle and {left}.")
        data = _written(self._sheet, [list(self._sheet.head), *rows])
        return Filled(data=data, filled=self._count, remarks=tuple(remarks))

    def _fill(self, cells: list[str]) -> None:
        row = self._row_of(cells)
        if row is None or row.final is None or row.status is Status.MISSING:
            return
        if self._cell(cells, "may_change").casefold() in _NO:
            self._locked += 1
            return
        cells += [""] * (len(self._sheet.head) - len(cells))
        cells[self._columns["grade"]] = f"{self._converted(cells, row.final):.2f}"
        if "feedback" in self._columns:
            cells[self._columns["feedback"]] = comment_of(row)
        self._count += 1

    def _converted(self, cells: list[str], points: float) -> float:
        try:
            most = float(self._cell(cells, "maximum").replace(",", "."))
        except ValueError:
            return points
        if not 0 < most < 1e6 or most == self._total:
            return points
        self._scaled.add(most)
        return points / self._total * most if self._total else points

    def _row_of(self, cells: list[str]) -> ClassRow | None:
        found = _PARTICIPANT.match(self._cell(cells, "identifier"))
        keys = [("moodle", found[1])] if found else []
        keys += [
            ("id", self._cell(cells, "id_number").casefold()),
            ("email", self._cell(cells, "email").casefold()),
        ]
        rows = (self._by.get(key) for key in keys if key[1])
        return next((row for row in rows if row is not None), None)

    def _cell(self, cells: list[str], field: str) -> str:
        index = self._columns.get(field)
        return "" if index is None or index >= len(cells) else cells[index].strip()


def _columns(sheet: Table) -> dict[str, int]:
    heads = [" ".join(head.split()).casefold() for head in sheet.head]
    return {
        field: index
        for field, names in _NAMES.items()
        if (index := next((i for i, head in enumerate(heads) if head in names), -1)) >= 0
    }


def _keys_of(row: ClassRow) -> Iterable[tuple[str, str]]:
    person = row.entry.person
    known = (("moodle", person.moodle_id), ("id", person.student_id), ("email", person.email))
    return ((kind, value.casefold()) for kind, value in known if value)


def _written(sheet: Table, rows: Iterable[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=sheet.delimiter, lineterminator=sheet.newline)
    # A lone dash is Moodle's "nothing here".
    writer.writerows(
        [cell if cell.strip() == "-" else safe(cell, 10_000) for cell in row] for row in rows
    )
    return (b"\xef\xbb\xbf" if sheet.is_marked else b"") + written.getvalue().encode()
