"""What a fix would do: apply it to the value, score again, take the difference."""

from dataclasses import dataclass

from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.rules import rule
from designer.rules.rule import Finding, Fix
from designer.scoring.engine import Totals, totals

MOST_OPTIONS = 3
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class FixPreview:
    """One option with its effect.

    Attributes:
        gain: points the overall score wins.
    """

    fix: Fix
    before: Totals
    after: Totals
    gain: float


def options(
    diagram: Diagram, finding: Finding, before: Totals | None = None
) -> tuple[FixPreview, ...]:
    """Return up to three fixes of ``finding`` that lower no tenet, the most rewarding first."""
    start = before or totals(diagram.topology, diagram.workload)
    found: list[FixPreview] = []
    for fix in rule(finding.rule).fixes(diagram, finding):
        try:
            fixed = apply(diagram, fix.edits)
        except EditRefused:
            continue
        after = totals(fixed.topology, fixed.workload)
        if any(after.tenets.get(t, 0.0) < s - _NOTHING for t, s in start.tenets.items()):
            continue
        gain = (after.overall or 0.0) - (start.overall or 0.0)
        found.append(FixPreview(fix=fix, before=start, after=after, gain=gain))
    return tuple(sorted(found, key=lambda p: -p.gain)[:MOST_OPTIONS])
