import io
import zipfile
from pathlib import Path

import pytest

from designer.grading.submissions import archives, loading
from designer.grading.submissions.collecting import Collection
from designer.grading.submissions.loading import load
from designer.grading.submissions.submission import Material
from tests.grading.submissions.zips import Member, locked, with_link, zip_at, zip_bytes

X = b"<mxfile/>"


def material(tmp_path: Path, *members: Member) -> Material:
    """What the one student of a class archive has handed in."""
    zip_at(tmp_path / "class.zip", [(f"Jo_1_assignsubmission_file_/{n}", d) for n, d in members])
    with Collection([tmp_path / "class.zip"]) as collection:
        (one,) = collection.submissions
        return load(one)


def test_a_zip_file_of_a_student_is_opened_once(tmp_path: Path) -> None:
    inner = zip_bytes([("a/b.drawio", X), ("deep.zip", zip_bytes([("c.drawio", X)]))])
    found = material(tmp_path, ("mine.ZIP", inner), ("z.tf", b"x"))
    assert [name for name, _ in found.files] == ["mine/a/b.drawio", "z.tf"]
    assert found.problems == ("deep.zip is a zip file within a zip file and is not read.",)


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x.drawio", "a/../../b", "..\\..\\x"]
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str, tmp_path: Path) -> None:
    found = material(tmp_path, ("mine.zip", zip_bytes([(name, X), ("ok.drawio", X)])))
    assert found.files == (("mine/ok.drawio", X),)
    assert len(found.problems) == 1
    assert "names a place outside of the archive and is not read" in found.problems[0]


def test_a_class_archive_with_an_unsafe_name_still_gives_its_owner_a_row(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "class.zip", [("../jane.drawio", X), ("bo.drawio", X)])
    with Collection([path]) as collection:
        told = {one.label: load(one) for one in collection.submissions}
    assert told["bo"].files == (("bo.drawio", X),)
    assert told["jane"] == Material(
        files=(),
        problems=("../jane.drawio names a place outside of the archive and is not read.",),
    )


def test_a_bomb_is_stopped_whatever_size_it_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 1000)
    bomb = bytearray(zip_bytes([("bomb.drawio", b"0" * 100_000)]))
    honest = material(tmp_path, ("mine.zip", bytes(bomb)))
    assert honest.problems == ("bomb.drawio is larger than 0 MiB once unpacked.",)
    # The central directory, which is what is believed first, now states ten bytes.
    at = bomb.index(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (10).to_bytes(4, "little")
    lying = material(tmp_path, ("mine.zip", bytes(bomb)))
    assert lying.files == ()
    assert len(lying.problems) == 1


def test_all_files_of_a_student_together_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_SUBMISSION_BYTES", 2 * 2**20)
    part = b"x" * 900_000
    found = material(tmp_path, *((f"{letter}.drawio", part) for letter in "abcde"))
    assert [name for name, _ in found.files] == ["a.drawio", "b.drawio"]
    assert found.problems == ("What was handed in is larger than 2 MiB; the rest is not read.",)


def test_too_many_files_are_cut_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_SUBMISSION_FILES", 3)
    found = material(tmp_path, *((f"{n}.drawio", X) for n in range(6)))
    assert len(found.files) == 3
    assert found.problems == ("More than 3 files were handed in; the rest is not read.",)
    bulging = material(tmp_path, ("m.zip", zip_bytes([(f"{n}", X) for n in range(6)])))
    assert bulging.problems == ("m.zip holds more than 3 files.",)


def test_locked_links_and_strange_packing_are_refused(tmp_path: Path) -> None:
    strange = io.BytesIO()
    with zipfile.ZipFile(strange, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("big.drawio", X)
    found = material(
        tmp_path,
        ("1.zip", locked(zip_bytes([("a.drawio", X)]))),
        ("2.zip", with_link("b.drawio", "/etc/passwd")),
        ("3.zip", strange.getvalue()),
        ("4.zip", b"no zip"),
    )
    assert found.files == ()
    assert found.problems == (
        "a.drawio is locked with a password.",
        "b.drawio is a link or device and is not read.",
        "big.drawio is packed in a way that is not read.",
        "4.zip is no zip file that can be read, or is damaged.",
    )


def test_names_in_utf8_without_the_mark_are_read_as_such(tmp_path: Path) -> None:
    data = zip_bytes([("Zoë.drawio", X)])
    assert b"Zo\xc3\xab" in data
    unmarked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = unmarked.index(sign) + offset
        unmarked[at : at + 2] = b"\0\0"
    found = material(tmp_path, ("mine.zip", bytes(unmarked)))
    assert [name for name, _ in found.files] == ["mine/Zoë.drawio"]
