"""Performance efficiency: checks, one subject a file."""

from designer.review.checks.performance import experiments, near, resources, serverless

CHECKS = (
    *resources.CHECKS,
    *near.CHECKS,
    *serverless.CHECKS,
    *experiments.CHECKS,
)
