"""What is left of a fleet after its worst zone is lost, when its parts are drawn one by one.

Two servers in two zones behind one balancer are one fleet: losing a zone takes one of them, and
the other carries what both have carried. Looking at each alone would find nothing left.
"""

from dataclasses import dataclass
from itertools import pairwise

from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Tiers that stand in for each other, and what the loss of a zone leaves of them.

    Attributes:
        tiers: one, or several that one source chooses between, in drawing order.
        demand_rps: what all of them together are asked for at peak.
        left_rps: what is left of them after the worst zone's loss.
        now_rps: what they carry today.
        worst_zone: key of that zone; "" when no zone takes anything away.
        assumed: the capacity of one instance comes from the catalog.
    """

    tiers: tuple[Tier, ...]
    demand_rps: float
    left_rps: float
    now_rps: float
    worst_zone: str
    assumed: bool

    @property
    def share_left(self) -> float:
        """What is left over what is asked, capped at 1."""
        return min(1.0, self.left_rps / self.demand_rps)


def fleets(facts: Facts) -> tuple[Fleet, ...]:
    """Return the fleets of servers whose demand and capacity are known, in drawing order.

    Stores and network parts are left out: there one copy is enough, and whether one is left is
    answered by the single points of failure.
    """
    rows, elements = catalog(), facts.topology.elements
    tiers = {
        tier.id: tier
        for tier in facts.capacity.tiers
        if not tier.managed
        and tier.demand_rps
        and tier.now_rps
        and (row := rows.get(elements[tier.id].service)) is not None
        and row.role is Role.COMPUTE
    }
    joined = _joined(facts, tiers)
    found = (_fleet(facts, tuple(tiers[i] for i in part)) for part in joined)
    return tuple(fleet for fleet in found if fleet.worst_zone)


def _joined(facts: Facts, tiers: dict[ElementId, Tier]) -> list[list[ElementId]]:
    """Join tiers that are alternatives of one source (union-find)."""
    root = {tier: tier for tier in tiers}

    def top(tier: ElementId) -> ElementId:
        while root[tier] != tier:
            tier = root[tier]
        return tier

    for source in facts.topology.elements:
        for group in facts.target_groups(source):
            if not group.is_any:
                continue
            units = [
                facts.wiring.unit_of(facts.topology.links[link].target) for link in group.links
            ]
            for one, other in pairwise([u for u in units if u is not None and u in tiers]):
                root[top(other)] = top(one)
    parts: dict[ElementId, list[ElementId]] = {}
    for tier in tiers:
        parts.setdefault(top(tier), []).append(tier)
    return list(parts.values())


def _fleet(facts: Facts, tiers: tuple[Tier, ...]) -> Fleet:
    in_zone: dict[str, float] = {}
    now = 0.0
    for tier in tiers:
        replicas = facts.replicas(tier.id)
        rate = tier.now_rps or 0.0
        now += rate
        for replica in replicas:
            if replica.zone is not None:
                key = str(replica.zone)
                in_zone[key] = in_zone.get(key, 0.0) + rate / len(replicas)
    worst = max(in_zone, key=lambda key: (in_zone[key], key), default="")
    return Fleet(
        tiers=tiers,
        demand_rps=sum(tier.demand_rps or 0.0 for tier in tiers),
        left_rps=max(0.0, now - in_zone.get(worst, 0.0)),
        now_rps=now,
        worst_zone=worst,
        assumed=any(tier.unit_assumed for tier in tiers),
    )
