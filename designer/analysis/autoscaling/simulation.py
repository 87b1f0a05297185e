"""Sends a load through a tier's scaling plan, step by step, and measures how it went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from designer.analysis.autoscaling.elasticity_metrics import (
    ElasticityMetrics,
    elasticity_metrics,
    speedup,
)
from designer.analysis.autoscaling.loads import Load
from designer.analysis.autoscaling.plans import ScalingPlan
from designer.analysis.autoscaling.policies import whole
from designer.analysis.autoscaling.supply import Fleet, Offered
from designer.analysis.autoscaling.timings import STEP_S
from designer.model.ids import ElementId

_STEPS_PER_HOUR = 3600 / STEP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """A span of time in which fewer served than were needed.

    Attributes:
        start_s, end_s: seconds since the beginning.
        missing: the most units that were missing at once.
    """

    start_s: int
    end_s: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Demand and supply of one tier under one load, one value for each ``STEP_S`` seconds.

    Attributes:
        demand: the fewest units that carry the load.
        supply: units that serve.
        unit_hours: what is paid for, also what warms up or drains.
        ideal_hours: unit hours of a supply that always equals demand.
        refused_share: part of all requests that found no unit to serve them, 0 to 1.
        shortages: when there were too few, in order of time.
        speedup: how many times better than without scaling; None where that says nothing.
        still: nothing ever moves it.
        assumed: keys of properties that the drawing leaves open and that matter here.
    """

    id: ElementId
    name: str
    how: str
    unit: str
    demand: tuple[int, ...]
    supply: tuple[int, ...]
    metrics: ElasticityMetrics
    unit_hours: float
    ideal_hours: float
    refused_share: float
    shortages: tuple[Shortage, ...]
    speedup: float | None
    still: bool
    assumed: tuple[str, ...]


def simulated(plan: ScalingPlan, load: Load) -> Course:
    """Return how the tier of ``plan`` follows ``load``; the same on every run."""
    offered = _offered(plan, load)
    done = plan.mover.run(offered)
    metrics = elasticity_metrics(offered.demand, done.supply)
    return Course(
        id=plan.id,
        name=plan.name,
        how=plan.how,
        unit=plan.unit,
        demand=tuple(offered.demand),
        supply=done.supply,
        metrics=metrics,
        unit_hours=done.paid / _STEPS_PER_HOUR,
        ideal_hours=sum(offered.demand) / _STEPS_PER_HOUR,
        refused_share=_refused(offered, done.supply),
        shortages=tuple(_shortages(offered.demand, done.supply)),
        speedup=_speedup(plan, offered, metrics),
        still=plan.still,
        assumed=plan.assumed,
    )


def _offered(plan: ScalingPlan, load: Load) -> Offered:
    scale = plan.visits / plan.unit_rps
    units = tuple(rps * scale for rps in load.rps)
    return Offered(
        units=units,
        demand=tuple(whole(value) for value in units),
        forecast=tuple(None if v is None else v * scale for v in load.forecast_rps()),
    )


def _refused(offered: Offered, supply: tuple[int, ...]) -> float:
    asked = sum(offered.units)
    served = sum(min(units, have) for units, have in zip(offered.units, supply, strict=True))
    return max(0.0, 1 - served / asked) if asked else 0.0


def _shortages(demand: Sequence[int], supply: Sequence[int]) -> Iterator[Shortage]:
    start, missing = 0, 0
    for step, (need, have) in enumerate(zip(demand, supply, strict=True)):
        if need > have:
            start = start if missing else step
            missing = max(missing, need - have)
        elif missing:
            yield Shortage(start_s=start * STEP_S, end_s=step * STEP_S, missing=missing)
            missing = 0
    if missing:
        yield Shortage(start_s=start * STEP_S, end_s=len(demand) * STEP_S, missing=missing)


def _speedup(plan: ScalingPlan, offered: Offered, metrics: ElasticityMetrics) -> float | None:
    mover = plan.mover
    if plan.still or not isinstance(mover, Fleet):
        return None
    fixed = replace(mover, policies=(), target=1.0).run(offered)
    return speedup(metrics, elasticity_metrics(offered.demand, fixed.supply))


def worst_moments(course: Course, most: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Return a course in at most ``most`` values: of each stretch the worst moment.

    Returns:
        How many steps became one, and the demand and the supply of each stretch.
    """
    factor = -(-len(course.demand) // most)
    pairs = list(zip(course.demand, course.supply, strict=True))
    worst = [
        max(pairs[i : i + factor], key=lambda pair: (pair[0] - pair[1], pair[0]))
        for i in range(0, len(pairs), factor)
    ]
    return factor, tuple(d for d, _ in worst), tuple(s for _, s in worst)
