"""Searches a circuit for its minimal cut sets: what breaks a journey together, and no less.

Fleets stay symbolic. Of each class of interchangeable replicas only as many may fail as a cut set
may have parts, so that five hundred servers cost no more than three, and "any 3 of 4" is one cut
set. Diagrams that grow too large give way to plain pairs and singles: what is said is then of lower
order, never a part of a list.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, prod

from designer.analysis.alike import Class, classes
from designer.analysis.availability import variable_order
from designer.analysis.circuit import Circuit, Event, EventKind, NodeId, Op
from designer.analysis.compile import Compiled
from designer.analysis.cut_families import NONE, UNIT, CutFamilies, Family
from designer.analysis.decision_diagram import DecisionDiagrams, TooLargeError
from designer.analysis.evaluation import evaluate
from designer.analysis.scenario_sets import Pairs
from designer.analysis.scenarios import Outcome, Scenario, ScenarioSet
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId

ORDER = 3
NODE_LIMIT = 200_000
MOST = 5_000  # more cut sets than this are no answer; a lower order is
_MOST_IN_PAIRS = 1_500
_MOST_IN_LOOPS = 400

# (number of a class, how many of it), by number of the class.
Vector = tuple[tuple[int, int], ...]
# (numbers of classes of one fleet, how many of all of them).
Portion = tuple[tuple[int, ...], int]
Pattern = frozenset[Portion]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingPart:
    """Some of a class of interchangeable parts, or one thing.

    Attributes:
        events: all the interchangeable ones, in the order of the circuit.
        count: how many of them fail, 1 or more.
    """

    events: tuple[Event, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A minimal cut set, or all those that differ only in which of some alike parts fail.

    Attributes:
        parts: Regions, zones, then the rest; each as often as ``count`` says.
        journeys: ids of the journeys that every one of these cut sets breaks.
        sets: how many cut sets it stands for.
    """

    parts: tuple[FailingPart, ...]
    journeys: tuple[str, ...]
    sets: int

    @property
    def order(self) -> int:
        """How many things have to fail."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """All minimal cut sets up to an order.

    Attributes:
        cuts: each of them minimal for at least one journey; fewest parts first.
        order: the order up to which the list is complete.
        asked: the order that was asked for; more than ``order`` when the drawing is too large.
    """

    cuts: tuple[Cut, ...]
    order: int
    asked: int

    @property
    def is_complete(self) -> bool:
        """Tell whether everything asked for is there."""
        return self.order >= self.asked


def minimal_cuts(
    compiled: Compiled, wiring: Wiring, order: int = ORDER, limit: int = NODE_LIMIT
) -> Cuts:
    """Return the minimal cut sets of every journey, of at most ``order`` failures.

    A journey that fails when nothing has failed has none.
    """
    circuit = compiled.circuit
    whole = Outcome(compiled, wiring, ScenarioSet(()))
    tops = {
        journey: node for journey, node in compiled.journeys.items() if whole.succeeds(journey, -1)
    }

    def kind(event: Event) -> Hashable:
        element = wiring.topology.elements.get(ElementId(event.member))
        return (event.kind, "" if element is None else element.service)

    known = classes(circuit, tops.values(), kind)
    attempt = _by_diagrams(circuit, tops, known, order, limit)
    if attempt is None:
        attempt = _by_rows(compiled, wiring, tops, known, min(order, 2))
    found, reached = attempt
    cuts = _Gathering(compiled, wiring, known).gathered(found)
    return Cuts(cuts=cuts, order=reached, asked=order)


def _by_diagrams(
    circuit: Circuit, tops: Mapping[str, NodeId], known: Sequence[Class], order: int, limit: int
) -> tuple[dict[str, list[Vector]], int] | None:
    """Return the cut sets and their highest order; None when the diagrams grow too large.

    Depth first is the right order of variables where branches go their own ways, breadth first
    where layers are meshed; neither is known beforehand, so the first gets a small try.
    """
    tries = ((variable_order, limit // 4), (_by_distance, limit), (variable_order, limit))
    for ordered, most in tries:
        try:
            return _Diagrams(circuit, tops, known, order, most, ordered).up_to(order)
        except TooLargeError:
            continue
    return None


def _by_distance(circuit: Circuit, top: NodeId) -> list[int]:
    """Return the events ``top`` depends on, the nearest first."""
    seen = {top: None}
    pending = deque([top])
    while pending:
        for arg in circuit.args[pending.popleft()]:
            if arg not in seen:
                seen[arg] = None
                pending.append(arg)
    return [circuit.k[node] for node in seen if circuit.ops[node] is Op.VAR]


class _Diagrams:
    """The minimal cut sets of each journey by decision diagrams; raises ``TooLargeError``."""

    def __init__(
        self,
        circuit: Circuit,
        tops: Mapping[str, NodeId],
        known: Sequence[Class],
        order: int,
        limit: int,
        ordered: Callable[[Circuit, NodeId], list[int]],
    ) -> None:
        self._tops = tops
        self._limit = limit
        self._diagrams = diagrams = DecisionDiagrams(limit)
        class_of = {event: number for number, each in enumerate(known) for event in each.events}
        met: dict[int, None] = {}
        for top in dict.fromkeys(tops.values()):
            met.update(dict.fromkeys(class_of[event] for event in ordered(circuit, top)))
        values = [diagrams.true] * len(circuit.events)
        self._meaning: list[int] = []
        for number in sorted(met, key=lambda n: _rank(circuit.events[known[n].events[0]])):
            for event in known[number].events[:order]:
                values[event] = diagrams.variable(len(self._meaning))
                self._meaning.append(number)
        self._nodes = evaluate(circuit, diagrams, values)

    def up_to(self, order: int) -> tuple[dict[str, list[Vector]], int]:
        """Return the cut sets of at most ``order`` parts, or of fewer when they are too many."""
        while True:
            try:
                return self._found(order), order
            except TooLargeError:
                if order < 2:
                    raise
                order -= 1

    def _found(self, order: int) -> dict[str, list[Vector]]:
        families = CutFamilies(self._limit)
        solved: dict[NodeId, list[Vector]] = {}
        for top in dict.fromkeys(self._tops.values()):
            family = families.minimal_cuts(self._diagrams, self._nodes[top], order)
            solved[top] = list(_vectors(families, family, self._meaning))
        return {journey: solved[top] for journey, top in self._tops.items()}


def _rank(event: Event) -> int:
    """Return the place of an event's kind: Regions, zones, all else."""
    return min(event.kind, EventKind.SERVICE)


