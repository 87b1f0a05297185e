"""Single points of failure: what breaks a journey alone, and what goes down with it."""

from dataclasses import dataclass

from designer.model.ids import ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoint:
    """One failure that breaks at least one journey.

    Attributes:
        kind: "element", "zone" or "region".
        id: element id; for a zone or Region the key of its failure domain.
        ids: elements to mark on the canvas (a zone drawn twice has two; an implied zone none).
        name: for people.
        journeys: ids of the journeys it breaks.
        request: it breaks a request journey (not only background work).
        blast_radius: elements that served before and do not any more, the failed ones included,
            in drawing order.
        scenario: the sentence that proves it.
        managed: the service is replicated by AWS inside its Region or globally; its failure is
            the failure of the whole service there.
        stateful: it keeps data.
        fleet: what it is one interchangeable part of (a scaling group's id, or "SOURCE:GROUP"
            for targets of one group); its own id when it stands alone. Count single points by
            this, so that more members never look like more single points.
    """

    kind: str
    id: str
    ids: tuple[ElementId, ...]
    name: str
    journeys: tuple[str, ...]
    request: bool
    blast_radius: tuple[ElementId, ...]
    scenario: str
    managed: bool = False
    stateful: bool = False
    fleet: str = ""
