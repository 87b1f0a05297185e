"""A load of one's own is read, or refused in one sentence with file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.storage import load_file
from designer.storage.load_file import MAX_LOAD_BYTES, read_load
from designer.storage.refusal import FileRejected


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "day.csv"


@pytest.mark.parametrize(
    "text",
    [
        "time,load\n00:00,5\n00:00:20,7\n00:00:40,7\n",
        "time,load\n0,5\n20,7\n40,7.0",
        '\ufeffLoad;host;TIME\r\n5;"a;b";0\r\n\r\n7;;20\r\n7;;40\r\n',
    ],
)
def test_times_of_the_day_or_seconds(file: Path, text: str) -> None:
    file.write_text(text, "utf-8", newline="")
    found = read_load(file)
    assert found.name == "day.csv"
    assert found.rps == (5, 5, 7, 7, 7, 7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("time\n1\n", "line 1: the first row must name the columns time and load"),
        ("1,2\n3,4\n", "line 1: the first row must name the columns time and load"),
        ("time,load\n", "a load needs at least two rows below the names of the columns"),
        ("time,load\n0,5\n", "a load needs at least two rows below the names of the columns"),
        ("time,load\n0,5\n10\n", "line 3: has too few columns"),
        ("time,load\n0,5\n10,-1\n", "line 3: '-1' is not a load from 0 to"),
        ("time,load\n0,5\n10,nan\n", "line 3: 'nan' is not a load from 0 to"),
        ("time,load\n0,5\n10,1e400\n", "line 3: '1e400' is not a load from 0 to"),
        ("time,load\n0,5\n\n10,9999999999\n", "line 4: '9999999999' is not a load from 0 to"),
        ("time,load\nnoon,5\n", "line 2: 'noon' is neither a time such as 08:30 nor a number"),
        ("time,load\n08:75,5\n", "line 2: '08:75' is neither a time"),
        ("time,load\n10,5\n10,6\n", "line 3: the time '10' does not come after the row before"),
        ("time,load\n0,5\n700000,6\n", "lasts longer than 7 days"),
        ("time,load\n" + "9" * 5000 + ",1\n", "line 2: is longer than 4096 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(file: Path, text: str, message: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(FileRejected) as refused:
        read_load(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert message in str(refused.value)


def test_not_text(file: Path) -> None:
    file.write_bytes(b"time,load\n0,1\n\xff,2\n")
    with pytest.raises(FileRejected, match="line 3: is not UTF-8 text"):
        read_load(file)


def test_too_large_or_absent(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileRejected, match="cannot be read"):
        read_load(file)
    file.write_bytes(b" " * (MAX_LOAD_BYTES + 1))
    with pytest.raises(FileRejected, match="is too large"):
        read_load(file)
    monkeypatch.setattr(load_file, "MAX_LOAD_ROWS", 3)
    file.write_text("time,load\n" + "".join(f"{i},1\n" for i in range(4)), "utf-8")
    with pytest.raises(FileRejected, match="line 5: has more than 3 rows"):
        read_load(file)


@given(st.binary(max_size=300))
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(b"time,load\n0,1\n" + data)
    try:
        values = read_load(file).rps
    except FileRejected as refused:
        values, said = (), str(refused)
    else:
        said = ""
    assert "\n" not in said
    assert all(0 <= value <= 1e9 for value in values)
