"""The slide of the tenets: a chart of their scores beside what holds each of them back."""

from collections.abc import Iterator
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from designer.exporters.pptx.markup import FONT
from designer.exporters.pptx.notes import tenet_notes
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import (
    Run,
    add_foot,
    add_notes,
    add_text,
    describe,
    fitting,
    rgb,
)
from designer.exporters.report.content import Report, TenetLine
from designer.model.layout import Box
from designer.render.theme import Theme

_SUBTITLE = 22.0
_AXIS = 18.0
_LABELS = 118.0
_LEFT_SHARES = (0.48, 0.42)
"""Of the chart on wide slides, and on others, where the words need the room more."""
_WIDE_FROM = 800.0
_GAP = 22.0
_ROW_GAP = 6.0
_NAME, _REASON, _AXIS_SIZE, _SMALL = 12.0, 11.0, 9.0, 11.0
_SHOWN_INSIDE = 12.0
_GOOD, _FAIR = 80.0, 60.0
_GHOST = 0.35


def add_tenets(deck: Presentation, report: Report, theme: Theme, paper: Page) -> None:
    """Add the slide."""
    slide = add_slide(deck, score_words(report), paper)
    body = paper.body
    add_text(
        slide,
        Box(body.x, body.y, body.width, _SUBTITLE),
        [_subtitle(report, theme)],
        paper,
        "Summary",
    )
    area = Box(body.x, body.y + _SUBTITLE, body.width, body.height - _SUBTITLE)
    left = Box(area.x, area.y, area.width * _LEFT_SHARES[body.width < _WIDE_FROM], area.height)
    _add_chart(slide, report, left, theme, paper)
    step = (area.height - _AXIS) / max(1, len(report.tenets))
    x = left.right + _GAP
    for row, tenet in enumerate(report.tenets):
        box = Box(x, area.y + row * step + _ROW_GAP / 2, area.right - x, step - _ROW_GAP)
        runs = fitting(tuple(_reasons(tenet, theme)), box.width, box.height)
        add_text(slide, box, runs, paper, f"{tenet.title}: reasons")
    add_foot(slide, report.stamp, theme.muted, paper)
    add_notes(slide, list(tenet_notes(report)))


def score_words(report: Report) -> str:
    """Return the overall score as a heading."""
    if report.overall is None:
        return report.headline
    return f"Scored {report.letter}: {report.overall:.1f} of 100"


def grade_colour(points: float, theme: Theme) -> str:
    """Return the colour for so many points of 100."""
    name = "pass" if points >= _GOOD else "medium" if points >= _FAIR else "high"
    return theme.severity(name)


def _subtitle(report: Report, theme: Theme) -> Run:
    parts = [report.counts]
    if any(tenet.up_to for tenet in report.tenets):
        parts.append("lighter: once everything is stated")
    return Run(text="; ".join(parts), size=_NAME, colour=theme.muted)


def _reasons(tenet: TenetLine, theme: Theme) -> Iterator[Run]:
    heading = f"{tenet.title}: {tenet.points}"
    if tenet.up_to:
        heading += f" (up to {tenet.up_to})"
    yield Run(text=heading, size=_NAME, colour=theme.text, bold=True)
    if tenet.low is None:
        yield Run(text="Does not apply to this design.", size=_REASON, colour=theme.muted)
        return
    for cap in tenet.caps:
        yield Run(text=f"At most {cap}", size=_REASON, colour=theme.text)
    for part in tenet.parts:
        yield Run(
            text=f"{part.name}: {part.figure} ({part.points} of 100)",
            size=_REASON,
            colour=theme.muted,
        )


def _add_chart(slide: Slide, report: Report, box: Box, theme: Theme, paper: Page) -> None:
    # A bar chart grows from the bottom: the first tenet comes last.
    tenets = report.tenets[::-1]
    data = CategoryChartData(number_format="0.0")
    data.categories = [tenet.title for tenet in tenets]
    data.add_series("Score", [tenet.low for tenet in tenets])
    data.add_series(
        "Once everything is stated",
        [max(0.0, (tenet.high or 0.0) - (tenet.low or 0.0)) for tenet in tenets],
    )
    places = (paper.emu(side) for side in (box.x, box.y, box.width, box.height))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *places, data)
    said = "; ".join(f"{tenet.title} {tenet.points}" for tenet in report.tenets)
    describe(shape, "Chart of the tenets", f"Bar chart of the scores, 0 to 100: {said}")
    chart = shape.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size = FONT, Pt(paper.font(_AXIS_SIZE))
    chart.font.color.rgb = rgb(theme.text)
    _dress_axes(chart, theme, paper)
    _dress_bars(chart, tenets, theme, paper)
    _place_plot(chart, box)


def _dress_axes(chart: Any, theme: Theme, paper: Page) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 100, 20
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(theme.grid)
    values.format.line.fill.background()
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.font.size = Pt(paper.font(_AXIS_SIZE))
    values.tick_labels.font.color.rgb = rgb(theme.muted)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = rgb(theme.muted)
    names.tick_labels.font.size = Pt(paper.font(_SMALL))
    names.tick_labels.font.color.rgb = rgb(theme.text)


def _dress_bars(chart: Any, tenets: tuple[TenetLine, ...], theme: Theme, paper: Page) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    scores, rest = plot.series
    for number, tenet in enumerate(tenets):
        if tenet.low is None:
            continue
        colour = grade_colour(tenet.low, theme)
        fill = scores.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(colour)
        ghost = rest.points[number].format.fill
        ghost.solid()
        ghost.fore_color.rgb = rgb(blended(colour, theme.background, _GHOST))
        if tenet.low >= _SHOWN_INSIDE:
            label = scores.points[number].data_label
            label.position = XL_LABEL_POSITION.INSIDE_END
            frame = label.text_frame
            frame.text = tenet.points
            font = frame.paragraphs[0].runs[0].font
            font.size, font.bold = Pt(paper.font(_SMALL)), True
            font.color.rgb = rgb(theme.background)


def blended(colour: str, ground: str, share: float) -> str:
    """Return ``colour`` painted over ``ground`` with an opacity of ``share``, 0 to 1."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(
        f"{round(share * over + (1 - share) * under):02X}" for over, under in pairs
    )


def _channels(code: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(code.removeprefix("#")))


def _place_plot(chart: Any, box: Box) -> None:
    """Give the bars the whole height, so that each stands beside its reasons."""
    share = _LABELS / box.width
    layout = (
        f"<c:layout {nsdecls('c')}><c:manualLayout>"
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{share:.4f}"/><c:y val="0"/><c:w val="{0.97 - share:.4f}"/>'
        f'<c:h val="{1 - _AXIS / box.height:.4f}"/></c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.xpath("./c:layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
