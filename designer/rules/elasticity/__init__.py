"""Rules of the tenet Elasticity."""

from designer.rules.elasticity import policies
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = policies.RULES
