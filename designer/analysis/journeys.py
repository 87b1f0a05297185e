"""Journeys: who asks, and everything that has to work for the answer."""

from dataclasses import dataclass

from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One actor, entry service or background consumer and what its work needs.

    Attributes:
        id: the id of the element it starts at.
        kind: "request" or "background".
        name: for people.
        start: the actor, entry service or consumer.
        elements: everything on it, in drawing order (targets of optional links included).
    """

    id: str
    kind: str
    name: str
    start: ElementId
    elements: tuple[ElementId, ...]
