"""Minimal cut sets of a drawing for people: what together breaks it, as a sentence and as ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.availability import Likelihood
from designer.analysis.circuit import Event, EventKind
from designer.analysis.compile import Compiled
from designer.analysis.cut_search import NODE_LIMIT, ORDER, Cut, FailingPart, minimal_cuts
from designer.analysis.failure_domains import Placement
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.single_points import ELEMENT, REGION, ZONE, consequence
from designer.analysis.wiring import Wiring
from designer.catalog.service import Role
from designer.model.ids import ElementId

_NAMED = 3  # so many icons of more are named, the others counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPart:
    """Something that fails: a thing, or some of a number of interchangeable ones.

    Attributes:
        kind: "element", "zone" or "region".
        id: element id; for a zone or Region the key of its failure domain.
        ids: elements to mark on the canvas; none for an implied zone.
        name: for people: "any 3 of 4 instances of web".
        count: how many fail, of how many.
    """

    kind: str
    id: str
    ids: tuple[ElementId, ...]
    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSet:
    """A minimal cut set; alike ones, which differ in which replicas fail, are told as one.

    Attributes:
        id: unique in its list and the same for the same drawing.
        order: how many things fail.
        parts: Regions, zones, then elements.
        sentence: "When the zone a and db fail, Customers cannot be served."
        elements: ids to mark on the canvas, in drawing order.
        domains: keys of the zones and Regions among the parts.
        journeys: ids of the journeys it breaks.
        request: it breaks a request journey (not only background work).
        sets: how many cut sets it stands for.
        chance: probability that all of it is down at once, of any of those it stands for.
    """

    id: str
    order: int
    parts: tuple[CutPart, ...]
    sentence: str
    elements: tuple[ElementId, ...]
    domains: tuple[str, ...]
    journeys: tuple[str, ...]
    request: bool
    sets: int
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSets:
    """All minimal cut sets of a drawing up to an order.

    Attributes:
        cut_sets: by order; of one order those that break requests first, the likeliest first.
        order: the order up to which nothing is left out.
        asked: the order asked for.
    """

    cut_sets: tuple[CutSet, ...]
    order: int
    asked: int

    @property
    def note(self) -> str:
        """Why there may be more; "" when everything asked for is there."""
        if self.order >= self.asked:
            return ""
        return (
            f"Cut sets up to order {self.order} only: the drawing is too large to list "
            f"all of order {self.asked}."
        )

    @property
    def combined(self) -> tuple[CutSet, ...]:
        """The cut sets of two or more parts: what is no single point of failure."""
        return tuple(cut for cut in self.cut_sets if cut.order > 1)


def cut_sets(
    compiled: Compiled,
    wiring: Wiring,
    placement: Placement,
    likelihood: Likelihood,
    journeys: tuple[Journey, ...],
    order: int = ORDER,
    limit: int = NODE_LIMIT,
) -> CutSets:
    """Return the minimal cut sets of at most ``order`` failures, for every journey.

    Past ``limit`` nodes the order is lowered, and the answer says so.
    """
    found = minimal_cuts(compiled, wiring, order, limit)
    phrasing = _Phrasing(compiled, wiring, placement, likelihood, journeys)
    told = [phrasing.told(cut) for cut in found.cuts]
    told.sort(key=lambda cut: (cut.order, not cut.request, -cut.chance))
    return CutSets(cut_sets=tuple(told), order=found.order, asked=found.asked)


class _Phrasing:
    """Puts cuts into words and ids."""

    def __init__(
        self,
        compiled: Compiled,
        wiring: Wiring,
        placement: Placement,
        likelihood: Likelihood,
        journeys: tuple[Journey, ...],
    ) -> None:
        self._wiring = wiring
        self._placement = placement
        self._likelihood = likelihood
        self._journeys: Mapping[str, Journey] = {journey.id: journey for journey in journeys}
        self._place = {key: at for at, key in enumerate(wiring.topology.elements)}
        self._replicas: dict[str, int] = {}
        for event in compiled.circuit.events:
            self._replicas[event.element] = self._replicas.get(event.element, 0) + 1

    def told(self, cut: Cut) -> CutSet:
        """Return ``cut`` in words and ids."""
        parts = tuple(sorted(map(self._part, cut.parts), key=self._rank))
        broken = [self._journeys[journey] for journey in cut.journeys]
        names = [part.name for part in parts]
        verb = "fails" if cut.order == 1 else "fail"
        marked = dict.fromkeys(key for part in parts for key in part.ids)
        chance = 1.0
        for part in cut.parts:
            chance *= _chance([self._likelihood.down(event) for event in part.events], part.count)
        return CutSet(
            id="+".join(
                events[0].id if len(events) == 1 else f"{part.count}of{len(events)}:{events[0].id}"
                for part in cut.parts
                for events in [part.events]
            ),
            order=cut.order,
            parts=parts,
            sentence=f"When {_listed(names)} {verb}, {consequence(broken)}.",
            elements=tuple(sorted(marked, key=self._place.__getitem__)),
            domains=tuple(part.id for part in parts if part.kind != ELEMENT),
            journeys=cut.journeys,
            request=any(journey.kind == REQUEST for journey in broken),
            sets=cut.sets,
            chance=chance,
        )

    def _rank(self, part: CutPart) -> tuple[int, int, str]:
        """Return the place of a part in its sentence: Regions, zones, elements as drawn."""
        drawn = min((self._place[key] for key in part.ids), default=len(self._place))
        return (REGION, ZONE, ELEMENT).index(part.kind), drawn, part.id

    def _part(self, part: FailingPart) -> CutPart:
        first = part.events[0]
        kind, key = ELEMENT, first.element
        icons = {ElementId(event.member) for event in part.events if event.member}
        ids = tuple(sorted(icons, key=self._place.__getitem__))
        name = first.name
        if first.kind is EventKind.ZONE:
            kind, key, ids = ZONE, first.id, self._placement.zones[first.id].elements
            name = first.title
        elif first.kind is EventKind.REGION:
            kind, key, ids = REGION, first.id, self._placement.regions[first.id].elements
            name = first.title
        else:
            name = self._name(part)
        return CutPart(kind=kind, id=key, ids=ids, name=name, count=part.count, of=len(part.events))

    def _name(self, part: FailingPart) -> str:
        """Return the name of elements or replicas: "both copies of db", "any 2 of x, y and z"."""
        units = sorted(
            {event.element for event in part.events},
            key=lambda unit: self._place[ElementId(unit)],
        )
        total = len(part.events)
        if total == 1 and self._replicas[units[0]] == 1:
            return self._called(units[0])
        if len(units) > 1:
            names = [self._called(unit) for unit in units]
            if total > len(units):
                return f"{_some(part.count, total)} instances of {_listed(names)}"
            if part.count == total and total <= _NAMED + 1:
                return _listed(names)
            if total > _NAMED + 1:
                names = [*names[:_NAMED], f"{total - _NAMED} more"]
                return f"{_some(part.count, total)}: {_listed(names)}"
            return f"any {part.count} of {_listed(names)}"
        role = self._wiring.services.of(ElementId(units[0])).role
        noun = "instance" if role is Role.COMPUTE else "copy"
        many = "instances" if role is Role.COMPUTE else "copies"
        where = self._where(part.events, self._replicas[units[0]])
        owner = self._called(units[0])
        if total == 1 or part.count == 1 < total == self._replicas[units[0]]:
            return f"{'any ' if total > 1 else 'the '}{noun} of {owner}{where}"
        return f"{_some(part.count, total)} {noun if total == 1 else many} of {owner}{where}"

    def _called(self, unit: str) -> str:
        """Return the name of ``unit``, with its place where others have the same name."""
        key = ElementId(unit)
        name = self._plain(key)
        if len(self._named[name]) == 1:
            return name
        zones, region = self._placement.zones_of(key), self._placement.region_of(key)
        if region is not None and self._tells_apart(name, key, (region,)):
            return f"{name} ({self._placement.regions[region].name})"
        if len(zones) == 1 and self._tells_apart(name, key, zones):
            return f"{name} ({self._placement.zones[zones[0]].name})"
        return f"{name} ({key})"

    def _plain(self, unit: ElementId) -> str:
        return self._wiring.topology.elements[unit].name or self._wiring.services.of(unit).name

    @cached_property
    def _named(self) -> dict[str, list[ElementId]]:
        found: dict[str, list[ElementId]] = {}
        for unit in self._wiring.units:
            found.setdefault(self._plain(unit), []).append(unit)
        return found

    def _tells_apart(self, name: str, unit: ElementId, place: tuple[str, ...]) -> bool:
        return not any(
            place in (self._placement.zones_of(other), (self._placement.region_of(other),))
            for other in self._named[name]
            if other != unit
        )

    def _where(self, events: Iterable[Event], total: int) -> str:
        """Return the zone of replicas that are only some of their element's."""
        known = list(events)
        zones = {event.zone for event in known}
        zone = next(iter(zones))
        if len(known) == total or len(zones) > 1 or not zone:
            return ""
        name = self._placement.zones[zone].name
        return f" in {name}" if "zone" in name.lower() else f" in the zone {name}"


def _some(count: int, total: int) -> str:
    if count == total:
        return "both" if total == 2 else f"all {total}"
    return f"any {count} of {total}"


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _chance(down: list[float], count: int) -> float:
    """Return the sum over all choices of ``count`` of the product of their unavailabilities."""
    sums = [1.0] + [0.0] * count
    for chance in down:
        for size in range(count, 0, -1):
            sums[size] += sums[size - 1] * chance
    return sums[count]
