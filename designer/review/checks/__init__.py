"""What the drawing answers: one folder a pillar, one subject a file."""

from functools import cache

from designer.review.check import Check
from designer.review.checks.cost import CHECKS as _COST
from designer.review.checks.operations import CHECKS as _OPERATIONS
from designer.review.checks.performance import CHECKS as _PERFORMANCE
from designer.review.checks.reliability import CHECKS as _RELIABILITY
from designer.review.checks.security import CHECKS as _SECURITY

ALL_CHECKS: tuple[Check, ...] = (
    *_OPERATIONS,
    *_SECURITY,
    *_RELIABILITY,
    *_PERFORMANCE,
    *_COST,
)


@cache
def _by_id() -> dict[str, Check]:
    return {check.id: check for check in ALL_CHECKS}


def check(check_id: str) -> Check:
    """Return the check called ``check_id`` (case does not matter); raise KeyError without one."""
    return _by_id()[check_id.upper()]
