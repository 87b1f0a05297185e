"""The tables, read by readers that know nothing of how they were written."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.cohort.figures import figures_of
from designer.grading.gradebooks.cells import csv_bytes, number, safe
from designer.grading.gradebooks.grades_csv import grades_csv
from designer.grading.gradebooks.grades_xlsx import grades_xlsx
from designer.grading.submissions.submission import Person
from tests.grading.classes import NASTY_NAMES, rubric
from tests.grading.gradebooks.tables import outcome, row, table, unreadable

CLASS = table(
    [
        row(Person(name="Ann", student_id="007", email="ann@example.org"), outcome()),
        row(Person(name="Bob"), unreadable()),
        row(Person(name="Cy"), None),
        *(row(Person(name=name, student_id=name, email=name), outcome()) for name in NASTY_NAMES),
    ]
)
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@given(st.text(max_size=40))
def test_no_text_is_a_formula_and_none_leaves_its_cell(text: str) -> None:
    ((first, second),) = csv.reader(io.StringIO(csv_bytes([[text, "x"]]).decode(), newline=""))
    assert second == "x"
    assert not first.startswith(SIGNS)
    assert first == safe(text)
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (-1.0, "-1"), (-0.0, "0"), (12.5, "12.5"), (None, ""), (1e-9, "0")],
)
def test_numbers_are_short(value: float | None, text: str) -> None:
    assert number(value) == text


def test_grades_csv_holds_every_point() -> None:
    text = grades_csv(CLASS).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == CLASS.count
    ann = rows[0]
    result = outcome().result
    assert (ann["Student"], ann["ID"], ann["Total"]) == ("Ann", "007", number(result.total))
    for criterion in rubric().criteria:
        told = ann[f"{criterion.id} ({criterion.limit:g})"]
        assert float(told) == result.criterion(criterion.id).points
    assert [one["Status"] for one in rows[:3]] == ["graded", "cannot be read", "nothing handed in"]
    assert rows[1]["balancer (2)"] == ""


def test_the_workbook_is_read_by_another_program_and_holds_no_formula() -> None:
    data = grades_xlsx(CLASS)
    assert grades_xlsx(CLASS) == data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Grades", "Class", "Criteria"]
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds
    texts = [
        cell.value
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str)
    ]
    assert not [text for text in texts if text.startswith(SIGNS) or "\u202e" in text]
    sheet = book["Grades"]
    heads = [cell.value for cell in sheet[1]]
    total = sheet.cell(2, heads.index("Total") + 1)
    assert total.value == outcome().result.total
    assert sheet.cell(2, heads.index("ID") + 1).value == "007"
    assert sheet.max_row == CLASS.count + 1
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
        assert all(info.date_time[0] == 1980 for info in parts.infolist())


def test_the_class_sheet_has_charts_over_its_own_figures() -> None:
    book = openpyxl.load_workbook(io.BytesIO(grades_xlsx(CLASS)))
    sheet = book["Class"]
    cells = {sheet.cell(line, 1).value: sheet.cell(line, 2).value for line in range(1, 60)}
    figures = figures_of(CLASS)
    assert cells["Students"] == CLASS.count
    assert cells["Cannot be read"] == 1
    assert cells["Mean percent"] == pytest.approx(figures.mean)
    charts = sheet._charts
    assert len(charts) == 3
    values = charts[0].series[0].val.numRef.f
    assert values.startswith("Class!$B$")
    first, last = (int(part.rpartition("$")[2]) for part in values.split(":"))
    counted = [sheet.cell(line, 2).value for line in range(first, last + 1)]
    assert counted == list(figures.bins)
    assert sum(counted) == CLASS.count - 2


def test_the_hardest_criterion_comes_first() -> None:
    hardest = figures_of(CLASS).hardest
    shares = [one.share for one in hardest]
    assert shares == sorted(share for share in shares if share is not None)
    by_id = {one.id: one for one in hardest}
    result = outcome().result
    assert by_id["balancer"].share == result.criterion("balancer").points / 2
    assert by_id["no-backup"].share == 1 - result.criterion("no-backup").points / -1


def test_a_class_of_nobody_has_a_workbook_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(grades_xlsx(table([]))))
    assert book["Grades"].max_row == 1


def test_the_workbook_can_be_printed() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(grades_xlsx(table([row(Person(name="A"), outcome())])))
    )
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Class"].page_setup.fitToHeight in (None, 1)
    assert book["Grades"].print_title_cols == "$A:$A"
