"""The CSV for Moodle's *Grades › Import › CSV file*.

The teacher maps columns to items there; one user that Moodle does not know stops the whole import,
so only students that can be told by id number, user name or email are in it.
"""

from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.gradebooks.cells import Cell, csv_bytes
from designer.grading.gradebooks.comments import comment_of

NO_GRADE = "-"


def moodle_gradebook_csv(table: ClassTable) -> bytes:
    """Return the file: the columns that identify somebody, then points and comment."""
    rows = [row for row in table.listed() if any(_identity(row))]
    used = [any(_identity(row)[index] for row in rows) for index in range(3)]
    heads = ["ID number", "Username", "Email address"]
    lines: list[list[Cell]] = [
        [
            *(head for head, is_used in zip(heads, used, strict=True) if is_used),
            table.rubric.title,
            f"{table.rubric.title} (feedback)",
        ]
    ]
    for row in rows:
        own = (text for text, is_used in zip(_identity(row), used, strict=True) if is_used)
        lines.append([*own, row.final, comment_of(row)])
    return csv_bytes(lines, blank=NO_GRADE)


def _identity(row: ClassRow) -> tuple[str, str, str]:
    person = row.entry.person
    return person.student_id, person.username, person.email
