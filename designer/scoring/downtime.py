"""How availability and downtime are said to people: the same words in window and terminal."""

import math
from collections import Counter
from dataclasses import dataclass

from designer.analysis.availability import (
    MINUTES_PER_YEAR,
    Availability,
    AvailabilityReport,
    Contribution,
)
from designer.analysis.parameters import Basis
from designer.model.workload import Figures
from designer.rules.phrasing import span

STRUCTURE, OPERATION, ASSUMED = "structure", "operation", "operation, assumed"
_PROFILES = {
    Figures.SLA: "AWS's service level agreements",
    Figures.DESIGNED_FOR: "what AWS designs for, else its service level agreements",
    Figures.CUSTOM: "the drawing's own MTBF and MTTR, else AWS's service level agreements",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One cause of downtime, in words.

    Attributes:
        name: what fails, or what has to be done by people.
        share: its part of the structural downtime; "" for operation.
        downtime: what it costs in a year, in words.
        minutes: the same, minutes a year.
        kind: structure or operation.
        elements: ids of what it stands for.
        steps: how an operational term is put together, a line each.
    """

    name: str
    share: str
    downtime: str
    minutes: float
    kind: str
    elements: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def nines(unavailability: float) -> str:
    """Say how many nines an unavailability (0 to 1) leaves."""
    if unavailability <= 0:
        return "no known cause of downtime"
    return f"{max(0.0, -math.log10(min(1.0, unavailability))):.1f} nines"


def percent(unavailability: float) -> str:
    """Write an availability in percent with as many digits as its nines deserve."""
    if unavailability <= 0:
        return "100 %"
    exponent = round(-math.log10(min(1.0, unavailability)), 9)
    digits = min(9, max(1, math.ceil(exponent) - 1))
    scale = 10**digits
    # Rounded down: 99.995 must never read as 100. The little more is for what no binary hits.
    return f"{math.floor((1 - unavailability) * 100 * scale + 1e-9) / scale:.{digits}f} %"


def downtime(minutes: float) -> str:
    """Say minutes of a year in the unit that reads best."""
    if minutes < 1:
        return f"{minutes * 60:.1f} s a year" if minutes * 60 >= 0.05 else "under 0.1 s a year"
    if minutes < 120:
        return f"{minutes:.0f} min a year"
    if minutes < 2880:
        return f"{minutes / 60:.1f} h a year"
    return f"{minutes / 1440:.1f} days a year"


def minutes_of(unavailability: float) -> float:
    """Return the minutes of a year that an unavailability means."""
    return unavailability * MINUTES_PER_YEAR


def method(result: Availability) -> str:
    """Say how far a figure can be trusted."""
    if result.method == "exact":
        return "exact"
    low, high = minutes_of(result.low), minutes_of(result.high)
    return f"{result.method}: between {downtime(low)} and {downtime(high)}"


def figures(basis: Basis) -> str:
    """Say which figures an availability rests on."""
    return (
        f"Figures: {_PROFILES[basis.profile]}; "
        f"Region {percent(1 - basis.region)}, zone {percent(1 - basis.zone)}."
    )


def summary(report: AvailabilityReport) -> tuple[str, ...]:
    """Say in a few sentences how available the workload is, by structure and as it is run."""
    work, run = report.workload, report.operational
    minutes = minutes_of(work.unavailability)
    both = minutes + run.minutes_per_year
    share = min(1.0, both / MINUTES_PER_YEAR)
    assumed = " (assumed where not stated)" if run.assumed else ""
    lines = [
        f"What is drawn: {percent(work.unavailability)} ({nines(work.unavailability)}), "
        f"{downtime(minutes)}; {method(work)}.",
        f"How it is run adds {downtime(run.minutes_per_year)}{assumed}: "
        f"together {percent(share)}, {downtime(both)}.",
        figures(report.basis),
    ]
    return tuple(lines)


def first_to_fix(report: AvailabilityReport) -> str:
    """Name what costs most, and the part of the structure that does; "" when nothing costs."""
    rows = causes(report)
    drawn = next((row for row in rows if row.kind == STRUCTURE), None)
    run = max((row for row in rows if row.kind != STRUCTURE), key=_minutes, default=None)
    parts = []
    if run is not None and run.minutes > (0.0 if drawn is None else drawn.minutes):
        parts.append(f"{run.name}, {run.downtime}")
    if drawn is not None:
        among = f"of what is drawn, {drawn.name}" if parts else drawn.name
        whole = "" if parts else " of what is drawn"
        parts.append(f"{among}, {drawn.share}{whole}, {drawn.downtime}")
    return f"Fix this first: {'; '.join(parts)}." if parts else ""


def _told_apart(part: Contribution, times: Counter[str]) -> str:
    """Return the name, with the id where several are called so."""
    return f"{part.name} ({part.ids[0]})" if part.ids and times[part.name] > 1 else part.name


def _minutes(cause: Cause) -> float:
    return cause.minutes


def causes(report: AvailabilityReport, most: int | None = None) -> tuple[Cause, ...]:
    """Return what costs uptime: ``most`` causes of the structure, the worst first; then operation.

    Shares of the structure may add up to more than all: two parts that only fail together each
    prevent the whole.
    """
    found = []
    times = Counter(part.name for part in report.workload.contributions)
    for part in report.workload.contributions[:most]:
        kind = part.event.partition(":")[0]
        word = {"region": "Region ", "zone": "Zone "}.get(kind, "")
        minutes = minutes_of(report.workload.unavailability * part.share)
        plain = word.strip().casefold() in part.name.casefold()
        found.append(
            Cause(
                name=_told_apart(part, times) if plain else word + part.name,
                share=f"{part.share * 100:.0f} %" if part.share >= 0.005 else "under 1 %",
                downtime=downtime(minutes),
                minutes=minutes,
                kind=STRUCTURE,
                elements=part.ids,
            )
        )
    for term in report.operational.terms:
        found.append(
            Cause(
                name=term.name,
                share="",
                downtime=downtime(term.minutes_per_year),
                minutes=term.minutes_per_year,
                kind=ASSUMED if term.assumed else OPERATION,
                steps=tuple(
                    f"{word}: {value:g}" if word.endswith("a year") else f"{word}: {span(value)}"
                    for word, value in term.chain
                ),
            )
        )
    return tuple(found)
