"""Reads zip files of strangers: nothing is unpacked to disk, and no more than is allowed in memory.

A declared size is never believed: reading stops one byte past what is allowed. Compression that
asks for a dictionary of its own choosing (LZMA) is refused before it can.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from designer.grading.submissions.limits import MAX_ENTRIES, MAX_MEMBER_BYTES
from designer.grading.submissions.safe_names import (
    harmless_name,
    is_junk,
    safe_name,
    shortened,
)
from designer.grading.submissions.submission import Entry, unreadable
from designer.storage.refusal import Refused

_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
SUFFIX = ".zip"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What reading a zip file that is damaged, locked or none may raise."""


class Archive:
    """A zip file that stays open while its members are read."""

    def __init__(self, source: Path | bytes, most: int = MAX_ENTRIES) -> None:
        """Open ``source``, a file or its content.

        Raises:
            Refused: it is no zip file, or holds more than ``most`` members.
        """
        try:
            self._file = zipfile.ZipFile(
                io.BytesIO(source) if isinstance(source, bytes) else source
            )
        except DAMAGED as error:
            raise Refused("", "is no zip file that can be read, or is damaged") from error
        if len(self._file.filelist) > most:
            self._file.close()
            raise Refused("", f"holds more than {most:,} files")
        self.entries = tuple(self._entries())

    def __enter__(self) -> "Archive":
        """Return the open archive."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _entries(self) -> Iterator[Entry]:
        seen: set[str] = set()
        for info in self._file.filelist:
            told = _told(info)
            if info.is_dir() or is_junk(told):
                continue
            try:
                name = safe_name(told)
                _require_readable(info, name)
                if name in seen:
                    raise Refused(shortened(name), "stands twice in the archive; the first is read")
            except Refused as error:
                yield unreadable(harmless_name(told), error)
                continue
            seen.add(name)
            load = partial(self._load, info, name)
            yield Entry(name=name, size=max(0, info.file_size), load=load)

    def _load(self, info: zipfile.ZipInfo, name: str) -> bytes:
        place = shortened(name)
        if info.file_size > MAX_MEMBER_BYTES:
            raise Refused(place, _too_large())
        try:
            with self._file.open(info) as member:
                data = member.read(MAX_MEMBER_BYTES + 1)
        except (*DAMAGED, MemoryError) as error:
            raise Refused(place, "is damaged in the archive") from error
        if len(data) > MAX_MEMBER_BYTES:
            raise Refused(place, _too_large())
        return data


def _told(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one that is UTF-8 without saying so is read as such."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _require_readable(info: zipfile.ZipInfo, name: str) -> None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refused(shortened(name), "is a link or device and is not read")
    if info.flag_bits & _ENCRYPTED:
        raise Refused(shortened(name), "is locked with a password")
    if info.compress_type not in _METHODS:
        raise Refused(shortened(name), "is packed in a way that is not read")


def _too_large() -> str:
    return f"is larger than {MAX_MEMBER_BYTES // 2**20} MiB once unpacked"
