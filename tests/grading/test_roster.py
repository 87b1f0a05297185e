from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.batch.rows import row_of
from designer.grading.cohort.entries import blinded, entries_of
from designer.grading.cohort.namesakes import near_names
from designer.grading.roster import Roster, Student, name_words, read_roster
from designer.grading.submissions.submission import Person, Submission
from designer.storage.refusal import FileRejected
from tests.grading.classes import rubric as usual_rubric


def roster(tmp_path: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = tmp_path / "class.csv"
    path.write_text(text, encoding)
    return Roster(read_roster(path))


def submission(label: str, **known: str) -> Submission:
    return Submission(label=label, people=(Person(**known),))


def whose(found: Roster, *submissions: Submission) -> dict[str, str]:
    """The label of each submission, and the id of the student it was taken for."""
    matching = found.match(submissions)
    return {
        one.label: student.person.student_id for student, handed in matching.found for one in handed
    } | {one.submission.label: one.reason for one in matching.unmatched}


CLASS = """\
Id;E-mail;Last name;First name;Section
s1;ada@example.org;Lovelace;Ada;A
s2;bo@example.org;Li;Bo;A
s3;zoe@example.org;van der Berg;Zoë;B
s4;bo2@example.org;Li;Bo;B
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_people_are_found_by_id_email_and_name(tmp_path: Path, encoding: str) -> None:
    found = roster(tmp_path, CLASS, encoding)
    assert whose(
        found,
        submission("x", student_id="S1"),
        submission("y", email="ZOE@example.org"),
        submission("Berg Zoe van_der", name="Berg Zoe van der"),
        submission("lovelaceada_17", name="lovelaceada", canvas_id="17"),
        submission("s2 final", name="s2 final"),
        submission("hw1 (bo2@example.org)", name="hw1"),
    ) == {
        "x": "s1",
        "y": "s3",
        "Berg Zoe van_der": "s3",
        "lovelaceada_17": "s1",
        "s2 final": "s2",
        "hw1 (bo2@example.org)": "s4",
    }


def test_who_fits_two_or_nobody_stays_unmatched(tmp_path: Path) -> None:
    found = roster(tmp_path, CLASS)
    matching = found.match([submission("Bo Li", name="Bo Li"), submission("Eve", name="Eve")])
    assert [(one.submission.label, one.reason) for one in matching.unmatched] == [
        ("Bo Li", "fits more than one student on the roster: 'Bo Li' and 'Bo Li'"),
        ("Eve", "fits nobody on the roster"),
    ]
    assert all(not handed for _, handed in matching.found)


def test_a_group_is_found_by_each_of_its_members(tmp_path: Path) -> None:
    pair = Submission(label="g", people=(Person(student_id="s1"), Person(student_id="s9")))
    matching = roster(tmp_path, CLASS).match([pair])
    assert matching.found[0][1] == (pair,)
    assert [one.person.student_id for one in matching.unmatched] == ["s9"]


def test_what_canvas_and_moodle_export_is_a_roster(tmp_path: Path) -> None:
    canvas = roster(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (77)\n"
        "    Points Possible,,,,,10\n"
        '"Doe, Jane",101,u1,jdoe,Sec 1,\n'
        '"Student, Test",102,,,Sec 1,\n',
    )
    assert [student.person for student in canvas.students] == [
        Person(name="Doe, Jane", canvas_id="101", student_id="u1", username="jdoe")
    ]
    assert whose(canvas, submission("doejane_101", canvas_id="101")) == {"doejane_101": "u1"}
    assert whose(canvas, submission("Jane Doe", name="Jane Doe")) == {"Jane Doe": "u1"}
    moodle = roster(
        tmp_path,
        "Identifier,Full name,Email address,Status,Grade\n"
        "Participant 55,Jane Doe,j@example.org,Submitted,-\n",
    )
    assert moodle.students[0].person.moodle_id == "55"
    matching = moodle.match([submission("Jane Doe_55", moodle_id="55")])
    assert matching.found[0][1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("colour,size\nred,1\n", "line 1: has no column 'id', 'email' or 'name'"),
        ("id,name\n7,A\n8,B\n7,C\n", "line 4: the id '7' stands on line 2 already"),
        ("id,name\n", "names no students"),
        ("id,due\n7,tomorrow\n", "line 2: 'tomorrow' is no time"),
        ("id\0,name\n", "is no CSV file"),
    ],
)
def test_a_bad_roster_is_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FileRejected, match=r"class\.csv: ") as refused:
        roster(tmp_path, text)
    assert message in str(refused.value)


def test_own_dates_are_read(tmp_path: Path) -> None:
    found = roster(tmp_path, "id,due,submitted\n7,2026-01-02T03:04:00+01:00,2026-01-02 02:00\n")
    (student,) = found.students
    assert str(student.due) == "2026-01-02 03:04:00+01:00"
    assert str(student.handed_in) == "2026-01-02 02:00:00+00:00"


_PART = st.sampled_from(["Ann", "ann", "Zoë", "zoe", "Li", "van", "Bo", "X", "7", "12"])
_NAMES = st.lists(_PART, min_size=1, max_size=3).map(" ".join)
_PEOPLE = st.builds(
    Person,
    name=_NAMES,
    student_id=st.sampled_from(["", "7", "12", "s1"]),
    email=st.sampled_from(["", "ann@x", "bo@x"]),
)


@given(st.lists(_PEOPLE, max_size=6), st.lists(_PEOPLE, max_size=6))
def test_nobody_is_lost_and_nobody_is_matched_twice(
    students: list[Person], handed: list[Person]
) -> None:
    submissions = [
        Submission(label=f"hw-{index}x", people=(person,)) for index, person in enumerate(handed)
    ]
    matching = Roster(Student(person=person) for person in students).match(submissions)
    assert [student.person for student, _ in matching.found] == students
    taken = [one.label for _, found in matching.found for one in found]
    left = [one.submission.label for one in matching.unmatched]
    assert sorted(taken + left) == sorted(one.label for one in submissions)
    for student, found in matching.found:
        for one in found:
            (person,) = one.people
            is_same_id = person.student_id and person.student_id == student.person.student_id
            is_same_mail = person.email and person.email == student.person.email
            words = sorted(_bare(person.name)), sorted(_bare(student.person.name))
            run = "".join(_bare(person.name)), "".join(_bare(student.person.name))
            turned = run[0] in run[1] * 2 and len(run[0]) == len(run[1])
            assert is_same_id or is_same_mail or words[0] == words[1] or turned


def _bare(name: str) -> list[str]:
    return name.casefold().replace("ë", "e").split()


def test_a_misspelt_submission_is_told_of_on_both_sides_and_is_no_silent_zero() -> None:
    students = (
        Student(person=Person(name="Zoe Mueller", student_id="s1")),
        Student(person=Person(name="Li, Bo", student_id="s2")),
        Student(person=Person(name="Bo Li", student_id="s3")),
        Student(person=Person(name="Ada Lovelace", student_id="s4")),
    )
    handed = (submission("z", name="Zoë Müller"), submission("b", name="Bo Li"))
    entries = {one.label or one.name: one for one in entries_of(handed, students)}
    assert entries["z"].note == "fits nobody on the roster, though nearly: 'Zoe Mueller'"
    assert entries["Ada Lovelace"].note == ""
    rubric = usual_rubric()
    for name, label in (("Zoe Mueller", "z"), ("Li, Bo", "b"), ("Bo Li", "b")):
        entry = entries[name]
        assert entry.is_listed
        assert entry.note.endswith(f": '{label}'")
        assert row_of(entry, "", None, rubric).final is None
        assert "'" not in blinded(entry, "code").note
    assert row_of(entries["Ada Lovelace"], "", None, rubric).final == 0.0


NAMES = st.lists(st.text("abc ", min_size=1, max_size=6), max_size=8)


@given(NAMES, NAMES)
def test_near_names_are_those_of_all_pairs_that_begin_alike(
    one: list[str], other: list[str]
) -> None:
    found = near_names(one, other)
    for i, name in enumerate(one):
        words = sorted(name_words(name))
        for j, second in enumerate(other):
            seconds = sorted(name_words(second))
            begins = {w[:2] for w in words} & {w[:2] for w in seconds}
            ratio = SequenceMatcher(None, " ".join(words), " ".join(seconds)).ratio()
            assert (j in found.get(i, ())) is (bool(begins) and ratio >= 0.8)
