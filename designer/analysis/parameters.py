"""The probabilities that availability rests on, in named profiles, so that they can change."""

from dataclasses import dataclass, field

from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.topology import Topology
from designer.model.workload import Figures, Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Availabilities (0 to 1) of what the catalog does not give.

    Attributes:
        profile: which of the catalog's figures are used, and whether the drawing's own count.
        region: availability of one Region as a whole.
        zone: availability of one zone, apart from the Region.
        overrides: availability of one replica or service by element id, else by service key;
            used in every profile, before the drawing and the catalog.
        unstated: availability of a component for which the catalog has no figure.
    """

    profile: Figures = Figures.SLA
    region: float = 0.9999
    zone: float = 0.9995
    overrides: FrozenMap[str, float] = field(default_factory=FrozenMap)
    unstated: float = 0.999

    @property
    def basis(self) -> "Basis":
        """What a result says of the figures it rests on."""
        return Basis(profile=self.profile, region=self.region, zone=self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The figures a result rests on, in short: the profile, and those of Regions and zones."""

    profile: Figures
    region: float
    zone: float


DEFAULT = Parameters()


def parameters_of(topology: Topology, workload: Workload) -> Parameters:
    """Return what a drawing asks for: its profile, and with custom figures its own."""
    states = (workload.region_availability, workload.zone_availability) != (None, None)
    profile = workload.figures
    if profile is None:
        own = states or any(
            stated_down(e) is not None
            for e in topology.elements.values()
            if "mtbf_h" in e.properties
        )
        profile = Figures.CUSTOM if own else Figures.SLA
    if profile is not Figures.CUSTOM or not states:
        return Parameters(profile=profile)
    region, zone = workload.region_availability, workload.zone_availability
    return Parameters(
        profile=profile,
        region=DEFAULT.region if region is None else region / 100,
        zone=DEFAULT.zone if zone is None else zone / 100,
    )


def stated_down(element: Element) -> float | None:
    """Return the unavailability that MTBF and MTTR give; None when not both are stated."""
    mtbf, mttr = element.properties.get("mtbf_h"), element.properties.get("mttr_h")
    if mtbf is None or mttr is None:
        return None
    if isinstance(mtbf, bool | str | tuple) or isinstance(mttr, bool | str | tuple):
        return None
    return unavailability_of(mtbf, mttr) if mtbf > 0 and mttr >= 0 else None


def unavailability_of(mtbf: float, mttr: float) -> float:
    """Return MTTR / (MTBF + MTTR); both in the same unit, MTTR with the time to detect.

    Source: AWS whitepaper "Availability and Beyond", understanding availability, where
    availability is MTBF / (MTBF + MTTR).
    """
    return mttr / (mtbf + mttr)
