"""Judges the criteria of the pillars and of shared responsibility, told apart by their type."""

from designer.grading.criteria.duties import duty_done
from designer.grading.criteria.pillars import (
    check_missing,
    check_passed,
    pillar_risks,
    pillar_score,
    practice_followed,
)
from designer.grading.judgement import Judgement
from designer.grading.lens_checks import (
    CheckMissing,
    CheckPassed,
    DutyDone,
    LensCheck,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.subject import Subject


def judge_lens(check: LensCheck, subject: Subject) -> Judgement:
    """Return what ``check`` says of ``subject``."""
    match check:
        case PillarScore():
            return pillar_score(check, subject)
        case PillarRisks():
            return pillar_risks(check, subject)
        case CheckPassed():
            return check_passed(check, subject)
        case CheckMissing():
            return check_missing(check, subject)
        case PracticeFollowed():
            return practice_followed(check, subject)
        case DutyDone():
            return duty_done(check, subject)
