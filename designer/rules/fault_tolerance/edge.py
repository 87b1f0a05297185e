"""Whether requests in flight find another origin, or an end, when what serves them goes."""

from designer.model.links import LinkKind
from designer.rules.rule import Rule, Severity, Source
from designer.rules.statements import is_true, judge_statement, state
from designer.rules.tenets import Tenet

RULES = (
    Rule(
        id="FT-19",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Distributions have a second origin",
        severity=Severity.LOW,
        asks="Does every distribution ask a second origin when the first one fails?",
        why="What is not in the cache comes from the origin; without a second one the edge has "
        "nothing to give.",
        advice="Make an origin group of two, for example a bucket and its replica in another "
        "Region.",
        limits="What is cached is served all the same; the second origin need not be drawn.",
        sources=(
            Source("Trusted Advisor: CloudFront Origin Failover", "c18d2gz112"),
            Source("AWS Config", "cloudfront-origin-failover-enabled"),
        ),
        check=lambda facts: judge_statement(
            facts,
            "origin_failover",
            is_true,
            "asks no second origin when the first one fails",
            where=lambda element, _service: bool(
                facts.topology.outgoing(element.id, LinkKind.REQUEST)
            ),
        ),
        fixes=state("Give {name} a second origin", "origin_failover", True),
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
