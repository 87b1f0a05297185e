"""Whether requests in flight find another origin, or an end, when what serves them goes."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Service
from designer.model.elements import Element
from designer.rules.rule import Judgement, Rule, Severity, Source
from designer.rules.statements import is_true, judge_statement, state
from designer.rules.tenets import Tenet


def _origins(facts: Facts) -> Iterable[Judgement]:
    def has_two(element: Element, _service: Service) -> bool:
        if "origin_failover" in element.properties:
            return True
        choices = facts.grouping.choices(element.id)
        return any(0 < choice.needed < len(choice.units) for choice in choices)

    return judge_statement(
        facts,
        "origin_failover",
        is_true,
        "asks no second origin when the first one fails",
        where=has_two,
    )


RULES = (
    Rule(
        id="FT-19",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Distributions fail over to a second origin",
        severity=Severity.LOW,
        asks="Does every distribution ask a second origin when the first one fails?",
        why="What is not in the cache comes from the origin; without a second one the edge has "
        "nothing to give.",
        advice="Make an origin group of two, for example a bucket and its replica in another "
        "Region.",
        limits="Asked of distributions with two origins that stand in for each other, and of "
        "those that state it; what is cached is served all the same.",
        sources=(
            Source("Trusted Advisor: CloudFront Origin Failover", "c18d2gz112"),
            Source("AWS Config", "cloudfront-origin-failover-enabled"),
        ),
        check=_origins,
        fixes=state("Let {name} fail over to a second origin", "origin_failover", True),
    ),
    Rule(
        id="FT-26",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Requests in flight may finish",
        severity=Severity.LOW,
        asks="Do Classic Load Balancers let requests finish on an instance that is taken out?",
        why="Without it every replacement of an instance cuts off whoever is being served.",
        advice="Turn connection draining on, or move to an Application Load Balancer.",
        limits="Newer balancers drain by themselves and are not asked.",
        sources=(Source("Trusted Advisor: CLB Connection Draining", "7qGXsKIUw"),),
        check=lambda facts: judge_statement(
            facts,
            "connection_draining",
            is_true,
            "cuts off what an instance is serving when it is taken out",
        ),
        fixes=state("Let {name} drain connections", "connection_draining", True),
    ),
)
