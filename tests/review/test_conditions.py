"""Conditions over choices, beside Python's own logic and every way to answer what is open."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.review.conditions import DEEPEST, LONGEST, ConditionRefused, holds, names, parse

WORDS = ("aaa", "b_1", "ccc")
TEXTS = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.one_of(
        inner.map("!{}".format),
        inner.map("( {} )".format),
        st.tuples(inner, st.sampled_from(["&&", " || "]), inner).map("".join),
    ),
    max_leaves=8,
)


def _oracle(text: str, states: dict[str, bool]) -> bool:
    words = text.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
    return bool(eval(words.strip(), {}, states))


@given(TEXTS)
def test_agrees_with_pythons_logic(text: str) -> None:
    condition = parse(text)
    for values in product([False, True], repeat=len(WORDS)):
        states = dict(zip(WORDS, values, strict=True))
        assert holds(condition, states) is _oracle(text, states)
    assert set(names(condition)) == {word for word in WORDS if word in text}


@given(TEXTS, st.dictionaries(st.sampled_from(WORDS), st.booleans()))
def test_what_is_certain_does_not_depend_on_what_is_open(text: str, known: dict[str, bool]) -> None:
    said = holds(parse(text), known)
    free = [word for word in WORDS if word not in known]
    possible = {
        _oracle(text, known | dict(zip(free, values, strict=True)))
        for values in product([False, True], repeat=len(free))
    }
    if said is not None:
        assert possible == {said}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it ends where"),
        ("aaa &&", "it ends where"),
        ("aaa bbb", "'bbb' stands where an operator"),
        ("&& aaa", "'&&' stands where a choice"),
        ("(aaa", "not closed"),
        ("aaa & bbb", "'& bbb' is not understood"),
        ("__import__('os')", "is not understood"),
        ("!" * (DEEPEST + 1) + "aaa", "nested more than"),
        ("a" * (LONGEST + 1), "more than 2,048"),
    ],
)
def test_what_is_no_condition_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ConditionRefused) as caught:
        parse(text)
    assert reason in caught.value.reason
