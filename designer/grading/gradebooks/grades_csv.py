"""`grades.csv`: every student with the points of every criterion, for any spreadsheet."""

from collections.abc import Iterator, Sequence

from designer.grading.cohort.table import ClassTable, points_of
from designer.grading.gradebooks.cells import Cell, csv_bytes
from designer.grading.gradebooks.columns import cells_of, columns_of


def grades_csv(table: ClassTable) -> bytes:
    """Return the file: UTF-8 with a byte order mark, one row of heads, one row a student."""
    return csv_bytes(_rows(table), mark=True)


def unmatched_csv(table: ClassTable) -> bytes:
    """Return the submissions that belong to nobody on the roster, with their totals and why."""
    heads = ["Submission", "Name", "Email", "ID", "Why", "Total", "Feedback"]
    rows = (
        [
            row.entry.label,
            row.entry.person.name,
            row.entry.person.email,
            row.entry.person.student_id or row.entry.person.canvas_id,
            row.entry.note,
            row.result.total,
            row.page,
        ]
        for row in table.rows()
        if not row.entry.is_listed
    )
    return csv_bytes([heads, *rows], mark=True)


def adjustments_csv(table: ClassTable) -> bytes:
    """Return who has given which points in place of the computed ones, when, and why."""
    heads = ["Student", "Code", "Criterion", "Computed", "Given", "Comment", "By", "At"]
    return csv_bytes([heads, *_adjusted(table)], mark=True)


def _adjusted(table: ClassTable) -> Iterator[Sequence[Cell]]:
    for row in table.rows():
        for criterion, own in sorted(row.adjustments.items()):
            is_known = criterion in table.rubric.by_id
            title = table.rubric.by_id[criterion].title if is_known else criterion
            yield [
                row.entry.name,
                row.entry.code,
                title or "The work as a whole",
                points_of(row.computed(criterion)),
                own.points,
                own.comment,
                own.by,
                own.at.isoformat(timespec="seconds"),
            ]


def _rows(table: ClassTable) -> Iterator[Sequence[Cell]]:
    yield [column.head for column in columns_of(table)]
    for row in table.rows():
        yield cells_of(row, table)
