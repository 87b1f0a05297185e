"""Whether what is left after losing a zone carries the load."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.analysis.zone_loss import Fleet
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.rules.phrasing import listed, name, percent
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried


def _judged(facts: Facts) -> list[Fleet]:
    return [fleet for fleet in facts.fleets if fleet.is_judged]


def _stable(facts: Facts) -> Iterable[Judgement]:
    for fleet in _judged(facts):
        ids = tuple(tier.id for tier in fleet.tiers)
        if fleet.share_left >= 1:
            yield Judgement(verdict=Verdict.PASS, elements=ids)
            continue
        called = listed([tier.name for tier in fleet.tiers])
        guess = " (its capacity is assumed)" if fleet.assumed else ""
        yield Judgement(
            verdict=Verdict.UNKNOWN if fleet.assumed else Verdict.FAIL,
            elements=ids,
            sentence=f"After losing a zone, what is left of {called} carries "
            f"{percent(fleet.share_left)} of the peak{guess}.",
            scenario=f"The zone with most of {called} is lost at peak.",
        )


def _more(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for fleet in _judged(facts):
        tier = fleet.tiers[0]
        if len(fleet.tiers) > 1 and {t.id for t in fleet.tiers} == set(finding.elements):
            yield from _more_in_each_zone(diagram, facts, fleet)
        if len(fleet.tiers) > 1 or tier.id not in finding.elements or not tier.unit_rps:
            continue
        element = diagram.topology.elements[ElementId(tier.id)]
        key = next((k for k in ("desired", "instances") if _has(element.service, k)), None)
        zones = len(facts.placement.zones_of(tier.id))
        if key is None or zones < 2:
            continue
        wanted = -(-(fleet.demand_rps or 0.0) // tier.unit_rps)
        total = int(-(-wanted * zones // (zones - 1)))
        total += -total % zones
        title = f"Run {total} in {name(diagram.topology, tier.id)}"
        edits = resized(element, key, total)
        yield one_step(title, edits)


def _more_in_each_zone(diagram: Diagram, facts: Facts, fleet: Fleet) -> Iterable[Fix]:
    """Offer as many servers in each zone as carry the peak when another zone is lost."""
    in_zone: dict[tuple[str, ...], list[str]] = {}
    for tier in fleet.tiers:
        in_zone.setdefault(facts.placement.zones_of(tier.id), []).append(tier.id)
    rates = [tier.unit_rps for tier in fleet.tiers if tier.unit_rps]
    if len(in_zone) < 2 or len(rates) < len(fleet.tiers) or any(len(z) != 1 for z in in_zone):
        return
    wanted = (fleet.demand_rps or 0.0) / (len(in_zone) - 1)
    edits: list[SetProperty] = []
    for units in in_zone.values():
        element = diagram.topology.elements[ElementId(units[0])]
        key = next((k for k in ("desired", "instances") if _has(element.service, k)), None)
        total = int(-(-wanted // min(rates)))
        if key is None:
            return
        if facts.placement.desired(element.id) < total:
            edits += resized(element, key, total)
    if edits:
        yield one_step("Run enough in each zone to carry the peak without one", tuple(edits))


def resized(element: Element, key: str, total: int) -> tuple[SetProperty, ...]:
    """Return the edits that let ``element`` run ``total`` instances, within its own limits.

    Args:
        key: the property with the number that runs in normal times.
    """
    edits = [_set(element.id, key, total)]
    low, high = (element.properties.get(k) for k in ("minimum", "maximum"))
    if isinstance(low, int) and low < total:
        edits.append(_set(element.id, "minimum", total))
        # The range between smallest and largest must not shrink with it.
        if isinstance(high, int):
            edits.append(_set(element.id, "maximum", -(-high * total // max(low, 1))))
    elif isinstance(high, int) and high < total:
        edits.append(_set(element.id, "maximum", total))
    return tuple(edits)


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
        fixes=tried(_stable, _more),
    ),
)
