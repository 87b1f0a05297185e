"""The five pillars of AWS's Well-Architected Framework: what a review asks about."""

from enum import Enum


class Pillar(Enum):
    """One of the five; the value is its id in AWS's lenses."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    OPERATIONS = "operationalExcellence"
    SECURITY = "security"
    RELIABILITY = "reliability"
    PERFORMANCE = "performance"
    COST = "costOptimization"

    @property
    def title(self) -> str:
        """The pillar's name in headings."""
        return _TITLES[self]


_TITLES = {
    Pillar.OPERATIONS: "Operational Excellence",
    Pillar.SECURITY: "Security",
    Pillar.RELIABILITY: "Reliability",
    Pillar.PERFORMANCE: "Performance Efficiency",
    Pillar.COST: "Cost Optimisation",
}
