"""Fixes of what a review misses, each tried on the drawing before it is offered."""

from collections.abc import Iterator
from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.review.check import Check, Gap
from designer.rules.rule import Fix
from designer.scoring.effort import Effort, effort
from designer.scoring.engine import totals

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


def gap_fixes(diagram: Diagram, check: Check, gap: Gap) -> tuple[GapFix, ...]:
    """Return the fixes that close ``gap``, lower no tenet and open no other gap of the check."""
    return tuple(_tried(diagram, check, gap))[:MOST]


def closing_fix(diagram: Diagram, check: Check, gap: Gap) -> Fix | None:
    """Return the first fix that closes ``gap``, whatever it means for the tenets; None without."""
    return next((fix for fix, _ in _closing(diagram, check, gap)), None)


def _tried(diagram: Diagram, check: Check, gap: Gap) -> Iterator[GapFix]:
    before = totals(diagram.topology, diagram.workload).tenets
    for fix, after in _closing(diagram, check, gap):
        now = totals(after.topology, after.workload).tenets
        if all(now.get(tenet, 0.0) >= score - _NOTHING for tenet, score in before.items()):
            yield GapFix(fix=fix, after=after, effort=effort(diagram, after))


def _closing(diagram: Diagram, check: Check, gap: Gap) -> Iterator[tuple[Fix, Diagram]]:
    """Yield the fixes that close ``gap`` and open no other of the check, with what they lead to."""
    known = {each.key for each in check.outcome(_facts(diagram)).gaps}
    if gap.key not in known:
        return
    for fix in check.fixes(diagram, gap):
        try:
            after = apply(diagram, fix.edits)
        except EditRefused:
            continue
        left = {each.key for each in check.outcome(_facts(after)).gaps}
        if gap.key not in left and not left - known:
            yield fix, after


def _facts(diagram: Diagram) -> Facts:
    return Facts(diagram.topology, diagram.workload)
