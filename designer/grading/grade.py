"""Grades one diagram by one rubric: a pure function, the same in a worker, window or cluster."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import replace

from designer.analysis.facts import Facts
from designer.grading.criteria import KINDS, judge
from designer.grading.judgement import Judgement
from designer.grading.result import (
    CriterionResult,
    CriterionState,
    Flag,
    FlagKind,
    GroupResult,
    SubmissionResult,
    TenetPoints,
)
from designer.grading.rubric import Criterion, MissingKind, Rubric
from designer.grading.subject import Subject
from designer.model.diagram import Diagram
from designer.rules.phrasing import count
from designer.scoring.scorecard import Scorecard
from designer.storage.diagram_file import to_text

_WHOLE = 1.0 - 1e-9


def grade(
    diagram: Diagram,
    scorecard: Scorecard,
    rubric: Rubric,
    *,
    student: str = "",
    facts: Facts | None = None,
) -> SubmissionResult:
    """Return the grade of ``diagram``, whose score is ``scorecard``, without lateness.

    The same input gives the same result. A check that raises becomes a criterion in the state
    FAILED and a flag; the rest is graded all the same. ``facts`` saves working them out again.
    """
    subject = Subject(diagram, scorecard, facts)
    criteria = tuple(_judged(criterion, subject, rubric) for criterion in rubric.criteria)
    result = SubmissionResult(
        student=student,
        total=0.0,
        possible=rubric.total,
        percent=0.0,
        letter="",
        before_late=0.0,
        criteria=criteria,
        flags=tuple(_flags(diagram, scorecard, criteria)),
        overall=scorecard.overall,
        tenets=tuple(
            TenetPoints(tenet=t.tenet.value, title=t.tenet.title, score=t.low)
            for t in scorecard.tenets
        ),
        content_hash=content_hash(diagram),
    )
    return totalled(result, rubric)


def content_hash(diagram: Diagram) -> str:
    """Return the SHA-256 of what is graded of ``diagram``, in hex: elements, links and workload."""
    bare = Diagram(topology=diagram.topology, workload=diagram.workload)
    return hashlib.sha256(to_text(bare).encode()).hexdigest()


def totalled(result: SubmissionResult, rubric: Rubric) -> SubmissionResult:
    """Return ``result`` with groups, total, percent and letter worked out from its criteria.

    Call it again when points of criteria have been adjusted; lateness is applied after it.
    """
    counted = _with_best_of(result.criteria, rubric)
    groups = tuple(
        GroupResult(
            id=group.id,
            title=group.title,
            points=_group_points(group.cap, [c for c in counted if c.group == group.id]),
            possible=rubric.possible_of(group),
        )
        for group in rubric.groups
    )
    alone = sum(c.points for c in counted if not c.group and not c.bonus)
    base = rubric.start + alone + sum(group.points for group in groups)
    earned = min(rubric.total, max(0.0, base))
    bonus = sum(c.points for c in counted if c.bonus and c.counted)
    if rubric.bonus_cap is not None:
        bonus = min(bonus, rubric.bonus_cap)
    total = max(0.0, rounded(earned + bonus, rubric.rounding))
    percent = percent_of(total, rubric)
    return replace(
        result,
        total=total,
        before_late=total,
        percent=percent,
        letter=rubric.letter(percent),
        bonus=rounded(bonus, rubric.rounding),
        criteria=counted,
        groups=groups,
    )


def percent_of(total: float, rubric: Rubric) -> float:
    """Return ``total`` in percent of the rubric's."""
    return round(100.0 * total / rubric.total, 6) if rubric.total else 0.0


def rounded(points: float, step: float) -> float:
    """Return ``points`` as the nearest multiple of ``step``, halves upwards in size.

    >>> rounded(2.25, 0.5), rounded(-2.25, 0.5), rounded(0.1 + 0.2, 0.01)
    (2.5, -2.5, 0.3)
    """
    if step <= 0:
        return points
    # A trace more than a half, so that 0.145 / 0.01 = 14.499999999999998 counts as the half it is.
    size = math.floor(abs(points) / step + 0.5 + 1e-9) * step
    return round(math.copysign(size, points), 9) + 0.0


def unread(rubric: Rubric, reason: str, student: str = "") -> SubmissionResult:
    """Return the result of a submission that could not be read, for ``reason``, a sentence.

    It has no grade: nobody knows what it is worth until a person has looked at it.
    """
    flag = Flag(FlagKind.UNREADABLE, reason)
    return _without_drawing(rubric, student, None, flag, reason)


def missing(rubric: Rubric, student: str = "", *, is_doubtful: bool = False) -> SubmissionResult:
    """Return the result of a student who has handed in nothing; no grade when that is doubtful."""
    rule = rubric.missing
    if is_doubtful:
        reason = "Nothing was handed in that is known to be this student's."
    elif rule.kind is MissingKind.EXCUSED:
        reason = "Nothing was handed in; excused."
    else:
        reason = "Nothing was handed in."
    is_told = rule.kind is MissingKind.ZERO and not is_doubtful
    points = rule.percent * rubric.total / 100 if is_told else None
    return _without_drawing(rubric, student, points, Flag(FlagKind.MISSING, reason), reason)


