"""Rules of the tenet High Availability."""

from designer.rules.availability import (
    attachments,
    balancing,
    endpoints,
    exposure,
    passages,
    placement,
    regions,
    spread,
    target,
    targets,
    tiers,
)
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *spread.RULES,
    *tiers.RULES,
    *regions.RULES,
    *balancing.RULES,
    *targets.RULES,
    *exposure.RULES,
    *passages.RULES,
    *endpoints.RULES,
    *attachments.RULES,
    *placement.RULES,
    *target.RULES,
)
