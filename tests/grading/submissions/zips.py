"""Zip files as students and platforms make them, and as nobody should."""

import io
import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path

Member = tuple[str, bytes]


def zip_bytes(members: Iterable[Member]) -> bytes:
    """Return a zip file of ``members``, whatever they are called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def zip_at(path: Path, members: Iterable[Member]) -> Path:
    """Write a zip file of ``members`` to ``path``."""
    path.write_bytes(zip_bytes(members))
    return path


def with_link(name: str, target: str) -> bytes:
    """Return a zip file whose only member is a symbolic link."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """Return a zip file of one member with the mark of encryption set in both of its heads."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(sign) + offset
        changed[at] |= 1
    return bytes(changed)
