"""Feedback pages, read by parsers that know nothing of how they were written."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from msgspec import structs

from designer.grading.batch.task import Task
from designer.grading.batch.work import work
from designer.grading.cohort.figures import figures_of
from designer.grading.feedback.document import page_pdf, sheets_of
from designer.grading.feedback.index import index_html
from designer.grading.feedback.page import page_html, page_values
from designer.grading.feedback.picture import marked_drawing, picture_of
from designer.grading.result import CriterionState
from designer.grading.submissions.submission import Person
from designer.model.ids import ElementId
from designer.render.primitives import DisplayList, Text, extent_of
from designer.render.remarks import Remark
from tests.builders import diagram
from tests.grading.classes import NASTY_NAMES, foreign, rubric
from tests.grading.gradebooks.tables import SHOP, outcome, row, table, unreadable

TITLE = '</title><script>alert("title")</script>'
PICTURE = work(rubric(), Task((("n.drawio", foreign(diagram(SHOP))),))).picture
HARMLESS_TAGS = frozenset({
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "div",
    "p", "h1", "h2", "h3", "b", "i", "a", "br", "span", "code", "ul", "li", "dl", "dt", "dd",
    "table", "tr", "th", "td", "svg", "defs", "image", "use", "rect", "polyline", "polygon", "text",
})  # fmt: skip


class Reader(HTMLParser):
    """Collects the tags, attributes and texts of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def assert_harmless(page: bytes, links: str) -> Reader:
    """Require that a page runs nothing, loads nothing, and hides nothing."""
    read = Reader(page)
    assert set(read.tags) <= HARMLESS_TAGS
    for name, value in read.attributes:
        assert not name.startswith("on")
        if name in ("href", "src", "xlink:href"):
            inside = value.startswith(("#icon-", "data:image/png;base64,"))
            assert inside or re.fullmatch(links, value), value
    assert ("http-equiv", "Content-Security-Policy") in read.attributes
    assert "\u202e" not in page.decode()
    return read


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_a_page_is_plain_text_around_a_picture(name: str) -> None:
    page = page_html(row(Person(name=name), outcome()), TITLE, PICTURE)
    read = assert_harmless(page, "nothing")
    assert read.tags.count("svg") == 1
    assert TITLE in "".join(read.texts)


def test_a_page_tells_every_criterion_and_what_would_have_earned_it() -> None:
    result = outcome().result
    text = " ".join(Reader(page_html(row(Person(name="Ann"), outcome()), "Shop", PICTURE)).texts)
    for criterion in result.criteria:
        is_hidden = criterion.visibility == "hidden"
        assert (criterion.title in text) != is_hidden
        if criterion.missing and not is_hidden:
            assert criterion.missing in text
    for found in outcome().findings:
        if found.number:
            assert found.sentence.replace("\u202e", "") in text
            assert found.advice in text


def test_a_page_without_a_picture_or_a_grade_says_why() -> None:
    text = "".join(Reader(page_html(row(Person(name="Bob"), unreadable()), "Shop", b"")).texts)
    assert unreadable().result.reason in text
    assert "Criterion by criterion" not in text


def test_the_index_links_pages_and_nothing_else() -> None:
    rows = [row(Person(name=name), outcome(), code=f"s-{i}") for i, name in enumerate(NASTY_NAMES)]
    graded = table([*rows, row(Person(name="Cy"), None)])
    read = assert_harmless(index_html(graded, figures_of(graded)), r"feedback/s-\d+\.html")
    assert read.tags.count("a") == len(NASTY_NAMES)


def numbers_in(drawing: bytes) -> list[str]:
    root: Element = fromstring(drawing)
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return [one.text or "" for one in texts if one.get("font-weight") == "bold"]


def remark(number: int, *elements: str) -> Remark:
    return Remark(number=number, severity="high", sentence="x", elements=elements)


