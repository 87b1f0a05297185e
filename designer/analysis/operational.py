"""Downtime that no drawing shows: people repairing failures, failovers, changes.

With structure alone a two-Region drawing reads as seven nines. The arithmetic is that of the
example implementations in AWS's Reliability Pillar: failures a year times the time to decide and
repair, plus changes a year times their downtime. What the workload does not state is assumed from
what the drawing can survive by itself, and marked so.
"""

from dataclasses import dataclass

from designer.model.workload import Workload

FAILOVERS_PER_YEAR = 2.0  # assumed for each standby mechanism that requests depend on


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalTerm:
    """One source of downtime that a drawing's structure does not show."""

    name: str
    minutes_per_year: float
    assumed: bool
    chain: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalDowntime:
    """Downtime from failures that people repair, from failovers and from changes."""

    terms: tuple[OperationalTerm, ...]
    minutes_per_year: float
    assumed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Resilience:
    """What a drawing survives without people, as far as operational defaults depend on it.

    Attributes:
        survives_part: no replica, instance or node alone breaks a request.
        survives_zone: no zone alone breaks a request.
        zones: the fewest zones a fleet on a request journey works in.
        survives_region: no Region alone breaks a request.
        active: every Region serves all the time (none only stands by).
        failovers: names and seconds of standby mechanisms that requests depend on.
    """

    survives_part: bool
    survives_zone: bool
    zones: int
    survives_region: bool
    active: bool
    failovers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Assumed:
    """Failures a year that need people, and the seconds to decide and to repair."""

    failures: float
    decide_s: float
    repair_s: float

    @property
    def seconds(self) -> float:
        return self.failures * (self.decide_s + self.repair_s)


# The Reliability Pillar's 99 %, 99.9 %, 99.99 %, multi-Region 99.95 % and 99.999 % scenarios.
_SINGLE = _Assumed(4, 1800, 2400)
_REDUNDANT = _Assumed(2, 1800, 1800)
_STABLE = _Assumed(2, 600, 300)
_STANDBY_REGION = _Assumed(2, 1200, 600)
_ACTIVE_REGIONS = _Assumed(4, 0, 60)


def _assumption(resilience: Resilience) -> _Assumed:
    """Return the best scenario the drawing qualifies for; more resilience never does worse."""
    found = [_SINGLE]
    if resilience.survives_part:
        found.append(_REDUNDANT)
        if resilience.survives_zone and resilience.zones >= 3:
            found.append(_STABLE)
    if resilience.survives_region:
        found.append(_STANDBY_REGION)
        if resilience.active:
            found.append(_ACTIVE_REGIONS)
    return min(found, key=lambda one: one.seconds)


def operational_downtime(workload: Workload, resilience: Resilience) -> OperationalDowntime:
    """Return the operational downtime in minutes a year, by source.

    Failures that the workload states are taken to include failovers. Unstated changes are taken
    to be made without downtime.
    """
    default = _assumption(resilience)
    stated = workload.failures_per_year
    failures = default.failures if stated is None else stated
    decide = default.decide_s if workload.decide_s is None else workload.decide_s
    repair = default.repair_s if workload.repair_s is None else workload.repair_s
    terms = [
        OperationalTerm(
            name=name,
            minutes_per_year=failures * seconds / 60,
            assumed=None in (stated, told),
            chain=(("failures a year", failures), (step, seconds)),
        )
        for name, step, seconds, told in (
            ("detecting failures and deciding", "detect and decide", decide, workload.decide_s),
            ("repairing failures", "repair", repair, workload.repair_s),
        )
    ]
    if stated is None:
        terms += [
            OperationalTerm(
                name=f"failover of {name}",
                minutes_per_year=FAILOVERS_PER_YEAR * seconds / 60,
                assumed=True,
                chain=(("failovers a year", FAILOVERS_PER_YEAR), ("failover", seconds)),
            )
            for name, seconds in resilience.failovers
        ]
    changes, offline = workload.changes_per_year, workload.downtime_per_change_s
    if changes is not None or offline is not None:
        number, each = changes or 0.0, offline or 0.0
        terms.append(
            OperationalTerm(
                name="changes",
                minutes_per_year=number * each / 60,
                assumed=None in (changes, offline),
                chain=(("changes a year", number), ("offline for each", each)),
            )
        )
    return OperationalDowntime(
        terms=tuple(terms),
        minutes_per_year=sum(term.minutes_per_year for term in terms),
        assumed=any(term.assumed for term in terms),
    )
