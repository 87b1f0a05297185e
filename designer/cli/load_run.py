"""Runs a load through a design for the command line, and gives the result as data for JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from designer.analysis.autoscaling.loads import Load, shaped
from designer.analysis.autoscaling.plans import weakened
from designer.analysis.autoscaling.simulation import Course, simulated
from designer.analysis.facts import Facts
from designer.cli.output import refuse
from designer.model.ids import ElementId
from designer.model.workload import LoadShape
from designer.storage.load_file import read_load
from designer.storage.refusal import FileRejected

PROFILES = tuple(shape.value for shape in LoadShape)


def load_called(word: str, facts: Facts) -> Load:
    """Return the load that ``word`` names: a profile, or else a CSV file; refuse what is neither.

    A profile needs the workload's peak.
    """
    if word not in PROFILES:
        try:
            return read_load(word)
        except FileRejected as rejection:
            profiles = ", ".join(PROFILES)
            hint = "" if "." in word else f" (the profiles are {profiles})"
            refuse(f"{rejection}{hint}")
    load = shaped(LoadShape(word), facts.workload)
    if load is None:
        refuse(f"The profile '{word}' needs a peak load, and the design states none (peak_rps).")
    return load


def courses_under(
    load: Load, facts: Facts, lost: Mapping[ElementId, float] | None = None
) -> tuple[Course, ...]:
    """Return how every tier of known capacity follows ``load``.

    ``lost`` tells the share (0 to 1) of a tier's parts that have failed and stay away.
    """
    gone = lost or {}
    plans = (weakened(p, gone[p.id]) if p.id in gone else p for p in facts.scaling_plans)
    return tuple(simulated(plan, load) for plan in plans)


def load_data(load: Load, courses: Sequence[Course]) -> dict[str, Any]:
    """Return the result as JSON data; shares of the measures are in percent."""
    return {
        "name": load.name,
        "seconds": load.seconds,
        "peak_rps": load.peak_rps,
        "tiers": [_tier(course) for course in courses],
    }


def _tier(course: Course) -> dict[str, Any]:
    return {
        "id": course.id,
        "name": course.name,
        "how": course.how,
        "unit": course.unit,
        "scales": not course.still,
        "assumed": list(course.assumed),
        "largest_demand": max(course.demand),
        "largest_supply": max(course.supply),
        "metrics": asdict(course.metrics),
        "unit_hours": course.unit_hours,
        "ideal_hours": course.ideal_hours,
        "refused_share": course.refused_share,
        "speedup": course.speedup,
        "shortages": [asdict(shortage) for shortage in course.shortages],
    }
