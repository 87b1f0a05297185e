"""What a check says of a drawing, before points come into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How far the statement of a criterion is true.

    Attributes:
        share: 0 (not at all) to 1 (wholly).
        found: what is drawn, one sentence or more.
        missing: what would make the statement wholly true; "" when it is.
        elements: ids it is about.
        rules: ids of the rules whose findings at these elements prove what was found.
        done: occurrences that fulfil it, for criteria that count each.
        lacking: occurrences that do not, for criteria that count each of those.
        is_open: only a person can tell.
    """

    share: float
    found: str
    missing: str = ""
    elements: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    done: int = 0
    lacking: int = 0
    is_open: bool = False


def all_or_nothing(
    is_met: bool, found: str, missing: str = "", elements: tuple[str, ...] = ()
) -> Judgement:
    """Return the judgement of a statement that is either true or not."""
    return Judgement(
        share=1.0 if is_met else 0.0,
        found=found,
        missing="" if is_met else missing,
        elements=elements,
        done=1 if is_met else 0,
        lacking=0 if is_met else 1,
    )


def counted(done: int, of: int) -> float:
    """Return the share of ``done`` among ``of``; nothing to do is nothing done."""
    return 0.0 if of <= 0 else min(1.0, done / of)


def between(value: float, zero: float | None, full: float) -> float:
    """Return how far ``value`` has come from ``zero`` (0) to ``full`` (1); never outside.

    ``full`` may lie below ``zero``. Without ``zero`` it is all or nothing.
    """
    rises = zero is None or full >= zero
    if value >= full if rises else value <= full:
        return 1.0
    if zero is None or zero == full:
        return 0.0
    return min(1.0, max(0.0, (value - zero) / (full - zero)))


def shown_points(score: float) -> str:
    """Write a score (0 to 100) with one decimal at most."""
    # Rounded down, so that 89.96 is never shown as the 90 that it is not.
    return f"{int(score * 10) / 10:g}"
