"""Keeps the last versions of a file that saving replaces, out of the user's way."""

import hashlib
import os
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from designer.storage.atomic import atomic_write
from designer.storage.file_bytes import read_limited
from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.refusal import Refused

KEPT = 3


def data_folder() -> Path:
    """Return the user's folder for what the program keeps; it may not exist yet."""
    # Imported late: the command line mostly reads, and reading needs no such folder.
    from platformdirs import user_data_path

    return user_data_path("tenet-designer", appauthor=False)


def backups(path: Path) -> tuple[Path, ...]:
    """Return the kept earlier versions of ``path``, newest first."""
    return tuple(kept for kept in _slots(path) if kept.is_file())


def keep(path: Path) -> None:
    """Keep the present content of ``path`` before it is replaced; at most `KEPT` versions.

    Never fails: a design can be saved even where there is no room for earlier versions.
    """
    with suppress(OSError, Refused):
        old = read_limited(path, MAX_FILE_BYTES)
        slots = _slots(path)
        if slots[0].is_file() and slots[0].read_bytes() == old:
            return
        slots[0].parent.mkdir(parents=True, exist_ok=True)
        for newer, older in reversed(list(pairwise(slots))):
            if newer.is_file():
                newer.replace(older)
        atomic_write(slots[0], old)


def _slots(path: Path) -> list[Path]:
    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    folder = data_folder() / "backups" / name
    return [folder / f"{number}.tenet" for number in range(1, KEPT + 1)]
