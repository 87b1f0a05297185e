"""How much of the year the workload is up: what the drawing implies, and what operation adds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from designer.analysis.circuit import Circuit, Event, EventKind, NodeId
from designer.analysis.compile import Compiled
from designer.analysis.cut_bounds import Bracket, TooManyCutsError, bracket
from designer.analysis.decision_diagram import DecisionDiagrams, TooLargeError
from designer.analysis.evaluation import evaluate
from designer.analysis.failure_domains import Placement
from designer.analysis.formula import Formula, NotDecomposableError, formula
from designer.analysis.operational import OperationalDowntime
from designer.analysis.parameters import Basis, Parameters, stated_down
from designer.analysis.probability import Gradient, Layouts, Solver
from designer.analysis.sampling import sample
from designer.analysis.services import Services
from designer.analysis.setups import Setup
from designer.analysis.wiring import Wiring
from designer.catalog.service import AvailabilityFigure, Scope
from designer.model.ids import ElementId
from designer.model.workload import Figures

MINUTES_PER_YEAR = 525_600.0  # of 365 days, as AWS counts


# By node of a circuit: the formula, the node in it, and how parts of it are solved.
Formulas = dict[NodeId, tuple[Formula, int, Layouts]]

EXACT, BOUNDED, SIMULATED = "exact", "bounded", "simulated"
_MOST_SHOWN = 50


class Contribution(NamedTuple):
    """How much one failure event matters.

    Attributes:
        event: the event's id.
        ids: elements it stands for.
        name: for people.
        unavailability: of the event itself, 0 to 1.
        birnbaum: by how much the top unavailability falls when the event's falls by 1.
        share: part of the top unavailability that goes when the event never happens, 0 to 1
            (Fussell-Vesely).
    """

    event: str
    ids: tuple[str, ...]
    name: str
    unavailability: float
    birnbaum: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Structural availability of a journey or of the workload.

    Attributes:
        unavailability: 0 to 1, computed directly (never as 1 - availability).
        method: "exact", "bounded" or "simulated".
        low, high: bounds of the unavailability: equal to it when exact, certain when bounded (it
            is then the upper one), a 95 % interval when simulated.
        contributions: largest share first.
    """

    unavailability: float
    method: str
    low: float
    high: float
    contributions: tuple[Contribution, ...] = ()

    @property
    def nines(self) -> float:
        """-log10 of the unavailability; ``math.inf`` when it never fails."""
        return -math.log10(self.unavailability) if self.unavailability > 0 else math.inf

    @property
    def percent(self) -> float:
        """Availability in percent."""
        return 100 * (1 - self.unavailability)

    @property
    def minutes_per_year(self) -> float:
        """Downtime, minutes a year of 365 days."""
        return self.unavailability * MINUTES_PER_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityReport:
    """Structural availability by journey and of the workload, operational downtime beside it.

    Attributes:
        workload: all request journeys at once.
        journeys: by journey id, background ones included.
        operational: what failures, failovers and changes add.
        short_of_demand: units too small for the stated peak even when nothing has failed; the
            journeys that need them count as down.
        basis: the figures it rests on.
    """

    workload: Availability
    journeys: tuple[tuple[str, Availability], ...]
    operational: OperationalDowntime
    short_of_demand: tuple[ElementId, ...]
    basis: Basis

    def journey(self, key: str) -> Availability:
        """Return the availability of one journey."""
        return dict(self.journeys)[key]


