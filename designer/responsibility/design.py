"""Who answers for what in a design, and what of yours is open or has a gap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.responsibility.areas import Area, Party
from designer.responsibility.matrix import Line, Matrix, has_duties, matrix
from designer.review.checks import check
from designer.rules import rule
from designer.rules.rule import Judgement, Verdict

Judged = dict[str, tuple[Judgement, ...]]

# What reads an area from the drawing: checks of the pillars, and rules of the tenets.
_READ_BY: dict[Area, tuple[str, ...]] = {
    Area.GUEST_OS: ("SEC-16", "SEC-17"),
    Area.PLATFORM: ("SEC-15",),
    Area.NETWORK: ("SEC-23", "SEC-24", "SEC-26", "SEC-27", "SEC-12"),
    Area.CONFIGURATION: ("SEC-03", "DU-17"),
    Area.IDENTITY: ("SEC-05", "SEC-07", "SEC-28"),
    Area.AT_REST: ("SEC-18",),
    Area.IN_TRANSIT: ("SEC-21", "SEC-22"),
    Area.BACKUPS: ("DU-01",),
    Area.CODE: ("SEC-14",),
    Area.DATA: ("SEC-25",),
}
READ_AREAS = tuple(_READ_BY)
"""The areas that a drawing can show; of the others every duty is "not shown"."""


class Standing(Enum):
    """How a duty of the customer stands, as far as the drawing shows."""

    DONE = "done"
    MISSING = "missing"
    NOT_STATED = "not stated"
    NOT_SHOWN = "not shown"  # no drawing shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One area of one service in the design that the customer answers for, alone or with AWS.

    Attributes:
        service: catalog key.
        elements: ids of its elements.
        reasons: what the drawing says of it, with the ids of the checks and rules that say so.
        blamed: the elements among ``elements`` that something is missing or not stated for.
    """

    service: str
    elements: tuple[ElementId, ...]
    area: Area
    line: Line
    standing: Standing
    reasons: tuple[tuple[str, str], ...] = ()
    blamed: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who answers for what in a design.

    Attributes:
        rows: each service in it with its elements, in drawing order.
        duties: what is the customer's, service by service.
    """

    rows: tuple[tuple[Matrix, tuple[ElementId, ...]], ...]
    duties: tuple[Duty, ...]


def responsibility(diagram: Diagram, facts: Facts | None = None) -> Responsibility:
    """Return who answers for what in ``diagram``; actors, notes and mere places are left out.

    Args:
        facts: what is true of the drawing, if somebody has worked it out.
    """
    facts = facts or Facts(diagram.topology, diagram.workload)
    by_service: dict[str, list[ElementId]] = {}
    for element in diagram.topology.elements.values():
        if has_duties(element):
            by_service.setdefault(element.service, []).append(element.id)
    rows = tuple((matrix(key), tuple(ids)) for key, ids in by_service.items())
    judged = _judged(facts)
    duties = (duty for own, ids in rows for duty in _duties(own, ids, judged))
    return Responsibility(rows=rows, duties=tuple(duties))


def duties_of(facts: Facts, ids: tuple[ElementId, ...]) -> tuple[Duty, ...]:
    """Return what of the elements ``ids``, all of one service, is the customer's; () of none."""
    elements = facts.topology.elements
    shown = tuple(key for key in ids if key in elements and has_duties(elements[key]))
    if not shown:
        return ()
    return tuple(_duties(matrix(elements[shown[0]].service), shown, _judged(facts)))


def _judged(facts: Facts) -> Judged:
    return {name: tuple(_judgements(facts, name)) for names in _READ_BY.values() for name in names}


def _duties(own: Matrix, ids: tuple[ElementId, ...], judged: Judged) -> Iterator[Duty]:
    for area in own.areas_of(Party.CUSTOMER, Party.SHARED):
        yield _duty(own, ids, area, judged)


def _judgements(facts: Facts, name: str) -> Iterable[Judgement]:
    """Yield what a check or rule says."""
    if name.startswith("SEC"):
        return check(name).judge(facts)
    return rule(name).check(facts)


def _duty(
    own: Matrix,
    ids: tuple[ElementId, ...],
    area: Area,
    judged: Judged,
) -> Duty:
    mine = set(ids)
    found = [
        (name, judgement)
        for name in _READ_BY.get(area, ())
        for judgement in judged[name]
        if mine.intersection(judgement.elements)
    ]
    verdicts = {judgement.verdict for _, judgement in found}
    wrong = [(n, j) for n, j in found if j.verdict in (Verdict.FAIL, Verdict.UNKNOWN)]
    blamed = {key for _, judgement in wrong for key in judgement.elements} & mine
    return Duty(
        service=own.service,
        elements=ids,
        area=area,
        line=own.lines[area],
        standing=_standing(verdicts),
        reasons=tuple((name, judgement.sentence) for name, judgement in wrong),
        blamed=tuple(key for key in ids if key in blamed),
    )


def _standing(verdicts: set[Verdict]) -> Standing:
    for verdict, standing in (
        (Verdict.FAIL, Standing.MISSING),
        (Verdict.UNKNOWN, Standing.NOT_STATED),
        (Verdict.PASS, Standing.DONE),
    ):
        if verdict in verdicts:
            return standing
    return Standing.NOT_SHOWN
