"""Which of an element's targets are alternatives and which are all needed.

The default follows the catalog's roles. DNS, edge services and load balancers treat like targets
in different zones or Regions, like instances, and programs whose names differ by a number alone, as
alternatives; a fleet's gateways of one kind in several zones are alternatives; a cache beside a
store and a supporting service are not needed to serve; a read replica is not needed because reads
fall back to its original. All else is needed. The author's own groups come first.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.wiring import Target, Wiring
from designer.catalog.service import ReplicaModel, Role, Scope
from designer.model.ids import ElementId, LinkId
from designer.model.links import LinkRole

_ROUTING = frozenset({Role.DNS, Role.EDGE, Role.BALANCER})
_LIKE = "like targets: any one can answer"
# "Web 1" and "Web 2" are two of one kind, and so are "Shop-a" and "Shop-b".
_COUNTED = re.compile(r"[\s_.#-]*(?:\d+|(?<=[\s_.-])[A-Za-z])$")
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


@dataclass(kw_only=True)
class Choice:
    """A target group while it is put together: resolved targets instead of links.

    ``needed`` counts units, not links; 0 stands for "none has to".
    """

    name: str = ""
    targets: list[Target] = field(default_factory=list)
    needed: int = 1
    automatic: bool = True
    why: str = ""

    def add(self, target: Target) -> None:
        """Add ``target``, after which the units have to be found anew."""
        self.targets.append(target)
        self.__dict__.pop("units", None)

    @cached_property
    def units(self) -> tuple[ElementId, ...]:
        """The distinct units, in drawing order."""
        return tuple(dict.fromkeys([target.unit for target in self.targets]))


class Grouping:
    """The target groups of every source."""

    def __init__(self, wiring: Wiring, sets: ReplicaSets) -> None:
        """Group the requests of ``wiring``."""
        self._wiring = wiring
        self._sets = sets
        self._choices: dict[ElementId, tuple[Choice, ...]] = {}
        self._told: dict[ElementId, tuple[TargetGroup, ...]] = {}
        self._looks: dict[ElementId, _Look] = {}

    def choices(self, source: ElementId) -> tuple[Choice, ...]:
        """Return the groups of ``source`` with resolved targets."""
        found = self._choices.get(source)
        if found is None:
            targets = self._wiring.requests.get(source, ())
            found = self._grouped(source, targets) if targets else ()
            self._choices[source] = found
        return found

    def target_groups(self, source: ElementId) -> tuple[TargetGroup, ...]:
        """Return the groups of ``source`` by links, for display and editing."""
        if source not in self._told:
            self._told[source] = self._told_by_links(source)
        return self._told[source]

    def _told_by_links(self, source: ElementId) -> tuple[TargetGroup, ...]:
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
                group.add(target)
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
        standby: list[Target] = []
        sorter = _Sorter(self, self._wiring, self._sets, source)
        asked = [target.unit for target in targets if target.link.role is not LinkRole.STANDBY]
        first = {unit: at for at, unit in reversed(list(enumerate(asked)))}
        stores = {u for u in first if self._wiring.services.of(u).role is Role.STORE}
        for target in targets:
            why = self._why_beside(target, first, stores)
            if why:
                beside.append(Choice(targets=[target], needed=0, why=why))
            elif target.link.role is LinkRole.STANDBY:
                standby.append(target)
            else:
                sorter.place(target)
        for target in standby:
            self._back_up(target, sorter.groups)
        return [*sorter.groups, *beside]

    def _why_beside(
        self, target: Target, first: dict[ElementId, int], stores: set[ElementId]
    ) -> str:
        """Return why the source does without ``target``; "" when it does not."""
        unit, wiring = target.unit, self._wiring
        if target.link.role is LinkRole.OPTIONAL:
            return "optional"
        if wiring.is_beside(target):
            return "beside the request"
        if target.link.role is LinkRole.STANDBY:
            return ""
        if wiring.services.of(unit).role is Role.CACHE and stores:
            return "a cache beside its store: without it the store answers"
        for original in self._sets.originals(unit):
            if original not in first or original in self._sets.of(unit):
                continue
            mutual = self._sets.is_copy_of(original, unit)
            if not mutual or first[original] < first[unit]:
                return "a replica: reads fall back to its original"
        return ""

    def look(self, unit: ElementId) -> "_Look":
        """Return what decides which targets ``unit`` stands in for."""
        found = self._looks.get(unit)
        if found is None:
            found = self._looks[unit] = self._looked(unit)
        return found

    def _looked(self, unit: ElementId) -> "_Look":
        wiring = self._wiring
        row, element = wiring.services.of(unit), wiring.topology.elements[unit]
        instance = (
            row.role in _INSTANCES
            and row.scaling.elastic == "none"
            and row.failure.replicas in (ReplicaModel.ONE, ReplicaModel.COUNT)
        )
        return _Look(
            service=element.service,
            role=row.role,
            anchor=wiring.locations.anchor(unit),
            region=wiring.locations.region_of(unit),
            zonal=wiring.locations.scope(unit) is Scope.ZONAL,
            instance=instance,
            stem=_COUNTED.sub("", element.name)
            if row.role is Role.COMPUTE and not instance
            else "",
        )

    def _same_service(self, one: ElementId, other: ElementId) -> bool:
        elements = self._wiring.topology.elements
        return elements[one].service == elements[other].service

    def _back_up(self, target: Target, groups: list[Choice]) -> None:
        """Add a standby to the group it most likely stands by for."""
        role = self._wiring.services.of(target.unit).role
        alike = [g for g in groups if any(self._same_service(target.unit, u) for u in g.units)]
        same_role = [
            g for g in groups if any(self._wiring.services.of(u).role is role for u in g.units)
        ]
        for group in (*alike, *same_role, *groups):
            group.add(target)
            group.needed = 1
            group.why = "primary and standby"
            return
        groups.append(Choice(targets=[target]))


def _stem(name: str) -> str:
    """Return what is left of a name without the number or letter that counts it."""
    return _COUNTED.sub("", name)


class _Look(NamedTuple):
    """What decides whether two targets stand in for each other."""

    service: str
    role: Role
    anchor: str
    region: str | None
    zonal: bool
    instance: bool
    stem: str

    def is_alternative(self, other: "_Look") -> bool:
        """Tell whether a router treats the two as alternatives."""
        if self.instance and other.instance:
            return True
        if self.stem and (self.service, self.stem) == (other.service, other.stem):
            return True
        if self.anchor == other.anchor:
            return False
        if self.service == other.service:
            return True
        apart = self.region != other.region or (self.zonal and other.zonal)
        return self.role is other.role and apart

    def is_gateway_pair(self, other: "_Look") -> bool:
        """Tell whether the two are a fleet's gateways in different zones."""
        alike = self.service == other.service and self.role is Role.NETWORK and self.zonal
        return alike and self.anchor != other.anchor


