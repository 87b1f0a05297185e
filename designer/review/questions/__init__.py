"""The questions of the five pillars, one module a pillar, in our own words."""

from designer.review.lens import Lens, LensPillar
from designer.review.pillars import Pillar
from designer.review.questions import security

LENS_ID = "well-architected"
LENS_VERSION = "1.0"

WELL_ARCHITECTED = Lens(
    id=LENS_ID,
    name="Well-Architected pillars",
    description="The five pillars, answered by the drawing wherever it can and by the team for "
    "the rest.",
    version=LENS_VERSION,
    pillars=(
        LensPillar(
            id=Pillar.SECURITY.value, name=Pillar.SECURITY.title, questions=security.QUESTIONS
        ),
    ),
)
