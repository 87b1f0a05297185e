"""The steps of a recovery: detect, decide, provision or restore, re-route, each with its figure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from designer.catalog.service import StepKind
from designer.model.workload import Workload

# Where the workload does not state it: the Reliability Pillar's 99 % scenario, which gives half an
# hour to notice and decide; the first part of it is what basic monitoring takes to tell.
DECIDE_S = 1800.0
DETECT_S = 300.0
_MONITORING = "CloudWatch basic monitoring: one figure in five minutes"
_PILLAR = "assumed: Reliability Pillar, 99 % scenario: 30 min to detect and decide"
_STATED = "stated: time to detect and decide"
# People change where requests go: a record's usual time to live passes before all have noticed.
PEOPLE_RE_ROUTE_S = 300.0
# Restoring takes longer than its row says for more data than this, by the rate below.
INCLUDED_GIB = 250.0
RESTORE_MIB_S = 100.0


class Step(NamedTuple):
    """One step of a recovery; the steps of a chain are taken one after the other.

    Attributes:
        kind: what is done.
        seconds: how long it takes.
        what: for people, for example "point-in-time restore".
        source: where the figure comes from.
        assumed: it is neither stated nor documented for this set-up.
    """

    kind: StepKind
    seconds: float
    what: str
    source: str = ""
    assumed: bool = False


Chain = tuple[Step, ...]


def seconds_of(chain: Iterable[Step]) -> float:
    """Return how long ``chain`` takes: serial steps add up."""
    return sum(step.seconds for step in chain)


def by_people(workload: Workload) -> Iterator[Step]:
    """Yield what comes before people do anything: noticing, and deciding."""
    both = DECIDE_S if workload.decide_s is None else workload.decide_s
    is_open = workload.decide_s is None
    detect = min(DETECT_S, both)
    yield Step(StepKind.DETECT, detect, "somebody notices", _MONITORING, is_open)
    yield Step(
        StepKind.DECIDE, both - detect, "people decide", _PILLAR if is_open else _STATED, is_open
    )


def copying(gib: float | None) -> Iterator[Step]:
    """Yield the time that a large store adds to its restore; nothing when no size is stated."""
    if gib is not None and gib > INCLUDED_GIB:
        yield Step(
            StepKind.COPY,
            (gib - INCLUDED_GIB) * 1024 / RESTORE_MIB_S,
            f"copy the rest of {gib:,.0f} GiB",
            f"assumed: {RESTORE_MIB_S:g} MiB/s beyond the first {INCLUDED_GIB:g} GiB",
            assumed=True,
        )


def re_routing(reroute: tuple[str, float] | None) -> Step:
    """Return what moves requests elsewhere: what the drawing shows, else people."""
    if reroute is not None:
        source = "interval times threshold, and time to live (Route 53 Developer Guide)"
        return Step(StepKind.RE_ROUTE, reroute[1], reroute[0], source)
    return Step(
        StepKind.RE_ROUTE,
        PEOPLE_RE_ROUTE_S,
        "people re-route",
        "assumed: a record is changed by hand and kept for five minutes",
        assumed=True,
    )
