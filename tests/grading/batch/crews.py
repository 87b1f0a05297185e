"""Who grades in tests: this very process, which costs no start."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from designer.grading.batch.options import RunOptions
from designer.grading.batch.rubric_source import RubricSource
from designer.grading.batch.run import ClassJob, ClassReport, Crew, grade_class
from designer.grading.batch.task import Answer, Task
from designer.grading.batch.work import work as its_answer
from designer.grading.cohort.entries import entries_of
from designer.grading.roster import Student
from designer.grading.rubric import Rubric
from designer.grading.submissions.collecting import Collection
from tests.grading.classes import rubric, source


class Here:
    """Grades in this process, and counts."""

    def __init__(self, its_rubric: Rubric | None = None) -> None:
        self.rubric = its_rubric or rubric()
        self.graded = 0

    def run(self, jobs: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, Answer]]:
        for key, task in jobs:
            self.graded += 1
            yield key, its_answer(self.rubric, task)


def silent(doing: str, done: int, total: int) -> None:
    """Take note of nothing."""


def graded(
    work: Path,
    folder: Path,
    *,
    crew: Crew | None = None,
    students: tuple[Student, ...] | None = None,
    options: RunOptions | None = None,
    worksheet: Path | None = None,
    by: RubricSource | None = None,
) -> ClassReport:
    """Grade what lies in ``work`` into ``folder``."""
    used = by or source()
    with Collection([work]) as collection:
        job = ClassJob(
            source=used,
            entries=entries_of(collection.submissions, students),
            options=options or RunOptions(pictures=False),
            worksheet=worksheet,
        )
        return grade_class(job, folder, crew or Here(used.rubric), silent)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
