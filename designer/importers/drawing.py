"""Makes a diagram of a resource graph: ids, legal places, legal links, and an arranged layout."""

from dataclasses import replace

from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, nearest_place
from designer.catalog.service import Service
from designer.edit.property_edits import checked_value
from designer.edit.refusal import EditRefused
from designer.importers.graph import Key, Part, Relation, ResourceGraph
from designer.importers.limits import MAX_LABEL
from designer.importers.result import Note, NoteKind, Page, finished
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.links import Link
from designer.model.text import one_line
from designer.model.topology import Topology
from designer.render.arrange.arrangement import arranged


def page_of(graph: ResourceGraph, name: str) -> Page:
    """Return the page of ``graph``.

    What may not stand where the graph has it is moved out to the nearest box that takes it; a
    link that the catalog refuses is left out; both are noted. Properties that the row of the
    service does not know are dropped.

    Raises:
        Refused: nothing can be drawn and no note says why.
    """
    return _Drawing(graph).page(name)


class _Drawing:
    """The growing topology of one graph."""

    def __init__(self, graph: ResourceGraph) -> None:
        self._graph = graph
        self._ids = IdSource(())
        self._names: dict[str, str] = {}
        self._topology = Topology()
        self._notes: list[Note] = []

    def page(self, name: str) -> Page:
        """Return the finished page."""
        self._topology = Topology(elements=self._elements())
        self._settle()
        self._topology = Topology(elements=self._topology.elements, links=self._links())
        title = one_line(name, MAX_LABEL) or "Imported"
        diagram = Diagram(title=title, topology=self._topology)
        diagram = diagram.with_layout(arranged(diagram))
        told = [
            Note(
                kind=note.kind,
                sentence=note.sentence,
                ids=tuple(self._names[key] for key in note.keys if key in self._names),
                place=note.place,
            )
            for note in self._graph.notes
        ]
        return finished(title, diagram, [*told, *self._notes])

    def _elements(self) -> FrozenMap[ElementId, Element]:
        ordered = self._outer_first()
        for part in ordered:
            self._names[part.key] = self._ids.element_called(part.name, part.service)
        return FrozenMap({ElementId(self._names[p.key]): self._element(p) for p in ordered})

    def _outer_first(self) -> list[Part]:
        """Return the parts so that each comes after the one it stands in; loops are opened."""
        parts, done, order = self._graph.parts, set[Key](), list[Part]()
        for part in parts.values():
            chain: list[Part] = []
            current: Part | None = part
            while current is not None and current.key not in done:
                done.add(current.key)
                chain.append(current)
                outer = None if current.parent is None else parts.get(current.parent)
                if outer is None or outer in chain:
                    current.parent = None
                current = None if current.parent is None else outer
            order += reversed(chain)
        return order

    def _element(self, part: Part) -> Element:
        service = catalog()[part.service]
        groups = [self._names[key] for key in dict.fromkeys(part.groups) if key in self._names]
        return Element(
            id=ElementId(self._names[part.key]),
            kind=service.kind,
            service=part.service,
            name=one_line(part.name, MAX_LABEL) or service.name,
            parent=None if part.parent is None else ElementId(self._names[part.parent]),
            memberships=tuple(ElementId(key) for key in groups),
            properties=FrozenMap(self._properties(service, part)),
        )

    def _properties(self, service: Service, part: Part) -> dict[str, Value]:
        kept: dict[str, Value] = {}
        for key, value in part.properties.items():
            if service.property(key) is None:
                continue
            try:
                kept[key] = checked_value(service, key, value)
            except EditRefused as error:
                label = key.replace("_", " ")
                self._tell(NoteKind.SKIPPED, f"The {label} is left out: {error.reason}", part)
        return kept

    def _settle(self) -> None:
        """Move each element out of boxes that do not take it."""
        for element in list(self._topology.elements.values()):
            parent = nearest_place(self._topology, catalog()[element.service], element.parent)
            if parent != element.parent:
                moved = replace(element, parent=parent)
                self._topology = Topology(
                    elements=self._topology.elements.with_item(element.id, moved)
                )

    def _links(self) -> FrozenMap[LinkId, Link]:
        made: dict[LinkId, Link] = {}
        for relation in self._graph.relations.values():
            link = self._link(relation)
            if link is not None:
                made[link.id] = link
        return FrozenMap(made)

    def _link(self, relation: Relation) -> Link | None:
        ends = [ElementId(self._names[key]) for key in (relation.source, relation.target)]
        source, target = (self._topology.elements[key] for key in ends)
        refusal = may_link(source, target, relation.kind)
        if refusal is not None:
            sentence = f"The connection of “{source.name}” to “{target.name}” is left out: "
            note = Note(
                kind=NoteKind.SKIPPED, sentence=sentence + refusal.reason, ids=(ends[0], ends[1])
            )
            self._notes.append(note)
            return None
        key = self._ids.link()
        self._names[relation.key] = key
        return Link(
            id=key,
            source=source.id,
            target=target.id,
            kind=relation.kind,
            role=relation.role,
            label=one_line(relation.label, MAX_LABEL),
        )

    def _tell(self, kind: NoteKind, sentence: str, part: Part) -> None:
        ids = (self._names[part.key],)
        self._notes.append(Note(kind=kind, sentence=sentence, ids=ids, place=part.place))
