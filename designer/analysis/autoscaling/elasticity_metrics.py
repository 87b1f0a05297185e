"""How well supply has followed demand, after Herbst, Kounev and Reussner.

N. Herbst et al., "Elasticity in Cloud Computing: What It Is, and What It Is Not" (ICAC 2013) and
"Ready for Rain? A View from SPEC Research on the Future of Cloud Metrics" (2016).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticityMetrics:
    """Accuracy, timeshare and stability of one supply curve; shares in percent.

    Attributes:
        under_accuracy, over_accuracy: mean number of units missing and to spare (thetaU, thetaO).
        under_accuracy_percent, over_accuracy_percent: the same, each step divided by its demand.
        under_timeshare, over_timeshare: part of the time with too few and too many (tauU, tauO).
        instability: part of the time in which supply and demand do not move the same way.
        deviation: one figure for all of them, 0 is best (Bauer et al., "Chameleon", 2019).
    """

    under_accuracy: float
    over_accuracy: float
    under_accuracy_percent: float
    over_accuracy_percent: float
    under_timeshare: float
    over_timeshare: float
    instability: float
    deviation: float


def elasticity_metrics(demand: Sequence[float], supply: Sequence[float]) -> ElasticityMetrics:
    """Compare ``supply`` with ``demand``, both in units, one value for each equal step.

    Demand is the fewest units that meet the objective. In the normalised accuracies a demand below
    one unit counts as one: a share of nothing is not defined. Raise ValueError when the two are
    empty or differ in length.
    """
    steps = len(demand)
    if not steps or len(supply) != steps:
        raise ValueError("demand and supply need one value each for every step")
    pairs = list(zip(demand, supply, strict=True))
    missing = [max(0.0, d - s) for d, s in pairs]
    spare = [max(0.0, s - d) for d, s in pairs]
    under_percent = 100 * sum(m / max(1.0, d) for m, (d, _) in zip(missing, pairs, strict=True))
    over_percent = 100 * sum(e / max(1.0, d) for e, (d, _) in zip(spare, pairs, strict=True))
    under_time = 100 * sum(m > 0 for m in missing) / steps
    over_time = 100 * sum(e > 0 for e in spare) / steps
    unstable = _instability(demand, supply)
    parts = (under_percent / steps, over_percent / steps, under_time, over_time, unstable)
    return ElasticityMetrics(
        under_accuracy=sum(missing) / steps,
        over_accuracy=sum(spare) / steps,
        under_accuracy_percent=parts[0],
        over_accuracy_percent=parts[1],
        under_timeshare=under_time,
        over_timeshare=over_time,
        instability=unstable,
        deviation=math.cbrt(sum(part**3 for part in parts) / len(parts)),
    )


def _instability(demand: Sequence[float], supply: Sequence[float]) -> float:
    changes = len(demand) - 1
    if not changes:
        return 0.0
    apart = sum(
        _sign(supply[i + 1] - supply[i]) != _sign(demand[i + 1] - demand[i]) for i in range(changes)
    )
    return 100 * apart / changes


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def speedup(scaled: ElasticityMetrics, fixed: ElasticityMetrics) -> float | None:
    """Return how much better ``scaled`` is than ``fixed`` (no scaling): above 1 is better.

    The geometric mean of the ratios of both accuracies and both timeshares; None where one of
    them is zero, since a ratio to nothing says nothing.
    """
    ratios = []
    for name in ("under_accuracy", "over_accuracy", "under_timeshare", "over_timeshare"):
        ours, theirs = getattr(scaled, name), getattr(fixed, name)
        if ours <= 0 or theirs <= 0:
            return None
        ratios.append(theirs / ours)
    return math.exp(sum(map(math.log, ratios)) / len(ratios))
