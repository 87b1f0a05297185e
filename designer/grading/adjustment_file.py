"""`adjustments.json`: what people have adjusted, on disk at once and whole at any moment.

Several people may grade one class from a shared folder: every change is laid over what the file
says at that moment, so nobody writes over what somebody else has just given.
"""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from designer.grading.adjustments import Adjustment, Adjustments
from designer.model.text import clean_text, one_line
from designer.storage.atomic import atomic_write
from designer.storage.file_bytes import read_limited, reason_of
from designer.storage.refusal import FileRejected, Refused, SaveFailed

NAME = "adjustments.json"
MAX_COMMENT = 4_000
MAX_NAME = 120
_FORMAT = 1
_MOST_BYTES = 256 * 2**20


class _Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One adjustment; ``criterion`` is left out where the work as a whole is meant."""

    student: str
    criterion: str = ""
    points: float | None = None
    comment: str = ""
    by: str = ""
    at: datetime
    computed: float | None = None
    work: str = ""


class _File(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    adjustments: tuple[_Entry, ...] = ()


def read_adjustments(folder: Path) -> Adjustments:
    """Return the adjustments in the output folder ``folder``; none when there is no file.

    Raises:
        FileRejected: the file cannot be read, or is none of this program's.
    """
    path = folder / NAME
    if not path.exists():
        return Adjustments()
    try:
        return _from_bytes(read_limited(path, _MOST_BYTES))
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise FileRejected(str(path), "", f"holds no adjustments: {error}") from error


def to_bytes(adjustments: Adjustments) -> bytes:
    """Return the content of the file: one entry after the other, sorted, the same every time."""
    entries = tuple(
        _Entry(
            student=code,
            criterion=criterion,
            points=one.points,
            comment=one.comment,
            by=one.by,
            at=one.at,
            computed=one.computed,
            work=one.work,
        )
        for code, criterion, one in adjustments.entries()
    )
    file = _File(format=_FORMAT, adjustments=entries)
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def digest_of(adjustments: Adjustments) -> str:
    """Return 32 hex digits that tell ``adjustments`` from all others; "" for none."""
    return hashlib.sha256(to_bytes(adjustments)).hexdigest()[:32] if adjustments.of else ""


class AdjustmentFile:
    """The file of one output folder, read and written a change at a time."""

    def __init__(self, folder: Path) -> None:
        """Read what is there.

        Raises:
            FileRejected: it cannot be read.
        """
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self.adjustments = Adjustments()
        self.refresh()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._folder / NAME

    def refresh(self) -> bool:
        """Read the file if somebody else has changed it; tell whether that was so.

        Raises:
            FileRejected: it cannot be read.
        """
        stamp = _stamp(self.path)
        if stamp == self._seen:
            return False
        self.adjustments = read_adjustments(self._folder)
        self._seen = stamp
        return True

    def put(self, code: str, criterion: str, adjustment: Adjustment | None) -> bool:
        """Keep one change; it is on disk when this returns.

        Returns:
            Whether somebody else had changed the file in between; theirs is in `adjustments` too.

        Raises:
            FileRejected: the file cannot be read.
            SaveFailed: it cannot be written; then nothing has changed, here or there.
        """
        is_news = self.refresh()
        changed = self.adjustments.having(code, criterion, adjustment)
        try:
            atomic_write(self.path, to_bytes(changed))
        except OSError as error:
            reason = f"cannot be written: {reason_of(error)}"
            raise SaveFailed(str(self.path), "", reason) from error
        self.adjustments = changed
        self._seen = _stamp(self.path)
        return is_news


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _from_bytes(data: bytes) -> Adjustments:
    file = msgspec.json.decode(data, type=_File)
    if file.format != _FORMAT:
        raise Refused("", f"has format {file.format}, which this version does not know")
    own: dict[str, dict[str, Adjustment]] = {}
    for entry in file.adjustments:
        if entry.at.tzinfo is None:
            raise Refused("", f"has a time without its zone, at {one_line(entry.student, 60)}")
        own.setdefault(entry.student, {})[entry.criterion] = Adjustment(
            points=entry.points,
            comment=clean_text(entry.comment, lines=True)[:MAX_COMMENT],
            by=one_line(entry.by, MAX_NAME),
            at=entry.at,
            computed=entry.computed,
            work=entry.work,
        )
    return Adjustments(own)
