"""What a report says, as one value of words and figures, whoever sets it: page, text or slide.

Words and digits are those of the window and the command line, so that a report never disagrees
with what its reader saw before.
"""

from dataclasses import dataclass

from designer.exporters.report.lens_content import PillarsPart, ResponsibilityPart
from designer.rules.load_phrasing import Figure
from designer.scoring.downtime import Cause

NONE = "–"
RATE = "request/s"
"""The unit of what has no parts that could be counted."""
MOST_PLOTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One term of a tenet's mean.

    Attributes:
        points: 0 to 100, before weighting; weight: percent of the tenet.
    """

    name: str
    figure: str
    points: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenetLine:
    """One tenet.

    Attributes:
        key: the tenet's id, as "fault_tolerance".
        low, high: points, 0 to 100; None where the tenet does not apply.
        points: ``low`` with one decimal, or a dash.
        up_to: the points once everything is stated; "" when that brings nothing.
        with_accepted: the points without what is accepted; "" when nothing is.
        caps: what holds it back, lowest first: "60: one NAT gateway for two zones".
    """

    key: str
    title: str
    question: str
    low: float | None
    high: float | None
    points: str
    up_to: str
    with_accepted: str
    caps: tuple[str, ...]
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixLine:
    """One way to mend a finding.

    Attributes:
        gain: what the overall score wins: "+3.2 points", or "Removes the finding".
        points: the same as a number, 0 or more.
        kind: what it is best at among the fixes, and its relative cost.
        changes: what it changes, a line each.
        why: why it brings hardly any points, or "".
    """

    title: str
    gain: str
    points: float
    kind: str
    changes: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding.

    Attributes:
        number: its place in the list, from 1, and on marks of a picture.
        severity: "high", "medium" or "low".
        status: "found", "not stated" or "accepted".
        points: what it costs its tenet, with one decimal.
        elements: names of what it blames.
        scenario: the failure that proves it; "" when there is none.
        accepted: the reason given, or "".
    """

    number: int
    rule: str
    title: str
    tenet: str
    severity: str
    status: str
    points: str
    sentence: str
    scenario: str
    why: str
    advice: str
    elements: tuple[str, ...]
    accepted: str
    fixes: tuple[FixLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """How one store, or the whole, comes back from one disruption.

    Attributes:
        store: its name, "Workload" for the whole.
        rto_target, rpo_target: what is asked for; "" when nothing is stated.
        target: "met", "missed" or a dash.
        is_whole: it is the workload as a whole.
    """

    store: str
    disruption: str
    back_after: str
    data_lost: str
    rto_target: str
    rpo_target: str
    target: str
    how: str
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLine:
    """One journey with its availability."""

    name: str
    kind: str
    availability: str
    downtime: str
    method: str
    passes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePointLine:
    """One single point of failure and what goes down with it."""

    name: str
    kind: str
    takes_down: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLine:
    """One tier's requests a second, each as text."""

    name: str
    peak: str
    now: str
    bigger: str
    more: str
    both: str
    zone_lost: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """How one tier follows a day of load.

    Attributes:
        step_s: seconds for each value of ``demand`` and ``supply``, which are units.
        scales: something moves its supply.
        is_short: there are too few at some time.
    """

    name: str
    how: str
    unit: str
    verdict: str
    step_s: int
    demand: tuple[int, ...]
    supply: tuple[int, ...]
    figures: tuple[Figure, ...]
    scales: bool
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The load of a day and how each tier follows it.

    Attributes:
        load: what the load is called.
        problem: why there is none, in one sentence; "" when there is one.
    """

    load: str = ""
    peak: str = ""
    tiers: tuple[DayLine, ...] = ()
    problem: str = ""

    @property
    def plotted(self) -> tuple[DayLine, ...]:
        """The tiers worth a plot: what scales in counted units, else what has a day at all."""
        moving = [tier for tier in self.tiers if tier.scales]
        counted = [tier for tier in moving if tier.unit != RATE]
        short = [tier for tier in self.tiers if tier.is_short]
        uneven = [tier for tier in self.tiers if max(tier.demand) > min(tier.demand)]
        return tuple((counted or moving or short or uneven)[:MOST_PLOTS])


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """One goal or condition that the design states."""

    name: str
    value: str
    is_stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """What the design leaves open about one component.

    Attributes:
        properties: labels of what is not stated.
        gain: what stating one of them could bring at most: "up to +3.9 points", or "".
    """

    component: str
    properties: tuple[str, ...]
    gain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a report says of one design.

    Attributes:
        overall: 0 to 100; None when nothing can be scored.
        headline: the overall score in one sentence.
        summary: what a reader in a hurry should know, a sentence each.
        findings: in the order of the window: what costs most first, then what is not stated, then
            what is accepted; ``counts`` says how many.
        fixes_note: of which findings no fixes were tried, in a sentence; "" when all were.
        best_fixes: the few fixes that bring most, each by itself.
        together: what breaks it only together: number of failures, and the sentence.
        availability: sentences; ``first_to_fix`` the one to begin with, or "".
        assumptions: sentences on what is taken for granted.
        inferred: sentences on what an import has worked out and nobody has confirmed.
        stamp: what made the figures: versions of program, rules and profile.
        pillars, responsibility: the design seen in two other ways; None where nobody asked.
    """

    title: str
    description: str
    overall: float | None
    letter: str
    headline: str
    summary: tuple[str, ...]
    tenets: tuple[TenetLine, ...]
    counts: str
    findings: tuple[FindingLine, ...]
    fixes_note: str
    best_fixes: tuple[FixLine, ...]
    single_points: tuple[SinglePointLine, ...]
    together: tuple[tuple[int, str], ...]
    together_note: str
    journeys: tuple[JourneyLine, ...]
    availability: tuple[str, ...]
    first_to_fix: str
    causes: tuple[Cause, ...]
    capacity: tuple[CapacityLine, ...]
    growth: tuple[str, ...]
    strategy: str
    recovery: tuple[RecoveryLine, ...]
    contradictions: tuple[str, ...]
    day: Day
    goals: tuple[GoalLine, ...]
    assumptions: tuple[str, ...]
    questions: tuple[QuestionLine, ...]
    inferred: tuple[str, ...]
    stamp: str
    pillars: PillarsPart | None = None
    responsibility: ResponsibilityPart | None = None
