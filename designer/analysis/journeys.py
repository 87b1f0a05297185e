"""Journeys: who asks, and everything that has to work for the answer.

The workload's headline is the conjunction of its request journeys. Work done in the background,
behind a queue, is reported as a journey of its own kind: nobody waits for it, so it does not count
into the headline, but its single points of failure are still found and named.
"""

from dataclasses import dataclass

from designer.analysis.wiring import Wiring
from designer.catalog.service import Role
from designer.model.elements import Kind
from designer.model.ids import ElementId

REQUEST, BACKGROUND = "request", "background"
_NOT_AN_ENTRY = frozenset({Role.SUPPORT, Role.NETWORK, Role.PLACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One actor, entry service or background consumer and what its work needs.

    Attributes:
        id: the id of the element it starts at.
        kind: "request" or "background".
        name: for people.
        start: the actor, entry service or consumer.
        elements: everything on it, in drawing order (targets of optional links included).
        feeds: for background work, the buffers or services that hand the work over.
    """

    id: str
    kind: str
    name: str
    start: ElementId
    elements: tuple[ElementId, ...]
    feeds: tuple[ElementId, ...] = ()


def journeys(wiring: Wiring) -> tuple[Journey, ...]:
    """Return the journeys of a drawing: request journeys first, each kind in drawing order."""
    asked = {target.unit for targets in wiring.requests.values() for target in targets}
    fed: dict[ElementId, list[ElementId]] = {}
    for source, target in wiring.deliveries:
        fed.setdefault(target, []).append(source)
    starts = _actors(wiring, asked)
    pollers: list[ElementId] = []
    if starts:
        known = _closure(wiring, starts) | asked
        pollers = [u for u in wiring.units if u not in known and _polls(wiring, u)]
    else:
        starts, pollers = _entries(wiring, asked, fed)
    found = [_journey(wiring, REQUEST, start, ()) for start in starts]
    for unit in wiring.units:
        if wiring.is_buffer(unit) or unit in starts:
            continue
        if unit in fed or unit in pollers:
            found.append(_journey(wiring, BACKGROUND, unit, _feeds(wiring, fed, unit)))
    return tuple(found)


def _actors(wiring: Wiring, asked: set[ElementId]) -> list[ElementId]:
    found = [
        unit
        for unit in wiring.units
        if wiring.services.of(unit).role is Role.CLIENT and wiring.needs(unit)
    ]
    return [unit for unit in found if unit not in asked] or found


def _polls(wiring: Wiring, unit: ElementId) -> bool:
    is_client = wiring.services.of(unit).role is Role.CLIENT
    return not is_client and any(wiring.is_buffer(target.unit) for target in wiring.needs(unit))


def _entries(
    wiring: Wiring, asked: set[ElementId], fed: dict[ElementId, list[ElementId]]
) -> tuple[list[ElementId], list[ElementId]]:
    """Return the entry services of a drawing without a working actor, and its pollers."""
    free = [unit for unit in wiring.units if unit not in asked and unit not in fed]
    free = [unit for unit in free if wiring.services.of(unit).role is not Role.CLIENT]
    asking = [unit for unit in free if wiring.needs(unit)]
    # What only asks a buffer is its consumer when something else fills the buffer too.
    pollers = [
        unit
        for unit in asking
        if all(wiring.is_buffer(target.unit) for target in wiring.needs(unit)) and len(asking) > 1
    ]
    starts = [unit for unit in asking if unit not in pollers] or asking
    pollers = [unit for unit in pollers if unit not in starts]
    if starts:
        return starts, pollers
    circular = _loop_heads(wiring)
    if circular:
        return circular, []
    lone = [u for u in free if wiring.services.of(u).role not in _NOT_AN_ENTRY]
    lone = [u for u in lone if not wiring.is_buffer(u)] or lone
    stores = [u for u in lone if wiring.services.of(u).role is Role.STORE]
    return [u for u in lone if u not in stores] or stores, []


def _loop_heads(wiring: Wiring) -> list[ElementId]:
    """Return one unit of every loop of requests that nothing else asks."""
    heads: list[ElementId] = []
    covered: set[ElementId] = set()
    for unit in wiring.units:
        if wiring.needs(unit) and unit not in covered:
            reached = _closure(wiring, [unit])
            heads = [head for head in heads if head not in reached]
            heads.append(unit)
            covered |= reached
    return heads


def _closure(wiring: Wiring, starts: list[ElementId]) -> set[ElementId]:
    seen = set(starts)
    pending = list(starts)
    while pending:
        for target in wiring.needs(pending.pop()):
            if target.unit not in seen:
                seen.add(target.unit)
                pending.append(target.unit)
    return seen


def _feeds(
    wiring: Wiring, fed: dict[ElementId, list[ElementId]], unit: ElementId
) -> tuple[ElementId, ...]:
    """Return what hands work to ``unit``: its sources and the buffers before them."""
    found: dict[ElementId, None] = {}
    pending = list(fed.get(unit, ()))
    while pending:
        source = pending.pop(0)
        if source in found or source == unit:
            continue
        found[source] = None
        if wiring.is_buffer(source):
            pending += [before for before in fed.get(source, ()) if wiring.is_buffer(before)]
    return tuple(found)


def _journey(wiring: Wiring, kind: str, start: ElementId, feeds: tuple[ElementId, ...]) -> Journey:
    units = _closure(wiring, [start]) | set(feeds)
    members = {member for unit in units for member in wiring.members.get(unit, ())}
    elements = wiring.topology.elements
    on_it = tuple(key for key in elements if key in units or key in members)
    own = elements[start]
    name = own.name or wiring.services.of(start).name
    if kind == REQUEST and own.kind is not Kind.ACTOR:
        name = f"Requests to {name}"
    elif kind == BACKGROUND:
        name = f"Work of {name}"
    return Journey(id=start, kind=kind, name=name, start=start, elements=on_it, feeds=feeds)