def _without_drawing(
    rubric: Rubric, student: str, points: float | None, flag: Flag, reason: str
) -> SubmissionResult:
    total = None if points is None else rounded(points, rubric.rounding)
    percent = None if total is None else percent_of(total, rubric)
    return SubmissionResult(
        student=student,
        total=total,
        possible=rubric.total,
        percent=percent,
        letter="" if percent is None else rubric.letter(percent),
        before_late=total,
        flags=(flag,),
        reason=reason,
    )


def _judged(criterion: Criterion, subject: Subject, rubric: Rubric) -> CriterionResult:
    try:
        judgement = judge(criterion.check, subject, rubric)
    except Exception as error:  # noqa: BLE001 - one broken check must not cost the whole grade
        return _result(
            criterion,
            CriterionState.FAILED,
            0.0,
            Judgement(
                share=0.0,
                found=f"This could not be checked: {type(error).__name__}: {error}.",
                missing="Nothing: a person has to look at it.",
            ),
        )
    if judgement.is_open:
        return _result(criterion, CriterionState.BY_HAND, 0.0, judgement)
    share = 1.0 - judgement.share if criterion.inverted else judgement.share
    state = (
        CriterionState.MET
        if share >= _WHOLE
        else CriterionState.NOT_MET
        if share <= 1.0 - _WHOLE
        else CriterionState.PARTLY
    )
    return _result(criterion, state, _points(criterion, judgement, share, rubric), judgement)


def _points(criterion: Criterion, judgement: Judgement, share: float, rubric: Rubric) -> float:
    if criterion.each:
        occurrences = judgement.lacking if criterion.inverted else judgement.done
        points = criterion.points * occurrences
    else:
        points = criterion.points * share
    return within(rounded(points, rubric.rounding), criterion.limit)


def within(points: float, limit: float) -> float:
    """Return ``points`` kept between 0 and ``limit``, which may be negative."""
    return max(limit, min(0.0, points)) if limit < 0 else min(limit, max(0.0, points))


def _result(
    criterion: Criterion, state: CriterionState, points: float, judgement: Judgement
) -> CriterionResult:
    is_met = state is CriterionState.MET
    is_settled = state in (CriterionState.MET, CriterionState.PARTLY, CriterionState.NOT_MET)
    feedback = "" if not is_settled else criterion.met if is_met else criterion.not_met
    # A deduction that applies is "met", and what is missing is what would have spared the points.
    has_lost = points < 0 if criterion.is_deduction else points < criterion.limit
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        kind=KINDS[type(criterion.check)],
        state=state,
        points=points,
        possible=criterion.limit,
        found=judgement.found,
        missing=judgement.missing if has_lost else "",
        feedback=feedback,
        elements=judgement.elements,
        rules=judgement.rules,
        group=criterion.group,
        bonus=criterion.bonus,
        visibility=criterion.visibility.value,
    )


def _with_best_of(
    criteria: tuple[CriterionResult, ...], rubric: Rubric
) -> tuple[CriterionResult, ...]:
    """Return ``criteria`` with what the best-of of their groups leaves out marked as such."""
    left_out: set[str] = set()
    for group in rubric.groups:
        own = [c for c in criteria if c.group == group.id and c.possible >= 0 and not c.bonus]
        if group.best_of is not None:
            # Of equals the first counts: sorting keeps their order.
            ranked = sorted(own, key=lambda c: -c.points)
            left_out |= {c.id for c in ranked[group.best_of :]}
    return tuple(replace(c, counted=c.id not in left_out) for c in criteria)


def _group_points(cap: float | None, members: list[CriterionResult]) -> float:
    points = sum(c.points for c in members if c.counted and not c.bonus)
    return points if cap is None else min(cap, points)


def flags_of_states(criteria: Iterable[CriterionResult]) -> list[Flag]:
    """Return the flags for criteria that a person has to judge, or to look at."""
    found: list[Flag] = []
    judged = tuple(criteria)
    open_count = sum(1 for c in judged if c.state is CriterionState.BY_HAND)
    if open_count:
        what = count(open_count, "criterion", "criteria")
        found.append(Flag(FlagKind.BY_HAND, f"{what} to be judged by hand."))
    for one in judged:
        if one.state is CriterionState.FAILED:
            found.append(Flag(FlagKind.CHECK_FAILED, f"{one.title}: {one.found}"))
    return found


def _flags(
    diagram: Diagram, scorecard: Scorecard, criteria: tuple[CriterionResult, ...]
) -> list[Flag]:
    found: list[Flag] = []
    if not diagram.topology.elements:
        found.append(Flag(FlagKind.EMPTY, "Nothing is drawn."))
    elif scorecard.overall is None:
        found.append(Flag(FlagKind.EMPTY, "Nothing in the drawing can be scored."))
    found += flags_of_states(criteria)
    if scorecard.accepted_count:
        what = count(scorecard.accepted_count, "finding")
        found.append(
            Flag(
                FlagKind.ACCEPTED_FINDINGS,
                f"The drawing accepts {what}; they count all the same.",
            )
        )
    return found
