"""Links: who asks whom, and what is copied where."""

from dataclasses import dataclass
from enum import Enum

from designer.model.elements import NO_EXTRA
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId

LARGEST_RATE = 1e6  # of a weight or of calls for each request


class LinkKind(Enum):
    """What flows along a link."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

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
        weight: share of the source's requests beside the other alternatives of its group, 0 or
            more; only request links use it.
        calls: requests to the target for each request that takes this link, 0 or more.
        inferred: as of an element.
        extra: fields of a newer file version, kept as JSON text.
    """

    id: LinkId
    source: ElementId
    target: ElementId
    kind: LinkKind = LinkKind.REQUEST
    role: LinkRole = LinkRole.REQUIRED
    label: str = ""
    group: str = ""
    weight: float = 1.0
    calls: float = 1.0
    inferred: tuple[str, ...] = ()
    extra: FrozenMap[str, str] = NO_EXTRA
