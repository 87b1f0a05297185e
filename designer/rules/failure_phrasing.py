"""Says what a failure does, in the same words in the window, in print and to a screen reader."""

from collections.abc import Mapping, Sequence

from designer.analysis.fallout import Cause, Lost
from designer.analysis.what_if import Failed, JourneyOutcome, JourneyState, TierLeft, WhatIf
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.phrasing import count, listed, name, names

_LONGEST_CHAIN = 4


def thing(failed: Failed) -> str:
    """Return what has failed, with its kind where the name does not say it: "zone a"."""
    word = {"zone": "zone", "region": "Region"}.get(failed.kind, "")
    if not word or word.casefold() in failed.name.casefold():
        return failed.name
    return f"{word} {failed.name}"


def reason(loss: Lost, answer: WhatIf, topology: Topology) -> str:
    """Return why something is lost, as one sentence that goes back to what has failed."""
    words = _Words({one.id: one for one in answer.failed}, topology)
    own = name(topology, loss.id)
    if loss.cause in (Cause.FAILED, Cause.PARTS):
        return f"{own} {words.fate(loss, loss.id)}."
    if loss.cause is Cause.CUT_OFF:
        if not loss.via:
            return f"No request reaches {own} any more."
        end = loss.via[-1]
        return f"No request reaches {own} any more: {name(topology, end)} {words.fate(loss, end)}."
    return f"{own} cannot serve: {words.needs(loss)}."


def journey_reason(journey: JourneyOutcome, answer: WhatIf, topology: Topology) -> str:
    """Return what becomes of a journey, as one sentence."""
    match journey.state:
        case JourneyState.SERVED if journey.share is not None and journey.share < 1:
            return f"{journey.name}: served, with {percent_left(journey.share)} of the capacity."
        case JourneyState.SERVED:
            return f"{journey.name}: served."
        case JourneyState.OVERLOADED:
            return f"{journey.name}: served, but what is left does not carry the peak load."
        case JourneyState.NEVER_SERVED:
            return f"{journey.name}: not served even with nothing failed."
    loss = journey.loss
    verb = "stops" if journey.kind == "background" else "cannot be served"
    if loss is None:
        return f"{journey.name} {verb}."
    words = _Words({one.id: one for one in answer.failed}, topology)
    if loss.cause is Cause.NEEDS:
        return f"{journey.name} {verb}: {words.needs(loss)}."
    end = loss.via[-1] if loss.via else loss.id
    return f"{journey.name} {verb}: {name(topology, end)} {words.fate(loss, end)}."


class _Words:
    """The parts of sentences about one answer."""

    def __init__(self, failed: Mapping[str, Failed], topology: Topology) -> None:
        self._failed = failed
        self._topology = topology

    def needs(self, loss: Lost) -> str:
        """Return "it needs A, which needs B, which is in the failed zone a"."""
        via = [name(self._topology, key) for key in loss.via]
        if not via:
            return "what it needs is lost"
        fate = self.fate(loss, loss.via[-1])
        if len(via) > _LONGEST_CHAIN:
            between = count(len(via) - 3, "other")
            via = [*via[:2], f"by way of {between} {via[-1]}"]
        if loss.instead:
            options = names(self._topology, loss.instead)
            start = f"it needs one of {options}, and none serves: {via[0]}"
            if len(via) == 1:
                return f"{start} {fate}"
            return f"{start} needs {', which needs '.join(via[1:])}, which {fate}"
        return f"it needs {', which needs '.join(via)}, which {fate}"

    def fate(self, loss: Lost, end: ElementId) -> str:
        """Return what has become of the end of a chain: "is in the failed zone a"."""
        if end in loss.by and not loss.left:
            return "has failed"
        places = [self._failed[key] for key in loss.by if key in self._failed and key != end]
        told = listed([thing(place) for place in places])
        if loss.left:
            also = f" ({told} failed)" if told else ""
            return f"has {loss.left} of {loss.parts} parts left, which is not enough{also}"
        if not places:
            return "has failed" if loss.by else "no longer works"
        if all(place.kind == "element" for place in places):
            return f"has lost all its parts ({told} failed)" if len(places) > 1 else (
                f"failed with {told}"
            )  # fmt: skip
        return f"is in the failed {told}"


