"""The process that scores for the window, so that drawing never waits for scoring.

It shares nothing with the window but two pipes, loads no Qt, and ends when its input does.
"""

import sys
from collections.abc import Callable, Iterator

from designer.analysis.facts import Facts
from designer.analysis.grouping import TargetGroup
from designer.analysis.what_if import what_if
from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.responsibility.design import duties_of
from designer.review.custom_lens import LensRefused
from designer.scoring.engine import score
from designer.scoring.fixes import FixPreview, finding_of, options
from designer.scoring.improve import Plan, improve
from designer.scoring.targets import Targets
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.refusal import FileRejected, Refused
from designer.storage.steps import stepped
from designer.teaching.quiz import quiz
from designer.ui.frames import serve
from designer.ui.lessons import Lesson, LessonOrder, ToldDuty
from designer.ui.load_day import day_of
from designer.ui.review_answers import review_answer
from designer.ui.score_messages import (
    Answer,
    FixOffer,
    PlanOffer,
    Request,
    Standing,
    read_request,
)

Tell = Callable[[Answer], None]

_PROBLEMS = (
    FileRejected,
    Refused,
    LensRefused,
    ArithmeticError,
    LookupError,
    RecursionError,
    ValueError,
)


class Held:
    """The diagram as the window told it last, so that it need tell only what is new."""

    def __init__(self) -> None:
        self._diagram: Diagram | None = None
        self._facts: Facts | None = None

    def facts(self, diagram: Diagram) -> Facts:
        """Return the facts of ``diagram``; those of one after the other are kept."""
        known = self._facts
        if known is None or (known.topology, known.workload) != (
            diagram.topology,
            diagram.workload,
        ):
            known = self._facts = Facts(diagram.topology, diagram.workload)
        return known

    def read(self, request: Request) -> Diagram:
        """Return the diagram ``request`` is about, and hold it.

        Raises:
            FileRejected, Refused, LookupError: it cannot be read; nothing is held any more.
        """
        before, self._diagram = self._diagram, None
        if request.diagram:
            self._diagram = read_bytes(request.diagram.encode(), "the open diagram")
        elif before is None:
            raise LookupError("nothing to step on from")
        else:
            self._diagram = stepped(before, request.step)
        return self._diagram


def answer_to(request: Request, held: Held, tell: Tell = lambda _answer: None) -> Answer:
    """Return what is asked for, or the one sentence that says why it cannot be had.

    ``tell`` is given what can be said on the way.
    """
    try:
        diagram = held.read(request)
        if request.finding:
            return _fixes(request, diagram)
        if request.targets is not None:
            return _plan(request, diagram, request.targets, tell)
        if request.load is not None:
            day = day_of(diagram, request.load)
            return Answer(revision=request.revision, kind="load", day=day)
        if request.cut_order:
            found = held.facts(diagram).cut_sets(request.cut_order)
            return Answer(revision=request.revision, kind="cut_sets", cut_sets=found)
        if request.review is not None:
            found_review = review_answer(diagram, request.review)
            return Answer(revision=request.revision, kind="review", review=found_review)
        if request.failing:
            answer = what_if(held.facts(diagram), request.failing)
            return Answer(revision=request.revision, kind="what_if", what_if=answer)
        if request.lesson is not None:
            lesson = _lesson(held.facts(diagram), diagram, request.lesson)
            return Answer(revision=request.revision, kind="lesson", lesson=lesson)
        return Answer(
            revision=request.revision,
            kind="score",
            scorecard=score(diagram),
            groups=_groups(held.facts(diagram)),
            standings=_standings(held.facts(diagram)) if request.standings else None,
        )
    except _PROBLEMS as problem:
        return Answer(
            revision=request.revision,
            kind="failed",
            finding=request.finding,
            problem=f"{type(problem).__name__}: {problem}",
        )


def _lesson(facts: Facts, diagram: Diagram, order: LessonOrder) -> Lesson:
    if not order.is_quiz:
        found = duties_of(facts, order.ids)
        told = (
            ToldDuty(area=d.area, standing=d.standing.value, reasons=d.reasons, blamed=d.blamed)
            for d in found
        )
        return Lesson(order=order, duties=tuple(told))
    return Lesson(order=order, questions=quiz(diagram, score(diagram), seed=order.seed))


def _groups(facts: Facts) -> dict[ElementId, tuple[TargetGroup, ...]]:
    asking = dict.fromkeys(link.source for link in facts.topology.links.values())
    return {key: found for key in asking if (found := facts.target_groups(key))}


def _standings(facts: Facts) -> dict[ElementId, Standing]:
    placement = facts.placement
    found: dict[ElementId, Standing] = {}
    for key, element in facts.topology.elements.items():
        if element.kind is not Kind.RESOURCE:
            continue
        region = placement.region_of(key)
        if region is None:
            continue
        zones = placement.zones_of(key)
        managed = placement.is_managed(key)
        found[key] = Standing(
            region=placement.regions[region].name,
            zones=tuple(placement.zones[zone].name for zone in zones),
            is_known=placement.is_zone_known(key),
            is_regional=managed and placement.service_zone(key) is None,
        )
    return found


def _fixes(request: Request, diagram: Diagram) -> Answer:
    finding = finding_of(diagram, request.finding)
    offers = () if finding is None else options(diagram, finding)
    return Answer(
        revision=request.revision,
        kind="fixes",
        finding=request.finding,
        fixes=tuple(_offer(preview) for preview in offers),
    )


def _offer(preview: FixPreview) -> FixOffer:
    return FixOffer(
        title=preview.fix.title,
        best_at=preview.best_at,
        gain=preview.gain,
        diagram=to_text(preview.diagram),
        before=preview.before,
        after=preview.after,
        changes=preview.changes,
        cost=preview.effort.cost,
        why=preview.why,
    )


def _plan(request: Request, diagram: Diagram, targets: Targets, tell: Tell) -> Answer:
    def progress(share: float, doing: str) -> bool:
        tell(Answer(revision=request.revision, kind="progress", share=share, doing=doing))
        return True

    plan = improve(diagram, targets, progress)
    offer = PlanOffer(
        steps=tuple(_steps(diagram, plan)),
        before=plan.before,
        after=plan.after,
        is_reached=plan.is_reached,
        is_complete=plan.is_complete,
        short=tuple(gap.sentence for gap in plan.gaps),
        cost=plan.cost,
    )
    return Answer(revision=request.revision, kind="plan", plan=offer)


def _steps(diagram: Diagram, plan: Plan) -> Iterator[FixOffer]:
    for step in plan.steps:
        diagram = apply(diagram, step.edits)
        before, after = step.before.totals.overall, step.after.totals.overall
        yield FixOffer(
            title=step.title,
            best_at=(),
            gain=(after or 0.0) - (before or 0.0),
            diagram=to_text(diagram),
            before=step.before,
            after=step.after,
            changes=step.changes,
        )


def main() -> int:
    """Answer requests until the input ends."""
    sheets = dict[int, Held]()

    def answer(body: bytes, tell: Tell) -> None:
        request = read_request(body)
        for gone in request.forget:
            sheets.pop(gone, None)
        tell(answer_to(request, sheets.setdefault(request.sheet, Held()), tell))

    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
