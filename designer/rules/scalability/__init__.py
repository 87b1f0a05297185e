"""Rules of the tenet Scalability."""

from designer.rules.rule import Rule
from designer.rules.scalability import growth, quotas, state, stores, vertical, writes

RULES: tuple[Rule, ...] = (
    *growth.RULES,
    *vertical.RULES,
    *stores.RULES,
    *writes.RULES,
    *state.RULES,
    *quotas.RULES,
)
