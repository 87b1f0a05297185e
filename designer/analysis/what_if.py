"""What happens when some things fail at once: one answer for the window and the command line.

A journey is broken when it gets no answer at all, whatever the load. What still answers but no
longer carries the stated peak is overloaded: that is told apart, because it shows at peak only.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from designer.analysis.facts import Facts
from designer.analysis.fallout import Fallout, Lost
from designer.analysis.journeys import Journey
from designer.analysis.remaining import FleetRemaining, Remaining
from designer.analysis.scenarios import Outcome, ScenarioSet
from designer.catalog.service import Role
from designer.model.elements import Kind
from designer.model.ids import ElementId, LinkId

_SAME = 1e-9


class JourneyState(Enum):
    """What becomes of a journey."""

    SERVED = "served"
    OVERLOADED = "overloaded"
    BROKEN = "broken"
    NEVER_SERVED = "never_served"


class LinkState(Enum):
    """What becomes of a link that the failure touches."""

    BROKEN = "broken"
    """Its request gets no answer: its target is down, or its source has failed."""
    CUT_OFF = "cut_off"
    """It would still be answered, but nothing of use is asked any more."""
    TAKES_OVER = "takes_over"
    """It carries on where another target of its group is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One thing that has been failed.

    Attributes:
        id: as it was asked for: an element's id or the key of a zone or Region.
        kind: "element", "zone", "region" or "box".
        name: for people, without the kind.
        boxes: containers that are gone with it, itself included, in drawing order.
    """

    id: str
    kind: str
    name: str
    boxes: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyOutcome:
    """One journey.

    Attributes:
        share: of what it could carry with nothing failed, 0 to 1; None for background work,
            for which no capacity is known.
        loss: why its start is not served; None while it is.
    """

    id: str
    name: str
    kind: str
    state: JourneyState
    share: float | None
    loss: Lost | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLeft:
    """What is left of one fleet; rates are requests a second, None where not known.

    Attributes:
        units: the elements it consists of.
        shares: the share left of each, 0 to 1; also where only a part of a unit is lost.
        share: of the whole.
        unlimited: it has no limit that matters; then ``now_rps`` is None.
        demand_rps: what it is asked for at peak; None when no peak is stated.
        carries_peak: None when it cannot be told.
    """

    units: tuple[ElementId, ...]
    name: str
    shares: tuple[float, ...]
    share: float
    unlimited: bool
    now_rps: float | None
    left_rps: float | None
    demand_rps: float | None
    carries_peak: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The answer.

    Attributes:
        failed: in the order asked for.
        journeys: request journeys first, in drawing order.
        lost: what served before and does not any more, in drawing order, actors left out: of
            them the journeys tell.
        links: every link that the failure touches.
        tiers: every fleet that is hurt, the worst first.
        bottleneck: number in ``tiers`` of the one that limits the workload; None when none does
            by itself.
        share: of the workload's capacity, 0 to 1.
    """

    failed: tuple[Failed, ...]
    journeys: tuple[JourneyOutcome, ...]
    lost: tuple[Lost, ...]
    links: dict[LinkId, LinkState]
    tiers: tuple[TierLeft, ...]
    bottleneck: int | None
    share: float

    @property
    def reduced(self) -> dict[ElementId, float]:
        """The share that is left of each unit of which only a part is lost."""
        return {
            unit: share
            for tier in self.tiers
            for unit, share in zip(tier.units, tier.shares, strict=True)
            if 0 < share < 1
        }


def may_fail(facts: Facts, key: str) -> bool:
    """Tell whether ``key`` is something that can fail: no actor, no note, known at all."""
    element = facts.topology.elements.get(ElementId(key))
    if element is None:
        return key in facts.placement.zones or key in facts.placement.regions
    return element.kind not in (Kind.ACTOR, Kind.NOTE)


def what_if(facts: Facts, ids: Iterable[str]) -> WhatIf:
    """Return what happens when ``ids`` fail together; what cannot fail is left out.

    ``ids`` are element ids (a box fails with all it holds) and keys of zones and Regions.
    """
    wanted = [key for key in dict.fromkeys(ids) if may_fail(facts, key)]
    together = ScenarioSet((facts.fail(wanted),))
    capacity = facts.remaining(together)
    fallout = Fallout(facts, capacity.outcome, {key: facts.fail([key]).events for key in wanted})
    remaining = capacity.of(0)
    tiers = _tiers(remaining)
    at_peak = facts.run(together)
    return WhatIf(
        failed=tuple(_failed(facts, key) for key in wanted),
        journeys=tuple(
            _journey(journey, fallout, at_peak, remaining, tiers) for journey in facts.journeys
        ),
        lost=tuple(loss for loss in fallout.losses() if not _is_actor(facts, loss.id)),
        links=_links(facts, fallout),
        tiers=tiers,
        bottleneck=_place_of(remaining, tiers),
        share=remaining.share,
    )


