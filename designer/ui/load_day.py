"""A day of load for the window, worked out in the scoring process and small enough to be drawn."""

import msgspec

from designer.analysis.autoscaling.loads import Load, shaped
from designer.analysis.autoscaling.plans import ScalingPlan
from designer.analysis.autoscaling.simulation import simulated, worst_moments
from designer.analysis.autoscaling.supply import Fleet
from designer.analysis.autoscaling.timings import STEP_S
from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.workload import LoadShape
from designer.rules.load_phrasing import Figure, figures, verdict
from designer.storage.load_file import read_load
from designer.storage.refusal import FileRejected

MOST_POINTS = 2880
"""More than a screen has columns; a step is told by the worst moment in it."""

NO_PEAK = (
    "State the peak load (click on empty canvas: Properties, Load), or choose a CSV file with a "
    "load of your own."
)
NOTHING = (
    "Nothing here has a known capacity yet. Connect users to a fleet, a function or a database, "
    "and its day appears."
)


class LoadOrder(msgspec.Struct, frozen=True):
    """Which day is wanted.

    Attributes:
        shape: a LoadShape by its value; "" for the workload's own, else a day and a night.
        file: path of a CSV file that takes the place of the shape; "" for none.
        tier: id of the tier; "" or one that is gone for the first that scales.
    """

    shape: str = ""
    file: str = ""
    tier: str = ""


class LoadDay(msgspec.Struct, frozen=True):
    """One tier's day.

    Attributes:
        shape, load: the shape used ("" for a file), and what the load is called.
        tiers: id and name of every tier that can be chosen.
        step_s: seconds that one value of ``demand`` and ``supply`` stands for.
        problem: why there is no day, in one sentence; "" when there is one.
    """

    shape: str
    load: str
    tiers: tuple[tuple[str, str], ...] = ()
    tier: str = ""
    how: str = ""
    unit: str = ""
    step_s: int = STEP_S
    demand: tuple[int, ...] = ()
    supply: tuple[int, ...] = ()
    verdict: str = ""
    figures: tuple[Figure, ...] = ()
    assumed: tuple[str, ...] = ()
    problem: str = ""


def day_of(diagram: Diagram, order: LoadOrder) -> LoadDay:
    """Return the day that ``order`` asks for, or the sentence that says why there is none."""
    workload = diagram.workload
    shape = workload.load_shape or LoadShape.DIURNAL
    if order.shape:
        shape = LoadShape(order.shape)
    facts = Facts(diagram.topology, workload)
    plans = facts.scaling_plans
    known = "" if order.file else shape.value
    load: Load | None
    try:
        load = read_load(order.file) if order.file else shaped(shape, workload)
    except FileRejected as rejection:
        return LoadDay(shape=known, load="", problem=str(rejection))
    tiers = tuple((plan.id, plan.name) for plan in plans)
    if not plans:
        return LoadDay(shape=known, load="", problem=NOTHING)
    if load is None:
        return LoadDay(shape=known, load="", tiers=tiers, problem=NO_PEAK)
    course = simulated(_chosen(plans, order.tier), load)
    factor, demand, supply = worst_moments(course, MOST_POINTS)
    labels = (facts.services.of(course.id).property(key) for key in course.assumed)
    return LoadDay(
        shape=known,
        load=load.name,
        tiers=tiers,
        tier=course.id,
        how=course.how,
        unit=course.unit,
        step_s=STEP_S * factor,
        demand=demand,
        supply=supply,
        verdict=verdict(course),
        figures=figures(course),
        assumed=tuple(found.label.lower() for found in labels if found is not None),
    )


def _chosen(plans: tuple[ScalingPlan, ...], tier: str) -> ScalingPlan:
    for plan in plans:
        if plan.id == tier:
            return plan
    moving = [plan for plan in plans if not plan.still]
    fleets = [plan for plan in moving if isinstance(plan.mover, Fleet)]
    return (fleets or moving or list(plans))[0]
