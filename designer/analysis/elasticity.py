"""How each tier follows the load: by itself, by a policy, by the clock, by hand or not at all."""

from dataclasses import dataclass
from enum import Enum

from designer.model.ids import ElementId


class Mechanism(Enum):
    """What makes a tier grow and shrink."""

    MANAGED = "managed"
    POLICY = "policy"
    SCHEDULED = "scheduled"
    MANUAL = "manual"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierElasticity:
    """How one tier follows the load.

    Attributes:
        stated: the drawing says so (False: a default stands in).
        reaction_s: seconds from more load to more capacity; None when nothing reacts.
        chain: the parts of the reaction time.
        minimum, maximum: replicas it moves between; ``math.inf`` for "practically no limit".
        not_stated: property keys that would change this if stated.
    """

    id: ElementId
    name: str
    mechanism: Mechanism
    stated: bool
    reaction_s: float | None
    chain: tuple[tuple[str, float], ...]
    minimum: float
    maximum: float
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elasticity:
    """All tiers on request journeys that carry load, in drawing order."""

    tiers: tuple[TierElasticity, ...]
