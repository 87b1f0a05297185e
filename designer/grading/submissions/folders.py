"""Finds the files below a folder; links are not followed, whoever has put them there."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from designer.grading.submissions.limits import MAX_DEPTH, MAX_ENTRIES, MAX_MEMBER_BYTES
from designer.grading.submissions.safe_names import is_junk, shortened
from designer.grading.submissions.submission import Entry, unreadable
from designer.storage.file_bytes import read_limited, reason_of
from designer.storage.refusal import Refused


def entries_below(root: Path, leave_out: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
    """Return the files below ``root``, sorted by their paths.

    Args:
        leave_out: paths below ``root`` of files and folders that are none of the class's.

    Raises:
        Refused: there are more than ``MAX_ENTRIES``.
    """
    found: list[Entry] = []
    for entry in _walk(root, "", leave_out):
        found.append(entry)
        if len(found) > MAX_ENTRIES:
            raise Refused("", f"holds more than {MAX_ENTRIES:,} files")
    return tuple(sorted(found, key=lambda entry: entry.name))


def entry_of(path: Path, name: str) -> Entry:
    """Return one file as an entry called ``name``."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return Entry(name=name, size=size, load=partial(_load, path, name))


def _load(path: Path, name: str) -> bytes:
    try:
        return read_limited(path, MAX_MEMBER_BYTES)
    except Refused as error:
        raise Refused(shortened(name), error.reason) from error


def _walk(folder: Path, prefix: str, leave_out: frozenset[str]) -> Iterator[Entry]:
    if prefix.count("/") > MAX_DEPTH:
        yield unreadable(prefix.rstrip("/"), Refused(shortened(prefix), "lies too deep"))
        return
    try:
        children = sorted(os.scandir(folder), key=lambda child: child.name)
    except OSError as error:
        reason = f"cannot be read: {reason_of(error)}"
        yield unreadable(prefix.rstrip("/"), Refused(shortened(prefix) or folder.name, reason))
        return
    for child in children:
        name = prefix + child.name
        if is_junk(child.name) or name in leave_out:
            continue
        if child.is_symlink():
            yield unreadable(name, Refused(shortened(name), "is a link and is not followed"))
        elif child.is_dir(follow_symlinks=False):
            yield from _walk(Path(child.path), f"{name}/", leave_out)
        else:
            yield entry_of(Path(child.path), name)
