"""Keeps the outcome of every submission in a file of its own, so that a run can be gone on with.

An outcome is named by everything that decides it, so one that is there is never wrong: the picture
is written first, each file takes its place in one step, and what cannot be read is graded again.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from designer.grading.batch.task import Answer
from designer.grading.cohort.outcome import Outcome, from_json
from designer.importers.sniffing import OWN_SUFFIX
from designer.model.diagram import Diagram
from designer.storage.atomic import take_place
from designer.storage.diagram_file import read_bytes
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import FileRejected, SaveFailed

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

    def has(self, key: str, *, picture: bool, design: bool = False) -> bool:
        """Tell whether the outcome is there, whole, with its picture and design when wanted."""
        try:
            outcome = self.outcome(key)
        except (OSError, msgspec.MsgspecError):
            return False
        if not outcome.is_drawn:
            return True
        is_whole = not picture or self.picture(key) != b""
        return is_whole and (not design or self.design(key) is not None)

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer; raise SaveFailed when it cannot be written."""
        if answer.picture:
            put(self.path(key, ".svg"), answer.picture)
        if answer.design:
            put(self.path(key, OWN_SUFFIX), answer.design)
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

    def design(self, key: str) -> Diagram | None:
        """Return the design that was graded; None when it is not there, or not whole."""
        path = self.path(key, OWN_SUFFIX)
        try:
            return read_bytes(path.read_bytes(), path.name)
        except (OSError, FileRejected):
            return None

    def prune(self, keys: set[str], *, designs: bool = False) -> None:
        """Remove what none of ``keys`` names: outcomes of other rubrics and withdrawn files.

        Designs, which only comparing needs, go as well unless they are wanted.
        """
        kept = {".json", ".svg", OWN_SUFFIX} if designs else {".json", ".svg"}
        for path in self.folder.iterdir():
            if path.stem not in keys or path.suffix not in kept:
                with suppress(OSError):
                    path.unlink()
