"""What the loss of the worst zone leaves of each fleet, when its parts are drawn one by one.

Two servers in two zones behind one balancer are one fleet: losing a zone takes one of them, and
the other carries what both have carried. Looking at each alone would find nothing left.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from designer.analysis.capacity import Capacity, Tier
from designer.analysis.failure_domains import Placement
from designer.analysis.grouping import Grouping
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Role
from designer.model.ids import ElementId


class Fleet(NamedTuple):
    """Tiers that stand in for each other, and what the loss of a zone leaves of them.

    Rates are requests a second.

    Attributes:
        tiers: one, or several that one source chooses between, in drawing order.
        demand_rps: what all of them together are asked for at peak; None when no peak is stated.
        left_rps: what is left of them after the worst zone's loss; None when unknown.
        now_rps: what they carry today; None when unknown.
        worst_zone: key of that zone; "" when no zone takes anything away.
        zones: number of zones its parts stand in; 0 for what no zone takes down.
        serves: servers that AWS does not spread: what is left must carry the peak.
        assumed: the capacity of one instance comes from the catalog.
    """

    tiers: tuple[Tier, ...]
    demand_rps: float | None
    left_rps: float | None
    now_rps: float | None
    worst_zone: str
    zones: int
    serves: bool
    assumed: bool

    @property
    def is_judged(self) -> bool:
        """Tell whether capacity, demand and zones are known, and a zone's loss takes servers."""
        return bool(self.serves and self.worst_zone and self.demand_rps and self.now_rps)

    @property
    def share_left(self) -> float:
        """What is left over what is asked, capped at 1; 1 when nothing is known or asked."""
        if not self.demand_rps or self.left_rps is None:
            return 1.0
        return min(1.0, self.left_rps / self.demand_rps)

    @property
    def provisioned_percent(self) -> float | None:
        """What runs today in percent of the peak; None when either is unknown."""
        if not self.demand_rps or self.now_rps is None:
            return None
        return 100 * self.now_rps / self.demand_rps

    @property
    def stable_percent(self) -> float | None:
        """What must run, evenly spread, so that the peak survives a zone, in percent of the peak.

        Static stability: m zones that each hold 1/(m - 1) of the peak, so 200, 150, 133 % in two,
        three, four (Amazon Builders' Library). None with fewer than two zones, where no size does.
        """
        return 100 * self.zones / (self.zones - 1) if self.zones >= 2 else None


def fleets(
    wiring: Wiring,
    placement: Placement,
    parts: Iterable[tuple[ElementId, ...]],
    capacity: Capacity,
) -> tuple[Fleet, ...]:
    """Return the fleets that ``parts`` of the tiers of ``capacity`` are; see ``stand_ins``."""
    tiers = {tier.id: tier for tier in capacity.tiers}
    known: dict[tuple[object, ...], Fleet] = {}
    found: list[Fleet] = []
    for part in parts:
        own = tuple([tiers[unit] for unit in part])
        lost = _lost(wiring, placement, own)
        # Many are alike but for the ids and names of their tiers.
        key = (*[(t[2:], wiring.services.of(t.id).role) for t in own], *lost.items())
        alike = known.get(key)
        if alike is None:
            alike = known[key] = _fleet(wiring, own, lost)
        found.append(Fleet(own, *alike[1:]))
    return tuple(found)


def stand_ins(
    wiring: Wiring, grouping: Grouping, tiers: Iterable[ElementId]
) -> tuple[tuple[ElementId, ...], ...]:
    """Return ``tiers``, joined with those that stand in for each other, in drawing order.

    They do when one source chooses between them (union-find).
    """
    root = {tier: tier for tier in tiers}

    def top(tier: ElementId) -> ElementId:
        while root[tier] != tier:
            root[tier] = root[root[tier]]
            tier = root[tier]
        return tier

    for source in wiring.requests:
        for choice in grouping.choices(source):
            if not 0 < choice.needed < len(choice.units):
                continue
            for one, other in pairwise([unit for unit in choice.units if unit in root]):
                root[top(other)] = top(one)
    parts: dict[ElementId, list[ElementId]] = {}
    for tier in root:
        parts.setdefault(top(tier), []).append(tier)
    return tuple(map(tuple, parts.values()))


def _lost(wiring: Wiring, placement: Placement, tiers: tuple[Tier, ...]) -> dict[str, float]:
    """Return what each zone's loss takes from ``tiers``, requests a second."""
    lost = _takes(wiring, placement, tiers[0])
    for tier in tiers[1:]:
        for zone, rate in _takes(wiring, placement, tier).items():
            lost[zone] = lost.get(zone, 0.0) + rate
    return lost


def _fleet(wiring: Wiring, tiers: tuple[Tier, ...], lost: dict[str, float]) -> Fleet:
    worst = max([(rate, zone) for zone, rate in lost.items()], default=(0.0, ""))[1]
    known = [tier.now_rps for tier in tiers if tier.now_rps is not None]
    now = sum(known) if len(known) == len(tiers) else None
    asked = [tier.demand_rps for tier in tiers if tier.demand_rps is not None]
    return Fleet(
        tiers=tiers,
        demand_rps=sum(asked) if len(asked) == len(tiers) else None,
        left_rps=None if now is None else _less(now, lost.get(worst, 0.0)),
        now_rps=now,
        worst_zone=worst,
        zones=len(lost),
        serves=all(not t.managed and wiring.services.of(t.id).role is Role.COMPUTE for t in tiers),
        assumed=any(tier.unit_assumed for tier in tiers),
    )


def _less(now: float, lost: float) -> float:
    return 0.0 if lost >= now else now - lost


def _takes(wiring: Wiring, placement: Placement, tier: Tier) -> dict[str, float]:
    """Return what each zone's loss takes from ``tier``, requests a second."""
    rate = float(tier.now_rps or 0.0)
    replicas = placement.replicas(tier.id)
    zones = [replica.zone for replica in replicas if replica.zone is not None]
    if not zones:
        zone = placement.service_zone(tier.id)
        return {} if zone is None else {zone: rate}
    if wiring.services.of(tier.id).failure.replicas is ReplicaModel.STANDBY:
        # The standby takes over; where read replicas stand is not drawn, so none is counted on.
        spare = rate if len(set(zones)) < 2 else max(0.0, rate - (tier.unit_rps or 0.0))
        return dict.fromkeys(zones, spare)
    found: dict[str, float] = {}
    for zone in zones:
        found[zone] = found.get(zone, 0.0) + rate / len(replicas)
    return found
