"""Decks: native shapes, one for each element, lines glued where they end, the same bytes again."""

import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn
from pptx.util import Inches

from designer.exporters.clean_text import plain
from designer.exporters.judgement import remarks_of
from designer.exporters.options import (
    ExportOptions,
    ExportRefused,
    FindingMarks,
    LayoutKind,
    SlideKind,
)
from designer.exporters.pptx.captions import called
from designer.exporters.pptx.deck import to_pptx
from designer.exporters.report.building import report_of
from designer.exporters.report.content import Report
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.resources import sample_files
from designer.scoring.engine import score
from designer.storage.diagram_file import read
from tests.exporters.hostile_designs import EXAMPLES, hostile_design
from tests.exporters.pptx.reading import (
    FALLBACK,
    at_top,
    course,
    in_powerpoint,
    joints,
    opened,
    placed,
    properties,
    sites,
    sizes,
)
from tests.render.drawings import Sheet, serverless, three_tier

STANDARD = 4 / 3
DIAGRAM_ONLY = ExportOptions(slides=(SlideKind.DIAGRAM,))
TITLE = "Three-tier web application in two zones"
LEAST_POINTS = 8.0
IS_THOROUGH = "TENET_EXAMPLES" in os.environ
NEAR = 1_500.0  # EMU, less than an eighth of a point


@cache
def nothing_said() -> Report:
    """Return a report for decks in which it does not matter."""
    return report_of(EMPTY)


def the_slide(diagram: Diagram, options: ExportOptions = DIAGRAM_ONLY) -> Any:
    return opened(to_pptx(diagram, options, nothing_said())).slides[0]


def sample(path: Path) -> Diagram:
    return read(path)


def ratio_of(path: Path) -> ExportOptions:
    """Half of the samples on wide slides, half on standard ones."""
    wide = len(path.stem) % 2 == 0
    return replace(DIAGRAM_ONLY, aspect=None if wide else STANDARD)


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_a_sample_is_native_shapes_and_glued_lines(path: Path) -> None:
    diagram = sample(path)
    slide = the_slide(diagram, ratio_of(path))
    shapes = list(in_powerpoint(slide))
    # One thing to take hold of for each element, by its name.
    names = [properties(shape).get("name") for shape in at_top(slide)]
    elements = diagram.topology.elements.values()
    wanted = sorted(called(element) for element in elements)
    assert sorted(name for name in names if name in set(wanted)) == wanted
    groups = [shape for shape in shapes if shape.tag == qn("p:grpSp")]
    drawn_alone = [one for one in elements if one.kind.is_container or one.kind is Kind.NOTE]
    assert len(groups) >= len(elements) - len(drawn_alone)
    # One glued line for each link, and no picture of the whole.
    lines = [shape for shape in shapes if shape.tag == qn("p:cxnSp")]
    assert len(lines) == len(diagram.topology.links)
    for shape in shapes:
        if shape.tag == qn("p:pic"):
            (_, _, wide, high), _, _ = placed(shape)
            assert max(wide, high) < Inches(1.2)
    check_glue(shapes, lines)
    check_words(shapes)
    assert min(sizes(slide)) >= LEAST_POINTS


def check_glue(shapes: list[Any], lines: list[Any]) -> None:
    by_id = {int(properties(shape).get("id")): shape for shape in shapes}
    assert len(by_id) == len(shapes)
    for line in lines:
        for joint in joints(line):
            x, y = sites(by_id[joint.shape])[joint.site]
            assert abs(x - joint.at[0]) <= NEAR
            assert abs(y - joint.at[1]) <= NEAR


def check_words(shapes: list[Any]) -> None:
    for shape in shapes:
        assert properties(shape).get("name")
        assert properties(shape).get("descr")


def test_other_programs_draw_the_same_line() -> None:
    seen = 0
    for drawn in (three_tier(), serverless()):
        tree = the_slide(drawn).shapes._spTree
        for fallback in tree.iter(FALLBACK):
            line = fallback.getparent()[0][0]
            assert line.tag == qn("p:cxnSp")
            for (x, y), (right, down) in zip(course(line), course(fallback[0]), strict=True):
                assert abs(x - right) <= NEAR
                assert abs(y - down) <= NEAR
            assert properties(fallback[0]).get("id") == properties(line).get("id")
            seen += 1
    assert seen


def test_lines_are_square() -> None:
    for line in in_powerpoint(the_slide(three_tier())):
        if line.tag == qn("p:cxnSp"):
            for (x0, y0), (x1, y1) in pairwise(course(line)):
                assert min(abs(x0 - x1), abs(y0 - y1)) <= NEAR


def test_the_same_diagram_gives_the_same_bytes_without_a_time() -> None:
    content = to_pptx(three_tier())
    assert to_pptx(three_tier()) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        book = next(name for name in archive.namelist() if name.endswith(".xlsx"))
        with ZipFile(BytesIO(archive.read(book))) as inner:
            assert {member.date_time[0] for member in inner.infolist()} == {1980}
            assert b"2000-01-01T00:00:00Z" in inner.read("docProps/core.xml")
    about = opened(content).core_properties
    assert (about.created.year, about.modified.year) == (2000, 2000)
    assert (about.author, about.last_modified_by) == ("Tenet Designer", "Tenet Designer")
    assert about.title == TITLE


