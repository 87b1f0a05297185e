"""Who needs whom: request links with their ends resolved to the units that stand or fall as one."""

from copy import copy
from typing import NamedTuple

from designer.analysis.locations import Locations
from designer.analysis.services import Services
from designer.catalog.service import ReplicaModel, Role
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology

_BOXES = (Kind.GROUP, Kind.ON_PREMISES)


class Target(NamedTuple):
    """One end of a request link: the link and the unit that answers."""

    link: Link
    unit: ElementId


class Wiring:
    """Units and the requests between them.

    A *unit* is a scaling group with its compute members, or any other resource or actor. A link
    to a member means its group; a link from a member is a need of that member alone, a link from
    the group a need of all members. A link to or from a generic box means what requests enter or
    leave it by. An async link is a need of its source only when a buffer takes it.
    """

    def __init__(self, topology: Topology, services: Services, locations: Locations) -> None:
        """Resolve the links of ``topology``."""
        self.topology = topology
        self.services = services
        self.locations = locations
        self.units: list[ElementId] = []
        self.members: dict[ElementId, tuple[ElementId, ...]] = {}
        self._unit: dict[ElementId, ElementId] = {}
        self._find_units()
        self.requests: dict[ElementId, tuple[Target, ...]] = {}
        self.deliveries: list[tuple[ElementId, ElementId]] = []
        self._resolve_links()

    def restated(self, topology: Topology, services: Services, locations: Locations) -> "Wiring":
        """Return the same requests read from ``topology``, in which they are the same."""
        made = copy(self)
        made.topology, made.services, made.locations = topology, services, locations
        return made

    def _find_units(self) -> None:
        for element in self.topology.of_kind(Kind.SCALING_GROUP):
            members = tuple(m for m in self.topology.members(element.id) if self._is_instance(m))
            members = tuple(m for m in members if m not in self._unit)
            self.members[element.id] = members
            for member in members:
                self._unit[member] = element.id
        for element in self.topology.elements.values():
            if element.id not in self._unit and self._can_work(element):
                self.units.append(element.id)
                self._unit[element.id] = element.id

    def _can_work(self, element: Element) -> bool:
        if element.kind in (Kind.RESOURCE, Kind.ACTOR, Kind.SCALING_GROUP):
            return True
        # A data centre without contents stands for what is in it.
        return (
            element.kind is Kind.ON_PREMISES
            and not self.topology.members(element.id)
            and not (self.topology.children(element.id))
        )

    def _is_instance(self, element: ElementId) -> bool:
        if self.topology.elements[element].kind is not Kind.RESOURCE:
            return False
        row = self.services.of(element)
        return row.role is Role.COMPUTE and row.failure.replicas in (
            ReplicaModel.ONE,
            ReplicaModel.COUNT,
        )

    def unit_of(self, element: ElementId) -> ElementId | None:
        """Return the unit ``element`` belongs to; None for boxes and notes."""
        return self._unit.get(element)

    def is_buffer(self, element: ElementId) -> bool:
        """Tell whether ``element`` accepts work now and hands it on later."""
        return self.services.of(element).role is Role.BUFFER

    def _resolve_links(self) -> None:
        requests: dict[ElementId, list[Target]] = {}
        for link in self.topology.links.values():
            if link.kind not in (LinkKind.REQUEST, LinkKind.ASYNC):
                continue
            for source in self._ends(link.source, outgoing=True):
                for end in self._ends(link.target, outgoing=False):
                    target = self._unit.get(end)
                    if target is None or self._unit.get(source) == target:
                        continue
                    if self._is_need(link, source, target):
                        requests.setdefault(source, []).append(Target(link, target))
                    else:
                        self.deliveries.append((self._unit.get(source, source), target))
        self.requests = {source: tuple(targets) for source, targets in requests.items()}

    def _is_need(self, link: Link, source: ElementId, target: ElementId) -> bool:
        if self.is_buffer(source):
            return False
        return link.kind is LinkKind.REQUEST or self.is_buffer(target)

    def _ends(self, element: ElementId, *, outgoing: bool) -> tuple[ElementId, ...]:
        own = self.topology.elements[element]
        if own.kind not in _BOXES or element in self._unit:
            return (element,)
        inside = self._inside(element)
        units = {self._unit[i] for i in inside}

        def joined(one: ElementId) -> bool:
            links = (
                self.topology.outgoing(one, LinkKind.REQUEST)
                if outgoing
                else self.topology.incoming(one, LinkKind.REQUEST)
            )
            ends = [link.target if outgoing else link.source for link in links]
            return any(self._unit.get(end) in units for end in ends)

        outer = tuple(one for one in inside if not joined(one))
        return outer or inside

    def _inside(self, box: ElementId) -> tuple[ElementId, ...]:
        found = (*self.topology.descendants(box), *self.topology.members(box))
        units = [self._unit[one] for one in found if one in self._unit]
        return tuple(dict.fromkeys(units))

    def needs(self, unit: ElementId) -> tuple[Target, ...]:
        """Return every target of ``unit`` and of its members."""
        if unit not in self.members:
            return self.requests.get(unit, ())
        found = list(self.requests.get(unit, ()))
        for member in self.members.get(unit, ()):
            found += self.requests.get(member, ())
        return tuple(found)

    def is_leaf(self, unit: ElementId) -> bool:
        """Tell whether ``unit`` asks nobody."""
        return not self.needs(unit)

    def is_beside(self, target: Target) -> bool:
        """Tell whether the target is asked beside the request, which goes on without it."""
        if target.link.role is LinkRole.OPTIONAL:
            return True
        support = self.services.of(target.unit).role is Role.SUPPORT
        return support and self.is_leaf(target.unit)
