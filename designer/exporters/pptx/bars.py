"""A slide of scores: a chart of bars, and beside each bar the reasons for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from designer.exporters.pptx.markup import FONT
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.writing import Run, add_text, describe, fitting, rgb
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
_AXIS_SIZE, _SMALL = 9.0, 11.0
_SHOWN_INSIDE = 12.0
_GOOD, _FAIR = 80.0, 60.0
_GHOST = 0.35


class Scored(Protocol):
    """What a bar shows: ``low`` points of 100 in full, the rest up to ``high`` lighter."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def low(self) -> float | None:
        """Points, 0 to 100; None for none at all."""

    @property
    def high(self) -> float | None:
        """Points once everything is known."""

    @property
    def points(self) -> str:
        """``low`` as text."""


Reasons = Callable[[int], Iterator[Run]]
"""Yields what stands beside a bar, given its number."""


def add_bars(
    slide: Slide,
    bars: Sequence[Scored],
    reasons: Reasons,
    subtitle: Run,
    theme: Theme,
    paper: Page,
    *,
    what: str,
    rest: str,
) -> None:
    """Fill the body of a slide; reasons that do not fit are left out from the last on.

    Args:
        what: what the bars are, for the chart's name and alternative text, as "tenets".
        rest: what the lighter part of a bar means.
    """
    body = paper.body
    heading = Box(body.x, body.y, body.width, _SUBTITLE)
    add_text(slide, heading, [subtitle], paper, "Summary")
    area = Box(body.x, body.y + _SUBTITLE, body.width, body.height - _SUBTITLE)
    left = Box(area.x, area.y, area.width * _LEFT_SHARES[body.width < _WIDE_FROM], area.height)
    _add_chart(slide, bars, left, theme, paper, what, rest)
    step = (area.height - _AXIS) / max(1, len(bars))
    x = left.right + _GAP
    for row, bar in enumerate(bars):
        box = Box(x, area.y + row * step + _ROW_GAP / 2, area.right - x, step - _ROW_GAP)
        runs = fitting(tuple(reasons(row)), box.width, box.height)
        add_text(slide, box, runs, paper, f"{bar.title}: reasons")


def grade_colour(points: float, theme: Theme) -> str:
    """Return the colour for so many points of 100."""
    name = "pass" if points >= _GOOD else "medium" if points >= _FAIR else "high"
    return theme.severity(name)


def _add_chart(
    slide: Slide,
    bars: Sequence[Scored],
    box: Box,
    theme: Theme,
    paper: Page,
    what: str,
    rest: str,
) -> None:
    # A bar chart grows from the bottom: the first bar comes last.
    upwards = bars[::-1]
    data = CategoryChartData(number_format="0.0")
    data.categories = [bar.title for bar in upwards]
    data.add_series("Score", [bar.low for bar in upwards])
    data.add_series(
        rest,
        [max(0.0, (bar.high or 0.0) - (bar.low or 0.0)) for bar in upwards],
    )
    places = (paper.emu(side) for side in (box.x, box.y, box.width, box.height))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *places, data)
    said = "; ".join(f"{bar.title} {bar.points}" for bar in bars)
    describe(shape, f"Chart of the {what}", f"Bar chart of the scores, 0 to 100: {said}")
    chart = shape.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size = FONT, Pt(paper.font(_AXIS_SIZE))
    chart.font.color.rgb = rgb(theme.text)
    _dress_axes(chart, theme, paper)
    _dress_bars(chart, upwards, theme, paper)
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


def _dress_bars(chart: Any, bars: Sequence[Scored], theme: Theme, paper: Page) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    scores, rest = plot.series
    for number, bar in enumerate(bars):
        if bar.low is None:
            continue
        colour = grade_colour(bar.low, theme)
        fill = scores.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(colour)
        ghost = rest.points[number].format.fill
        ghost.solid()
        ghost.fore_color.rgb = rgb(blended(colour, theme.background, _GHOST))
        if bar.low >= _SHOWN_INSIDE:
            label = scores.points[number].data_label
            label.position = XL_LABEL_POSITION.INSIDE_END
            frame = label.text_frame
            frame.text = bar.points
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
