"""Where everybody stands by the outcomes that an output folder holds at this moment."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from designer.grading.adjustments import Adjustments
from designer.grading.batch.manifest import Line, Manifest, work_of
from designer.grading.batch.record import Record
from designer.grading.batch.recorded import entry_of, recorded_rubric
from designer.grading.batch.rows import row_of
from designer.grading.batch.store import Store
from designer.grading.cohort.outcome import Outcome
from designer.grading.cohort.table import ClassRow
from designer.grading.regrading import Standing, standing_of
from designer.grading.rubric import Rubric


class KeptClass:
    """The rows of a folder, read one at a time and never graded."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Look at ``folder``.

        Raises:
            FileRejected: the rubric on record cannot be read, or was changed.
            SaveFailed: there is no folder of outcomes and none can be made.
        """
        self.folder, self.manifest = folder, manifest
        self.rubric: Rubric = recorded_rubric(folder, manifest).rubric
        self.store = Store(folder / "results")
        self._record = Record(folder)

    def row(self, line: Line, adjustments: Adjustments) -> ClassRow | None:
        """Return the row of ``line`` as it is kept; None when its outcome is not there."""
        outcome: Outcome | None = None
        if line.key:
            try:
                outcome = self.store.outcome(line.key)
            except (OSError, msgspec.MsgspecError):
                return None
        own = adjustments.of_student(line.code)
        entry = entry_of(line, self._record)
        row = row_of(entry, line.key, outcome, self.rubric, own, work_of(line.files))
        return replace(row, alike=line.alike)

    def rows(self, adjustments: Adjustments) -> Iterator[ClassRow]:
        """Yield the rows of all whose outcomes are there, in their order."""
        for line in self.manifest.lines:
            row = self.row(line, adjustments)
            if row is not None:
                yield row


def kept_standings(
    folder: Path, manifest: Manifest, adjustments: Adjustments
) -> tuple[Standing, ...]:
    """Return where everybody stands by what ``folder`` holds.

    Raises:
        FileRejected, SaveFailed: as ``KeptClass``.
    """
    return tuple(standing_of(row) for row in KeptClass(folder, manifest).rows(adjustments))
