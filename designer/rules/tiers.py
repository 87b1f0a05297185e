"""Tiers: servers that stand in for each other, whether drawn as one icon or as several."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from designer.analysis.facts import Facts
from designer.analysis.locations import ZoneKey
from designer.catalog.service import ReplicaModel, Role
from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True)
class Tier:
    """Units that one source chooses between, or one unit alone, in drawing order.

    Attributes:
        in_zone: number of instances by zone, of those whose zone is known.
        unknown: number of instances whose zone the drawing does not tell.
    """

    units: tuple[ElementId, ...]
    in_zone: dict[ZoneKey, int]
    unknown: int

    @property
    def size(self) -> int:
        """The number of instances."""
        return sum(self.in_zone.values()) + self.unknown


def tiers(facts: Facts) -> tuple[Tier, ...]:
    """Return the tiers of zonal servers of a topology."""
    return facts.once(tiers, _tiers)


def _tiers(facts: Facts) -> tuple[Tier, ...]:
    units = {
        unit
        for unit in facts.wiring.units
        if facts.services.of(unit).role is Role.COMPUTE and facts.replicas(unit)
    }
    return tuple([_tier(facts, part) for part in _joined(facts, units)])


def targets(facts: Facts, source: ElementId) -> list[Tier]:
    """Return the zonal servers ``source`` sends to, one tier for each target group."""
    found = []
    for choice in facts.grouping.choices(source):
        units = [u for u in choice.units if facts.services.of(u).role is Role.COMPUTE]
        found.append(_tier(facts, [unit for unit in units if facts.replicas(unit)]))
    return [tier for tier in found if tier.units]


def _joined(facts: Facts, units: set[ElementId]) -> Iterable[list[ElementId]]:
    """Join units that are alternatives of one source (union-find)."""
    root = {unit: unit for unit in units}

    def top(unit: ElementId) -> ElementId:
        while root[unit] != unit:
            unit = root[unit]
        return unit

    for source in facts.wiring.requests:
        for choice in facts.grouping.choices(source):
            if 0 < choice.needed < len(choice.units):
                for one, other in pairwise(unit for unit in choice.units if unit in units):
                    root[top(other)] = top(one)
    parts: dict[ElementId, list[ElementId]] = {}
    for unit in facts.wiring.units:
        if unit in units:
            parts.setdefault(top(unit), []).append(unit)
    return parts.values()


def _tier(facts: Facts, units: list[ElementId]) -> Tier:
    in_zone: dict[ZoneKey, int] = {}
    unknown = 0
    for unit in units:
        for replica in facts.replicas(unit):
            if replica.zone is None or not facts.locations.zones[replica.zone].known:
                unknown += 1
            else:
                in_zone[replica.zone] = in_zone.get(replica.zone, 0) + 1
    return Tier(tuple(units), in_zone, unknown)


def is_fixed(facts: Facts, unit: ElementId) -> bool:
    """Tell whether AWS leaves the instances of ``unit`` where they were put."""
    row = facts.services.of(unit)
    return row.failure.replicas is ReplicaModel.COUNT and row.scaling.elastic == "none"
