"""Snapshots of unsaved work that outlive a crash: written as text, checked, never deleted unasked.

A snapshot is a line of JSON about itself and then the text of a design file. A lock that the
operating system frees when its process dies tells the work of a crash from that of an open window.
"""

import hashlib
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from designer.model.diagram import Diagram
from designer.storage.atomic import atomic_write, sweep
from designer.storage.backups import data_folder
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.file_bytes import read_limited
from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.refusal import FileRejected, Refused

_SNAPSHOT, _LOCK = ".snapshot", ".lock"
_DAMAGED = "damaged"
_VERSION = 1
_MAX_HEAD = 64 * 1024
_OLD_S = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Unsaved work that a session has left.

    Attributes:
        path: the snapshot itself.
        title: of the design.
        base: the file it was opened from or last saved to; None when it never had one.
        base_digest: `digest` of that file when it was opened or saved; "" without one.
        saved_at: when the snapshot was taken, in seconds since 1970.
    """

    path: Path
    title: str
    base: Path | None
    base_digest: str
    saved_at: float

    @property
    def is_base_changed(self) -> bool:
        """Tell whether the file has been changed, moved or removed since."""
        return self.base is not None and digest(self.base) != self.base_digest


def digest(path: Path) -> str:
    """Return the SHA-256 of the content of ``path``, or "" when it cannot be read."""
    try:
        return hashlib.sha256(read_limited(path, MAX_FILE_BYTES)).hexdigest()
    except Refused:
        return ""


class Session:
    """One window's place for its snapshots; the latest replaces the one before.

    Args:
        folder: where snapshots are kept; the user's data folder when None.

    Raises:
        OSError: the folder cannot be made or written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = snapshot_folder() if folder is None else folder
        self._folder.mkdir(parents=True, exist_ok=True)
        sweep(self._folder)
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.urandom(4).hex()}"
        self.path = self._folder / f"{name}{_SNAPSHOT}"
        self._lock = self.path.with_suffix(_LOCK)
        self._handle: int | None = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        _take(self._handle)

    def save(self, diagram: Diagram, base: Path | None = None, base_digest: str = "") -> None:
        """Take a snapshot of ``diagram``.

        Args:
            diagram: what to keep.
            base: the file it belongs to, if it has one.
            base_digest: `digest` of that file when it was opened or last saved.

        Raises:
            OSError: it cannot be written; the last snapshot is then still there.
        """
        write_snapshot(self.path, diagram, base, base_digest)

    def discard(self) -> None:
        """Remove the snapshot: the work is saved, or its owner does not want it."""
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """End the session; a snapshot that was not discarded stays for the next start."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            with suppress(OSError):
                self._lock.unlink()


def write_snapshot(
    path: Path, diagram: Diagram, base: Path | None = None, base_digest: str = ""
) -> None:
    """Write the snapshot ``path`` of a session, which may run in another process.

    One that ends meanwhile leaves nothing behind. The other arguments are those of `Session.save`.

    Raises:
        OSError: it cannot be written; the last snapshot is then still there.
    """
    body = to_text(diagram).encode("utf-8")
    head = {
        "snapshot": _VERSION,
        "title": diagram.title,
        "base": None if base is None else str(base.absolute()),
        "base_digest": base_digest,
        "saved_at": time.time(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    atomic_write(path, json.dumps(head).encode("ascii") + b"\n" + body)
    if not path.with_suffix(_LOCK).exists():
        # A crash leaves the lock; a session without one has ended, and decided what stays.
        path.unlink(missing_ok=True)


def snapshot_folder() -> Path:
    """Return the folder of the user's snapshots; it may not exist yet."""
    return data_folder() / "unsaved"


def leftovers(folder: Path | None = None) -> tuple[Snapshot, ...]:
    """Return what sessions that ended without saving have left, newest first.

    Those of open windows are left out. A damaged one moves into the folder "damaged" beside it.
    """
    folder = snapshot_folder() if folder is None else folder
    found: list[Snapshot] = []
    for path in sorted(folder.glob(f"*{_SNAPSHOT}")):
        if _is_in_use(path.with_suffix(_LOCK)):
            continue
        try:
            found.append(_opened(path)[0])
        except FileRejected:
            move_aside(path)
    _sweep_locks(folder)
    return tuple(sorted(found, key=lambda snapshot: snapshot.saved_at, reverse=True))


def restore(snapshot: Snapshot) -> Diagram:
    """Return the design in ``snapshot``, which stays where it is until `discard`.

    Raises:
        FileRejected: it is damaged; it has then moved into the folder "damaged".
    """
    try:
        return read_snapshot(snapshot.path)
    except FileRejected:
        move_aside(snapshot.path)
        raise


def is_snapshot(path: Path) -> bool:
    """Tell whether ``path`` is named like a snapshot."""
    return path.suffix == _SNAPSHOT


def read_snapshot(path: Path) -> Diagram:
    """Return the design in a snapshot, which stays where it is.

    Raises:
        FileRejected: it is damaged or cannot be read.
    """
    _, body = _opened(path)
    return read_bytes(body, str(path))


def discard(snapshot: Snapshot) -> None:
    """Remove ``snapshot`` for good."""
    for path in (snapshot.path, snapshot.path.with_suffix(_LOCK)):
        with suppress(OSError):
            path.unlink()


def move_aside(path: Path) -> Path | None:
    """Move a snapshot that cannot be restored out of the way; return its new place."""
    target = path.parent / _DAMAGED / path.name
    with suppress(OSError):
        target.parent.mkdir(exist_ok=True)
        return path.replace(target)
    return None


def _opened(path: Path) -> tuple[Snapshot, bytes]:
    try:
        data = read_limited(path, MAX_FILE_BYTES + _MAX_HEAD)
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error
    line, _, body = data.partition(b"\n")
    try:
        head: Any = json.loads(line[:_MAX_HEAD])
        if head["sha256"] != hashlib.sha256(body).hexdigest():
            raise FileRejected(str(path), "", "is damaged: its checksum does not fit")
        base = head["base"]
        return Snapshot(
            path=path,
            title=str(head["title"]),
            base=None if base is None else Path(base),
            base_digest=str(head["base_digest"]),
            saved_at=float(head["saved_at"]),
        ), body
    except (ValueError, KeyError, TypeError) as error:
        raise FileRejected(str(path), "line 1", "is no snapshot of a design") from error


def _take(handle: int) -> None:
    """Lock the open file ``handle``; raise OSError when another process has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep_locks(folder: Path) -> None:
    """Remove the locks of sessions that crashed before their first snapshot."""
    for lock in folder.glob(f"*{_LOCK}"):
        # A young one may belong to a window that is just about to take it.
        with suppress(OSError):
            if lock.stat().st_mtime < time.time() - _OLD_S and not _is_in_use(lock):
                lock.unlink()


def _is_in_use(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
