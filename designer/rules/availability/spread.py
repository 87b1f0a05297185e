"""Whether the work is split between zones."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role, Scope
from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.rules.phrasing import listed, name
from designer.rules.repairs import redundancy
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried

_MOST, _MOST_SINGLE = 12, 2


def _compute(facts: Facts) -> list[Element]:
    rows = catalog()
    return [
        element
        for element in facts.topology.elements.values()
        if (row := rows.get(element.service)) is not None
        and row.role is Role.COMPUTE
        and row.failure.scope is Scope.ZONAL
    ]


def _one_zone(facts: Facts) -> Iterable[Judgement]:
    fleet = _compute(facts)
    if not fleet:
        return
    ids = tuple(element.id for element in fleet)
    unknown = [i for i in ids if not facts.placement.is_zone_known(i)]
    zones = {zone for i in ids if i not in unknown for zone in facts.placement.zones_of(i)}
    if len(zones) >= 2:
        yield Judgement(verdict=Verdict.PASS, elements=ids)
    elif unknown:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(unknown),
            subject="compute",
            sentence=f"The drawing does not say in which zones "
            f"{listed([name(facts.topology, i) for i in unknown])} runs.",
        )
    else:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=ids,
            subject="compute",
            sentence="All servers run in one Availability Zone.",
            scenario="That zone is lost.",
        )


def _split(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer to split one tier between zones, and all of them as one step."""
    parts = [ElementId(key) for key in finding.elements]
    found = [fix for part in parts[:_MOST] if (fix := redundancy(diagram, part)) is not None]
    yield from found[:_MOST_SINGLE]
    everything, steps = diagram, list[Fix]()
    for part in parts[:_MOST]:
        fix = redundancy(everything, part)
        if fix is not None:
            everything = apply(everything, fix.edits)
            steps.append(fix)
    if len(steps) > 1:
        edits = tuple(edit for fix in steps for edit in fix.edits.edits)
        yield one_step("Split every tier between two zones", edits, Option.BEST_RECOVERY)


RULES = (
    Rule(
        id="HA-01",
        tenet=Tenet.AVAILABILITY,
        title="Servers run in more than one zone",
        severity=Severity.HIGH,
        asks="Is the work split between at least two Availability Zones?",
        why="AWS commits to 99.99 % only for instances in two zones; in one it is 99.5 %.",
        advice="Run every tier in two or three zones of the Region.",
        limits="Looks at servers; databases are judged by their own rule.",
        sources=(
            Source("Trusted Advisor: EC2 Availability Zone balance", "wuy7G1zxql"),
            Source("Trusted Advisor: Single AZ Application Check", "c1dfptbg11"),
            Source("Well-Architected, Reliability REL10-BP01", "REL10-BP01"),
        ),
        check=_one_zone,
        fixes=tried(_one_zone, _split),
    ),
)
