"""The probabilities that availability rests on, in named profiles, so that they can change."""

from dataclasses import dataclass, field
from enum import Enum

from designer.model.frozen import FrozenMap


class Profile(Enum):
    """Where the availability of components is taken from."""

    SLA = "sla"  # AWS's service level agreements: a credit threshold, the cautious figure
    DESIGNED_FOR = "designed-for"  # what AWS says it designs for, where it says so
    CUSTOM = "custom"  # the overrides, else the SLA


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Availabilities (0 to 1) of what the catalog does not give.

    Attributes:
        profile: which column of the catalog's figures is used.
        region: availability of one Region as a whole.
        zone: availability of one zone, apart from the Region.
        overrides: availability of one replica or service by element id, else by service key;
            used in every profile, before the catalog.
        unstated: availability of a component for which the catalog has no figure.
    """

    profile: Profile = Profile.SLA
    region: float = 0.9999
    zone: float = 0.9995
    overrides: FrozenMap[str, float] = field(default_factory=FrozenMap)
    unstated: float = 0.999


DEFAULT = Parameters()


def availability_of(mtbf: float, mttr: float) -> float:
    """Return MTBF / (MTBF + MTTR); both in the same unit, MTTR with the time to detect.

    Source: AWS whitepaper "Availability and Beyond", understanding availability.
    """
    return mtbf / (mtbf + mttr)
