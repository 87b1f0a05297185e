"""The shape of a rule: a typed check over facts, its words, and the edits that satisfy it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from designer.analysis.facts import Facts
from designer.edit.edits import Batch
from designer.model.diagram import Diagram
from designer.rules.tenets import Tenet


class Verdict(Enum):
    """What a rule says of the drawing."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Severity(Enum):
    """How much a failed rule matters."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("high", "medium", "low").index(self.value)


class Option(Enum):
    """What a fix is best at, when there is a choice."""

    LEAST_CHANGE = "least change"
    LEAST_COST = "least cost"
    BEST_RECOVERY = "best recovery"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a check id, a page or the tenet's own text."""

    title: str
    reference: str = ""


class Judgement(NamedTuple):
    """What a check says of some elements.

    Attributes:
        verdict: FAIL or UNKNOWN become findings; PASS is counted.
        elements: ids the judgement is about, blamed ones for FAIL and UNKNOWN.
        sentence: one sentence for people, with names instead of ids.
        scenario: the failure that proves it, in words; "" when there is none.
        subject: what makes the finding's key stable; the first element's id when "".
    """

    verdict: Verdict
    elements: tuple[str, ...] = ()
    sentence: str = ""
    scenario: str = ""
    subject: str = ""

    @property
    def about(self) -> str:
        """What it is about, as the finding's key says it after the rule's id."""
        return self.subject or "+".join(self.elements[:1]) or "design"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that satisfy a rule for one finding, applied as one step."""

    title: str
    edits: Batch
    option: Option = Option.LEAST_CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A judgement that calls for attention, whichever question it answers.

    Attributes:
        rule: id of the rule or check.
        key: stable text that names it across edits, for example ``HA-03:web-1``.
    """

    rule: str
    key: str
    severity: Severity
    verdict: Verdict
    elements: tuple[str, ...]
    sentence: str
    scenario: str = ""

    @property
    def about(self) -> str:
        """What is blamed: the key without the rule's id."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Observation):
    """An observation that concerns a tenet."""

    tenet: Tenet


def overall_verdict(judged: Iterable[Judgement]) -> Verdict:
    """Return what judgements come to: FAIL outweighs UNKNOWN, which outweighs PASS.

    No judgement at all is NOT_APPLICABLE.
    """
    verdicts = {judgement.verdict for judgement in judged}
    for verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS):
        if verdict in verdicts:
            return verdict
    return Verdict.NOT_APPLICABLE


def no_fixes(_diagram: Diagram, _finding: Observation) -> Iterable[Fix]:
    """Offer nothing: the rule cannot be satisfied by an edit."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One opinion about a design.

    Attributes:
        id: permanent, for example ``HA-03``; says nothing about severity.
        asks: the question, why: the reason it matters, advice: what to do,
        limits: what the rule cannot see and when it is wrong.
        check: yields judgements; none at all means "not applicable".
        fixes: yields the edits that satisfy it for one finding, at most three.
    """

    id: str
    tenet: Tenet
    title: str
    severity: Severity
    asks: str
    why: str
    advice: str
    limits: str
    sources: tuple[Source, ...]
    check: Callable[[Facts], Iterable[Judgement]]
    fixes: Callable[[Diagram, Finding], Iterable[Fix]] = no_fixes

    @property
    def has_fixes(self) -> bool:
        """Tell whether the rule offers edits."""
        return self.fixes is not no_fixes

    def findings(self, facts: Facts) -> tuple[Verdict, tuple[Finding, ...]]:
        """Run the check: the rule's verdict on the whole and what it found."""
        judged = list(self.check(facts))
        blamed = (Verdict.FAIL, Verdict.UNKNOWN)
        found = tuple([self._finding(j) for j in judged if j.verdict in blamed])
        return overall_verdict(judged), found

    def _finding(self, judgement: Judgement) -> Finding:
        return Finding(
            rule=self.id,
            key=f"{self.id}:{judgement.about}",
            tenet=self.tenet,
            severity=self.severity,
            verdict=judgement.verdict,
            elements=judgement.elements,
            sentence=judgement.sentence,
            scenario=judgement.scenario,
        )
