"""What the workload must achieve and how it is run: stated by its owner, or assumed."""

from dataclasses import dataclass, field, fields
from enum import Enum

from designer.model.elements import NO_EXTRA
from designer.model.frozen import FrozenMap


class Disruption(Enum):
    """What may strike, after AWS Resilience Hub's four disruption types."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    SOFTWARE = "software"
    INFRASTRUCTURE = "infrastructure"
    ZONE = "zone"
    REGION = "region"


class LoadShape(Enum):
    """How the load moves over a day."""

    STEADY = "steady"
    DIURNAL = "diurnal"
    FLASH = "flash"
    RAMP = "ramp"
    BATCH = "batch"


class Figures(Enum):
    """Where the availability of components is taken from: the parameter profile."""

    SLA = "sla"  # AWS's service level agreements: a credit threshold, the cautious figure
    DESIGNED_FOR = "designed-for"  # what AWS says it designs for, where it says so
    CUSTOM = "custom"  # what the drawing states (MTBF and MTTR), else the SLA


NO_TARGETS: FrozenMap[Disruption, float] = FrozenMap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Goals, load and operations; None (or an absent key) means "not stated".

    Attributes:
        availability_target: percent of the year, 0 to 100.
        rto_s: longest acceptable time to recover, seconds, by disruption.
        rpo_s: longest acceptable span of lost data, seconds, by disruption.
        peak_rps: requests per second at peak.
        base_rps: requests per second in the quiet hours.
        growth: factor by which the peak grows in the planning period, for example 2.
        load_shape: how the load moves over a day.
        figures: where availabilities come from; not stated means custom as soon as the drawing
            states any, else the SLA.
        region_availability: percent, of one Region as a whole; counts with custom figures.
        zone_availability: percent, of one zone apart from its Region; counts likewise.
        failures_per_year: failures a year that need people to act.
        decide_s: seconds to detect such a failure and decide.
        repair_s: seconds to repair after the decision.
        changes_per_year: deployments a year.
        downtime_per_change_s: seconds offline for each deployment (0 for online updates).
        extra: fields of a newer file version, kept as JSON text.
    """

    availability_target: float | None = None
    rto_s: FrozenMap[Disruption, float] = NO_TARGETS
    rpo_s: FrozenMap[Disruption, float] = NO_TARGETS
    peak_rps: float | None = None
    base_rps: float | None = None
    growth: float | None = None
    load_shape: LoadShape | None = None
    figures: Figures | None = None
    region_availability: float | None = None
    zone_availability: float | None = None
    failures_per_year: float | None = None
    decide_s: float | None = None
    repair_s: float | None = None
    changes_per_year: float | None = None
    downtime_per_change_s: float | None = None
    extra: FrozenMap[str, str] = field(default=NO_EXTRA)


NUMBER_FIELDS: tuple[str, ...] = tuple(
    f.name
    for f in fields(Workload)
    if f.name not in ("rto_s", "rpo_s", "load_shape", "figures", "extra")
)
PERCENT_FIELDS = ("availability_target", "region_availability", "zone_availability")
