"""Judges whether a design has a service that watches over the whole of it."""

from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.catalog.service import Service
from designer.edit.placing import Draft, add_to, free_spot
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.rules.rule import Fix, Judgement, Observation, Verdict
from designer.rules.statements import one_step


def always(_facts: Facts) -> bool:
    """Ask of every design."""
    return True


def has_any(
    services: tuple[str, ...],
    missing: str,
    when: Callable[[Facts], bool] = always,
    otherwise: Verdict = Verdict.FAIL,
) -> Callable[[Facts], Iterable[Judgement]]:
    """Make a check that passes when one of ``services`` is drawn.

    Args:
        services: catalog keys.
        missing: the sentence when there is none, with its full stop.
        when: whether the check applies to a design.
        otherwise: UNKNOWN for what is often there without being drawn.
    """

    def judge(facts: Facts) -> Iterable[Judgement]:
        if not when(facts):
            return
        found = tuple(element.id for key in services for element in facts.topology.of_service(key))
        if found:
            yield Judgement(verdict=Verdict.PASS, elements=found)
        else:
            yield Judgement(verdict=otherwise, sentence=missing)

    return judge


def add(service_key: str, title: str) -> Callable[[Diagram, Observation], Iterable[Fix]]:
    """Make a fixes function that draws a service into the first Region, or as near as it may be."""

    def fixes(diagram: Diagram, _gap: Observation) -> Iterable[Fix]:
        service = catalog()[service_key]
        draft = Draft(diagram)
        parent = _home(diagram, service)
        add_to(draft, service, free_spot(diagram, service, parent), parent)
        yield one_step(title, draft.batch(title).edits)

    return fixes


def _home(diagram: Diagram, service: Service) -> ElementId | None:
    topology = diagram.topology
    for kind in (Kind.REGION, Kind.ACCOUNT, Kind.CLOUD):
        for element in topology.elements.values():
            if element.kind is kind and may_stand(topology, service, element.id) is None:
                return element.id
    return None
