"""Turns a topology into its success circuit.

An element serves when enough of its replicas do (each with its zone and its Region), or its managed
service does, and every group of targets it needs has enough that serve. A buffer serves when it
accepts; what becomes of the work is the business of a background journey.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from designer.analysis.circuit import Builder, Circuit, Event, EventKind, NodeId
from designer.analysis.demand import Demand
from designer.analysis.failure_domains import Placement, Replica
from designer.analysis.grouping import Choice, Grouping
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.locations import RegionKey, ZoneKey
from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Role
from designer.model.elements import Kind
from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The success circuit of a topology, with the nodes that mean something to people.

    Attributes:
        own: unit -> its own parts work, whatever it needs.
        up: unit -> it serves.
        member: member icon -> at least one of the replicas it stands for works.
        parts: unit -> its replicas in order, or its one service: up with its zone and Region, and
            with what its own icon alone needs.
        journeys: journey id -> it succeeds.
        workload: all request journeys succeed (background ones when there are no others).
        short: units that cannot serve the stated peak even when nothing has failed.
    """

    circuit: Circuit
    own: dict[ElementId, NodeId]
    up: dict[ElementId, NodeId]
    member: dict[ElementId, NodeId]
    parts: dict[ElementId, tuple[NodeId, ...]]
    journeys: dict[str, NodeId]
    workload: NodeId
    short: tuple[ElementId, ...]


