"""Links: who asks whom, and what is copied where."""

from dataclasses import dataclass
from enum import Enum

from designer.model.elements import NO_EXTRA
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId


class LinkKind(Enum):
    """What flows along a link."""

    REQUEST = "request"
    ASYNC = "async"
    REPLICATION = "replication"
    BACKUP = "backup"


class LinkRole(Enum):
    """How much the source of a request link depends on its target."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A directed connection from ``source`` to ``target``.

    Attributes:
        id: unique among elements and links.
        source: for requests the one that asks; for replication and backup the original.
        target: for requests the one that answers; for replication and backup the copy.
        kind: request, async, replication or backup.
        role: required, optional or standby; only request links use it.
        label: plain text beside the line, at most 200 characters.
        group: name of the source's target group it belongs to ("" = automatic).
        extra: fields of a newer file version, kept as JSON text.
    """

    id: LinkId
    source: ElementId
    target: ElementId
    kind: LinkKind = LinkKind.REQUEST
    role: LinkRole = LinkRole.REQUIRED
    label: str = ""
    group: str = ""
    extra: FrozenMap[str, str] = NO_EXTRA
