"""What capacity remains when something fails: of each fleet, of each journey, of the workload.

The circuit says whether requests are answered; this says how many of them still can be. It reads
the same nodes in the same scenarios, so a replica counts only with its zone, its Region and what
its own icon needs.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from designer.analysis.compile import Compiled
from designer.analysis.demand import Demand
from designer.analysis.failure_domains import Placement
from designer.analysis.grouping import Choice, Grouping
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.scenarios import Outcome
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Role
from designer.model.ids import ElementId
from designer.model.links import LinkRole


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRemaining:
    """What is left of tiers that stand in for each other; most fleets are one tier.

    Attributes:
        units: in drawing order.
        name: for people: "web", or "web-1 and 2 more".
        share: of what the fleet carries with nothing failed, 0 to 1.
        shares: the same by unit.
        now_rps: what it carries with nothing failed, requests a second; None when not known,
            ``math.inf`` for practically unlimited.
        left_rps: what it carries in the scenario.
        demand_rps: what it is asked for at peak; None when no peak is stated.
    """

    units: tuple[ElementId, ...]
    name: str
    share: float
    shares: tuple[float, ...]
    now_rps: float | None
    left_rps: float | None
    demand_rps: float | None

    @property
    def carries_peak(self) -> bool | None:
        """Tell whether what is left carries the peak; None when one of the two is not known."""
        if self.left_rps is None or self.demand_rps is None:
            return None
        return self.left_rps >= self.demand_rps * (1 - 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """What capacity remains in one scenario.

    Attributes:
        fleets: everything that requests reach when nothing has failed, or that stands by for it,
            in drawing order.
        journeys: request journey -> the share that remains for it, the least along its chain.
        share: the least of the journeys.
        bottleneck: the fleet with the least share left of those whose loss matters to the share;
            None when nothing is lost.
    """

    fleets: tuple[FleetRemaining, ...]
    journeys: Mapping[str, float]
    share: float
    bottleneck: FleetRemaining | None


@dataclass(frozen=True, kw_only=True)
class RemainingCapacity:
    """The remaining capacity in each scenario of an outcome.

    Attributes:
        outcome: of the circuit in which nothing fails for want of capacity (``at_any_load``).
        rates: what each tier carries now, requests a second; absent when not known.
    """

    outcome: Outcome
    compiled: Compiled
    wiring: Wiring
    placement: Placement
    grouping: Grouping
    sets: ReplicaSets
    demand: Demand
    journeys: tuple[Journey, ...]
    rates: Mapping[ElementId, float]

    def of(self, scenario: int) -> Remaining:
        """Return what remains in scenario number ``scenario``; -1 is the drawing as it is."""
        return self._remaining(_Reading(capacity=self, scenario=scenario))

    def _remaining(self, reading: "_Reading") -> Remaining:
        fleets = tuple(self._fleet(units, reading) for units in self._fleets)
        journeys = {j.id: reading.journey(j) for j in self._asked}
        share = min(journeys.values(), default=1.0)
        hurt = [fleet for fleet in fleets if fleet.share < 1 and self._matters(fleet)]
        worst = min(hurt, key=lambda fleet: fleet.share, default=None)
        return Remaining(
            fleets=fleets,
            journeys=journeys,
            share=share,
            bottleneck=worst if share < 1 else None,
        )

    @cached_property
    def _asked(self) -> tuple[Journey, ...]:
        """The journeys that count, as for the workload."""
        asked = tuple(j for j in self.journeys if j.kind == REQUEST)
        return asked or self.journeys

    @cached_property
    def order(self) -> tuple[ElementId, ...]:
        """Everything on the journeys, targets first where there is no loop."""
        done: set[ElementId] = set()
        order: list[ElementId] = []
        for journey in self._asked:
            stack = [] if journey.start in done else [(journey.start, self._asks(journey.start))]
            done.add(journey.start)
            while stack:
                unit, rest = stack[-1]
                if not rest:
                    order.append(unit)
                    stack.pop()
                    continue
                following = rest.pop()
                if following not in done:
                    done.add(following)
                    stack.append((following, self._asks(following)))
        return tuple(order)

    def _asks(self, unit: ElementId) -> list[ElementId]:
        targets = self.wiring.needs(unit)
        return [member for target in targets for member in self.sets.of(target.unit)]

    @cached_property
    def _needed(self) -> frozenset[ElementId]:
        """What a journey cannot do without altogether: reached by links that are needed."""
        seen = {journey.start for journey in self._asked}
        pending = list(seen)
        while pending:
            unit = pending.pop()
            for source in (unit, *self.wiring.members.get(unit, ())):
                for choice in self.grouping.choices(source):
                    if choice.needed:
                        found = {one for key in choice.units for one in self.sets.of(key)} - seen
                        seen |= found
                        pending += found
        return frozenset(seen)

    def _matters(self, fleet: FleetRemaining) -> bool:
        return not self._needed.isdisjoint(fleet.units)

    @cached_property
    def _fleets(self) -> tuple[tuple[ElementId, ...], ...]:
        """Units joined with what stands in for them (union-find), in drawing order."""
        root = {unit: unit for unit in self.order if self._is_tier(unit)}

        def top(unit: ElementId) -> ElementId:
            while root[unit] != unit:
                root[unit] = unit = root[root[unit]]
            return unit

        def join(units: Iterable[ElementId]) -> None:
            known = [unit for unit in units if unit in root]
            for unit in known[1:]:
                root[top(unit)] = top(known[0])

        for unit in self.order:
            join(self.sets.of(unit))
            for source in (unit, *self.wiring.members.get(unit, ())):
                for choice in self.grouping.choices(source):
                    if 0 < choice.needed < len(choice.units):
                        join(choice.units)
        parts: dict[ElementId, list[ElementId]] = {}
        for unit in (unit for unit in self.wiring.units if unit in root):
            parts.setdefault(top(unit), []).append(unit)
        return tuple(tuple(part) for part in parts.values())

    def _is_tier(self, unit: ElementId) -> bool:
        return self.wiring.services.of(unit).role is not Role.CLIENT

    @cached_property
    def standbys(self) -> frozenset[ElementId]:
        """What gets no requests while all is well."""
        links = [t for unit in self.order for t in self.wiring.needs(unit)]
        waiting = {t.unit for t in links if t.link.role is LinkRole.STANDBY}
        waiting -= {t.unit for t in links if t.link.role is not LinkRole.STANDBY}
        for unit in self.order:
            if self.is_paired(unit):
                waiting.update(self.sets.of(unit)[1:])
        return frozenset(waiting)

    def is_paired(self, unit: ElementId) -> bool:
        """Tell whether only one of its replicas serves at a time."""
        return self.wiring.services.of(unit).failure.replicas is ReplicaModel.STANDBY

    def _fleet(self, units: tuple[ElementId, ...], reading: "_Reading") -> FleetRemaining:
        working = [unit for unit in units if unit not in self.standbys] or list(units)
        known = [self.rates.get(unit) for unit in working]
        rates = [rate for rate in known if rate is not None]
        now = sum(rates) if len(rates) == len(known) else None
        finite = now is not None and 0 < now < math.inf
        # Parts of unknown size count as equal; a standby as what it stands by for.
        usual = sum(rates) / len(rates) if finite else 1.0
        sizes = {unit: (self.rates.get(unit, usual) if finite else 1.0) for unit in units}
        shares = tuple(reading.own[unit] for unit in units)
        whole = sum(sizes[unit] for unit in working)
        left = sum(sizes[unit] * part for unit, part in zip(units, shares, strict=True))
        share = min(1.0, left / whole)
        asked = [self.demand.at_peak(unit) for unit in units]
        elements = self.wiring.topology.elements
        name = elements[units[0]].name or self.wiring.services.of(units[0]).name
        return FleetRemaining(
            units=units,
            name=name if len(units) == 1 else f"{name} and {len(units) - 1} more",
            share=share,
            shares=shares,
            now_rps=now,
            left_rps=_part(now, share),
            demand_rps=None if None in asked else sum(rate or 0.0 for rate in asked),
        )

    @cached_property
    def carried(self) -> Mapping[ElementId, float]:
        """Unit -> what it and all it needs carry with nothing failed, in any one unit of rate.

        ``math.inf`` where no limit is known. What two sources share counts for each of them.
        """
        found: dict[ElementId, float] = {}
        for unit in self.order:
            least = self.rates.get(unit, math.inf)
            for choice in self.grouping.choices(unit):
                needs_all = choice.needed >= len(choice.units)
                asked = [u for u in choice.units if needs_all or u not in self.standbys]
                rates = [found.get(one, math.inf) for one in asked or choice.units]
                if choice.needed:
                    least = min(least, min(rates) if needs_all else sum(rates))
            found[unit] = least
        return found


def _part(rate: float | None, share: float) -> float | None:
    """Return a share of a rate; nothing is left of an unlimited one that is down."""
    if rate is None:
        return None
    return rate * share if share > 0 else 0.0


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One scenario: the share of its own capacity each unit keeps, and of all that it can do."""

    capacity: RemainingCapacity
    scenario: int
    own: dict[ElementId, float] = field(default_factory=dict)
    served: dict[ElementId, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.capacity.order:
            self.own[unit] = self._own(unit)
            self.served[unit] = self._served(unit)

    def journey(self, journey: Journey) -> float:
        """Return the share that remains for ``journey``."""
        works = self.capacity.outcome.succeeds(journey.id, self.scenario)
        return self.served[journey.start] if works else 0.0

    def _own(self, unit: ElementId) -> float:
        whole = self.capacity
        if not whole.outcome.is_reached(unit, self.scenario):
            return 0.0
        if not whole.outcome.holds(whole.compiled.own[unit], self.scenario):
            return 0.0
        parts = whole.compiled.parts.get(unit, ())
        if len(parts) < 2 or whole.is_paired(unit):
            return 1.0
        return sum(whole.outcome.holds(part, self.scenario) for part in parts) / len(parts)

    def _served(self, unit: ElementId) -> float:
        whole = self.capacity
        if not whole.outcome.is_up(unit, self.scenario):
            return 0.0
        # Where nobody asks any more it is not its own capacity that is gone.
        own = self.own[unit] if whole.outcome.is_reached(unit, self.scenario) else 1.0
        return min(own, self._needs(unit), self._members(unit))

    def _members(self, unit: ElementId) -> float:
        """Return the share of its replicas with what their own icons need."""
        whole = self.capacity
        members = whole.wiring.members.get(unit, ())
        needs = {member: self._needs(member) for member in members}
        replicas = whole.placement.replicas(unit)
        if not replicas or min(needs.values(), default=1.0) == 1:
            return 1.0
        if len({self._asked(member) for member in members}) == 1:
            return next(iter(needs.values()))
        parts = zip(whole.compiled.parts[unit], replicas, strict=True)
        working = [needs[r.member] for node, r in parts if whole.outcome.holds(node, self.scenario)]
        return sum(working) / len(replicas)

    def _asked(self, source: ElementId) -> tuple[tuple[tuple[ElementId, ...], int], ...]:
        choices = self.capacity.grouping.choices(source)
        return tuple((choice.units, choice.needed) for choice in choices)

    def _needs(self, source: ElementId) -> float:
        choices = self.capacity.grouping.choices(source)
        return min([self._choice(choice) for choice in choices], default=1.0)

    def _choice(self, choice: Choice) -> float:
        if not choice.needed:
            return 1.0
        whole = self.capacity
        units = list(dict.fromkeys(whole.sets.of(unit)[0] for unit in choice.units))
        parts = [self._target(unit) for unit in units]
        if choice.needed >= len(units):
            return min(parts)
        working = [unit for unit in units if unit not in whole.standbys] or units
        sizes = {unit: whole.carried.get(unit, math.inf) for unit in units}
        if not all(0 < size < math.inf for size in sizes.values()):
            sizes = dict.fromkeys(units, 1.0)
        left = sum(sizes[unit] * part for unit, part in zip(units, parts, strict=True))
        return min(1.0, left / sum(sizes[unit] for unit in working))

    def _target(self, unit: ElementId) -> float:
        """Return the share of a target or of the replica set it stands for."""
        parts = [self._seen(member) for member in self.capacity.sets.of(unit)]
        return max(parts) if self.capacity.is_paired(unit) else sum(parts) / len(parts)

    def _seen(self, unit: ElementId) -> float:
        found = self.served.get(unit)
        if found is None:
            # A link back into a loop: it serves or it does not.
            return float(self.capacity.outcome.is_up(unit, self.scenario))
        return found
