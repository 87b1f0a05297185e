"""Rules of the tenet Elasticity."""

from designer.rules.elasticity import fixed, metrics, policies, shrinking, stores
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *fixed.RULES,
    *policies.RULES,
    *metrics.RULES,
    *shrinking.RULES,
    *stores.RULES,
)
