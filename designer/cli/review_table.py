"""A review as tables for people."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from designer.cli.tables import cell, heading, table, tenths
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.review.plan import PlanItem
from designer.review.result import AnsweredBy, ChoiceState, QuestionState, ReviewResult
from designer.review.wording import risk_words

_SIGNS = {True: "yes", False: "no", None: "?"}
_LONGEST_PLAN = 12


def review_parts(
    title: str, design: Diagram, result: ReviewResult, plan: tuple[PlanItem, ...]
) -> Iterator[RenderableType]:
    """Return the parts to print, one below the other."""
    yield heading(title)
    yield table(
        (
            ("Pillar", False),
            ("Points", True),
            ("At best", True),
            ("High risks", True),
            ("Medium", True),
            ("Open", True),
        ),
        (
            [
                state.pillar.name,
                tenths(state.low),
                tenths(state.high),
                str(state.high_risks),
                str(state.medium_risks),
                str(state.open_questions),
            ]
            for state in result.pillars
        ),
        flexible=0,
    )
    for state in result.pillars:
        yield heading(state.pillar.name)
        for question in state.questions:
            yield from _question(question, design)
    yield from _plan(plan)
    yield from _milestones(design, result)


def _question(state: QuestionState, design: Diagram) -> Iterator[RenderableType]:
    yield cell(f"{state.question.title}  [{risk_words(state)}]")
    if not state.is_applicable:
        yield cell(f"    does not apply: {state.answer.not_applicable}")
        return
    for choice in state.choices:
        if choice.choice.is_none_of_these:
            continue
        yield cell(f"  {_SIGNS[choice.state]:>3}  {choice.choice.title}{_by(choice, design)}")
        for gap in choice.gaps:
            yield cell(f"       - {gap.sentence}")


def _by(choice: ChoiceState, design: Diagram) -> str:
    if choice.by is AnsweredBy.TEAM:
        return "  (the team)"
    if not choice.applies:
        return "  (nothing drawn that it could be about)"
    names = [
        design.topology.elements[ElementId(key)].name
        for key in choice.evidence[:3]
        if key in design.topology.elements
    ]
    if choice.state and names:
        more = len(choice.evidence) - len(names)
        return f"  ({', '.join(names)}{f' and {more} more' if more else ''})"
    return ""


def _plan(plan: tuple[PlanItem, ...]) -> Iterator[RenderableType]:
    if not plan:
        return
    yield Text()
    yield heading("What to do next")
    yield table(
        (("", True), ("Practice", False), ("Pillar", False), ("Gain", True), ("Work", False)),
        (
            [str(number), _practice(item), item.pillar, f"{item.gain:+.1f}", item.work.title]
            for number, item in enumerate(plan[:_LONGEST_PLAN], start=1)
        ),
        flexible=1,
    )
    if len(plan) > _LONGEST_PLAN:
        yield cell(f"and {len(plan) - _LONGEST_PLAN} more; --format json lists all")


def _practice(item: PlanItem) -> str:
    offered = [options[0].fix.title for options in item.fixes if options]
    return item.choice.choice.title + (f" (fix: {'; '.join(offered[:2])})" if offered else "")


def _milestones(design: Diagram, result: ReviewResult) -> Iterator[RenderableType]:
    kept = [
        (name, one) for name, one in design.review.milestones.items() if one.lens == result.lens.id
    ]
    if not kept:
        return
    yield heading("Milestones")
    names = [state.pillar for state in result.pillars]
    columns = (("", False), *((pillar.name, True) for pillar in names))
    rows = [
        [
            f"{one.day} {name}",
            *(tenths(one.marks[p.id].low) if p.id in one.marks else "–" for p in names),
        ]
        for name, one in sorted(kept, key=lambda item: (item[1].day, item[0]))
    ]
    rows.append(["now", *(tenths(state.low) for state in result.pillars)])
    yield table(columns, rows, flexible=0)