class Likelihood:
    """How likely each elementary event of a drawing is down."""

    def __init__(self, placement: Placement, wiring: Wiring, parameters: Parameters) -> None:
        """Read the figures of ``parameters`` and of the catalog."""
        self._placement = placement
        self._wiring = wiring
        self._services: Services = wiring.services
        self.parameters = parameters
        self._known: dict[tuple[str, str, EventKind], float] = {}
        self._by_figure: dict[tuple[Setup, str, bool], float | None] = {}

    def down(self, event: Event) -> float:
        """Return the unavailability of ``event``, 0 to 1."""
        _, kind, _, element, member, _ = event
        # The replicas behind one icon are alike.
        key = (element, member, kind)
        found = self._known.get(key)
        if found is None:
            if kind is EventKind.REGION:
                return 1 - self.parameters.region
            if kind is EventKind.ZONE:
                return 1 - self.parameters.zone
            found = self._known[key] = self._part(event)
        return found

    def _part(self, event: Event) -> float:
        alone = event.member == event.element
        parts = (event.element,) if alone else (event.member, event.element)
        overrides = self.parameters.overrides
        for element in parts if overrides else ():
            elements = self._wiring.topology.elements
            for key in (element, elements[ElementId(element)].service):
                if key in overrides:
                    return 1 - overrides[key]
        if self.parameters.profile is Figures.CUSTOM:
            for element in parts:
                stated = stated_down(self._wiring.topology.elements[ElementId(element)])
                if stated is not None:
                    return stated
        of = "service" if event.kind is EventKind.SERVICE else "node"
        for element in parts:
            down = self._catalogued(ElementId(element), of)
            if down is not None:
                return down
        outside = self._placement.locations.scope(ElementId(event.element)) is Scope.EXTERNAL
        return 0.0 if outside else 1 - self.parameters.unstated

    def _catalogued(self, element: ElementId, of: str) -> float | None:
        """Return what the catalog says of ``element``: its first figure whose conditions hold.

        Of the wanted kind if there is one; None when there is none at all.
        """
        setup = self._services.setup(element)
        one_zone = False
        if setup.counts_zones:
            zones = len(self._placement.zones_of(element))
            one_zone = zones < 2 or self._placement.service_zone(element) is not None
        key = (setup, of, one_zone)
        if key not in self._by_figure:
            figure = setup.availability_figure(of, one_zone=one_zone)
            self._by_figure[key] = None if figure is None else self._down_by(figure)
        return self._by_figure[key]

    def _down_by(self, figure: AvailabilityFigure) -> float:
        designed = self.parameters.profile is Figures.DESIGNED_FOR
        percent = figure.designed_for if designed else None
        return (100 - (figure.sla if percent is None else percent)) / 100


class AvailabilityModel:
    """Solves nodes of one circuit."""

    def __init__(
        self,
        circuit: Circuit,
        down: Sequence[float],
        *,
        importance: bool = True,
        formulas: Formulas | None = None,
    ) -> None:
        """Solve nodes of ``circuit``; ``down`` has the unavailability of each of its events.

        Without ``importance`` exact answers come without contributions, in half the time.
        ``formulas`` keeps what the circuit's nodes are as formulas, for another model of it.
        """
        self._formulas: Formulas = {} if formulas is None else formulas
        self._circuit = circuit
        self._importance = importance
        self.down = tuple(down)

    @cached_property
    def _kinds(self) -> tuple[EventKind, ...]:
        return tuple(event.kind for event in self._circuit.events)

    def solve(self, top: NodeId, method: str = "") -> Availability:
        """Return the availability of ``top``, and how it was found.

        Exact where it can be solved, else bounded where the bounds say enough, else simulated;
        ``method`` forces one of the three. Raises ``TooLargeError`` or ``TooManyCutsError`` when
        the forced one has no answer.
        """
        if method in ("", EXACT):
            try:
                return self._solved(top)
            except TooLargeError:
                if method:
                    raise
        found = bracket(self._circuit, top, self.down)
        if method == BOUNDED and found is None:
            raise TooManyCutsError
        if found is not None and (method == BOUNDED or (not method and found.is_informative)):
            return Availability(
                # The cautious end: the design is at least as good as that.
                unavailability=found.high,
                method=BOUNDED,
                low=found.low,
                high=found.high,
                contributions=self._contributions(found.high, found.slopes),
            )
        return self._simulated(top, found)

    def _solved(self, top: NodeId) -> Availability:
        try:
            if top not in self._formulas:
                self._formulas[top] = (*formula(self._circuit, top), {})
            made, node, layouts = self._formulas[top]
            solver = Solver(
                made, self.down, self._kinds, importance=self._importance, layouts=layouts
            )
            solution = solver.solve(node)
            return self._exact(solution.down, solution.gradient)
        except NotDecomposableError:
            down, gradient = by_diagram(self._circuit, top, self.down)
            return self._exact(down, gradient)

    def _simulated(self, top: NodeId, known: Bracket | None) -> Availability:
        """Sample; what the bounds say for certain narrows the interval."""
        slopes = {} if known is None else known.slopes
        important = sorted(slopes, key=lambda event: (-slopes[event] * self.down[event], event))
        estimate = sample(self._circuit, top, self.down, important=important)
        low = estimate.low if known is None else max(estimate.low, known.low)
        high = max(low, estimate.high if known is None else min(estimate.high, known.high))
        value = min(high, max(low, estimate.value))
        return Availability(
            unavailability=value,
            method=SIMULATED,
            low=low,
            high=high,
            contributions=self._contributions(value, estimate.slopes),
        )

    def _exact(self, down: float, gradient: Gradient) -> Availability:
        return Availability(
            unavailability=down,
            method=EXACT,
            low=down,
            high=down,
            contributions=self._contributions(down, gradient),
        )

    def _contributions(self, top: float, gradient: Gradient) -> tuple[Contribution, ...]:
        """Gather parts of one icon that are alike, the most important first."""
        events, down = self._circuit.events, self.down
        # By icon: its first event and its last, its largest slope and its whole share.
        found: dict[tuple[str, str], tuple[Event, int, float, float]] = {}
        for number, slope in gradient.items():
            event, share = events[number], down[number] * slope / top if top > 0 else 0.0
            key = (event.element or event.id, event.member)
            before = found.get(key)
            if before is None:
                found[key] = (event, number, max(slope, 0.0), min(1.0, share))
            else:
                first, _, steepest, known = before
                found[key] = (first, number, max(slope, steepest), min(1.0, share + known))
        ranked = sorted(found.values(), key=lambda one: (-one[3], one[0].id))
        return tuple(
            Contribution(
                event=first.id,
                ids=(first.member,) if first.member else (),
                name=first.name,
                unavailability=down[last],
                birnbaum=steepest,
                share=share,
            )
            for first, last, steepest, share in ranked[:_MOST_SHOWN]
            if share > 0
        )


