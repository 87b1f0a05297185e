"""Concludes containment from geometry: what stands in which box, and what belongs to which group.

The most special place that holds the middle of a thing is where it stands (subnet before zone
before VPC before Region), the smallest of a kind first. Boxes that cross such a place, as an Auto
Scaling group's does, hold members instead. A subnet drawn across several zones says no zone, so
what stands in it stands in the zone's box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.spatial import BoxIndex, covered, shared_area
from designer.model.elements import Kind

_INSIDE = 0.75  # of a box's area that lies in the outer one
_MOSTLY = 0.6  # of a subnet's area in one zone, when it strays into another
_STRAY = 0.3
_RANK: Mapping[Kind | None, int] = {
    Kind.CLOUD: 0,
    Kind.ACCOUNT: 1,
    Kind.ON_PREMISES: 1,
    Kind.REGION: 2,
    Kind.VPC: 3,
    Kind.ZONE: 4,
    Kind.SUBNET: 5,
}
_MEMBERED = (Kind.GROUP, Kind.SCALING_GROUP)


@dataclass(slots=True)
class Nesting:
    """Who stands in whom, by cell id.

    Attributes:
        parents: the box of each shape; absent for the open canvas.
        memberships: groups a shape belongs to without standing in them.
        crossing: subnets that are drawn across several zones, with these zones.
        strayed: subnets taken for one zone's though they reach into another.
        astride: shapes drawn across the border of several zones, with these zones.
    """

    parents: dict[str, str] = field(default_factory=dict)
    memberships: dict[str, list[str]] = field(default_factory=dict)
    crossing: dict[str, list[str]] = field(default_factory=dict)
    strayed: dict[str, str] = field(default_factory=dict)
    astride: dict[str, list[str]] = field(default_factory=dict)

    def chain(self, key: str) -> list[str]:
        """Return the boxes around ``key``, nearest first."""
        found: list[str] = []
        outer = self.parents.get(key)
        while outer is not None and outer not in found:
            found.append(outer)
            outer = self.parents.get(outer)
        return found


def nested(boxes: Sequence[Shape], things: Sequence[Shape]) -> Nesting:
    """Return the nesting of ``boxes`` in each other and of ``things`` in them."""
    return _Nester(boxes, things).nest()


class _Nester:
    def __init__(self, boxes: Sequence[Shape], things: Sequence[Shape]) -> None:
        self._boxes = boxes
        self._things = things
        self._index = BoxIndex([box.box for box in boxes])
        self._zones = [box for box in boxes if box.kind is Kind.ZONE]
        self._zone_index = BoxIndex([zone.box for zone in self._zones])
        self._by_key = {box.key: box for box in boxes}
        self._nesting = Nesting()

    def nest(self) -> Nesting:
        """Nest everything."""
        if not self._boxes:
            return self._nesting
        places = [box for box in self._boxes if box.kind in _RANK]
        for box in sorted(places, key=self._depth):
            self._nest_place(box)
        for box in self._boxes:
            if box.kind not in _RANK:
                self._nest_thing(box)
        for thing in self._things:
            self._nest_thing(thing)
        self._put_groups_around_places()
        return self._nesting

    def _depth(self, box: Shape) -> tuple[int, float]:
        return _rank(box), -_area(box)

    def _around(self, shape: Shape) -> list[Shape]:
        """Return the boxes that ``shape`` stands in as it is seen, smallest first."""
        found: list[Shape] = []
        for i in self._index.holding(shape.box.centre):
            box = self._boxes[i]
            if box is shape:
                continue
            if shape.is_box and (
                _area(box) <= _area(shape) or covered(shape.box, box.box) < _INSIDE
            ):
                continue
            found.append(box)
        return found

    def _nest_place(self, box: Shape) -> None:
        """Put a place into the most special place around it that may hold it."""
        if box.kind is Kind.SUBNET:
            zone = self._zone_of_subnet(box)
            if zone is not None:
                self._nesting.parents[box.key] = zone.key
                return
        rank = _rank(box)
        around = [b for b in self._around(box) if b.kind in _RANK and _rank(b) < rank]
        if box.kind is Kind.SUBNET and box.key in self._nesting.crossing:
            around = [b for b in around if b.kind is not Kind.ZONE]
        if box.kind is Kind.ZONE and not any(b.kind is Kind.VPC for b in around):
            inner = self._only_vpc_in(box)
            if inner is not None:
                self._nesting.parents[box.key] = inner.key
                return
        if around:
            best = max(around, key=lambda b: (_rank(b), -_area(b)))
            self._nesting.parents[box.key] = best.key

    def _only_vpc_in(self, zone: Shape) -> Shape | None:
        """Return the VPC that is drawn inside a zone, against AWS's own order."""
        found = [
            self._boxes[i]
            for i in self._index.within(zone.box)
            if self._boxes[i].kind is Kind.VPC and covered(self._boxes[i].box, zone.box) >= _INSIDE
        ]
        return found[0] if len(found) == 1 else None

    def _zone_of_subnet(self, subnet: Shape) -> Shape | None:
        shares = sorted(
            (
                (shared_area(subnet.box, self._zones[i].box) / _area(subnet), self._zones[i])
                for i in self._zone_index.overlapping(subnet.box)
            ),
            key=lambda pair: -pair[0],
        )
        shares = [pair for pair in shares if pair[0] >= 0.1]
        if not shares:
            return None
        best, zone = shares[0]
        others = [pair for pair in shares[1:] if pair[0] > 0.1]
        if best >= _INSIDE or (best >= _MOSTLY and all(s <= _STRAY for s, _ in others)):
            if others and all(not covered(z.box, zone.box) >= _INSIDE for _, z in others):
                self._nesting.strayed[subnet.key] = zone.key
            return zone
        if others:
            self._nesting.crossing[subnet.key] = [z.key for _, z in shares]
        return None

    def _nest_thing(self, thing: Shape) -> None:
        around = self._around(thing)
        places = [box for box in around if box.kind in _RANK]
        zones = self._zones_astride(thing)
        if len(zones) > 1:
            self._nesting.astride[thing.key] = [zone.key for zone in zones]
            taken = {zone.key for zone in zones}
            places = [
                b
                for b in places
                if b.key not in taken and not taken & set(self._nesting.chain(b.key))
            ]
        best = self._best_place(places)
        spanned = set(self._nesting.astride.get(thing.key, ()))
        groups = [
            box
            for box in around
            if box.kind in _MEMBERED and box is not thing and self._by_key.get(box.key) is box
        ]
        inner: Shape | None = best
        for group in sorted(groups, key=_area, reverse=True):
            # Larger groups first: the last one that fits is the nearest.
            fits = best is None or self._is_in(group, best)
            if fits and not (spanned and self._cuts(group, spanned)):
                inner = group
        if inner is not None:
            self._nesting.parents[thing.key] = inner.key
        held = {inner.key} if inner is not None else set()
        if thing.is_box:
            return
        members = [
            g.key
            for g in groups
            if g.key not in held and not self._holds(g, best) and not _is_bare(g)
        ]
        if members:
            self._nesting.memberships[thing.key] = members

    def _best_place(self, places: list[Shape]) -> Shape | None:
        """Return the most special place, unless it is a subnet that says no zone."""
        if not places:
            return None
        ranked = sorted(places, key=lambda b: (-_rank(b), _area(b)))
        best = ranked[0]
        if best.key in self._nesting.crossing:
            zone = next((b for b in ranked if b.kind is Kind.ZONE), None)
            return zone or best
        return best

    def _zones_astride(self, thing: Shape) -> list[Shape]:
        """Return the zones that ``thing`` is drawn across, none of them holding most of it."""
        found = [
            (covered(thing.box, self._zones[i].box), self._zones[i])
            for i in self._zone_index.overlapping(thing.box)
            if self._zones[i] is not thing
        ]
        found = [pair for pair in found if pair[0] >= 0.1]
        if len(found) < 2 or max(share for share, _ in found) >= 0.8:
            return []
        return [zone for _, zone in found]

    def _cuts(self, group: Shape, zones: set[str]) -> bool:
        return any(key in zones for key in self._nesting.chain(group.key))

    def _is_in(self, inner: Shape, outer: Shape) -> bool:
        return (
            _area(inner) < _area(outer) and covered(inner.box, outer.box) >= _INSIDE
        ) and not self._leaves_zone(inner, outer)

    def _leaves_zone(self, inner: Shape, outer: Shape) -> bool:
        """Tell whether a group that lies in ``outer`` still reaches over several zones in it."""
        zones = [self._zones[i] for i in self._zone_index.overlapping(inner.box)]
        if outer.kind in (Kind.ZONE, Kind.SUBNET):
            return False
        reached = [z for z in zones if shared_area(z.box, inner.box) >= 0.1 * _area(inner)]
        return len(reached) > 1 and inner.kind is Kind.SCALING_GROUP

    def _holds(self, group: Shape, place: Shape | None) -> bool:
        """Tell whether a generic group simply lies around the place that was chosen."""
        return (
            place is not None
            and group.kind is Kind.GROUP
            and _area(group) > _area(place)
            and covered(place.box, group.box) >= _INSIDE
        )

    def _put_groups_around_places(self) -> None:
        """Let a place stand in a generic group that is drawn around it inside its own place."""
        for box in self._boxes:
            if box.kind not in _RANK:
                continue
            outer = self._nesting.parents.get(box.key)
            area = None if outer is None else _area(self._by_key[outer])
            around = [
                b
                for b in self._around(box)
                if b.kind is Kind.GROUP
                and (area is None or _area(b) < area)
                and self._nesting.parents.get(b.key) == outer
                and box.key not in self._nesting.chain(b.key)
            ]
            if around and (outer is None or not self._crosses(box, outer)):
                self._nesting.parents[box.key] = around[0].key

    def _crosses(self, box: Shape, outer: str) -> bool:
        return covered(box.box, self._by_key[outer].box) < _INSIDE


def _is_bare(group: Shape) -> bool:
    """Tell whether a box says nothing about why things are in it."""
    return (
        group.kind is Kind.GROUP
        and not group.lines
        and group.what is not What.FRAME
        and group.service == "group"
    )


def _rank(box: Shape) -> int:
    return _RANK[box.kind]


def _area(shape: Shape) -> float:
    return shape.box.area
