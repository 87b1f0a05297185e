"""The state of choices, questions and pillars, beside every way to answer what is open."""

import random
from dataclasses import replace
from itertools import product

import pytest

from designer.edit.apply import apply
from designer.edit.edits import SetAnswer
from designer.model.diagram import EMPTY, Diagram
from designer.model.frozen import FrozenMap
from designer.model.review import Answer
from designer.review.checks import ALL_CHECKS
from designer.review.conditions import holds
from designer.review.custom_lens import read_lens
from designer.review.engine import key_of, milestone, review
from designer.review.lens import Question, Risk
from designer.review.plan import improvement_plan
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import AnsweredBy
from designer.review.work import Work
from tests.builders import diagram
from tests.review.test_custom_lens import _bytes, _generated

DRAWN = """
    region r eu-west-1
      ec2 web
      cloudtrail trail
"""


def _said(drawn: Diagram, question: str, **choices: bool) -> Diagram:
    answer = Answer(choices=FrozenMap(choices))
    return apply(drawn, SetAnswer(question=f"well-architected:{question}", answer=answer))


def _risk(question: Question, states: dict[str, bool | None]) -> Risk:
    return next(
        rule.risk
        for rule in question.rules
        if rule.condition is None or holds(rule.condition, states)
    )


@pytest.mark.parametrize("seed", range(12))
def test_worst_and_best_are_those_of_all_ways_to_answer_what_is_open(seed: int) -> None:
    lens = read_lens(_bytes(_generated(seed)))
    rng = random.Random(seed)
    for question in lens.questions:
        keys = [c.id for c in question.choices if not c.is_none_of_these]
        if len(keys) > 8:
            continue
        known = {key: rng.random() < 0.5 for key in keys if rng.random() < 0.5}
        answer = Answer(choices=FrozenMap(known))
        answered = replace(
            EMPTY,
            review=replace(EMPTY.review, answers=FrozenMap({key_of(lens, question): answer})),
        )
        state = next(each for each in review(answered, lens).questions if each.question == question)
        free = [key for key in keys if key not in known]
        none = [c.id for c in question.choices if c.is_none_of_these]
        risks = set()
        for values in product([False, True], repeat=len(free)):
            states: dict[str, bool | None] = {
                **known,
                **dict(zip(free, values, strict=True)),
            }
            anything = any(states.values())
            states |= dict.fromkeys(none, not anything)
            risks.add(_risk(question, states))
        if state.risk is not None:
            assert risks == {state.risk}
        assert state.worst.rank <= min(risk.rank for risk in risks)
        assert state.best.rank >= max(risk.rank for risk in risks)
        assert 0 <= state.low <= state.high <= 100


def test_the_drawing_answers_and_shows_its_evidence() -> None:
    result = review(diagram(DRAWN), WELL_ARCHITECTED, ALL_CHECKS)
    found = {c.choice.id: c for state in result.questions for c in state.choices}
    assert found["sec_trail"].state is True
    assert found["sec_trail"].by is AnsweredBy.DRAWING
    assert found["sec_trail"].evidence == ("trail",)
    assert found["sec_threats"].state is False
    assert found["sec_logs_read"].state is None
    assert found["sec_logs_read"].by is AnsweredBy.NOBODY


def test_the_team_answers_what_no_drawing_can_show_and_does_not_outvote_it() -> None:
    drawn = _said(diagram(DRAWN), "sec_traceability", sec_logs_read=True, sec_threats=True)
    result = review(drawn, WELL_ARCHITECTED, ALL_CHECKS)
    found = {c.choice.id: c for state in result.questions for c in state.choices}
    assert found["sec_logs_read"].by is AnsweredBy.TEAM
    assert found["sec_logs_read"].state is True
    assert found["sec_threats"].state is False
    assert found["sec_threats"].is_contradicted


def test_a_question_that_does_not_apply_counts_for_nothing() -> None:
    key = "well-architected:sec_traceability"
    excused = apply(diagram(DRAWN), SetAnswer(question=key, answer=Answer(not_applicable="a toy")))
    before = review(diagram(DRAWN), WELL_ARCHITECTED, ALL_CHECKS)
    after = review(excused, WELL_ARCHITECTED, ALL_CHECKS)
    assert sum(s.is_applicable for s in after.questions) == len(before.questions) - 1
    assert all(gap.choice != "sec_threats" for gap in after.gaps)


def test_nothing_drawn_is_not_answered() -> None:
    result = review(EMPTY, WELL_ARCHITECTED, ALL_CHECKS)
    assert not any(state.is_answered for state in result.questions)
    assert all(state.risk is None for state in result.questions)


def test_each_step_of_the_plan_brings_what_it_says() -> None:
    drawn = diagram(DRAWN)
    result = review(drawn, WELL_ARCHITECTED, ALL_CHECKS)
    for item in improvement_plan(drawn, result, ALL_CHECKS):
        assert item.gain > 0
        if item.choice.checks or item.choice.by is AnsweredBy.DRAWING:
            continue
        lens, _, question = item.key.partition(":")
        assert lens == WELL_ARCHITECTED.id
        after = review(
            _said(drawn, question, **{item.choice.choice.id: True}), WELL_ARCHITECTED, ALL_CHECKS
        )
        old, new = (
            next(p.low for p in each.pillars if p.pillar.name == item.pillar)
            for each in (result, after)
        )
        assert old is not None
        assert new is not None
        assert new - old == pytest.approx(item.gain)


def test_what_only_the_team_can_say_asks_for_an_answer_not_for_a_property() -> None:
    drawn = diagram(DRAWN)
    result = review(drawn, WELL_ARCHITECTED, ALL_CHECKS)
    works = {
        item.choice.choice.id: item.work for item in improvement_plan(drawn, result, ALL_CHECKS)
    }
    # Nothing is drawn that could have tags or a second factor, and no drawing shows who reads logs.
    assert works["cost_tags"] is works["sec_second_factor"] is works["sec_logs_read"] is Work.ANSWER
    assert works["sec_threats"] is Work.ADD
    assert works["sec_patches"] is Work.STATE


def test_a_milestone_holds_the_figures_of_its_day() -> None:
    result = review(diagram(DRAWN), WELL_ARCHITECTED, ALL_CHECKS)
    kept = milestone(result, "2026-11-25")
    for state in result.pillars:
        mark = kept.marks[state.pillar.id]
        assert mark.low == pytest.approx(state.low, abs=1e-3)
        assert (
            mark.high_risks
            == state.high_risks
            == sum(question.risk is Risk.HIGH for question in state.questions)
        )
