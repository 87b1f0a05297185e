"""The proof of where growth stops: a maximum flow from the journeys to what they end at.

The live answer (``growth``) takes the split of requests among alternatives as drawn. A maximum flow
may split them as it likes, so it is never less; the two are equal where the alternatives' shares
match their capacities. Its minimum cut names what would have to grow whatever the weights.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.analysis.capacity import Capacity
from designer.analysis.demand import Demand, Sent
from designer.analysis.journeys import REQUEST, Journey
from designer.model.ids import ElementId

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The load that no split of the requests gets beyond.

    Attributes:
        load_rps: requests a second of the workload; ``math.inf`` when nothing known ends.
        tiers: a least cut in drawing order: every request passes one of them.
    """

    load_rps: float
    tiers: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True)
class _Thread:
    """One way of requests through a journey: from every unit into one of its target groups.

    ``share`` is what part of the workload's requests passes a unit on this way, with each call
    counted once.
    """

    start: ElementId
    ends: frozenset[ElementId]
    arcs: dict[ElementId, tuple[ElementId, ...]]
    share: dict[ElementId, float]


def growth_cut(demand: Demand, capacity: Capacity, journeys: tuple[Journey, ...]) -> Cut:
    """Return the least cut over all journeys and everything that they end at.

    A unit's capacity is that of all its growth, divided among the ways through it as its visits
    are; what a journey needs in full (a database and a cache) is a way for each. Costs a maximum
    flow for each end of each journey, so it is for reports and not for the live score.
    """
    rates = {tier.id: tier.grown_rps for tier in capacity.tiers if tier.grown_rps is not None}
    best = Cut(load_rps=math.inf, tiers=())
    starts = [journey.start for journey in journeys if journey.kind == REQUEST]
    for start in starts:
        for thread in _threads(demand, start):
            found = _least_cut(thread, rates, demand.visits)
            if found.load_rps < best.load_rps * (1 - 1e-12):
                best = found
    order = {tier.id: number for number, tier in enumerate(capacity.tiers)}
    return Cut(load_rps=best.load_rps, tiers=tuple(sorted(best.tiers, key=order.__getitem__)))


def _threads(demand: Demand, start: ElementId) -> list[_Thread]:
    groups = {unit: demand.sent(unit) for unit in demand.order}
    reach = _reachable(groups, start)
    ends = {unit for unit in reach if not groups[unit]}
    covered: set[ElementId] = set()
    threads: list[_Thread] = []
    for end in (unit for unit in demand.order if unit in ends):
        if end not in covered:
            thread = _thread(demand, groups, start, end)
            covered |= thread.ends
            threads.append(thread)
    return threads


def _reachable(groups: dict[ElementId, list[Sent]], start: ElementId) -> set[ElementId]:
    seen, pending = {start}, [start]
    while pending:
        for sent in groups[pending.pop()]:
            fresh = set(sent.units) - seen
            seen |= fresh
            pending += fresh
    return seen


def _thread(
    demand: Demand, groups: dict[ElementId, list[Sent]], start: ElementId, end: ElementId
) -> _Thread:
    """Follow, from every unit, the first group that leads to ``end``, else the first."""
    leads = {end}
    for unit in reversed(demand.order):
        if any(not leads.isdisjoint(sent.units) for sent in groups[unit]):
            leads.add(unit)
    share = {start: 1.0}
    arcs: dict[ElementId, tuple[ElementId, ...]] = {}
    for unit in demand.order:
        if unit not in share or not groups[unit]:
            continue
        leading = [s for s in groups[unit] if not leads.isdisjoint(s.units)]
        chosen = (leading or groups[unit])[0]
        arcs[unit] = chosen.units
        for target, part in zip(chosen.units, chosen.parts, strict=True):
            share[target] = share.get(target, 0.0) + share[unit] * part
    ends = frozenset(unit for unit in share if unit not in arcs)
    return _Thread(start, ends, arcs, share)


def _least_cut(
    thread: _Thread, rates: dict[ElementId, float], visits: dict[ElementId, float]
) -> Cut:
    import networkx as nx  # a sixth of a second that nobody pays who does not ask for the proof

    graph: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    for unit, share in thread.share.items():
        rate = rates.get(unit)
        # What the unit could give to this way, as a load of the workload.
        load = math.inf if rate is None else rate * share / visits[unit]
        _join(graph, ("in", unit), ("out", unit), load)
        for target in thread.arcs.get(unit, ()):
            _join(graph, ("out", unit), ("in", target), math.inf)
    for unit in thread.ends:
        _join(graph, ("out", unit), ("end", ""), math.inf)
    try:
        load, (near, _) = nx.minimum_cut(graph, ("in", thread.start), ("end", ""))
    except nx.NetworkXUnbounded:
        return Cut(load_rps=math.inf, tiers=())
    cut = [u for u in thread.share if ("in", u) in near and ("out", u) not in near]
    return Cut(load_rps=load, tiers=tuple(cut))


def _join(
    graph: "nx.DiGraph[tuple[str, str]]", one: tuple[str, str], other: tuple[str, str], load: float
) -> None:
    if math.isinf(load):
        graph.add_edge(one, other)
    else:
        graph.add_edge(one, other, capacity=load)
