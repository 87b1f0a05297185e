"""Whether what is left after losing a zone carries the load."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import name, percent
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet


def _stable(facts: Facts) -> Iterable[Judgement]:
    for tier in facts.capacity.tiers:
        left, demand = tier.after_zone_loss_rps, tier.demand_rps
        if tier.managed or left is None or not demand or not tier.worst_zone:
            continue
        if left >= demand:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        verdict = Verdict.UNKNOWN if tier.unit_assumed else Verdict.FAIL
        guess = " (its capacity is assumed)" if tier.unit_assumed else ""
        yield Judgement(
            verdict=verdict,
            elements=(tier.id,),
            sentence=f"After losing a zone {tier.name} carries {percent(left / demand)} of the "
            f"peak{guess}.",
            scenario=f"The zone with most of {tier.name} is lost at peak.",
        )


def _more(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier in facts.capacity.tiers:
        if tier.id not in finding.elements or not tier.demand_rps or not tier.unit_rps:
            continue
        element = diagram.topology.elements[ElementId(tier.id)]
        key = next((k for k in ("desired", "instances") if _has(element.service, k)), None)
        left = tier.after_zone_loss_rps or 0.0
        share_left = left / tier.now_rps if tier.now_rps else 0.0
        if key is None or share_left <= 0:
            continue
        zones = max(2, len(facts.placement.zones_of(tier.id)))
        wanted = -(-tier.demand_rps // tier.unit_rps)
        total = int(-(-wanted * zones // (zones - 1)))
        total += -total % zones
        if total <= tier.replicas:
            total = tier.replicas + zones
        title = f"Run {total} in {name(diagram.topology, tier.id)}"
        edits: list[SetProperty] = [_set(tier.id, key, total)]
        for other in ("minimum", "maximum"):
            stated = element.properties.get(other)
            low_enough = isinstance(stated, int) and stated < total
            if low_enough and _has(element.service, other):
                edits.append(_set(tier.id, other, total * (4 if other == "maximum" else 1)))
        yield one_step(title, tuple(edits))


def _set(element: str, key: str, value: int) -> SetProperty:
    return SetProperty(ids=frozenset({ElementId(element)}), key=key, value=value)


def _has(service: str, key: str) -> bool:
    row = catalog().get(service)
    return row is not None and row.property(key) is not None


RULES = (
    Rule(
        id="FT-08",
        tenet=Tenet.FAULT_TOLERANCE,
        title="What is left after a zone's loss carries the peak",
        severity=Severity.MEDIUM,
        asks="Do the remaining zones carry the whole peak without starting anything new?",
        why="When a zone is lost everybody asks for new instances at once; what runs already is "
        "what can be counted on.",
        advice="Run 200 % of the peak over two zones, 150 % over three, 133 % over four.",
        limits="Rests on the stated peak and the capacity of one instance.",
        sources=(Source("Amazon Builders' Library: static stability using Availability Zones"),),
        check=_stable,
        fixes=_more,
    ),
)
