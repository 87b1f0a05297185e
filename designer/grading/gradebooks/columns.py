"""The columns of a grade table, the same in text and in the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.grading.cohort.table import ClassRow, ClassTable, points_of
from designer.grading.gradebooks.cells import Cell
from designer.rules.tenets import Tenet


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, its width in characters, and whether it holds figures."""

    head: str
    width: float = 10.0
    is_number: bool = False


def columns_of(table: ClassTable) -> tuple[Column, ...]:
    """Return the columns of ``cells_of``."""
    rubric = table.rubric
    people = (
        Column(head="Student", width=26),
        Column(head="ID", width=12),
        Column(head="Email", width=26),
        Column(head="Section", width=10),
        Column(head="Status", width=20),
    )
    points = (
        Column(head="Total", is_number=True),
        Column(head="Possible", is_number=True),
        Column(head="Percent", is_number=True),
        Column(head="Letter", width=7),
        Column(head="Before lateness", width=14, is_number=True),
        Column(head="Bonus", is_number=True),
    )
    criteria = tuple(
        Column(head=f"{one.id} ({one.limit:g})", width=14, is_number=True)
        for one in rubric.criteria
    )
    scores = (
        Column(head="Overall score", width=13, is_number=True),
        *(Column(head=tenet.title, width=16, is_number=True) for tenet in Tenet),
    )
    alike = (
        Column(head="Most alike", width=26),
        Column(head="Likeness (percent)", width=14, is_number=True),
        Column(head="Usual likeness (percent)", width=14, is_number=True),
    )
    rest = (
        Column(head="Flags", width=40),
        *(alike if table.is_compared else ()),
        Column(head="Submission", width=30),
        Column(head="Feedback", width=30),
    )
    return (*people, *points, *criteria, *scores, *rest)


def cells_of(row: ClassRow, table: ClassTable) -> Sequence[Cell]:
    """Return the cells of one student."""
    rubric = table.rubric
    entry, result = row.entry, row.result
    by_id = {criterion.id: criterion for criterion in result.criteria}
    scores = {tenet.tenet: tenet.score for tenet in result.tenets}
    notes = [entry.remark] if entry.note else []
    person = entry.person
    return [
        entry.name,
        person.student_id or person.username,
        person.email,
        entry.section,
        row.status.value,
        result.total,
        result.possible,
        result.percent,
        result.letter,
        result.before_late,
        result.bonus if result.criteria else None,
        *(points_of(by_id.get(criterion.id)) for criterion in rubric.criteria),
        _rounded(result.overall),
        *(_rounded(scores.get(tenet.value)) for tenet in Tenet),
        " ".join([*notes, *(flag.sentence for flag in result.flags)]),
        *(_alike(row) if table.is_compared else ()),
        entry.label,
        row.page if row.outcome is not None else "",
    ]


def _alike(row: ClassRow) -> Sequence[Cell]:
    alike = row.alike
    if alike is None:
        return ("", None, None)
    return (alike.name, _percent(alike.share), _percent(alike.usual))


def _percent(share: float) -> float:
    return round(100 * share, 2)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)
