"""What can be said of a drawing on the picture itself: numbered findings and a grade, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding as a picture shows it.

    Attributes:
        number: stands in its mark and before its sentence.
        severity: "high", "medium" or "low".
        sentence: what was found.
        detail: a few words more: tenet, severity, price.
        elements: ids of what gets a mark; none where it is about the whole drawing.
        is_open: it rests on what the drawing does not state.
        is_accepted: the owner has accepted it, so that it is listed apart.
    """

    number: int
    severity: str
    sentence: str
    detail: str = ""
    elements: tuple[str, ...] = ()
    is_open: bool = False
    is_accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TenetPoints:
    """One tenet's score, 0 to 100; None where the tenet does not apply."""

    title: str
    points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The score of a drawing: its letter, the overall points (None for none) and the tenets."""

    letter: str
    overall: float | None
    tenets: tuple[TenetPoints, ...] = ()
