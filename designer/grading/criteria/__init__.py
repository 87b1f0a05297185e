"""Judges each kind of criterion: one function a kind, told apart by the type of its check."""

from designer.grading.checks import (
    ByHand,
    Check,
    Checklist,
    ElementRequired,
    FindingAbsent,
    FindingPresent,
    PropertyStated,
    RecoveryMet,
    RelationRequired,
    SimilarTo,
    SinglePointsAtMost,
    Survives,
    TenetScore,
)
from designer.grading.criteria.drawn import element_required, property_stated
from designer.grading.criteria.failures import single_points_at_most, survives
from designer.grading.criteria.relations import relation_required
from designer.grading.criteria.scored import (
    finding_absent,
    finding_present,
    recovery_met,
    tenet_score,
)
from designer.grading.judgement import Judgement
from designer.grading.lens_checks import (
    CheckMissing,
    CheckPassed,
    DutyDone,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.rubric import Rubric
from designer.grading.subject import Subject

KINDS: dict[type, str] = {
    TenetScore: "score",
    FindingAbsent: "finding",
    FindingPresent: "finding",
    ElementRequired: "element",
    RelationRequired: "relation",
    PropertyStated: "property",
    RecoveryMet: "recovery",
    SinglePointsAtMost: "single-points",
    Survives: "survives",
    SimilarTo: "similarity",
    PillarScore: "pillar",
    PillarRisks: "pillar-risk",
    CheckPassed: "check",
    CheckMissing: "check",
    PracticeFollowed: "practice",
    DutyDone: "duty",
    Checklist: "checklist",
    ByHand: "free",
}
"""The word of each kind in a rubric file."""


def judge(check: Check, subject: Subject, rubric: Rubric) -> Judgement:
    """Return what ``check`` says of ``subject``.

    Raises:
        Exception: whatever a broken check raises; ``grade`` turns it into a result of its own.
    """
    match check:
        case TenetScore():
            return tenet_score(check, subject)
        case FindingAbsent():
            return finding_absent(check, subject)
        case FindingPresent():
            return finding_present(check, subject)
        case ElementRequired():
            return element_required(check, subject)
        case RelationRequired():
            return relation_required(check, subject)
        case PropertyStated():
            return property_stated(check, subject)
        case RecoveryMet():
            return recovery_met(check, subject)
        case SinglePointsAtMost():
            return single_points_at_most(check, subject)
        case Survives():
            return survives(check, subject)
        case SimilarTo():
            from designer.grading.criteria.likeness import similar_to  # brings in networkx

            return similar_to(check, subject, rubric)
        case Checklist():
            return checklist(check, subject, rubric)
        case ByHand():
            told = f": {check.guidance}" if check.guidance else "."
            return Judgement(share=0.0, found=f"A person has to judge this{told}", is_open=True)
        case _:
            from designer.grading.criteria.lenses import judge_lens  # brings in the pillars

            return judge_lens(check, subject)


def checklist(check: Checklist, subject: Subject, rubric: Rubric) -> Judgement:
    """Judge a checklist: its choices by their own checks, then its rules."""
    from designer.grading.criteria.checklists import concluded

    met = {
        choice.id: judge(choice.check, subject, rubric)
        for choice in check.choices
        if choice.check is not None
    }
    return concluded(check, met)
