"""Targets of recovery that contradict each other, the drawing's strategy, or any design at all."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from designer.model.workload import Disruption, Workload

_YEAR_S = 365 * 86_400.0
_BY_SIZE = (Disruption.INFRASTRUCTURE, Disruption.ZONE, Disruption.REGION)
_AMBITIOUS = 99.99


class Strategy(Enum):
    """Disaster-recovery strategies in the order of the Well-Architected Framework (REL13-BP02)."""

    NONE = "none"
    BACKUP_AND_RESTORE = "backup and restore"
    PILOT_LIGHT = "pilot light"
    WARM_STANDBY = "warm standby"
    MULTI_SITE = "multi-site active-active"


class Estimate(NamedTuple):
    """What the drawing reaches for one disruption, in seconds; None is unrecoverable."""

    disruption: Disruption
    rto_s: float | None
    rpo_s: float | None


def contradictions(
    workload: Workload, strategy: Strategy | None = None, estimates: Iterable[Estimate] = ()
) -> tuple[str, ...]:
    """Return sentences on targets that cannot all be meant, or that nothing can reach.

    ``strategy`` and ``estimates`` are those of the drawing; without them only the targets
    themselves are held against each other.
    """
    return (
        *_out_of_order(workload),
        *_against_availability(workload, strategy),
        *_zeroes(workload, {found.disruption: found for found in estimates}),
    )


def _out_of_order(workload: Workload) -> Iterator[str]:
    for label, targets in (("RTO", workload.rto_s), ("RPO", workload.rpo_s)):
        stated = [(d, targets[d]) for d in _BY_SIZE if d in targets]
        for place, (small, small_s) in enumerate(stated):
            for large, large_s in stated[place + 1 :]:
                if small_s > large_s:
                    yield (
                        f"The {label} for {small.value} ({small_s:g} s) is longer than the one "
                        f"for {large.value} ({large_s:g} s), which is the larger disaster."
                    )
                    break


def _against_availability(workload: Workload, strategy: Strategy | None) -> Iterator[str]:
    goal = workload.availability_target
    if goal is None:
        return
    allowed = (100 - goal) / 100 * _YEAR_S
    for disruption in (Disruption.INFRASTRUCTURE, Disruption.ZONE):
        rto = workload.rto_s.get(disruption)
        if rto is not None and rto > allowed:
            yield (
                f"An RTO of {rto:g} s for {disruption.value} uses up more than the "
                f"{allowed:.0f} s a year that {goal:g} % leave."
            )
    if goal >= _AMBITIOUS and strategy is Strategy.BACKUP_AND_RESTORE:
        yield (
            f"{goal:g} % leave {allowed:.0f} s a year, and backup and restore, the strategy drawn, "
            "takes hours to come back from the loss of a Region."
        )


_LOST = {
    Disruption.SOFTWARE: "what came after the last backup or log is lost",
    Disruption.REGION: "copies between Regions lag behind",
}


def _zeroes(workload: Workload, found: dict[Disruption, Estimate]) -> Iterator[str]:
    """A target of zero is met only where nothing stops; after bad software nothing meets it."""
    for disruption in Disruption:
        unknown = None if disruption is Disruption.SOFTWARE else 0.0
        row = found.get(disruption, Estimate(disruption, unknown, unknown))
        if workload.rto_s.get(disruption) == 0 and row.rto_s != 0:
            yield (
                f"An RTO of 0 s for {disruption.value} cannot be reached by recovering: noticing "
                "alone takes longer."
            )
        if workload.rpo_s.get(disruption) == 0 and row.rpo_s != 0:
            why = _LOST.get(disruption, "only a synchronous copy loses nothing")
            yield f"An RPO of 0 s for {disruption.value} is out of reach: {why}."
