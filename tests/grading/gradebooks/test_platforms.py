"""What learning platforms are given, held against what they say they read."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from designer.grading.cohort.table import ClassTable
from designer.grading.gradebooks.canvas import canvas_csv
from designer.grading.gradebooks.cells import number
from designer.grading.gradebooks.gradescope import results_json
from designer.grading.gradebooks.lti_scores import lti_scores
from designer.grading.gradebooks.moodle_gradebook import moodle_gradebook_csv
from designer.grading.gradebooks.moodle_worksheet import fill_worksheet
from designer.grading.gradebooks.sarif_log import sarif_log
from designer.grading.result import CriterionState
from designer.grading.submissions.submission import Person
from designer.rules import ALL_RULES
from designer.storage.refusal import FileRejected
from tests.grading.classes import source_by_hand
from tests.grading.gradebooks.tables import outcome, row, table, unreadable

ANN = Person(name="Doe, Ann", canvas_id="101", student_id="s1", username="ann", moodle_id="55")
BOB = Person(name='=HYPERLINK("x")', email="bob@example.org", moodle_id="56", student_id="s2")
CY = Person(name="Cy", canvas_id="103", email="cy@example.org", moodle_id="57")
CLASS = table(
    [
        row(ANN, outcome()),
        row(BOB, unreadable()),
        row(CY, None),
        row(Person(name="Nobody", student_id="s9"), outcome(), is_listed=False, note="fits nobody"),
    ]
)
TOTAL = number(outcome().result.total)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_canvas_finds_students_and_the_row_of_points() -> None:
    rows = read(canvas_csv(CLASS, "Homework (77)"))
    assert rows[0] == [
        "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework (77)",
    ]  # fmt: skip
    assert rows[1] == ["    Points Possible", "", "", "", "", "20"]
    assert rows[2:] == [
        ["Doe, Ann", "101", "s1", "ann", "", TOTAL],
        # Not a silent zero: a person has to look first, and a blank changes nothing.
        ['\'=HYPERLINK("x")', "", "s2", "bob@example.org", "", ""],
        ["Cy", "103", "", "cy@example.org", "", "0"],
    ]


def test_moodle_gradebook_holds_only_whom_moodle_knows() -> None:
    rows = read(moodle_gradebook_csv(CLASS))
    title = CLASS.rubric.title
    heads = ["ID number", "Username", "Email address", title, f"{title} (feedback)"]
    assert rows[0] == heads
    assert [line[:4] for line in rows[1:]] == [
        ["s1", "ann", "", TOTAL],
        ["s2", "", "bob@example.org", "-"],
        ["", "", "cy@example.org", "0"],
    ]


WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
    'Participant 55,Ann Doe,ann@example.org,Submitted,,100.00,Yes,"Monday, 5 May",-,\r\n'
    "Participant 56,Bob,bob@example.org,Submitted,,100.00,Yes,-,-,\r\n"
    "Participant 58,Eve,eve@example.org,No submission,,100.00,Yes,-,-,kept\r\n"
)


def filled(tmp_path: Path, text: str, graded: ClassTable = CLASS) -> tuple[list[list[str]], Any]:
    path = tmp_path / "worksheet.csv"
    path.write_bytes(text.encode())
    found = fill_worksheet(path, graded)
    assert found.data.startswith(b"\xef\xbb\xbf") == text.startswith("\ufeff")
    return read(found.data.removeprefix(b"\xef\xbb\xbf")), found


def test_the_moodle_worksheet_is_filled_and_otherwise_left_alone(tmp_path: Path) -> None:
    rows, found = filled(tmp_path, WORKSHEET)
    before = read(WORKSHEET.removeprefix("\ufeff").encode())
    total = outcome().result.total
    assert total is not None
    assert rows[1][4] == f"{total * 5:.2f}"
    assert rows[1][9].startswith(f"{number(total)} of 20 points")
    assert [cell for i, cell in enumerate(rows[1]) if i not in (4, 9)] == [
        cell for i, cell in enumerate(before[1]) if i not in (4, 9)
    ]
    assert (rows[0], rows[2:]) == (before[0], before[2:])
    assert found.filled == 1
    assert found.remarks == (
        "The worksheet's maximum grade is 100, the rubric's total 20: points were converted.",
    )


def test_locked_grades_in_moodle_stay(tmp_path: Path) -> None:
    locked = WORKSHEET.replace("Yes", "No")
    rows, found = filled(tmp_path, locked)
    assert found.filled == 0
    assert rows == read(locked.removeprefix("\ufeff").encode())
    assert "1 grade is locked in Moodle and was left as it is." in found.remarks


def test_a_german_worksheet_with_semicolons_is_filled(tmp_path: Path) -> None:
    text = (
        "Teilnehmer/in;Vollständiger Name;E-Mail-Adresse;Bewertung;Bestwertung;"
        "Feedback als Kommentar\n"
        "Teilnehmer/in55;Ann;ann@example.org;;20,00;\n"
    )
    path = tmp_path / "worksheet.csv"
    path.write_text(text, "utf-8")
    line = fill_worksheet(path, CLASS).data.decode().splitlines()[1]
    assert line.startswith(f"Teilnehmer/in55;Ann;ann@example.org;{outcome().result.total:.2f};")


def test_what_is_no_worksheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("Name,Points\nAnn,3\n")
    with pytest.raises(FileRejected, match="line 1: has no column 'Identifier'"):
        fill_worksheet(tmp_path / "other.csv", CLASS)


def test_gradescope_has_a_test_for_each_criterion() -> None:
    first = next(iter(CLASS.rows()))
    data = json.loads(results_json(first))
    allowed = {
        "score", "execution_time", "output", "output_format", "test_output_format",
        "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
    }  # fmt: skip
    assert set(data) <= allowed
    assert data["score"] == outcome().result.total
    assert len(data["tests"]) == len(CLASS.rubric.criteria)
    for test in data["tests"]:
        assert set(test) <= {
            "score", "max_score", "status", "name", "name_format", "number", "output",
            "output_format", "tags", "visibility", "extra_data",
        }  # fmt: skip
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in ("hidden", "after_due_date", "after_published", "visible")
        assert isinstance(test["number"], str)
    hidden = next(test for test in data["tests"] if test["extra_data"]["criterion"] == "overall")
    assert hidden["visibility"] == "hidden"
    assert "Outstanding" not in data["output"]
    assert sum(test["max_score"] for test in data["tests"]) == CLASS.rubric.total


def test_what_only_a_person_can_judge_is_neither_passed_nor_failed() -> None:
    by_hand = row(ANN, outcome(by_hand=True))
    data = json.loads(results_json(by_hand))
    essay = next(test for test in data["tests"] if test["extra_data"]["criterion"] == "essay")
    assert "status" not in essay
    assert by_hand.result.criterion("essay").state is CriterionState.BY_HAND
    graded = table([by_hand], source_by_hand().rubric)
    assert read(canvas_csv(graded))[2][5] == ""
    (score,) = json.loads(lti_scores(graded, datetime(2026, 1, 2, tzinfo=UTC)))
    assert score["gradingProgress"] == "PendingManual"
    assert "scoreGiven" not in score


def test_lti_scores_have_the_fields_of_the_service() -> None:
    scores = json.loads(lti_scores(CLASS, datetime(2026, 1, 2, 3, 4, 5, 678_900, tzinfo=UTC)))
    assert [score["userId"] for score in scores] == ["s1", "s2", "cy@example.org"]
    progress = [(score["activityProgress"], score["gradingProgress"]) for score in scores]
    assert progress == [
        ("Completed", "FullyGraded"),
        ("Submitted", "PendingManual"),
        ("Initialized", "FullyGraded"),
    ]
    assert {score["timestamp"] for score in scores} == {"2026-01-02T03:04:05.678Z"}
    assert ("scoreGiven" in scores[0], "scoreGiven" in scores[1]) == (True, False)
    for score in scores:
        assert ("scoreGiven" in score) == ("scoreMaximum" in score)


def test_sarif_is_what_the_standard_requires() -> None:
    log = json.loads(b"".join(sarif_log(CLASS)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in ALL_RULES]
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
        assert rule["shortDescription"]["text"]
    assert len(run["results"]) == 2 * len(outcome().findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        # Section 3.27.9 and 3.27.10: a kind other than "fail" has the level "none".
        assert (result["kind"] == "fail") == (result["level"] != "none")
        assert result["kind"] in ("fail", "open")
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert not set(uri) & set(' <>"\\=\u202e')
        for logical in location.get("logicalLocations", ()):
            assert logical["name"]
            assert logical["fullyQualifiedName"].endswith(logical["name"])
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_of_nobody_is_a_log_too() -> None:
    log = json.loads(b"".join(sarif_log(table([]))))
    assert log["runs"][0]["results"] == []
