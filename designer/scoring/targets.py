"""What a design is to reach, and by how much it falls short."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import log10

from designer.analysis.availability import MINUTES_PER_YEAR
from designer.analysis.facts import Facts
from designer.model.workload import Disruption, Workload
from designer.rules.phrasing import listed, name, span
from designer.rules.tenets import Tenet
from designer.scoring.engine import measures_of
from designer.scoring.fixes import Effect
from designer.scoring.profile import profile

# A time a thousand times too long counts as much as one that never ends.
_DECADES = 3.0
_STRUCK = {
    Disruption.SOFTWARE: "a software error",
    Disruption.INFRASTRUCTURE: "the loss of a host",
    Disruption.ZONE: "the loss of a zone",
    Disruption.REGION: "the loss of a Region",
}
_RECOVERY = (Tenet.DURABILITY, Tenet.FAULT_TOLERANCE, Tenet.AVAILABILITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What is to be reached; None or an absent key asks for nothing.

    Attributes:
        overall: least overall score, 0 to 100; tenets: least points by tenet.
        uptime_percent: of the year, structural and operational downtime together.
        rto_s, rpo_s: longest seconds by disruption, for every data store and the workload.
    """

    overall: float | None = None
    tenets: Mapping[Tenet, float] = field(default_factory=dict)
    uptime_percent: float | None = None
    rto_s: Mapping[Disruption, float] = field(default_factory=dict)
    rpo_s: Mapping[Disruption, float] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        asked = (self.overall, self.uptime_percent)
        maps = (self.tenets, self.rto_s, self.rpo_s)
        return all(value is None for value in asked) and not any(maps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One target that is not met.

    Attributes:
        size: how far it is missed, above 0; comparable between targets, about 1 for "entirely".
        sentence: what is missing and why, for people.
        tenets: whose findings may have to do with it.
    """

    size: float
    sentence: str
    tenets: tuple[Tenet, ...]


def stated_targets(workload: Workload) -> Targets:
    """Return the targets that the design itself states."""
    return Targets(
        uptime_percent=workload.availability_target,
        rto_s=dict(workload.rto_s),
        rpo_s=dict(workload.rpo_s),
    )


def gaps_of(facts: Facts, effect: Effect, targets: Targets) -> tuple[Gap, ...]:
    """Return the targets that are not met."""
    found = [*_uptime(facts, effect, targets), *_recovery(facts, targets)]
    return (*found, *_points(facts, effect, targets))


def _points(facts: Facts, effect: Effect, targets: Targets) -> Iterator[Gap]:
    totals = effect.totals
    for tenet, least in targets.tenets.items():
        points = totals.tenets.get(tenet)
        if points is not None and points >= least:
            continue
        yield Gap(
            size=_missing(facts, tenet, least, points or 0.0),
            sentence=_held_back(facts, tenet, least, points),
            tenets=(tenet,),
        )
    overall = totals.overall or 0.0
    if targets.overall is not None and overall < targets.overall:
        short = sorted(totals.tenets, key=lambda tenet: totals.tenets[tenet])
        worst = listed([f"{t.title} ({totals.tenets[t]:.0f})" for t in short[:2]])
        yield Gap(
            size=(targets.overall - overall) / 100,
            sentence=f"The overall score is {overall:.1f} of {targets.overall:g}; "
            f"lowest are {worst}."
            if short
            else "Nothing in the design can be scored.",
            tenets=tuple(tenet for tenet in short if totals.tenets[tenet] < 100),
        )


def _missing(facts: Facts, tenet: Tenet, least: float, points: float) -> float:
    """Return how far a tenet is from ``least``, with what a cap hides counted at a tenth."""
    measure = measures_of(facts)[tenet]
    below = 0.0 if measure is None else max(0.0, least - measure.mean) / 1000
    return (least - points) / 100 + below


def _held_back(facts: Facts, tenet: Tenet, least: float, points: float | None) -> str:
    measure = measures_of(facts)[tenet]
    if measure is None or points is None:
        return f"{tenet.title} does not apply to what is drawn, so it cannot reach {least:g}."
    start = f"{tenet.title} is {points:.1f} of {least:g}"
    cap = min(measure.caps, key=lambda cap: cap.limit, default=None)
    if cap is not None and cap.limit < measure.mean and cap.limit < least:
        return f"{start}, because {cap.reason}."
    part = max(measure.parts, key=lambda part: part.weight * (100 - part.points))
    return f"{start}; most is missing in “{part.name}”: {part.figure}."


def _uptime(facts: Facts, effect: Effect, targets: Targets) -> Iterator[Gap]:
    if targets.uptime_percent is None or effect.downtime_min is None:
        return
    allowed = (1 - targets.uptime_percent / 100) * MINUTES_PER_YEAR
    found = effect.downtime_min
    if found <= allowed:
        return
    worst = [contribution.name for contribution in facts.availability.workload.contributions[:3]]
    most = f", most of it by {listed(worst)}" if worst else ""
    by_people = facts.availability.operational.minutes_per_year
    yield Gap(
        size=min(2.0, log10(found / max(allowed, 1e-6)) / _DECADES),
        sentence=f"{targets.uptime_percent:g} % allows {span(allowed * 60)} of downtime a year; "
        f"expected are {span(found * 60)}{most}; {span(by_people * 60)} are repairs, failovers "
        "and changes.",
        tenets=(Tenet.AVAILABILITY, Tenet.FAULT_TOLERANCE),
    )


def _recovery(facts: Facts, targets: Targets) -> Iterator[Gap]:
    table = facts.recovery
    for row in (*table.rows, *table.workload):
        who = "The workload" if row.store is None else name(facts.topology, row.store)
        after = f"after {_STRUCK[row.disruption]}"
        for label, value, wanted in (
            ("RTO", row.rto_s, targets.rto_s.get(row.disruption)),
            ("RPO", row.rpo_s, targets.rpo_s.get(row.disruption)),
        ):
            if wanted is None or (value is not None and value <= wanted):
                continue
            if value is None:
                problem = "does not come back" if label == "RTO" else "loses all its data"
                size = 1.0
            else:
                verb = "takes" if label == "RTO" else "loses"
                tail = "to come back" if label == "RTO" else "of data"
                problem = f"{verb} {span(value)} {tail}"
                size = min(1.0, 0.01 + log10(max(value, 1.0) / max(wanted, 1.0)) / _DECADES)
            why = f" ({row.by})" if row.by and value is not None else ""
            sentence = f"{who} {problem} {after}{why}; the {label} is {span(wanted)}."
            yield Gap(size=max(size, 0.001), sentence=sentence, tenets=_RECOVERY)


class TargetWrong(ValueError):
    """The text names no target; the message says what is wrong."""


_DURATION = re.compile(r"([0-9.]+)\s*([smhd]?)\Z")
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def with_target(targets: Targets, text: str) -> Targets:
    """Return ``targets`` with one more, read from ``text``; raise TargetWrong where it is none.

    "90" or "A" is the overall score; "durability=80" or "durability=B" a tenet's;
    "uptime=99.95" percent of the year; "rto.zone=5m", "rpo.region=1h" recovery.
    """
    key, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        return replace(targets, overall=_score(key))
    kind, _, struck = key.partition(".")
    if key == "overall":
        return replace(targets, overall=_score(value))
    if key == "uptime":
        return replace(targets, uptime_percent=_number(value, 100))
    if kind in ("rto", "rpo"):
        known = {disruption.value: disruption for disruption in Disruption}
        if struck not in known:
            raise TargetWrong(f"'{key}' is none of {kind}.{f', {kind}.'.join(known)}.")
        seconds = {known[struck]: _duration(value)}
        if kind == "rto":
            return replace(targets, rto_s={**targets.rto_s, **seconds})
        return replace(targets, rpo_s={**targets.rpo_s, **seconds})
    tenets = {tenet.value: tenet for tenet in Tenet}
    if key not in tenets:
        raise TargetWrong(
            f"'{key}' is no target; there are overall, uptime, rto.…, rpo.… and "
            f"{', '.join(tenets)}."
        )
    return replace(targets, tenets={**targets.tenets, tenets[key]: _score(value)})


def _score(text: str) -> float:
    letters = dict(profile().letters)
    return letters[text.upper()] if text.upper() in letters else _number(text, 100)


def _number(text: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise TargetWrong(f"'{text}' is neither a number from 0 to {most:g} nor a letter.")
    return value


def _duration(text: str) -> float:
    found = _DURATION.match(text)
    try:
        number = float(found[1]) if found else -1.0
    except ValueError:
        number = -1.0
    if found is None or number < 0:
        raise TargetWrong(f"'{text}' is no length of time, such as 90s, 15m, 1h or 2d.")
    return number * _SECONDS[found[2]]
