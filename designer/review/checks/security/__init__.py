"""Security: checks, one subject a file."""

from designer.review.checks.security import traces

CHECKS = (*traces.CHECKS,)
