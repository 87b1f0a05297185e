"""Finds the designs in what a student has handed in: each page of each file that can be read."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from designer.grading.submissions.safe_names import shortened
from designer.importers.dispatch import read
from designer.importers.result import ImportResult, Note
from designer.importers.sniffing import OWN_SUFFIX, format_of
from designer.importers.source import Source
from designer.model.diagram import Diagram
from designer.model.text import one_line
from designer.storage.diagram_file import read_bytes
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import FileRejected, Refused

MOST_DESIGNS = 30  # of one student; the rest is said to be left out
_MODULE = (".tf", ".tfvars")
# These may name files beside them; all others are read from memory alone.
_WITH_OTHERS = (*_MODULE, ".yaml", ".yml", ".json", ".template")
_OWN_MARK = b'"tenet"'
_OWN_HEAD = 400

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One page that can be graded.

    Attributes:
        name: of the file, and of the page where a file has several.
    """

    name: str
    diagram: Diagram
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The designs, and a sentence on each file that is none."""

    designs: tuple[Design, ...]
    problems: tuple[str, ...] = ()


def designs_in(files: Sequence[File]) -> Found:
    """Return the designs in ``files``, in their order; the files of a Terraform module are one.

    MemoryError comes through; nothing else does.
    """
    designs: list[Design] = []
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tenet-", ignore_cleanup_errors=True) as desk:
        for name, source in _sources(files, Path(desk), problems):
            try:
                designs += _designs(name, source)
            except Refused as error:
                place = f" ({error.place})" if error.place else ""
                problems.append(f"{shortened(name)}{place} {_predicate(error.reason)}.")
    drawn = [design for design in designs if design.diagram.topology.elements]
    if len(drawn) > MOST_DESIGNS:
        problems.append(f"Only the first {MOST_DESIGNS} of {len(drawn)} pages are graded.")
    return Found(designs=tuple((drawn or designs)[:MOST_DESIGNS]), problems=tuple(problems))


def _predicate(reason: str) -> str:
    # Reasons begin with a verb, or stand for themselves ("not valid JSON").
    first = reason.partition(" ")[0]
    return reason if first.endswith("s") or first in ("cannot", "has") else f"– {reason}"


def _sources(
    files: Sequence[File], desk: Path, problems: list[str]
) -> Iterator[tuple[str, Source]]:
    if any(name.lower().endswith(_WITH_OTHERS) for name, _ in files):
        problems += _lay_out(files, desk)
    modules = _modules(files)
    for folder in modules:
        yield folder or "the Terraform files", Source(path=desk / folder if folder else desk)
    for name, data in files:
        if modules and name.lower().endswith(_MODULE):
            continue
        yield name, Source(path=desk / name, data=data)


def _modules(files: Sequence[File]) -> list[str]:
    """Return the folders of Terraform files that lie highest; deeper ones are what these call."""
    folders = {
        "" if parent == "." else parent
        for parent in (str(PurePosixPath(n).parent) for n, _ in files if n.lower().endswith(".tf"))
    }
    depths = {folder: folder.count("/") + 1 if folder else 0 for folder in folders}
    return sorted(f for f in folders if depths[f] == min(depths.values()))


def _lay_out(files: Sequence[File], desk: Path) -> Iterator[str]:
    """Write what other files may name to an empty folder of its own."""
    for name, data in files:
        if not name.lower().endswith(_WITH_OTHERS):
            continue
        try:
            (desk / name).parent.mkdir(parents=True, exist_ok=True)
            (desk / name).write_bytes(data)
        except (OSError, ValueError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "its name is none"
            yield f"{shortened(name)} cannot be laid out: {reason}."


def _designs(name: str, source: Source) -> list[Design]:
    """Return the pages of one file.

    Raises:
        Refused: it cannot be read.
    """
    is_own = source.path.suffix.lower() == OWN_SUFFIX
    form = None if is_own else format_of(source)
    if form is None and (is_own or _OWN_MARK in source.data[:_OWN_HEAD]):
        return [Design(name=name, diagram=_own(source))]
    if form is None:
        raise Refused("", "is no design that can be read")
    result = _imported(source)
    if len(result.pages) == 1:
        page = result.pages[0]
        return [Design(name=name, diagram=page.diagram, notes=page.notes)]
    return [
        Design(
            name=f"{name}, page {number}" + (f" ({page.name})" if page.name else ""),
            diagram=page.diagram,
            notes=page.notes,
        )
        for number, page in enumerate(result.pages, 1)
    ]


def _own(source: Source) -> Diagram:
    try:
        return read_bytes(source.data, "")
    except FileRejected as error:
        raise Refused(error.place, error.reason) from error


def _imported(source: Source) -> ImportResult:
    try:
        return read(source)
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused("", "is too deeply nested or too large") from error
    except Exception as error:
        # A file that upsets an importer must not stop the class.
        reason = f"cannot be understood ({one_line(type(error).__name__, 60)} while reading it)"
        raise Refused("", reason) from error
