"""Rules of the tenet Fault Tolerance."""

from designer.rules.fault_tolerance import capacity, cycles, failover, regions, single_points
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *single_points.RULES,
    *capacity.RULES,
    *failover.RULES,
    *regions.RULES,
    *cycles.RULES,
)
