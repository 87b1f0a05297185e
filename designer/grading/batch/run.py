"""Grades a class from beginning to end, or goes on where a run was interrupted.

Everything that is written follows from what was handed in, the rubric and the program alone: not
from the number of workers, the order in which they finish, the time, or where the files lie.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from designer.grading.adjustment_file import NAME as ADJUSTMENTS
from designer.grading.adjustment_file import digest_of, to_bytes
from designer.grading.adjustments import Adjustments
from designer.grading.alike.graded_once import given_to_all
from designer.grading.batch.comparing import ClassCompared, compare_lines
from designer.grading.batch.manifest import (
    NAME,
    HandedFile,
    Line,
    handed,
    line_of,
    manifest_of,
    read_manifest,
    work_of,
    write_manifest,
)
from designer.grading.batch.options import RunOptions
from designer.grading.batch.outputs import Outputs
from designer.grading.batch.record import Record
from designer.grading.batch.rows import row_of
from designer.grading.batch.rubric_source import RubricSource
from designer.grading.batch.store import Store, put
from designer.grading.batch.task import Answer, Task, key_of
from designer.grading.cohort.entries import ClassEntry, apart, blinded
from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.gradebooks.cells import csv_bytes
from designer.grading.rubric import Rubric
from designer.grading.submissions.limits import MAX_TABLE_BYTES
from designer.grading.submissions.submission import Material
from designer.model.diagram import Diagram
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused

NAMES = "names.csv"
_KEPT_NAMES = (".tf", ".tfvars", ".yaml", ".yml", ".json", ".template")


class Crew(Protocol):
    """Whoever grades: processes of this machine, or a cluster."""

    def run(self, jobs: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, Answer]]:
        """Yield key and answer of every job."""
        ...


class Stage(Protocol):
    """Is told how far a run has come."""

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassJob:
    """What is to be graded, and how.

    Attributes:
        worksheet: a grading worksheet of Moodle's to fill.
        coded: the entries' codes stand, also in a blind run.
        adjustments: what people have given in place of computed points.
        template: what was handed out, which likenesses do not count; None for the rubric's own.
        alike_once: what a person has given for one of several nearly identical drawings is given
            to all of them, and kept.
    """

    source: RubricSource
    entries: tuple[ClassEntry, ...]
    options: RunOptions = field(default_factory=RunOptions)
    worksheet: Path | None = None
    coded: bool = False
    adjustments: Adjustments = field(default_factory=Adjustments)
    template: Diagram | None = None
    alike_once: bool = False

    @property
    def rubric(self) -> Rubric:
        """What is graded by."""
        return self.source.rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """What a run has done.

    Attributes:
        graded: different submissions that were graded now.
        kept: submissions whose outcome an earlier run has left.
        table: the class.
        remarks: sentences for the teacher.
        outputs: SHA-256 of every file written, by its path from the folder.
    """

    graded: int
    kept: int
    table: ClassTable
    remarks: tuple[str, ...]
    outputs: Mapping[str, str]


@dataclass(slots=True)
class _Handed:
    """What a line of the class has handed in, once it has been looked at."""

    key: str = ""
    files: tuple[HandedFile, ...] = ()
    problems: tuple[str, ...] = ()


def require_own_folder(folder: Path) -> None:
    """Refuse a folder that holds other things than an earlier run.

    Raises:
        FileRejected: it is no folder, or somebody else's.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FileRejected(str(folder), "", "is not a folder")
    own = any((folder / name).exists() for name in (NAME, "results"))
    if not own and any(folder.iterdir()):
        raise FileRejected(str(folder), "", "holds other files; name a new or empty folder")


def grade_class(job: ClassJob, folder: Path, crew: Crew, stage: Stage) -> ClassReport:
    """Grade ``job`` into ``folder``; what is there already is not graded again.

    Raises:
        FileRejected, SaveFailed: the folder or the worksheet is not fit for it.
    """
    run = _Run(job, folder, stage)
    return run.finished(crew)


