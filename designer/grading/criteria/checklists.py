"""Checklists: what is chosen, by itself where a check can tell, and the risk that follows."""

from collections.abc import Mapping

from designer.grading.checks import Checklist
from designer.grading.judgement import Judgement
from designer.review.conditions import holds
from designer.review.lens import Risk
from designer.rules.phrasing import listed

_RISKS = {
    Risk.NONE: "no risk",
    Risk.MEDIUM: "a medium risk",
    Risk.HIGH: "a high risk",
}


def concluded(check: Checklist, judged: Mapping[str, Judgement]) -> Judgement:
    """Return what the rules of ``check`` conclude; open while an unanswered choice decides.

    ``judged`` holds the choices that a check could judge; one is chosen when its statement is
    wholly true.
    """
    answers: dict[str, bool | None] = {choice.id: None for choice in check.choices}
    for key, judgement in judged.items():
        answers[key] = None if judgement.is_open else judgement.share >= 1.0
    titles = {choice.id: choice.title for choice in check.choices}
    done = [titles[key] for key, answer in answers.items() if answer]
    lacking = [key for key, answer in answers.items() if answer is False]
    unknown = [titles[key] for key, answer in answers.items() if answer is None]
    told = [f"“{titles[key]}”: {judged[key].found}" for key in lacking]
    elements = tuple(dict.fromkeys(e for key in lacking for e in judged[key].elements))
    for rule in check.rules:
        applies = True if rule.condition is None else holds(rule.condition, answers)
        if applies is False:
            continue
        if applies is None:
            return Judgement(
                share=0.0,
                found=f"A person has to tell: {listed([f'“{t}”' for t in unknown], 6)}.",
                elements=elements,
                is_open=True,
            )
        share = check.shares[rule.risk]
        advice = [choice.advice for choice in check.choices if choice.id in lacking]
        fine = f"Done: {listed([f'“{title}”' for title in done], 6)}. " if done else ""
        return Judgement(
            share=share,
            found=f"This is {_RISKS[rule.risk]}. {fine}{' '.join(told)}".strip(),
            missing="" if share >= 1 else " ".join(filter(None, advice)),
            elements=() if share >= 1 else elements,
            done=len(done),
            lacking=len(lacking),
        )
    return Judgement(share=0.0, found="No rule of the checklist says what this means.")
