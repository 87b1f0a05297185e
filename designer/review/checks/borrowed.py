"""Lets the tenets' rules answer choices of the pillars: judged once, said twice."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Property
from designer.edit.apply import apply
from designer.edit.edits import Batch, SetProperty
from designer.edit.refusal import EditRefused
from designer.model.changes import diff
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
    for fix in own.fixes(diagram, finding):
        yield replace(fix, edits=_stating(diagram, fix.edits))


def _stating(diagram: Diagram, edits: Batch) -> Batch:
    """Let what ``edits`` bring to a drawing for the first time state what the pillars ask of it.

    A load balancer that is drawn for one pillar must not leave open whether it takes TLS, which
    another asks for. What the drawing has already is copied as it is.
    """
    try:
        after = apply(diagram, edits)
    except EditRefused:
        return edits
    known = {element.service for element in diagram.topology.elements.values()}
    more = [
        SetProperty(ids=frozenset({key}), key=prop.key, value=prop.best)
        for key in sorted(diff(diagram, after).added)
        for element in (after.topology.elements[key],)
        for prop in _asked_by_pillars(element.service)
        if element.service not in known and prop.key not in element.properties
    ]
    return replace(edits, edits=(*edits.edits, *more))


def _asked_by_pillars(service: str) -> tuple[Property, ...]:
    row = catalog().get(service)
    if row is None:
        return ()
    return tuple(p for p in row.properties if p.pillars and not p.tenets and p.best is not None)
