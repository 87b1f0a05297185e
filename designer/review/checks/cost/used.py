"""Whether only what is used is paid."""

from designer.analysis.facts import Facts
from designer.catalog.service import Service
from designer.model.elements import Element, Kind
from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import is_not, state

_ON_DEMAND_ANYWAY = ("lambda", "fargate")


def always_runs(facts: Facts, element: Element, service: Service) -> bool:
    """Tell whether an element runs all the time and is paid by the hour."""
    if element.service in _ON_DEMAND_ANYWAY or service.value(element, "serverless") is True:
        return False
    if service.value(element, "capacity_mode") == "on_demand":
        return False
    return not any(
        facts.topology.elements[group].kind is Kind.SCALING_GROUP for group in element.memberships
    )


CHECKS = (
    Check(
        id="COST-07",
        pillar=Pillar.COST,
        choice="cost_fleets",
        title="Fleets shrink",
        severity=Severity.HIGH,
        asks="Do fleets shrink when the load does?",
        why="A fleet sized for the peak idles two thirds of the day.",
        advice="Let scaling policies take instances away, and keep the minimum low.",
        limits="As the rules EL-01, EL-09 and EL-10.",
        sources=(
            Source(
                "Well-Architected Cost Optimization Pillar", "manage demand and supply resources"
            ),
        ),
        judge=by_rules("EL-01", "EL-09", "EL-10"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="COST-08",
        pillar=Pillar.COST,
        choice="cost_stores",
        title="Stores follow the load",
        severity=Severity.MEDIUM,
        asks="Does the capacity of stores follow the load?",
        why="Provisioned capacity is paid whether it is used or not.",
        advice="Use on-demand or serverless capacity, or auto scaling.",
        limits="As the rules EL-05 and EL-11.",
        sources=(
            Source(
                "Well-Architected Cost Optimization Pillar", "manage demand and supply resources"
            ),
        ),
        judge=by_rules("EL-05", "EL-11"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="COST-09",
        pillar=Pillar.COST,
        choice="cost_ages",
        title="Old data moves to cheaper storage",
        severity=Severity.LOW,
        asks="Do buckets and file systems have lifecycle rules?",
        why="Most data is never read again after a month.",
        advice="Add lifecycle rules.",
        limits="How old data gets is not known.",
        sources=(Source("AWS Config", "s3-lifecycle-policy-check"),),
        judge=every(
            "lifecycle_rules",
            "keeps everything in the dearest place",
            "old data may stay in the dearest place",
        ),
        fixes=state("Let old data in {name} move to cheaper storage", "lifecycle_rules", True),
    ),
    Check(
        id="COST-10",
        pillar=Pillar.COST,
        choice="cost_commitment",
        title="What always runs is paid by a commitment",
        severity=Severity.LOW,
        asks="Is what always runs paid by a commitment, or as Spot?",
        why="A commitment for a year costs a good quarter less.",
        advice="Buy a Savings Plan for what always runs.",
        limits="How long it will run is not known.",
        sources=(Source("Well-Architected Cost Optimization Pillar", "cost effective resources"),),
        judge=every(
            "purchase",
            "is paid on demand",
            "it may be paid at the highest price",
            is_good=is_not("on_demand"),
            where=always_runs,
        ),
        fixes=state("Pay {name} by a commitment", "purchase", "commitment"),
    ),
)
