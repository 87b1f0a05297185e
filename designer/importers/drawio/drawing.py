"""Builds the diagram of a page from its boxes, components, nesting and connections."""

from collections.abc import Sequence
from dataclasses import replace

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand, nearest_place, with_article
from designer.catalog.service import Role
from designer.importers.drawio.components import Component, element_box, inside_aws
from designer.importers.drawio.copies import settle_copies
from designer.importers.drawio.facts import facts_in
from designer.importers.drawio.lines import LineWork
from designer.importers.drawio.links import Linker
from designer.importers.drawio.nesting import Nesting
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.drawio.places import (
    is_plain_zone,
    region_code,
    region_named,
    zone_named,
)
from designer.importers.drawio.regions import with_regions
from designer.importers.drawio.shapes import Shape
from designer.importers.drawio.spatial import on_canvas
from designer.importers.result import NoteKind
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource
from designer.model.invariants import MAX_DEPTH, MAX_NAME
from designer.model.layout import Box, Layout
from designer.model.text import one_line
from designer.model.topology import Topology

# What a label says outright needs no confirming.
_LITERAL = frozenset({"cidr", "engine", "instance_type", "instance_class", "node_type"})
_OUTSIDE_ROLES = (Role.CLIENT,)


class Drawing:
    """The growing diagram of one page.

    Attributes:
        ids: ids of elements and links by the cell they come from.
    """

    def __init__(
        self,
        boxes: Sequence[Shape],
        components: Sequence[Component],
        nesting: Nesting,
        book: NoteBook,
    ) -> None:
        """Take what the page shows."""
        self.ids: dict[str, str] = {}
        self._boxes = boxes
        self._components = components
        self._nesting = nesting
        self._book = book
        self._source = IdSource(())
        self._shapes: dict[str, Shape] = {}
        self._services: dict[str, str] = {}
        self._places: dict[ElementId, Box] = {}
        self._topology = Topology()

    def diagram(self, title: str, work: LineWork) -> Diagram:
        """Return the finished diagram."""
        self._name_all()
        self._topology = Topology(elements=self._elements())
        self._settle()
        self._topology, self._places = with_regions(
            self._topology, self._places, self._book, self.ids
        )
        keys = {key: self._topology.elements[ElementId(i)] for key, i in self.ids.items()}
        linker = Linker(keys, self._shapes, self._topology, self._book)
        made = linker.links(work, self._source)
        self.ids.update(made.ids)
        elements = self._topology.elements.with_items(made.restated)
        topology = Topology(elements=elements, links=FrozenMap(made.links))
        topology = settle_copies(
            topology,
            {ElementId(i): self._stencil(k) for k, i in self.ids.items()},
            self._book,
            self._source,
            self.ids,
        )
        boxes = {key: on_canvas(box) for key, box in self._places.items()}
        layout = Layout(boxes=FrozenMap(boxes), bends=FrozenMap(made.bends))
        return Diagram(title=one_line(title, MAX_NAME), topology=topology, layout=layout)

    def _stencil(self, key: str) -> str:
        shape = self._shapes.get(key)
        return "" if shape is None else shape.stencil_name

    def _name_all(self) -> None:
        for box in sorted(self._boxes, key=lambda b: -b.box.area):
            self._add(box, box.service)
        for component in self._components:
            kinds = [self._kind_of(key) for key in self._nesting.chain(component.shape.key)]
            service = inside_aws(component.service, kinds)
            if service != component.service:
                self._book.tell(
                    NoteKind.INFERRED,
                    f"{self._called(component.shape)} is drawn with an icon of the customer's own "
                    f"inside AWS; it is taken for {with_article(catalog()[service].name)}.",
                    component.shape.key,
                )
                component.service = service
            self._add(component.shape, service)
            key = ElementId(self.ids[component.shape.key])
            self._places[key] = element_box(component)

    def _kind_of(self, key: str) -> Kind | None:
        shape = self._shapes.get(key)
        return None if shape is None else shape.kind

    def _called(self, shape: Shape) -> str:
        return shown(shape.text) if shape.lines else "A component"

    def _add(self, shape: Shape, service: str) -> None:
        key = self._source.element_called(shape.text, service)
        self.ids[shape.key] = key
        self._shapes[shape.key] = shape
        self._services[shape.key] = service
        self._places[key] = shape.box

    def _elements(self) -> FrozenMap[ElementId, Element]:
        made: dict[ElementId, Element] = {}
        depths: dict[str, int] = {}
        for key in self._shapes:
            self._depth(key, depths)
        for key in sorted(self._shapes, key=lambda k: depths[k]):
            element = self._element(key)
            made[element.id] = element
        return FrozenMap(made)

    def _depth(self, key: str, depths: dict[str, int]) -> int:
        chain = [key]
        while chain[-1] not in depths:
            outer = self._nesting.parents.get(chain[-1])
            if outer is None or outer in chain or outer not in self._shapes:
                self._nesting.parents.pop(chain[-1], None)
                depths[chain[-1]] = 0
                break
            chain.append(outer)
        for inner, outer in zip(chain[-2::-1], chain[:0:-1], strict=False):
            if depths[outer] >= MAX_DEPTH - 1:
                # Deeper than a diagram nests: beside its box instead of in it.
                above = self._nesting.parents.get(outer)
                if above is not None:
                    self._nesting.parents[inner] = above
                depths[inner] = depths[outer]
            else:
                depths[inner] = depths[outer] + 1
        return depths[key]

    def _element(self, key: str) -> Element:
        shape, service = self._shapes[key], self._services[key]
        row = catalog()[service]
        outer = self._nesting.parents.get(key)
        return Element(
            id=ElementId(self.ids[key]),
            kind=row.kind,
            service=service,
            name=self._name(shape, service),
            parent=None if outer is None else ElementId(self.ids[outer]),
            memberships=self._memberships(key, row.role, row.kind),
            properties=FrozenMap(self._properties(shape, service)),
        )

    def _name(self, shape: Shape, service: str) -> str:
        row = catalog()[service]
        name = one_line(shape.text, MAX_NAME)
        if row.kind is Kind.ZONE and is_plain_zone(name):
            return row.name
        if not name and service in ("generic", "client") and shape.stencil_name:
            words = shape.stencil_name.rpartition(".")[2].replace("_", " ").strip()
            return one_line(words[:1].upper() + words[1:], MAX_NAME) or row.name
        return name or row.name

    def _memberships(self, key: str, role: Role, kind: Kind) -> tuple[ElementId, ...]:
        if kind.is_container or kind is Kind.NOTE:
            return ()
        found: list[ElementId] = []
        for group in self._nesting.memberships.get(key, ()):
            if group not in self.ids:
                continue
            scaling = self._shapes[group].kind is Kind.SCALING_GROUP
            if not scaling or role is Role.COMPUTE:
                found.append(ElementId(self.ids[group]))
        return tuple(dict.fromkeys(found))

    def _properties(self, shape: Shape, service: str) -> dict[str, Value]:
        facts = facts_in(service, shape.text, shape.stencil_name)
        found = {fact.key: fact.value for fact in facts}
        read = [key for key in found if key not in _LITERAL]
        if read:
            words = ", ".join(key.replace("_", " ") for key in read)
            words = words[:1].upper() + words[1:]
            self._book.tell(
                NoteKind.INFERRED,
                f"{words} of {shown(shape.text or service)}: read from its label.",
                shape.key,
            )
        kind = catalog()[service].kind
        if kind is Kind.REGION:
            code = region_named(shape.text)
            if code:
                found["region_code"] = code
        elif kind is Kind.ZONE:
            zone = zone_named(shape.text)
            if zone and region_code(shape.text):
                found["zone_name"] = zone
        elif kind is Kind.SUBNET:
            found |= self._zone_of_subnet(shape)
        elif not kind.is_container:
            found |= self._zone_of_thing(shape, service)
        return found

    def _zone_of_subnet(self, shape: Shape) -> dict[str, Value]:
        inside = any(self._kind_of(key) is Kind.ZONE for key in self._nesting.chain(shape.key))
        zone = zone_named(shape.text)
        if inside or not zone or shape.key in self._nesting.crossing:
            return {}
        self._book.tell(
            NoteKind.INFERRED,
            f"{shown(shape.text)} lies in zone {zone}: its label says so.",
            shape.key,
        )
        return {"zone_name": zone}

    def _zone_of_thing(self, shape: Shape, service: str) -> dict[str, Value]:
        astride = self._nesting.astride.get(shape.key)
        if astride:
            names = [self._zone_label(key) for key in astride if key in self._shapes]
            self._book.tell(
                NoteKind.INFERRED,
                f"{self._called(shape)} is drawn across {' and '.join(names)}: it stands in what "
                "is around them.",
                shape.key,
            )
        inside = any(
            self._kind_of(key) in (Kind.ZONE, Kind.SUBNET) for key in self._nesting.chain(shape.key)
        )
        zone = zone_named(shape.text)
        if inside or not zone or catalog()[service].kind is not Kind.RESOURCE:
            return {}
        self._book.tell(
            NoteKind.INFERRED,
            f"{shown(shape.text)} runs in zone {zone}: its label says so.",
            shape.key,
        )
        return {"zones": (zone,)}

    def _zone_label(self, key: str) -> str:
        shape = self._shapes[key]
        return shown(shape.text) if shape.lines else "a zone"

    def _settle(self) -> None:
        """Move each component out of boxes that its service does not stand in."""
        self._tell_crossing()
        changed: dict[ElementId, Element] = {}
        cells = {i: key for key, i in self.ids.items()}
        for element in self._topology.elements.values():
            if element.kind.is_container and element.kind is not Kind.SCALING_GROUP:
                continue
            service = catalog()[element.service]
            parent = nearest_place(self._topology, service, element.parent)
            if parent is None and may_stand(self._topology, service, None) is not None:
                continue  # there is no better place: as drawn
            if parent != element.parent:
                changed[element.id] = replace(element, parent=parent)
                self._tell_moved(element, parent, cells[element.id])
        self._topology = Topology(elements=self._topology.elements.with_items(changed))

    def _tell_crossing(self) -> None:
        for key, zones in self._nesting.crossing.items():
            self._book.tell(
                NoteKind.INFERRED,
                f"{self._called(self._shapes[key])} is drawn across {len(zones)} zones, though a "
                "subnet lies in one: it stands for one subnet in each, and what is in it stands in "
                "the zone where it is drawn.",
                key,
            )
        for key, zone in self._nesting.strayed.items():
            self._book.tell(
                NoteKind.INFERRED,
                f"{self._called(self._shapes[key])} reaches over the border of its zone; it is "
                f"taken to lie in {self._zone_label(zone)}.",
                key,
            )

    def _tell_moved(self, element: Element, parent: ElementId | None, cell: str) -> None:
        row = catalog()[element.service]
        drawn = self._topology.elements[element.parent] if element.parent else None
        if drawn is None or row.role in _OUTSIDE_ROLES or drawn.kind is Kind.GROUP:
            return
        to = (
            "on the open canvas"
            if parent is None
            else f"in {shown(self._topology.elements[parent].name)}"
        )
        if drawn.kind is Kind.SCALING_GROUP:
            sentence = (
                f"{shown(element.name)} is drawn in {shown(drawn.name)}, which scales instances "
                f"only: it stands {to}."
            )
        else:
            sentence = (
                f"{shown(element.name)} is drawn in {shown(drawn.name)}, where "
                f"{with_article(row.name)} does not run: it stands {to}."
            )
        self._book.tell(NoteKind.INFERRED, sentence, cell)
