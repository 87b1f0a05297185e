"""Points and comments that a person gives, kept apart from what the program has computed.

An adjustment never changes an outcome. It is laid over it whenever a grade is shown or written, so
the computed points stay to be seen, and grading again leaves the person's judgement alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from designer.grading.grade import flags_of_states, rounded, totalled, within
from designer.grading.result import (
    CriterionResult,
    CriterionState,
    Flag,
    FlagKind,
    SubmissionResult,
)
from designer.grading.rubric import Criterion, Rubric
from designer.model.frozen import FrozenMap

WHOLE = ""
"""In the place of a criterion's id: the comment is on the work as a whole."""

_WHOLE_SHARE = 1.0 - 1e-9
_BY_HAND_FIRST = "Nothing could be read; it is judged by hand."
_OTHER_WORK = Flag(
    FlagKind.ADJUSTED_BEFORE,
    "Points were given by hand before this work was handed in; look again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What one person has decided about one criterion of one submission.

    Attributes:
        points: in place of the computed ones; None for a comment alone.
        comment: why; the student reads it.
        by: who.
        at: when, with its time zone.
        computed: what the program gave then; None where it could not tell.
        work: the fingerprint of what was handed in then; "" when it is not known.
    """

    points: float | None = None
    comment: str = ""
    by: str = ""
    at: datetime
    computed: float | None = None
    work: str = ""

    @property
    def says_nothing(self) -> bool:
        """Tell whether it changes neither points nor words."""
        return self.points is None and not self.comment


Own = Mapping[str, Adjustment]
"""One student's adjustments by the id of the criterion, or ``WHOLE``."""

NOTHING: Own = FrozenMap()


@dataclass(frozen=True, slots=True)
class Adjustments:
    """All adjustments of a class, by the students' codes."""

    of: Mapping[str, Own] = field(default_factory=dict)

    def of_student(self, code: str) -> Own:
        """Return the adjustments of one student."""
        return self.of.get(code, NOTHING)

    def get(self, code: str, criterion: str) -> Adjustment | None:
        """Return one adjustment; None when there is none."""
        return self.of_student(code).get(criterion)

    def having(self, code: str, criterion: str, adjustment: Adjustment | None) -> "Adjustments":
        """Return these with one replaced; None, or one that says nothing, removes it."""
        own = {key: one for key, one in self.of_student(code).items() if key != criterion}
        if adjustment is not None and not adjustment.says_nothing:
            own[criterion] = adjustment
        others = {key: one for key, one in self.of.items() if key != code}
        return Adjustments({**others, code: own} if own else others)

    def entries(self) -> Iterator[tuple[str, str, Adjustment]]:
        """Yield code, criterion and adjustment of all, in the order of codes and criteria."""
        for code in sorted(self.of):
            for criterion in sorted(self.of[code]):
                yield code, criterion, self.of[code][criterion]

    @property
    def count(self) -> int:
        """The number of adjustments."""
        return sum(len(own) for own in self.of.values())


def apply(result: SubmissionResult, rubric: Rubric, own: Own, work: str = "") -> SubmissionResult:
    """Return ``result``, which has no lateness yet, with ``own`` laid over it.

    Points are kept within what the rubric has for the criterion, and the total is worked out anew
    with groups, best-of, caps and bonus. A submission that could not be read is judged by hand
    altogether as soon as one criterion is. Adjustments of criteria that the rubric does not have
    any more change nothing.

    Args:
        result: as ``grade`` or ``unread`` gives it.
        rubric: that it was graded by.
        own: the student's adjustments.
        work: the fingerprint of what was graded; another one than at an adjustment is flagged.
    """
    given = {key: one for key, one in own.items() if key in rubric.by_id and one.points is not None}
    if not given:
        return result
    before = result.criteria or tuple(_by_hand(criterion) for criterion in rubric.criteria)
    criteria = tuple(
        _given(one, rubric.by_id[one.id], given[one.id], rubric) if one.id in given else one
        for one in before
    )
    kept = tuple(f for f in result.flags if f.kind not in (FlagKind.BY_HAND, FlagKind.CHECK_FAILED))
    is_other = any(work and one.work and one.work != work for one in given.values())
    flags = (*kept, *flags_of_states(criteria), *((_OTHER_WORK,) if is_other else ()))
    return totalled(replace(result, criteria=criteria, flags=flags), rubric)


def bounds(criterion: Criterion) -> tuple[float, float]:
    """Return the least and the most points that may be given for ``criterion``."""
    return min(0.0, criterion.limit), max(0.0, criterion.limit)


def allowed(points: float, criterion: Criterion, rubric: Rubric) -> float:
    """Return ``points`` as they may be given: rounded, and within ``bounds``."""
    return within(rounded(points, rubric.rounding), criterion.limit)


def by_hand(rubric: Rubric) -> tuple[CriterionResult, ...]:
    """Return all criteria as a person finds them who judges work that could not be read."""
    return tuple(_by_hand(criterion) for criterion in rubric.criteria)


def _by_hand(criterion: Criterion) -> CriterionResult:
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        kind="free",
        state=CriterionState.BY_HAND,
        points=0.0,
        possible=criterion.limit,
        found=_BY_HAND_FIRST,
        group=criterion.group,
        bonus=criterion.bonus,
        visibility=criterion.visibility.value,
    )


def _given(
    result: CriterionResult, criterion: Criterion, adjustment: Adjustment, rubric: Rubric
) -> CriterionResult:
    points = allowed(adjustment.points or 0.0, criterion, rubric)
    share = points / criterion.limit if criterion.limit else 1.0
    state = (
        CriterionState.MET
        if share >= _WHOLE_SHARE
        else CriterionState.NOT_MET
        if share <= 1.0 - _WHOLE_SHARE
        else CriterionState.PARTLY
    )
    # A deduction that applies is "met", and what is missing is what would have spared the points.
    has_lost = points < 0 if criterion.is_deduction else points < criterion.limit
    return replace(
        result,
        state=state,
        points=points,
        missing=result.missing if has_lost else "",
        feedback=criterion.met if state is CriterionState.MET else criterion.not_met,
    )
