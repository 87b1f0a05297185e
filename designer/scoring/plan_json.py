"""A plan of fixes as data for JSON: for the command line and the window's scoring process."""

from typing import Any

from designer.model.diagram import Diagram
from designer.scoring.fixes import Effect
from designer.scoring.improve import Plan


def plan_data(plan: Plan, design: Diagram) -> dict[str, Any]:
    """Return ``plan`` for ``design`` as JSON data; points are rounded to two decimals."""
    return {
        "title": design.title,
        "is_reached": plan.is_reached,
        "is_complete": plan.is_complete,
        "relative_cost": plan.cost,
        "before": effect_data(plan.before),
        "after": effect_data(plan.after),
        "steps": [
            {
                "title": step.title,
                "finding": step.finding,
                "changes": list(step.changes),
                "after": effect_data(step.after),
            }
            for step in plan.steps
        ],
        "short_of": [gap.sentence for gap in plan.gaps],
    }


def effect_data(effect: Effect) -> dict[str, Any]:
    """Return ``effect`` as JSON data; None for what does not apply or cannot be recovered."""
    overall, minutes = effect.totals.overall, effect.downtime_min
    return {
        "overall": None if overall is None else round(overall, 2),
        "tenets": {tenet.value: round(p, 2) for tenet, p in effect.totals.tenets.items()},
        "downtime_minutes_per_year": None if minutes is None else round(minutes, 3),
        "rto_s": {disruption.value: seconds for disruption, seconds in effect.rto_s.items()},
        "rpo_s": {disruption.value: seconds for disruption, seconds in effect.rpo_s.items()},
    }
