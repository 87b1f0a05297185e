"""Reliability: checks, one subject a file."""

from designer.review.checks.reliability import change, horizontal, recovery, tested

CHECKS = (
    *recovery.CHECKS,
    *tested.CHECKS,
    *horizontal.CHECKS,
    *change.CHECKS,
)
