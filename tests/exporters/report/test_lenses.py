"""Pillars and responsibility in reports: the review's own figures, only for those who ask."""

from dataclasses import replace

import pytest

from designer.exporters.html_report.page import page_of
from designer.exporters.report.building import report_of
from designer.exporters.report.content import Report
from designer.exporters.report.markdown import to_markdown
from designer.exporters.report.markdown_text import escaped
from designer.model.diagram import EMPTY, Diagram
from designer.model.frozen import FrozenMap
from designer.model.review import Answer, Mark, Milestone, Review
from designer.responsibility.design import Standing, responsibility
from designer.review.checks import ALL_CHECKS
from designer.review.engine import review
from designer.review.questions import WELL_ARCHITECTED
from tests.builders import diagram

NAME = "<b>x|y</b>"
SHOP = f"""
users u
region r eu-west-1
  zone a
    ec2 one
    rds db "{NAME}"
u -> one -> db
"""
SAID = {
    "well-architected:sec_identity": Answer(
        choices=FrozenMap({"sec_least_privilege": True}), note="<i>seen</i>"
    ),
    "well-architected:cost_tracking": Answer(not_applicable="we sell <nothing>"),
}


def drawn() -> Diagram:
    shop = diagram(
        f'users u\nregion r eu-west-1\n  zone a\n    ec2 one\n    rds db "{NAME}"\nu -> one -> db'
    )
    kept = Milestone(
        lens="well-architected",
        day="2026-11-20",
        marks=FrozenMap({"security": Mark(low=1.5, high=20.0, high_risks=5, medium_risks=0)}),
    )
    said = Review(answers=FrozenMap(SAID), milestones=FrozenMap({"First": kept}))
    return replace(shop, review=said)


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(drawn(), fixes=False, pillars=True, responsibility=True)


def test_nobody_gets_them_unasked() -> None:
    plain = report_of(drawn(), fixes=False)
    assert (plain.pillars, plain.responsibility) == (None, None)
    assert "## Pillars" not in to_markdown(plain)
    assert 'id="pillars"' not in page_of(plain, "")


def test_pillars_are_those_of_the_review(report: Report) -> None:
    result = review(drawn(), WELL_ARCHITECTED, ALL_CHECKS)
    part = report.pillars
    assert part is not None
    assert [(p.low, p.high) for p in part.pillars] == [(s.low, s.high) for s in result.pillars]
    asked = [question for pillar in part.pillars for question in pillar.questions]
    assert [question.title for question in asked] == [q.question.title for q in result.questions]
    for line, state in zip(asked, result.questions, strict=True):
        others = [c for c in state.choices if not c.choice.is_none_of_these]
        if not state.is_applicable:
            assert (line.risk, line.gaps) == ("does not apply", ())
            continue
        assert len(line.followed) == sum(bool(c.state) for c in others)
        assert len(line.followed) + len(line.gaps) == len(others)
        assert all(gap.remedies for gap in line.gaps)
    assert part.headline.startswith(f"{sum(s.high_risks for s in result.pillars)} of 22 questions")
    assert len(part.plan) == 12
    assert part.milestones[0][0] == "2026-11-20 First"
    assert part.milestones[0][1][1] == "1.5"
    assert part.milestones[-1][1][1] == part.pillars[1].points


def test_responsibility_is_that_of_the_design(report: Report) -> None:
    found, part = responsibility(drawn()), report.responsibility
    assert part is not None
    assert [row.service for row in part.rows] == ["EC2 instance", "RDS"]
    shown = [duty for duty in found.duties if duty.standing is not Standing.NOT_SHOWN]
    assert len(part.duties) == len(shown) > 0
    assert [d.standing for d in part.duties] == sorted(
        (duty.standing.value for duty in shown), key=["missing", "not stated", "done"].index
    )
    signs = "".join(cell.sign for row in part.rows for cell in row.cells)
    assert len(signs) == len(shown)
    assert signs.count("✗") == sum(duty.standing is Standing.MISSING for duty in shown)


def test_names_and_remarks_stay_text(report: Report) -> None:
    page, text = page_of(report, ""), to_markdown(report)
    assert NAME not in page
    assert "&lt;b&gt;x|y&lt;/b&gt;" in page
    assert "<i>" not in page
    assert "&lt;i&gt;seen&lt;/i&gt;" in page
    assert NAME not in text
    assert escaped(NAME) in text
    assert "<i>" not in text
    assert "we sell &lt;nothing&gt;" in page
    assert "we sell &lt;nothing&gt;" in text
    for title in ("Pillars", "Responsibility", "Yours to do", "What to do next"):
        assert f"# {title}" in text
        assert f">{title}" in page


def test_nothing_drawn_can_be_told_of_as_well() -> None:
    bare = report_of(EMPTY, fixes=False, pillars=True, responsibility=True)
    assert "Nothing is drawn that anybody answers for." in to_markdown(bare)
    assert "Nothing is drawn that anybody answers for." in page_of(bare, "")
