"""A student's feedback as plain text, for the platforms that take no page."""

from collections.abc import Iterator

from designer.grading.adjustments import WHOLE
from designer.grading.cohort.table import ClassRow, points_of
from designer.grading.gradebooks.cells import number
from designer.grading.result import CriterionResult, CriterionState
from designer.grading.rubric import Visibility

_MOST = 1_500
_OPEN = "to be judged by hand"


RELEASED = frozenset(one.value for one in Visibility if one is not Visibility.HIDDEN)
"""What may be read once the grades are given out."""
AT_ONCE = frozenset({Visibility.VISIBLE.value})
"""What may be read before that as well."""


def comment_of(row: ClassRow, shown: frozenset[str] = RELEASED, most: int = _MOST) -> str:
    """Return total, lost points and what would have earned them, in at most ``most`` characters.

    Criteria of which students may not see anything are left out.
    """
    text = " ".join(_sentences(row, shown))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _sentences(row: ClassRow, shown: frozenset[str]) -> Iterator[str]:
    result = row.result
    if result.reason:
        yield result.reason
    if result.total is not None:
        letter = f" ({result.letter})" if result.letter else ""
        yield f"{number(result.total)} of {number(result.possible)} points{letter}."
    if result.before_late is not None and result.before_late != result.total:
        yield f"Before lateness: {number(result.before_late)}."
    whole = row.adjustments.get(WHOLE)
    if whole is not None and whole.comment:
        yield whole.comment
    for criterion in result.criteria:
        if criterion.visibility in shown:
            said = " ".join(given_by_hand(row, criterion))
            yield f"{line_of(criterion)} {said}" if said else line_of(criterion)


def given_by_hand(row: ClassRow, criterion: CriterionResult) -> Iterator[str]:
    """Yield where the points come from, if a person has given them, then the person's comment."""
    own = row.adjustments.get(criterion.id)
    if own is None:
        return
    if own.points is not None:
        computed = points_of(row.computed(criterion.id))
        is_other = computed is not None and computed != criterion.points
        yield (
            f"Given by hand; the program had {number(computed)}." if is_other else "Given by hand."
        )
    if own.comment:
        yield own.comment


def line_of(criterion: CriterionResult) -> str:
    """Return one criterion in one line: title, points, and what would have earned the rest."""
    if criterion.state is CriterionState.BY_HAND:
        return f"{criterion.title}: {_OPEN}."
    points = f"{number(criterion.points)} of {number(criterion.possible)}"
    said = " ".join(part for part in (criterion.feedback, criterion.missing) if part)
    return f"{criterion.title}: {points}." + (f" {said}" if said else "")
