"""Security: checks, one subject a file."""

from designer.review.checks.security import data, defence, events, identity, people, traces

CHECKS = (
    *identity.CHECKS,
    *traces.CHECKS,
    *defence.CHECKS,
    *data.CHECKS,
    *people.CHECKS,
    *events.CHECKS,
)
