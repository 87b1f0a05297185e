"""Applies the edits that concern a review: answers to its questions, and milestones."""

from dataclasses import replace

from designer.edit.edits import DropMilestone, KeepMilestone, SetAnswer
from designer.edit.refusal import EditRefused, checked_name, checked_remark
from designer.model.diagram import Diagram
from designer.model.review import (
    MOST_ANSWERS,
    MOST_MILESTONES,
    Answer,
    answer_faults,
    milestone_faults,
)


def set_answer(diagram: Diagram, edit: SetAnswer) -> Diagram:
    """Say something to a question; nothing at all takes the answer back."""
    review, question = diagram.review, edit.question
    answer = Answer(
        choices=edit.answer.choices,
        not_applicable=checked_remark(edit.answer.not_applicable, "A reason").strip(),
        note=checked_remark(edit.answer.note, "A note"),
    )
    for fault in answer_faults(question, answer):
        raise EditRefused(f"The answer cannot be used: {fault}.")
    if review.answers.get(question) == answer:
        return diagram
    if answer.is_empty:
        if question not in review.answers:
            return diagram
        answers = review.answers.without(question)
    else:
        answers = review.answers.with_item(question, answer)
    if len(answers) > MOST_ANSWERS:
        raise EditRefused(f"A document holds at most {MOST_ANSWERS:,} answers.")
    return replace(diagram, review=replace(review, answers=answers))


def keep_milestone(diagram: Diagram, edit: KeepMilestone) -> Diagram:
    """Keep a review as it stands."""
    review = diagram.review
    name = checked_name(edit.name, "A name").strip()
    if not name:
        raise EditRefused("Give the milestone a name.")
    if name in review.milestones:
        raise EditRefused(f"There is a milestone called “{name}” already.")
    if len(review.milestones) >= MOST_MILESTONES:
        raise EditRefused(f"A document holds at most {MOST_MILESTONES} milestones.")
    for fault in milestone_faults(name, edit.milestone):
        raise EditRefused(f"The milestone cannot be used: {fault}.")
    kept = review.milestones.with_item(name, edit.milestone)
    return replace(diagram, review=replace(review, milestones=kept))


def drop_milestone(diagram: Diagram, edit: DropMilestone) -> Diagram:
    """Forget a milestone."""
    review = diagram.review
    if edit.name not in review.milestones:
        raise EditRefused(f"There is no milestone called “{edit.name}”.")
    return replace(diagram, review=replace(review, milestones=review.milestones.without(edit.name)))