def percent_left(share: float) -> str:
    """Return a share of 1 in percent; something is never told as nothing, nor less as all.

    >>> percent_left(0.5), percent_left(0.001), percent_left(0.999), percent_left(0)
    ('50 %', '1 %', '99 %', '0 %')
    """
    if 0 < share < 1:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{share * 100:.0f} %"


def tier_left(tier: TierLeft) -> str:
    """Return what is left of a fleet: "50 % left, carries 400 of 800 requests/s at peak"."""
    left = "nothing left" if tier.share == 0 else f"{percent_left(tier.share)} left"
    rate, asked = tier.left_rps, tier.demand_rps
    if tier.share == 0 or rate is None:
        return left
    if asked is None:
        of = "" if tier.now_rps is None else f" of {_rate(tier.now_rps)}"
        return f"{left}, carries {_rate(rate)}{of} requests/s"
    if tier.carries_peak:
        return f"{left}, still carries the {_rate(asked)} requests/s of the peak"
    return f"{left}, carries {_rate(rate)} of {_rate(asked)} requests/s at peak"


def tier_name(tier: TierLeft, topology: Topology) -> str:
    """Return what to call a fleet, told apart from others of its name: "Web and 2 more"."""
    more = len(tier.units) - 1
    first = name(topology, tier.units[0])
    return f"{first} and {more} more" if more else first


def telling_tiers(answer: WhatIf) -> tuple[TierLeft, ...]:
    """Return the fleets of which a part is left, and what limits the workload, worst first."""
    return tuple(
        tier
        for number, tier in enumerate(answer.tiers)
        if number == answer.bottleneck or 0 < tier.share < 1
    )


def capacity_line(answer: WhatIf, topology: Topology) -> str:
    """Return what limits the workload now: "Web: 50 % left, …"; or that nothing does."""
    if answer.bottleneck is None:
        if 0 < answer.share < 1:
            return f"{percent_left(answer.share)} of the capacity left"
        return "Full capacity remains" if answer.share > 0 else "Nothing can be served"
    tier = answer.tiers[answer.bottleneck]
    return f"{tier_name(tier, topology)}: {tier_left(tier)}"


def losses_line(answer: WhatIf) -> str:
    """Return how much is lost: "4 elements lost"."""
    return f"{count(len(answer.lost), 'element')} lost" if answer.lost else "No element lost"


def headline(answer: WhatIf, topology: Topology) -> str:
    """Return the whole answer as one sentence."""
    if not answer.failed:
        return "Nothing has failed."
    states = [journey.state for journey in answer.journeys]
    broken, total = states.count(JourneyState.BROKEN), len(states)
    overloaded = states.count(JourneyState.OVERLOADED)
    parts: list[str] = []
    if broken:
        parts.append(f"{broken} of {count(total, 'journey')} broken")
    if overloaded:
        parts.append(f"{overloaded} of {count(total, 'journey')} overloaded at peak")
    if total and not parts:
        parts.append(f"{count(total, 'journey')} still served")
    parts.append(losses_line(answer)[0].lower() + losses_line(answer)[1:])
    parts.append(capacity_line(answer, topology))
    verb = "fails" if len(answer.failed) == 1 else "fail"
    return f"When {listed([thing(f) for f in answer.failed], 6)} {verb}: {'; '.join(parts)}."


def state_word(state: JourneyState) -> str:
    """Return the state of a journey in a word or two."""
    return {
        JourneyState.SERVED: "served",
        JourneyState.OVERLOADED: "overloaded at peak",
        JourneyState.BROKEN: "broken",
        JourneyState.NEVER_SERVED: "never served",
    }[state]


def reasons(answer: WhatIf, topology: Topology) -> dict[str, str]:
    """Return the sentence of each lost element that the topology still has."""
    known: Sequence[Lost] = [loss for loss in answer.lost if loss.id in topology.elements]
    return {loss.id: reason(loss, answer, topology) for loss in known}


def _rate(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
