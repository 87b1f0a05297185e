"""A student's feedback as PDF pages: the same words as the HTML page, set on A4."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from designer.grading.cohort.table import ClassRow
from designer.grading.feedback.page import page_values
from designer.grading.feedback.picture import mark_colour
from designer.model.layout import Box, Point
from designer.model.text import clean_text
from designer.render.primitives import Align, DisplayList, Primitive, Rect, Text
from designer.render.text import text_width, wrap

_WIDTH, _HEIGHT = 794.0, 1123.0  # A4 at 96 to the inch
_MARGIN = 56.0
_ROOM = _WIDTH - 2 * _MARGIN
_INDENT = 34.0
_MOST_PICTURE = 430.0
_LINE = 1.35
_MOST_LINES = 60
_INK, _SOFT, _RULE, _BAD = "#16191F", "#545B64", "#D5DBDB", "#B3261E"
_BY_HAND = "#8A5A00"
_COLOURS = {"met": "#1D6B2C", "partly": "#8A5A00", "not_met": _BAD}
_SIZE = re.compile(rb'<svg\b[^>]*?viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) ([0-9.]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: what is drawn on it, and where the picture stands, if it is on this one."""

    drawing: DisplayList
    picture: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """One paragraph of a block."""

    text: str
    size: float = 11.0
    bold: bool = False
    colour: str = _INK
    after: float = 4.0
    right: str = ""
    mark: int = 0
    mark_colour: str = _BAD

    def lines(self, room: float) -> tuple[str, ...]:
        text = clean_text(self.text)
        own = text_width(clean_text(self.right), self.size, True) + 16 if self.right else 0.0
        return wrap(text, room - own, self.size, _MOST_LINES, self.bold)


def sheets_of(row: ClassRow, rubric: str, picture: bytes) -> tuple[Sheet, ...]:
    """Return the pages for one student.

    Args:
        rubric: its title.
        picture: the SVG that will be set on the first page; empty for none.
    """
    setting = _Setting()
    values = page_values(row, rubric)
    setting.block(_head(values))
    for flag in values["flags"]:
        setting.block([_Words(text=flag, colour=_BAD)])
    if values["to_do"]:
        setting.block([_Words(text=values["to_do"], after=10)])
    if values["comment"]:
        setting.block([_Words(text=values["comment"], after=10)])
    if picture:
        setting.picture(picture)
        setting.block([_Words(text=f"Graded: {values['chosen']}", size=9, colour=_SOFT)])
    if values["criteria"]:
        setting.heading("Criterion by criterion")
    for one in values["criteria"]:
        setting.block(list(_criterion(one)), rule=True)
    if values["findings"]:
        setting.heading("What the program found")
    for found in values["findings"]:
        setting.block(list(_finding(found)), rule=True, indent=_INDENT)
    remarks = [*values["problems"], *values["notes"]]
    if remarks:
        setting.heading("How it was read")
    for text in remarks:
        setting.block([_Words(text=text, size=9.5)])
    return setting.sheets(_foot(values))


def _head(values: dict[str, Any]) -> list[_Words]:
    total = values["no_total"]
    if values["total"] is not None:
        letter = f", {values['letter']}" if values["letter"] else ""
        total = f"{values['total']} of {values['possible']} points{letter}"
    made = [
        _Words(text=values["rubric"], colour=_SOFT, after=2),
        _Words(text=values["name"], size=19, bold=True, after=6),
        _Words(text=total, size=15, bold=True, after=10),
    ]
    if values["before_late"] is not None:
        made.append(_Words(text=f"{values['before_late']} before lateness", colour=_SOFT, after=8))
    return made


def _criterion(one: dict[str, Any]) -> Iterator[_Words]:
    yield _Words(text=one["title"], bold=True, right=one["points"])
    yield _Words(text=one["word"], size=9, bold=True, colour=_COLOURS.get(one["state"], _SOFT))
    if one["found"]:
        yield _Words(text=one["found"])
    if one["feedback"]:
        yield _Words(text=one["feedback"], bold=True)
    if one["missing"]:
        yield _Words(text=f"{one['earn']} {one['missing']}")
    for text in one["by_hand"]:
        yield _Words(text=text, colour=_BY_HAND)
    if one["marks"]:
        numbers = ", ".join(str(mark.number) for mark in one["marks"])
        yield _Words(text=f"In the picture: {numbers}", size=9, colour=_SOFT)


def _finding(found: Any) -> Iterator[_Words]:
    colour = mark_colour(found.severity)
    yield _Words(text=found.sentence, bold=True, mark=found.number, mark_colour=colour)
    yield _Words(text=f"{found.rule} {found.title}, {found.tenet}", size=9, colour=_SOFT)
    yield _Words(text=found.why)
    yield _Words(text=found.advice)


