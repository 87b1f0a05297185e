"""Looks for the shortest list of fixes that takes a design to its targets.

Greedy: of all fixes of all findings the one that closes most of the gap is made, again and again;
in the end every step without which the targets are met as well is dropped. So no step of the list
can be left out; that no other list is shorter is not claimed, as this is a set cover problem.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.edits import Batch
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.rules import ALL_RULES
from designer.rules.rule import Finding, Fix, Severity
from designer.scoring.edit_words import words_of
from designer.scoring.effort import effort
from designer.scoring.fixes import Effect, effect_of, lowers
from designer.scoring.targets import Gap, Targets, gaps_of

MOST_STEPS = 60
MOST_SECONDS = 120.0
_NOTHING = 1e-9
_WEIGHT = {Severity.HIGH: 3.0, Severity.MEDIUM: 2.0, Severity.LOW: 1.0}

# Told the share that is done (0 to 1) and what is being done; False ends the search.
Progress = Callable[[float, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fix of a plan.

    Attributes:
        finding: key of the finding it removes.
        changes: what it changes, a line each.
        before, after: the design's effect when all earlier steps are made, and with this one.
    """

    title: str
    finding: str
    edits: Batch
    changes: tuple[str, ...]
    before: Effect
    after: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The fixes found, in the order in which they are made.

    Attributes:
        diagram: the design with all of them.
        is_reached: the targets are met.
        gaps: what stays short of its target after all steps, and why.
        is_complete: the search came to its end; False when it was stopped or out of time.
        cost: relative cost of all steps (see `effort`).
    """

    steps: tuple[Step, ...]
    diagram: Diagram
    before: Effect
    after: Effect
    is_reached: bool
    gaps: tuple[Gap, ...]
    is_complete: bool
    cost: float


@dataclass(frozen=True, slots=True)
class _State:
    """A design on the way, with what it still lacks."""

    diagram: Diagram
    facts: Facts
    effect: Effect
    gap: float
    open: float  # weight of the findings of the tenets that still fall short


@dataclass(frozen=True, slots=True)
class _Move:
    """A fix tried on the present design."""

    finding: Finding
    fix: Fix
    state: _State
    cost: float

    @property
    def rank(self) -> tuple[float, float, float, float]:
        """Smallest for the best: the gap left, the findings left, the cost, the points."""
        points = self.state.effect.totals.overall or 0.0
        return (round(self.state.gap, 9), self.state.open, self.cost, -points)


def improve(
    diagram: Diagram,
    targets: Targets,
    progress: Progress = lambda _share, _what: True,
    *,
    most_seconds: float = MOST_SECONDS,
) -> Plan:
    """Search fixes until ``targets`` are met or nothing offered brings the design nearer.

    The search is bounded: `MOST_STEPS` steps and ``most_seconds``; what was found by then is
    returned, marked as not complete.
    """
    return _Search(diagram, targets, progress, most_seconds).plan()


class _Search:
    """One search: the clock, the targets, and the way from design to design."""

    def __init__(
        self, diagram: Diagram, targets: Targets, progress: Progress, most_seconds: float
    ) -> None:
        self._targets = targets
        self._progress = progress
        self._ends = monotonic() + most_seconds
        self._start = self._state(diagram)
        self._is_stopped = False

    def plan(self) -> Plan:
        state, moves = self._start, list[_Move]()
        while state.gap > _NOTHING and len(moves) < MOST_STEPS:
            move = self._best(state, len(moves))
            if move is None:
                break
            moves.append(move)
            state = move.state
        is_reached = state.gap <= _NOTHING
        if moves:
            moves = self._pruned(moves, state.gap)
        return self._told(moves, is_reached)

    def _state(self, diagram: Diagram) -> _State:
        facts = Facts(diagram.topology, diagram.workload, importance=False)
        effect = effect_of(facts)
        gaps = gaps_of(facts, effect, self._targets)
        short = {tenet for gap in gaps for tenet in gap.tenets}
        weight = sum(
            _WEIGHT[finding.severity]
            for judge in ALL_RULES
            if judge.has_fixes and judge.tenet in short
            for finding in judge.findings(facts)[1]
        )
        return _State(diagram, facts, effect, sum(gap.size for gap in gaps), weight)

    def _goes_on(self, state: _State, number: int) -> bool:
        """Report progress; tell whether the search may go on."""
        if self._is_stopped or monotonic() > self._ends:
            self._is_stopped = True
            return False
        whole = self._start.gap or 1.0
        share = min(0.99, max(0.0, 1 - state.gap / whole))
        steps = "1 step" if number == 1 else f"{number} steps"
        if not self._progress(share, f"{steps} found, {share * 100:.0f} % of the way"):
            self._is_stopped = True
        return not self._is_stopped

    def _best(self, state: _State, number: int) -> _Move | None:
        best: _Move | None = None
        seen: list[Diagram] = []
        for finding, fix in _offers(state):
            if not self._goes_on(state, number):
                break
            try:
                fixed = apply(state.diagram, fix.edits)
            except EditRefused:
                continue
            if fixed == state.diagram or any(fixed.topology == other.topology for other in seen):
                continue
            seen.append(fixed)
            after = self._state(fixed)
            if lowers(state.effect.totals, after.effect.totals):
                continue
            nearer = after.gap < state.gap - _NOTHING
            if not nearer and (after.gap > state.gap + _NOTHING or after.open >= state.open):
                continue
            move = _Move(finding, fix, after, effort(state.diagram, fixed).cost)
            if best is None or move.rank < best.rank:
                best = move
        return best

    def _pruned(self, moves: list[_Move], gap: float) -> list[_Move]:
        """Leave out every step without which the gap is closed as far, the last ones first."""
        for move in reversed(moves):
            fewer = [other for other in moves if other is not move]
            made = _made(self._start.diagram, fewer)
            if made is not None and self._state(made).gap <= gap + _NOTHING:
                moves = fewer
        return moves

    def _told(self, moves: list[_Move], is_reached: bool) -> Plan:
        diagram, effect = self._start.diagram, self._start.effect
        steps: list[Step] = []
        for move in moves:
            fixed = apply(diagram, move.fix.edits)
            after = effect_of(Facts(fixed.topology, fixed.workload, importance=False))
            steps.append(
                Step(
                    title=move.fix.title,
                    finding=move.finding.key,
                    edits=move.fix.edits,
                    changes=words_of(diagram, move.fix.edits),
                    before=effect,
                    after=after,
                )
            )
            diagram, effect = fixed, after
        facts = Facts(diagram.topology, diagram.workload)
        return Plan(
            steps=tuple(steps),
            diagram=diagram,
            before=self._start.effect,
            after=effect,
            is_reached=is_reached,
            gaps=() if is_reached else gaps_of(facts, effect, self._targets),
            is_complete=not self._is_stopped,
            cost=effort(self._start.diagram, diagram).cost,
        )


def _offers(state: _State) -> Iterator[tuple[Finding, Fix]]:
    for judge in ALL_RULES:
        if judge.has_fixes:
            for finding in judge.findings(state.facts)[1]:
                for fix in judge.fixes(state.diagram, finding):
                    yield finding, fix


def _made(diagram: Diagram, moves: list[_Move]) -> Diagram | None:
    try:
        for move in moves:
            diagram = apply(diagram, move.fix.edits)
    except EditRefused:
        return None
    return diagram


def batch_of(plan: Plan, chosen: tuple[int, ...] | None = None) -> Batch:
    """Return the steps of ``plan`` (those with the numbers ``chosen``) as one edit."""
    numbers = range(len(plan.steps)) if chosen is None else chosen
    edits = tuple(plan.steps[number].edits for number in numbers)
    return Batch(edits=edits, label="Improve to target")
