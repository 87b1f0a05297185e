"""The tally is kept in the settings as it was, and a damaged entry costs only itself."""

from hypothesis import given
from hypothesis import strategies as st

from designer.teaching.quiz import Topic
from designer.ui.quiz_panel.tally import Count, Tally, kept_of, tally_of


@given(st.lists(st.tuples(st.sampled_from(Topic), st.booleans()), max_size=40))
def test_what_is_kept_comes_back(answers: list[tuple[Topic, bool]]) -> None:
    tally = Tally()
    for topic, is_right in answers:
        tally = tally.with_answer(topic, is_right=is_right)
    assert tally_of(kept_of(tally)) == tally
    assert tally.total == Count(sum(right for _, right in answers), len(answers))
    for topic in Topic:
        asked = [right for other, right in answers if other is topic]
        assert tally.of(topic) == Count(sum(asked), len(asked))


def test_damaged_entries_are_left_out() -> None:
    damaged = {"ZONE": "3/2", "PART": "x/y", "LOSS": "1", "TIME": "9" * 5000 + "/1", "DUTY": "1/2"}
    assert tally_of({**damaged, "OTHER": "1/1"}) == Tally({Topic.DUTY: Count(1, 2)})
