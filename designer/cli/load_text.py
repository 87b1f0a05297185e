"""How tiers follow a load, as tables for people."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from designer.analysis.autoscaling.loads import Load
from designer.analysis.autoscaling.simulation import Course
from designer.cli.tables import cell, heading, table
from designer.rules.load_phrasing import number, percent, verdict
from designer.rules.phrasing import span


def load_parts(load: Load, courses: Sequence[Course]) -> Iterator[RenderableType]:
    """Yield the tables of the result."""
    shape = span(load.seconds)
    yield heading(f"Under the load '{load.name}': {load.peak_rps:,.0f} requests/s at most, {shape}")
    if not courses:
        yield cell("No tier states or assumes what it carries, so nothing can be simulated.")
        return
    yield table(
        [
            ("Tier", False),
            ("How it follows", False),
            ("Refused", True),
            ("Hours", True),
            ("Ideal", True),
        ],
        [_summary(course) for course in courses],
        flexible=1,
    )
    yield Text()
    short = [course for course in courses if course.shortages]
    yield heading("Too few" if short else "Always enough everywhere")
    for course in short:
        yield cell(f"{course.name}: {verdict(course)}")
    yield Text()
    yield heading("Measures after Herbst et al. (units; percent)")
    names = ("θU", "θO", "θU′", "θO′", "τU", "τO", "Instab.", "Dev.", "Speedup")
    yield table(
        [("Tier", False), *((name, True) for name in names)],
        [_measures(course) for course in courses],
        flexible=0,
    )


def _summary(course: Course) -> Sequence[str]:
    return (
        course.name,
        course.how,
        percent(100 * course.refused_share),
        _hours(course, course.unit_hours),
        _hours(course, course.ideal_hours),
    )


def _hours(course: Course, hours: float) -> str:
    """Return the hours that are paid for; requests a second are not rented by the hour."""
    return "–" if course.unit == "request/s" else number(hours)


def _measures(course: Course) -> Sequence[str]:
    found = course.metrics
    return (
        course.name,
        number(found.under_accuracy),
        number(found.over_accuracy),
        percent(found.under_accuracy_percent),
        percent(found.over_accuracy_percent),
        percent(found.under_timeshare),
        percent(found.over_timeshare),
        percent(found.instability),
        percent(found.deviation),
        "–" if course.speedup is None else f"{course.speedup:.2f}",
    )
