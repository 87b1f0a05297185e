"""Rules of the tenet High Availability."""

from designer.rules.availability import balancing, spread, target
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (*spread.RULES, *balancing.RULES, *target.RULES)
