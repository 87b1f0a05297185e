"""How figures of a scorecard are said to people, the same in every panel."""

import math

from designer.analysis.availability import MINUTES_PER_YEAR, Availability
from designer.model.workload import Disruption
from designer.scoring.scorecard import TenetScore

DISRUPTIONS = {
    Disruption.SOFTWARE: "Software error",
    Disruption.INFRASTRUCTURE: "Host failure",
    Disruption.ZONE: "Zone loss",
    Disruption.REGION: "Region loss",
}
NOT_APPLICABLE = "–"
NOTEWORTHY = 0.5
"""Points of accepted findings that still show in whole points."""


def points(value: float | None) -> str:
    """Write a score: whole points, "–" when there is none."""
    return NOT_APPLICABLE if value is None else f"{value:.0f}"


def gain(value: float) -> str:
    """Write what a change brings, with its sign."""
    return f"{value:+.1f}".replace("-", "−") + (" point" if abs(value) == 1 else " points")


def nines(unavailability: float) -> str:
    """Say how many nines an unavailability (0 to 1) leaves."""
    if unavailability <= 0:
        return "no known cause of downtime"
    return f"{max(0.0, -math.log10(min(1.0, unavailability))):.1f} nines"


def percent(unavailability: float) -> str:
    """Write an availability in percent with as many digits as its nines deserve."""
    if unavailability <= 0:
        return "100 %"
    digits = min(9, max(1, math.ceil(-math.log10(min(1.0, unavailability))) - 1))
    scale = 10**digits
    # Rounded down: 99.995 must never read as 100.
    return f"{math.floor((1 - unavailability) * 100 * scale) / scale:.{digits}f} %"


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


def spoken(score: TenetScore) -> str:
    """Say a tenet's score in one sentence, for assistive tools."""
    if score.low is None:
        return f"{score.tenet.title}: not applicable"
    text = f"{score.tenet.title}: {points(score.low)} of 100"
    if score.high is not None and round(score.high) > round(score.low):
        text += f", up to {points(score.high)} once everything is stated"
    if score.accepted >= NOTEWORTHY:
        text += f", {points(score.with_accepted)} without what is accepted"
    if score.caps:
        text += f"; capped at {points(score.caps[0].limit)} by {score.caps[0].reason}"
    return text
