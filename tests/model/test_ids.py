"""Ids are short, readable and never handed out twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model.ids import MAX_ID_LENGTH, IdSource, is_valid_id, stem_of


@pytest.mark.parametrize("text", ["a", "alb-1", "0", "web.server_2", "x" * MAX_ID_LENGTH])
def test_valid_ids(text: str) -> None:
    assert is_valid_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "-a", ".a", "_a", "a b", "a\n", "é", "a/b", "x" * (MAX_ID_LENGTH + 1), "a\x00"],
)
def test_invalid_ids(text: str) -> None:
    assert not is_valid_id(text)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Web Server (A)", "web-server-a"),
        ("", "item"),
        ("???", "item"),
        ("x" * 100, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
        ("ec2", "ec2"),
    ],
)
def test_stems(text: str, stem: str) -> None:
    assert stem_of(text) == stem


@given(st.lists(st.text(max_size=60), max_size=20), st.sets(st.text(max_size=5), max_size=5))
def test_fresh_ids_are_valid_and_new(stems: list[str], taken: set[str]) -> None:
    source = IdSource(taken)
    given_out = [source.fresh(stem) for stem in stems]
    assert all(is_valid_id(key) for key in given_out)
    assert len(set(given_out)) == len(given_out)
    assert not taken & set(given_out)


def test_elements_are_called_by_their_names_where_these_are_ascii() -> None:
    source = IdSource(())
    names = ("Web Server", "Größe", " \x1b ", "Web\u200b server")
    found = [source.element_called(name, "ec2") for name in names]
    assert found == ["web-server-1", "ec2-1", "ec2-2", "web-server-2"]


def test_counts_each_stem_past_what_is_taken() -> None:
    source = IdSource({"ec2-1", "ec2-3"})
    assert [source.element("EC2") for _ in range(3)] == ["ec2-2", "ec2-4", "ec2-5"]
    assert [source.link(), source.link()] == ["link-1", "link-2"]
