"""A review as data for JSON: for the command line, the window's process and grading."""

from typing import Any

from designer.model.diagram import Diagram
from designer.model.review import Milestone
from designer.review.plan import PlanItem
from designer.review.result import ChoiceState, PillarState, QuestionState, ReviewResult

SCHEMA = "tenet-review/1"


def review_data(
    result: ReviewResult, design: Diagram, plan: tuple[PlanItem, ...] = ()
) -> dict[str, Any]:
    """Return ``result`` for ``design`` as JSON data; points are rounded to two decimals."""
    return {
        "schema": SCHEMA,
        "title": design.title,
        "lens": {"id": result.lens.id, "name": result.lens.name, "version": result.lens.version},
        "pillars": [_pillar(state) for state in result.pillars],
        "plan": [_item(item) for item in plan],
        "milestones": [
            _milestone(name, kept)
            for name, kept in sorted(
                design.review.milestones.items(), key=lambda item: (item[1].day, item[0])
            )
            if kept.lens == result.lens.id
        ],
    }


def _points(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _pillar(state: PillarState) -> dict[str, Any]:
    return {
        "id": state.pillar.id,
        "name": state.pillar.name,
        "low": _points(state.low),
        "high": _points(state.high),
        "high_risks": state.high_risks,
        "medium_risks": state.medium_risks,
        "open_questions": state.open_questions,
        "questions": [_question(question) for question in state.questions],
    }


def _question(state: QuestionState) -> dict[str, Any]:
    return {
        "key": state.key,
        "title": state.question.title,
        "risk": None if state.risk is None else state.risk.value,
        "worst": state.worst.value,
        "best": state.best.value,
        "low": _points(state.low),
        "high": _points(state.high),
        "not_applicable": state.answer.not_applicable,
        "note": state.answer.note,
        "choices": [_choice(choice) for choice in state.choices],
    }


def _choice(state: ChoiceState) -> dict[str, Any]:
    return {
        "id": state.choice.id,
        "title": state.choice.title,
        "state": state.state,
        "by": state.by.value,
        "applies": state.applies,
        "contradicted": state.is_contradicted,
        "checks": list(state.checks),
        "evidence": list(state.evidence),
        "gaps": [
            {
                "key": gap.key,
                "verdict": gap.verdict.value,
                "elements": list(gap.elements),
                "sentence": gap.sentence,
            }
            for gap in state.gaps
        ],
    }


def _item(item: PlanItem) -> dict[str, Any]:
    return {
        "pillar": item.pillar,
        "key": item.key,
        "choice": item.choice.choice.id,
        "title": item.choice.choice.title,
        "gain": round(item.gain, 2),
        "work": item.work.value,
        "fixes": [[option.fix.title for option in options] for options in item.fixes],
    }


def _milestone(name: str, kept: Milestone) -> dict[str, Any]:
    return {
        "name": name,
        "day": kept.day,
        "pillars": {
            pillar: {
                "low": mark.low,
                "high": mark.high,
                "high_risks": mark.high_risks,
                "medium_risks": mark.medium_risks,
            }
            for pillar, mark in sorted(kept.marks.items())
        },
    }
