"""Turns what was named on the command line into submissions: folders, archives and single files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from designer.grading.submissions.archives import SUFFIX, Archive
from designer.grading.submissions.download_names import METADATA, Download, download_of, named
from designer.grading.submissions.folders import entries_below, entry_of
from designer.grading.submissions.gradescope_metadata import Handed, handed_by_folder
from designer.grading.submissions.safe_names import shortened
from designer.grading.submissions.submission import Entry, Person, Submission
from designer.model.text import one_line
from designer.storage.refusal import FileRejected, Refused

_LONGEST_NAME = 200


class Collection:
    """The submissions found; archives stay open until it is closed."""

    def __init__(self, paths: Iterable[Path], leave_out: Iterable[Path] = ()) -> None:
        """Look into ``paths``, in their order.

        Args:
            leave_out: files and folders that are no submissions, wherever they lie.

        Raises:
            FileRejected: one of them cannot be read at all, or holds nothing.
        """
        self._open = ExitStack()
        self._leave_out = [path.resolve() for path in leave_out]
        self.problems: list[str] = []
        found: list[Submission] = []
        try:
            for path in paths:
                found += self._in(path)
        except BaseException:
            self.close()
            raise
        self.submissions = _told_apart(found)

    def __enter__(self) -> "Collection":
        """Return the collection."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archives."""
        self.close()

    def close(self) -> None:
        """Close the archives; contents cannot be loaded any more."""
        self._open.close()

    def _in(self, path: Path) -> list[Submission]:
        try:
            if not path.exists():
                raise Refused("", "cannot be read: there is no such file or folder")
            if path.is_dir():
                found = self._in_folder(path)
            elif path.suffix.lower() == SUFFIX:
                found = self._in_archive(path)
            else:
                return [_single(path.stem, [entry_of(path, path.name)])]
        except Refused as error:
            raise FileRejected(str(path), error.place, error.reason) from error
        if not found:
            raise FileRejected(str(path), "", "holds no submissions")
        return found

    def _in_archive(self, path: Path) -> list[Submission]:
        archive = self._open.enter_context(Archive(path))
        return _grouped(_below_common_folder(archive.entries), self.problems)

    def _in_folder(self, path: Path) -> list[Submission]:
        root = path.resolve()
        own = (one for one in self._leave_out if one.is_relative_to(root))
        entries = entries_below(path, frozenset(one.relative_to(root).as_posix() for one in own))
        if any(entry.name.endswith(".tf") and "/" not in entry.name for entry in entries):
            # One module of Terraform, whose files belong together.
            return [_single(path.resolve().name, entries)]
        found: list[Submission] = []
        kept: list[Entry] = []
        for entry in entries:
            # A platform's download may lie in the folder as it came.
            is_top_archive = "/" not in entry.name and entry.name.lower().endswith(SUFFIX)
            if is_top_archive and _is_download(path / entry.name):
                found += self._in_archive(path / entry.name)
            else:
                kept.append(entry)
        inner = _below_common_folder(kept)
        is_download = _origin(inner) is not Download.PLAIN
        return [*_grouped(inner if is_download else kept, self.problems), *found]


def _is_download(path: Path) -> bool:
    try:
        with Archive(path) as archive:
            return _origin(_below_common_folder(archive.entries)) is not Download.PLAIN
    except Refused:
        return False


@dataclass(slots=True)
class _Group:
    people: tuple[Person, ...]
    entries: list[Entry] = field(default_factory=list)
    is_late: bool | None = None
    handed_in: datetime | None = None


def _grouped(entries: Iterable[Entry], problems: list[str]) -> list[Submission]:
    """Return one submission for each student of a folder or archive of many."""
    files = list(entries)
    download = _origin(files)
    submitters = _submitters(files, problems) if download is Download.GRADESCOPE else {}
    groups: dict[str, _Group] = {}
    for entry in files:
        if download is Download.GRADESCOPE and entry.name == METADATA:
            continue
        top, _, inner = entry.name.partition("/")
        told = named(top, download)
        if told is None:
            label = top if inner else PurePosixPath(top).stem
            group = groups.setdefault(label, _Group((_person(label),)))
            name = inner or top
        else:
            handed = submitters.get(top, Handed(people=(told.person,)))
            group = groups.setdefault(
                told.group, _Group(handed.people, is_late=told.is_late, handed_in=handed.at)
            )
            group.is_late = group.is_late or told.is_late
            name = inner or told.rest or top
        group.entries.append(replace(entry, name=name))
    return [
        Submission(
            label=one_line(label, _LONGEST_NAME) or "submission",
            people=group.people,
            entries=_renamed(group.entries),
            is_late=group.is_late,
            handed_in=group.handed_in,
        )
        for label, group in sorted(groups.items())
    ]


def _submitters(files: Sequence[Entry], problems: list[str]) -> dict[str, Handed]:
    for entry in files:
        if entry.name == METADATA:
            try:
                return handed_by_folder(entry.load())
            except Refused as error:
                problems.append(f"{METADATA}: {error}, so nobody is known by name.")
    return {}


def _below_common_folder(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without the one folder that holds them all, unless it is a student's."""
    files = list(entries)
    while files:
        tops = {_top(entry) for entry in files}
        if len(tops) != 1 or any("/" not in entry.name for entry in files):
            break
        (top,) = tops
        if download_of([top]) is not Download.PLAIN:
            break
        files = [replace(entry, name=entry.name.partition("/")[2]) for entry in files]
    return files


def _origin(entries: Iterable[Entry]) -> Download:
    return download_of({_top(entry) for entry in entries})


def _top(entry: Entry) -> str:
    return entry.name.partition("/")[0]


def _single(label: str, entries: Iterable[Entry]) -> Submission:
    name = one_line(label, _LONGEST_NAME) or "submission"
    return Submission(label=name, people=(_person(name),), entries=tuple(entries))


def _person(label: str) -> Person:
    return Person(name=one_line(label.replace("_", " "), _LONGEST_NAME))


def _renamed(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return entries in the order of their names, each under a name of its own."""
    seen: Counter[str] = Counter()
    made: list[Entry] = []
    for entry in sorted(entries, key=lambda one: one.name):
        seen[entry.name] += 1
        path = PurePosixPath(entry.name)
        name = entry.name
        if seen[name] > 1:
            name = str(path.with_name(f"{path.stem} ({seen[entry.name]}){path.suffix}"))
        made.append(replace(entry, name=name))
    return tuple(made)


def _told_apart(found: Iterable[Submission]) -> tuple[Submission, ...]:
    seen: Counter[str] = Counter()
    made: list[Submission] = []
    taken: set[str] = set()
    for one in found:
        label = one.label
        while label in taken:
            seen[one.label] += 1
            label = f"{shortened(one.label)} ({seen[one.label] + 1})"
        taken.add(label)
        made.append(replace(one, label=label))
    return tuple(made)
