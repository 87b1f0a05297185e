"""Rules of the tenet Durability."""

from designer.rules.durability import backups, regions, targets
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (*backups.RULES, *regions.RULES, *targets.RULES)
