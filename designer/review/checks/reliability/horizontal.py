"""Whether many parts share the work."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="REL-10",
        pillar=Pillar.RELIABILITY,
        choice="rel_many",
        title="Tiers have parts in several zones",
        severity=Severity.HIGH,
        asks="Does every tier have parts in two zones or more?",
        why="A zone is the largest thing that fails at once within a Region.",
        advice="Run each tier in two zones.",
        limits="As the rules HA-01 and HA-10.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("HA-01", "HA-10"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-11",
        pillar=Pillar.RELIABILITY,
        choice="rel_balanced",
        title="A load balancer spreads the work",
        severity=Severity.HIGH,
        asks="Does a load balancer stand before servers?",
        why="Without it, adding a server helps nobody.",
        advice="Put a load balancer before servers.",
        limits="As the rule HA-03.",
        sources=(Source("Well-Architected Reliability Pillar", "workload architecture"),),
        judge=by_rules("HA-03"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-12",
        pillar=Pillar.RELIABILITY,
        choice="rel_grows",
        title="Parts are added by themselves",
        severity=Severity.MEDIUM,
        asks="Are parts added and removed by themselves?",
        why="Too little capacity is a failure like any other.",
        advice="Let a scaling policy follow a metric.",
        limits="As the rules EL-13 and EL-01.",
        sources=(Source("Well-Architected Reliability Pillar", "change management"),),
        judge=by_rules("EL-13", "EL-01"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-13",
        pillar=Pillar.RELIABILITY,
        choice="rel_spare",
        title="What is left carries the load",
        severity=Severity.MEDIUM,
        asks="Does what is left after a zone is lost carry the load?",
        why="When a zone is lost everybody asks for new instances at once.",
        advice="Keep a spare for the loss of a zone.",
        limits="As the rules FT-08 and FT-27.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("FT-08", "FT-27"),
        fixes=fixes_of_rules,
    ),
)
