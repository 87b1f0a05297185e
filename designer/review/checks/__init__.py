"""What the drawing answers: one folder a pillar, one subject a file."""

from functools import cache

from designer.review.check import Check
from designer.review.checks.security import CHECKS as _SECURITY

ALL_CHECKS: tuple[Check, ...] = (*_SECURITY,)


@cache
def _by_id() -> dict[str, Check]:
    return {check.id: check for check in ALL_CHECKS}


def check(check_id: str) -> Check:
    """Return the check called ``check_id`` (case does not matter); raise KeyError without one."""
    return _by_id()[check_id.upper()]
