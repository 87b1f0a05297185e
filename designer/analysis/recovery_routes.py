"""The ways one data store can come back from a disruption: its service's features and its links."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from designer.analysis.failure_domains import Placement
from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.setups import Setup
from designer.analysis.wiring import Wiring
from designer.catalog.conditions import MANY_ZONES, ONE_ZONE
from designer.catalog.service import Role, Scope, Service, StepKind
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.workload import Disruption

# Where the catalog has no figure for a store drawn with copies.
PROMOTION_S = 600.0  # a read replica is promoted in several minutes (RDS User Guide)
LAG_S = 60.0  # asynchronous replication to another Region
LAG_IN_REGION_S = 1.0
RESTORE_S = 14_400.0  # a restore takes hours (Disaster Recovery of Workloads on AWS)
_PROMOTED = "assumed: a replica is promoted in several minutes (RDS User Guide)"
_RESTORED = "a restore takes hours (Disaster Recovery of Workloads on AWS)"
INTERVAL_H = 24.0  # daily backups
RUNNING_COPY_S = 900.0  # a copy no older than this is running, not restored


class Route(NamedTuple):
    """One way to recover a store."""

    rto_s: float
    rpo_s: float
    by: str
    assumed: bool = False
    keys: tuple[str, ...] = ()  # properties it rests on
    by_hand: bool = False  # people have to start it
    step: StepKind = StepKind.SURVIVE  # what its time goes into
    source: str = ""  # where its time comes from


def _rank(route: Route) -> tuple[float, float]:
    """Return what makes a route better: least data lost, then least time."""
    return (route.rpo_s, route.rto_s)


def _known(row: Service) -> str:
    return next((f.source for f in row.recovery if f.step is StepKind.FAIL_OVER), _PROMOTED)


def data_stores(wiring: Wiring, sets: ReplicaSets) -> tuple[ElementId, ...]:
    """Return the stores whose data matters, in drawing order, whatever is stated of them.

    What only keeps copies (a backup's target, a replica) is no store of its own.
    """
    topology = wiring.topology
    order = {key: number for number, key in enumerate(topology.elements)}

    def is_copy(source: ElementId, copy: ElementId) -> bool:
        return not sets.is_copy_of(source, copy) or order[source] < order[copy]

    found = []
    for element in topology.of_kind(Kind.RESOURCE):
        row = wiring.services.of(element.id)
        if not row.stateful or row.role is Role.CACHE:
            continue
        incoming = topology.incoming(element.id)
        kinds = {link.kind for link in incoming}
        used = kinds & {LinkKind.REQUEST, LinkKind.ASYNC}
        vault = row.property("vault_lock") is not None
        if not used and (LinkKind.BACKUP in kinds or vault):
            continue
        if LinkKind.REPLICATION in kinds and any(
            is_copy(link.source, element.id)
            for link in incoming
            if link.kind is LinkKind.REPLICATION
        ):
            continue
        found.append(element.id)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Finds the routes of stores in one drawing."""

    stores: tuple[ElementId, ...]
    wiring: Wiring
    placement: Placement
    sets: ReplicaSets

    def name(self, store: ElementId | None) -> str:
        """Return what people call ``store``."""
        if store is None:
            return "the workload"
        return self.wiring.topology.elements[store].name or self.wiring.services.of(store).name

    def size_gib(self, store: ElementId) -> float | None:
        """Return the size of what ``store`` keeps; None when it is not stated."""
        services = self.wiring.services
        is_stated = services.is_stated(store, "storage_gib")
        return services.number(store, "storage_gib") if is_stated else None

    def likeness(self, store: ElementId) -> tuple[object, ...] | None:
        """Return what all stores have in common that come back alike; None for one of its kind.

        Copies that are drawn make a store one of its kind.
        """
        services, place = self.wiring.services, self.placement
        for link in self.wiring.topology.outgoing(store):
            if link.kind in (LinkKind.REPLICATION, LinkKind.BACKUP):
                return None
        keeps = services.of(store).role is Role.BUFFER and self._keeps_failed(store)
        zones = len(place.zones_of(store)) > 1
        outside = place.region_of(store) is None
        return (services.setup(store), zones, outside, place.locations.scope(store), keeps)

    def of(self, store: ElementId, disruption: Disruption) -> list[Route]:
        """Return the routes of ``store``, best first: least data lost, then least time."""
        found = self._untouched(store, disruption)
        found += self._features(store, disruption)
        for link in self.wiring.topology.outgoing(store):
            if link.kind is LinkKind.REPLICATION:
                found += self._replica(store, link.target, disruption)
            elif link.kind is LinkKind.BACKUP:
                found += self._backup(store, link.target, disruption)
        return sorted(found, key=_rank) if len(found) > 1 else found

    def _untouched(self, store: ElementId, disruption: Disruption) -> list[Route]:
        place, found = self.placement, list[Route]()
        if disruption is Disruption.REGION and place.region_of(store) is None:
            where = place.locations.scope(store)
            by = "a global service" if where is Scope.GLOBAL else "it is outside every Region"
            found.append(Route(rto_s=0, rpo_s=0, by=by))
        if disruption is Disruption.ZONE and place.region_of(store) is None:
            found.append(Route(rto_s=0, rpo_s=0, by="it is in no zone"))
        if disruption in (Disruption.SOFTWARE, Disruption.REGION):
            found += self._in_transit(store, disruption)
        return found

    def _in_transit(self, store: ElementId, disruption: Disruption) -> Iterator[Route]:
        """A queue's content is in transit: its senders still have it, or it has failed already.

        Only where no drawing could do better: the service offers no way at all to bring the
        content back, or the queue is where others put what failed, which needs no such place
        of its own.
        """
        row = self.wiring.services.of(store)
        if row.role is not Role.BUFFER:
            return
        if not any(figure.disruption is disruption for figure in row.recovery):
            yield Route(rto_s=0, rpo_s=0, by="what is in transit is sent again", assumed=True)
        elif self._keeps_failed(store):
            yield Route(rto_s=0, rpo_s=0, by="it keeps what failed elsewhere", assumed=True)

    def _keeps_failed(self, store: ElementId) -> bool:
        """Tell whether a queue is where others put what failed."""
        topology = self.wiring.topology
        incoming = topology.incoming(store)
        filled = incoming and all(link.kind is LinkKind.ASYNC for link in incoming)
        return bool(filled) and not topology.outgoing(store)

    def _features(self, store: ElementId, disruption: Disruption) -> tuple[Route, ...]:
        zones = MANY_ZONES if len(self.placement.zones_of(store)) > 1 else ONE_ZONE
        setup = self.wiring.services.setup(store)
        return setup.once((Route, disruption, zones), partial(_features, setup, disruption, zones))

    def keys(self, store: ElementId, disruption: Disruption) -> tuple[str, ...]:
        """Return the properties that decide about ``disruption`` and are not stated."""
        setup = self.wiring.services.setup(store)
        return setup.once(("open", disruption), partial(_open_keys, setup, disruption))

    def _replica(
        self, store: ElementId, copy: ElementId, disruption: Disruption
    ) -> Iterator[Route]:
        """A running copy covers what does not reach it; never bad data, which is copied too."""
        if disruption is Disruption.SOFTWARE or not self._is_apart(store, copy, disruption):
            return
        row = self.wiring.services.of(store)
        name = self.name(copy)
        if copy in self.sets.of(store):
            seconds = row.failure.failover_s or PROMOTION_S
            yield Route(
                rto_s=seconds,
                rpo_s=0,
                by=f"failover to {name}",
                step=StepKind.FAIL_OVER,
                source=_known(row) if row.failure.failover_s else _PROMOTED,
            )
            return
        if self._is_cross_region(store, copy):
            known = [
                f
                for f in row.recovery
                if f.disruption is Disruption.REGION and f.rpo_s <= RUNNING_COPY_S
            ]
            best = min(known, key=lambda f: (f.rpo_s, f.rto_s), default=None)
            rto_s = PROMOTION_S if best is None else best.rto_s
            rpo_s = LAG_S if best is None else best.rpo_s
            yield Route(
                rto_s=rto_s,
                rpo_s=rpo_s,
                by=f"the replica {name} takes over",
                assumed=best is None,
                step=StepKind.FAIL_OVER if rto_s else StepKind.SURVIVE,
                source=_PROMOTED if best is None else best.source,
            )
            return
        yield Route(
            rto_s=PROMOTION_S,
            rpo_s=LAG_IN_REGION_S,
            by=f"{name} is promoted",
            assumed=True,
            by_hand=True,
            step=StepKind.FAIL_OVER,
            source=_PROMOTED,
        )

    def _backup(
        self, store: ElementId, vault: ElementId, disruption: Disruption
    ) -> Iterator[Route]:
        services = self.wiring.services
        apart = self._is_apart(store, vault, disruption)
        copied = services.is_on(vault, "cross_region_copy") or services.is_on(
            vault, "replication_region"
        )
        if disruption is Disruption.REGION and not (apart or copied):
            return
        if disruption is Disruption.ZONE and not apart:
            return
        setup, target = services.setup(store), services.setup(vault)
        rto_s, interval_h = setup.once((_restored, target), partial(_restored, setup, target))
        yield Route(
            rto_s=max(rto_s, RESTORE_S) if disruption is Disruption.REGION else rto_s,
            rpo_s=(INTERVAL_H if interval_h is None else interval_h) * 3600,
            by=f"restore from {self.name(vault)}",
            assumed=interval_h is None,
            keys=("backup_interval_h",),
            by_hand=True,
            step=StepKind.RESTORE,
            source=_RESTORED,
        )

    def _is_cross_region(self, one: ElementId, other: ElementId) -> bool:
        return self.placement.region_of(one) != self.placement.region_of(other)

    def _is_apart(self, one: ElementId, other: ElementId, disruption: Disruption) -> bool:
        """Tell whether ``disruption`` of ``one`` leaves ``other`` alone."""
        place = self.placement
        if disruption is Disruption.REGION:
            return self._is_cross_region(one, other)
        if disruption is not Disruption.ZONE or self._is_cross_region(one, other):
            return True
        if place.locations.scope(other) is not Scope.ZONAL:
            return True
        return bool(set(place.zones_of(other)) - set(place.zones_of(one)))


def _features(setup: Setup, disruption: Disruption, zones: str) -> tuple[Route, ...]:
    """Return the routes that the service itself offers, as it is set up."""
    found = []
    for figure, rpo_s in setup.recovery_figures(disruption, zones):
        keys = tuple(key for key in (*figure.when, figure.rpo_property) if key)
        is_open = any(key != "zones" and setup.stated(key) is None for key in keys)
        route = Route(
            rto_s=figure.rto_s,
            rpo_s=rpo_s,
            by=figure.by,
            assumed=is_open,
            keys=keys,
            by_hand=figure.by_hand,
            step=figure.step,
            source=figure.source,
        )
        found.append(route)
    return tuple(found)


def _open_keys(setup: Setup, disruption: Disruption) -> tuple[str, ...]:
    keys = [
        key
        for figure in setup.row.recovery
        if figure.disruption is disruption
        for key in (*figure.when, figure.rpo_property)
        if key and key != "zones"
    ]
    return tuple(key for key in dict.fromkeys(keys) if setup.stated(key) is None)


def _restored(store: Setup, vault: Setup) -> tuple[float, float | None]:
    """Return the seconds a restore takes, and the hours between backups; None if not stated.

    The store's own backups and the vault's plan both run: the more frequent counts.
    """
    key = "backup_interval_h"
    intervals = [
        hours
        for setup in (store, vault)
        if setup.stated(key) is not None and (hours := setup.number(key)) is not None
    ]
    restores = [
        figure.rto_s
        for figure in store.row.recovery
        if figure.disruption is Disruption.SOFTWARE and figure.rto_s > 0
    ]
    return min(restores, default=RESTORE_S), min(intervals, default=None)