@pytest.mark.parametrize(
    ("aspect", "theme", "wide", "high"),
    [(None, "light", 16, 9), (16 / 9, "dark", 16, 9), (4 / 3, "light", 4, 3), (1.0, "dark", 1, 1)],
)
def test_slides_have_the_shape_and_colours_asked_for(
    aspect: float | None, theme: str, wide: int, high: int
) -> None:
    deck = opened(
        to_pptx(serverless(), replace(DIAGRAM_ONLY, aspect=aspect, theme=theme), nothing_said())
    )
    assert deck.slide_width * high == deck.slide_height * wide
    ground = deck.slide_master.element.find(qn("p:clrMap")).get("bg1")
    assert ground == ("dk1" if theme == "dark" else "lt1")


def test_a_shape_that_no_table_fits_is_refused() -> None:
    with pytest.raises(ExportRefused, match="slides are 1 to 2"):
        to_pptx(serverless(), ExportOptions(aspect=0.5))


def test_the_badge_is_there_when_it_is_asked_for() -> None:
    report = report_of(three_tier())
    for scores in (False, True):
        slide = opened(to_pptx(three_tier(), ExportOptions(scores=scores), report)).slides[0]
        badges = [shape for shape in slide.shapes if shape.name == "Score"]
        assert len(badges) == scores
        for badge in badges:
            assert badge.text_frame.text == f"{report.letter}  {report.overall:.1f}"


def test_marks_stand_at_their_elements_and_have_the_numbers_of_the_table() -> None:
    crowd = read(next(path for path in sample_files() if "two-zones" in path.stem))
    options = ExportOptions(
        findings=FindingMarks.MARKS, slides=(SlideKind.DIAGRAM, SlideKind.FINDINGS)
    )
    diagram, *tables = opened(to_pptx(crowd, options)).slides
    marks = [shape for shape in diagram.shapes if shape.name.startswith("Mark ")]
    assert len(marks) > 8
    assert len({(mark.left, mark.top) for mark in marks}) == len(marks)
    for mark in marks:
        assert Inches(0.05) < mark.height < Inches(0.5)
        assert mark.height - 10 <= mark.width < Inches(1.0)
        assert 0 < mark.top < diagram.part.package.presentation_part.presentation.slide_height
    listed: dict[str, str] = {}
    for slide in tables:
        table = next(shape for shape in slide.shapes if shape.has_table).table
        for row in list(table.rows)[1:]:
            listed[row.cells[0].text] = row.cells[2].text
    for remark in remarks_of(score(crowd)):
        assert listed[str(remark.number)].startswith(remark.sentence[:40])


def test_only_the_slides_asked_for_are_made() -> None:
    def titles(*kinds: SlideKind) -> list[str]:
        deck = opened(to_pptx(three_tier(), ExportOptions(slides=kinds)))
        return [slide.shapes.title.text_frame.text for slide in deck.slides]

    diagram, tenets, *findings = titles(*SlideKind)
    assert diagram == TITLE
    assert tenets.startswith("Scored ")
    assert all(title.startswith("Findings") for title in findings)
    assert titles(SlideKind.TENETS) == [tenets]
    assert titles(SlideKind.FINDINGS, SlideKind.DIAGRAM) == [diagram, *findings]


def test_the_chart_holds_the_scores_and_the_notes_the_reasons() -> None:
    report = report_of(three_tier())
    deck = opened(to_pptx(three_tier(), ExportOptions(slides=(SlideKind.TENETS,)), report))
    slide = deck.slides[0]
    chart = next(shape for shape in slide.shapes if shape.has_chart).chart
    scores = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert scores == {tenet.title: tenet.low for tenet in report.tenets}
    notes = slide.notes_slide.notes_text_frame.text
    for tenet in report.tenets:
        assert all(f"Capped at {plain(cap)}." in notes for cap in tenet.caps)
        assert all(part.figure in notes for part in tenet.parts)


def test_every_finding_is_in_a_table_that_fits_its_slide() -> None:
    crowd = read(next(path for path in sample_files() if "two-zones" in path.stem))
    report = report_of(crowd)
    options = ExportOptions(slides=(SlideKind.FINDINGS,), aspect=STANDARD)
    # Three times as many, in words long enough to need several lines.
    many = replace(
        report,
        findings=tuple(
            replace(one, number=number, sentence=f"{one.sentence} " * (1 + number % 9))
            for number, one in enumerate(report.findings * 3, start=1)
        ),
    )
    for told in (report, many):
        deck = opened(to_pptx(crowd, options, told))
        listed: list[int] = []
        assert len(deck.slides) >= len(told.findings) / 30
        for slide in deck.slides:
            frame = next(shape for shape in slide.shapes if shape.has_table)
            rows = list(frame.table.rows)
            assert frame.top + sum(row.height for row in rows) <= deck.slide_height * 0.95
            listed += [int(frame.table.cell(row, 0).text) for row in range(1, len(rows))]
            notes = slide.notes_slide.notes_text_frame.text
            for number in listed[-(len(rows) - 1) :]:
                assert plain(told.findings[number - 1].why) in notes
            assert min(sizes(slide)) >= LEAST_POINTS
        assert listed == [finding.number for finding in told.findings]


