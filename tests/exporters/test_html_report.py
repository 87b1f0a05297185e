"""The report as one HTML file: nothing runs, nothing is loaded, and every name stays a name."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from designer.exporters.clean_text import plain
from designer.exporters.html_report.page import level, page_of, to_html
from designer.exporters.html_report.plot import plot_of
from designer.exporters.report.building import report_of
from designer.model.diagram import Diagram
from tests.builders import diagram
from tests.exporters.hostile import HOSTILE
from tests.exporters.pages import Page
from tests.exporters.pinned import assert_pinned
from tests.exporters.reports import report, sample, unstamped


def named(design: Diagram, names: tuple[str, ...]) -> Diagram:
    topology = design.topology
    for key, name in zip(topology.elements, names, strict=False):
        element = replace(topology.elements[key], name=name, inferred=(name,))
        topology = replace(topology, elements=topology.elements.with_item(key, element))
    return replace(design, topology=topology, title=names[0], description="One.\n\nTwo.")


@pytest.mark.parametrize("name", ["three-tier", "static-site"])
def test_the_page_is_sound(name: str) -> None:
    page = Page(to_html(sample(name), fixes=False))
    assert page.open == []
    assert not {"script", "iframe", "object", "link", "base", "form"} & set(page.tags)
    assert not [key for _, key, _ in page.attributes if key.startswith("on") or key == "style"]
    for _, key, value in page.attributes:
        if key in ("href", "xlink:href", "src"):
            assert value.startswith(("#", "data:image/png;base64,"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for target in page.values("href") + page.values("xlink:href"):
        assert not target.startswith("#") or target[1:] in ids
    for label in page.values("aria-labelledby"):
        assert label in ids


def test_the_policy_forbids_all_but_the_own_style_and_pictures_inside() -> None:
    text = to_html(sample("static-site"), fixes=False)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    assert not re.search(r"https?://(?!www\.w3\.org/)", text)


def test_headings_and_tables_can_be_read_aloud() -> None:
    text = to_html(sample("serverless-api"), fixes=False)
    page = Page(text)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))
    heads = page.tags.count("th")
    assert heads == len([1 for tag, key, _ in page.attributes if (tag, key) == ("th", "scope")])
    assert page.tags.count("caption") == page.tags.count("table")
    # Every drawing tells what it shows, but those that only repeat the figure beside them.
    for drawing in re.findall(r"<svg[^>]*>(?:\s*<title>)?", text):
        assert "aria-hidden" in drawing or 'role="img"' in drawing
        assert "aria-hidden" in drawing or "aria-label" in drawing or "<title>" in drawing


def test_hostile_names_change_nothing_but_the_text() -> None:
    design = sample("student-two-zones-on-paper")
    tame = tuple(f"Name {number}" for number in range(len(design.topology.elements)))
    width = len(tame)
    expected = Page(page_of(report_of(named(design, tame), fixes=False), ""))
    for start in range(0, len(HOSTILE), width):
        names = tuple((HOSTILE + HOSTILE)[start : start + width])
        page = Page(page_of(report_of(named(design, names), fixes=False), ""))
        assert page.tags == expected.tags
        assert [row[:2] for row in page.attributes] == [row[:2] for row in expected.attributes]
        shown = " ".join(" ".join(page.texts).split())
        for name in names:
            assert " ".join(plain(name).split())[:40] in shown


def test_hostile_names_stay_text_in_the_drawing() -> None:
    design = named(sample("static-site"), HOSTILE[11:])
    page = Page(to_html(design, fixes=False))
    assert not {"script", "img", "b", "foreignobject"} & set(page.tags) - {"b"}
    assert "onerror" not in {key for _, key, _ in page.attributes}


@pytest.mark.parametrize("name", ["three-tier", "student-two-zones-on-paper"])
def test_pinned_without_the_drawing(name: str) -> None:
    page = page_of(unstamped(report(name)), "", "A caption.")
    bare = re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)
    # The policy names the style by its hash; another test compares the two.
    assert_pinned(f"{name}.html", re.sub(r"'sha256-[^']*'", "'sha256-'", bare))


def test_the_same_design_gives_the_same_bytes() -> None:
    design = sample("static-site")
    assert to_html(design, fixes=False) == to_html(design, fixes=False)


def test_each_icon_is_stored_once() -> None:
    text = to_html(sample("three-tier"), fixes=False)
    icons = re.findall(r"data:image/png;base64,[^\"]*", text)
    assert len(icons) == len(set(icons)) > 5


def test_marks_of_the_drawing_lead_to_the_findings_they_number() -> None:
    page = Page(to_html(sample("student-two-zones-on-paper"), fixes=False))
    made = report("student-two-zones-on-paper")
    ways = [value for tag, key, value in page.attributes if (tag, key) == ("a", "href")]
    marked = {int(way.removeprefix("#finding-")) for way in ways if way.startswith("#finding-")}
    about = {finding.number for finding in made.findings if finding.elements}
    assert marked <= about
    # Beyond a few at one place the rest share a mark.
    assert len(marked) > len(about) / 2
    assert [f.number for f in made.findings] == list(range(1, len(made.findings) + 1))


def test_an_empty_design_has_a_page() -> None:
    page = Page(to_html(diagram("")))
    assert "Nothing in it can be scored." in "".join(page.texts)
    assert page.open == []


def test_the_plot_shows_what_is_missing() -> None:
    tiers = report_of(sample("student-replica-is-no-backup"), fixes=False).day.tiers
    short = [tier for tier in tiers if tier.is_short]
    calm = next(tier for tier in tiers if not tier.is_short)
    assert 'class="missing"' not in plot_of(calm)
    for tier in short:
        assert 'class="missing"' in plot_of(tier)
    fleet = replace(calm, demand=(1, 1, 4, 4), supply=(1, 1, 2, 4), is_short=True, step_s=21_600)
    drawn = plot_of(fleet)
    # Two values too few: the area from demand down to supply over a quarter of the width.
    points = re.search(r'points="([^"]*)" class="missing"', drawn)
    assert points is not None
    corners = {tuple(map(float, corner.split(","))) for corner in points[1].split()}
    assert {x for x, _ in corners} == {56.0, 382.0, 545.0, 708.0}
    assert "24:00" in drawn


def test_colours_follow_the_points() -> None:
    assert [level(points) for points in (None, 59.9, 60, 80)] == ["none", "poor", "fair", "good"]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no Chromium")
def test_a_browser_shows_it_and_has_nothing_to_refuse(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(named(sample("static-site"), HOSTILE[11:]), fixes=False), "utf-8")
    done = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={tmp_path / 'report.pdf'}",
            file.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        check=False,
    )
    told = done.stderr.decode(errors="replace")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert "Content Security Policy" not in told
    assert "CONSOLE" not in told
