"""Tables of a few students with any outcome, made without reading a file."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from designer.grading.batch.task import Task
from designer.grading.batch.work import work
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.outcome import Outcome, from_json
from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.grade import missing
from designer.grading.rubric import Rubric
from designer.grading.submissions.submission import Person
from tests.builders import diagram
from tests.grading.classes import foreign, source_by_hand
from tests.grading.classes import rubric as usual_rubric

SHOP = """
users u
region r eu-west-1
  alb lb
  zone a
    ec2 one "=cmd|' /C calc'!A0"
  zone b
    ec2 two "<script>alert(1)</script>"
  rds db "evil\u202efdp"
u -> lb
lb -> one, two any
one, two -> db
"""


@cache
def outcome(by_hand: bool = False) -> Outcome:
    """Return the outcome of a small shop with nasty names."""
    rubric = source_by_hand().rubric if by_hand else usual_rubric()
    task = Task((("=net.drawio", foreign(diagram(SHOP))),), ("note.txt is no design.",), False)
    return from_json(work(rubric, task).outcome)


@cache
def unreadable() -> Outcome:
    """Return the outcome of a file that is torn."""
    return from_json(work(usual_rubric(), Task((("a.drawio", b"<mxfile"),), (), False)).outcome)


def row(person: Person, found: Outcome | None, **more: object) -> ClassRow:
    """Return the row of somebody with an outcome; None for nothing handed in."""
    entry = ClassEntry(code=f"code-{abs(hash(person)) % 9973}", person=person, label="hw")
    entry = replace(entry, **more)  # type: ignore[arg-type]
    result = missing(usual_rubric()) if found is None else found.result
    return ClassRow(
        entry=entry, key="" if found is None else "ab" * 16, result=result, outcome=found
    )


def table(rows: Sequence[ClassRow], rubric: Rubric | None = None) -> ClassTable:
    """Return a table of ``rows``."""
    return ClassTable(
        rubric=rubric or usual_rubric(), make_rows=lambda: iter(rows), count=len(rows)
    )
