"""How figures of a scorecard are said to people, the same in every panel."""

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
