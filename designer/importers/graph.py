"""A neutral graph of what a source declares: templates, Terraform and scripts all become one.

It knows what is there, what stands in what, what belongs to what and who asks whom, by keys of
the source and without geometry. ``drawing`` makes a diagram of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from designer.catalog.loader import catalog
from designer.importers.limits import MAX_PARTS, MAX_RELATIONS
from designer.importers.result import NoteKind
from designer.model.elements import Kind, Value
from designer.model.links import LinkKind, LinkRole
from designer.storage.refusal import Refused

Key = str


@dataclass(slots=True, kw_only=True)
class Part:
    """One element to be.

    Attributes:
        key: unique in the graph; what the source calls it.
        service: key of its catalog row.
        parent: key of the part it stands in; None for the open canvas.
        groups: keys of the groups it is a member of without standing in them.
        properties: what the source states; a value that the catalog refuses becomes a note.
        place: where in the source it is declared.
    """

    key: Key
    service: str
    name: str
    parent: Key | None = None
    groups: list[Key] = field(default_factory=list)
    properties: dict[str, Value] = field(default_factory=dict)
    place: str = ""

    @property
    def kind(self) -> Kind:
        """The kind that the catalog's row gives it."""
        return catalog()[self.service].kind


@dataclass(slots=True, kw_only=True)
class Relation:
    """One link to be; its key is "source > target"."""

    source: Key
    target: Key
    kind: LinkKind = LinkKind.REQUEST
    role: LinkRole = LinkRole.REQUIRED
    label: str = ""

    @property
    def key(self) -> str:
        """What notes call it by."""
        return f"{self.source} > {self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNote:
    """A note whose keys are those of parts and relations."""

    kind: NoteKind
    sentence: str
    keys: tuple[str, ...] = ()
    place: str = ""


class ResourceGraph:
    """Parts, relations and notes, collected in the order of the source."""

    def __init__(self) -> None:
        self.parts: dict[Key, Part] = {}
        self.relations: dict[tuple[Key, Key, LinkKind], Relation] = {}
        self.notes: list[GraphNote] = []

    def add(
        self,
        key: Key,
        service: str,
        name: str = "",
        *,
        parent: Key | None = None,
        place: str = "",
    ) -> Part:
        """Return the part ``key``, new unless it is there already.

        Raises:
            Refused: there are too many.
        """
        found = self.parts.get(key)
        if found is not None:
            return found
        if len(self.parts) >= MAX_PARTS:
            raise Refused(place, f"holds more than {MAX_PARTS:,} parts that can be drawn")
        part = Part(
            key=key,
            service=service,
            name=name or catalog()[service].name,
            parent=parent,
            place=place,
        )
        self.parts[key] = part
        return part

    def relate(
        self,
        source: Key,
        target: Key,
        kind: LinkKind = LinkKind.REQUEST,
        *,
        role: LinkRole = LinkRole.REQUIRED,
        label: str = "",
    ) -> Relation | None:
        """Return the relation of two parts, new unless it is there; None when it cannot be.

        What is required by one statement stays required when another calls it optional.

        Raises:
            Refused: there are too many.
        """
        if source == target or source not in self.parts or target not in self.parts:
            return None
        found = self.relations.get((source, target, kind))
        if found is not None:
            if role is LinkRole.REQUIRED:
                found.role = role
            return found
        if len(self.relations) >= MAX_RELATIONS:
            raise Refused("", f"holds more than {MAX_RELATIONS:,} connections")
        made = Relation(source=source, target=target, kind=kind, role=role, label=label)
        self.relations[(source, target, kind)] = made
        return made

    def note(
        self, kind: NoteKind, sentence: str, keys: Iterable[str] = (), *, place: str = ""
    ) -> None:
        """Add a note about parts (and relations, by ``Relation.key``)."""
        self.notes.append(GraphNote(kind=kind, sentence=sentence, keys=tuple(keys), place=place))

    def inferred(self, sentence: str, *keys: str, place: str = "") -> None:
        """Note what is worked out about ``keys`` without being stated."""
        self.note(NoteKind.INFERRED, sentence, keys, place=place)

    def skipped(self, sentence: str, *keys: str, place: str = "") -> None:
        """Note what is left out, and why."""
        self.note(NoteKind.SKIPPED, sentence, keys, place=place)

    def around(self, key: Key, kind: Kind) -> Key | None:
        """Return the nearest part of ``kind`` that ``key`` is or stands in."""
        seen: set[Key] = set()
        current: Key | None = key
        while current is not None and current not in seen and current in self.parts:
            if self.parts[current].kind is kind:
                return current
            seen.add(current)
            current = self.parts[current].parent
        return None

    def of_service(self, *services: str) -> list[Part]:
        """Return the parts of ``services``, in order."""
        return [part for part in self.parts.values() if part.service in services]
