"""Rules of the tenet Durability."""

from designer.rules.durability import (
    backups,
    keys,
    plans,
    protection,
    queues,
    regions,
    targets,
    vaults,
    whole,
    zones,
)
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *backups.RULES,
    *zones.RULES,
    *regions.RULES,
    *targets.RULES,
    *whole.RULES,
    *vaults.RULES,
    *plans.RULES,
    *keys.RULES,
    *queues.RULES,
    *protection.RULES,
)
