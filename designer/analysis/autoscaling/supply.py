"""The ways in which capacity follows a load: fleets, Lambda, on-demand tables, managed services."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from designer.analysis.autoscaling.policies import Moment, Policy, Scheduled, decided, whole
from designer.analysis.autoscaling.timings import (
    FORECAST_S,
    LAMBDA_ENVIRONMENTS_PER_STEP,
    LAMBDA_STEP_S,
    LOW_DATAPOINTS,
    MINUTE_S,
    ON_DEMAND_FACTOR,
    STEP_S,
)

_STEPS_PER_MINUTE = MINUTE_S // STEP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a tier is asked for.

    Attributes:
        units: load in units for each step, not rounded.
        demand: the fewest whole units that carry it, for each step.
        forecast: units expected in each hour; None when nobody can know.
    """

    units: Sequence[float]
    demand: Sequence[int]
    forecast: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Supplied:
    """Units that serve in each step, and unit-steps that are paid for."""

    supply: tuple[int, ...]
    paid: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Units that are launched and ended one by one.

    Attributes:
        policies: what moves the number; none for a fixed one.
        desired: how many run when nothing moves it.
        minimum, maximum: the number stays between them.
        launch_s: from a decision until a new unit serves and is in the metric.
        target: share of its capacity at which a unit is to run; the number it begins the day with.
        monitoring_s: how often the metric is sent; a multiple of 60.
        saturates: the metric ends at 100 %, as the processor's does.
        cooldown_s: after an activity, how long no other one starts ...
        cooldown_holds_out: ... also none that adds.
        drain_s: how long a unit that leaves is still paid for.
    """

    policies: tuple[Policy, ...] = ()
    desired: int
    minimum: int
    maximum: int
    launch_s: float = 0
    target: float = 1.0
    monitoring_s: int = MINUTE_S
    saturates: bool = True
    cooldown_s: float = 0
    cooldown_holds_out: bool = False
    drain_s: float = 0

    def run(self, offered: Offered) -> Supplied:
        """Return how the number follows ``offered``."""
        return _FleetRun(self, offered).run()


class _FleetRun:
    """One fleet through one load."""

    def __init__(self, fleet: Fleet, offered: Offered) -> None:
        self._fleet = fleet
        self._offered = offered
        self._serving = self._start()
        self._launching: deque[tuple[int, int]] = deque()
        self._draining: deque[tuple[int, int]] = deque()
        self._launch_steps = whole(fleet.launch_s / STEP_S)
        self._drain_steps = whole(fleet.drain_s / STEP_S)
        self._measured: list[float] = []
        self._newest: float | None = None
        self._served_steps = 0
        self._in_metric = 0.0
        self._datapoints: deque[float | None] = deque(maxlen=LOW_DATAPOINTS)
        self._short_steps = 0
        self._last_activity_s = float("-inf")

    def _start(self) -> int:
        """Return the number at midnight: settled, as if the hours before had been like this."""
        fleet = self._fleet
        start = fleet.desired
        if fleet.target < 1:
            start = whole(self._offered.units[0] / fleet.target)
        planned = [policy for policy in fleet.policies if isinstance(policy, Scheduled)]
        if planned:
            first = Moment(time_s=0, serving=0, measured=0, capacity=0, datapoints=(), demand=0)
            start = max(0 if fleet.target >= 1 else start, *(p.wish(first) for p in planned))
        return min(fleet.maximum, max(fleet.minimum, start))

    def run(self) -> Supplied:
        supply: list[int] = []
        paid = 0
        for step, units in enumerate(self._offered.units):
            self._arrive(step)
            supply.append(self._serving)
            paid += self._capacity + sum(count for _, count in self._draining)
            self._measure(units, self._offered.demand[step])
            if (step + 1) % _STEPS_PER_MINUTE == 0 and self._fleet.policies:
                self._end_minute(step + 1)
        return Supplied(tuple(supply), paid)

    @property
    def _capacity(self) -> int:
        return self._serving + sum(count for _, count in self._launching)

    def _arrive(self, step: int) -> None:
        while self._launching and self._launching[0][0] <= step:
            self._serving += self._launching.popleft()[1]
        while self._draining and self._draining[0][0] <= step:
            self._draining.popleft()

    def _measure(self, units: float, demand: int) -> None:
        self._short_steps = self._short_steps + 1 if demand > self._serving else 0
        if self._serving:
            use = units / self._serving
            self._measured.append(min(1.0, use) if self._fleet.saturates else use)
            self._served_steps += self._serving

    def _end_minute(self, step: int) -> None:
        time_s = step * STEP_S
        if time_s % self._fleet.monitoring_s == 0:
            values, self._measured = self._measured, []
            self._newest = sum(values) / len(values) if values else None
            self._in_metric = self._served_steps / len(values) if values else 0.0
            self._served_steps = 0
        # Between two values of basic monitoring an alarm sees the last one again.
        self._datapoints.append(self._newest)
        wish = decided(self._fleet.policies, self._moment(step, time_s))
        self._move(min(self._fleet.maximum, max(self._fleet.minimum, wish)), step, time_s)

    def _moment(self, step: int, time_s: int) -> Moment:
        forecast = self._offered.forecast
        hour = time_s + self._fleet.launch_s
        known = forecast[int(hour // FORECAST_S)] if hour < FORECAST_S * len(forecast) else None
        return Moment(
            time_s=time_s,
            serving=self._serving,
            measured=self._in_metric,
            capacity=self._capacity,
            datapoints=tuple(self._datapoints),
            demand=self._offered.demand[step - 1],
            short_for_s=self._short_steps * STEP_S,
            forecast=known,
        )

    def _move(self, wish: int, step: int, time_s: int) -> None:
        change = wish - self._capacity
        cooling = time_s - self._last_activity_s < self._fleet.cooldown_s
        if change > 0 and not (cooling and self._fleet.cooldown_holds_out):
            self._launching.append((step + self._launch_steps, change))
        elif change < 0 and not cooling and not self._launching:
            # Nothing is removed while something warms up.
            self._serving += change
            self._draining.append((step + self._drain_steps, -change))
        else:
            return
        self._last_activity_s = time_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Environments:
    """Lambda: an environment for each request under way, a thousand more every ten seconds.

    Attributes:
        limit: the function's or the account's concurrency.
        warm: provisioned concurrency: always there, and always paid for.
    """

    limit: int
    warm: int = 0

    def run(self, offered: Offered) -> Supplied:
        """Return how the number of environments follows ``offered``."""
        more = LAMBDA_ENVIRONMENTS_PER_STEP * STEP_S // LAMBDA_STEP_S
        supply: list[int] = []
        # The hours before midnight were like its first seconds.
        now = min(self.limit, offered.demand[0])
        for demand in offered.demand:
            now = min(demand, self.limit, now + more)
            now = max(now, min(self.warm, self.limit))
            supply.append(now)
        return Supplied(tuple(supply), sum(supply))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDemand:
    """A table that takes twice its previous peak at once, and throttles beyond.

    Requests are paid one by one, so there is never too much: supply is what is served. The table
    is new at midnight.

    Attributes:
        floor: units that a new table takes.
        window_s: a peak raises the ceiling this long after it was reached.
        limit: quota in units.
    """

    floor: float
    window_s: float
    limit: float

    def run(self, offered: Offered) -> Supplied:
        """Return what is served of ``offered``."""
        window = max(1, whole(self.window_s / STEP_S))
        supply: list[int] = []
        peak = 0.0
        for step, demand in enumerate(offered.demand):
            if step >= window:
                peak = max(peak, supply[step - window])
            ceiling = min(self.limit, max(self.floor, ON_DEMAND_FACTOR * peak))
            supply.append(min(demand, int(ceiling)))
        return Supplied(tuple(supply), sum(supply))


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A managed service that follows the load after a while, up to a quota.

    Attributes:
        lag_s: from more load to more capacity.
        limit: quota in units.
    """

    lag_s: float
    limit: float

    def run(self, offered: Offered) -> Supplied:
        """Return how capacity follows ``offered``."""
        lag = whole(self.lag_s / STEP_S)
        supply: list[int] = []
        for step, demand in enumerate(offered.demand):
            known = offered.demand[max(0, step - lag)]
            supply.append(min(int(self.limit), known if lag else demand))
        return Supplied(tuple(supply), sum(supply))


Mover = Fleet | Environments | OnDemand | Follower
