"""What a report rests on: goals that are stated, defaults that stand in, and open questions."""

from collections.abc import Iterator

from designer.catalog.loader import catalog
from designer.exporters.report.content import GoalLine, QuestionLine
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.text import clean_text
from designer.model.workload import Disruption, Workload
from designer.rules.growth_phrasing import rate
from designer.rules.load_phrasing import SHAPE_NAMES
from designer.rules.phrasing import listed, name, span
from designer.scoring.downtime import ASSUMED, causes, figures
from designer.scoring.fixes import NOTEWORTHY
from designer.scoring.profile import profile
from designer.scoring.scorecard import Question, Scorecard

NOT_STATED = "not stated"
_STRUCK = {
    Disruption.SOFTWARE: "a software error",
    Disruption.INFRASTRUCTURE: "the loss of a host",
    Disruption.ZONE: "the loss of a zone",
    Disruption.REGION: "the loss of a Region",
}


def goal_lines(workload: Workload, card: Scorecard) -> tuple[GoalLine, ...]:
    """Return goals, load and operation as stated; what recovery assumes instead is named."""
    target = workload.availability_target
    shape = workload.load_shape
    lines = [
        _goal("Availability target", None if target is None else f"{target:g} %"),
        _goal("Peak load", None if workload.peak_rps is None else rate(workload.peak_rps)),
        _goal("Base load", None if workload.base_rps is None else rate(workload.base_rps)),
        _goal("Growth planned for", None if workload.growth is None else f"{workload.growth:g} x"),
        _goal("Load over the day", None if shape is None else SHAPE_NAMES[shape]),
    ]
    assumed = profile(card.profile)
    for disruption, struck in _STRUCK.items():
        for short, stated, default in (
            ("RTO", workload.rto_s, assumed.assumed_rto_s),
            ("RPO", workload.rpo_s, assumed.assumed_rpo_s),
        ):
            own = stated.get(disruption)
            lines.append(
                GoalLine(
                    name=f"{short} after {struck}",
                    value=span(own)
                    if own is not None
                    else f"{NOT_STATED}; judged against {span(default[disruption])}",
                    is_stated=own is not None,
                )
            )
    return tuple(lines)


def _goal(title: str, value: str | None) -> GoalLine:
    return GoalLine(
        name=title, value=NOT_STATED if value is None else value, is_stated=value is not None
    )


def assumption_lines(card: Scorecard, diagram: Diagram) -> tuple[str, ...]:
    """Return what is taken for granted, a sentence each."""
    return tuple(_assumptions(card, diagram)) if card.overall is not None else ()


def _assumptions(card: Scorecard, diagram: Diagram) -> Iterator[str]:
    yield figures(card.availability.basis)
    for cause in causes(card.availability, 0):
        if cause.kind == ASSUMED:
            steps = f" ({'; '.join(cause.steps)})" if cause.steps else ""
            called = cause.name[:1].upper() + cause.name[1:]
            yield f"{called}, {cause.downtime}: assumed{steps}."
    sizes = [tier.name for tier in card.capacity.tiers if tier.machine and tier.machine_assumed]
    if sizes:
        yield f"No size is stated for {listed(sizes, 6)}; a usual one is assumed."
    units = [t.name for t in card.capacity.tiers if t.unit_assumed and not t.machine_assumed]
    if units:
        yield f"What one of {listed(units, 6)} carries is not stated; the catalog's figure is used."
    stores = {
        name(diagram.topology, row.store)
        for row in card.recovery.rows
        if row.store is not None and row.assumed
    }
    if stores:
        called = listed(sorted(stores), 6)
        yield f"Recovery of {called} rests on defaults for what is not stated."


def question_lines(card: Scorecard, diagram: Diagram) -> tuple[QuestionLine, ...]:
    """Return what the design leaves open, a line for each component, the most rewarding first."""
    labels: dict[str, list[str]] = {}
    gains: dict[str, float] = {}
    for one in card.questions:
        labels.setdefault(one.element, []).append(_label(diagram, one))
        gains[one.element] = max(gains.get(one.element, 0.0), one.gain)
    return tuple(
        QuestionLine(
            component=name(diagram.topology, key),
            properties=tuple(labels[key]),
            gain=f"up to +{gains[key]:.1f} points" if gains[key] >= NOTEWORTHY else "",
        )
        for key in labels
    )


def _label(diagram: Diagram, question: Question) -> str:
    element = diagram.topology.elements.get(ElementId(question.element))
    row = None if element is None else catalog().get(element.service)
    found = None if row is None else row.property(question.property)
    return question.property.replace("_", " ") if found is None else found.label


def inferred_lines(diagram: Diagram) -> tuple[str, ...]:
    """Return what an import has worked out and nobody has confirmed yet."""
    topology = diagram.topology
    told = [text for element in topology.elements.values() for text in element.inferred]
    told += [text for link in topology.links.values() for text in link.inferred]
    return tuple(dict.fromkeys(clean_text(text) for text in told))
