"""Rules of the tenet Fault Tolerance."""

from designer.rules.fault_tolerance import (
    capacity,
    cycles,
    dns,
    edge,
    failover,
    groups,
    hybrid,
    quorum,
    regions,
    replicas,
    single_points,
    standbys,
)
from designer.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *single_points.RULES,
    *capacity.RULES,
    *groups.RULES,
    *failover.RULES,
    *dns.RULES,
    *edge.RULES,
    *replicas.RULES,
    *quorum.RULES,
    *standbys.RULES,
    *hybrid.RULES,
    *regions.RULES,
    *cycles.RULES,
)
