"""One person at work on a graded class: adjusts, comments, takes back, and loses nothing.

What the grading window shows is here; it knows no window, and every change is on disk before it is
seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from designer.grading.adjustment_file import MAX_COMMENT, AdjustmentFile, digest_of
from designer.grading.adjustments import WHOLE, Adjustment, allowed, bounds, by_hand
from designer.grading.batch.kept import KeptClass
from designer.grading.batch.manifest import read_manifest, work_of
from designer.grading.cohort.entries import apart
from designer.grading.cohort.outcome import Outcome
from designer.grading.cohort.table import ClassRow, Status, points_of
from designer.grading.result import CriterionResult
from designer.grading.rubric import Criterion
from designer.model.text import clean_text

_MOST_STEPS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change that can be taken back.

    Attributes:
        criterion: its id, or ``WHOLE``.
        is_words: only the comment was changed.
    """

    code: str
    criterion: str
    before: Adjustment | None
    after: Adjustment | None
    is_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One criterion as the person who grades sees it.

    Attributes:
        computed: what the program made of it.
        result: what counts now.
        adjustment: what a person has given; None for nothing.
    """

    criterion: Criterion
    computed: CriterionResult
    result: CriterionResult
    adjustment: Adjustment | None = None

    @property
    def points(self) -> float | None:
        """What counts; None while only a person can tell."""
        return points_of(self.result)

    @property
    def computed_points(self) -> float | None:
        """What the program gives; None where it cannot tell."""
        return points_of(self.computed)

    @property
    def has_moved(self) -> bool:
        """Tell whether the program gives other points now than when a person adjusted them."""
        own = self.adjustment
        is_given = own is not None and own.points is not None
        return is_given and own is not None and own.computed != self.computed_points


class Marking:
    """A graded class in the hands of one person.

    Rows are made by ``load``, some at a time, and hold no findings, so that a large class takes
    little memory; ``outcome`` reads everything there is on one submission.
    """

    def __init__(self, folder: Path) -> None:
        """Look into an output folder of `tenet grade`.

        Raises:
            FileRejected, SaveFailed: it is none, or cannot be read.
        """
        self.folder = folder
        self.kept = KeptClass(folder, read_manifest(folder))
        self._file = AdjustmentFile(folder)
        self._lines = {line.code: line for line in self.kept.manifest.lines}
        self._labels = dict(self._blind_labels())
        self._rows: dict[str, ClassRow] = {}
        self._coming: Iterator[str] = iter(self._lines)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.lost: list[str] = []

    # -- what there is
    @property
    def count(self) -> int:
        """The number of lines of the class, loaded or not."""
        return len(self._lines)

    @property
    def rows(self) -> Mapping[str, ClassRow]:
        """The rows that are loaded, by code."""
        return self._rows

    def load(self, most: int) -> tuple[str, ...]:
        """Load up to ``most`` more rows and return their codes; none when all are there.

        Lines whose outcome is not there any more are skipped, and named in ``lost``.
        """
        loaded: list[str] = []
        for code in self._coming:
            row = self._made(code)
            if row is None:
                self.lost.append(code)
                continue
            self._rows[code] = row
            loaded.append(code)
            if len(loaded) >= most:
                break
        return tuple(loaded)

    def outcome(self, code: str) -> Outcome | None:
        """Return everything on one submission; None when there is nothing."""
        key = self._lines[code].key
        try:
            return self.kept.store.outcome(key) if key else None
        except (OSError, msgspec.MsgspecError):
            return None

    def picture(self, code: str) -> bytes:
        """Return the SVG of one submission; empty when there is none."""
        key = self._lines[code].key
        return self.kept.store.picture(key) if key else b""

    def label(self, code: str, *, blind: bool) -> str:
        """Return what a student is called: the name, or in blind marking what tells nothing."""
        return self.blind_label(code) if blind else self._rows[code].entry.name

    def blind_label(self, code: str) -> str:
        """Return what a student is called in blind marking; "" for nobody of this class."""
        return self._labels.get(code, "")

    def judged(self, code: str) -> tuple[Judged, ...]:
        """Return the criteria of one submission, in the rubric's order.

        Empty for a student who has handed in nothing: then there is nothing to judge.
        """
        row = self._rows[code]
        if row.outcome is None:
            return ()
        rubric = self.kept.rubric
        open_ones = {one.id: one for one in by_hand(rubric)}
        computed = {one.id: one for one in row.outcome.result.criteria}
        now = {one.id: one for one in row.result.criteria}
        return tuple(
            Judged(
                criterion=one,
                computed=computed.get(one.id, open_ones[one.id]),
                result=now.get(one.id, open_ones[one.id]),
                adjustment=row.adjustments.get(one.id),
            )
            for one in rubric.criteria
        )

    def comment(self, code: str, criterion: str = WHOLE) -> str:
        """Return the comment on a criterion, or on the work as a whole."""
        found = self._file.adjustments.get(code, criterion)
        return "" if found is None else found.comment

    @property
    def adjusted(self) -> int:
        """The number of adjustments in the class."""
        return self._file.adjustments.count

    @property
    def is_written(self) -> bool:
        """Tell whether tables and pages hold all that was adjusted."""
        return digest_of(self._file.adjustments) == self.kept.manifest.adjustments

    def take_over(self, earlier: "Marking") -> None:
        """Let ``undo`` go on with what was done in ``earlier``, a marking of the same folder."""
        self._done = [step for step in earlier._done if step.code in self._lines]
        self._undone = [step for step in earlier._undone if step.code in self._lines]

    # -- what is changed
    def give(self, code: str, criterion: str, points: float | None, by: str, at: datetime) -> bool:
        """Give points for a criterion; None goes back to the computed ones. On disk at once.

        Points are rounded and kept within what the rubric has. Returns whether anything changed.

        Raises:
            FileRejected, SaveFailed: it cannot be kept; then nothing has changed.
        """
        asked = self.kept.rubric.by_id[criterion]
        given = None if points is None else allowed(points, asked, self.kept.rubric)
        old = self._file.adjustments.get(code, criterion)
        computed = self._computed(code, criterion)
        fresh = Adjustment(
            points=given,
            comment="" if old is None else old.comment,
            by=by,
            at=at,
            computed=computed,
            work=self._rows[code].work,
        )
        if given == (None if old is None else old.points):
            return False
        return self._change(code, criterion, old, fresh, is_words=False)

    def step(self, code: str, criterion: str, by_points: float, by: str, at: datetime) -> bool:
        """Give ``by_points`` more, or less; an open criterion starts from nothing."""
        now = self.points(code, criterion)
        least, most = bounds(self.kept.rubric.by_id[criterion])
        start = now if now is not None else 0.0
        given = min(most, max(least, start + by_points))
        return given != now and self.give(code, criterion, given, by, at)

    def say(self, code: str, criterion: str, comment: str, by: str, at: datetime) -> bool:
        """Comment on a criterion, or on the work as a whole; see ``give``."""
        text = clean_text(comment, lines=True)[:MAX_COMMENT].strip()
        old = self._file.adjustments.get(code, criterion)
        if text == ("" if old is None else old.comment):
            return False
        base = old or Adjustment(at=at, work=self._rows[code].work)
        fresh = replace(base, comment=text, by=by, at=at)
        return self._change(code, criterion, old, fresh, is_words=True)

    def points(self, code: str, criterion: str) -> float | None:
        """Return the points that count now; None while only a person can tell."""
        found = (one for one in self._rows[code].result.criteria if one.id == criterion)
        return points_of(next(found, None))

    # -- what is taken back
    @property
    def undoable(self) -> Step | None:
        """What ``undo`` takes back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Step | None:
        """What ``redo`` brings back."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> Step | None:
        """Take the last change back and return it; see ``give`` for what may be raised."""
        if not self._done:
            return None
        step = self._done[-1]
        self._put(step.code, step.criterion, step.before)
        self._undone.append(self._done.pop())
        return step

    def redo(self) -> Step | None:
        """Bring back what was undone last and return it."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._put(step.code, step.criterion, step.after)
        self._done.append(self._undone.pop())
        return step

    def refresh(self) -> bool:
        """Take over what somebody else has adjusted; tell whether there was anything.

        Raises:
            FileRejected: the file cannot be read any more.
        """
        if not self._file.refresh():
            return False
        self._remake()
        return True

    def next_open(self, order: list[str], after: str) -> str | None:
        """Return the next code in ``order`` behind ``after``, round and round, with work left."""
        if not order:
            return None
        start = order.index(after) + 1 if after in order else 0
        turned = [*order[start:], *order[:start]]
        return next((code for code in turned if self.is_open(code)), None)

    def is_open(self, code: str) -> bool:
        """Tell whether a person still has to judge something of a submission."""
        return self._rows[code].status in (Status.BY_HAND, Status.UNREADABLE)

    def _change(
        self,
        code: str,
        criterion: str,
        old: Adjustment | None,
        fresh: Adjustment,
        *,
        is_words: bool,
    ) -> bool:
        after = None if fresh.says_nothing else fresh
        self._put(code, criterion, after)
        step = Step(code=code, criterion=criterion, before=old, after=after, is_words=is_words)
        last = self.undoable
        goes_on = (
            is_words
            and last is not None
            and last.is_words
            and not self._undone
            and (last.code, last.criterion) == (code, criterion)
        )
        if goes_on and last is not None:
            # Writing a comment is one step, however often it was kept on the way.
            self._done[-1] = replace(step, before=last.before)
        else:
            self._done = [*self._done[1 - _MOST_STEPS :], step]
        self._undone.clear()
        return True

    def seal(self) -> None:
        """Let what is written next be a step of its own."""
        last = self.undoable
        if last is not None and last.is_words:
            self._done[-1] = replace(last, is_words=False)

    def _put(self, code: str, criterion: str, adjustment: Adjustment | None) -> None:
        if self._file.put(code, criterion, adjustment):
            self._remake()
        else:
            self._remake_one(code)

    def _remake(self) -> None:
        for code in self._rows:
            self._remake_one(code)

    def _remake_one(self, code: str) -> None:
        row = self._made(code)
        if row is not None:
            self._rows[code] = row

    def _made(self, code: str) -> ClassRow | None:
        row = self.kept.row(self._lines[code], self._file.adjustments)
        if row is None or row.outcome is None:
            return row
        # Findings and notes are most of an outcome, and only of use for the one that is looked at.
        bare = msgspec.structs.replace(row.outcome, findings=(), notes=())
        return replace(row, outcome=bare)

    def _computed(self, code: str, criterion: str) -> float | None:
        return points_of(self._rows[code].computed(criterion))

    def _blind_labels(self) -> Iterator[tuple[str, str]]:
        taken: set[str] = set()
        for code, line in self._lines.items():
            yield code, apart(f"s-{work_of(line.files)[:8]}" if line.key else "nothing", taken)
