"""What each scaling policy wishes for at the end of a minute, and how several wishes become one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from designer.analysis.autoscaling.timings import (
    HIGH_DATAPOINTS,
    LOW_DATAPOINTS,
    LOW_SHARE_GROUP,
)

# Counts come from divisions; what is a whole number must not become the next one by a rounding.
_EPSILON = 1e-9


def whole(units: float) -> int:
    """Return the fewest whole units that make up ``units``."""
    return max(0, math.ceil(units - _EPSILON))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a policy can see at the end of a minute.

    Attributes:
        time_s: seconds since the simulation began.
        serving: units that serve.
        measured: units that served, on average, while the newest datapoint was measured.
        capacity: units that serve or are warming up: those count as capacity, not in the metric.
        datapoints: the metric of each minute so far, newest last, as a share of what the serving
            units can do; None where none was sent.
        demand: units that the load needs now.
        short_for_s: for how long fewer have served than were needed.
        forecast: units that carry the load expected within the next hour; None when unknown.
    """

    time_s: int
    serving: int
    measured: float
    capacity: int
    datapoints: Sequence[float | None]
    demand: int
    short_for_s: int = 0
    forecast: float | None = None


@dataclass(frozen=True, slots=True)
class TargetTracking:
    """Keep a metric at a target by two alarms that AWS sets.

    Adds ``ceil(measured * metric / target)`` less what is there already; what is warming up
    counts as there. A metric belongs to the units it was measured on: multiplied with those that
    have come since, it would order everything twice. Removes by the highest of the
    fifteen datapoints: AWS calls it conservative.

    Attributes:
        target: of the metric, a share of what the units can do, above 0.
        low_share: where the lower alarm stands, as a share of the target.
    """

    target: float
    low_share: float = LOW_SHARE_GROUP

    def wish(self, moment: Moment) -> int:
        """Return the capacity wished for."""
        high = _all_of(moment.datapoints, HIGH_DATAPOINTS)
        if high and min(high) > self.target:
            return max(moment.capacity, whole(moment.measured * high[-1] / self.target))
        low = _all_of(moment.datapoints, LOW_DATAPOINTS)
        if low and max(low) < self.target * self.low_share:
            return min(moment.capacity, whole(moment.measured * max(low) / self.target))
        return moment.capacity


@dataclass(frozen=True, slots=True)
class Step:
    """Add or remove a fixed number while an alarm is on.

    The alarms are the user's own; assumed are the datapoints that AWS sets for target tracking. A
    step is counted from the units that serve, so that one does not follow another before the
    first has warmed up.
    """

    threshold: float
    size: int = 1
    low_share: float = LOW_SHARE_GROUP

    def wish(self, moment: Moment) -> int:
        """Return the capacity wished for."""
        high = _all_of(moment.datapoints, HIGH_DATAPOINTS)
        if high and min(high) > self.threshold:
            return max(moment.capacity, moment.serving + self.size)
        low = _all_of(moment.datapoints, LOW_DATAPOINTS)
        if low and max(low) < self.threshold * self.low_share:
            return min(moment.capacity, moment.serving - self.size)
        return moment.capacity


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Set a number at times of the day: ``(seconds since midnight, units)``, at least one."""

    actions: tuple[tuple[int, int], ...]

    def wish(self, moment: Moment) -> int:
        """Return the capacity that the last action asked for."""
        now = moment.time_s % 86_400
        earlier = [count for at, count in sorted(self.actions) if at <= now]
        return earlier[-1] if earlier else max(self.actions)[1]


@dataclass(frozen=True, slots=True)
class Predictive:
    """Be ready for the hour's forecast; used beside target tracking, which corrects it."""

    target: float

    def wish(self, moment: Moment) -> int:
        """Return the capacity for the forecast; without one, no more than there is."""
        return 0 if moment.forecast is None else whole(moment.forecast / self.target)


@dataclass(frozen=True, slots=True)
class Manual:
    """A person sees the shortage, and adds what is missing; nobody takes it away again."""

    reaction_s: float

    def wish(self, moment: Moment) -> int:
        """Return the capacity that the person asks for."""
        if moment.short_for_s < self.reaction_s:
            return moment.capacity
        return max(moment.capacity, moment.demand)


Policy = TargetTracking | Step | Scheduled | Predictive | Manual


def decided(policies: Iterable[Policy], moment: Moment) -> int:
    """Return the capacity that all policies together ask for.

    More when any asks for more (the most asked for), fewer only when all do (the least change).
    """
    wishes = [policy.wish(moment) for policy in policies]
    return max(wishes, default=moment.capacity)


def _all_of(datapoints: Sequence[float | None], count: int) -> list[float]:
    """Return the newest ``count`` datapoints; none when one of them is missing."""
    newest = datapoints[-count:]
    found = [value for value in newest if value is not None]
    return found if len(found) == count else []