def _vectors(families: CutFamilies, family: Family, meaning: Sequence[int]) -> Iterator[Vector]:
    """Yield one set for all that differ only in which of some alike parts they name.

    Alike parts have neighbouring variables, and their first ones stand for any.
    """
    first = {number: at for at, number in reversed(list(enumerate(meaning)))}
    made = 0
    pending: list[tuple[Family, Vector]] = [(family, ())]
    while pending:
        node, chosen = pending.pop()
        if node == UNIT:
            made += 1
            if made > MOST:
                raise TooLargeError
            yield tuple(sorted(chosen))
        elif node != NONE:
            variable = families.variable[node]
            number = meaning[variable]
            pending.append((families.low[node], chosen))
            if variable == first[number]:
                pending.append((families.high[node], (*chosen, (number, 1))))
            elif chosen and chosen[-1] == (number, variable - first[number]):
                count = variable - first[number] + 1
                pending.append((families.high[node], (*chosen[:-1], (number, count))))


def _by_rows(
    compiled: Compiled,
    wiring: Wiring,
    tops: Mapping[str, NodeId],
    known: Sequence[Class],
    order: int,
) -> tuple[dict[str, list[Vector]], int]:
    """Return the minimal cut sets of each journey by evaluating all singles and pairs."""
    events = compiled.circuit.events
    base: list[tuple[int, Scenario]] = [
        (number, Scenario(id="", sentence="", events=frozenset((events[event].id,))))
        for number, each in enumerate(known)
        for event in each.events[: max(1, order)]
    ]
    singles = ScenarioSet(tuple(scenario for _, scenario in base))
    alone = Outcome(compiled, wiring, singles)
    found: dict[str, list[Vector]] = {}
    for journey in tops:
        broken = [number for at, (number, _) in enumerate(base) if not alone.succeeds(journey, at)]
        found[journey] = [((number, 1),) for number in dict.fromkeys(broken)]
    most = _MOST_IN_LOOPS if compiled.circuit.is_cyclic else _MOST_IN_PAIRS
    if order < 2:
        return found, order
    if len(base) > most:
        return found, 1
    pairs = Pairs(singles)
    both = Outcome(compiled, wiring, pairs)
    for journey in tops:
        lone = {vector[0][0] for vector in found[journey]}
        made: dict[Vector, None] = {}
        for index in both.breaking_of(journey):
            one, other = (base[part][0] for part in pairs.indices(index))
            if one not in lone and other not in lone:
                vector = ((one, 2),) if one == other else tuple(sorted(((one, 1), (other, 1))))
                made[vector] = None
        found[journey] += made
    return found, 2


