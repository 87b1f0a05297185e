"""Cost optimisation: checks, one subject a file."""

from designer.review.checks.cost import attribution, lifting, output, tracking, used

CHECKS = (
    *tracking.CHECKS,
    *used.CHECKS,
    *output.CHECKS,
    *lifting.CHECKS,
    *attribution.CHECKS,
)
