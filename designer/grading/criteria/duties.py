"""The criterion of shared responsibility: what is the customer's of a service, and is it done."""

from collections.abc import Iterator

from designer.catalog.loader import catalog
from designer.grading.judgement import Judgement, all_or_nothing, counted
from designer.grading.lens_checks import DutyDone
from designer.grading.subject import Subject
from designer.responsibility.design import Duty, Standing
from designer.review.checks import check as check_of
from designer.rules import rule as rule_of
from designer.rules.phrasing import agreed, listed

_SENTENCES = 3
_ADVICE = 4


def duty_done(check: DutyDone, subject: Subject) -> Judgement:
    """Judge duties that the drawing shows; those that no drawing shows count neither way."""
    asked = [
        duty
        for duty in subject.responsibility.duties
        if duty.area in check.areas and (not check.services or duty.service in check.services)
    ]
    judged = [duty for duty in asked if duty.standing is not Standing.NOT_SHOWN]
    what = listed([area.title for area in check.areas], 6)
    if not judged:
        return _silent(check, subject, what)
    done = [duty for duty in judged if duty.standing is Standing.DONE]
    lacking = [duty for duty in judged if duty.standing is not Standing.DONE]
    told = list(_told(lacking))
    if done:
        one = agreed(len(done), "is", "are")
        told.append(f"{listed([_called(duty) for duty in done])} {one} seen to.")
    shown = [e for duty in lacking for e in duty.blamed] or [e for d in done for e in d.elements]
    return Judgement(
        share=counted(len(done), len(judged)),
        found=" ".join(told),
        missing=" ".join(list(dict.fromkeys(_advice(lacking)))[:_ADVICE]),
        elements=tuple(dict.fromkeys(str(element) for element in shown)),
        done=len(done),
        lacking=len(lacking),
    )


def _silent(check: DutyDone, subject: Subject, what: str) -> Judgement:
    rows = [own for own, _ in subject.responsibility.rows]
    services = [own for own in rows if not check.services or own.service in check.services]
    if not services:
        of = check.words or "any service"
        return all_or_nothing(False, f"There is none of: {of}.", f"{what} of {of}, seen to.")
    names = listed([catalog()[own.service].name for own in services])
    return all_or_nothing(
        check.if_silent,
        f"{what}: nothing to judge that is yours to do for {names}.",
        f"{what} of a service for which they are yours, seen to.",
    )


def _called(duty: Duty) -> str:
    return f"{duty.area.title} of {catalog()[duty.service].name}"


def _told(lacking: list[Duty]) -> Iterator[str]:
    for duty in lacking[:_SENTENCES]:
        reasons = [sentence for _, sentence in duty.reasons]
        yield f"{_called(duty)}: {' '.join(dict.fromkeys(reasons[:2]))}"
    if len(lacking) > _SENTENCES:
        yield f"And {len(lacking) - _SENTENCES} more are missing or not stated."


def _advice(lacking: list[Duty]) -> Iterator[str]:
    for duty in lacking:
        for key, _ in duty.reasons:
            yield (check_of(key) if key.startswith("SEC") else rule_of(key)).advice
