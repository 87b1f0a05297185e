"""Keeps what was graded beside the grades, so that they can be worked out again years later.

``record/`` holds the rubric with the model solutions it names, and ``record/submissions/`` one zip
file for each outcome.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from designer.grading.batch.manifest import HandedFile, Line, sha256
from designer.grading.batch.store import put
from designer.grading.submissions.archives import DAMAGED
from designer.grading.submissions.submission import Material
from designer.model.diagram import Diagram
from designer.storage.diagram_file import read, to_text
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import FileRejected, SaveFailed

FOLDER = "record"
WORKSHEET = "moodle-worksheet.csv"
TEMPLATE = "template.tenet"
_FIRST = (1980, 1, 1, 0, 0, 0)


class Record:
    """The folder of what was graded."""

    def __init__(self, folder: Path) -> None:
        """Look into the output folder ``folder``; make nothing yet."""
        self.folder = folder / FOLDER
        self._submissions = self.folder / "submissions"

    def begin(self) -> None:
        """Make the folders; raise SaveFailed when that cannot be done."""
        try:
            self._submissions.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailed(
                str(self._submissions), "", f"cannot be made: {reason_of(error)}"
            ) from error

    def path(self, key: str) -> Path:
        """Return where the submission of an outcome is kept."""
        return self._submissions / f"{key}.zip"

    def keep(self, key: str, material: Material) -> None:
        """Keep what was handed in; raise SaveFailed when it cannot be written."""
        if self.path(key).exists():
            return
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in material.files:
                archive.writestr(zipfile.ZipInfo(name, _FIRST), data, zipfile.ZIP_DEFLATED)
        put(self.path(key), written.getvalue())

    def material(self, line: Line) -> Material:
        """Return what was handed in, proved to be what the manifest says.

        Raises:
            FileRejected: it is not there any more, or was changed.
        """
        path = self.path(line.key)
        files: list[tuple[str, bytes]] = []
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
                packed = {info.compress_type for info in members}
                if len(members) != len(line.files) or not packed <= {zipfile.ZIP_DEFLATED}:
                    raise FileRejected(str(path), "", "was changed since it was graded")
                for info, told in zip(members, line.files, strict=True):
                    with archive.open(info) as member:
                        files.append((told.name, _proved(path, member.read(told.size + 1), told)))
        except DAMAGED as error:
            raise FileRejected(str(path), "", f"cannot be read: {reason_of(error)}") from error
        return Material(files=tuple(files), problems=line.problems)

    def rubric_path(self, name: str) -> Path:
        """Return where the rubric, or a file that it names, is kept.

        Raises:
            FileRejected: ``name`` leads out of the record.
        """
        if Path(name).is_absolute() or ".." in Path(name).parts or not name:
            raise FileRejected(name, "", "is no name of a file on record")
        return self.folder / "rubric" / name

    def keep_rubric(self, files: Mapping[str, bytes]) -> None:
        """Keep the rubric and what it names; see ``RubricSource.files``."""
        for name, data in files.items():
            path = self.rubric_path(name)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SaveFailed(str(path), "", f"cannot be made: {reason_of(error)}") from error
            put(path, data)

    def keep_worksheet(self, data: bytes | None) -> None:
        """Keep the worksheet that is filled; None when there is none any more."""
        path = self.folder / WORKSHEET
        if data is None:
            path.unlink(missing_ok=True)
        else:
            put(path, data)

    def keep_template(self, template: Diagram | None) -> None:
        """Keep what was handed out, which is not counted in likenesses; None for nothing."""
        path = self.folder / TEMPLATE
        if template is None:
            path.unlink(missing_ok=True)
        else:
            put(path, to_text(template).encode())

    def template(self) -> Diagram | None:
        """Return what was handed out; None for nothing; raise FileRejected when it is torn."""
        path = self.folder / TEMPLATE
        return read(path) if path.exists() else None

    def prune(self, keys: set[str]) -> None:
        """Remove submissions that no line of the class has any more."""
        for path in self._submissions.iterdir():
            if path.stem not in keys:
                path.unlink(missing_ok=True)


def _proved(path: Path, data: bytes, told: HandedFile) -> bytes:
    if sha256(data) != told.sha256:
        raise FileRejected(str(path), told.name, "was changed since it was graded")
    return data
