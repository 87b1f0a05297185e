"""What is said to one choice, and what that does to what was said before."""

from designer.model.frozen import FrozenMap
from designer.model.review import NO_ANSWER, Answer
from designer.review.answering import with_choice

IDS = ("a", "b", "c", "q_no")


def said(answer: Answer) -> dict[str, bool]:
    return dict(answer.choices)


def test_three_states_and_the_rest_stays() -> None:
    before = Answer(choices=FrozenMap({"b": False}), note="See the wiki", not_applicable="")
    yes = with_choice(IDS, before, "a", True)
    assert said(yes) == {"a": True, "b": False}
    assert yes.note == "See the wiki"
    assert said(with_choice(IDS, yes, "a", False)) == {"a": False, "b": False}
    assert said(with_choice(IDS, yes, "a", None)) == {"b": False}


def test_none_of_these_denies_the_others_and_is_taken_back_by_a_yes() -> None:
    before = with_choice(IDS, NO_ANSWER, "a", True)
    none = with_choice(IDS, before, "q_no", True)
    assert said(none) == {"q_no": True}
    assert said(with_choice(IDS, none, "b", False)) == {"q_no": True, "b": False}
    assert said(with_choice(IDS, none, "b", True)) == {"a": False, "b": True, "c": False}
    assert said(with_choice(IDS, none, "b", None)) == {"a": False, "c": False}
    assert with_choice(IDS, none, "q_no", None) == NO_ANSWER


def test_what_a_lens_no_longer_asks_is_dropped() -> None:
    before = Answer(choices=FrozenMap({"gone": True}))
    assert said(with_choice(IDS, before, "a", True)) == {"a": True}
