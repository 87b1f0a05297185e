import os
from pathlib import Path

import pytest

from designer.grading.submissions.collecting import Collection
from designer.grading.submissions.loading import load
from designer.grading.submissions.submission import Person
from designer.storage.refusal import FileRejected
from tests.grading.submissions.zips import zip_at, zip_bytes

X = b"<mxfile/>"


def found(*paths: Path) -> dict[str, tuple[list[str], tuple[Person, ...], bool | None]]:
    with Collection(paths) as collection:
        return {
            one.label: ([e.name for e in one.entries], one.people, one.is_late)
            for one in collection.submissions
        }


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(X)
    return folder


def test_moodle_zip_with_and_without_folders(tmp_path: Path) -> None:
    flat = zip_at(
        tmp_path / "flat.zip",
        [
            ("Zoë van der Berg_77_assignsubmission_file_net.drawio", X),
            ("Zoë van der Berg_77_assignsubmission_file_second_page.drawio", X),
            ("O_Brien Pat_78_assignsubmission_onlinetext_onlinetext.html", X),
            ("Participant_79_assignsubmission_file_a.drawio", X),
        ],
    )
    assert found(flat) == {
        "O_Brien Pat_78": (
            ["onlinetext.html"],
            (Person(name="O Brien Pat", moodle_id="78"),),
            None,
        ),
        "Participant_79": (["a.drawio"], (Person(moodle_id="79"),), None),
        "Zoë van der Berg_77": (
            ["net.drawio", "second_page.drawio"],
            (Person(name="Zoë van der Berg", moodle_id="77"),),
            None,
        ),
    }
    deep = zip_at(
        tmp_path / "deep.zip",
        [
            ("Jane Doe_1_assignsubmission_file/net.drawio", X),
            ("Jane Doe_1_assignsubmission_file/more/b.drawio", X),
            ("Bo Li_2_assignsubmission_file_/net.drawio", X),
        ],
    )
    assert {label: names for label, (names, *_) in found(deep).items()} == {
        "Bo Li_2": ["net.drawio"],
        "Jane Doe_1": ["more/b.drawio", "net.drawio"],
    }


def test_canvas_zip_names_the_user_and_who_was_late(tmp_path: Path) -> None:
    path = zip_at(
        tmp_path / "submissions.zip",
        [
            ("doejane_LATE_101_5501_net_v2-1.drawio", X),
            ("doejane_LATE_101_5502_notes.txt", X),
            ("muellerbo_102_5503_x.png", X),
        ],
    )
    assert found(path) == {
        "doejane_101": (
            ["net_v2.drawio", "notes.txt"],
            (Person(name="doejane", canvas_id="101"),),
            True,
        ),
        "muellerbo_102": (["x.png"], (Person(name="muellerbo", canvas_id="102"),), False),
    }


def test_gradescope_export_names_the_members_of_a_group_and_the_time(tmp_path: Path) -> None:
    metadata = b"""
submission_9:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0007'
    :email: ada@example.org
  - :name: Bo Li
    :sid: 8
    :email: bo@example.org
  :created_at: 2025-10-02 21:10:30.123456789 Z
submission_10:
  :submitters:
  - :name: "!ruby/object"
    :email:
"""
    path = zip_at(
        tmp_path / "export.zip",
        [
            ("assignment_1_export/submission_metadata.yml", metadata),
            ("assignment_1_export/submission_9/net.drawio", X),
            ("assignment_1_export/submission_10/net.drawio", X),
            ("assignment_1_export/submission_11/net.drawio", X),
        ],
    )
    people = {label: people for label, (_, people, _) in found(path).items()}
    assert people["submission_9"] == (
        Person(name="Ada Lovelace", student_id="0007", email="ada@example.org"),
        Person(name="Bo Li", student_id="8", email="bo@example.org"),
    )
    assert people["submission_10"] == (Person(name="!ruby/object"),)
    assert people["submission_11"] == (Person(),)
    with Collection([path]) as collection:
        times = {one.label: one.handed_in for one in collection.submissions}
    assert str(times["submission_9"]) == "2025-10-02 21:10:30.123456+00:00"
    assert times["submission_11"] is None


def test_a_folder_of_files_folders_and_archives(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "class",
        "jane_doe.drawio",
        "Bo Li/net.drawio",
        "Bo Li/extra/net.drawio",
        "Bo Li/.DS_Store",
        "__MACOSX/Bo Li/._net.drawio",
        ".git/config",
    )
    zip_at(folder / "eve.zip", [("a.drawio", X), ("b.drawio", X)])
    zip_at(folder / "moodle.zip", [("Ada_5_assignsubmission_file_/n.drawio", X)])
    assert {label: names for label, (names, *_) in found(folder).items()} == {
        "Ada_5": ["n.drawio"],
        "Bo Li": ["extra/net.drawio", "net.drawio"],
        "eve": ["eve.zip"],
        "jane_doe": ["jane_doe.drawio"],
    }


def test_a_folder_of_one_terraform_module_is_one_submission(tmp_path: Path) -> None:
    folder = lay(tmp_path / "jane", "main.tf", "variables.tf", "modules/vpc/main.tf")
    assert list(found(folder)) == ["jane"]


def test_the_same_label_twice_stays_two_submissions(tmp_path: Path) -> None:
    one, two = lay(tmp_path / "a", "jane.drawio"), lay(tmp_path / "b", "jane.drawio")
    assert list(found(one, two)) == ["jane", "jane (2)"]


def test_a_student_whose_name_is_only_signs_is_not_lost(tmp_path: Path) -> None:
    labels = found(lay(tmp_path / "a", "\u202e.drawio", "=HYPERLINK(1).drawio"))
    assert set(labels) == {"submission", "=HYPERLINK(1)"}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_a_link_is_not_followed_and_its_owner_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = lay(tmp_path / "class", "bo/net.drawio")
    (folder / "bo" / "more.drawio").symlink_to(tmp_path / "secret")
    (folder / "eve").symlink_to(tmp_path)
    with Collection([folder]) as collection:
        told = {one.label: load(one).problems for one in collection.submissions}
    assert told == {
        "bo": ("bo/more.drawio is a link and is not followed.",),
        "eve": ("eve is a link and is not followed.",),
    }


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("none.zip", None, "there is no such file or folder"),
        ("bad.zip", b"PK\x03\x04 and no more", "is no zip file that can be read, or is damaged"),
        ("empty.zip", zip_bytes([]), "holds no submissions"),
    ],
)
def test_what_cannot_be_read_at_all_is_one_sentence(
    name: str, data: bytes | None, reason: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(FileRejected, match=reason):
        Collection([tmp_path / name])


def test_what_is_no_submission_is_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "ann.drawio", "out/index.html", "out/results/x.json", "bo/out/net.drawio")
    (tmp_path / "shop.rubric.toml").write_text("")
    with Collection(
        [tmp_path], leave_out=[tmp_path / "out", tmp_path / "shop.rubric.toml"]
    ) as all_:
        assert [one.label for one in all_.submissions] == ["ann", "bo"]