def by_diagram(circuit: Circuit, top: NodeId, down: Sequence[float]) -> tuple[float, Gradient]:
    """Return unavailability and gradient of ``top`` by decision diagram.

    Regions and zones come first in the order, then events as they are met from the top. Raises
    ``TooLargeError``.
    """
    order = variable_order(circuit, top)
    diagrams = DecisionDiagrams()
    level = {event: position for position, event in enumerate(order)}
    events = [
        diagrams.variable(level[number]) if number in level else diagrams.true
        for number in range(len(circuit.events))
    ]
    root = evaluate(circuit, diagrams, events)[top]
    by_level = [down[event] for event in order]
    gradient = diagrams.birnbaum(root, by_level)
    return diagrams.probability_false(root, by_level), {
        order[position]: slope for position, slope in gradient.items()
    }


def variable_order(circuit: Circuit, top: NodeId) -> list[int]:
    """Return the events ``top`` depends on: Regions, zones, then depth first from the top."""
    seen = {top}
    met: list[int] = []
    pending = [top]
    while pending:
        node = pending.pop()
        if circuit.ops[node].name == "VAR":
            met.append(circuit.k[node])
        for arg in reversed(circuit.args[node]):
            if arg not in seen:
                seen.add(arg)
                pending.append(arg)
    domains = (EventKind.REGION, EventKind.ZONE)
    first = [number for number in met if circuit.events[number].kind in domains]
    first.sort(key=lambda number: circuit.events[number].kind)
    return first + [number for number in met if circuit.events[number].kind not in domains]


def availability(
    compiled: Compiled,
    down: Sequence[float],
    operational: OperationalDowntime,
    basis: Basis,
    *,
    importance: bool = True,
    formulas: Formulas | None = None,
) -> AvailabilityReport:
    """Return the availability of every journey and of the workload.

    Args:
        down: the unavailability of each event of the circuit.
        basis: the figures that ``down`` comes from.
    """
    model = AvailabilityModel(compiled.circuit, down, importance=importance, formulas=formulas)
    known: dict[NodeId, Availability] = {}
    for node in (*compiled.journeys.values(), compiled.workload):
        if node not in known:
            known[node] = model.solve(node)
    return AvailabilityReport(
        workload=known[compiled.workload],
        journeys=tuple((key, known[node]) for key, node in compiled.journeys.items()),
        operational=operational,
        short_of_demand=compiled.short,
        basis=basis,
    )
