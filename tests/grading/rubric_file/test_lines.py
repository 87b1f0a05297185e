import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from designer.grading.rubric_file.lines import Path, line_at, lines_of
from designer.grading.rubric_file.template import template

TEXT = '''title = "A" # [not] a = table
text = """
[[no]]
b = 1 \\""" """
list = [
  1, # x = 2
  "]",
]

[[criterion]]
id = 'one # two'
"odd key".sub = {x = 1, y = [1,
  2]}
[criterion.inner]
z = 1979-05-27T07:32:00Z
[[criterion.rule]]
if = "a"
[[criterion.rule]]
if = "b"
[[criterion]]
[[criterion.rule]]
if = "c"
'''


def test_every_key_has_the_line_it_is_written_on() -> None:
    lines = lines_of(TEXT)
    expected: dict[Path, int] = {
        ("title",): 1,
        ("text",): 2,
        ("list",): 5,
        ("criterion", 0): 10,
        ("criterion", 0, "id"): 11,
        ("criterion", 0, "odd key"): 12,
        ("criterion", 0, "odd key", "sub"): 12,
        ("criterion", 0, "inner", "z"): 15,
        ("criterion", 0, "rule", 1): 18,
        ("criterion", 0, "rule", 1, "if"): 19,
        ("criterion", 1): 20,
        ("criterion", 1, "rule", 0, "if"): 22,
    }
    assert {path: lines.get(path) for path in expected} == expected
    assert line_at(lines, ("criterion", 0, "odd key", "sub", "y")) == 12
    assert line_at(lines, ("nowhere",)) == 0


def paths(value: Any, path: Path = ()) -> list[Path]:
    found: list[Path] = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for number, inner in enumerate(value):
            found += paths(inner, (*path, number))
    return found


def test_lines_know_the_keys_that_the_reader_knows() -> None:
    for text in (TEXT, template()):
        lines = lines_of(text)
        known = set(paths(tomllib.loads(text)))
        assert set(lines) <= known
        assert all(line_at(lines, path) for path in known)


KEY = st.sampled_from(["a", "b-1", "C_2", '"odd key"', "'x.y'"])
VALUE = st.one_of(
    st.integers(0, 9).map(str),
    st.text(st.sampled_from("ab #[]{}=',.\n"), max_size=6).map(lambda t: f'"""{t}"""'),
    st.text(st.sampled_from('ab #[]{}=".,'), max_size=6).map(lambda t: f"'{t}'"),
    st.just('"\\"#"'),
    st.just("[1, [2,\n3], '#'] # note"),
)


@given(st.lists(st.tuples(KEY, VALUE), unique_by=lambda pair: pair[0], max_size=5))
def test_statements_are_told_apart_whatever_their_values_hold(pairs: list[tuple[str, str]]) -> None:
    text, line, expected = "", 1, []
    for key, value in pairs:
        expected.append(((key.strip("\"'"),), line))
        statement = f"{key} = {value}\n"
        text += statement
        line += statement.count("\n")
    tomllib.loads(text)
    assert lines_of(text) == dict(expected)
