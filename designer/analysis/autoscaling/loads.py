"""Loads over a day: four shapes scaled to the workload's base and peak, or one's own.

The shapes are synthetic, parametrised after published traces: peak over trough 2 to 4 for a day
and a night, five- to twentyfold within minutes for a crowd (FIFA 98, NASA-HTTP).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from designer.analysis.autoscaling.timings import FORECAST_S, STEP_S
from designer.model.workload import LoadShape, Workload

DAY_S = 86_400
LONGEST_S = 7 * DAY_S
MOST_RPS = 1e9

# Share of the peak that flows in the quiet hours, where the workload states no base.
_QUIET = {
    LoadShape.STEADY: 1.0,
    LoadShape.DIURNAL: 0.3,
    LoadShape.FLASH: 0.1,
    LoadShape.RAMP: 0.2,
    LoadShape.BATCH: 0.1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests a second at the entry, one value for each step of ``STEP_S`` seconds.

    Attributes:
        name: for people: "flash", or the name of a file.
        rps: at least one value, each 0 or more.
        repeats: the days before looked the same, so that a forecast knows what is coming.
    """

    name: str
    rps: tuple[float, ...]
    repeats: bool = False

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return len(self.rps) * STEP_S

    @property
    def peak_rps(self) -> float:
        """The most at any time."""
        return max(self.rps)

    def forecast_rps(self) -> tuple[float | None, ...]:
        """Return what is expected of each hour: its mean a day before, where that is known."""
        hour = FORECAST_S // STEP_S
        hours = [self.rps[i : i + hour] for i in range(0, len(self.rps), hour)]
        means = [sum(part) / len(part) for part in hours]
        if self.repeats:
            return tuple(means)
        day = DAY_S // FORECAST_S
        return tuple(means[i - day] if i >= day else None for i in range(len(means)))


# A crowd and a sale come unannounced.
DAILY = frozenset({LoadShape.STEADY, LoadShape.DIURNAL, LoadShape.BATCH})


def shaped(shape: LoadShape, workload: Workload) -> Load | None:
    """Return a day of ``shape`` between the workload's base and peak; None without a peak.

    A base that is not stated is a share of the peak that suits the shape.
    """
    peak = workload.peak_rps
    if not peak:
        return None
    stated = workload.base_rps
    base = peak * _QUIET[shape] if stated is None else min(stated, peak)
    return Load(name=shape.value, rps=_day(shape, base, peak), repeats=shape in DAILY)


def _day(shape: LoadShape, base: float, peak: float) -> tuple[float, ...]:
    match shape:
        case LoadShape.STEADY:
            return (peak,) * len(_times())
        case LoadShape.DIURNAL:
            return diurnal(base, peak)
        case LoadShape.FLASH:
            return flash(base, peak)
        case LoadShape.RAMP:
            return ramp(base, peak)
        case LoadShape.BATCH:
            return batch(base, peak)


def quiet_share(shape: LoadShape, workload: Workload) -> float:
    """Return the load of the quiet hours as a share of the peak, 0 to 1."""
    if workload.peak_rps and workload.base_rps is not None:
        return min(1.0, workload.base_rps / workload.peak_rps)
    return _QUIET[shape]


RISE_S = {
    LoadShape.STEADY: math.inf,
    # The steepest part of a sine: base to peak at that slope takes 1/pi of the day.
    LoadShape.DIURNAL: DAY_S / math.pi,
    LoadShape.FLASH: 300.0,
    LoadShape.RAMP: 1800.0,
    LoadShape.BATCH: 0.0,
}
"""Seconds from the quiet hours to the peak at the steepest slope of a shape."""


def _times() -> range:
    return range(0, DAY_S, STEP_S)


def diurnal(
    base: float,
    peak: float,
    *,
    peak_at_s: float = 15 * 3600,
    noise: float = 0.05,
    seed: int = 1998,
) -> tuple[float, ...]:
    """Return a day and a night as a sine, with noise that stays between ``base`` and ``peak``.

    The noise (a share of the load, either way) changes within half an hour and is the same on
    every run.
    """
    draw = Random(seed)
    knot_s = 1800
    knots = [draw.uniform(-noise, noise) for _ in range(DAY_S // knot_s + 1)]
    middle, swing = (base + peak) / 2, (peak - base) / 2
    values = []
    for t in _times():
        smooth = middle + swing * math.cos(2 * math.pi * (t - peak_at_s) / DAY_S)
        place, part = divmod(t / knot_s, 1)
        left, right = knots[int(place)], knots[int(place) + 1]
        values.append(min(peak, max(base, smooth * (1 + left + (right - left) * part))))
    return tuple(values)


def flash(
    base: float,
    peak: float,
    *,
    at_s: float = 12 * 3600,
    rise_s: float = 300,
    decay_s: float = 2700,
) -> tuple[float, ...]:
    """Return a quiet day with one crowd: there after ``rise_s``, a third left ``decay_s`` later."""
    values = []
    for t in _times():
        since = t - at_s
        if since < 0:
            share = 0.0
        elif since < rise_s:
            share = since / rise_s
        else:
            share = math.exp(-(since - rise_s) / decay_s)
        values.append(base + (peak - base) * share)
    return tuple(values)


def ramp(
    base: float,
    peak: float,
    *,
    at_s: float = 10 * 3600,
    rise_s: float = 1800,
    hold_s: float = 7200,
) -> tuple[float, ...]:
    """Return a sale: up within ``rise_s``, held for ``hold_s``, and down as it came."""
    values = []
    for t in _times():
        up = (t - at_s) / rise_s
        down = (at_s + 2 * rise_s + hold_s - t) / rise_s
        values.append(base + (peak - base) * min(1.0, max(0.0, min(up, down))))
    return tuple(values)


def batch(
    base: float, peak: float, *, every_s: float = 6 * 3600, lasts_s: float = 3600
) -> tuple[float, ...]:
    """Return work that is switched on and off: one hour in six, beginning with the second."""
    return tuple(
        peak if every_s / 6 <= t % every_s < every_s / 6 + lasts_s else base for t in _times()
    )


def sampled(name: str, points: Sequence[tuple[float, float]]) -> Load:
    """Return a load from (seconds, requests a second) points, each holding until the next.

    Args:
        name: what to call it.
        points: at least two, times ascending; the first is the beginning, the last holds as long
            as the gap before it.

    Raises:
        ValueError: too few points, times that do not ascend, or more than a week of them.
    """
    gaps = [later - sooner for (sooner, _), (later, _) in pairwise(points)]
    if not gaps or min(gaps) <= 0:
        raise ValueError("a load needs at least two points at ascending times")
    start = points[0][0]
    end = points[-1][0] + gaps[-1] - start
    if end > LONGEST_S:
        raise ValueError("a load lasts a week at most")
    values: list[float] = []
    at = 0
    for step in range(max(1, math.ceil(end / STEP_S))):
        while at + 1 < len(points) and points[at + 1][0] - start <= step * STEP_S:
            at += 1
        values.append(points[at][1])
    return Load(name=name, rps=tuple(values))
