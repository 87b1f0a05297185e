"""Turns a Well-Architected lens into a rubric: pillars become groups, questions checklists."""

from designer.grading.checks import Checklist, Choice
from designer.grading.rubric import Criterion, Group, Rubric
from designer.model.frozen import FrozenMap
from designer.review import lens as wa

_POINTS = 1.0


def rubric_of_lens(lens: wa.Lens) -> Rubric:
    """Return the rubric in which each question of ``lens`` brings one point.

    A question at no risk earns it wholly, at medium risk half. The choices are judged by hand
    until somebody gives them a check.
    """
    groups = tuple(Group(id=pillar.id, title=pillar.name) for pillar in lens.pillars)
    criteria = tuple(
        _criterion(question, pillar.id) for pillar in lens.pillars for question in pillar.questions
    )
    return Rubric(
        title=lens.name,
        total=_POINTS * len(criteria),
        description=lens.description.strip(),
        groups=groups,
        criteria=criteria,
    )


def _criterion(question: wa.Question, pillar: str) -> Criterion:
    return Criterion(
        id=question.id[:64],
        title=question.title,
        points=_POINTS,
        group=pillar,
        not_met=question.description.strip(),
        check=Checklist(
            choices=tuple(_choice(choice) for choice in question.choices),
            rules=question.rules,
            shares=FrozenMap({wa.Risk.NONE: 1.0, wa.Risk.MEDIUM: 0.5, wa.Risk.HIGH: 0.0}),
        ),
    )


def _choice(choice: wa.Choice) -> Choice:
    plan = choice.improvement
    advice = "" if plan is None else " ".join(part for part in (plan.text, plan.url) if part)
    return Choice(id=choice.id, title=choice.title, advice=advice.strip())
