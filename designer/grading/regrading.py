"""What grading a class again has changed: who stands where now, by how much, and through what."""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.grading.cohort.table import ClassRow, points_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one student had at one time.

    Attributes:
        total: None for no grade.
        points: of each criterion by its id, as they counted; None while only a person can tell.
    """

    code: str
    total: float | None
    letter: str = ""
    points: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class PointChange:
    """One criterion, before and after; None for one that was not there, or open."""

    criterion: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed for one student.

    Attributes:
        delta: of the total; None when there was or is no grade.
        criteria: those whose points differ, in the rubric's order, removed ones last.
    """

    code: str
    before: float | None
    after: float | None
    letter_before: str
    letter_after: str
    criteria: tuple[PointChange, ...] = ()

    @property
    def delta(self) -> float | None:
        """How many points the total has gained."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, 9)


def standing_of(row: ClassRow) -> Standing:
    """Return what ``row`` says, without its outcome."""
    result = row.result
    return Standing(
        code=row.entry.code,
        total=result.total,
        letter=result.letter,
        points=tuple((one.id, points_of(one)) for one in result.criteria),
    )


def changes_between(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[Change, ...]:
    """Return the changes of those whose total or points differ, the largest first.

    Whoever is in one of the two only is left out: nothing can be compared.
    """
    earlier = {one.code: one for one in before}
    found = [
        _change(earlier[now.code], now)
        for now in after
        if now.code in earlier and earlier[now.code] != now
    ]
    return tuple(sorted(found, key=lambda one: (-_size(one), one.code)))


def _size(change: Change) -> float:
    # A grade that has come or gone is more than any difference.
    is_lost = (change.before is None) != (change.after is None)
    return float("inf") if is_lost else abs(change.delta or 0.0)


def _change(before: Standing, after: Standing) -> Change:
    old, new = dict(before.points), dict(after.points)
    keys = [*new, *(key for key in old if key not in new)]
    return Change(
        code=after.code,
        before=before.total,
        after=after.total,
        letter_before=before.letter,
        letter_after=after.letter,
        criteria=tuple(
            PointChange(key, old.get(key), new.get(key))
            for key in keys
            if old.get(key) != new.get(key)
        ),
    )
