"""Elements: the containers, resources, actors and notes that a drawing consists of."""

from dataclasses import dataclass
from enum import Enum

from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId

Value = bool | int | float | str | tuple[str, ...]

NO_PROPERTIES: FrozenMap[str, Value] = FrozenMap()
NO_GROUPS: FrozenMap[str, int] = FrozenMap()
NO_EXTRA: FrozenMap[str, str] = FrozenMap()


class Kind(Enum):
    """What an element is in the drawing; containers may hold others."""

    CLOUD = "cloud"
    ACCOUNT = "account"
    REGION = "region"
    VPC = "vpc"
    ZONE = "zone"
    SUBNET = "subnet"
    SCALING_GROUP = "scaling_group"
    GROUP = "group"
    ON_PREMISES = "on_premises"
    RESOURCE = "resource"
    ACTOR = "actor"
    NOTE = "note"

    @property
    def is_container(self) -> bool:
        """Tell whether elements of this kind may hold others."""
        return self not in (Kind.RESOURCE, Kind.ACTOR, Kind.NOTE)

    @property
    def has_members(self) -> bool:
        """Tell whether elements may be members of it without standing in it."""
        return self in (Kind.SCALING_GROUP, Kind.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing in the drawing.

    Attributes:
        id: unique among elements and links.
        kind: container kind, resource, actor or note.
        service: key of its catalog row.
        name: what the drawing calls it; plain text, at most 200 characters.
        parent: the container it stands in, or None for the open canvas.
        memberships: scaling groups and groups it belongs to besides its parent.
        properties: what the drawing states; an absent key is "not stated".
        groups: named target groups of its request links: how many targets must work
            (0 means all of them). See ``Link.group``.
        note: the author's remark, at most 10,000 characters.
        inferred: what an import worked out without the source stating it, one sentence each, until
            somebody confirms it; never scored.
        extra: fields of a newer file version, kept as JSON text.
    """

    id: ElementId
    kind: Kind
    service: str
    name: str
    parent: ElementId | None = None
    memberships: tuple[ElementId, ...] = ()
    properties: FrozenMap[str, Value] = NO_PROPERTIES
    groups: FrozenMap[str, int] = NO_GROUPS
    note: str = ""
    inferred: tuple[str, ...] = ()
    extra: FrozenMap[str, str] = NO_EXTRA

    def with_property(self, key: str, value: Value | None) -> "Element":
        """Return the element with ``key`` stated as ``value``, or not stated for None."""
        properties = (
            self.properties.without(key) if value is None else self.properties.with_item(key, value)
        )
        return self.with_properties(properties)

    def with_properties(self, properties: FrozenMap[str, Value]) -> "Element":
        """Return the element with ``properties`` and no others stated."""
        # Written out: the best reading of a drawing makes thousands, and ``replace`` is slow.
        return Element(
            id=self.id,
            kind=self.kind,
            service=self.service,
            name=self.name,
            parent=self.parent,
            memberships=self.memberships,
            properties=properties,
            groups=self.groups,
            note=self.note,
            inferred=self.inferred,
            extra=self.extra,
        )
