"""Works a whole run out again from its own record, and tells what differs."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from designer import __version__
from designer.grading.batch.manifest import Line, Manifest, read_manifest, sha256
from designer.grading.batch.recorded import recorded_job
from designer.grading.batch.rubric_source import RubricSource
from designer.grading.batch.run import ClassReport, Crew, Stage, grade_class
from designer.grading.batch.store import Store
from designer.grading.cohort.outcome import Outcome
from designer.grading.gradebooks.cells import number
from designer.rules import rule_set_hash

MakeCrew = Callable[[RubricSource], AbstractContextManager[Crew]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it would be worked out today.

    Attributes:
        what: a file of the output folder, or a student's code.
    """

    what: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What working a run out again has shown.

    Attributes:
        students, files: how many were compared.
        other_program: a sentence when another version graded the class; "" for the same.
    """

    students: int
    files: int
    differences: tuple[Difference, ...]
    other_program: str = ""


def verify(folder: Path, make_crew: MakeCrew, stage: Stage) -> Verification:
    """Grade what ``folder`` has on record again, elsewhere, and compare grades and files.

    With the same program every byte must be the same. With another one the points are compared.

    Raises:
        FileRejected: the record cannot be read, or is not what was graded.
    """
    manifest = read_manifest(folder)
    job = recorded_job(folder, manifest)
    place = tempfile.TemporaryDirectory(prefix="tenet-verify-")
    with place as desk, make_crew(job.source) as crew:
        fresh = Path(desk) / "run"
        report = grade_class(job, fresh, crew, stage)
        found = _Comparison(folder, fresh, manifest, report)
        return Verification(
            students=len(manifest.lines),
            files=len(manifest.outputs),
            differences=tuple(found.differences()),
            other_program=_other_program(manifest),
        )


def _other_program(manifest: Manifest) -> str:
    if (manifest.tool, manifest.rule_set_hash) == (__version__, rule_set_hash()):
        return ""
    return (
        f"It was graded by version {manifest.tool} with rules {manifest.rule_set_hash}; this is "
        f"{__version__} with {rule_set_hash()}, so the points are compared and not the files."
    )


class _Comparison:
    """Compares an output folder with one that was made anew."""

    def __init__(self, folder: Path, fresh: Path, manifest: Manifest, report: ClassReport) -> None:
        self._folder, self._manifest, self._report = folder, manifest, report
        self._old, self._new = Store(folder / "results"), Store(fresh / "results")
        self._is_same_program = not _other_program(manifest)

    def differences(self) -> Iterator[Difference]:
        """Yield the students whose points differ, then the files that do."""
        for line, row in zip(self._manifest.lines, self._report.table.rows(), strict=True):
            if line.key:
                yield from self._outcomes(line, row.key)
        for name, digest in self._manifest.outputs.items():
            yield from self._file(name, digest)

    def _outcomes(self, line: Line, key: str) -> Iterator[Difference]:
        try:
            old, new = self._old.outcome(line.key), self._new.outcome(key)
        except (OSError, msgspec.MsgspecError):
            yield Difference(
                what=line.code, sentence="Its outcome is not there, or cannot be read."
            )
            return
        changed = list(_points(old, new))
        if changed:
            yield Difference(what=line.code, sentence=" ".join(changed))
        elif self._is_same_program and not self._is_same_outcome(line.key, key):
            yield Difference(
                what=line.code, sentence="Its outcome was changed after it was graded."
            )

    def _is_same_outcome(self, old: str, new: str) -> bool:
        return self._old.path(old).read_bytes() == self._new.path(new).read_bytes()

    def _file(self, name: str, digest: str) -> Iterator[Difference]:
        try:
            is_kept = sha256((self._folder / name).read_bytes()) == digest
        except OSError:
            yield Difference(what=name, sentence="The file is not there any more.")
            return
        if not is_kept:
            yield Difference(what=name, sentence="The file was changed after it was written.")
        elif self._is_same_program and self._report.outputs.get(name) != digest:
            yield Difference(what=name, sentence="The file would be written differently today.")


def _points(old: Outcome, new: Outcome) -> Iterator[str]:
    """Yield a sentence for the total and each criterion that would bring other points."""
    if old.result.total != new.result.total:
        yield _changed("The total", old.result.total, new.result.total)
    before = {one.id: one.points for one in old.result.criteria}
    for one in new.result.criteria:
        if before.get(one.id) != one.points:
            yield _changed(f"{one.id}:", before.get(one.id), one.points)


def _changed(what: str, old: float | None, new: float | None) -> str:
    return f"{what} {number(old) or 'none'} would be {number(new) or 'none'}."
