"""How much of the year the workload is up: what the drawing implies, and what operation adds."""

from dataclasses import dataclass

MINUTES_PER_YEAR = 525_600.0  # of 365 days, as AWS counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """How much one failure event matters.

    Attributes:
        event: the event's id.
        ids: elements it stands for.
        name: for people.
        unavailability: of the event itself, 0 to 1.
        birnbaum: by how much the top unavailability falls when the event's falls by 1.
        share: part of the top unavailability that goes when the event never happens, 0 to 1
            (Fussell-Vesely).
    """

    event: str
    ids: tuple[str, ...]
    name: str
    unavailability: float
    birnbaum: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Structural availability of a journey or of the workload.

    Attributes:
        unavailability: 0 to 1, computed directly (never as 1 - availability).
        method: "exact", "bounded" or "simulated".
        low, high: bounds of the unavailability (equal to it when exact).
        contributions: largest share first.
    """

    unavailability: float
    method: str
    low: float
    high: float
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalTerm:
    """One source of downtime that a drawing's structure does not show."""

    name: str
    minutes_per_year: float
    assumed: bool
    chain: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalDowntime:
    """Downtime from failures that people repair, from failovers and from changes."""

    terms: tuple[OperationalTerm, ...]
    minutes_per_year: float
    assumed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityReport:
    """Structural availability by journey and of the workload, operational downtime beside it."""

    workload: Availability
    journeys: tuple[tuple[str, Availability], ...]
    operational: OperationalDowntime
    short_of_demand: tuple[str, ...]
