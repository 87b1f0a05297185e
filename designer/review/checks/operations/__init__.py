"""Operational excellence: checks, one subject a file."""

from designer.review.checks.operations import changes, code, failure, learning

CHECKS = (
    *code.CHECKS,
    *changes.CHECKS,
    *failure.CHECKS,
    *learning.CHECKS,
)
