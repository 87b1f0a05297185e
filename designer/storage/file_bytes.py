"""Fetches the bytes of an ordinary file, and of nothing else, under a limit of size."""

import os
import stat
from pathlib import Path

from designer.storage.refusal import Refused

# Without O_NONBLOCK a named pipe would block for ever before it can be seen to be one.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_limited(path: Path, limit: int) -> bytes:
    """Return the content of ``path``.

    Args:
        path: what the user named; symbolic links are followed.
        limit: the largest size allowed, in bytes.

    Raises:
        Refused: it is absent, no ordinary file, empty, too large or cannot be read.
    """
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise Refused("", f"cannot be read: {reason_of(error)}") from error
    try:
        return _content(handle, limit)
    except OSError as error:
        raise Refused("", f"cannot be read: {reason_of(error)}") from error
    finally:
        os.close(handle)


def _content(handle: int, limit: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
        raise Refused("", f"cannot be read: it is {kind}")
    if status.st_size > limit:
        raise Refused("", too_large(status.st_size, limit))
    # One more byte than allowed shows a file that grows while it is read.
    with open(handle, "rb", closefd=False) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Refused("", too_large(len(data), limit))
    return data


def too_large(size: int, limit: int) -> str:
    """Return the sentence that refuses ``size`` bytes."""
    return f"is too large: {size / 2**20:.1f} MiB, and {limit / 2**20:.0f} MiB is the most"


def reason_of(error: Exception) -> str:
    """Return the system's own words for ``error``, in lower case and without numbers or paths."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]
