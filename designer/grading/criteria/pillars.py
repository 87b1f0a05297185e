"""Criteria that read the review by the pillars: points, risks, checks and practices."""

from collections.abc import Iterable, Iterator

from designer.grading.judgement import Judgement, all_or_nothing, between, counted, shown_points
from designer.grading.lens_checks import (
    CheckMissing,
    CheckPassed,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.subject import Subject
from designer.review.check import Gap
from designer.review.checks import check as check_of
from designer.review.fixes import closing_fix
from designer.review.lens import Risk
from designer.review.pillars import Pillar
from designer.review.result import AnsweredBy, ChoiceState, PillarState, QuestionState, ReviewResult
from designer.rules.phrasing import agreed, count, listed
from designer.rules.rule import Verdict

_SENTENCES = 3
_ADVICE = 4
_EMPTY = "Nothing is drawn that the pillars ask about."


def pillar_score(check: PillarScore, subject: Subject) -> Judgement:
    """Judge the points of a pillar, or of the lowest of all."""
    wanted = f"{check.full:g} points or more"
    if check.zero is not None:
        wanted += f"; from {check.zero:g} on, points are earned in proportion"
    scored = [
        (state.low, state)
        for state in _states(check.pillar, subject.review(drawn_only=check.drawn_only))
        if state.low is not None
    ]
    if not subject.is_drawn or not scored:
        return all_or_nothing(False, _EMPTY, f"{wanted}.")
    value, lowest = min(scored, key=lambda pair: pair[0])
    share = between(value, check.zero, check.full)
    title = lowest.pillar.name
    lowest_of = "" if check.pillar else ", the lowest of the pillars"
    found = f"{title} is at {shown_points(value)} of 100{lowest_of}."
    if share >= 1:
        return all_or_nothing(True, found)
    lacking = _lacking(lowest.questions)
    return Judgement(
        share=share,
        found=f"{found} {_risk_words(lowest)}",
        missing=" ".join([f"{wanted}.", *_advice(lacking, subject)]),
        elements=_blamed(gap for state in lacking for gap in state.gaps),
        lacking=1,
    )


def _states(pillar: Pillar | None, result: ReviewResult) -> list[PillarState]:
    return [s for s in result.pillars if pillar is None or s.pillar.id == pillar.value]


def _risk_words(state: PillarState) -> str:
    parts = [
        count(number, f"{word} risk")
        for number, word in ((state.high_risks, "high"), (state.medium_risks, "medium"))
        if number
    ]
    if state.open_questions:
        parts.append(f"{count(state.open_questions, 'question')} left open")
    return f"There {agreed(state.high_risks or len(parts), 'is', 'are')} {listed(parts)}."


def pillar_risks(check: PillarRisks, subject: Subject) -> Judgement:
    """Judge how many questions are at risk; there is no merit in drawing nothing."""
    where = check.pillar.title if check.pillar else "all pillars"
    level = "high or medium" if check.medium else "high"
    most = f"At most {check.at_most}" if check.at_most else "No"
    wanted = f"{most} {level} {agreed(max(1, check.at_most), 'risk', 'risks')} in {where}."
    if not subject.is_drawn:
        return all_or_nothing(False, _EMPTY, wanted)
    result = subject.review(drawn_only=check.drawn_only)
    asked = [q for s in _states(check.pillar, result) for q in s.questions if q.is_applicable]
    at_risk = [question for question in asked if _is_at_risk(question, check)]
    # Without ``zero`` it is all or nothing, and fewer are better.
    nothing_from = check.at_most + 1 if check.zero is None else check.zero
    share = between(len(at_risk), nothing_from, check.at_most)
    many = count(len(at_risk), "question") if at_risk else "No question"
    told = "".join(f" “{question.question.title}”" for question in at_risk[:_SENTENCES])
    more = len(at_risk) - _SENTENCES
    found = (
        f"{many} of {where} {agreed(max(1, len(at_risk)), 'is', 'are')} at {level} risk"
        f"{f':{told}' if told else ''}{f' and {more} more.' if more > 0 else '' if told else '.'}"
    )
    lacking = _lacking(at_risk)
    return Judgement(
        share=share,
        found=found,
        missing="" if share >= 1 else " ".join([wanted, *_advice(lacking, subject)]),
        elements=() if share >= 1 else _blamed(gap for s in lacking for gap in s.gaps),
        done=int(share >= 1),
        lacking=max(0, len(at_risk) - check.at_most),
    )


def _is_at_risk(state: QuestionState, check: PillarRisks) -> bool:
    risk = state.worst if check.if_open else state.risk
    return risk is Risk.HIGH or (check.medium and risk is Risk.MEDIUM)


def check_passed(check: CheckPassed, subject: Subject) -> Judgement:
    """Judge whether checks are passed; what is not stated is not a pass."""
    verdicts = {key: _verdict(key, subject) for key in check.checks}
    passed = [key for key, verdict in verdicts.items() if verdict is Verdict.PASS]
    silent = [key for key, verdict in verdicts.items() if verdict is Verdict.NOT_APPLICABLE]
    failing = [key for key in check.checks if key not in passed and key not in silent]
    if check.if_silent and subject.is_drawn:
        passed, silent = passed + silent, []
    gaps = list(_gaps(failing, subject))
    sentences = _sentences(gaps)
    if silent:
        has = agreed(len(silent), "has", "have")
        sentences.append(f"{_titled(silent)} {has} nothing to judge in the drawing.")
    return Judgement(
        share=counted(len(passed), len(check.checks)),
        found=" ".join(sentences)
        or f"{_titled(passed)} {agreed(len(passed), 'is', 'are')} passed.",
        missing=" ".join(
            dict.fromkeys(
                [
                    *_remedies(gaps, subject),
                    *(check_of(key).advice for key in silent[:_ADVICE]),
                ]
            )
        ),
        elements=_blamed(gaps),
        done=len(passed),
        lacking=len(failing) + len(silent),
    )


def check_missing(check: CheckMissing, subject: Subject) -> Judgement:
    """Judge whether something is missed."""
    gaps = [
        gap
        for gap in _gaps(check.checks, subject)
        if check.if_unstated or gap.verdict is Verdict.FAIL
    ]
    if not gaps:
        return all_or_nothing(False, f"Nothing is missed by {listed(sorted(check.checks))}.")
    return Judgement(
        share=1.0, found=" ".join(_sentences(gaps)), elements=_blamed(gaps), done=len(gaps)
    )


def _verdict(key: str, subject: Subject) -> Verdict:
    return subject.outcome(check_of(key)).verdict if subject.is_drawn else Verdict.NOT_APPLICABLE


def _gaps(keys: Iterable[str], subject: Subject) -> Iterator[Gap]:
    if subject.is_drawn:
        for key in keys:
            yield from subject.outcome(check_of(key)).gaps


def _titled(keys: list[str]) -> str:
    return listed([f"{key} ({check_of(key).title})" for key in keys])


def practice_followed(check: PracticeFollowed, subject: Subject) -> Judgement:
    """Judge whether practices are answered yes, by the drawing or by the team."""
    wanted = set(check.practices)
    found = {
        state.choice.id: (question, state)
        for question in subject.review(drawn_only=check.drawn_only).questions
        for state in question.choices
        if state.choice.id in wanted
    }
    judged = [(key, *found[key]) for key in check.practices]
    done = [(q, s) for _, q, s in judged if _is_followed(q, s, check)]
    lacking = [(q, s) for _, q, s in judged if not _is_followed(q, s, check)]
    gone = [state for _, state in lacking]
    good = [f"“{state.choice.title}”{_by(state)}" for _, state in done]
    told = [f"Followed: {listed(good, 6)}."] if good else []
    told += [f"“{state.choice.title}”: {_why(q, state)}" for q, state in lacking[:_SENTENCES]]
    if len(lacking) > _SENTENCES:
        told.append(f"And {len(lacking) - _SENTENCES} more are not followed.")
    shown = gone if gone else [state for _, state in done]
    return Judgement(
        share=counted(len(done), len(judged)),
        found=" ".join(told),
        missing=" ".join(_advice(gone, subject)),
        elements=_blamed(gap for state in shown for gap in state.gaps)
        if gone
        else tuple(dict.fromkeys(key for state in shown for key in state.evidence)),
        done=len(done),
        lacking=len(lacking),
    )


def _is_followed(question: QuestionState, state: ChoiceState, check: PracticeFollowed) -> bool:
    if not question.is_applicable:
        return check.if_silent
    return bool(state.state) and (state.applies or check.if_silent or state.by is AnsweredBy.TEAM)


def _by(state: ChoiceState) -> str:
    return " (says the team)" if state.by is AnsweredBy.TEAM else ""


def _why(question: QuestionState, state: ChoiceState) -> str:
    if not question.is_applicable:
        return f"the team says it does not apply: {question.answer.not_applicable}"
    if state.gaps:
        return " ".join(_sentences(state.gaps))
    if state.state is None:
        return "not answered."
    return "nothing is drawn that it could be about." if state.state else "the team says no."


def _lacking(questions: Iterable[QuestionState]) -> list[ChoiceState]:
    """Return the practices that are not followed, the gravest questions first."""
    asked = (question for question in questions if question.is_applicable)
    return [
        state
        for question in sorted(asked, key=lambda q: (q.worst.rank, q.low))
        for state in question.choices
        if not state.state and not state.choice.is_none_of_these
    ]


def _advice(lacking: Iterable[ChoiceState], subject: Subject) -> list[str]:
    """Return what would earn the points: fixes of the drawing, and what only people can do."""
    told: dict[str, None] = {}
    for state in lacking:
        told.update(dict.fromkeys(_remedies(state.gaps, subject)))
        if not state.gaps and state.choice.improvement is not None:
            told[state.choice.improvement.text] = None
        if len(told) >= _ADVICE:
            break
    return list(told)[:_ADVICE]


def _remedies(gaps: Iterable[Gap], subject: Subject) -> list[str]:
    """Return what closes ``gaps``: the title of a fix that does, else the advice of the check."""
    told: dict[str, None] = {}
    for gap in gaps:
        fix = closing_fix(subject.diagram, check_of(gap.rule), gap, subject.facts)
        told[check_of(gap.rule).advice if fix is None else f"{fix.title.rstrip('.')}."] = None
        if len(told) >= _ADVICE:
            break
    return list(told)


def _sentences(gaps: Iterable[Gap]) -> list[str]:
    told = list(dict.fromkeys(gap.sentence for gap in gaps))
    more = len(told) - _SENTENCES
    return told[:_SENTENCES] + ([f"And {more} more like these."] if more > 0 else [])


def _blamed(gaps: Iterable[Gap]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(element) for gap in gaps for element in gap.elements))
