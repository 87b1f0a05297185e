"""Keeps the outcome of every submission in a file of its own, so that a run can be gone on with.

An outcome is named by everything that decides it, so one that is there is never wrong: the picture
is written first, each file takes its place in one step, and what cannot be read is graded again.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from designer.grading.batch.task import Answer
from designer.grading.cohort.outcome import Outcome, from_json
from designer.storage.atomic import take_place
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import SaveFailed

_END = b"</svg>\n"


def put(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step; what a power failure tears is made anew.

    Raises:
        SaveFailed: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(data)
        take_place(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise SaveFailed(str(path), "", f"cannot be written: {reason_of(error)}") from error


class Store:
    """The folder of outcomes."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if it is not there.

        Raises:
            SaveFailed: it cannot be made.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailed(str(folder), "", f"cannot be made: {reason_of(error)}") from error

    def path(self, key: str, suffix: str = ".json") -> Path:
        """Return where the outcome called ``key`` is kept."""
        return self.folder / f"{key}{suffix}"

    def has(self, key: str, *, picture: bool) -> bool:
        """Tell whether the outcome is there, whole, and with its picture when one is wanted."""
        try:
            outcome = self.outcome(key)
        except (OSError, msgspec.MsgspecError):
            return False
        return not picture or not outcome.is_drawn or self.picture(key) != b""

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer; raise SaveFailed when it cannot be written."""
        if answer.picture:
            put(self.path(key, ".svg"), answer.picture)
        put(self.path(key), answer.outcome)

    def outcome(self, key: str) -> Outcome:
        """Return an outcome; raise OSError or msgspec.MsgspecError without a whole one."""
        return from_json(self.path(key).read_bytes())

    def picture(self, key: str) -> bytes:
        """Return the SVG of a picture; empty when there is none, or not a whole one."""
        try:
            data = self.path(key, ".svg").read_bytes()
        except OSError:
            return b""
        return data if data.endswith(_END) else b""

    def prune(self, keys: set[str]) -> None:
        """Remove what none of ``keys`` names: outcomes of other rubrics and withdrawn files."""
        for path in self.folder.iterdir():
            if path.stem not in keys or path.suffix not in (".json", ".svg"):
                with suppress(OSError):
                    path.unlink()