class _Sorter:
    """Sorts the needed targets of one source into groups, in drawing order."""

    def __init__(
        self, grouping: Grouping, wiring: Wiring, sets: ReplicaSets, source: ElementId
    ) -> None:
        self._grouping = grouping
        self._sets = sets
        self._routes = wiring.services.of(source).role in _ROUTING
        self.groups: list[Choice] = []
        self._looks: list[list[_Look]] = []
        self._by_unit: dict[ElementId, int] = {}
        self._by_set: dict[ElementId, int] = {}

    def place(self, target: Target) -> None:
        """Add ``target`` to the first group it belongs to, else to one of its own."""
        unit = target.unit
        root = self._sets.of(unit)[0]
        look = self._grouping.look(unit)
        found = self._by_unit.get(unit)
        if found is None and root in self._by_set:
            found = self._by_set[root]
            self.groups[found].why = "one replica set with automatic failover"
        if found is None:
            found = self._alike(look)
        if found is None:
            found = len(self.groups)
            self.groups.append(Choice())
            self._looks.append([])
        self.groups[found].add(target)
        self._by_unit[unit] = self._by_set[root] = found
        if look not in self._looks[found]:
            self._looks[found].append(look)

    def _alike(self, look: _Look) -> int | None:
        if not self._routes and (look.role is not Role.NETWORK or not look.zonal):
            return None
        for number, looks in enumerate(self._looks):
            if self._routes and all(look.is_alternative(other) for other in looks):
                self.groups[number].why = _LIKE
                return number
            if not self._routes and all(look.is_gateway_pair(other) for other in looks):
                self.groups[number].why = "gateways in several zones"
                return number
        return None
