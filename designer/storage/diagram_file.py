"""Reads and writes `*.tenet` files; the only door between a diagram and the disk."""

from pathlib import Path

from designer.model.diagram import Diagram
from designer.storage.atomic import atomic_write, sweep
from designer.storage.backups import keep
from designer.storage.building import build
from designer.storage.file_bytes import read_limited, reason_of
from designer.storage.json_text import parse
from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.migrations import migrate
from designer.storage.refusal import FileRejected, Refused, SaveFailed
from designer.storage.writing import to_text

__all__ = ["FileRejected", "SaveFailed", "read", "read_bytes", "to_text", "write"]

SUFFIX = ".tenet"


def read(path: str | Path) -> Diagram:
    """Return the diagram in the file ``path``, of this or an older format.

    Raises:
        FileRejected: one sentence with file, place and reason.
    """
    try:
        data = read_limited(Path(path), MAX_FILE_BYTES)
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Diagram:
    """Return the diagram in ``data``, the content of a file called ``name``.

    Raises:
        FileRejected: one sentence with ``name``, place and reason.
    """
    try:
        return build(migrate(parse(data)))
    except Refused as error:
        raise FileRejected(name, error.place, error.reason) from error


def write(path: str | Path, diagram: Diagram) -> None:
    """Write ``diagram`` to ``path``, and keep what was there before among the backups.

    The text is read back before the file is touched: what is written can be opened again.

    Raises:
        SaveFailed: nothing was written, and the old file is untouched.
    """
    try:
        data = verified(diagram, str(path))
        keep(Path(path))
        atomic_write(Path(path), data)
        sweep(Path(path).parent)
    except (OSError, ValueError) as error:
        raise SaveFailed(str(path), "", f"cannot be saved: {reason_of(error)}") from error


def verified(diagram: Diagram, name: str) -> bytes:
    """Return the bytes of ``diagram``'s file, proved to give the same text when read.

    Raises:
        SaveFailed: the diagram holds something that could not be read again.
    """
    text = to_text(diagram)
    data = text.encode("utf-8")
    try:
        again = read_bytes(data, name)
    except FileRejected as error:
        reason = f"cannot be saved, since it could not be opened again: {error.reason}"
        raise SaveFailed(name, error.place, reason) from error
    if to_text(again) != text:
        raise SaveFailed(name, "", "cannot be saved, since it would not be the same when opened")
    return data