def marks_in(drawing: DisplayList) -> list[str]:
    return [
        item.text
        for item in drawing.items
        if isinstance(item, Text) and item.owner.startswith("mark")
    ]


def test_marks_stand_on_what_the_findings_blame() -> None:
    shop = diagram(SHOP)
    drawing = marked_drawing(shop, [remark(1, "db"), remark(2, "lb", "db", "nowhere")])
    assert sorted(marks_in(drawing)) == ["1", "2", "2"]
    for item in drawing.items:
        assert drawing.area.holds(extent_of(item).centre)
    assert numbers_in(picture_of(shop, [remark(1, "db"), remark(12, "lb")])) == ["1", "12"]
    assert numbers_in(picture_of(shop, [])) == []


def test_what_a_collapsed_container_hides_is_marked_on_it() -> None:
    shop = diagram(SHOP)
    layout = replace(shop.layout, collapsed=frozenset({ElementId("a")}))
    drawing = marked_drawing(replace(shop, layout=layout), [remark(1, "one"), remark(2, "two")])
    assert sorted(marks_in(drawing)) == ["1", "2"]


def test_pdf_pages_hold_all_words_within_their_margins() -> None:
    graded = row(Person(name="Ann " * 60), outcome())
    sheets = sheets_of(graded, TITLE, PICTURE)
    assert sheets[0].picture is not None
    words = " ".join(
        item.text for sheet in sheets for item in sheet.drawing.items if isinstance(item, Text)
    )
    for criterion in graded.result.criteria:
        assert (criterion.title in words) == (criterion.visibility != "hidden")
    for sheet in sheets:
        for item in sheet.drawing.items:
            box = extent_of(item)
            assert box.x >= 50
            assert box.x + box.width <= 794 - 50
            assert box.y + box.height <= 1123


def test_the_same_feedback_gives_the_same_pdf(qapp: object) -> None:
    graded = row(Person(name="Ann"), outcome())
    first = page_pdf(graded, "Shop", PICTURE)
    assert first.startswith(b"%PDF-")
    assert page_pdf(graded, "Shop", PICTURE) == first
    assert not re.search(rb"D:20\d\d|Date=\"20\d\d", first)


@pytest.mark.skipif(
    "TENET_EXAMPLES" not in os.environ or shutil.which("chromium") is None,
    reason="a browser takes seconds to start",
)
def test_a_browser_shows_a_page_and_runs_nothing(tmp_path: Path) -> None:
    nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    page = tmp_path / "page.html"
    page.write_bytes(page_html(row(Person(name=nasty), outcome()), nasty, PICTURE))
    done = subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", f"--user-data-dir={tmp_path / 'profile'}"),
            *("--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    shown = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    assert shown is not None
    assert "onerror" in shown[1]
    assert "<img" not in done.stdout
    assert "<script" not in done.stdout
    assert "Criterion by criterion" in done.stdout


def test_a_criterion_points_at_the_findings_that_prove_it_and_at_no_others() -> None:
    own = outcome()
    found = [one for one in own.findings if one.number]
    assert len({one.rule for one in found}) > 1
    first = replace(
        own.result.criteria[0],
        state=CriterionState.NOT_MET,
        points=0.0,
        elements=tuple({key for one in found for key in one.elements}),
        rules=(found[0].rule,),
    )
    result = replace(own.result, criteria=(first,))
    shown = page_values(row(Person(name="A"), structs.replace(own, result=result)), TITLE)
    numbers = [mark.number for mark in shown["criteria"][0]["marks"]]
    assert numbers == [one.number for one in found if one.rule == found[0].rule]


def test_what_could_not_be_read_is_not_told_as_no_points() -> None:
    page = page_html(row(Person(name="A"), unreadable()), TITLE, b"").decode()
    assert "Not graded yet" in page
    assert "of 100" not in page
    assert page.count("a.drawio") == 1
    assert "A person has to look at this" in page
