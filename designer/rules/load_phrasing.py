"""Says how a tier has followed a load, in the same words and digits in the window and in print."""

from dataclasses import dataclass

from designer.analysis.autoscaling.simulation import Course, Shortage
from designer.model.workload import LoadShape
from designer.rules.phrasing import count, span

SHAPE_NAMES = {
    LoadShape.DIURNAL: "Day and night",
    LoadShape.FLASH: "Flash crowd",
    LoadShape.RAMP: "Growing ramp",
    LoadShape.BATCH: "Batches",
    LoadShape.STEADY: "Steady",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure of a course.

    Attributes:
        label: short name.
        text: the value with its unit.
        meaning: one sentence.
        is_bad: worth the eye: requests suffer.
    """

    label: str
    text: str
    meaning: str
    is_bad: bool = False


def figures(course: Course) -> tuple[Figure, ...]:
    """Return the measures of ``course``, what hurts users first."""
    found = course.metrics
    return (
        Figure(
            label="Requests refused",
            text=percent(100 * course.refused_share),
            meaning="Part of all requests that met too few units.",
            is_bad=course.refused_share > 0,
        ),
        Figure(
            label="Time with too few",
            text=percent(found.under_timeshare),
            meaning="Under-provisioning timeshare (τU): part of the time in which demand is above "
            "supply.",
            is_bad=found.under_timeshare > 0,
        ),
        Figure(
            label="Missing on average",
            text=f"{percent(found.under_accuracy_percent)} ({number(found.under_accuracy)})",
            meaning="Under-provisioning accuracy (θU′ and θU): what is missing, as a share of "
            "demand and in units, over the whole time.",
            is_bad=found.under_accuracy > 0,
        ),
        Figure(
            label="Time with too many",
            text=percent(found.over_timeshare),
            meaning="Over-provisioning timeshare (τO): part of the time in which supply is above "
            "demand. A target of 50 % keeps twice of what is needed, so that it is all the time.",
        ),
        Figure(
            label="Spare on average",
            text=f"{percent(found.over_accuracy_percent)} ({number(found.over_accuracy)})",
            meaning="Over-provisioning accuracy (θO′ and θO): what is to spare, as a share of "
            "demand and in units, over the whole time.",
        ),
        Figure(
            label="Instability",
            text=percent(found.instability),
            meaning="Part of the time in which supply and demand do not move the same way.",
        ),
        Figure(
            label=f"{course.unit.capitalize()} hours",
            text=f"{number(course.unit_hours)} (ideal {number(course.ideal_hours)})",
            meaning="What is paid for, also while it warms up or drains, beside a supply that "
            "always equals demand.",
        ),
        Figure(
            label="Against no scaling",
            text="–" if course.speedup is None else f"{course.speedup:.2f} times better",
            meaning="Elastic speedup: the geometric mean of accuracies and timeshares against a "
            "fixed number. A dash where one of them is zero, or nothing moves.",
        ),
    )


def verdict(course: Course) -> str:
    """Return one sentence on the whole course."""
    if not course.shortages:
        return "Always enough."
    worst = longest(course.shortages)
    more = len(course.shortages) - 1
    others = f" Another {count(more, 'time')} for a shorter while." if more else ""
    return (
        f"Too few from {clock(worst.start_s)} for {span(worst.end_s - worst.start_s)}, "
        f"{worst.missing:,} missing at worst.{others}"
    )


def longest(shortages: tuple[Shortage, ...]) -> Shortage:
    """Return the longest of at least one shortage, the first of equals."""
    return max(shortages, key=lambda found: found.end_s - found.start_s)


def clock(seconds: float) -> str:
    """Return a time of the day, with the day when it is not the first.

    >>> clock(43500), clock(90000)
    ('12:05', 'day 2, 01:00')
    """
    day, rest = divmod(int(seconds), 86_400)
    text = f"{rest // 3600:02d}:{rest % 3600 // 60:02d}"
    return f"day {day + 1}, {text}" if day else text


def percent(value: float) -> str:
    """Return percent with the digits that matter.

    >>> percent(0), percent(0.042), percent(10.41666), percent(128.4)
    ('0 %', '0.04 %', '10.4 %', '128 %')
    """
    if value == 0:
        return "0 %"
    if value < 0.005:
        return "< 0.01 %"
    digits = 0 if value >= 100 else 1 if value >= 1 else 2
    return f"{value:.{digits}f} %"


def number(value: float) -> str:
    """Return a figure with the digits that matter.

    >>> number(0), number(0.001), number(0.5), number(123.4), number(12345.6)
    ('0', '< 0.01', '0.50', '123', '12,346')
    """
    if value == 0:
        return "0"
    if value < 0.005:
        return "< 0.01"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"
