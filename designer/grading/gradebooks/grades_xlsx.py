"""`grades.xlsx`: the grades, the class as a whole with charts of its own, and the criteria."""

import io
from datetime import datetime
from math import ceil
from typing import Any

from designer.grading.cohort.figures import BINS, ClassFigures, Hardness, figures_of
from designer.grading.cohort.table import ClassTable
from designer.grading.gradebooks.cells import Cell, safe
from designer.grading.gradebooks.columns import cells_of, columns_of

_OPTIONS = {
    # A text is a text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "nan_inf_to_errors": False,
}
_NO_TIME = datetime(2000, 1, 1)
_INK, _LINE, _ACCENT, _HEAD = "#232F3E", "#D5DBDB", "#147EBA", "#EAEDED"
_MOST_BARS = 20
_BAR = 22  # pixels of height that one bar takes
_LONGEST_TITLE = 60
_FEW = 8
_POINTS = 2  # the column of the points on the sheet of the criteria
_PAGE = 190.0  # characters of columns that can be read on one sheet of paper
_A4 = 9


def grades_xlsx(table: ClassTable) -> bytes:
    """Return the workbook; the same class gives the same bytes."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    book = Workbook(written, _OPTIONS)
    book.set_properties(
        {"title": safe(table.rubric.title), "author": "Tenet Designer", "created": _NO_TIME}
    )
    formats = _Formats(book)
    figures = figures_of(table)
    _Grades(book, formats, table).write()
    _Class(book, formats, table, figures).write()
    _criteria(book, formats, table)
    book.close()
    return written.getvalue()


class _Formats:
    """How cells look, the same on every sheet."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top"}
        self.text = book.add_format(plain)
        self.wrapped = book.add_format({**plain, "text_wrap": True, "align": "left", "indent": 1})
        self.number = book.add_format({**plain, "num_format": "0.##"})
        self.share = book.add_format({**plain, "num_format": "0%"})
        self.percent = book.add_format({**plain, "num_format": "0.0"})
        head = {**plain, "bold": True, "bg_color": _HEAD, "bottom": 1, "bottom_color": _LINE}
        self.head = book.add_format({**head, "text_wrap": True})
        self.head_right = book.add_format({**head, "text_wrap": True, "align": "right"})
        # Texts stand off from the figures on their left.
        off = {"align": "left", "indent": 1}
        self.padded = book.add_format({**plain, **off})
        self.head_padded = book.add_format({**head, **off, "text_wrap": True})
        self.title = book.add_format({**plain, "bold": True, "font_size": 16})
        self.section = book.add_format({**plain, "bold": True, "font_size": 12})


def _put(sheet: Any, row: int, column: int, value: Cell, looks: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, looks)
    elif isinstance(value, str):
        sheet.write_string(row, column, safe(value), looks)
    else:
        sheet.write_number(row, column, value, looks)


