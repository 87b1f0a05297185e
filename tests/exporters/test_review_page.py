"""The page of a review: nothing runs, nothing is loaded, and every name and note stays text."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from designer.exporters.clean_text import plain
from designer.exporters.html_report.review_content import content_of
from designer.exporters.html_report.review_page import review_html, set_page
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.review import Answer, Mark, Milestone, Review
from designer.review.checks import ALL_CHECKS
from designer.review.engine import key_of, review
from designer.review.lens import Lens, Resource
from designer.review.plan import improvement_plan
from designer.review.questions import WELL_ARCHITECTED
from tests.builders import diagram
from tests.exporters.hostile import HOSTILE
from tests.exporters.pages import Page
from tests.exporters.pinned import assert_pinned

DRAWN = """
    title Shop
    region r eu-west-1
      ec2 web "Web"
      rds db "Orders"
      cloudtrail trail "Trail"
    web -> db
"""
TRACE, DATA, PEOPLE = "sec_traceability", "sec_data", "sec_people"


def small() -> Lens:
    """Three questions of the pillars, which is enough to see every part of the page."""
    pillar = WELL_ARCHITECTED.pillars[1]
    asked = tuple(q for q in pillar.questions if q.id in (TRACE, DATA, PEOPLE))
    return replace(WELL_ARCHITECTED, pillars=(replace(pillar, questions=asked),))


def reviewed(text: str = "", name: str = "Before launch") -> Diagram:
    """Return a drawing with answers, a contradiction, notes and a milestone that say ``text``."""
    lens = small()
    keys = {question.id: key_of(lens, question) for question in lens.questions}
    answers = {
        keys[TRACE]: Answer(choices=FrozenMap({"sec_trail": False}), note=text or "See the wiki."),
        keys[PEOPLE]: Answer(not_applicable=text or "Nobody logs in."),
    }
    mark = Mark(low=10.0, high=90.0, high_risks=2, medium_risks=0)
    kept = Milestone(lens=lens.id, day="2026-01-31", marks=FrozenMap({lens.pillars[0].id: mark}))
    design = diagram(DRAWN)
    review = Review(answers=FrozenMap(answers), milestones=FrozenMap({name: kept}))
    design = replace(design, review=review)
    if not text:
        return design
    topology = design.topology
    for key, element in topology.elements.items():
        elements = topology.elements.with_item(key, replace(element, name=text))
        topology = replace(topology, elements=elements)
    return replace(design, topology=topology, title=text)


def page_of(design: Diagram, lens: Lens | None = None, pictures: str = "") -> str:
    lens = small() if lens is None else lens
    result = review(design, lens, ALL_CHECKS)
    plan = improvement_plan(design, result, ALL_CHECKS)
    return set_page(content_of(design, result, plan), pictures, "Tenet Designer")


def test_the_page_of_all_pillars_is_sound_and_always_the_same() -> None:
    design = reviewed()
    result = review(design, WELL_ARCHITECTED, ALL_CHECKS)
    text = review_html(design, result, ())
    assert text == review_html(design, result, ())
    assert text.endswith("</html>\n")
    page = Page(text)
    assert page.open == []
    assert not {"script", "iframe", "object", "link", "base", "form"} & set(page.tags)
    assert not [key for _, key, _ in page.attributes if key.startswith("on") or key == "style"]
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for target in page.values("xlink:href"):
        assert target.startswith("data:image/png;base64,") or target[1:] in ids
    for target in page.values("href"):
        inside = target.startswith("#") and target[1:] in ids
        assert inside or target.startswith("https://docs.aws.amazon.com/wellarchitected/")
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))
    assert page.tags.count("caption") == page.tags.count("table")
    shown = " ".join(" ".join(page.texts).split())
    for pillar in WELL_ARCHITECTED.pillars:
        assert pillar.name in shown
    for question in WELL_ARCHITECTED.questions:
        assert question.title in shown


def test_pinned_without_the_drawing() -> None:
    bare = re.sub(r"<style>.*?</style>", "<style></style>", page_of(reviewed()), flags=re.DOTALL)
    # The policy names the style by its hash; a test of reports compares the two.
    assert_pinned("review.html", re.sub(r"'sha256-[^']*'", "'sha256-'", bare))


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 12))
def test_hostile_names_notes_and_milestones_stay_text(start: int) -> None:
    expected = Page(page_of(reviewed("Tame")))
    for hostile in HOSTILE[start : start + 12]:
        text = hostile.strip() or "Tame"
        page = Page(page_of(reviewed(text, name=" ".join(plain(text).split())[:40] or "Tame")))
        assert page.tags == expected.tags
        assert [row[:2] for row in page.attributes] == [row[:2] for row in expected.attributes]
        shown = " ".join(" ".join(page.texts).split())
        assert " ".join(plain(text).split())[:40] in shown


def test_links_lead_to_aws_alone_whatever_a_lens_says() -> None:
    lens = small()
    choice = replace(
        lens.questions[0].choices[0],
        id="sec_mine",
        improvement=Resource("Do it", "javascript:alert(1)"),
    )
    question = replace(lens.questions[0], choices=(choice,))
    pillar = replace(lens.pillars[0], questions=(question,))
    page = page_of(reviewed(), replace(lens, pillars=(pillar,)))
    assert "Do it" in page
    assert "javascript" not in page


def test_an_empty_drawing_has_a_page() -> None:
    page = Page(page_of(Diagram()))
    assert page.open == []
    assert "still open" in " ".join(page.texts)
