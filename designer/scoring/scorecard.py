"""The result of scoring: every point with the figures and ids it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from designer.analysis.availability import AvailabilityReport
from designer.analysis.capacity import Capacity
from designer.analysis.cut_sets import CutSets
from designer.analysis.growth import Growth
from designer.analysis.journeys import Journey
from designer.analysis.recovery import Recovery
from designer.analysis.single_points import SinglePoint
from designer.analysis.zone_loss import Fleet
from designer.rules.rule import Finding, Verdict
from designer.rules.tenets import Tenet


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One term of a tenet's weighted mean.

    Attributes:
        name: what it measures, in words.
        figure: the measured value in words ("3.6 nines").
        points: 0 to 100, before weighting.
        weight: share of the tenet, 0 to 1.
        evidence: ids of the elements that decide it.
    """

    name: str
    figure: str
    points: float
    weight: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A limit on a tenet, which carries its own explanation.

    Attributes:
        limit: the highest score the tenet can have, 0 to 100.
        reason: completes "capped by:".
        elements: ids to blame.
        rule: id of the rule that explains it, or "".
    """

    limit: float
    reason: str
    elements: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenetScore:
    """One tenet's score.

    Attributes:
        low: the headline, 0 to 100, with everything "not stated" at AWS's default; None when
            the tenet does not apply.
        high: the score if everything "not stated" were at its best.
        possible: 100 for a tenet that applies, else None.
        caps: limits below the mean, lowest first; parts: the terms of the mean.
        accepted: points that the accepted findings cost; they are part of what is lost.
    """

    tenet: Tenet
    low: float | None
    high: float | None
    caps: tuple[Cap, ...] = ()
    parts: tuple[Part, ...] = ()
    accepted: float = 0.0

    @property
    def score(self) -> float | None:
        """The headline: the low end of the interval."""
        return self.low

    @property
    def with_accepted(self) -> float | None:
        """The score without the points of the accepted findings; the headline if there are none."""
        return None if self.low is None else min(100.0, self.low + self.accepted)

    @property
    def possible(self) -> float | None:
        """The most the tenet can bring."""
        return None if self.low is None else 100.0


class ScoredFinding(NamedTuple):
    """A finding with its price.

    Attributes:
        points: points of the tenet that this finding costs, 0 or more.
        accepted: the reason given when the owner has accepted it, else "".
    """

    finding: Finding
    points: float
    accepted: str = ""


def listed(findings: Iterable[ScoredFinding]) -> tuple[ScoredFinding, ...]:
    """Return ``findings`` as they are listed everywhere: the dearest first.

    What is not stated comes after what is, and what is accepted last.
    """
    return tuple(sorted(findings, key=_turn))


def _turn(item: ScoredFinding) -> tuple[bool, bool, float, int, str]:
    finding = item.finding
    is_open = finding.verdict is Verdict.UNKNOWN
    return bool(item.accepted), is_open, -item.points, finding.severity.rank, finding.key


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWaiver:
    """An acceptance whose finding is gone: it can be taken back."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule said of the whole drawing."""

    rule: str
    verdict: Verdict


class Question(NamedTuple):
    """A property the drawing does not state and that would change the score.

    Attributes:
        gain: points the overall score would gain at most if it were stated at its best.
    """

    element: str
    property: str
    sentence: str
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The score of one diagram under one profile.

    Attributes:
        overall: the headline; accepting a finding does not change it.
        overall_high: with everything "not stated" at its best.
        overall_accepted: without the points that accepted findings cost.
        idle_waivers: acceptances whose finding is gone, by key.
        cut_sets: what together breaks a journey; None where the score was made without it, as
            the live score of a window is.
    """

    overall: float | None
    overall_high: float | None
    overall_accepted: float | None
    letter: str
    tenets: tuple[TenetScore, ...]
    findings: tuple[ScoredFinding, ...]
    rules: tuple[RuleResult, ...]
    questions: tuple[Question, ...]
    journeys: tuple[Journey, ...]
    availability: AvailabilityReport
    single_points: tuple[SinglePoint, ...]
    capacity: Capacity
    growth: Growth
    fleets: tuple[Fleet, ...]
    growth_sentence: str
    peak_rps: float | None
    recovery: Recovery
    profile: str
    profile_version: int
    rule_set_version: str
    rule_set_hash: str
    tool_version: str
    idle_waivers: tuple[IdleWaiver, ...] = ()
    cut_sets: CutSets | None = None

    @property
    def accepted_count(self) -> int:
        """The number of findings that are accepted."""
        return sum(1 for item in self.findings if item.accepted)

    def tenet(self, tenet: Tenet) -> TenetScore:
        """Return the score of ``tenet``."""
        return next(score for score in self.tenets if score.tenet is tenet)
