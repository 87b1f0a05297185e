"""Reads what one student has handed in, zip files within it too, under limits for one student."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from designer.grading.submissions.archives import SUFFIX, Archive
from designer.grading.submissions.limits import (
    MAX_SUBMISSION_BYTES,
    MAX_SUBMISSION_FILES,
)
from designer.grading.submissions.safe_names import shortened
from designer.grading.submissions.submission import Entry, Material, Submission
from designer.model.text import clean_text
from designer.storage.refusal import Refused


def load(submission: Submission) -> Material:
    """Return the content of ``submission``: whatever cannot be read is a sentence, never an error.

    A zip file is opened once: one within it is not.
    """
    loader = _Loader()
    loader.take(submission.entries)
    files = tuple(sorted(loader.files.items()))
    return Material(files=files, problems=tuple(dict.fromkeys(loader.problems)))


class _Loader:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.problems: list[str] = []
        self._left = MAX_SUBMISSION_BYTES
        self._is_full = False

    def take(self, entries: Iterable[Entry], folder: str = "") -> None:
        """Read ``entries`` until there is too much of it."""
        for entry in entries:
            if self._is_full:
                return
            try:
                self._take(entry, folder)
            except Refused as error:
                self.problems.append(f"{error.place or shortened(entry.name)} {error.reason}.")

    def _take(self, entry: Entry, folder: str) -> None:
        if len(self.files) >= MAX_SUBMISSION_FILES:
            self._is_full = True
            raise Refused(
                "More", f"than {MAX_SUBMISSION_FILES} files were handed in; the rest is not read"
            )
        if entry.size > self._left:
            self._stop()
        data = entry.load()
        self._left -= len(data)
        if self._left < 0:
            self._stop()
        if not entry.name.lower().endswith(SUFFIX):
            self._keep(folder + entry.name, data)
        elif folder:
            raise Refused(shortened(entry.name), "is a zip file within a zip file and is not read")
        else:
            self._unpack(entry.name, data)

    def _keep(self, name: str, data: bytes) -> None:
        """Keep a file under a name that can be written and shown everywhere."""
        path = PurePosixPath(clean_text(name.replace("\\", "/")).strip("/") or "file")
        kept, number = str(path), 1
        while kept in self.files:
            number += 1
            kept = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        self.files[kept] = data

    def _unpack(self, name: str, data: bytes) -> None:
        try:
            archive = Archive(data, MAX_SUBMISSION_FILES)
        except Refused as error:
            raise Refused(shortened(name), error.reason) from error
        with archive:
            members = sorted(archive.entries, key=lambda entry: entry.name)
            self.take(members, f"{name[: -len(SUFFIX)]}/")

    def _stop(self) -> None:
        self._is_full = True
        most = MAX_SUBMISSION_BYTES // 2**20
        raise Refused("What", f"was handed in is larger than {most} MiB; the rest is not read")
