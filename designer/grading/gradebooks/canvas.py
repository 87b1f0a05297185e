"""The CSV that Canvas imports into its gradebook.

Columns as ``lib/gradebook_importer.rb`` of instructure/canvas-lms reads them: ``Student``, ``ID``
(Canvas's own number), ``SIS User ID``, ``SIS Login ID``, ``Section``, then the assignment, which is
matched by the number in brackets at the end of its name, else by name, else made anew.
"""

from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.gradebooks.cells import Cell, csv_bytes
from designer.grading.rubric import MissingKind

HEADS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
EXCUSED = "EX"


def canvas_csv(table: ClassTable, assignment: str = "") -> bytes:
    """Return the file; students without any of Canvas's ids are left out, for it knows no others.

    A grade that a person has to look at first is left blank, which changes nothing in Canvas.

    Args:
        assignment: the assignment's name in Canvas, with its number in brackets to be sure; by
            default the rubric's title.
    """
    title = assignment or table.rubric.title
    rows: list[list[Cell]] = [
        [*HEADS, title],
        ["Points Possible", "", "", "", "", table.rubric.total],
    ]
    rows += [_row(row, table) for row in table.listed() if is_known(row)]
    written = csv_bytes(rows)
    # Canvas knows the row by its four blanks.
    return written.replace(b"\r\nPoints Possible,", b"\r\n    Points Possible,", 1)


def is_known(row: ClassRow) -> bool:
    """Tell whether Canvas can find the student."""
    person = row.entry.person
    return bool(person.canvas_id or person.student_id or person.username or person.email)


def _row(row: ClassRow, table: ClassTable) -> list[Cell]:
    person = row.entry.person
    is_missing = row.outcome is None and not row.entry.note
    is_excused = is_missing and table.rubric.missing.kind is MissingKind.EXCUSED
    return [
        row.entry.name,
        person.canvas_id,
        person.student_id,
        person.username or person.email,
        row.entry.section,
        EXCUSED if is_excused else row.final,
    ]
