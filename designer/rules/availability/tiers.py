"""Whether every tier is split between zones, and evenly."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import listed, name
from designer.rules.repairs import redundancy
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.tiers import Tier, is_fixed, tiers
from designer.rules.trial import tried
from designer.rules.zones import zone_names

# Trusted Advisor's thresholds: a difference of more than one instance and of more than a fifth.
MOST_APART = 0.2


def _split(facts: Facts) -> Iterable[Judgement]:
    found = tiers(facts)
    if len({zone for tier in found for zone in tier.in_zone}) < 2:
        return  # all servers in one zone is another rule's finding
    for tier in found:
        if tier.size < 2:
            continue
        called = listed([name(facts.topology, i) for i in tier.units])
        if len(tier.in_zone) >= 2:
            yield Judgement(verdict=Verdict.PASS, elements=tier.units)
        elif tier.unknown:
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=tier.units,
                sentence=f"The drawing does not say in which zones {called} "
                f"{'runs' if len(tier.units) == 1 else 'run'}.",
            )
        else:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=tier.units,
                sentence=f"All {tier.size} instances of {called} run in "
                f"{zone_names(facts, tier.in_zone)}, though other parts use more zones.",
                scenario=f"{zone_names(facts, tier.in_zone)} is lost.",
            )


def _split_tier(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    facts = Facts(topology, diagram.workload)
    for key in finding.elements[:1]:
        element = topology.elements.get(ElementId(key))
        split = [t for t in tiers(facts) if key in t.units and len(t.in_zone) >= 2]
        if element is None or split:
            continue
        fix = redundancy(diagram, element.id)
        if fix is not None:
            yield fix


def _even(facts: Facts) -> Iterable[Judgement]:
    for tier in tiers(facts):
        if len(tier.in_zone) < 2 or not all(is_fixed(facts, unit) for unit in tier.units):
            continue
        most, least = max(tier.in_zone.values()), min(tier.in_zone.values())
        if most - least <= 1 or most - least <= MOST_APART * most:
            yield Judgement(verdict=Verdict.PASS, elements=tier.units)
            continue
        crowded = max(tier.in_zone, key=lambda zone: (tier.in_zone[zone], zone))
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tier.units,
            sentence=f"{most} of {tier.size} instances of "
            f"{listed([name(facts.topology, i) for i in tier.units])} run in "
            f"{zone_names(facts, [crowded])}, and only {least} in another zone.",
            scenario=f"{zone_names(facts, [crowded])} is lost, and with it most of the tier.",
        )


def _level(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer as many instances in every zone of the tier as the fullest has."""
    facts = Facts(diagram.topology, diagram.workload)
    found = [tier for tier in tiers(facts) if set(finding.elements) <= set(tier.units)]
    for tier in found[:1]:
        most = max(tier.in_zone.values(), default=0)
        edits = tuple(_raised(facts, tier, most))
        if edits:
            yield one_step(f"Run {most} instances in each zone", edits)


def _raised(facts: Facts, tier: Tier, most: int) -> Iterable[SetProperty]:
    for zone, number in tier.in_zone.items():
        for unit in tier.units:
            here = {replica.zone for replica in facts.replicas(unit)}
            row = facts.services.of(unit)
            key = row.failure.count_property
            if number == most or here != {zone} or row.property(key) is None:
                continue
            now = len(facts.replicas(unit))
            yield SetProperty(ids=frozenset({unit}), key=key, value=now + most - number)
            break


RULES = (
    Rule(
        id="HA-10",
        tenet=Tenet.AVAILABILITY,
        title="Every tier is split between zones",
        severity=Severity.HIGH,
        asks="Does each tier of servers run in at least two zones of its own?",
        why="A web tier in one zone and its application in another makes two zones that must both "
        "be up, not one that may fail.",
        advice="Let every group, service and set of servers launch in two or three zones.",
        limits="A tier of a single server is judged as a single point of failure instead.",
        sources=(
            Source("Trusted Advisor: Auto Scaling group not in multiple zones", "c18d2gz101"),
            Source("Trusted Advisor: Amazon ECS service using a single AZ", "c1z7dfpz01"),
            Source("The tenet's own text: is the work split between zones and Regions?"),
        ),
        check=_split,
        fixes=tried(_split, _split_tier),
    ),
    Rule(
        id="HA-09",
        tenet=Tenet.AVAILABILITY,
        title="Tiers are spread evenly over their zones",
        severity=Severity.LOW,
        asks="Do the zones of a tier hold about as many servers each?",
        why="When the fullest zone is lost, what is left elsewhere has to carry all of its load.",
        advice="Run as many servers in each zone, or let an Auto Scaling group do it.",
        limits="Groups and services that AWS balances by itself are taken to be even; a "
        "difference of one server is let pass.",
        sources=(
            Source("Trusted Advisor: EC2 Availability Zone balance", "wuy7G1zxql"),
            Source("Trusted Advisor: ELB Target Imbalance", "b92b83d667"),
            Source("Trusted Advisor: Load Balancer Optimization", "iqdCTZKCUp"),
        ),
        check=_even,
        fixes=_level,
    ),
)
