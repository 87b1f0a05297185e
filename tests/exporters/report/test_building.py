"""A report's content: the figures are those of the score, and nothing is left out."""

import json
import re
from dataclasses import replace

import pytest

from designer.exporters.html_report.page import page_of
from designer.exporters.report import building
from designer.exporters.report.building import CUT_ORDER, REMOVES, report_of
from designer.exporters.report.content import Report
from designer.exporters.report.markdown import to_markdown
from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard
from designer.scoring.scorecard_json import to_data
from designer.storage.diagram_file import read
from tests.builders import diagram
from tests.exporters.reports import report as made
from tests.exporters.reports import sample

SAMPLES = {path.stem: path for path in sample_files()}


def scored(name: str) -> tuple[Diagram, Scorecard, Report]:
    design = read(SAMPLES[name])
    card = score(design, cut_order=CUT_ORDER)
    return design, card, report_of(design, card, fixes=False)


def number(text: str) -> float:
    return float(text.replace("−", "-").removesuffix(" points").removesuffix(" point"))


@pytest.mark.parametrize("name", SAMPLES)
def test_figures_are_those_of_the_json(name: str) -> None:
    design, card, report = scored(name)
    data = json.loads(json.dumps(to_data(card, design, fixes=False)))
    assert report.headline.startswith(f"Overall {card.overall:.1f} of 100: {card.letter}")
    for line, tenet in zip(report.tenets, data["tenets"], strict=True):
        if tenet["score"] is None:
            assert line.points == "–"
        else:
            assert number(line.points) == pytest.approx(tenet["score"], abs=0.051)
        assert line.caps == tuple(f"{c['limit']:.0f}: {c['reason']}" for c in tenet["caps"])
    assert len(report.findings) == len(data["findings"])
    rows = {(row["rule"], row["sentence"]): row for row in data["findings"]}
    for finding in report.findings:
        row = rows[finding.rule, finding.sentence]
        assert number(finding.points) == pytest.approx(-row["points"], abs=0.051)
    assert [s.name for s in report.single_points] == [s["name"] for s in data["single_points"]]
    recovery = [*data["recovery"]["workload"], *data["recovery"]["rows"]]
    assert [(r.store, r.disruption) for r in report.recovery] == [
        (row["name"], row["disruption"]) for row in recovery
    ]
    asked = {(q["element"], q["property"]) for q in data["questions"]}
    assert sum(len(q.properties) for q in report.questions) == len(asked)


def test_fixes_come_with_their_points() -> None:
    design, report = sample("student-two-zones-on-paper"), made("student-two-zones-on-paper")
    data = to_data(score(design), design)
    rows = {(row["rule"], row["sentence"]): row for row in data["findings"]}
    for finding in report.findings:
        row = rows[finding.rule, finding.sentence]
        for fix, given in zip(finding.fixes, row["fixes"], strict=True):
            assert fix.title == given["title"]
            assert fix.changes == tuple(given["changes"])
            if fix.gain == REMOVES:
                assert given["gain"] < 0.06
            else:
                assert number(fix.gain) == pytest.approx(given["gain"], abs=0.051)


def test_a_large_design_gets_the_fixes_of_what_is_listed_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    design, whole = sample("student-two-zones-on-paper"), made("student-two-zones-on-paper")
    assert whole.fixes_note == ""
    monkeypatch.setattr(building, "_MOST_WORK", 5 * len(design.topology.elements))
    report = report_of(design)
    tried = int(re.sub(r"\D", "", report.fixes_note))
    assert 1 <= tried <= 5
    assert report.findings[:tried] == whole.findings[:tried]
    assert all(finding.fixes == () for finding in report.findings[tried:])
    assert any(finding.fixes for finding in whole.findings[tried:])
    assert report.fixes_note in to_markdown(report)
    assert report.fixes_note in page_of(report, "")


def test_the_day_is_the_simulated_one() -> None:
    report = made("three-tier")
    group = next(tier for tier in report.day.tiers if tier.name == "Auto Scaling group")
    assert len(group.demand) == len(group.supply) == 86_400 // group.step_s
    assert report.day.plotted == (group,)


def test_without_a_peak_the_day_says_why_it_is_missing() -> None:
    report = report_of(diagram("users u\nec2 web\nu -> web"))
    assert "no peak load" in report.day.problem
    assert report.day.plotted == ()


def test_what_an_import_worked_out_is_named() -> None:
    design = diagram("users u\nec2 web\nu -> web")
    topology = design.topology
    key = next(iter(topology.elements))
    guessed = replace(topology.elements[key], inferred=("Its zone is in the label.",))
    topology = replace(topology, elements=topology.elements.with_item(key, guessed))
    report = report_of(replace(design, topology=topology), fixes=False)
    assert report.inferred == ("Its zone is in the label.",)


def test_nothing_depends_on_the_run() -> None:
    design = read(SAMPLES["serverless-api"])
    once = report_of(design, fixes=False)
    assert once == report_of(design, fixes=False)
    assert not re.search(r"\d{4}-\d\d-\d\d", repr(once))
