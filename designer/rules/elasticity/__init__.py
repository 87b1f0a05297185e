"""Rules of the tenet Elasticity."""

from designer.rules.elasticity import metrics, policies, shrinking, stores
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *policies.RULES,
    *metrics.RULES,
    *shrinking.RULES,
    *stores.RULES,
)
