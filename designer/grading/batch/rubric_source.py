"""A rubric together with the files it was read from, so that it can be read again elsewhere.

Workers and the record of a run are given the files: they hold no code, whoever has written them.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from designer.grading.checks import models_in
from designer.grading.rubric import Rubric
from designer.grading.rubric_file.reading import MAX_BYTES, SUFFIX, read_rubric, rubric_of
from designer.importers.limits import MAX_FILE_BYTES, MAX_FILES
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused

_LEVEL = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricSource:
    """A rubric and its files.

    Attributes:
        files: content by name, the rubric first, then the model solutions it names. Names are
            relative, and none leads upwards: the rubric lies as many folders deep as its models
            lead up.
    """

    rubric: Rubric
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """The name of the rubric's own file."""
        return next(iter(self.files))


def read_source(path: Path) -> RubricSource:
    """Return the rubric in the file ``path`` with all it is made of.

    Raises:
        FileRejected: a file cannot be read, or is named by its place on this machine.
    """
    rubric = read_rubric(path)
    return RubricSource(rubric=rubric, files=_contents(path, rubric))


def no_rubric() -> RubricSource:
    """Return a rubric of nothing, for workers that only read."""
    data = b'title = "Nothing"\n[[criterion]]\ntitle = "Nothing"\nkind = "free"\npoints = 1\n'
    return RubricSource(rubric=rubric_of(data), files={f"nothing{SUFFIX}": data})


def rubric_from(files: Mapping[str, bytes]) -> Rubric:
    """Return the rubric that the files of a ``RubricSource`` make.

    Raises:
        FileRejected: they make none.
        OSError: they cannot be laid out.
    """
    with tempfile.TemporaryDirectory(prefix="tenet-", ignore_cleanup_errors=True) as desk:
        for name, data in files.items():
            path = Path(desk) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read_rubric(Path(desk) / next(iter(files)))


def model_names(rubric: Rubric) -> tuple[str, ...]:
    """Return the designs that ``rubric`` names, model solutions and template, as it names them."""
    models = {one.model for c in rubric.criteria for one in models_in(c.check)}
    return tuple(sorted(models | ({rubric.template} if rubric.template else set())))


def _contents(path: Path, rubric: Rubric) -> dict[str, bytes]:
    names = model_names(rubric)
    depth = max((PurePosixPath(name).parts.count("..") for name in names), default=0)
    base = PurePosixPath(*[_LEVEL] * depth)
    found = {str(base / path.name): _content(path, MAX_BYTES)}
    for name in names:
        if PurePosixPath(name).is_absolute() or Path(name).is_absolute():
            reason = f"names {name} by its place on this machine"
            raise FileRejected(str(path), "", f"{reason}; name it from the rubric's own folder")
        for source, inner in _files(path.parent / name):
            target = _folded(base / name / inner if inner else base / name)
            found[target] = _content(source, MAX_FILE_BYTES)
    return found


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield a file, or the files of a folder of Terraform, with their names in it."""
    if not path.is_dir():
        yield path, ""
        return
    inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
    for one in inside[:MAX_FILES]:
        yield one, one.relative_to(path).as_posix()


def _folded(path: PurePosixPath) -> str:
    """Return ``path`` without "..", which it has no more of than folders before them."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _content(path: Path, most: int) -> bytes:
    try:
        return read_limited(path, most)
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error
