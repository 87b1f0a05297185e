"""What a presentation steps through: the findings of the drawing, or what happens when it fails."""

from dataclasses import dataclass

from designer.analysis.single_points import ELEMENT
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.rules.rule import Verdict
from designer.scoring.downtime import nines
from designer.scoring.scorecard import Scorecard, ScoredFinding

_MOST_FAILURES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One picture of a presentation.

    Attributes:
        title: a few words above the caption.
        caption: what is to be seen, one sentence.
        detail: what else there is to say; "" for nothing.
        ids: the elements in the middle of it; () shows the whole drawing.
        failing: what fails in this step.
    """

    title: str
    caption: str
    detail: str = ""
    ids: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


def opening(card: Scorecard | None, diagram: Diagram) -> Step:
    """Return the first step: the whole drawing with its score."""
    title = diagram.title
    if card is None or card.overall is None:
        return Step(title="The drawing", caption=title)
    failure = nines(card.availability.workload.unavailability)
    tenets = (
        f"{score.tenet.title} {score.low:.0f}" for score in card.tenets if score.low is not None
    )
    return Step(
        title=f"Grade {card.letter} · {card.overall:.0f} of 100 · {failure}",
        caption=title,
        detail=" · ".join(tenets),
    )


def findings(card: Scorecard | None, diagram: Diagram) -> tuple[Step, ...]:
    """Return the opening and a step for each finding, the dearest first."""
    first = opening(card, diagram)
    if card is None:
        return (first,)
    failed = [
        item for item in card.findings if item.finding.verdict is Verdict.FAIL and not item.accepted
    ]
    failed.sort(key=lambda item: (-item.points, item.finding.severity.rank, item.finding.key))
    return (first, *(_finding(item) for item in failed))


def _finding(item: ScoredFinding) -> Step:
    finding = item.finding
    price = f"{item.points:.1f} point{'s' * (f'{item.points:.1f}' != '1.0')}"
    return Step(
        title=f"{finding.tenet.title} · {finding.severity.value} severity · costs {price}",
        caption=finding.sentence,
        detail=finding.scenario,
        ids=finding.elements,
    )


def failures(card: Scorecard | None, diagram: Diagram) -> tuple[Step, ...]:
    """Return the opening and a step for each zone, Region and single point of failure."""
    elements = diagram.topology.elements
    steps = [
        _failure(key, f"What if {_called(diagram, key)} fails?")
        for kind in (Kind.ZONE, Kind.REGION)
        for key, element in elements.items()
        if element.kind is kind
    ]
    if card is not None:
        points = [point for point in card.single_points if point.kind == ELEMENT]
        points.sort(key=lambda point: (point.managed, -len(point.blast_radius), point.id))
        steps += [
            _failure(point.ids[0], f"What if {point.name} fails?", point.scenario)
            for point in points
            if point.ids and point.ids[0] in elements
        ]
    return (opening(card, diagram), *steps[:_MOST_FAILURES])


def _failure(key: ElementId, title: str, sentence: str = "") -> Step:
    return Step(title=title, caption=sentence or "…", ids=(key,), failing=(key,))


def _called(diagram: Diagram, key: ElementId) -> str:
    element = diagram.topology.elements[key]
    word = "Region" if element.kind is Kind.REGION else "zone"
    known = word.casefold() in element.name.casefold()
    return element.name if known else f"{word} {element.name}"
