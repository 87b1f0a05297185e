"""Bad files: one clear sentence with file and place, soon, in little memory, changing nothing."""

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model.invariants import check
from designer.storage import limits
from designer.storage.diagram_file import FileRejected, read, read_bytes, to_text
from tests.builders import diagram

GOOD = to_text(
    diagram(
        """
        title Shop
        workload rto.zone=60
        users u
        region r
          vpc v
            ec2 web
        rds db
        u -> web -> db
        """
    )
)
HEAD = '{"format": "tenet", "version": "1.0"'


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


CASES: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0", "is a binary file"),
    "not text": (b"\n\n\xff\xfa", "line 3: the text is not UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), "is UTF-16 text"),
    "truncated": (GOOD[:150], "the file ends too early"),
    "cut in a text": (GOOD[: GOOD.index("Shop") + 2], "line 4, column 10: the file ends too early"),
    "not JSON": ("hello", "line 1, column 1: not valid JSON"),
    "comma": (HEAD + ',\n"elements": [1,,2]}', "line 2, column 16: not valid JSON"),
    "two values": ("{} {}", "line 1, column 4: not valid JSON: extra data"),
    "a list": ("[]", "it holds no JSON object"),
    "no Tenet design": ('{"nodes": []}', "it does not say"),
    "no version": ('{"format": "tenet"}', "version: 'None' is not a version"),
    "odd version": ('{"format": "tenet", "version": "1.x"}', "version: '1.x' is not a version"),
    "newer": (
        '{"format": "tenet", "version": "3.0"}',
        "version: was made by Tenet Designer 3 or newer (file format '3.0')",
    ),
    "NaN": (HEAD + ',\n"x": NaN}', "line 2: NaN is not a finite number"),
    "Infinity": (HEAD + ',\n"x": -Infinity}', "line 2: -Infinity is not a finite number"),
    "endless number": (HEAD + ', "x": 1e999}', "'x' holds a number that is out of range"),
    "thousands of digits": (HEAD + ', "x": ' + "9" * 5000 + "}", "thousands of digits"),
    "deep": ("[" * 100_000, "is nested more than 64 levels deep"),
    "deep objects": ('{"a":' * 70, "is nested more than 64 levels deep"),
    "half a character": (changed("Shop", "\\ud83d"), "line 4: half of a character"),
    "duplicate key": (
        changed('"title": "Shop"', '"title": "Shop",\n"title": "Other"'),
        "line 5: the key 'title' stands twice",
    ),
    "duplicate key in a line": (
        changed('"name": "web"', '"name": "web", "na\\u006de": "b"'),
        "line 12: the key 'name' stands twice",
    ),
    "title": (changed('"Shop"', "5"), "'title' should be a text, not a whole number"),
    "long title": (changed("Shop", "x" * 201), "title: the title has more than 200 characters"),
    "elements": (HEAD + ', "elements": {}}', "'elements' should be a list, not an object"),
    "element": (
        HEAD + ', "elements": [{"id": "a", "service": "s3"}, 7]}',
        "elements, number 2: should be an object, not a whole number",
    ),
    "no service": (HEAD + ', "elements": [{"id": "a"}]}', "a: 'service' is missing"),
    "name": (changed('"name": "web"', '"name": ["web"]'), "web: 'name' should be a text"),
    "service": (changed('"ec2"', '"ec3"'), "web: the service 'ec3' is not in the catalog"),
    "kind": (changed('"kind": "actor"', '"kind": "vpc"'), "u: the kind of 'users' is 'actor'"),
    "no such kind": (changed('"kind": "actor"', '"kind": "who"'), "u: there is no kind 'who'"),
    "id": (changed('"id": "web"', '"id": "Web 1"'), "the id 'Web 1' is not a valid id"),
    "duplicate id": (
        changed('"id": "web"', '"id": "db"'),
        "db: the id stands twice",
    ),
    "id of link and element": (changed('"u--web"', '"web"'), "web: 'web' is the id of an element"),
    "dangling target": (
        changed('"target": "db"', '"target": "gone"'),
        "web--db: link 'web--db' ends at 'gone', which does not exist",
    ),
    "dangling parent": (
        changed('"parent": "v"', '"parent": "gone"'),
        "web: 'web' stands in 'gone', which does not exist",
    ),
    "loop of parents": (
        changed('"service": "region", "name": "r"', '"service": "region", "parent": "v"'),
        "r: 'r' stands in itself through a loop of parents",
    ),
    "link kind": (changed('"kind": "request"', '"kind": "phone"'), "there is no kind of link"),
    "property type": (
        changed('"service": "rds"', '"service": "rds", "properties": {"multi_az": "yes"}'),
        "db: property 'multi_az'",
    ),
    "property null": (
        changed('"service": "rds"', '"service": "rds", "properties": {"multi_az": null}'),
        "db: 'properties' should be",
    ),
    "property out of range": (
        changed('"service": "rds"', '"service": "rds", "properties": {"newer": 1e308}'),
        "db: property 'newer' is a number out of range",
    ),
    "group": (
        changed('"service": "ec2"', '"service": "ec2", "groups": {"a": -1}'),
        "web: target group 'a' of 'web' needs -1 targets",
    ),
    "coordinate": (re.sub(r'"db": \[\d+', '"db": [1e308', GOOD), "boxes, 'db': the place or size"),
    "endless coordinate": (
        re.sub(r'"db": \[\d+', '"db": [1e999', GOOD),
        "boxes, 'db': the place or size",
    ),
    "short box": (re.sub(r'"db": \[\d+, ', '"db": [', GOOD), "boxes, 'db': expected"),
    "box of a ghost": (changed('"boxes": {', '"boxes": {"zz": [1, 2, 3, 4],'),
        "zz: there is a box"),
    "no box": (re.sub(r'\n"db": \[[^\n]*', "", GOOD), "db: 'db' has no box"),
    "goal": (changed('{"zone": 60}', '{"zone": -1}'), "workload: 'rto_s' for 'zone' is a number"),
    "goal's name": (changed('{"zone": 60}', '{"moon": 1}'), "workload: there is no disruption"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    content, expected = CASES[case]
    path = tmp_path / "bad.tenet"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileRejected) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert expected in sentence
    assert "\n" not in sentence
    assert sentence.isprintable()
    assert len(sentence) < len(str(path)) + 200
    assert [file.name for file in tmp_path.iterdir()] == ["bad.tenet"]


def test_counts_are_bounded() -> None:
    rows = ",".join('{"id": "a", "service": "s3"}' for _ in range(limits.MAX_ELEMENTS + 1))
    with pytest.raises(FileRejected, match="elements: there are 20,001, and 20,000 is the most"):
        read_bytes(f'{HEAD}, "elements": [{rows}]}}'.encode(), "x")


BIG = {
    "a million elements": b'{"elements":[' + b'{"id":"a"},' * 1_000_000 + b"{}]}",
    "open text": b'{"a":"' + b'\\"' * 1_900_000,
    "numbers": b'{"a":[' + b"1," * 9_000_000 + b"1]}",
    "brackets": b"[" * 10_000_000,
    "quotes": b'"' * 20_000_000,
    "keys": b"{" + b",".join(b'"k%d":1' % i for i in range(700_000)) + b"}",
    "more than the limit": b" " * (limits.MAX_FILE_BYTES + 1),
}
# Not ru_maxrss: on Linux a child inherits it from the process that started it.
MEASURED = """
import sys
from designer.storage.diagram_file import FileRejected, read
try:
    read(sys.argv[1])
except FileRejected as error:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    print(len(str(error)) < 300, peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads its own peak from /proc")
@pytest.mark.parametrize("case", BIG)
def test_a_huge_file_costs_little(case: str, tmp_path: Path) -> None:
    path = tmp_path / "big.tenet"
    path.write_bytes(BIG[case])
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    is_short, memory = done.stdout.split()
    assert is_short == "True"
    assert int(memory) < 400 * 1024
    assert time.monotonic() - start < 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.tenet"
    os.mkfifo(pipe)
    for path, reason in (
        (pipe, "not an ordinary file"),
        (Path("/dev/zero"), "not an ordinary file"),
        (tmp_path, "it is a folder"),
        (tmp_path / "none.tenet", "no such file"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(FileRejected, match=reason):
            read(path)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(FileRejected):
        read_bytes(data, "x")


@given(st.integers(0, len(GOOD) - 1), st.characters(), st.integers(0, 3))
def test_any_damage_is_read_or_refused(at: int, char: str, cut: int) -> None:
    damaged = (GOOD[:at] + char + GOOD[at + cut :]).encode("utf-8", "surrogatepass")
    try:
        made = read_bytes(damaged, "x")
    except FileRejected:
        return
    text = to_text(made)
    assert to_text(read_bytes(text.encode(), "x")) == text


WRONG = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3),
    st.just([]), st.just({}), st.just([[1]]), st.just({"a": 1}),
)  # fmt: skip


@given(st.data())
def test_any_wrong_type_is_refused_or_read(data: st.DataObject) -> None:
    import json

    raw = json.loads(GOOD)
    key = data.draw(st.sampled_from(sorted(raw)))
    if raw[key] and isinstance(raw[key], (list, dict)) and data.draw(st.booleans()):
        places = range(len(raw[key])) if isinstance(raw[key], list) else sorted(raw[key])
        inner = data.draw(st.sampled_from(places))
        if isinstance(raw[key][inner], dict) and data.draw(st.booleans()):
            name = data.draw(st.sampled_from(sorted(raw[key][inner])))
            raw[key][inner][name] = data.draw(WRONG)
        else:
            raw[key][inner] = data.draw(WRONG)
    else:
        raw[key] = data.draw(WRONG)
    with suppress(FileRejected):
        assert check(read_bytes(json.dumps(raw).encode(), "x")) == []
