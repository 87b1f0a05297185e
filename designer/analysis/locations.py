"""Where things run: the Regions and zones a drawing shows, implies or leaves open."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from designer.analysis.services import Services
from designer.catalog.loader import regions
from designer.catalog.service import ReplicaModel, Role, Scope
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.topology import Topology

ZoneKey = str
RegionKey = str

IMPLIED_ZONES = 3  # every AWS Region has at least three


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A Region as a failure domain; drawn twice under one name or code it is one Region."""

    key: RegionKey
    name: str
    elements: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone as a failure domain.

    Attributes:
        elements: the boxes that draw it; empty when it is implied or unknown.
        known: False for "some zone of the Region, the drawing does not say which".
    """

    key: ZoneKey
    name: str
    region: RegionKey
    elements: tuple[ElementId, ...]
    known: bool = True


class Locations:
    """Zones and Region of every element.

    Zones of one name within a Region are one zone, whichever VPC draws them; a box that still has
    the catalog's name is a zone of its own. Things whose zone is not told share one unknown zone
    for each Region.
    """

    def __init__(self, topology: Topology, services: Services) -> None:
        """Locate the elements of ``topology``."""
        self._topology = topology
        self._services = services
        self.regions: dict[RegionKey, Region] = {}
        self.zones: dict[ZoneKey, Zone] = {}
        self._codes: dict[RegionKey, str] = {}
        self._region_cache: dict[ElementId, RegionKey | None] = {}
        self._scope_cache: dict[ElementId, Scope] = {}
        self._outer_region: dict[ElementId | None, RegionKey | None] = {None: None}
        self._around: dict[ElementId | None, ZoneKey | None] = {None: None}
        self._zone_cache: dict[ElementId, tuple[ZoneKey, ...]] = {}
        self._told_by_place: dict[
            tuple[ElementId | None, RegionKey, Scope], tuple[ZoneKey, ...]
        ] = {}
        self._box_region: dict[ElementId, RegionKey] = {}
        self._box_zone: dict[ElementId, ZoneKey] = {}
        for element in topology.of_kind(Kind.REGION):
            self._add_region(element)
        for element in topology.of_kind(Kind.ZONE, Kind.SUBNET):
            self._add_zone(element)
        self._drawn = {
            region: tuple(zone.key for zone in self.zones.values() if zone.region == region)
            for region in {zone.region for zone in self.zones.values()}
        }

    def restated(self, topology: Topology, services: Services) -> "Locations":
        """Return the same places read from ``topology``, in which they are the same."""
        made = copy(self)
        made._topology, made._services = topology, services
        # Implied zones are added as they are met, and only to the places that met them.
        made.regions, made.zones = dict(self.regions), dict(self.zones)
        made._zone_cache = dict(self._zone_cache)
        made._told_by_place = dict(self._told_by_place)
        return made

    def _symbol(self, element: Element, key: str) -> str:
        stated = element.properties.get(key)
        if isinstance(stated, str) and stated.strip():
            return stated.strip().casefold()
        name = element.name.strip()
        plain = self._services.of(element.id).name
        return element.id if not name or name == plain else name.casefold()

    def _add_region(self, element: Element) -> None:
        symbol = self._symbol(element, "region_code")
        key = f"region:{symbol}"
        known = self.regions.get(key)
        elements = (element.id,) if known is None else (*known.elements, element.id)
        name = element.name if known is None else known.name
        self.regions[key] = Region(key=key, name=name or symbol, elements=elements)
        self._box_region[element.id] = key
        self._codes[key] = next((part for part in regions() if part in symbol), "")

    def _add_zone(self, element: Element) -> None:
        if element.kind is Kind.SUBNET:
            # A subnet lies in one zone; it is a zone's box only if it says in which.
            inside = self._topology.around(element.id, Kind.ZONE) is not None
            if inside or "zone_name" not in element.properties:
                return
        region = self._region_around(element.id)
        key = f"zone:{region[7:]}/{self._symbol(element, 'zone_name')}"
        known = self.zones.get(key)
        if known is None:
            stated = element.properties.get("zone_name")
            subnet = element.kind is Kind.SUBNET
            name = stated if subnet and isinstance(stated, str) else element.name
            self.zones[key] = Zone(key=key, name=name, region=region, elements=(element.id,))
        else:
            boxes = (*known.elements, element.id)
            self.zones[key] = Zone(key=key, name=known.name, region=region, elements=boxes)
        self._box_zone[element.id] = key

    def _region_around(self, element: ElementId) -> RegionKey:
        own = self._topology.elements[element]
        if own.kind is Kind.REGION:
            return self._box_region[element]
        return self._box_around(own.parent, self._box_region, self._outer_region) or self._outside()

    def _box_around(
        self,
        box: ElementId | None,
        keys: Mapping[ElementId, str],
        known: dict[ElementId | None, str | None],
    ) -> str | None:
        """Return the key in ``keys`` of ``box`` or of the nearest box around it.

        What stands in one box has one answer, kept in ``known``.
        """
        if box not in known:
            known[box] = None  # where boxes hold each other, nothing is around them
            own = self._topology.elements.get(box) if box is not None else None
            if own is not None:
                known[box] = keys.get(own.id) or self._box_around(own.parent, keys, known)
        return known[box]

    def _outside(self) -> RegionKey:
        """Return the Region of what stands in no Region's box."""
        # Drawings often leave regional services outside the only Region's box.
        if len(self.regions) == 1:
            return next(iter(self.regions))
        key = "region:"
        if key not in self.regions:
            self.regions[key] = Region(key=key, name="the Region", elements=())
        return key

    def scope(self, element: ElementId) -> Scope:
        """Return the failure domain in which ``element`` lives as it is drawn and set up."""
        found = self._scope_cache.get(element)
        if found is None:
            found = self._scope_cache[element] = self._scope(element)
        return found

    def _scope(self, element: ElementId) -> Scope:
        row, scope = self._services.of(element), self._services.setup(element).scope
        if scope is Scope.EXTERNAL and row.role is not Role.CLIENT:
            if self._zone_around(element) is not None:
                return Scope.ZONAL
            if self._topology.around(element, Kind.REGION) or self._topology.around(
                element, Kind.VPC
            ):
                return Scope.REGIONAL
        failure = row.failure
        managed = failure.replicas is ReplicaModel.MANAGED
        if scope is Scope.REGIONAL and managed:
            switch = failure.multi_az_property
            if switch and not self._services.is_on(element, switch):
                return Scope.ZONAL
        return scope

    def region_of(self, element: ElementId) -> RegionKey | None:
        """Return the key of the Region ``element`` runs in; None outside every Region."""
        try:
            return self._region_cache[element]
        except KeyError:
            outside = self.scope(element) in (Scope.GLOBAL, Scope.EXTERNAL)
            found = self._region_cache[element] = None if outside else self._region_around(element)
            return found

    def _zone_around(self, element: ElementId) -> ZoneKey | None:
        """Return the zone whose box is or holds ``element``, the nearest one."""
        own = self._box_zone.get(element)
        if own is not None:
            return own
        parent = self._topology.elements[element].parent
        if parent in self._around:
            return self._around[parent]
        return self._box_around(parent, self._box_zone, self._around)

    def _stated(self, element: ElementId) -> list[ZoneKey]:
        """Return the zones told by the box around and by the ``zones`` property, in that order."""
        around = self._zone_around(element)
        found = [] if around is None else [around]
        value = self._topology.elements[element].properties.get("zones")
        if isinstance(value, tuple):
            region = self._region_around(element)
            found += [self._named(region, name) for name in value if name.strip()]
            found = list(dict.fromkeys(found))
        return found

    def _named(self, region: RegionKey, name: str) -> ZoneKey:
        wanted = name.strip().casefold()
        for key in self._drawn.get(region, ()):
            zone = self.zones[key]
            if wanted in (zone.name.casefold(), key.rpartition("/")[2], *zone.elements):
                return key
        return self._implied(region, wanted, name.strip())

    def _implied(self, region: RegionKey, symbol: str, name: str) -> ZoneKey:
        key = f"zone:{region[7:]}/{symbol}"
        if key not in self.zones:
            self.zones[key] = Zone(key=key, name=name, region=region, elements=())
        return key

    def unknown_zone(self, region: RegionKey) -> ZoneKey:
        """Return the zone shared by everything in ``region`` whose zone is not told."""
        key = f"zone:{region[7:]}/?"
        if key not in self.zones:
            name = f"an unstated zone of {self.regions[region].name}"
            self.zones[key] = Zone(key=key, name=name, region=region, elements=(), known=False)
        return key

    def meet(self, region: RegionKey | None, zone: ZoneKey | None, others: "Locations") -> None:
        """Know ``region`` and ``zone``, which ``others`` have met."""
        if region is not None and region not in self.regions:
            self.regions[region] = others.regions[region]
        if zone is not None and zone not in self.zones:
            self.zones[zone] = others.zones[zone]

    def zones_in(self, region: RegionKey, at_least: int = 1) -> tuple[ZoneKey, ...]:
        """Return the zones of ``region``: the drawn ones, filled up to ``at_least``; else all.

        A Region without any drawn zone has the zones AWS gives it.
        """
        found = list(self._drawn.get(region, ()))
        names = regions().get(self._codes.get(region, ""), ())
        wanted = at_least if found else max(at_least, len(names) or IMPLIED_ZONES)
        for name in names:
            if len(found) < wanted:
                key = self._named(region, name)
                found += [] if key in found else [key]
        number = 0
        while len(found) < wanted:
            number += 1
            found.append(self._implied(region, f"~{number}", f"another zone {number}"))
        return tuple(found)

    def zones_of(self, element: ElementId) -> tuple[ZoneKey, ...]:
        """Return the zones ``element`` runs in; empty outside every Region."""
        found = self._zone_cache.get(element)
        if found is None:
            found = self._zone_cache[element] = self._found_zones(element)
        return found

    def _found_zones(self, element: ElementId) -> tuple[ZoneKey, ...]:
        region = self.region_of(element)
        if region is None:
            return ()
        own = self._topology.elements[element]
        if own.kind is Kind.RESOURCE and not own.memberships and "zones" not in own.properties:
            # Only its place tells: the same for all that stand there.
            place = (own.parent, region, self.scope(element))
            known = self._told_by_place.get(place)
            if known is None:
                known = self._told_by_place[place] = self._told_zones(own, region)
            return known
        return self._told_zones(own, region)

    def _told_zones(self, own: Element, region: RegionKey) -> tuple[ZoneKey, ...]:
        element = own.id
        found = self._stated(element)
        if found and own.kind is Kind.RESOURCE and self.zones[found[0]].known:
            return tuple(found)
        if own.kind.has_members:
            for member in self._topology.members(element):
                found += self._stated(member)
        elif not found:
            groups = [outer.id for outer in self._topology.ancestors(element)]
            for group in (*own.memberships, *groups):
                box = self._topology.elements.get(group)
                if box is not None and box.kind is Kind.SCALING_GROUP:
                    found += self.zones_of(group)
        known = [key for key in dict.fromkeys(found) if self.zones[key].known]
        if known:
            return tuple(known)
        if self.scope(element) is Scope.REGIONAL:
            return self.zones_in(region)
        return (self.unknown_zone(region),)

    def own_zones(self, element: ElementId) -> tuple[ZoneKey, ...]:
        """Return the zones told by the drawing for ``element`` itself; empty when none are."""
        return () if self.region_of(element) is None else tuple(self._stated(element))

    def is_zone_known(self, element: ElementId) -> bool:
        """Tell whether the drawing says in which zones ``element`` runs."""
        return all(self.zones[key].known for key in self.zones_of(element))

    def anchor(self, element: ElementId) -> str:
        """Return the innermost zone or Region box ``element`` is drawn in, as a key.

        Only boxes count, not the ``zones`` property: spreading a thing over more zones must not
        turn alternatives into parts that are all needed.
        """
        region = self.region_of(element)
        if region is None:
            return "global"
        return self._zone_around(element) or region


def spread(zones: Iterable[ZoneKey], count: int) -> tuple[ZoneKey, ...]:
    """Deal ``count`` replicas out over ``zones``, one after the other."""
    order = tuple(zones)
    return tuple(order[i % len(order)] for i in range(count)) if order else ()