class _Run:
    """One run."""

    def __init__(self, job: ClassJob, folder: Path, stage: Stage) -> None:
        require_own_folder(folder)
        self._job, self._folder, self._stage = job, folder, stage
        self._store = Store(folder / "results")
        self._record = Record(folder)
        self._record.begin()
        self._own = job.adjustments
        self._handed = [_Handed() for _ in job.entries]
        self._done = self._kept = 0
        self._busy: dict[str, int] = {}
        self._fresh: set[str] = set()

    def finished(self, crew: Crew) -> ClassReport:
        job = self._job
        self._keep_inputs()
        for key, answer in crew.run(self._jobs()):
            self._store.keep(key, answer)
            self._fresh.add(key)
            self._tick(self._busy.pop(key))
        entries = self._named()
        compared = self._compared(entries) if job.options.similarity else None
        table = self._table(entries, compared)
        outputs = Outputs(self._folder, self._store)
        outputs.write(
            table,
            job.options,
            job.worksheet,
            lambda done, total: self._stage("Writing", done, total),
            None if compared is None else compared.likeness,
        )
        self._finish(entries, outputs, compared)
        return ClassReport(
            graded=len(self._fresh),
            kept=self._kept,
            table=table,
            remarks=tuple(outputs.remarks),
            outputs=outputs.digests,
        )

    def _keep_inputs(self) -> None:
        job = self._job
        self._record.keep_rubric(job.source.files)
        try:
            sheet = None if job.worksheet is None else read_limited(job.worksheet, MAX_TABLE_BYTES)
        except Refused as error:
            raise FileRejected(str(job.worksheet), error.place, error.reason) from error
        self._record.keep_worksheet(sheet)
        self._record.keep_template(job.template)

    def _jobs(self) -> Iterator[tuple[str, Task]]:
        """Yield what is still to be graded; identical submissions are graded once."""
        options = self._job.options
        for entry, place in zip(self._job.entries, self._handed, strict=True):
            if entry.load is None:
                self._tick(1)
                continue
            material = entry.load()
            if options.blind and not self._job.coded:
                material = nameless(material)
            key = key_of(self._job.rubric, material.files, material.problems)
            place.key, place.files, place.problems = key, handed(material), material.problems
            self._record.keep(key, material)
            if key in self._busy:
                self._busy[key] += 1
            elif key in self._fresh:
                self._tick(1)
            elif self._store.has(key, picture=options.pictures, design=options.similarity):
                self._kept += 1
                self._tick(1)
            else:
                self._busy[key] = 1
                yield (
                    key,
                    Task(material.files, material.problems, options.pictures, options.similarity),
                )

    def _tick(self, count: int) -> None:
        self._done += count
        self._stage("Grading", self._done, len(self._job.entries))

    def _named(self) -> list[tuple[ClassEntry, _Handed]]:
        """Return the lines as all outputs list them: in a blind run by codes that tell nothing."""
        lines = list(zip(self._job.entries, self._handed, strict=True))
        if not self._job.options.blind or self._job.coded:
            return lines
        taken: set[str] = set()
        hidden: list[tuple[ClassEntry, _Handed]] = []
        names: list[tuple[str, ClassEntry]] = []
        for entry, place in lines:
            # Not from the key: the codes stay when the rubric is edited.
            stem = f"s-{work_of(place.files)[:8]}" if place.key else "nothing"
            code = apart(stem, taken)
            names.append((code, entry))
            hidden.append((blinded(entry, code), place))
        self._write_names(names)
        return sorted(hidden, key=lambda line: line[0].code)

    def _write_names(self, names: list[tuple[str, ClassEntry]]) -> None:
        heads = ("Code", "Student", "ID", "Email", "Submission")
        rows = [
            (code, entry.name, entry.person.student_id, entry.person.email, entry.label)
            for code, entry in sorted(names, key=lambda name: name[0])
        ]
        put(self._folder / NAMES, csv_bytes([heads, *rows], mark=True))

    def _compared(self, lines: list[tuple[ClassEntry, _Handed]]) -> ClassCompared:
        keyed = [(entry, place.key) for entry, place in lines]
        template = self._job.template or self._job.rubric.handed_out
        compared = compare_lines(keyed, self._store, template, self._stage)
        if self._job.alike_once:
            given = given_to_all(self._own, compared.groups)
            if given != self._own:
                put(self._folder / ADJUSTMENTS, to_bytes(given))
                self._own = given
        return compared

    def _table(
        self, lines: list[tuple[ClassEntry, _Handed]], compared: ClassCompared | None
    ) -> ClassTable:
        rubric, own = self._job.rubric, self._own
        alike = {} if compared is None else compared.alike

        def rows() -> Iterator[ClassRow]:
            for entry, place in lines:
                outcome = self._store.outcome(place.key) if place.key else None
                row = row_of(
                    entry,
                    place.key,
                    outcome,
                    rubric,
                    own.of_student(entry.code),
                    work_of(place.files),
                )
                yield replace(row, alike=alike.get(entry.code))

        return ClassTable(
            rubric=rubric, make_rows=rows, count=len(lines), is_compared=compared is not None
        )

    def _finish(
        self,
        lines: list[tuple[ClassEntry, _Handed]],
        outputs: Outputs,
        compared: ClassCompared | None,
    ) -> None:
        job = self._job
        earlier: Iterable[str] = ()
        if (self._folder / NAME).exists():
            earlier = read_manifest(self._folder).outputs
        outputs.clear(earlier)
        if not job.options.blind:
            (self._folder / NAMES).unlink(missing_ok=True)
        alike = {} if compared is None else compared.alike
        told: list[Line] = [
            line_of(entry, place.key, place.files, place.problems, alike.get(entry.code))
            for entry, place in lines
        ]
        manifest = manifest_of(
            job.rubric,
            job.source.name,
            job.options,
            tuple(told),
            outputs.digests,
            digest_of(self._own),
        )
        write_manifest(self._folder, manifest)
        # Last: an interruption before this leaves everything that the earlier manifest names.
        keys = {place.key for place in self._handed if place.key}
        self._store.prune(keys, designs=job.options.similarity)
        self._record.prune(keys)


def nameless(material: Material) -> Material:
    """Return ``material`` with names of files that tell nothing but their kind and order.

    Files that name one another keep theirs, or they could not be read; sentences on what was left
    out go, for they name files.
    """
    files: list[tuple[str, bytes]] = []
    for number, (name, data) in enumerate(material.files, 1):
        suffix = PurePosixPath(name).suffix
        is_kept = suffix.lower() in _KEPT_NAMES
        files.append((name if is_kept else f"file {number}{suffix}", data))
    problems = ("Some of what was handed in could not be read.",) if material.problems else ()
    return Material(files=tuple(files), problems=problems)
