"""Reads from a drawing how each tier is set up to follow the load: the simulation's input."""

import math
import re
from dataclasses import dataclass, replace

from designer.analysis.autoscaling.policies import (
    Manual,
    Policy,
    Predictive,
    Scheduled,
    Step,
    TargetTracking,
    whole,
)
from designer.analysis.autoscaling.supply import Environments, Fleet, Follower, Mover, OnDemand
from designer.analysis.autoscaling.timings import (
    BASIC_MONITORING_S,
    DEREGISTRATION_S,
    LAMBDA_RPS,
    LOW_SHARE_APPLICATION,
    LOW_SHARE_GROUP,
    MANUAL_REACTION_S,
    MINUTE_S,
    SCHEDULE_END_S,
    SCHEDULE_START_S,
)
from designer.analysis.capacity import Capacity, Tier
from designer.analysis.elasticity import Elasticity, Mechanism, TierElasticity, launch_chain
from designer.analysis.services import Services
from designer.model.ids import ElementId
from designer.model.workload import Workload

DEFAULT_TARGET = 50.0  # percent; what the EC2 console proposes for the average CPU
_LARGEST = 10**9
_ACTION = re.compile(r"\s*(\d{1,2}):(\d{2})\s*=\s*(\d{1,6})\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingPlan:
    """How one tier follows the load.

    Attributes:
        how: for people: "target tracking at 50 %, 2 to 8".
        unit: what is counted: "instance", "task", "environment", "request/s".
        unit_rps: requests a second that one unit carries.
        visits: requests to this tier for each request of the workload.
        mover: what makes supply of a load.
        still: nothing ever moves it.
        assumed: keys of properties that the drawing leaves open and that matter here.
    """

    id: ElementId
    name: str
    how: str
    unit: str
    unit_rps: float
    visits: float
    mover: Mover
    still: bool
    assumed: tuple[str, ...] = ()


def scaling_plans(
    services: Services, capacity: Capacity, elasticity: Elasticity, workload: Workload
) -> tuple[ScalingPlan, ...]:
    """Return a plan for every tier whose capacity is known, in drawing order.

    A managed service without a documented limit is left out: nothing can be said against it.
    """
    follows = {tier.id: tier for tier in elasticity.tiers}
    plans = (_Reader(services, workload, tier, follows[tier.id]).plan() for tier in capacity.tiers)
    return tuple(plan for plan in plans if plan is not None)


def weakened(plan: ScalingPlan, lost: float) -> ScalingPlan:
    """Return the plan of a tier that has lost a share (0 to 1) of its parts, and gets none back.

    Statically stable or not: what has failed is not launched anew elsewhere.
    """
    left = max(0.0, 1 - lost)

    def kept(count: float) -> int:
        return int(count * left + 1e-9)

    mover = plan.mover
    if isinstance(mover, Fleet):
        mover = replace(
            mover,
            desired=kept(mover.desired),
            minimum=kept(mover.minimum),
            maximum=kept(mover.maximum),
        )
    elif isinstance(mover, Environments):
        mover = replace(mover, limit=kept(mover.limit), warm=kept(mover.warm))
    else:
        mover = replace(mover, limit=mover.limit * left)
    return replace(plan, mover=mover)


class _Reader:
    """Reads one tier."""

    def __init__(
        self, services: Services, workload: Workload, tier: Tier, follows: TierElasticity
    ) -> None:
        self._services = services
        self._workload = workload
        self._tier = tier
        self._follows = follows
        self._unit = tier.id
        self._row = services.of(tier.id)
        self._policy = str(services.value(tier.id, self._row.scaling.policy_property) or "")

    def plan(self) -> ScalingPlan | None:
        """Return the tier's plan; None when its capacity is not known."""
        scaling = self._row.scaling
        managed = self._follows.mechanism is Mechanism.MANAGED
        if scaling.ramp == "environments":
            return self._environments()
        if self._services.value(self._unit, "capacity_mode") == "provisioned":
            return self._provisioned()
        if scaling.ramp == "on_demand":
            return self._on_demand()
        if managed:
            return self._managed()
        return self._fleet() if self._tier.unit_rps else None

    def _made(
        self, mover: Mover, how: str, unit: str, unit_rps: float, keys: tuple[str, ...] = ()
    ) -> ScalingPlan:
        known = [key for key in keys if self._row.property(key) is not None]
        return ScalingPlan(
            id=self._unit,
            name=self._tier.name,
            how=how,
            unit=unit,
            unit_rps=unit_rps,
            visits=self._tier.visits,
            mover=mover,
            still=isinstance(mover, Fleet)
            and (not mover.policies or mover.minimum >= mover.maximum),
            assumed=tuple(key for key in known if not self._services.is_stated(self._unit, key)),
        )

    # -- managed
    def _environments(self) -> ScalingPlan:
        services, unit = self._services, self._unit
        limit = services.count(unit, "concurrency") or 0
        reserved = services.count(unit, "reserved_concurrency")
        limit = limit if reserved is None else min(limit, reserved)
        warm = services.count(unit, "provisioned_concurrency") or 0
        how = f"1,000 more environments every 10 s, {limit:,} at most"
        mover = Environments(limit=limit, warm=warm)
        return self._made(mover, how, self._row.scaling.unit, LAMBDA_RPS, ("concurrency",))

    def _on_demand(self) -> ScalingPlan:
        scaling = self._row.scaling
        floor = scaling.ramp_floor_rps or 0.0
        limit = scaling.limit_rps or math.inf
        mover = OnDemand(
            floor=floor, window_s=scaling.ramp_window_s or 0.0, limit=min(limit, _LARGEST)
        )
        how = f"on demand: {floor:,.0f} requests/s when new, then twice the previous peak"
        return self._made(mover, how, "request/s", 1.0, ("capacity_mode",))

    def _managed(self) -> ScalingPlan | None:
        most, unit_rps = self._tier.max_rps, self._tier.unit_rps
        if most is None or math.isinf(most):
            return None
        lag = self._follows.reaction_s or 0.0
        one = unit_rps or 1.0
        how = f"AWS adds capacity within {lag:.0f} s" if lag else "AWS adds capacity at once"
        mover = Follower(lag_s=lag, limit=min(_LARGEST, most / one + 1e-9))
        unit = self._row.scaling.unit if unit_rps else "request/s"
        return self._made(mover, f"{how}, up to {most:,.0f} requests/s", unit, one)

    def _provisioned(self) -> ScalingPlan | None:
        """Provisioned units of one request a second each, which auto scaling may move."""
        stated = self._tier.now_rps
        if not self._tier.unit_rps or not stated or math.isinf(stated):
            return None
        desired = whole(stated)
        scales = self._services.value(self._unit, "auto_scaling") is True
        limit = int(min(_LARGEST, self._row.scaling.limit_rps or _LARGEST))
        target = self._target()
        fleet = Fleet(
            policies=(TargetTracking(target, LOW_SHARE_APPLICATION),) if scales else (),
            desired=desired,
            minimum=min(desired, limit),
            maximum=max(desired, limit) if scales else desired,
            launch_s=MINUTE_S if scales else 0,
            target=target if scales else 1.0,
            saturates=False,
        )
        how = (
            f"target tracking at {target * 100:.0f} % of the units" if scales else "a fixed number"
        )
        return self._made(fleet, f"{how}, from {desired:,}", "request/s", 1.0, ("auto_scaling",))

    # -- fleets
    def _target(self) -> float:
        stated = self._services.number(self._unit, "target_value")
        return max(0.01, (DEFAULT_TARGET if stated is None else stated) / 100)

    def _fleet(self) -> ScalingPlan:
        low, high = self._limits()
        policies = self._policies(low, high)
        # The processor of a busy machine shows 100 % however long the queue before it is.
        metric = str(self._services.value(self._unit, "scaling_metric") or "cpu")
        tracks = any(isinstance(policy, TargetTracking | Step) for policy in policies)
        cooldown = self._services.number(self._unit, "cooldown_s")
        fleet = Fleet(
            policies=policies,
            desired=min(high, max(low, self._tier.replicas)),
            minimum=low,
            maximum=high,
            launch_s=self._launch_s() if policies else 0,
            target=self._target() if tracks else 1.0,
            monitoring_s=self._monitoring_s(),
            saturates="cpu" in metric.lower(),
            cooldown_s=cooldown or 0.0,
            cooldown_holds_out=self._policy == "step",
            drain_s=DEREGISTRATION_S if policies else 0,
        )
        return self._made(
            fleet,
            self._described(fleet),
            self._row.scaling.unit,
            self._tier.unit_rps or 1.0,
            self._matters(policies),
        )

    def _limits(self) -> tuple[int, int]:
        most = self._tier.replicas_max
        high = int(min(_LARGEST, most if math.isfinite(most) else _LARGEST))
        stated = self._services.count(self._unit, "minimum")
        return int(min(self._follows.minimum if stated is None else stated, high)), high

    def _launch_s(self) -> float:
        return sum(seconds for _, seconds in launch_chain(self._services, self._unit))

    def _is_instances(self) -> bool:
        return self._row.property("detailed_monitoring") is not None

    def _monitoring_s(self) -> int:
        detailed = self._services.value(self._unit, "detailed_monitoring") is True
        return BASIC_MONITORING_S if self._is_instances() and not detailed else MINUTE_S

    def _policies(self, low: int, high: int) -> tuple[Policy, ...]:
        share = LOW_SHARE_GROUP if self._is_instances() else LOW_SHARE_APPLICATION
        target = self._target()
        policies: tuple[Policy, ...] = ()
        match self._policy:
            case "target_tracking":
                policies = (TargetTracking(target, share),)
            case "predictive":
                policies = (Predictive(target), TargetTracking(target, share))
            case "step":
                size = self._services.count(self._unit, "step_size") or 1
                policies = (Step(target, size, share),)
            case "manual":
                decide = self._workload.decide_s
                policies = (Manual(MANUAL_REACTION_S if decide is None else decide),)
        actions = self._schedule()
        if self._policy == "scheduled" and not actions:
            actions = ((SCHEDULE_START_S, high), (SCHEDULE_END_S, low))
        return (*policies, Scheduled(actions)) if actions else policies

    def _schedule(self) -> tuple[tuple[int, int], ...]:
        """Return the stated actions; an entry that is none is left out."""
        if self._policy in ("", "none", "manual"):
            return ()
        stated = self._services.value(self._unit, "schedule")
        found = [_ACTION.match(str(e)) for e in stated] if isinstance(stated, tuple) else []
        actions = [(int(m[1]) * 3600 + int(m[2]) * 60, int(m[3])) for m in found if m]
        return tuple(sorted(action for action in actions if action[0] < 24 * 3600))

    def _matters(self, policies: tuple[Policy, ...]) -> tuple[str, ...]:
        keys = ["minimum", "maximum", "capacity_rps", self._row.scaling.policy_property]
        if not policies:
            return tuple(key for key in keys if key in ("capacity_rps", *keys[3:]) and key)
        if any(isinstance(policy, TargetTracking | Step) for policy in policies):
            keys += ["target_value", "detailed_monitoring"]
        if any(isinstance(policy, Step) for policy in policies):
            keys.append("step_size")
        if self._policy == "scheduled":
            keys.append("schedule")
        return (*keys, "warm_up_s")

    def _described(self, fleet: Fleet) -> str:
        words = self._policy.replace("_", " ")
        if not fleet.policies or words in ("", "none"):
            return f"a fixed number: {fleet.desired:,}"
        if fleet.target < 1:
            words += f" at {fleet.target * 100:.0f} %"
        if words == "manual":
            words = "by hand"
        return f"{words}, {fleet.minimum:,} to {fleet.maximum:,}"
