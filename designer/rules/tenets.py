"""The five tenets: what a design is judged by, in the words shown to users."""

from enum import Enum


class Tenet(Enum):
    """One of the five questions asked of a design."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    AVAILABILITY = "availability"
    SCALABILITY = "scalability"
    ELASTICITY = "elasticity"
    FAULT_TOLERANCE = "fault_tolerance"
    DURABILITY = "durability"

    @property
    def title(self) -> str:
        """The tenet's name in headings."""
        return _TITLES[self]

    @property
    def question(self) -> str:
        """What the tenet asks of a design."""
        return _QUESTIONS[self]


_TITLES = {
    Tenet.AVAILABILITY: "High Availability",
    Tenet.SCALABILITY: "Scalability",
    Tenet.ELASTICITY: "Elasticity",
    Tenet.FAULT_TOLERANCE: "Fault Tolerance",
    Tenet.DURABILITY: "Durability",
}

_QUESTIONS = {
    Tenet.AVAILABILITY: (
        "Does it stay up with no single point of failure? Is the work split between zones and "
        "Regions? Does a load balancer distribute traffic across locations and take node failure "
        "into account?"
    ),
    Tenet.SCALABILITY: (
        "Can it grow: vertically (bigger servers) and horizontally (more servers beside the "
        "existing ones)?"
    ),
    Tenet.ELASTICITY: (
        "Does it grow and shrink by itself, on metrics, for example with Auto Scaling groups?"
    ),
    Tenet.FAULT_TOLERANCE: (
        "Is there no single point of failure, and does it handle a failure when it strikes, with "
        "a failover strategy?"
    ),
    Tenet.DURABILITY: (
        "Can it recover from a disaster with minimal loss, within the RTO (time that may be lost) "
        "and RPO (data that may be lost)?"
    ),
}
