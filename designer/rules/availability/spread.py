"""Whether the work is split between zones."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role, Scope
from designer.model.elements import Element
from designer.rules.phrasing import listed, name
from designer.rules.repairs import make_redundant
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet


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
        fixes=make_redundant,
    ),
)