def _foot(values: dict[str, Any]) -> str:
    return f"{values['rubric']}, {values['name']}"


@dataclass(slots=True)
class _Setting:
    """Sets blocks below one another, each whole on one page where it fits on one at all."""

    y: float = _MARGIN
    items: list[Primitive] = field(default_factory=list)
    box: Box | None = None
    done: list[Sheet] = field(default_factory=list)

    def heading(self, text: str) -> None:
        if self.y > _HEIGHT - _MARGIN - 120:
            self._turn()
        self.y += 14
        self.block([_Words(text=text, size=14, bold=True, after=8)])

    def block(self, words: Sequence[_Words], *, rule: bool = False, indent: float = 0.0) -> None:
        room = _ROOM - indent
        set_lines = [(one, one.lines(room)) for one in words]
        height = sum(len(lines) * one.size * _LINE + one.after for one, lines in set_lines)
        if self.y + height > _HEIGHT - _MARGIN and self.y > _MARGIN:
            self._turn()
        for one, lines in set_lines:
            self._set(one, lines, _MARGIN + indent)
        if rule:
            self.items.append(
                Rect(box=Box(_MARGIN, self.y + 3, _ROOM, 0.6), fill=_RULE, owner="rule")
            )
            self.y += 12

    def _set(self, one: _Words, lines: tuple[str, ...], left: float) -> None:
        for index, line in enumerate(lines):
            if self.y + one.size * _LINE > _HEIGHT - _MARGIN:
                self._turn()
            base = self.y + one.size
            self.items.append(_text(line, Point(left, base), one))
            if index == 0 and one.right:
                right = replace(one, bold=True)
                place = Point(_WIDTH - _MARGIN, base)
                self.items.append(_text(clean_text(one.right), place, right, Align.RIGHT))
            if index == 0 and one.mark:
                self._mark(one, self.y + one.size * 0.62)
            self.y += one.size * _LINE
        self.y += one.after

    def _mark(self, one: _Words, middle: float) -> None:
        box = Box(_MARGIN, middle - 9, 18, 18)
        self.items.append(Rect(box=box, fill=one.mark_colour, radius=9.0, owner="mark"))
        words = _Words(text="", size=10, bold=True, colour="#FFFFFF")
        self.items.append(_text(str(one.mark), Point(box.x + 9, middle + 3.6), words, Align.CENTRE))

    def picture(self, svg: bytes) -> None:
        found = _SIZE.search(svg)
        if found is None:
            return
        width, height = float(found[1]), float(found[2])
        scale = min(_ROOM / max(width, 1.0), _MOST_PICTURE / max(height, 1.0))
        if self.y + height * scale > _HEIGHT - _MARGIN:
            self._turn()
        left = _MARGIN + (_ROOM - width * scale) / 2
        self.box = Box(left, self.y, width * scale, height * scale)
        self.y += height * scale + 10

    def _turn(self) -> None:
        area = Box(0.0, 0.0, _WIDTH, _HEIGHT)
        drawing = DisplayList(items=tuple(self.items), area=area, background=None)
        self.done.append(Sheet(drawing=drawing, picture=self.box))
        self.items, self.box, self.y = [], None, _MARGIN

    def sheets(self, foot: str) -> tuple[Sheet, ...]:
        """Return the pages, each with its number below."""
        self._turn()
        small = _Words(text="", size=8.5, colour=_SOFT)
        made: list[Sheet] = []
        for number, sheet in enumerate(self.done, 1):
            line = f"{clean_text(foot)}, page {number} of {len(self.done)}"
            shown = wrap(line, _ROOM, small.size, 1)[0]
            items = (*sheet.drawing.items, _text(shown, Point(_MARGIN, _HEIGHT - 30), small))
            made.append(replace(sheet, drawing=replace(sheet.drawing, items=items)))
        return tuple(made)


def _text(line: str, anchor: Point, words: _Words, align: Align = Align.LEFT) -> Text:
    return Text(
        anchor=anchor,
        text=line,
        size=words.size,
        colour=words.colour,
        extent=text_width(line, words.size, words.bold),
        bold=words.bold,
        align=align,
    )


def page_pdf(row: ClassRow, rubric: str, picture: bytes) -> bytes:
    """Return the feedback of one student as a PDF file.

    Raises:
        designer.exporters.raster.encoding.RasterError: Qt cannot write it.
    """
    from designer.exporters.raster.pages import PdfPage, pdf_of_pages

    svg = picture.decode()
    pages = [
        PdfPage(
            drawing=sheet.drawing,
            pictures=() if sheet.picture is None else ((svg, sheet.picture),),
        )
        for sheet in sheets_of(row, rubric, picture)
    ]
    return pdf_of_pages(pages, f"{rubric}, {row.entry.name}")
