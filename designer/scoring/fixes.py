"""What a fix would do: apply it to the value, score again, take the difference."""

from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.rules import rule
from designer.rules.rule import Finding, Fix
from designer.scoring.engine import Totals, totals, totals_of

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
    """Return up to three fixes that remove ``finding`` and lower no tenet, the best first."""
    start = before or totals(diagram.topology, diagram.workload)
    found: list[FixPreview] = []
    judge = rule(finding.rule)
    for fix in judge.fixes(diagram, finding):
        try:
            fixed = apply(diagram, fix.edits)
        except EditRefused:
            continue
        if fixed.topology == diagram.topology and fixed.workload == diagram.workload:
            continue
        facts = Facts(fixed.topology, fixed.workload)
        _, left = judge.findings(facts)
        if any(other.key == finding.key for other in left):
            continue
        after = totals_of(facts)
        if any(after.tenets.get(t, 0.0) < s - _NOTHING for t, s in start.tenets.items()):
            continue
        gain = (after.overall or 0.0) - (start.overall or 0.0)
        found.append(FixPreview(fix=fix, before=start, after=after, gain=gain))
    return tuple(sorted(found, key=lambda p: -p.gain)[:MOST_OPTIONS])
