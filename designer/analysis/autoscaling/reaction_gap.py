"""What is missing while a fleet reacts to more load: the closed form beside the simulation.

A score needs what a simulation of whole instances cannot promise: a shorter reaction, a larger
minimum or more capacity in one instance never make it worse.
"""

import math

from designer.analysis.autoscaling.loads import DAILY, RISE_S, quiet_share
from designer.analysis.autoscaling.plans import ScalingPlan
from designer.analysis.autoscaling.policies import Predictive, Scheduled
from designer.analysis.autoscaling.supply import Fleet
from designer.model.workload import LoadShape, Workload


def reaction_gap(plan: ScalingPlan, reaction_s: float | None, workload: Workload) -> float:
    """Return the share of the peak that finds nothing to serve it while ``plan`` reacts, 0 to 1.

    The load rises from the quiet hours to the peak at the steepest slope of the workload's shape
    (a day and a night when it states none); until ``reaction_s`` (None: never) nothing but what
    the quiet hours keep running serves: what the target leaves free, or the minimum.
    """
    fleet = plan.mover
    shape = workload.load_shape or LoadShape.DIURNAL
    foresees = isinstance(fleet, Fleet) and any(
        isinstance(policy, Predictive | Scheduled) for policy in fleet.policies
    )
    if not isinstance(fleet, Fleet) or not fleet.policies or (foresees and shape in DAILY):
        return 0.0
    quiet = quiet_share(shape, workload)
    ready = quiet / fleet.target
    if workload.peak_rps:
        asked = workload.peak_rps * plan.visits
        ready = max(ready, fleet.minimum * plan.unit_rps / asked if asked else math.inf)
    reaction = math.inf if reaction_s is None else reaction_s
    rise = _risen(1 - quiet, reaction, RISE_S[shape])
    return min(1.0, max(0.0, quiet + rise - ready))


def _risen(rise: float, reaction_s: float, rise_s: float) -> float:
    """Return how far the load has come after ``reaction_s`` of the ``rise_s`` it takes."""
    if math.isinf(rise_s) or reaction_s <= 0:
        return 0.0
    return rise if reaction_s >= rise_s else rise * reaction_s / rise_s
