"""Single points of failure: what breaks a journey alone, and what goes down with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from designer.analysis.circuit import Event, EventKind
from designer.analysis.compile import Compiled
from designer.analysis.failure_domains import Placement
from designer.analysis.grouping import Grouping
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.scenarios import Outcome, run, singles
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId

ELEMENT, ZONE, REGION = "element", "zone", "region"


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


def single_points(
    compiled: Compiled,
    wiring: Wiring,
    placement: Placement,
    grouping: Grouping,
    journeys: tuple[Journey, ...],
) -> tuple[SinglePoint, ...]:
    """Return the single points of failure: elements in drawing order, then zones, then Regions.

    The parts of one fleet that each break a journey make one single point.
    """
    failures = singles(compiled)
    outcome = run(compiled, wiring, failures)
    names = {journey.id: journey for journey in journeys}
    found: dict[str, SinglePoint] = {}
    for index in outcome.breaking:
        point = _point(failures.events[index], index, outcome, placement, wiring, names)
        known = found.get(point.id)
        found[point.id] = point if known is None else _merged(known, point, wiring)
    fleets = _fleets(wiring, grouping)
    order = {key: number for number, key in enumerate(wiring.topology.elements)}
    ranked = sorted(
        found.values(),
        key=lambda p: ((ELEMENT, ZONE, REGION).index(p.kind), order.get(ElementId(p.id), 0), p.id),
    )
    return tuple(_with_fleet(point, fleets) for point in ranked)


def _point(
    event: Event,
    index: int,
    outcome: Outcome,
    placement: Placement,
    wiring: Wiring,
    journeys: dict[str, Journey],
) -> SinglePoint:
    broken = outcome.broken(index)
    kind, key, name = ELEMENT, event.element, event.name
    ids: tuple[ElementId, ...] = (ElementId(event.member),)
    managed = stateful = False
    if event.kind is EventKind.ZONE:
        kind, key, ids = ZONE, event.id, placement.zones[event.id].elements
    elif event.kind is EventKind.REGION:
        kind, key, ids = REGION, event.id, placement.regions[event.id].elements
    else:
        row = wiring.services.of(ElementId(key))
        managed, stateful = event.kind is EventKind.SERVICE, row.stateful
        name = wiring.topology.elements[ElementId(key)].name or row.name
    lost = outcome.lost(index)
    what = outcome.scenarios[index].sentence
    return SinglePoint(
        kind=kind,
        id=key,
        ids=ids,
        name=name,
        journeys=broken,
        request=any(journeys[j].kind == REQUEST for j in broken),
        blast_radius=lost,
        scenario=f"When {what}, {consequence([journeys[j] for j in broken])}.",
        managed=managed,
        stateful=stateful,
        fleet=key,
    )


def consequence(broken: Sequence[Journey]) -> str:
    """Return what the end of journeys means to people, as a clause."""
    hurt = []
    for journey in broken[:3]:
        if journey.kind == REQUEST:
            hurt.append(f"{journey.name} cannot be served")
        else:
            hurt.append(f"{journey.name[0].lower()}{journey.name[1:]} stops")
    more = f" (and {len(broken) - 3} more)" if len(broken) > 3 else ""
    return f"{', '.join(hurt)}{more}"


def _merged(one: SinglePoint, other: SinglePoint, wiring: Wiring) -> SinglePoint:
    """Return two parts of one unit as one single point."""
    lost = {*one.blast_radius, *other.blast_radius}
    return replace(
        one,
        ids=tuple(dict.fromkeys((*one.ids, *other.ids))),
        journeys=tuple(dict.fromkeys((*one.journeys, *other.journeys))),
        request=one.request or other.request,
        blast_radius=tuple(key for key in wiring.topology.elements if key in lost),
    )


def _fleets(wiring: Wiring, grouping: Grouping) -> dict[str, str]:
    """Return, for targets that are interchangeable but all or mostly needed, their group."""
    found: dict[str, str] = {}
    for source in wiring.requests:
        for choice in grouping.choices(source):
            units = choice.units
            if len(units) > 1 and choice.why.startswith("like targets"):
                found.update(dict.fromkeys(units, f"{source}:{choice.name}"))
    return found


def _with_fleet(point: SinglePoint, fleets: dict[str, str]) -> SinglePoint:
    fleet = fleets.get(point.id)
    if point.kind != ELEMENT or fleet is None:
        return point
    return replace(point, fleet=fleet)