@dataclass(slots=True, kw_only=True)
class Compiler:
    """Compiles one topology.

    ``at_peak`` also makes fail what the stated peak overloads; ``at_any_load`` lets nothing fail
    for want of capacity: one replica is enough where the drawing states no number.
    """

    wiring: Wiring
    sets: ReplicaSets
    grouping: Grouping
    demand: Demand
    placement: Placement
    at_peak: bool = False
    at_any_load: bool = False
    _builder: Builder = field(default_factory=Builder)
    _own: dict[ElementId, NodeId] = field(default_factory=dict)
    _up: dict[ElementId, NodeId] = field(default_factory=dict)
    _icon: dict[ElementId, NodeId] = field(default_factory=dict)
    _nodes: dict[ElementId, tuple[NodeId, ...]] = field(default_factory=dict)
    _pooled: set[ElementId] = field(default_factory=set)
    _called: dict[ElementId, str] = field(default_factory=dict)
    _alone: dict[ElementId, list[NodeId]] = field(default_factory=dict)
    _domain: dict[tuple[RegionKey | None, ZoneKey | None], NodeId] = field(default_factory=dict)
    _short: dict[ElementId, None] = field(default_factory=dict)

    def compile(self, journeys: Iterable[Journey]) -> Compiled:
        """Return the circuit of the whole topology and of ``journeys``."""
        build = self._builder
        self._find_pools()
        for unit in self._order():
            self._unit(unit)
        found: dict[str, NodeId] = {}
        for journey in journeys:
            parts = [self._reference(journey.start)]
            parts += [self._own_or_reserved(feed) for feed in journey.feeds]
            found[journey.id] = build.all_of(parts)
        requests = [found[j.id] for j in journeys if j.kind == REQUEST]
        workload = build.all_of(requests or found.values())
        return Compiled(
            circuit=build.finish(),
            own=self._own,
            up=self._up,
            member=self._icon,
            parts=self._nodes,
            journeys=found,
            workload=workload,
            short=tuple(self._short),
        )

    def _order(self) -> list[ElementId]:
        """Return all units, targets first where there is no loop."""
        done: set[ElementId] = set()
        order: list[ElementId] = []
        for root in self.wiring.units:
            if root in done:
                continue
            done.add(root)
            stack = [(root, self._following(root))]
            while stack:
                unit, rest = stack[-1]
                while rest and rest[-1] in done:
                    rest.pop()
                if rest:
                    following = rest.pop()
                    done.add(following)
                    stack.append((following, self._following(following)))
                else:
                    order.append(unit)
                    stack.pop()
        return order

    def _following(self, unit: ElementId) -> list[ElementId]:
        found: list[ElementId] = []
        for target in self.wiring.needs(unit):
            found += self.sets.of(target.unit)
        return found

    def _reference(self, unit: ElementId) -> NodeId:
        """Return the node that says ``unit`` serves; reserved when it is not built yet."""
        if unit not in self._up:
            self._up[unit] = self._builder.reserve()
        return self._up[unit]

    def _own_or_reserved(self, unit: ElementId) -> NodeId:
        return self._own.get(unit, self._builder.true)

    def _unit(self, unit: ElementId) -> None:
        build = self._builder
        shared = [] if self.wiring.is_buffer(unit) else self._needs(unit)
        members = self.wiring.members.get(unit, ())
        private = {member: build.all_of(self._needs(member)) for member in members}
        kept = set(private.values())
        if len(kept) == 1:
            # What every member needs, the group needs.
            shared.append(kept.pop())
            private = {}
        own = self._parts(unit, private)
        if members:
            by_icon: dict[ElementId, list[NodeId]] = {icon: [] for icon in members}
            alone = self._alone.get(unit, ())
            for replica, node in zip(self.placement.replicas(unit), alone, strict=True):
                by_icon[replica.member].append(node)
            for icon, nodes in by_icon.items():
                self._icon[icon] = build.any_of(nodes)
        self._own[unit] = own
        if unit in self._up:
            build.define(self._up[unit], (own, *shared))
        else:
            self._up[unit] = build.all_of((own, *shared))

    def _parts(self, unit: ElementId, private: dict[ElementId, NodeId]) -> NodeId:
        build, place = self._builder, self.placement
        row = self.wiring.services.of(unit)
        if row.role is Role.CLIENT:
            return build.true
        if row.failure.replicas is ReplicaModel.MANAGED:
            name = self.wiring.topology.elements[unit].name or row.name
            zone = place.service_zone(unit)
            event = Event(f"{unit}#", EventKind.SERVICE, name, unit, unit, zone or "")
            serves = build.part(event, self._domains(place.region_of(unit), zone))
            self._nodes[unit] = (serves,)
            return serves
        replicas = place.replicas(unit)
        nodes = [self._replica_node(one) for one in replicas]
        if unit in self.wiring.members:
            self._alone[unit] = nodes
        if private:
            nodes = [
                build.all_of((node, private.get(one.member, build.true)))
                for one, node in zip(replicas, nodes, strict=True)
            ]
        self._nodes[unit] = tuple(nodes)
        is_load = unit in self._pooled or (self.at_any_load and place.is_needed_for_load(unit))
        needed = 1 if is_load else place.needed(unit)
        if needed > len(nodes) and not self._is_box(unit):
            self._short[unit] = None
            needed = needed if self.at_peak else max(1, len(nodes))
        return build.at_least(needed, nodes)

    def _is_box(self, unit: ElementId) -> bool:
        return self.wiring.topology.elements[unit].kind is Kind.ON_PREMISES

    def _domains(self, region: RegionKey | None, zone: ZoneKey | None) -> NodeId:
        """Return the node that says the Region and the zone are up; true outside of both."""
        found = self._domain.get((region, zone))
        if found is None:
            place, build, parts = self.placement, self._builder, []
            if region is not None:
                known = place.regions[region]
                parts.append(build.var(Event(region, EventKind.REGION, known.name)))
            if zone is not None:
                parts.append(build.var(Event(zone, EventKind.ZONE, place.zones[zone].name)))
            found = self._domain[region, zone] = build.all_of(parts)
        return found

    def _replica_node(self, replica: Replica) -> NodeId:
        unit, number, zone, region, member = replica
        called = self._called.get(member)
        if called is None:
            name = self.wiring.topology.elements[member].name
            called = self._called[member] = name or self.wiring.services.of(member).name
        event = Event(f"{unit}#{number}", EventKind.REPLICA, called, unit, member, zone or "")
        return self._builder.part(event, self._domains(region, zone))

    def _needs(self, source: ElementId) -> list[NodeId]:
        return [
            self._group(choice) for choice in self.grouping.choices(source) if choice.needed > 0
        ]

    def _group(self, choice: Choice) -> NodeId:
        build = self._builder
        units = self._distinct(choice)
        if len(units) == 1:
            return self._target(units[0])
        pooled = self._pool(choice, units)
        if pooled is not None:
            return pooled
        nodes = [self._target(unit) for unit in units]
        if choice.needed >= len(units):
            # A group that asks for more than it has fails only where the user says so.
            return build.all_of(nodes)
        return build.grounded(choice.needed, nodes)

    def _distinct(self, choice: Choice) -> list[ElementId]:
        """Return the units of a group, each replica set once."""
        units = choice.units
        if len(units) == 1:
            return [self.sets.of(units[0])[0]]
        return list(dict.fromkeys([self.sets.of(unit)[0] for unit in units]))

    def _target(self, unit: ElementId) -> NodeId:
        members = self.sets.of(unit)
        if len(members) == 1:
            return self._reference(unit)
        return self._builder.grounded(1, [self._reference(member) for member in members])

    def _find_pools(self) -> None:
        """Note the units that serve as parts of a pool; no part has to carry the load alone."""
        if self.demand.peak_rps is not None:
            for source in self.wiring.requests:
                for choice in self.grouping.choices(source):
                    if choice.automatic and choice.needed == 1 and len(choice.units) > 1:
                        units = self._distinct(choice)
                        if self._may_pool(units):
                            self._pooled.update(units)

    def _may_pool(self, units: list[ElementId]) -> bool:
        place, wiring = self.placement, self.wiring
        return len(units) > 1 and all(
            wiring.services.of(unit).failure.replicas is ReplicaModel.COUNT
            and place.capacity_of_one(unit)
            and not any(self.grouping.choices(m) for m in wiring.members.get(unit, ()))
            for unit in units
        )

    def _pool(self, choice: Choice, units: list[ElementId]) -> NodeId | None:
        """Return the pooled capacity of alternatives, or None where it is not known.

        When the peak and each target's capacity are stated, the alternatives serve while the
        capacity of their working replicas covers what reaches them together.
        """
        if not choice.automatic or choice.needed != 1 or not self._pooled.issuperset(units):
            return None
        rate = sum(self.demand.at_peak(unit) or 0.0 for unit in units)
        known = {unit: self.placement.capacity_of_one(unit) or 0.0 for unit in units}
        scale = 1 / known[units[0]] if len(set(known.values())) == 1 else 1000.0
        args: list[NodeId] = []
        weights: list[int] = []
        for unit in units:
            needs = self._needs(unit)
            for one in self.placement.replicas(unit):
                args.append(self._builder.all_of((self._replica_node(one), *needs)))
                weights.append(max(1, math.floor(known[unit] * scale + 1e-9)))
        threshold = 1 if self.at_any_load else max(1, math.ceil(rate * scale - 1e-9))
        if sum(weights) < threshold:
            self._short.update(dict.fromkeys(units))
            threshold = threshold if self.at_peak else max(1, sum(weights))
        return self._builder.at_least(threshold, args, weights)