def test_a_sound_or_empty_design_makes_a_deck_too() -> None:
    for drawn in (EMPTY, replace(three_tier(), title="")):
        report = replace(report_of(drawn), findings=())
        deck = opened(to_pptx(drawn, ExportOptions(), report))
        assert len(deck.slides) == 3
        assert deck.slides[0].shapes.title.text_frame.text == "Architecture"
        words = [shape.text_frame.text for shape in deck.slides[2].shapes if shape.has_text_frame]
        assert "Nothing was found." in words


HOSTILE = "=1+1\x00\x0b<b>&amp;\u202e]]>\ud800'\"" + "W" * 300


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
@example(HOSTILE)
@example("\\n{}_x0041_")
def test_any_name_is_plain_text(name: str) -> None:
    sheet = Sheet(name)
    sheet.box("v", Kind.VPC, name, (0.0, 0.0, 400.0, 240.0))
    sheet.put("a", "ec2", name, (40, 60), "v")
    sheet.put("n", "note", name, (200, 60), "v", kind=Kind.NOTE, size=(120, 80))
    sheet.link("a", "n", name)
    drawn = sheet.diagram()
    slide = the_slide(drawn)
    shapes = list(in_powerpoint(slide))
    check_glue(shapes, [shape for shape in shapes if shape.tag == qn("p:cxnSp")])
    shown = " ".join(plain(name).split())
    named = {properties(shape).get("name") for shape in at_top(slide)}
    assert not shown or shown in named
    for run in slide._element.iter(qn("a:t")):
        assert "\x00" not in (run.text or "")


def test_designs_of_any_structure_and_names_make_sound_slides() -> None:
    for seed in range(EXAMPLES if IS_THOROUGH else 10):
        drawn = hostile_design(seed)
        slide = the_slide(drawn, replace(DIAGRAM_ONLY, aspect=(None, STANDARD)[seed % 2]))
        shapes = list(in_powerpoint(slide))
        lines = [shape for shape in shapes if shape.tag == qn("p:cxnSp")]
        assert len(lines) == len(drawn.topology.links)
        check_glue(shapes, lines)
        check_words(shapes)
        labels = [link for link in drawn.topology.links.values() if plain(link.label).strip()]
        # The title is the one thing more.
        assert len(at_top(slide)) == len(drawn.topology.elements) + len(lines) + len(labels) + 1
        assert min(sizes(slide), default=LEAST_POINTS) >= LEAST_POINTS


def large(across: int, down: int) -> Diagram:
    sheet = Sheet("Large")
    for row in range(down):
        for column in range(across):
            at = (column * 140.0, row * 130.0)
            sheet.put(f"e-{row}-{column}", "ec2", f"Web server {row}/{column} of the shop", at)
            if column:
                sheet.link(f"e-{row}-{column - 1}", f"e-{row}-{column}", "asks")
    return sheet.diagram()


@pytest.mark.parametrize(("across", "down"), [(4, 2), (12, 7), (40, 3)])
def test_no_text_is_smaller_than_eight_points_however_large_the_drawing(
    across: int, down: int
) -> None:
    content = to_pptx(large(across, down), DIAGRAM_ONLY, nothing_said())
    deck = opened(content)
    assert min(sizes(deck.slides[0])) >= LEAST_POINTS
    assert deck.slide_width <= Inches(56)
    for shape in at_top(deck.slides[0]):
        (left, top, wide, high), _, _ = placed(shape)
        if shape.tag == qn("p:grpSp"):
            assert left >= 0
            assert top >= 0
            assert left + wide <= deck.slide_width
            assert top + high <= deck.slide_height


def test_the_arranged_layout_is_another_one() -> None:
    def places(options: ExportOptions) -> list[Any]:
        return [placed(shape)[0] for shape in at_top(the_slide(large(3, 2), options))]

    arranged = replace(DIAGRAM_ONLY, layout=LayoutKind.ARRANGED)
    assert len(places(DIAGRAM_ONLY)) == len(places(arranged))
    assert places(DIAGRAM_ONLY) != places(arranged)


@pytest.mark.skipif(
    not IS_THOROUGH or shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice starts for half a minute; set TENET_EXAMPLES to have it asked",
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_libreoffice_opens_the_deck(theme: str, tmp_path: Path) -> None:
    content = to_pptx(three_tier(), ExportOptions(theme=theme, scores=True))
    (tmp_path / "deck.pptx").write_bytes(content)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "deck.pptx"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        check=True,
        timeout=110,
        capture_output=True,
    )
    told = subprocess.run(
        ["pdftotext", "-layout", "deck.pdf", "-"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pages = told.removesuffix("\f").split("\f")
    assert len(pages) == len(opened(content).slides)
    for element in three_tier().topology.elements.values():
        assert called(element).split()[0] in pages[0]
    assert "Fault Tolerance" in pages[1]