def _is_actor(facts: Facts, element: ElementId) -> bool:
    return facts.services.of(element).role is Role.CLIENT


def _failed(facts: Facts, key: str) -> Failed:
    topology, places = facts.topology, facts.placement
    zones = [z for z in places.zones.values() if key in (z.key, *z.elements)]
    regions = [r for r in places.regions.values() if key in (r.key, *r.elements)]
    element = topology.elements.get(ElementId(key))
    kind = "element" if element is None or not element.kind.is_container else "box"
    name = "" if element is None else element.name or facts.services.of(element.id).name
    roots: tuple[ElementId, ...] = () if element is None else (element.id,)
    if element is None or element.kind in (Kind.ZONE, Kind.REGION):
        for kind, found in (("zone", zones[:1]), ("region", regions[:1])):
            for place in found:
                name, roots = place.name, place.elements
                return Failed(id=key, kind=kind, name=name, boxes=_boxes(facts, roots))
    return Failed(id=key, kind=kind, name=name, boxes=_boxes(facts, roots))


def _boxes(facts: Facts, roots: Iterable[ElementId]) -> tuple[ElementId, ...]:
    """Return the containers that go with ``roots``; units among them are told by themselves."""
    topology = facts.topology
    found = {box for root in roots for box in (root, *topology.descendants(root))}
    return tuple(
        key
        for key, element in topology.elements.items()
        if key in found and element.kind.is_container and facts.wiring.unit_of(key) is None
    )


def _journey(
    journey: Journey,
    fallout: Fallout,
    at_peak: Outcome,
    remaining: Remaining,
    tiers: tuple[TierLeft, ...],
) -> JourneyOutcome:
    outcome = fallout.outcome
    state, loss = JourneyState.SERVED, None
    if not outcome.succeeds(journey.id, -1):
        state = JourneyState.NEVER_SERVED
    elif not outcome.succeeds(journey.id, 0):
        state, loss = JourneyState.BROKEN, fallout.why(journey.start, journey.feeds)
    elif _is_overloaded(journey, fallout, at_peak, tiers):
        state = JourneyState.OVERLOADED
    return JourneyOutcome(
        id=journey.id,
        name=journey.name,
        kind=journey.kind,
        state=state,
        share=remaining.journeys.get(journey.id),
        loss=loss,
    )


def _is_overloaded(
    journey: Journey, fallout: Fallout, at_peak: Outcome, tiers: tuple[TierLeft, ...]
) -> bool:
    if at_peak.succeeds(journey.id, -1) and not at_peak.succeeds(journey.id, 0):
        return True
    # Where nothing at all is left and the journey is served, something else has taken over.
    short = [tier for tier in tiers if tier.carries_peak is False and tier.share > 0]
    return any(fallout.is_needed(tier.units, journey) for tier in short)


def _tiers(remaining: Remaining) -> tuple[TierLeft, ...]:
    hurt = [fleet for fleet in remaining.fleets if min(fleet.shares) < 1]
    return tuple(_tier(fleet) for fleet in sorted(hurt, key=lambda fleet: fleet.share))


def _tier(fleet: FleetRemaining) -> TierLeft:
    unlimited = fleet.now_rps == math.inf
    return TierLeft(
        units=fleet.units,
        name=fleet.name,
        shares=fleet.shares,
        share=fleet.share,
        unlimited=unlimited,
        now_rps=_finite(fleet.now_rps),
        left_rps=_finite(fleet.left_rps),
        demand_rps=_finite(fleet.demand_rps),
        carries_peak=fleet.carries_peak,
    )


def _finite(rate: float | None) -> float | None:
    return None if rate is None or not math.isfinite(rate) else rate


def _place_of(remaining: Remaining, tiers: tuple[TierLeft, ...]) -> int | None:
    if remaining.bottleneck is None or remaining.bottleneck.share < remaining.share - _SAME:
        # A fleet with less left than the whole has been replaced by others: it limits nothing.
        return None
    units = remaining.bottleneck.units
    return next((number for number, tier in enumerate(tiers) if tier.units == units), None)


def _links(facts: Facts, fallout: Fallout) -> dict[LinkId, LinkState]:
    found: dict[LinkId, LinkState] = {}
    for link in facts.topology.links.values():
        if fallout.is_unanswered(link):
            found[link.id] = LinkState.BROKEN
        elif fallout.is_cut_off(link):
            found[link.id] = LinkState.CUT_OFF
    for source in facts.wiring.requests:
        for group in facts.target_groups(source):
            lost = [link for link in group.links if link in found]
            if group.needed and lost and len(lost) < len(group.links):
                kept = [link for link in group.links if link not in found]
                found.update(dict.fromkeys(kept, LinkState.TAKES_OVER))
    return found
