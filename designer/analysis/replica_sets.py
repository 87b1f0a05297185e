"""Stores drawn as several icons that are one: a primary and the standbys that take over."""

from designer.analysis.locations import Locations
from designer.analysis.services import Services
from designer.catalog.service import ReplicaModel
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.topology import Topology


class ReplicaSets:
    """Replica sets by member.

    A replication link between two icons of one service in one Region makes them one set when the
    service fails over by itself: a drawn Multi-AZ standby (unless Multi-AZ is stated to be off,
    which makes it a read replica), readers of a cluster, replicas with automatic failover on.
    """

    def __init__(self, topology: Topology, services: Services, locations: Locations) -> None:
        """Find the sets of ``topology``."""
        self._services = services
        self._locations = locations
        self._topology = topology
        self._parent: dict[ElementId, ElementId] = {}
        self._copies: dict[ElementId, set[ElementId]] = {}
        self._originals: dict[ElementId, list[ElementId]] = {}
        for link in topology.links.values():
            if link.kind is not LinkKind.REPLICATION:
                continue
            self._copies.setdefault(link.source, set()).add(link.target)
            self._originals.setdefault(link.target, []).append(link.source)
            if self.takes_over(link.source, link.target):
                self._join(link.source, link.target)
        order = {key: number for number, key in enumerate(topology.elements)}
        sets: dict[ElementId, list[ElementId]] = {}
        for member in sorted(self._parent, key=order.__getitem__):
            sets.setdefault(self._root(member), []).append(member)
        self._sets = {member: tuple(group) for group in sets.values() for member in group}

    def _root(self, member: ElementId) -> ElementId:
        while self._parent.get(member, member) != member:
            member = self._parent[member]
        return member

    def _join(self, one: ElementId, other: ElementId) -> None:
        self._parent.setdefault(one, one)
        self._parent.setdefault(other, other)
        self._parent[self._root(other)] = self._root(one)

    def takes_over(self, primary: ElementId, copy: ElementId) -> bool:
        """Tell whether ``copy`` replaces ``primary`` without anybody's help."""
        elements = self._topology.elements
        if elements[primary].service != elements[copy].service:
            return False
        if self._locations.region_of(primary) != self._locations.region_of(copy):
            return False
        failure = self._services.of(primary).failure
        if failure.replicas is ReplicaModel.STANDBY:
            switch = failure.multi_az_property
            off = self._services.is_stated(primary, switch) and not self._services.is_on(
                primary, switch
            )
            return not off
        if failure.replicas is ReplicaModel.CLUSTER:
            switch = failure.failover_property
            return not switch or self._services.is_on(primary, switch)
        return False

    def of(self, member: ElementId) -> tuple[ElementId, ...]:
        """Return the set of ``member`` in drawing order; itself alone when it is in none."""
        return self._sets.get(member, (member,))

    def is_copy_of(self, copy: ElementId, primary: ElementId) -> bool:
        """Tell whether ``primary`` is replicated to ``copy`` in one step, takeover or not."""
        return copy in self._copies.get(primary, ())

    def originals(self, copy: ElementId) -> tuple[ElementId, ...]:
        """Return the stores that are replicated to ``copy``, in drawing order."""
        return tuple(self._originals.get(copy, ()))
