"""Judges and widens the zones a part works in, for every rule that asks for more than one."""

from collections.abc import Iterable, Iterator
from itertools import islice

from designer.analysis.facts import Facts
from designer.analysis.locations import ZoneKey
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.rules.phrasing import count, listed, name
from designer.rules.rule import Finding, Fix, Judgement, Verdict
from designer.rules.statements import one_step

_ENOUGH = 2
_LETTERS = 3  # so many zones more are looked at to find names that do not clash


def zone_names(facts: Facts, zones: Iterable[ZoneKey]) -> str:
    """Return the zones in words, for example "eu-west-1a and eu-west-1b"."""
    return listed(sorted(facts.locations.zones[key].name for key in zones))


def judge_zones(
    facts: Facts,
    elements: Iterable[Element],
    does: str,
    *,
    least: int = _ENOUGH,
    untold: Verdict = Verdict.UNKNOWN,
) -> Iterator[Judgement]:
    """Judge in how many zones each of ``elements`` works, as far as the drawing tells.

    Args:
        does: what it does in a zone, completing "NAME ... in one zone", for example "has an
            address".
        least: the number of zones from which it passes.
        untold: the verdict when neither a box nor a property tells any zone; NOT_APPLICABLE
            yields nothing.
    """
    for element in elements:
        called = name(facts.topology, element.id)
        zones = facts.locations.own_zones(element.id)
        if len(zones) >= least:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
        elif zones:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{called} {does} in {count(len(zones), 'zone')} only: "
                f"{zone_names(facts, zones)}.",
                scenario=f"{facts.locations.zones[zones[0]].name} is lost.",
            )
        elif untold is not Verdict.NOT_APPLICABLE:
            yield Judgement(
                verdict=untold,
                elements=(element.id,),
                sentence=f"The drawing does not say in which zones {called} {does}.",
            )


def work_in_more_zones(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer to state every zone drawn in its Region for the blamed elements, at least two."""
    yield from _widened(diagram, finding, _ENOUGH)


def work_in_three_zones(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer to state every zone drawn in its Region for the blamed elements, at least three."""
    yield from _widened(diagram, finding, 3)


def _widened(diagram: Diagram, finding: Finding, least: int) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for key in finding.elements[:1]:
        element = diagram.topology.elements.get(ElementId(key))
        row = None if element is None else facts.services.of(element.id)
        if element is None or row is None or row.property("zones") is None:
            continue
        if len(facts.locations.own_zones(element.id)) >= least:
            continue
        zones = zones_at_hand(facts, element.id, least)
        if zones:
            called = name(diagram.topology, element.id)
            edit = SetProperty(ids=frozenset({element.id}), key="zones", value=zones)
            yield one_step(f"Let {called} work in {listed(list(zones))}", edit)


def zones_at_hand(facts: Facts, element: ElementId, least: int = _ENOUGH) -> tuple[str, ...]:
    """Return how to name the zones of the Region of ``element``, those drawn first.

    The zones it works in already are among them. Empty outside every Region.
    """
    locations = facts.locations
    region = locations.region_of(element)
    if region is None:
        return ()
    own = locations.own_zones(element)
    keys = dict.fromkeys((*own, *locations.zones_in(region, at_least=least + _LETTERS)))
    shown = [key for key in keys if locations.zones[key].elements or key in own]
    # "a" may well be what AWS calls eu-west-1a.
    letters = {locations.zones[key].name[-1:].casefold() for key in shown}
    others = (key for key in keys if key not in shown)
    spare = (key for key in others if locations.zones[key].name[-1:] not in letters)
    wanted = [*shown, *islice(spare, max(0, least - len(shown)))]
    return tuple(sorted(zone_label(facts, key) for key in wanted))


def zone_label(facts: Facts, key: ZoneKey) -> str:
    """Return a name by which the zone is found again: its own, or its box's id."""
    zone = facts.locations.zones[key]
    same = [z for z in facts.locations.zones.values() if z.region == zone.region]
    if zone.elements and sum(z.name == zone.name for z in same) > 1:
        return str(zone.elements[0])
    box = facts.topology.elements[zone.elements[0]] if zone.elements else None
    stated = box.properties.get("zone_name") if box is not None and box.kind is Kind.ZONE else None
    return str(stated or zone.name)
