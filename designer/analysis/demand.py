"""How many requests reach each unit: visits for each request of the workload, and peak demand."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from designer.analysis.grouping import Choice, Grouping
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.locations import Locations
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId
from designer.model.links import LinkRole

_CLOSE = 1e-9
# Tells which targets of a group of alternatives get requests.
Picker = Callable[[Choice], tuple[ElementId, ...]]


class Sent(NamedTuple):
    """Where one request to a unit goes on to: one of ``units``, by ``parts`` that add up to 1."""

    units: tuple[ElementId, ...]
    parts: tuple[float, ...]


class Demand:
    """Visits and peak demand of every unit on a request journey.

    Forced flow: a request to a source goes in full to each target of a group that is needed in
    whole, and by weight to the alternatives of a group, times the calls that its link states;
    standbys get nothing while what they stand by for works. A journey's requests start at its
    actor; several journeys share the peak equally.
    """

    def __init__(
        self,
        wiring: Wiring,
        grouping: Grouping,
        journeys: Iterable[Journey],
        peak_rps: float | None,
    ) -> None:
        """Send ``peak_rps`` requests a second (None: not stated) through the journeys."""
        self._wiring = wiring
        self._grouping = grouping
        starts = [journey.start for journey in journeys if journey.kind == REQUEST]
        self._starts = {start: 1 / len(starts) for start in starts}
        self._sent_always: dict[ElementId, list[tuple[ElementId, float]]] = {}
        self.peak_rps = peak_rps
        self.visits = self._flow(_balanced)
        self._duty: dict[ElementId, float] | None = None
        self._alone: dict[str, dict[ElementId, float]] = {}

    def at_peak(self, unit: ElementId) -> float | None:
        """Return requests a second that reach ``unit`` at peak; None when no peak is stated."""
        return None if self.peak_rps is None else self.peak_rps * self.visits.get(unit, 0.0)

    def duty(self, unit: ElementId) -> float | None:
        """Return the most that may reach ``unit`` at peak when its alternatives have failed.

        One alternative of a group has to be able to do the work alone, or it is none: the most
        over normal operation, each Region alone and each zone alone.
        """
        if self.peak_rps is None:
            return None
        if self._duty is None:
            self._duty = dict(self.visits)
            for place in self._places():
                for key, value in self.alone(place).items():
                    self._duty[key] = max(value, self._duty.get(key, 0.0))
        return self.peak_rps * self._duty.get(unit, 0.0)

    def alone(self, place: str) -> dict[ElementId, float]:
        """Return the visits of every unit while only the Region or zone ``place`` works."""
        found = self._alone.get(place)
        if found is None:
            found = self._alone[place] = self._flow(_only(self._wiring.locations, place))
        return found

    def sent(self, unit: ElementId) -> list[Sent]:
        """Return where a request to ``unit`` goes on to: one entry for each target it needs.

        Calls are counted once. What only some members of a group need is left out.
        """
        members = self._wiring.members.get(unit, ())
        found = [sent for choice in self._grouping.choices(unit) for sent in _sent(choice)]
        theirs = [
            [s for choice in self._grouping.choices(m) for s in _sent(choice)] for m in members
        ]
        for row in zip_longest(*theirs):
            parts: dict[ElementId, float] = {}
            for sent in row:
                if sent is not None:
                    for target, part in zip(*sent, strict=True):
                        parts[target] = parts.get(target, 0.0) + part / len(members)
            found.append(Sent(tuple(parts), tuple(parts.values())))
        place = self._position
        return [
            sent
            for sent in found
            if abs(sum(sent.parts) - 1) < _CLOSE
            and all(place.get(target, -1) > place.get(unit, -1) for target in sent.units)
        ]

    def _places(self) -> list[str]:
        """Return the Regions and zones that something on a journey is drawn in."""
        locations = self._wiring.locations
        used = {locations.anchor(unit) for unit in self.order}
        used |= {locations.zones[key].region for key in used if key in locations.zones}
        return [key for key in (*locations.regions, *locations.zones) if key in used]

    def _flow(self, pick: Picker) -> dict[ElementId, float]:
        flow: dict[ElementId, float] = dict(self._starts)
        position = self._position
        for unit in self.order:
            amount = flow.get(unit, 0.0)
            if amount <= 0:
                continue
            for target, part in self._sent(unit, pick):
                # A link back to an earlier unit is an answer or a loop; it adds no work here.
                if position.get(target, -1) > position[unit]:
                    flow[target] = flow.get(target, 0.0) + amount * part
        return flow

    def _sent(self, unit: ElementId, pick: Picker) -> list[tuple[ElementId, float]]:
        known = self._sent_always.get(unit)
        if known is not None:
            return known
        found: list[tuple[ElementId, float]] = []
        is_choice = False
        members = self._wiring.members.get(unit, ())
        for source in (unit, *members):
            # A member handles its share of the group's requests.
            share = 1.0 if source == unit else 1 / len(members)
            for choice in self._grouping.choices(source):
                whole = choice.needed >= len(choice.units)
                is_choice = is_choice or not whole
                chosen = _primaries(choice) if whole else pick(choice)
                found += [(one, share * part) for one, part in _parts(choice, chosen, whole=whole)]
        if not is_choice:
            self._sent_always[unit] = found
        return found

    @cached_property
    def _position(self) -> dict[ElementId, int]:
        return {unit: number for number, unit in enumerate(self.order)}

    @cached_property
    def order(self) -> list[ElementId]:
        """The units on journeys, sources before their targets where there is no loop."""
        done: set[ElementId] = set()
        order: list[ElementId] = []
        for start in self._starts:
            stack: list[tuple[ElementId, list[ElementId]]] = []
            if start not in done:
                done.add(start)
                stack.append((start, [t.unit for t in self._wiring.needs(start)]))
            while stack:
                unit, rest = stack[-1]
                while rest and rest[-1] in done:
                    rest.pop()
                if rest:
                    following = rest.pop()
                    done.add(following)
                    stack.append((following, [t.unit for t in self._wiring.needs(following)]))
                else:
                    order.append(unit)
                    stack.pop()
        return order[::-1]


def _primaries(choice: Choice) -> tuple[ElementId, ...]:
    """Return the units that get requests while all is well."""
    standby = LinkRole.STANDBY
    first = [unit for link, unit in choice.targets if link.role is not standby]
    if len(first) == len(choice.targets):
        return choice.units
    return tuple(dict.fromkeys(first)) or choice.units


def _sent(choice: Choice) -> list[Sent]:
    chosen = _primaries(choice)
    if choice.needed >= len(choice.units):
        return [Sent((unit,), (1.0,)) for unit in chosen]
    weight = dict.fromkeys(chosen, 0.0)
    for link, unit in choice.targets:
        if unit in weight:
            weight[unit] = max(weight[unit], link.weight)
    total = sum(weight.values())
    if total <= 0:
        return [Sent(chosen, (1 / len(chosen),) * len(chosen))]
    used = tuple(unit for unit in chosen if weight[unit] > 0)
    return [Sent(used, tuple(weight[unit] / total for unit in used))]


def _parts(
    choice: Choice, chosen: tuple[ElementId, ...], *, whole: bool
) -> list[tuple[ElementId, float]]:
    """Return the requests to each of ``chosen`` for one request to the group."""
    if all(link.weight == 1 and link.calls == 1 for link, _ in choice.targets):
        part = 1.0 if whole else 1 / max(1, len(chosen))
        return [(unit, part) for unit in chosen]
    weight, calls = dict[ElementId, float](), dict[ElementId, float]()
    for link, unit in choice.targets:
        weight[unit] = max(weight.get(unit, 0.0), link.weight)
        calls[unit] = max(calls.get(unit, 0.0), link.calls)
    if whole:
        return [(unit, calls[unit]) for unit in chosen]
    total = sum(weight[unit] for unit in chosen)
    if total <= 0:  # whoever weighs nothing shares equally once nobody else is left
        weight, total = dict.fromkeys(chosen, 1.0), float(len(chosen))
    return [(unit, calls[unit] * weight[unit] / total) for unit in chosen]


def _balanced(choice: Choice) -> tuple[ElementId, ...]:
    return _primaries(choice)


def _only(locations: Locations, place: str) -> Picker:
    def pick(choice: Choice) -> tuple[ElementId, ...]:
        there = tuple(
            unit
            for unit in choice.units
            if place in (locations.anchor(unit), locations.region_of(unit))
        )
        return there or _primaries(choice)

    return pick
