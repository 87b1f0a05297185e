"""Slides of the pillars and of responsibility: native, legible, and never fuller than the slide."""

import pytest
from pptx.util import Pt

from designer.exporters.options import ExportOptions, SlideKind
from designer.exporters.pptx.deck import to_pptx
from designer.exporters.report.building import report_of
from designer.exporters.report.content import Report
from designer.model.diagram import EMPTY, Diagram
from tests.builders import diagram
from tests.exporters.pptx.reading import opened

MANY = "sqs sns s3 dynamodb lambda alb nlb kinesis efs fsx ecs eks fargate rds aurora elasticache"
TENETS = (SlideKind.TENETS,)
ASKED = ExportOptions(slides=TENETS, pillars=True, responsibility=True)


def drawn() -> Diagram:
    services = "\n".join(f"  {key} x{number}" for number, key in enumerate(MANY.split()))
    return diagram(f"users u\nregion r eu-west-1\n{services}\n  ec2 one\nu -> one")


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(drawn(), fixes=False, pillars=True, responsibility=True)


def test_they_follow_the_others_only_where_they_are_asked_for(report: Report) -> None:
    titles = [slide.shapes.title.text for slide in opened(to_pptx(drawn(), ASKED, report)).slides]
    assert titles[1] == "Well-Architected pillars"
    assert titles[2].startswith("Shared responsibility")
    plain = opened(to_pptx(drawn(), ExportOptions(slides=TENETS)))
    assert len(plain.slides) == 1


def test_the_chart_has_the_points_of_the_pillars(report: Report) -> None:
    assert report.pillars is not None
    slide = opened(to_pptx(drawn(), ASKED, report)).slides[1]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    low = [pillar.low for pillar in report.pillars.pillars]
    assert list(chart.plots[0].categories)[::-1] == [p.title for p in report.pillars.pillars]
    assert list(chart.plots[0].series[0].values)[::-1] == pytest.approx(low)
    assert "What to do next:" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3])
def test_every_service_has_a_row_and_no_table_leaves_the_slide(
    report: Report, aspect: float
) -> None:
    assert report.responsibility is not None
    options = ExportOptions(slides=TENETS, pillars=True, responsibility=True, aspect=aspect)
    deck = opened(to_pptx(drawn(), options, report))
    named: list[str] = []
    signs = 0
    for slide in list(deck.slides)[2:]:
        frame = next(shape for shape in slide.shapes if shape.has_table)
        rows = list(frame.table.rows)
        assert frame.top + sum(row.height for row in rows) <= deck.slide_height - Pt(30)
        assert frame.width <= deck.slide_width - 2 * frame.left + Pt(1)
        assert len(rows[0].cells) == 13
        named += [row.cells[0].text.splitlines()[0] for row in rows[1:]]
        signs += sum(c.text[-1] in "✓✗?" for row in rows[1:] for c in list(row.cells)[1:])
    assert named == [row.service for row in report.responsibility.rows]
    assert len(deck.slides) > 3
    assert signs == len(report.responsibility.duties)


def test_nothing_drawn_has_slides_that_say_so() -> None:
    bare = report_of(EMPTY, fixes=False, pillars=True, responsibility=True)
    deck = opened(to_pptx(EMPTY, ASKED, bare))
    said = [shape.text_frame.text for shape in deck.slides[2].shapes if shape.has_text_frame]
    assert "Nothing is drawn that anybody answers for." in said
