"""How a score is said to people: the same words and digits in the terminal and in reports."""

from collections.abc import Iterable

from designer.rules.phrasing import count
from designer.rules.rule import Verdict
from designer.scoring.scorecard import Cap, Scorecard, ScoredFinding, TenetScore

NOTHING_SCORED = "Nothing in it can be scored."
NO_POINTS = "–"
SHOWN = 0.05  # points that still show in one decimal
_MORE = 0.5


def overall_words(card: Scorecard) -> str:
    """Say the overall score in one line, with what acceptances and open statements change."""
    if card.overall is None:
        return NOTHING_SCORED
    text = f"Overall {card.overall:.1f} of 100: {card.letter}"
    if card.overall_accepted is not None and card.accepted_count:
        text += f", {card.overall_accepted:.1f} without what is accepted"
    if card.overall_high is not None and card.overall_high > card.overall + SHOWN:
        return f"{text} (up to {card.overall_high:.1f} once everything is stated)"
    return text


def tenet_points(score: TenetScore) -> str:
    """Write the points of a tenet, "–" when it does not apply."""
    return NO_POINTS if score.low is None else f"{score.low:.1f}"


def tenet_up_to(score: TenetScore) -> str:
    """Write the points once everything is stated; "" when that brings hardly more."""
    if score.low is None or score.high is None or score.high <= score.low + _MORE:
        return ""
    return f"{score.high:.0f}"


def tenet_with_accepted(score: TenetScore) -> str:
    """Write the points without what is accepted; "" when nothing that counts is."""
    own = score.with_accepted if score.accepted >= SHOWN else None
    return "" if own is None else f"{own:.1f}"


def cap_words(cap: Cap) -> str:
    """Say what a tenet cannot exceed, and why."""
    return f"{cap.limit:.0f}: {cap.reason}"


def finding_counts(card: Scorecard) -> str:
    """Say how many findings there are, how many rest on what is not stated, how many are taken."""
    open_ones = [f for f in card.findings if not f.accepted]
    failed = sum(1 for f in open_ones if f.finding.verdict is Verdict.FAIL)
    parts = [count(failed, "finding")]
    if len(open_ones) > failed:
        parts.append(f"{len(open_ones) - failed} not stated")
    if len(open_ones) < len(card.findings):
        parts.append(f"{len(card.findings) - len(open_ones)} accepted")
    return ", ".join(parts)


def points_lost(found: ScoredFinding) -> str:
    """Write what a finding costs its tenet."""
    return f"-{found.points:.1f}" if found.points >= SHOWN else "0.0"


def targets_met(targets: Iterable[bool | None]) -> str:
    """Say whether the stated ones of some targets are met; "–" when none is stated."""
    stated = [met for met in targets if met is not None]
    if not stated:
        return NO_POINTS
    return "met" if all(stated) else "missed"
