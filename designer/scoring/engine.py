"""Scores a diagram: facts, judged by rules, turned into points; the same for every front end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from designer import __version__
from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.topology import Topology
from designer.model.workload import Workload
from designer.rules import ALL_RULES, RULE_SET_VERSION, rule_set_hash
from designer.rules.growth_phrasing import growth_sentence
from designer.rules.rule import Finding, Rule, Severity, Verdict
from designer.rules.tenets import Tenet
from designer.scoring.measures import MEASURES
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.profile import profile as load_profile
from designer.scoring.questions import at_best, questions
from designer.scoring.scorecard import IdleWaiver, RuleResult, Scorecard, ScoredFinding, TenetScore

_WEIGHT = {Severity.HIGH: 3.0, Severity.MEDIUM: 2.0, Severity.LOW: 1.0}
_OPEN = 0.5  # an open question weighs half of a proven fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The bare figures of a score, quick to compute: for previews and comparisons.

    Attributes:
        overall: 0 to 100, or None when no tenet applies.
        tenets: points of each tenet that applies.
    """

    overall: float | None
    tenets: dict[Tenet, float]


def overall_of(scores: list[float]) -> float | None:
    """Return half the mean plus half the minimum, so that a zero cannot hide."""
    if not scores:
        return None
    return 0.5 * sum(scores) / len(scores) + 0.5 * min(scores)


def _measured(facts: Facts, profile: Profile) -> dict[Tenet, Measure | None]:
    return {tenet: measure(facts, profile) for tenet, measure in MEASURES.items()}


def measures_of(facts: Facts, profile: Profile | None = None) -> dict[Tenet, Measure | None]:
    """Return parts and caps of every tenet; None for those that do not apply."""
    return _measured(facts, profile or load_profile())


def totals(topology: Topology, workload: Workload, profile: Profile | None = None) -> Totals:
    """Score without rules, interval or questions."""
    return totals_of(Facts(topology, workload, importance=False), profile)


def totals_of(facts: Facts, profile: Profile | None = None) -> Totals:
    """Score facts that somebody has already, without rules, interval or questions."""
    found = _measured(facts, profile or load_profile())
    tenets = {tenet: measure.score for tenet, measure in found.items() if measure is not None}
    return Totals(overall=overall_of(list(tenets.values())), tenets=tenets)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the search for cyclic garbage: a score makes much that lives and nothing in circles.

    It takes a tenth of the time of a large drawing's score.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def score(diagram: Diagram, profile: Profile | None = None, *, cut_order: int = 0) -> Scorecard:
    """Score ``diagram``: deterministic, and independent of its layout.

    Args:
        profile: how facts become points.
        cut_order: also list what breaks it together, up to so many failures; 0 for not at all,
            which is quicker.
    """
    with _uncollected():
        return _scored(diagram, profile, cut_order)


def _scored(diagram: Diagram, profile: Profile | None, cut_order: int) -> Scorecard:
    chosen = profile or load_profile()
    facts = Facts(diagram.topology, diagram.workload)
    low = _measured(facts, chosen)
    best = at_best(diagram.topology)
    high = low
    if best is not diagram.topology:
        high = _measured(facts.restated(best), chosen)
    bare = tuple(_tenet(tenet, low[tenet], high[tenet]) for tenet in Tenet)
    results, findings = _judged(facts)
    priced = _priced(diagram, bare, findings)
    tenets = tuple(_with_accepted(tenet, priced) for tenet in bare)
    overall = overall_of([t.low for t in tenets if t.low is not None])
    return Scorecard(
        overall=overall,
        overall_high=overall_of([t.high for t in tenets if t.high is not None]),
        overall_accepted=overall_of([t for s in tenets if (t := s.with_accepted) is not None]),
        letter=chosen.letter(overall),
        tenets=tenets,
        findings=priced,
        rules=results,
        questions=questions(
            diagram,
            overall,
            lambda topology: totals_of(facts.restated(topology), chosen).overall,
        ),
        journeys=tuple(facts.journeys),
        availability=facts.availability,
        single_points=tuple(facts.single_points),
        capacity=facts.capacity,
        growth=facts.growth,
        fleets=facts.fleets,
        growth_sentence=growth_sentence(facts.growth, facts.capacity, facts.topology),
        peak_rps=facts.workload.peak_rps,
        recovery=facts.recovery,
        profile=chosen.id,
        profile_version=chosen.version,
        rule_set_version=RULE_SET_VERSION,
        rule_set_hash=rule_set_hash(),
        tool_version=__version__,
        idle_waivers=_idle(diagram, findings),
        cut_sets=facts.cut_sets(cut_order) if cut_order else None,
    )


