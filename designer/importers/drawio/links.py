"""Makes links of connections: ends that are boxes are looked into, arrows are set by role.

A line from a group or a server to a subnet places it there and is no request.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from designer.catalog.loader import catalog
from designer.catalog.placement import is_linkable, may_link, may_stand
from designer.catalog.service import Role
from designer.importers.drawio.direction import Directions, Ends, link_kind, link_role
from designer.importers.drawio.lines import Connection, End, LineWork
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.drawio.places import is_plain_zone
from designer.importers.drawio.shapes import Shape
from designer.importers.limits import MAX_LABEL, MAX_RELATIONS
from designer.importers.result import NoteKind
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.layout import Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.text import one_line
from designer.model.topology import Topology

_MOST_PAIRS = 200  # of one connection
_MOST_TARGETS = 6  # things in a box that a line to the box may mean
_PLACED = (Role.COMPUTE, Role.STORE, Role.CACHE, Role.BALANCER, Role.PROXY)
_ENTRIES = (Role.DNS, Role.EDGE, Role.GATEWAY, Role.BALANCER)


@dataclass(slots=True)
class Made:
    """What became of the connections.

    Attributes:
        restated: elements that lines gave a place, zones or a group.
        ids: link ids by line.
    """

    links: dict[LinkId, Link] = field(default_factory=dict)
    bends: dict[LinkId, tuple[Point, ...]] = field(default_factory=dict)
    restated: dict[ElementId, Element] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Pair:
    ends: Ends
    connection: Connection
    notes: list[str]


class Linker:
    """Makes the links of one page."""

    def __init__(
        self,
        elements: Mapping[str, Element],
        shapes: Mapping[str, Shape],
        topology: Topology,
        book: NoteBook,
    ) -> None:
        """Take the elements by cell, and where they stand."""
        self._elements = elements
        self._cells = {element.id: cell for cell, element in elements.items()}
        self._shapes = shapes
        self._topology = topology
        self._book = book
        self._made = Made()
        self._placed: dict[str, list[str]] = {}
        self._inside: dict[ElementId, list[ElementId]] = {}
        self._left = MAX_RELATIONS

    def links(self, work: LineWork, source: IdSource) -> Made:
        """Return links, bends and restated elements."""
        pairs = [pair for connection in work.connections for pair in self._pairs(connection)]
        stencils = {key: shape.stencil_name for key, shape in self._shapes.items()}
        directions = Directions(self._elements, stencils, [pair.ends for pair in pairs])
        known: dict[tuple[ElementId, ElementId, LinkKind], LinkId] = {}
        for pair in pairs:
            self._link(pair, directions, source, known)
        self._settle_placed()
        return self._made

    def _pairs(self, connection: Connection) -> Iterator[_Pair]:
        ends = [end for end in connection.ends if end.shape in self._elements]
        if len(ends) < 2:
            self._skip(connection, "one of its ends is nothing that can be linked")
            return
        services = {self._elements[end.shape].service for end in ends}
        if len(ends) > 2 and len(services) == 1 and not any(end.has_arrow for end in ends):
            self._skip(connection, "it joins several of one kind without saying who asks whom")
            return
        for one, other, directed in _coupled(ends):
            yield from self._between(connection, one, other, directed=directed)

    def _between(
        self, connection: Connection, one: End, other: End, *, directed: bool
    ) -> Iterator[_Pair]:
        first, second = self._elements[one.shape], self._elements[other.shape]
        if self._places(one.shape, other.shape) or self._places(other.shape, one.shape):
            return
        if self._joins(one.shape, other.shape, connection):
            return
        sources, why_source = self._meant(first, second)
        targets, why_target = self._meant(second, first)
        if not sources or not targets:
            box = first if not sources else second
            self._skip(
                connection,
                f"it ends at {shown(box.name)}, and what in it is meant cannot be told",
                one.shape,
                other.shape,
            )
            return
        notes = [note for note in (why_source, why_target) if note]
        for end, element in ((one, first), (other, second)):
            if end.how:
                notes.append(f"The line ends at {shown(element.name)}: {end.how}.")
        if len(connection.lines) > 1:
            notes.append(f"{len(connection.lines)} lines that meet are read as one connection.")
        for source in sources:
            for target in targets:
                if source == target or self._left <= 0 or self._belong(source, target):
                    continue
                self._left -= 1
                yield _Pair(Ends(source, target, directed, connection.label), connection, notes)

    def _meant(self, element: Element, other: Element) -> tuple[list[str], str]:
        """Return the cells that a line to ``element`` means, and why when it is not itself."""
        if element.kind is Kind.NOTE:
            return [], ""
        if not element.kind.is_container or element.kind is Kind.SCALING_GROUP:
            return [self._cells[element.id]], ""
        things = [key for key in self._things_in(element.id) if key != other.id]
        if len(things) == 1:
            only = self._topology.elements[things[0]]
            why = f"The line ends at {shown(element.name)}, which holds only {shown(only.name)}."
            return [self._cells[only.id]], why
        if is_linkable(element):
            return [self._cells[element.id]], ""
        return self._in_place(element, things)

    def _things_in(self, box: ElementId) -> list[ElementId]:
        """Return what stands in ``box`` and may be linked itself."""
        if box not in self._inside:
            elements = self._topology.elements
            self._inside[box] = [
                key
                for key in self._topology.descendants(box)
                if is_linkable(elements[key])
                and (
                    not elements[key].kind.is_container or elements[key].kind is Kind.SCALING_GROUP
                )
            ]
        return self._inside[box]

    def _in_place(self, element: Element, things: Sequence[ElementId]) -> tuple[list[str], str]:
        roles = {key: catalog()[self._topology.elements[key].service].role for key in things}
        entries = [
            key
            for key in things
            if roles[key] in _ENTRIES or self._topology.elements[key].service == "igw"
        ]
        if len(entries) == 1:
            entry = self._topology.elements[entries[0]]
            why = f"The line ends at {shown(element.name)}; its way in is {shown(entry.name)}."
            return [self._cells[entry.id]], why
        compute = [key for key in things if roles[key] is Role.COMPUTE]
        compute = [
            key
            for key in compute
            if not any(group in compute for group in self._topology.elements[key].memberships)
            and self._topology.elements[key].parent not in compute
        ]
        if element.kind in (Kind.SUBNET, Kind.ZONE) and 0 < len(compute) <= _MOST_TARGETS:
            why = f"The line ends at {shown(element.name)}; what runs in it is meant."
            return [self._cells[key] for key in compute], why
        return [], ""

    def _belong(self, source: str, target: str) -> bool:
        """Tell whether one of the two is a group and the other a part of it."""
        one, other = self._elements[source], self._elements[target]
        for group, member in ((one, other), (other, one)):
            if group.kind.is_container and (
                group.id in member.memberships
                or any(outer.id == group.id for outer in self._topology.ancestors(member.id))
            ):
                return True
        return False

    def _joins(self, one: str, other: str, connection: Connection) -> bool:
        """Make an instance a member of the scaling icon that a line joins it to."""
        for group, member in ((one, other), (other, one)):
            shape = self._shapes.get(group)
            owner, part = self._elements[group], self._elements[member]
            if (
                owner.kind is Kind.SCALING_GROUP
                and shape is not None
                and not shape.is_box
                and part.service in ("ec2", "spot")
            ):
                part = self._made.restated.get(part.id, part)
                if owner.id not in part.memberships:
                    part = replace(part, memberships=(*part.memberships, owner.id))
                self._made.restated[part.id] = part
                self._book.tell(
                    NoteKind.INFERRED,
                    f"{shown(part.name)} belongs to {shown(owner.name)}: a line joins them.",
                    member,
                    connection.lines[0],
                )
                return True
        return False

    def _places(self, thing: str, box: str) -> bool:
        """Note that a line puts ``thing`` into the subnet or zone ``box``."""
        element, place = self._elements[thing], self._elements[box]
        row = catalog()[element.service]
        if place.kind not in (Kind.SUBNET, Kind.ZONE) or row.role not in _PLACED:
            return False
        inside = any(
            outer.kind in (Kind.SUBNET, Kind.ZONE) for outer in self._topology.ancestors(element.id)
        )
        if inside or may_stand(self._topology, row, place.id) is not None:
            return False
        if self._meant(place, element)[0] and row.role is Role.BALANCER:
            return False  # a balancer's line to a subnet with servers means the servers
        self._placed.setdefault(thing, []).append(box)
        return True

    def _settle_placed(self) -> None:
        for thing, boxes in self._placed.items():
            element = self._made.restated.get(self._elements[thing].id, self._elements[thing])
            places = [self._elements[box] for box in dict.fromkeys(boxes)]
            listed = " and ".join(shown(place.name) for place in places)
            if len(places) == 1:
                self._made.restated[element.id] = replace(element, parent=places[0].id)
                sentence = f"{shown(element.name)} stands in {listed}: a line joins them."
            else:
                zones = tuple(dict.fromkeys(z for z in map(self._zone_of, places) if z))
                if zones:
                    properties = element.properties.with_item("zones", zones)
                    self._made.restated[element.id] = replace(element, properties=properties)
                sentence = f"{shown(element.name)} runs in {listed}: lines join them."
            self._book.tell(NoteKind.INFERRED, sentence, thing, *boxes)

    def _zone_of(self, place: Element) -> str:
        stated = place.properties.get("zone_name")
        if isinstance(stated, str):
            return stated
        zone = self._topology.around(place.id, Kind.ZONE)
        if zone is None:
            return ""
        stated = zone.properties.get("zone_name")
        if isinstance(stated, str):
            return stated
        return zone.id if is_plain_zone(zone.name) else zone.name

    def _link(
        self,
        pair: _Pair,
        directions: Directions,
        ids: IdSource,
        known: dict[tuple[ElementId, ElementId, LinkKind], LinkId],
    ) -> None:
        way = directions.of(pair.ends)
        source, target = self._elements[way.source], self._elements[way.target]
        label = one_line(pair.connection.label, MAX_LABEL)
        kind = link_kind(source, target, label, is_dashed=pair.connection.is_dashed)
        refusal = may_link(source, target, kind)
        if refusal is not None:
            self._skip(pair.connection, refusal.reason.rstrip(".").lower())
            return
        earlier = known.get((source.id, target.id, kind))
        if earlier is not None:
            link = self._made.links[earlier]
            if label and not link.label:
                self._made.links[earlier] = replace(link, label=label)
            return
        key = ids.link()
        role = link_role(source, kind, label) if kind is LinkKind.REQUEST else LinkRole.REQUIRED
        self._made.links[key] = Link(
            id=key, source=source.id, target=target.id, kind=kind, role=role, label=label
        )
        known[source.id, target.id, kind] = key
        line = pair.connection.lines[0]
        name = line if line not in self._made.ids else f"{line}>{key}"
        self._made.ids[name] = key
        turned = way.source != pair.ends.source
        if pair.connection.bends and len(pair.connection.ends) == 2:
            points = pair.connection.bends
            self._made.bends[key] = points[::-1] if turned else points
        for note in pair.notes:
            self._book.tell(NoteKind.INFERRED, note, name)
        self._tell_way(source, target, kind, name, turned=way.turned, chosen=way.chosen)

    def _tell_way(
        self,
        source: Element,
        target: Element,
        kind: LinkKind,
        name: str,
        *,
        turned: bool,
        chosen: bool,
    ) -> None:
        ends = f"{shown(source.name)} to {shown(target.name)}"
        if turned:
            self._book.tell(
                NoteKind.ORIENTED,
                f"The arrow between them is drawn the other way; the request runs from {ends}.",
                name,
            )
        elif chosen:
            self._book.tell(
                NoteKind.ORIENTED,
                f"The line does not show one direction; it is read from {ends}.",
                name,
            )
        if kind is LinkKind.REPLICATION:
            self._book.tell(
                NoteKind.INFERRED,
                f"The line from {ends} joins two stores, so it is a replication.",
                name,
            )

    def _skip(self, connection: Connection, why: str, *cells: str) -> None:
        self._book.tell(
            NoteKind.SKIPPED, f"A line is left out: {why}.", connection.lines[0], *cells
        )


def _coupled(ends: Sequence[End]) -> Iterator[tuple[End, End, bool]]:
    """Yield which ends a connection joins, and whether an arrow says which way."""
    if len(ends) == 2:
        one, other = ends
        if one.has_arrow and not other.has_arrow:
            one, other = other, one
        yield one, other, one.has_arrow != other.has_arrow
        return
    sources = [end for end in ends if not end.has_arrow]
    targets = [end for end in ends if end.has_arrow]
    if sources and targets:
        pairs = [(one, other, True) for one in sources for other in targets]
    else:
        pairs = [(ends[0], other, False) for other in ends[1:]]
    yield from pairs[:_MOST_PAIRS]
