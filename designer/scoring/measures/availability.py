"""High Availability: nines of structural, switching and change downtime together."""

from math import log10

from designer.analysis.availability import MINUTES_PER_YEAR
from designer.analysis.facts import Facts
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Part

MOST_NINES = 12.0


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure N = -log10(U); None when no journey is drawn.

    U is the structural unavailability plus the operational downtime as a share of the year.
    """
    if not any(journey.kind == "request" for journey in facts.journeys):
        return None
    report = facts.availability
    down = report.workload.unavailability
    down += report.operational.minutes_per_year / MINUTES_PER_YEAR
    nines = MOST_NINES if down <= 10**-MOST_NINES else -log10(min(1.0, down))
    evidence = [i for c in report.workload.contributions[:5] for i in c.ids]
    figure = f"{nines:.2f} nines, {down * MINUTES_PER_YEAR:,.1f} min down a year"
    part = Part(
        name="Uptime of all journeys",
        figure=figure,
        points=profile.nines(nines),
        weight=1.0,
        evidence=tuple(dict.fromkeys(evidence)),
    )
    return Measure(parts=(part,))