def _tenet(tenet: Tenet, low: Measure | None, high: Measure | None) -> TenetScore:
    if low is None:
        return TenetScore(tenet=tenet, low=None, high=None)
    mean = low.mean
    caps = sorted((c for c in low.caps if c.limit < mean), key=lambda cap: cap.limit)
    top = low.score if high is None else max(low.score, high.score)
    return TenetScore(tenet=tenet, low=low.score, high=top, caps=tuple(caps), parts=low.parts)


def _with_accepted(score: TenetScore, priced: tuple[ScoredFinding, ...]) -> TenetScore:
    own = (item for item in priced if item.finding.tenet is score.tenet)
    return replace(score, accepted=sum(item.points for item in own if item.accepted))


def _idle(diagram: Diagram, findings: list[Finding]) -> tuple[IdleWaiver, ...]:
    """Return the acceptances of what is not found any more."""
    found = {finding.key for finding in findings}
    gone = sorted(key for key in diagram.waivers if key not in found)
    return tuple(IdleWaiver(finding=key, reason=diagram.waivers[key]) for key in gone)


def _judged(facts: Facts) -> tuple[tuple[RuleResult, ...], list[Finding]]:
    results: list[RuleResult] = []
    found: list[Finding] = []
    for rule in ALL_RULES:
        verdict, findings = _run(rule, facts)
        results.append(RuleResult(rule=rule.id, verdict=verdict))
        found.extend(findings)
    return tuple(results), found


def _run(rule: Rule, facts: Facts) -> tuple[Verdict, tuple[Finding, ...]]:
    """Run one rule; a rule that raises becomes a finding about itself and the score goes on."""
    try:
        return rule.findings(facts)
    except Exception as error:  # noqa: BLE001 - one broken rule must not cost the whole score
        about = Finding(
            rule=rule.id,
            key=f"{rule.id}:broken",
            tenet=rule.tenet,
            severity=Severity.LOW,
            verdict=Verdict.UNKNOWN,
            elements=(),
            sentence=f"The rule {rule.id} could not be checked: {type(error).__name__}: {error}.",
        )
        return Verdict.UNKNOWN, (about,)


def _priced(
    diagram: Diagram, tenets: tuple[TenetScore, ...], findings: list[Finding]
) -> tuple[ScoredFinding, ...]:
    """Share each tenet's lost points among its findings, by severity and certainty.

    The shares of a tenet add up to exactly what it has lost.
    """
    lost = {t.tenet: 0.0 if t.low is None else 100.0 - t.low for t in tenets}
    weight = dict.fromkeys(Tenet, 0.0)
    for finding in findings:
        weight[finding.tenet] += _weight(finding)
    priced = [
        ScoredFinding(
            finding=finding,
            points=lost[finding.tenet] * _weight(finding) / weight[finding.tenet],
            accepted=diagram.waivers.get(finding.key, ""),
        )
        for finding in findings
    ]
    return tuple(
        sorted(priced, key=lambda p: (bool(p.accepted), -p.points, p.finding.rule, p.finding.key))
    )


def _weight(finding: Finding) -> float:
    return _WEIGHT[finding.severity] * (1.0 if finding.verdict is Verdict.FAIL else _OPEN)
