"""Criteria of the pillars and of shared responsibility: what each asks, as plain values."""

from dataclasses import dataclass

from designer.responsibility.areas import Area
from designer.review.pillars import Pillar


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarScore:
    """The points of a pillar reach a bar.

    Attributes:
        pillar: None for all five, of which the lowest counts.
        full: points (0 to 100) from which everything is earned.
        zero: points up to which nothing is earned; in between the share grows evenly. None for
            all or nothing at ``full``.
        drawn_only: what the team has answered does not count.
    """

    pillar: Pillar | None
    full: float
    zero: float | None = None
    drawn_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRisks:
    """No more than so many questions of a pillar are at risk.

    Attributes:
        pillar: None for all five together.
        at_most: number that earns everything.
        zero: number from which nothing is earned, above ``at_most``; None for all or nothing.
        medium: medium risks count beside high ones.
        if_open: a question that answers could still bring to such a risk counts too.
        drawn_only: what the team has answered does not count.
    """

    pillar: Pillar | None
    at_most: int
    zero: int | None = None
    medium: bool = False
    if_open: bool = False
    drawn_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPassed:
    """Checks of the pillars that the drawing must pass; the share earned is that of those passed.

    Attributes:
        checks: check ids.
        if_silent: a check that has nothing to judge in the drawing counts as passed.
    """

    checks: tuple[str, ...]
    if_silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMissing:
    """At least one check of the pillars misses something: usually a mistake that takes points.

    Attributes:
        checks: check ids.
        if_unstated: what is only not stated counts too.
    """

    checks: tuple[str, ...]
    if_unstated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFollowed:
    """Practices of the pillars are answered yes; the share earned is that of those followed.

    Attributes:
        practices: ids of choices.
        if_silent: a practice that nothing in the drawing could be about, and one whose question
            the team says does not apply, count as followed.
        drawn_only: what the team has answered does not count.
    """

    practices: tuple[str, ...]
    if_silent: bool = False
    drawn_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    """What is the customer's of a service is done; the share earned is that of the duties done.

    Attributes:
        areas: what somebody answers for.
        terms: the services as the rubric names them, words: for people; both empty for any.
        services: catalog keys; empty for any.
        if_silent: with nothing of the customer's to judge it counts as done.
    """

    areas: tuple[Area, ...]
    terms: tuple[str, ...] = ()
    words: str = ""
    services: frozenset[str] = frozenset()
    if_silent: bool = False


LensCheck = PillarScore | PillarRisks | CheckPassed | CheckMissing | PracticeFollowed | DutyDone
"""What the two other ways to look at a drawing can be asked."""
