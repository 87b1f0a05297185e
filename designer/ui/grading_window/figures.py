"""The totals of a class in a line."""

from collections.abc import Sequence
from statistics import fmean, median

from designer.rules.phrasing import count


def summary_of(percents: Sequence[float]) -> str:
    """Return how many were graded, with mean and median in percent of the total."""
    if not percents:
        return "Nobody has a grade yet."
    middle = f"mean {fmean(percents):.0f} %, median {median(percents):.0f} %"
    return (
        f"{count(len(percents), 'grade')}: {middle}, {min(percents):.0f} to {max(percents):.0f} %"
    )
