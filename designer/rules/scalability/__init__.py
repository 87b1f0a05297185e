"""Rules of the tenet Scalability."""

from designer.rules.rule import Rule
from designer.rules.scalability import growth, stores

RULES: tuple[Rule, ...] = (*growth.RULES, *stores.RULES)
