"""The questions of the five pillars, one module a pillar, in our own words."""

from designer.review.lens import OWN_LENS, Lens, LensPillar, Question
from designer.review.pillars import Pillar
from designer.review.questions import cost, operations, performance, reliability, security

LENS_VERSION = "1.0"


def _pillar(pillar: Pillar, questions: tuple[Question, ...]) -> LensPillar:
    return LensPillar(id=pillar.value, name=pillar.title, questions=questions)


WELL_ARCHITECTED = Lens(
    id=OWN_LENS,
    name="Well-Architected pillars",
    description="The five pillars, answered by the drawing wherever it can and by the team for "
    "the rest.",
    version=LENS_VERSION,
    pillars=(
        _pillar(Pillar.OPERATIONS, operations.QUESTIONS),
        _pillar(Pillar.SECURITY, security.QUESTIONS),
        _pillar(Pillar.RELIABILITY, reliability.QUESTIONS),
        _pillar(Pillar.PERFORMANCE, performance.QUESTIONS),
        _pillar(Pillar.COST, cost.QUESTIONS),
    ),
)
