"""How each tier follows the load: by itself, by a policy, by the clock, by hand or not at all."""

import math
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import NamedTuple

from designer.analysis.capacity import Capacity, Tier
from designer.analysis.services import Services
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel
from designer.model.ids import ElementId

ALARM_S = 180.0  # three one-minute datapoints (EC2 Auto Scaling User Guide, target tracking)
# EC2 Auto Scaling User Guide, "Warm pools": no start times are documented (recalled: 30 to 60 s for
# stopped instances, less for hibernated ones, none for running ones).
WARM_POOL_START_S = {"stopped": 45.0, "hibernated": 20.0, "running": 0.0}
_BY_HAND = frozenset({"manual"})


class Mechanism(Enum):
    """What makes a tier grow and shrink."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    MANAGED = "managed"
    POLICY = "policy"
    SCHEDULED = "scheduled"
    MANUAL = "manual"
    NONE = "none"


class TierElasticity(NamedTuple):
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


def elasticity(wiring: Wiring, capacity: Capacity) -> Elasticity:
    """Return how every tier that carries load follows it."""
    found: list[TierElasticity] = []
    for tier in capacity.tiers:
        setup = wiring.services.setup(tier.id)
        key = (TierElasticity, tier.replicas, tier.replicas_max)
        alike = setup.once(key, partial(_followed, wiring, tier))
        found.append(TierElasticity(tier.id, tier.name, *alike[2:]))
    return Elasticity(tiers=tuple(found))


def _followed(wiring: Wiring, tier: Tier) -> TierElasticity:
    services, unit = wiring.services, tier.id
    row = services.of(unit)
    scaling = row.scaling
    mechanism = _mechanism(wiring, unit)
    keys = [
        key
        for key in (scaling.policy_property, "auto_scaling", "serverless", "capacity_mode")
        if key and row.property(key) is not None
    ]
    open_keys = tuple(key for key in dict.fromkeys(keys) if not services.is_stated(unit, key))
    reaction, chain = _reaction(wiring, unit, mechanism)
    minimum = services.count(unit, "minimum")
    fleet = row.failure.replicas is not ReplicaModel.MANAGED
    now = float(tier.replicas)
    return TierElasticity(
        id=unit,
        name=tier.name,
        mechanism=mechanism,
        stated=not keys or len(open_keys) < len(keys),
        reaction_s=reaction,
        chain=chain,
        minimum=min(now, float(minimum)) if minimum is not None else (now if fleet else 0.0),
        maximum=tier.replicas_max if fleet else math.inf,
        not_stated=() if mechanism is Mechanism.MANAGED else open_keys,
    )


def _mechanism(wiring: Wiring, unit: ElementId) -> Mechanism:
    services = wiring.services
    row = services.of(unit)
    policy = (
        services.value(unit, row.scaling.policy_property)
        if row.scaling.elastic == ("policy")
        else None
    )
    if services.setup(unit).is_elastic:
        if row.scaling.elastic == "managed" or policy in (None, "none", "manual"):
            return Mechanism.MANAGED
        if policy == "scheduled":
            return Mechanism.SCHEDULED
        return Mechanism.MANAGED if policy == "on_demand" else Mechanism.POLICY
    by_hand = policy in _BY_HAND or row.scaling.horizontal == "group"
    return Mechanism.MANUAL if by_hand and row.scaling.elastic == "policy" else Mechanism.NONE


def _reaction(
    wiring: Wiring, unit: ElementId, mechanism: Mechanism
) -> tuple[float | None, tuple[tuple[str, float], ...]]:
    """Return the seconds from more load to more capacity, and their parts."""
    services = wiring.services
    base = services.of(unit).scaling.reaction_s
    if mechanism is Mechanism.MANAGED:
        value = 0.0 if base is None else base
        return value, (("capacity is added by AWS", value),)
    if mechanism is not Mechanism.POLICY:
        return None, ()
    whole = 2 * ALARM_S if base is None else base
    chain = (("alarm", min(ALARM_S, whole)), *launch_chain(services, unit))
    return sum(seconds for _, seconds in chain), chain


def launch_chain(services: Services, unit: ElementId) -> tuple[tuple[str, float], ...]:
    """Return the parts of the time from the decision until a new replica serves, in seconds."""
    pool = WARM_POOL_START_S.get(str(services.value(unit, "warm_pool")))
    if pool is not None:
        return (("start from the warm pool", pool),)
    base = services.of(unit).scaling.reaction_s
    launch = max(0.0, (2 * ALARM_S if base is None else base) - ALARM_S)
    warm_up = services.number(unit, "warm_up_s")
    return (("launch", launch), *((("warm-up", warm_up),) if warm_up is not None else ()))
