"""Compares two marks of a pillar: how it stood when a milestone was kept, and now."""

from dataclasses import dataclass

from designer.model.review import Mark
from designer.review.wording import points

_NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One pillar then and now, in words.

    Attributes:
        way: "up", "down" or "" for no change of the points that are certain.
    """

    pillar: str
    then: str
    now: str
    change: str
    way: str
    high_risks: str
    medium_risks: str


def compared(pillar: str, then: Mark | None, now: Mark | None) -> Compared:
    """Compare the marks of ``pillar``; None where nothing applied."""
    change = high = medium = _NONE
    way = ""
    if then is not None and now is not None:
        gain = round(now.low - then.low, 1)
        change = f"{gain:+.1f}".replace("-", "−") if gain else "0.0"
        way = "up" if gain > 0 else "down" if gain < 0 else ""
        high = f"{then.high_risks} → {now.high_risks}"
        medium = f"{then.medium_risks} → {now.medium_risks}"
    return Compared(
        pillar=pillar,
        then=_points(then),
        now=_points(now),
        change=change,
        way=way,
        high_risks=high,
        medium_risks=medium,
    )


def _points(mark: Mark | None) -> str:
    return _NONE if mark is None else points(mark.low, mark.high)
