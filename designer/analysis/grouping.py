"""Which of an element's targets are alternatives and which are all needed.

The default follows the catalog's roles. DNS, edge services and load balancers treat like targets
in different zones or Regions, and like instances, as alternatives; a fleet's gateways of one kind
in several zones are alternatives; a cache beside a store and a supporting service are not needed to
serve; a read replica is not needed because reads fall back to its original. All else is needed.
The author's own groups come first.
"""

from dataclasses import dataclass, field

from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.wiring import Target, Wiring
from designer.catalog.service import ReplicaModel, Role, Scope
from designer.model.ids import ElementId, LinkId
from designer.model.links import LinkRole

_ROUTING = frozenset({Role.DNS, Role.EDGE, Role.BALANCER})
_INSTANCES = frozenset({Role.COMPUTE, Role.PROXY, Role.NETWORK})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """Links of one source of which some number must work.

    Attributes:
        name: the user's name for the group, or an automatic one ("auto-1").
        links: in drawing order.
        needed: how many targets must work; 0 when none has to (optional targets).
        total: number of links.
        automatic: the default grouping, not the user's.
        why: why the default is what it is, for the badge's tooltip.
    """

    name: str
    links: tuple[LinkId, ...]
    needed: int
    total: int
    automatic: bool
    why: str = ""

    @property
    def is_any(self) -> bool:
        """Tell whether it can do without some of its targets."""
        return 0 < self.needed < self.total


@dataclass(slots=True, kw_only=True)
class Choice:
    """A target group while it is put together: resolved targets instead of links.

    ``needed`` counts units, not links; 0 stands for "none has to".
    """

    name: str = ""
    targets: list[Target] = field(default_factory=list)
    needed: int = 1
    automatic: bool = True
    why: str = ""

    @property
    def units(self) -> tuple[ElementId, ...]:
        """The distinct units, in drawing order."""
        return tuple(dict.fromkeys(target.unit for target in self.targets))


