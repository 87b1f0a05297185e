"""Reads and writes what reviews leave in a file: ``answers`` and ``milestones``."""

from collections.abc import Mapping
from typing import Any

from designer.model.frozen import FrozenMap
from designer.model.review import (
    LONGEST_KEY,
    MOST_ANSWERS,
    MOST_MILESTONES,
    Answer,
    Mark,
    Milestone,
    Review,
    answer_faults,
    milestone_faults,
)
from designer.model.text import clean_text
from designer.storage.limits import MAX_NAME
from designer.storage.plain_number import plain_number
from designer.storage.refusal import Refused, check_count, shown
from designer.storage.schema import AnswerRow, MilestoneRow, typed


def review_of(answers: Mapping[str, Any], milestones: Mapping[str, Any]) -> Review:
    """Return what the two objects of a file hold.

    Raises:
        Refused: with the question or the milestone that is wrong.
    """
    check_count(answers, MOST_ANSWERS, "answers")
    check_count(milestones, MOST_MILESTONES, "milestones")
    return Review(
        answers=FrozenMap({key: _answer(key, raw) for key, raw in answers.items()}),
        milestones=FrozenMap(
            {
                clean_text(_short(name, MAX_NAME, "milestones")): _milestone(name, raw)
                for name, raw in milestones.items()
            }
        ),
    )


def _short(text: str, limit: int, place: str) -> str:
    if len(text) > limit:
        raise Refused(place, f"a name has more than {limit:,} characters")
    return text


def _answer(key: str, raw: object) -> Answer:
    place = f"answers, {shown(_short(key, LONGEST_KEY, 'answers'))}"
    row = typed(raw, AnswerRow, place)
    if both := set(row.yes) & set(row.no):
        raise Refused(place, f"{shown(min(both))} stands for yes and for no")
    answer = Answer(
        choices=FrozenMap({**dict.fromkeys(row.yes, True), **dict.fromkeys(row.no, False)}),
        not_applicable=clean_text(row.not_applicable, lines=True),
        note=clean_text(row.note, lines=True),
    )
    for fault in answer_faults(key, answer):
        raise Refused(place, fault)
    return answer


def _milestone(name: str, raw: object) -> Milestone:
    place = f"milestones, {shown(name)}"
    row = typed(raw, MilestoneRow, place)
    marks = {
        pillar: Mark(
            low=mark.low,
            high=mark.high,
            high_risks=mark.high_risks,
            medium_risks=mark.medium_risks,
        )
        for pillar, mark in row.marks.items()
    }
    milestone = Milestone(lens=row.lens, day=row.day, marks=FrozenMap(marks))
    for fault in milestone_faults(name, milestone):
        raise Refused(place, fault)
    return milestone


def answer_row(answer: Answer) -> dict[str, object]:
    """Return one answer as a file has it; what was not said is left out."""
    said = sorted(answer.choices)
    fields: dict[str, object] = {
        "yes": [choice for choice in said if answer.choices[choice]],
        "no": [choice for choice in said if not answer.choices[choice]],
        "not_applicable": clean_text(answer.not_applicable, lines=True),
        "note": clean_text(answer.note, lines=True),
    }
    return {key: value for key, value in fields.items() if value}


def milestone_row(milestone: Milestone) -> dict[str, object]:
    """Return one milestone as a file has it."""
    return {
        "lens": milestone.lens,
        "day": milestone.day,
        "marks": {
            pillar: [
                plain_number(mark.low),
                plain_number(mark.high),
                mark.high_risks,
                mark.medium_risks,
            ]
            for pillar, mark in sorted(milestone.marks.items())
        },
    }
