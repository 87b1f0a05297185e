"""The only way a file is written: a new one beside it takes its place in one step.

Whatever happens on the way (no space, a crash, a power cut), the old content or the new one is
there, whole. Hard links to the old content keep it.
"""

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

PREFIX, SUFFIX = ".tenet-", ".tmp"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Virus scanners and indexers hold a file open for moments; Windows then refuses to replace it.
_PAUSES_S = (0.01, 0.025, 0.05, 0.1, 0.15)
_SHARING_VIOLATIONS = (5, 32)
_OLD_S = 24 * 3600.0


def atomic_write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, which keeps its old content until all of the new is on disk.

    A symbolic link stays, and its target is written; permissions stay.

    Raises:
        OSError: it cannot be written; ``path`` is then as it was.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    temporary = target.with_name(f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}")
    try:
        _write_synced(temporary, data, mode)
        take_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed have left in ``folder`` a day ago or earlier."""
    limit = time.time() - _OLD_S
    with suppress(OSError):
        for left in folder.glob(f"{PREFIX}????????????????{SUFFIX}"):
            with suppress(OSError):
                if left.stat().st_mtime < limit:
                    left.unlink()


def _mode_of(target: Path) -> int | None:
    """Return the permissions to keep, or None for a new file.

    Raises:
        OSError: ``target`` is no ordinary file or is write-protected; replacing it would ignore
            that.
    """
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(21, "it is a folder", str(target))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(22, "it is not an ordinary file", str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected", str(target))
    return stat.S_IMODE(status.st_mode)


def _write_synced(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, _FLAGS, 0o666)
    try:
        if mode is not None:
            os.chmod(path, mode)  # noqa: PTH101 - beside os.open and os.fsync
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # Plain fsync leaves the data in the drive's own cache there.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def take_place(source: Path, target: Path) -> None:
    """Let ``source`` take the place of ``target`` in one step; wait for who holds it on Windows.

    Raises:
        OSError: it cannot.
    """
    for pause in _PAUSES_S:
        try:
            os.replace(source, target)  # noqa: PTH105 - beside os.open and os.fsync
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(source, target)  # noqa: PTH105


def _sync_folder(folder: Path) -> None:
    # The new content is in place by now; a file system that cannot sync folders changes nothing.
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
