"""Fixes of what a review misses, each tried on the drawing before it is offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.review.check import Check, Gap
from designer.rules.rule import Fix
from designer.rules.tenets import Tenet
from designer.rules.trial import facts_of
from designer.scoring.effort import Effort, effort
from designer.scoring.engine import totals_of

MOST = 3
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFix:
    """A fix that closes a gap.

    Attributes:
        after: the diagram with the fix.
        effort: what the change asks for.
    """

    fix: Fix
    after: Diagram
    effort: Effort


def gap_fixes(
    diagram: Diagram, check: Check, gap: Gap, facts: Facts | None = None
) -> tuple[GapFix, ...]:
    """Return the fixes that close ``gap``, lower no tenet and open no other gap of the check.

    Args:
        facts: of ``diagram``, for whoever asks about several gaps.
    """
    return tuple(_tried(diagram, check, gap, facts or facts_of(diagram)))[:MOST]


def closing_fix(diagram: Diagram, check: Check, gap: Gap, facts: Facts | None = None) -> Fix | None:
    """Return the first fix that closes ``gap``, whatever it means for the tenets; None without."""
    return next(
        (fix for fix, *_ in _closing(diagram, check, gap, facts or facts_of(diagram))), None
    )


def _tried(diagram: Diagram, check: Check, gap: Gap, facts: Facts) -> Iterator[GapFix]:
    before = facts.once("tenets", _tenets)
    for fix, after, found in _closing(diagram, check, gap, facts):
        now = _tenets(found)
        if all(now.get(tenet, 0.0) >= score - _NOTHING for tenet, score in before.items()):
            yield GapFix(fix=fix, after=after, effort=effort(diagram, after))


def _closing(
    diagram: Diagram, check: Check, gap: Gap, facts: Facts
) -> Iterator[tuple[Fix, Diagram, Facts]]:
    """Yield the fixes that close ``gap`` and open no other of the check, with what they lead to."""
    known = {each.key for each in facts.once(("gaps", check.id), check.outcome).gaps}
    if gap.key not in known:
        return
    for fix in check.fixes(diagram, gap):
        try:
            after = apply(diagram, fix.edits)
        except EditRefused:
            continue
        is_same_load = after.workload == diagram.workload
        found = facts.restated(after.topology) if is_same_load else facts_of(after)
        left = {each.key for each in check.outcome(found).gaps}
        if gap.key not in left and not left - known:
            yield fix, after, found


def _tenets(facts: Facts) -> Mapping[Tenet, float]:
    return totals_of(facts).tenets
