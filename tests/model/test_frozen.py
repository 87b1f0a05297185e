"""FrozenMap behaves as a dictionary that never changes."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.frozen import FrozenMap

MAPS = st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=6)


@given(MAPS)
def test_reads_as_a_dictionary(data: dict[str, int]) -> None:
    made = FrozenMap(data)
    assert dict(made) == data
    assert list(made) == list(data)
    assert len(made) == len(data)
    assert bool(made) == bool(data)
    assert [made[key] for key in data] == list(data.values())
    assert made.get("not there") is None
    assert "not there" not in made
    with pytest.raises(KeyError):
        made["not there"]


@given(MAPS, MAPS)
def test_changes_make_another_map(data: dict[str, int], more: dict[str, int]) -> None:
    made = FrozenMap(data)
    assert made.with_items(more) == {**data, **more}
    assert list(made.with_items(more)) == list({**data, **more})
    assert made.with_item("k", 7) == {**data, "k": 7}
    assert made.without(*more) == {k: v for k, v in data.items() if k not in more}
    assert dict(made) == data


@given(MAPS)
def test_is_itself_where_nothing_changes(data: dict[str, int]) -> None:
    made = FrozenMap(data)
    assert made.with_items({}) is made
    assert made.without() is made
    assert made.without("not there") is made


@given(MAPS)
def test_compares_and_hashes_without_order(data: dict[str, int]) -> None:
    one, other = FrozenMap(data), FrozenMap(dict(reversed(data.items())))
    assert one == other
    assert hash(one) == hash(other)
    assert one == data
    assert one != {**data, "more": 1}
    different: object = 5
    assert one != different


def test_keeps_out_later_changes_of_its_source() -> None:
    source = {"a": 1}
    made = FrozenMap(source)
    source["a"] = 2
    assert made["a"] == 1


def test_hashes_only_what_can_be_hashed() -> None:
    with pytest.raises(TypeError):
        hash(FrozenMap({"a": []}))


@given(MAPS)
def test_survives_pickling_and_shows_its_content(data: dict[str, int]) -> None:
    made = FrozenMap(data)
    hash(made)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert list(again) == list(made)
    assert repr(made) == f"FrozenMap({data!r})"


@given(MAPS)
def test_refuses_whatever_would_change_it(data: dict[str, int]) -> None:
    made = FrozenMap(data)
    attempts: list[Callable[[], object]] = [
        lambda: made.__setitem__("k", 1),
        lambda: made.__delitem__("k"),
        lambda: made.update(k=1),
        lambda: made.setdefault("k", 1),
        lambda: made.pop("k", None),
        lambda: made.popitem(),
        lambda: made.clear(),
        lambda: made.__ior__({"k": 1}),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError, match="never changes"):
            attempt()
    assert dict(made) == data


@settings(max_examples=200)
@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 3)),
    st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.integers(0, 3)), max_size=120),
    st.data(),
)
def test_knows_what_may_differ_from_a_relative(
    data: dict[int, int], steps: list[tuple[bool, int, int]], drawn: st.DataObject
) -> None:
    maps = [FrozenMap(data)]
    for adds, key, value in steps:
        before = drawn.draw(st.sampled_from(maps[-3:]))
        maps.append(before.with_item(key, value) if adds else before.without(key))
    first, second = drawn.draw(st.sampled_from(maps)), drawn.draw(st.sampled_from(maps))
    keys = first.may_differ(second)
    if keys is not None:
        others = ({*first} | {*second}).difference(keys)
        assert all(key in first and key in second for key in others)
        assert all(first[key] == second[key] for key in others)


def test_neighbours_in_a_long_history_know_each_other() -> None:
    made = FrozenMap(dict.fromkeys(range(1000), 0))
    known = 0
    for step in range(1000):
        after = made.with_item(step, 1)
        keys = made.may_differ(after)
        if keys is not None:
            known += 1
            assert step in keys
            assert len(keys) <= 250
        made = after
    assert known > 990
    assert FrozenMap({1: 1}).may_differ(FrozenMap({1: 1})) is None
