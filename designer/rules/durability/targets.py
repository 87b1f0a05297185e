"""Whether recovery meets the stated times and data loss, and whether they were stated at all."""

from collections.abc import Iterable
from itertools import islice, pairwise

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.model.workload import Disruption
from designer.rules.durability.ways_back import ways_back
from designer.rules.phrasing import name, span
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet

_MOST_OFFERS = 3
_STRUCK = {
    Disruption.SOFTWARE: "after a bad deployment or deletion",
    Disruption.INFRASTRUCTURE: "after the loss of a host",
    Disruption.ZONE: "after the loss of a zone",
    Disruption.REGION: "after the loss of a Region",
}


def _met(facts: Facts) -> Iterable[Judgement]:
    for row in facts.recovery.rows:
        if row.store is None:
            continue
        pairs = (
            ("RTO", row.rto_s, facts.workload.rto_s.get(row.disruption), "takes", "to come back"),
            ("RPO", row.rpo_s, facts.workload.rpo_s.get(row.disruption), "loses", "of data"),
        )
        for label, value, target, verb, tail in pairs:
            if target is None or value is None:
                continue
            subject = f"{row.store}.{row.disruption.value}.{label.lower()}"
            if value <= target:
                yield Judgement(verdict=Verdict.PASS, elements=(row.store,), subject=subject)
                continue
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(row.store,),
                subject=subject,
                sentence=f"{name(facts.topology, row.store)} {verb} {span(value)} {tail} "
                f"{_STRUCK[row.disruption]}; the {label} is {span(target)}.",
            )


def _faster(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer what brings the store back within both of its targets, whoever has to act first."""
    targets = diagram.workload
    for disruption in Disruption:
        if f".{disruption.value}." not in finding.key:
            continue
        for store in finding.elements:
            ways = ways_back(
                diagram,
                store,
                disruption,
                rto_s=targets.rto_s.get(disruption),
                rpo_s=targets.rpo_s.get(disruption),
            )
            good = (fix for fix in ways if _is_met(apply(diagram, fix.edits), store, disruption))
            yield from islice(good, _MOST_OFFERS)


def _is_met(diagram: Diagram, store: str, disruption: Disruption) -> bool:
    rows = Facts(diagram.topology, diagram.workload).recovery.rows
    own = (row for row in rows if row.store == store and row.disruption is disruption)
    return all(row.rto_met is not False and row.rpo_met is not False for row in own)


def _stated(facts: Facts) -> Iterable[Judgement]:
    if not facts.recovery.rows:
        return
    if facts.workload.rto_s or facts.workload.rpo_s:
        yield Judgement(verdict=Verdict.PASS, subject="targets")
        return
    yield Judgement(
        verdict=Verdict.UNKNOWN,
        subject="targets",
        sentence="No RTO or RPO is stated, so recovery is measured against assumed targets.",
    )


def _ordered(facts: Facts) -> Iterable[Judgement]:
    order = (Disruption.INFRASTRUCTURE, Disruption.ZONE, Disruption.REGION)
    for label, targets in (("RTO", facts.workload.rto_s), ("RPO", facts.workload.rpo_s)):
        stated = [(d, targets[d]) for d in order if d in targets]
        if len(stated) < 2:
            continue
        wrong = [(small, large) for small, large in pairwise(stated) if large[1] < small[1]]
        if not wrong:
            yield Judgement(verdict=Verdict.PASS, subject=label.lower())
        for (small, small_s), (large, large_s) in wrong:
            yield Judgement(
                verdict=Verdict.FAIL,
                subject=f"{label.lower()}.{large.value}",
                sentence=f"The {label} for a lost {large.value} ({span(large_s)}) is stricter than "
                f"for a lost {small.value} ({span(small_s)}), which a {large.value} contains.",
            )


RULES = (
    Rule(
        id="DU-05",
        tenet=Tenet.DURABILITY,
        title="Recovery meets its targets",
        severity=Severity.HIGH,
        asks="Does every store come back within the RTO and lose no more than the RPO?",
        why="A target that the design cannot meet is a promise that will be broken.",
        advice="Choose a faster way back for the store, or a target the business can live with.",
        limits="Times are AWS's typical figures; restoring a large database takes longer.",
        sources=(Source("AWS Resilience Hub: estimated workload RTO and RPO"),),
        check=_met,
        fixes=_faster,
    ),
    Rule(
        id="DU-06",
        tenet=Tenet.DURABILITY,
        title="Recovery targets are stated",
        severity=Severity.LOW,
        asks="Does the design say how much time and data may be lost?",
        why="Without targets nobody can tell whether a backup once a day is enough.",
        advice="State RTO and RPO for each disruption in the workload's properties.",
        limits="Targets agreed elsewhere are not seen.",
        sources=(Source("Well-Architected, Reliability REL13-BP01", "REL13-BP01"),),
        check=_stated,
    ),
    Rule(
        id="DU-07",
        tenet=Tenet.DURABILITY,
        title="Recovery targets do not contradict each other",
        severity=Severity.LOW,
        asks="Is the target for a larger failure never stricter than for a smaller one?",
        why="Whoever survives a Region's loss in a minute has survived a zone's loss in a minute.",
        advice="Give the smaller failure the stricter target.",
        limits="Two targets that are both out of date agree with each other and pass.",
        sources=(Source("AWS Resilience Hub: policies", "resiliency-policies"),),
        check=_ordered,
    ),
)