class _Grades:
    """The sheet with a row for each student."""

    def __init__(self, book: Any, formats: _Formats, table: ClassTable) -> None:
        self._sheet = book.add_worksheet("Grades")
        self._formats, self._table = formats, table

    def write(self) -> None:
        columns = columns_of(self._table)
        sheet, formats = self._sheet, self._formats
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 44)
        sheet.autofilter(0, 0, max(1, self._table.count), len(columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(ceil(sum(column.width for column in columns) / _PAGE), 0)
        for index, column in enumerate(columns):
            looks = formats.head_right if column.is_number else formats.head_padded
            _put(sheet, 0, index, column.head, looks)
        for line, row in enumerate(self._table.rows(), 1):
            for index, cell in enumerate(cells_of(row, self._table)):
                looks = formats.number if columns[index].is_number else formats.padded
                _put(sheet, line, index, cell, looks)


class _Class:
    """The sheet about the class as a whole: figures on the left, charts of them on the right."""

    def __init__(
        self, book: Any, formats: _Formats, table: ClassTable, figures: ClassFigures
    ) -> None:
        self._book, self._sheet = book, book.add_worksheet("Class")
        self._formats, self._table, self._figures = formats, table, figures
        self._row = 0

    def write(self) -> None:
        sheet = self._sheet
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 6, 10)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 1)
        _put(sheet, 0, 0, self._table.rubric.title, self._formats.title)
        self._row = 2
        self._summary()
        first = self._bins()
        self._column_chart("Students by percent", first, first + BINS - 1, 2)
        letters = self._letters()
        if letters is not None:
            self._column_chart("Students by letter", *letters, 19)
        first, last = self._hardest()
        if last >= first:
            self._bar_chart(first, min(last, first + _MOST_BARS - 1))

    def _line(self, *cells: Cell, looks: Any = None) -> int:
        row = self._row
        for column, cell in enumerate(cells):
            number = self._formats.number
            own = looks[column > 0] if isinstance(looks, tuple) else looks
            own = own or (self._formats.text, number)[column > 0]
            _put(self._sheet, row, column, cell, own)
        self._row += 1
        return row

    def _section(self, title: str, *heads: str) -> None:
        self._row += 1
        self._line(title, looks=self._formats.section)
        if heads:
            self._line(*heads, looks=(self._formats.head, self._formats.head_right))

    def _summary(self) -> None:
        figures = self._figures
        self._section("The class")
        self._line("Students", figures.students)
        for status, count in figures.statuses.items():
            self._line(status[:1].upper() + status[1:], count)
        self._line("Late", figures.late)
        self._line("Mean percent", figures.mean)
        self._line("Median percent", figures.median)
        self._line("Standard deviation", figures.spread)
        self._line("Lowest percent", min(figures.percents, default=None))
        self._line("Highest percent", max(figures.percents, default=None))

    def _bins(self) -> int:
        self._section("Distribution", "Percent", "Students")
        step = 100 // BINS
        first = self._row
        for index, count in enumerate(self._figures.bins):
            low, high = index * step, (index + 1) * step
            label = f"{low} and more" if index == BINS - 1 else f"{low} to under {high}"
            self._line(label, count)
        return first

    def _letters(self) -> tuple[int, int] | None:
        if not self._figures.letters:
            return None
        self._section("Letters", "Letter", "Students")
        first = self._row
        for letter, count in self._figures.letters.items():
            self._line(letter, count)
        return first, self._row - 1

    def _hardest(self) -> tuple[int, int]:
        heads = ("Criterion", "Earned", "Possible", "Met", "Partly", "Not met", "Open")
        self._section("Hardest criteria first", *heads)
        first = self._row
        for one in self._figures.hardest:
            self._hard(one)
        return first, self._row - 1

    def _hard(self, one: Hardness) -> None:
        title = one.label
        short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
        row = self._line(short, None, one.possible, one.met, one.partly, one.not_met, one.open)
        # In this mode a cell may be written again as long as its row is the last.
        _put(self._sheet, row, 1, one.share, self._formats.share)

    def _column_chart(self, title: str, first: int, last: int, at: int) -> None:
        chart = self._book.add_chart({"type": "column"})
        self._dress(chart, title, first, last)
        most = max((*self._figures.bins, *self._figures.letters.values()), default=0)
        axis: dict[str, Any] = {
            "major_gridlines": {"visible": True, "line": {"color": _LINE}},
            "num_format": "0",
        }
        if most <= _FEW:
            axis |= {"major_unit": 1}  # nobody wants half a student
        chart.set_y_axis(axis)
        chart.set_size({"width": 560, "height": 320})
        self._sheet.insert_chart(at, 8, chart)

    def _bar_chart(self, first: int, last: int) -> None:
        chart = self._book.add_chart({"type": "bar"})
        self._dress(chart, "Share of the points earned, hardest first", first, last)
        chart.set_x_axis(
            {"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": False}}
        )
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 560, "height": 130 + _BAR * (last - first + 1)})
        self._sheet.insert_chart(36, 8, chart)

    def _dress(self, chart: Any, title: str, first: int, last: int) -> None:
        chart.add_series(
            {
                "name": title,
                "categories": ["Class", first, 0, last, 0],
                "values": ["Class", first, 1, last, 1],
                "fill": {"color": _ACCENT},
                "gap": 40,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12, "color": _INK}})
        chart.set_legend({"none": True})


def _criteria(book: Any, formats: _Formats, table: ClassTable) -> None:
    sheet = book.add_worksheet("Criteria")
    heads = ("Column", "Criterion", "Points", "Group", "Bonus", "Shown to students")
    for index, width in enumerate((18, 60, 10, 18, 8, 20)):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    for index, head in enumerate(heads):
        looks = formats.head_right if index == _POINTS else formats.head_padded
        _put(sheet, 0, index, head, looks)
    groups = {group.id: group.title or group.id for group in table.rubric.groups}
    for line, one in enumerate(table.rubric.criteria, 1):
        shown = one.visibility.value.replace("_", " ")
        bonus = "yes" if one.bonus else ""
        group = groups.get(one.group, "")
        cells: tuple[Cell, ...] = (one.id, one.title, one.limit, group, bonus, shown)
        for index, cell in enumerate(cells):
            looks = formats.wrapped if index < _POINTS else formats.padded
            looks = formats.number if index == _POINTS else looks
            _put(sheet, line, index, cell, looks)
