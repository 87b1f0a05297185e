"""A class as its output folder has it on record: to verify it, look at it, or grade it again."""

from functools import partial
from pathlib import Path

from designer.grading.adjustment_file import read_adjustments
from designer.grading.batch.manifest import Line, Manifest
from designer.grading.batch.options import RunOptions
from designer.grading.batch.record import WORKSHEET, Record
from designer.grading.batch.rubric_source import RubricSource, read_source
from designer.grading.batch.run import ClassJob
from designer.grading.cohort.entries import ClassEntry
from designer.storage.refusal import FileRejected


def recorded_job(
    folder: Path,
    manifest: Manifest,
    source: RubricSource | None = None,
    options: RunOptions | None = None,
) -> ClassJob:
    """Return the job that grades the same class the same way once more, adjustments included.

    Args:
        folder: the output folder.
        manifest: as it is there.
        source: another rubric to grade by; None for the one on record.
        options: what to write; None for what was written before.

    Raises:
        FileRejected: the record cannot be read, or is not what was graded.
    """
    record = Record(folder)
    worksheet = record.folder / WORKSHEET
    return ClassJob(
        source=source or recorded_rubric(folder, manifest),
        entries=tuple(entry_of(line, record) for line in manifest.lines),
        options=options or manifest.options,
        worksheet=worksheet if worksheet.exists() else None,
        coded=True,
        adjustments=read_adjustments(folder),
        template=record.template(),
    )


def recorded_rubric(folder: Path, manifest: Manifest) -> RubricSource:
    """Return the rubric that the class was graded by.

    Raises:
        FileRejected: it is not there any more, or was changed.
    """
    path = Record(folder).rubric_path(manifest.rubric_file)
    # Read where it lies: models that lead up from it are beneath the record all the same.
    source = read_source(path)
    if source.rubric.digest != manifest.rubric_digest:
        raise FileRejected(str(path), "", "or a model solution was changed since it was graded by")
    return source


def entry_of(line: Line, record: Record) -> ClassEntry:
    """Return a line of the class, whose work is read from the record."""
    return ClassEntry(
        code=line.code,
        person=line.person,
        label=line.label,
        section=line.section,
        is_listed=line.is_listed,
        note=line.note,
        handed_in=line.handed_in,
        due=line.due,
        is_late=line.is_late,
        load=partial(record.material, line) if line.key else None,
    )
