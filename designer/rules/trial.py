"""Tries a fix out before it is offered: is the finding gone, and is nothing else the worse for it?

More parts are not always better: a second gateway that is needed beside the first is one more thing
that can fail. What only shows in the whole drawing is found by applying the fix to the value.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from designer.analysis.availability import MINUTES_PER_YEAR
from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.analysis.growth import load_of
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.rules.rule import Finding, Fix, Judgement, Verdict

Check = Callable[[Facts], Iterable[Judgement]]
Fixes = Callable[[Diagram, Finding], Iterable[Fix]]

_FOUND = frozenset({Verdict.FAIL, Verdict.UNKNOWN})
_NOTHING = 1e-9


class Trial:
    """Applies fixes of one finding to the value and looks at what becomes of it."""

    def __init__(self, check: Check, diagram: Diagram, finding: Finding) -> None:
        """Prepare to try fixes of ``finding``, which ``check`` made of ``diagram``."""
        self._check = check
        self._diagram = diagram
        self._finding = finding

    def after(self, fix: Fix) -> Diagram | None:
        """Return the diagram with ``fix``; None when it cannot be applied or changes nothing."""
        try:
            fixed = apply(self._diagram, fix.edits)
        except EditRefused:
            return None
        return None if fixed == self._diagram else fixed

    def is_left(self, facts: Facts) -> bool:
        """Tell whether the finding is still there."""
        found = (j for j in self._check(facts) if j.verdict in _FOUND)
        return any(judgement.about == self._finding.about for judgement in found)

    def is_harm(self, facts: Facts) -> bool:
        """Tell whether requests are served less than before, or less is left when a part fails."""
        return any(
            now > before + _NOTHING
            for now, before in zip(_burdens(facts), self._burdens, strict=True)
        )

    def passes(self, fix: Fix) -> bool:
        """Tell whether ``fix`` removes the finding and harms nothing."""
        fixed = self.after(fix)
        if fixed is None:
            return False
        facts = facts_of(fixed)
        if fixed.workload == self._diagram.workload:
            facts = self._before.restated(fixed.topology)
        return not self.is_left(facts) and not self.is_harm(facts)

    @cached_property
    def _before(self) -> Facts:
        return facts_of(self._diagram)

    @cached_property
    def _burdens(self) -> tuple[float, ...]:
        return _burdens(self._before)

    @property
    def is_due(self) -> bool:
        """Tell whether the diagram has the finding at all."""
        return self.is_left(self._before)


def facts_of(diagram: Diagram) -> Facts:
    """Return the facts of ``diagram`` without what only explanations need."""
    return Facts(diagram.topology, diagram.workload, importance=False)


def _burdens(facts: Facts) -> tuple[float, ...]:
    """Return what may not grow: downtime, single points of failure, and how full the tiers are."""
    report = facts.availability
    down = report.workload.unavailability
    down += report.operational.minutes_per_year / MINUTES_PER_YEAR
    counted = [point for point in facts.single_points if point.request]
    alone = [point for point in counted if point.kind == "element" and not point.managed]
    return (
        min(down, 1.0),
        len({point.fleet or point.id for point in alone}),
        any(point.stateful for point in alone),
        any(point.kind == "zone" for point in counted),
        any(point.kind == "region" for point in counted),
        max((len(point.journeys) for point in alone), default=0),
        1 - min((fleet.share_left for fleet in facts.fleets if fleet.is_judged), default=1.0),
        _fullest(facts, lambda tier: tier.max_rps),
        _fullest(facts, lambda tier: tier.grown_rps),
    )


def _fullest(facts: Facts, rate: Callable[[Tier], float | None]) -> float:
    """Return the share of its capacity that one request takes of the tier that gives out first."""
    loads = (load_of(tier, rate(tier)) for tier in facts.capacity.tiers)
    return max((1 / load for load in loads if load), default=0.0)


def tried(check: Check, fixes: Fixes) -> Fixes:
    """Return ``fixes`` without those that do not remove what ``check`` found, or do harm."""

    def offered(diagram: Diagram, finding: Finding) -> Iterator[Fix]:
        trial = Trial(check, diagram, finding)
        if not trial.is_due:
            return iter(())
        return (fix for fix in fixes(diagram, finding) if trial.passes(fix))

    return offered
