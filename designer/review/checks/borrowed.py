"""Lets the tenets' rules answer choices of the pillars: judged once, said twice."""

from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.rules import rule
from designer.rules.rule import Finding, Fix, Judgement, Observation

Judge = Callable[[Facts], Iterable[Judgement]]
Fixes = Callable[[Diagram, Observation], Iterable[Fix]]


def by_rules(*ids: str) -> Judge:
    """Make a check that says what the rules called ``ids`` say."""

    def judge(facts: Facts) -> Iterable[Judgement]:
        for rule_id in ids:
            for judgement in rule(rule_id).check(facts):
                yield judgement._replace(subject=f"{rule_id}:{judgement.about}")

    return judge


def fixes_of_rules(diagram: Diagram, gap: Observation) -> Iterable[Fix]:
    """Offer the fixes of the rule that a gap was borrowed from."""
    rule_id, _, about = gap.about.partition(":")
    own = rule(rule_id)
    finding = Finding(
        rule=rule_id,
        key=f"{rule_id}:{about}",
        severity=own.severity,
        verdict=gap.verdict,
        elements=gap.elements,
        sentence=gap.sentence,
        scenario=gap.scenario,
        tenet=own.tenet,
    )
    return own.fixes(diagram, finding)
