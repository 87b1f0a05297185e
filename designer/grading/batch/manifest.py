"""`run.json`: what was graded, with what, and the fingerprints of everything that came of it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from designer import __version__
from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.store import put
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.table import Alike
from designer.grading.rubric import Rubric
from designer.grading.submissions.submission import Material, Person
from designer.rules import RULE_SET_VERSION, rule_set_hash
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused

NAME = "run.json"
_FORMAT = 1
_MOST_BYTES = 512 * 2**20


class HandedFile(msgspec.Struct, frozen=True):
    """One file that was graded, by its SHA-256."""

    name: str
    sha256: str
    size: int


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the class: whose, what, and the outcome it was given."""

    code: str
    person: Person
    label: str = ""
    section: str = ""
    is_listed: bool = True
    note: str = ""
    handed_in: datetime | None = None
    due: datetime | None = None
    is_late: bool | None = None
    key: str = ""
    files: tuple[HandedFile, ...] = ()
    problems: tuple[str, ...] = ()
    alike: Alike | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run.

    Attributes:
        outputs: SHA-256 of every file that was written, by its path from the folder.
        adjustments: which ones the outputs hold; see ``adjustment_file.digest_of``.
    """

    format: int
    tool: str
    rule_set: str
    rule_set_hash: str
    rubric: str
    rubric_file: str
    rubric_digest: str
    pictures: bool
    pdf: bool
    blind: bool
    gradebooks: tuple[str, ...]
    assignment: str
    graded_at: datetime | None
    lines: tuple[Line, ...]
    outputs: dict[str, str]
    similarity: bool = False
    adjustments: str = ""

    @property
    def options(self) -> RunOptions:
        """How the class was graded."""
        return RunOptions(
            pictures=self.pictures,
            pdf=self.pdf,
            blind=self.blind,
            gradebooks=frozenset(Gradebook(word) for word in self.gradebooks),
            assignment=self.assignment,
            graded_at=self.graded_at,
            similarity=self.similarity,
        )


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def handed(material: Material) -> tuple[HandedFile, ...]:
    """Return the fingerprints of what was handed in."""
    return tuple(HandedFile(name, sha256(data), len(data)) for name, data in material.files)


def work_of(files: Iterable[HandedFile]) -> str:
    """Return 16 hex digits for what was handed in, whatever its files are called."""
    told = "".join(sorted(file.sha256 for file in files))
    return sha256(told.encode())[:16]


def line_of(
    entry: ClassEntry,
    key: str,
    files: tuple[HandedFile, ...],
    problems: tuple[str, ...],
    alike: Alike | None = None,
) -> Line:
    """Return the line for ``entry``."""
    return Line(
        code=entry.code,
        person=entry.person,
        label=entry.label,
        section=entry.section,
        is_listed=entry.is_listed,
        note=entry.note,
        handed_in=entry.handed_in,
        due=entry.due,
        is_late=entry.is_late,
        key=key,
        files=files,
        problems=problems,
        alike=alike,
    )


def manifest_of(
    rubric: Rubric,
    rubric_file: str,
    options: RunOptions,
    lines: tuple[Line, ...],
    outputs: dict[str, str],
    adjustments: str = "",
) -> Manifest:
    """Return the manifest of a run by this program."""
    return Manifest(
        format=_FORMAT,
        tool=__version__,
        rule_set=RULE_SET_VERSION,
        rule_set_hash=rule_set_hash(),
        rubric=rubric.title,
        rubric_file=rubric_file,
        rubric_digest=rubric.digest,
        pictures=options.pictures,
        pdf=options.pdf,
        blind=options.blind,
        gradebooks=tuple(sorted(one.value for one in options.gradebooks)),
        assignment=options.assignment,
        graded_at=options.graded_at,
        similarity=options.similarity,
        lines=lines,
        outputs=dict(sorted(outputs.items())),
        adjustments=adjustments,
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``run.json``; raise SaveFailed when it cannot be written."""
    put(folder / NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in ``folder``.

    Raises:
        FileRejected: there is none, or it cannot be read.
    """
    path = folder / NAME
    try:
        found = msgspec.json.decode(read_limited(path, _MOST_BYTES), type=Manifest)
        if found.format != _FORMAT:
            raise Refused("", f"has format {found.format}, which this version does not know")
        _ = found.options
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise FileRejected(str(path), "", f"is no record of a grading run: {error}") from error
    return found