class _Gathering:
    """Puts vectors of classes together into cuts: across journeys and across zones of a fleet."""

    def __init__(self, compiled: Compiled, wiring: Wiring, known: Sequence[Class]) -> None:
        self._compiled = compiled
        self._wiring = wiring
        self._classes = known

    def gathered(self, found: Mapping[str, Sequence[Vector]]) -> tuple[Cut, ...]:
        """Return the cuts, fewest parts first, then in the order of the circuit."""
        patterns: dict[Pattern, dict[Vector, None]] = {}
        for vectors in found.values():
            for pattern, members in self._patterns(vectors).items():
                patterns.setdefault(pattern, {}).update(dict.fromkeys(members))
        broken = self._broken({v for members in patterns.values() for v in members})
        cuts = [
            Cut(
                parts=tuple(self._parts(pattern)),
                journeys=tuple(
                    journey
                    for journey in self._compiled.journeys
                    if all(journey in broken[vector] for vector in members)
                ),
                sets=sum(self._sets(vector) for vector in members),
            )
            for pattern, members in patterns.items()
        ]
        place = {event.id: number for number, event in enumerate(self._compiled.circuit.events)}
        return tuple(
            sorted(
                cuts,
                key=lambda cut: (
                    cut.order,
                    [(place[part.events[0].id], part.count) for part in cut.parts],
                ),
            )
        )

    def _patterns(self, vectors: Iterable[Vector]) -> dict[Pattern, list[Vector]]:
        """Join, fleet by fleet, all ways to spread a number of failures over its classes."""
        found: dict[Pattern, list[Vector]] = {
            frozenset(((number,), count) for number, count in vector): [vector]
            for vector in vectors
        }
        fleets = {number: each.fleet for number, each in enumerate(self._classes)}
        several: dict[int, set[int]] = {}
        for pattern in found:
            for (number, *_), _count in pattern:
                if fleets[number] >= 0:
                    several.setdefault(fleets[number], set()).add(number)
        for fleet in (fleet for fleet, numbers in several.items() if len(numbers) > 1):
            groups: dict[tuple[Pattern, int], list[Pattern]] = {}
            for pattern in found:
                mine = frozenset(part for part in pattern if fleets[part[0][0]] == fleet)
                if mine:
                    total = sum(count for _, count in mine)
                    groups.setdefault((pattern - mine, total), []).append(pattern)
            for (rest, total), members in groups.items():
                used = sorted({part[0][0] for pattern in members for part in pattern - rest})
                if len(members) > 1 or len(used) > 1:
                    sizes = [len(self._classes[number].events) for number in used]
                    if len(members) == _spreads(sizes, total):
                        joined = [vector for pattern in members for vector in found.pop(pattern)]
                        found[rest | {(tuple(used), total)}] = joined
        return found

    def _broken(self, vectors: Iterable[Vector]) -> dict[Vector, frozenset[str]]:
        known = list(vectors)
        events = self._compiled.circuit.events
        scenarios = [
            Scenario(
                id="",
                sentence="",
                events=frozenset(
                    events[event].id
                    for number, count in vector
                    for event in self._classes[number].events[:count]
                ),
            )
            for vector in known
        ]
        outcome = Outcome(self._compiled, self._wiring, ScenarioSet(tuple(scenarios)))
        return {vector: frozenset(outcome.broken(at)) for at, vector in enumerate(known)}

    def _parts(self, pattern: Pattern) -> list[FailingPart]:
        events = self._compiled.circuit.events
        found = [
            FailingPart(
                events=tuple(
                    events[event]
                    for event in sorted(e for n in numbers for e in self._classes[n].events)
                ),
                count=count,
            )
            for numbers, count in pattern
        ]
        place = {event.id: number for number, event in enumerate(events)}
        return sorted(
            found,
            key=lambda part: (
                min(part.events[0].kind, EventKind.SERVICE),
                place[part.events[0].id],
            ),
        )

    def _sets(self, vector: Vector) -> int:
        return prod(comb(len(self._classes[number].events), count) for number, count in vector)


def _spreads(sizes: Sequence[int], total: int) -> int:
    """Return in how many ways ``total`` failures can be spread over classes of ``sizes``."""
    ways = [1] + [0] * total
    for size in sizes:
        ways = [sum(ways[n - take] for take in range(min(size, n) + 1)) for n in range(total + 1)]
    return ways[total]
