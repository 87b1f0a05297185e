import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.lens_condition import (
    AllOf,
    AnyOf,
    Chosen,
    ConditionError,
    Expression,
    Not,
    choices_in,
    parse_condition,
    text_of,
    value_of,
)

NAMES = ["a", "b_no", "sec-1"]
CONDITIONS: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(NAMES).map(Chosen),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=6,
)


def by_python(condition: Expression, answers: dict[str, bool]) -> bool:
    """Ask Python itself, which has the same operators."""
    words = {"&&": " and ", "||": " or ", "!": " not ", **{n: str(answers[n]) for n in NAMES}}
    text = re.sub(r"[\w-]+|&&|\|\||!", lambda found: words[found[0]], text_of(condition))
    # Outside the program: the text is our own.
    return bool(eval(text))


@given(CONDITIONS)
def test_text_parses_to_what_it_was_written_from(condition: Expression) -> None:
    assert parse_condition(text_of(condition)) == condition


@given(CONDITIONS)
def test_full_answers_give_what_the_operators_mean(condition: Expression) -> None:
    for values in product([True, False], repeat=len(NAMES)):
        answers = dict(zip(NAMES, values, strict=True))
        assert value_of(condition, answers.get) is by_python(condition, answers)


@given(CONDITIONS, st.tuples(*[st.sampled_from([True, False, None])] * len(NAMES)))
def test_what_is_told_of_partial_answers_holds_for_all_that_complete_them(
    condition: Expression, partial: tuple[bool | None, ...]
) -> None:
    told = value_of(condition, dict(zip(NAMES, partial, strict=True)).get)
    if told is None:
        return
    for values in product([True, False], repeat=len(NAMES)):
        full = [v if p is None else p for p, v in zip(partial, values, strict=True)]
        assert by_python(condition, dict(zip(NAMES, full, strict=True))) is told


def test_and_binds_closer_than_or() -> None:
    assert parse_condition("a || b && !c") == AnyOf(
        (Chosen("a"), AllOf((Chosen("b"), Not(Chosen("c")))))
    )
    assert list(choices_in(parse_condition("(a || b) && a"))) == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ends too early"),
        ("a &&", "ends too early"),
        ("a b", "has 'b' where it should end"),
        ("(a", "bracket"),
        ("a & b", "has '&'"),
        ("a || || b", "where a choice should be"),
        ("__import__('os')", "means nothing"),
        ("(" * 100 + "a" + ")" * 100, "deeper"),
        ("a || " * 1000 + "a", "longer"),
    ],
)
def test_what_is_no_condition_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse_condition(text)
    assert reason in str(refused.value)
