"""A check answers one choice of a question by the drawing, with evidence, gaps and fixes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.review.pillars import Pillar
from designer.rules.rule import (
    Fix,
    Judgement,
    Observation,
    Severity,
    Source,
    Verdict,
    no_fixes,
    overall_verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Observation):
    """What keeps a choice from being answered yes.

    Attributes:
        choice: id of the choice.
    """

    pillar: Pillar
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check says of one design.

    Attributes:
        evidence: ids of the elements that show that it is so.
        gaps: what is not so, or not stated.
    """

    verdict: Verdict
    evidence: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a drawing can show.

    Attributes:
        id: permanent, for example ``SEC-03``.
        choice: id of the choice it answers; several checks may answer one, which then needs all.
        asks: the question, why: the reason it matters, advice: what to do,
        limits: what the check cannot see and when it is wrong.
        judge: yields judgements; none at all means that it does not apply.
        fixes: yields the edits that close one gap, at most three.
        needs_subject: whether the choice stays open where the check does not apply; else there is
            nothing to do, and it counts as yes.
    """

    id: str
    pillar: Pillar
    choice: str
    title: str
    severity: Severity
    asks: str
    why: str
    advice: str
    limits: str
    sources: tuple[Source, ...]
    judge: Callable[[Facts], Iterable[Judgement]]
    fixes: Callable[[Diagram, Observation], Iterable[Fix]] = no_fixes
    needs_subject: bool = False

    @property
    def has_fixes(self) -> bool:
        """Tell whether the check offers edits."""
        return self.fixes is not no_fixes

    def outcome(self, facts: Facts) -> Outcome:
        """Look at one design."""
        judged = list(self.judge(facts))
        shown = (i for j in judged if j.verdict is Verdict.PASS for i in j.elements)
        return Outcome(
            verdict=overall_verdict(judged),
            evidence=tuple(dict.fromkeys(shown)),
            gaps=tuple(
                self._gap(j) for j in judged if j.verdict in (Verdict.FAIL, Verdict.UNKNOWN)
            ),
        )

    def _gap(self, judgement: Judgement) -> Gap:
        return Gap(
            rule=self.id,
            key=f"{self.id}:{judgement.about}",
            pillar=self.pillar,
            choice=self.choice,
            severity=self.severity,
            verdict=judgement.verdict,
            elements=judgement.elements,
            sentence=judgement.sentence,
            scenario=judgement.scenario,
        )
