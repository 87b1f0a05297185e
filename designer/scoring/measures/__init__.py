"""How each tenet is measured: parts of a weighted mean and caps, from facts alone."""

from collections.abc import Callable

from designer.analysis.facts import Facts
from designer.rules.tenets import Tenet
from designer.scoring.measures import (
    availability,
    durability,
    elasticity,
    fault_tolerance,
    scalability,
)
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile

MEASURES: dict[Tenet, Callable[[Facts, Profile], Measure | None]] = {
    Tenet.AVAILABILITY: availability.measure,
    Tenet.SCALABILITY: scalability.measure,
    Tenet.ELASTICITY: elasticity.measure,
    Tenet.FAULT_TOLERANCE: fault_tolerance.measure,
    Tenet.DURABILITY: durability.measure,
}