class Grouping:
    """The target groups of every source."""

    def __init__(self, wiring: Wiring, sets: ReplicaSets) -> None:
        """Group the requests of ``wiring``."""
        self._wiring = wiring
        self._sets = sets
        self._choices: dict[ElementId, tuple[Choice, ...]] = {}

    def choices(self, source: ElementId) -> tuple[Choice, ...]:
        """Return the groups of ``source`` with resolved targets."""
        if source not in self._choices:
            targets = self._wiring.requests.get(source, ())
            self._choices[source] = self._grouped(source, targets) if targets else ()
        return self._choices[source]

    def target_groups(self, source: ElementId) -> tuple[TargetGroup, ...]:
        """Return the groups of ``source`` by links, for display and editing."""
        found = []
        for choice in self.choices(source):
            links = tuple(dict.fromkeys(target.link.id for target in choice.targets))
            all_needed = choice.needed >= len(choice.units) > 1
            needed = len(links) if all_needed else min(choice.needed, len(links))
            found.append(
                TargetGroup(
                    name=choice.name,
                    links=links,
                    needed=needed,
                    total=len(links),
                    automatic=choice.automatic,
                    why=choice.why,
                )
            )
        return tuple(found)

    def _grouped(self, source: ElementId, targets: tuple[Target, ...]) -> tuple[Choice, ...]:
        element = self._wiring.topology.elements[source]
        named: dict[str, Choice] = {}
        free: list[Target] = []
        for target in targets:
            name = target.link.group
            if name and name in element.groups:
                group = named.setdefault(name, Choice(name=name, automatic=False))
                group.targets.append(target)
            else:
                free.append(target)
        for name, group in named.items():
            stated = element.groups[name]
            group.needed = len(group.units) if stated == 0 else stated
        automatic = self._automatic(source, free)
        for number, choice in enumerate(automatic, start=1):
            choice.name = f"auto-{number}"
        return (*named.values(), *automatic)

    def _automatic(self, source: ElementId, targets: list[Target]) -> list[Choice]:
        beside: list[Choice] = []
        needed: list[Target] = []
        standby: list[Target] = []
        for target in targets:
            why = self._why_beside(target, targets)
            if why:
                beside.append(Choice(targets=[target], needed=0, why=why))
            elif target.link.role is LinkRole.STANDBY:
                standby.append(target)
            else:
                needed.append(target)
        groups: list[Choice] = []
        for target in needed:
            self._place(source, target, groups)
        for target in standby:
            self._back_up(target, groups)
        return [*groups, *beside]

    def _why_beside(self, target: Target, targets: list[Target]) -> str:
        wiring = self._wiring
        if target.link.role is LinkRole.OPTIONAL:
            return "optional"
        if wiring.is_beside(target):
            return "beside the request"
        role = wiring.services.of(target.unit).role
        others = [other for other in targets if other.unit != target.unit]
        if role is Role.CACHE and any(
            wiring.services.of(other.unit).role is Role.STORE for other in others
        ):
            return "a cache beside its store: without it the store answers"
        if target.link.role is LinkRole.STANDBY:
            return ""
        for other in others:
            copied = self._sets.is_copy_of(target.unit, other.unit)
            both = self._sets.is_copy_of(other.unit, target.unit)
            same = target.unit in self._sets.of(other.unit)
            first = targets.index(other) < targets.index(target)
            if copied and not same and (first or not both):
                return "a replica: reads fall back to its original"
        return ""

    def _place(self, source: ElementId, target: Target, groups: list[Choice]) -> None:
        for group in groups:
            if self._joins(source, target, group):
                group.targets.append(target)
                return
        groups.append(Choice(targets=[target]))

    def _joins(self, source: ElementId, target: Target, group: Choice) -> bool:
        units = group.units
        if target.unit in units:
            return True
        if any(target.unit in self._sets.of(unit) for unit in units):
            group.why = "one replica set with automatic failover"
            return True
        role = self._wiring.services.of(source).role
        if role in _ROUTING:
            if all(self._is_alternative(target.unit, unit) for unit in units):
                group.why = "like targets: any one can answer"
                return True
        elif all(self._is_gateway_pair(target.unit, unit) for unit in units):
            group.why = "gateways in several zones"
            return True
        return False

    def _is_alternative(self, one: ElementId, other: ElementId) -> bool:
        wiring = self._wiring
        alike = self._is_instance(one) and self._is_instance(other)
        if alike:
            return True
        where, there = wiring.locations.anchor(one), wiring.locations.anchor(other)
        if where == there:
            return False
        if self._same_service(one, other):
            return True
        if wiring.services.of(one).role is not wiring.services.of(other).role:
            return False
        regions = (wiring.locations.region_of(one), wiring.locations.region_of(other))
        zonal = all(wiring.locations.scope(unit) is Scope.ZONAL for unit in (one, other))
        return regions[0] != regions[1] or zonal

    def _is_gateway_pair(self, one: ElementId, other: ElementId) -> bool:
        wiring = self._wiring
        return (
            self._same_service(one, other)
            and wiring.services.of(one).role is Role.NETWORK
            and wiring.locations.scope(one) is Scope.ZONAL
            and wiring.locations.anchor(one) != wiring.locations.anchor(other)
        )

    def _same_service(self, one: ElementId, other: ElementId) -> bool:
        elements = self._wiring.topology.elements
        return elements[one].service == elements[other].service

    def _is_instance(self, unit: ElementId) -> bool:
        row = self._wiring.services.of(unit)
        return (
            row.role in _INSTANCES
            and row.scaling.elastic == "none"
            and row.failure.replicas in (ReplicaModel.ONE, ReplicaModel.COUNT)
        )

    def _back_up(self, target: Target, groups: list[Choice]) -> None:
        """Add a standby to the group it most likely stands by for."""
        role = self._wiring.services.of(target.unit).role
        alike = [g for g in groups if any(self._same_service(target.unit, u) for u in g.units)]
        same_role = [
            g for g in groups if any(self._wiring.services.of(u).role is role for u in g.units)
        ]
        for group in (*alike, *same_role, *groups):
            group.targets.append(target)
            group.needed = 1
            group.why = "primary and standby"
            return
        groups.append(Choice(targets=[target]))
