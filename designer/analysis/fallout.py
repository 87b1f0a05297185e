"""How a failure spreads: what is lost, and by which chain of needs it goes back to what failed."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from designer.analysis.grouping import Choice
from designer.analysis.journeys import Journey
from designer.analysis.scenarios import Outcome
from designer.catalog.service import Role
from designer.model.ids import ElementId
from designer.model.links import Link, LinkKind

if TYPE_CHECKING:
    from designer.analysis.facts import Facts

_BEFORE, _AFTER = -1, 0


class Cause(Enum):
    """Why something is lost."""

    FAILED = "failed"
    """It, or what it stands in, has been failed."""
    PARTS = "parts"
    """Some of its parts have been failed, and the rest is not enough."""
    NEEDS = "needs"
    """It works, but what it needs does not."""
    CUT_OFF = "cut_off"
    """It works, but no request reaches it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Something that served and does not any more.

    Attributes:
        via: from the first need (or, when cut off, the nearest source) to what has failed itself;
            empty when ``id`` has.
        instead: all targets of the first need, when it would do with any of several.
        by: ids of the failed things that the end of the chain is down by.
        left, parts: how many of the parts at the end of the chain still work, of how many.
    """

    id: ElementId
    cause: Cause
    via: tuple[ElementId, ...] = ()
    instead: tuple[ElementId, ...] = ()
    by: tuple[str, ...] = ()
    left: int = 0
    parts: int = 0


class Fallout:
    """What one scenario does to every element and link of a drawing.

    Reads scenario 0 of an outcome in which nothing fails for want of capacity.
    """

    def __init__(
        self, facts: "Facts", outcome: Outcome, failed: Mapping[str, frozenset[str]]
    ) -> None:
        """Look at ``outcome``; ``failed`` tells the events of each thing that has been failed."""
        self.outcome = outcome
        self._facts = facts
        self._wiring = facts.wiring
        self._sets = facts.replica_sets
        self._failed = failed
        self._down = frozenset().union(*failed.values())

    # -- states
    def _holds(self, unit: ElementId, scenario: int) -> bool:
        own = self._facts.compiled_at_any_load.own[unit]
        return self.outcome.holds(own, scenario)

    def _works(self, element: ElementId, scenario: int) -> bool:
        """Tell whether a unit, or the part of one that an icon stands for, can serve."""
        unit = self._wiring.unit_of(element)
        if unit is None:
            return True
        if not self.outcome.is_up(unit, scenario):
            return False
        if unit == element:
            return True
        nodes = self._facts.compiled_at_any_load.parts.get(unit, ())
        replicas = self._facts.replicas(unit)
        own = [n for n, r in zip(nodes, replicas, strict=False) if r.member == element]
        # An icon beyond the number of instances stands for none.
        return not own or any(self.outcome.holds(node, scenario) for node in own)

    def _has_parts(self, element: ElementId) -> bool:
        """Tell whether the element's own parts are left, whatever they need."""
        unit = self._wiring.unit_of(element)
        if unit is None:
            return True
        member = self._facts.compiled_at_any_load.member
        if unit != element and element in member:
            was = self.outcome.holds(member[element], _BEFORE)
            return not was or self.outcome.holds(member[element], _AFTER)
        return unit not in self._origins

    # -- what is lost
    @cached_property
    def _ids(self) -> tuple[ElementId, ...]:
        return self.outcome.lost(_AFTER)

    def losses(self) -> Iterator[Lost]:
        """Yield what is lost, in drawing order."""
        for element in self._ids:
            unit = self._wiring.unit_of(element)
            if unit is not None:
                yield self._icon(element, unit) if unit != element else self._unit(unit)

    def why(self, start: ElementId, feeds: Iterable[ElementId] = ()) -> Lost:
        """Return why what begins at ``start`` is not served, be it a client or a worker."""
        unit = self._wiring.unit_of(start) or start
        found = self._unit(unit)
        if found.by or self.outcome.is_up(unit, _BEFORE) != self.outcome.is_up(unit, _AFTER):
            return found
        for feed in feeds:
            if feed in self._origins:
                root = self._root(feed)
                return Lost(
                    id=start, cause=Cause.CUT_OFF, via=(feed,), by=root.by,
                    left=root.left, parts=root.parts,
                )  # fmt: skip
        return found

    def is_needed(self, units: Iterable[ElementId], journey: Journey) -> bool:
        """Tell whether any of ``units`` is on what ``journey`` cannot do without."""
        return not self._needed_by(journey.start).isdisjoint(units)

    def _needed_by(self, start: ElementId) -> set[ElementId]:
        seen = {start}
        pending = [start]
        while pending:
            for choice in self._choices(pending.pop()):
                if choice.needed:
                    new = {one for key in choice.units for one in self._sets.of(key)} - seen
                    seen |= new
                    pending += new
        return seen

    def _icon(self, element: ElementId, unit: ElementId) -> Lost:
        """Return why a member's icon is lost: by itself, by its own needs, or with its group."""
        down = [r for r in self._facts.replicas(unit) if r.member == element]
        left = sum(not self._is_event_down(f"{unit}#{r.number}", r.zone, r.region) for r in down)
        if down and not left:
            return Lost(id=element, cause=Cause.FAILED, by=self._by(unit, element), parts=len(down))
        if unmet := self._unmet(element):
            return self._through(element, unmet)
        group = self._unit(unit)
        if group.cause in (Cause.NEEDS, Cause.CUT_OFF):
            return Lost(
                id=element, cause=group.cause, via=group.via, instead=group.instead,
                by=group.by, left=group.left, parts=group.parts,
            )  # fmt: skip
        return Lost(
            id=element, cause=Cause.NEEDS, via=(unit,), by=group.by,
            left=group.left, parts=group.parts,
        )  # fmt: skip

    def _unit(self, unit: ElementId) -> Lost:
        if unit in self._origins:
            return self._root(unit)
        if not self.outcome.is_up(unit, _AFTER):
            sources = (unit, *self._wiring.members.get(unit, ()))
            if unmet := [choice for source in sources for choice in self._unmet(source)]:
                return self._through(unit, unmet)
        via = self._path(unit, self._upstream)
        end = self._unit(via[-1]) if via else None
        return Lost(
            id=unit,
            cause=Cause.CUT_OFF,
            via=(*via, *end.via) if end else (),
            by=end.by if end else (),
            left=end.left if end else 0,
            parts=end.parts if end else 0,
        )

    def _through(self, element: ElementId, unmet: list[Choice]) -> Lost:
        """Return the loss of what asks for ``unmet``, by the shortest way to what has failed."""
        ways = [(way, choice) for choice in unmet for way in self._ways(choice)]
        via, choice = min(ways, key=lambda way: (way[0][-1] not in self._origins, len(way[0])))
        root = self._root(via[-1]) if via[-1] in self._origins else None
        units = self._distinct(choice)
        return Lost(
            id=element,
            cause=Cause.NEEDS,
            via=via,
            instead=tuple(units) if choice.needed < len(units) else (),
            by=root.by if root else (),
            left=root.left if root else 0,
            parts=root.parts if root else 0,
        )

    def _ways(self, choice: Choice) -> Iterator[tuple[ElementId, ...]]:
        """Yield a way to what has failed for each target of ``choice`` that is down."""
        for unit in self._distinct(choice):
            if not self._is_set_up(unit, _AFTER):
                first = self._member_down(unit)
                yield (first, *self._path(first, self._downstream))

    def _root(self, unit: ElementId) -> Lost:
        left, parts = self._origins[unit]
        return Lost(
            id=unit,
            cause=Cause.PARTS if left else Cause.FAILED,
            by=self._by(unit),
            left=left,
            parts=parts,
        )

    # -- where it begins
    @cached_property
    def _origins(self) -> dict[ElementId, tuple[int, int]]:
        """Units whose own parts have failed, so many that they do not work: left, of how many."""
        found: dict[ElementId, tuple[int, int]] = {}
        partly: dict[ElementId, tuple[int, int]] = {}
        for unit in self._wiring.units:
            if not self._holds(unit, _BEFORE) or self._holds(unit, _AFTER):
                continue
            replicas = self._facts.replicas(unit)
            left = sum(
                not self._is_event_down(f"{unit}#{one.number}", one.zone, one.region)
                for one in replicas
            )
            members = self._wiring.members.get(unit, ())
            if not left or not any(self._unmet(one) for one in members):
                found[unit] = (left, len(replicas) or 1)
            elif left < len(replicas):
                partly[unit] = (left, len(replicas))
        # A fleet that lost parts and whose other parts need what needs the fleet: it began there.
        ways = self._ways_back(found) if partly else {}
        return found | {unit: parts for unit, parts in partly.items() if unit not in ways}

    def _is_event_down(self, *events: str | None) -> bool:
        return not self._down.isdisjoint(events)

    def _by(self, unit: ElementId, icon: ElementId | None = None) -> tuple[str, ...]:
        """Return which failed things have taken parts of ``unit``."""
        events: set[str | None] = {f"{unit}#", self._facts.placement.service_zone(unit)}
        replicas = self._facts.replicas(unit)
        if not replicas:
            events.add(self._facts.placement.region_of(unit))
        for one in replicas:
            if icon is None or one.member == icon:
                events |= {f"{unit}#{one.number}", one.zone, one.region}
        return tuple(key for key, down in self._failed.items() if not down.isdisjoint(events))

    # -- chains
    def _choices(self, unit: ElementId) -> Iterator[Choice]:
        grouping = self._facts.grouping
        for source in (unit, *self._wiring.members.get(unit, ())):
            yield from grouping.choices(source)

    def _distinct(self, choice: Choice) -> list[ElementId]:
        return list(dict.fromkeys(self._sets.of(unit)[0] for unit in choice.units))

    def _is_set_up(self, unit: ElementId, scenario: int) -> bool:
        return any(self.outcome.is_up(one, scenario) for one in self._sets.of(unit))

    def _member_down(
        self, unit: ElementId, origins: Mapping[ElementId, tuple[int, int]] | None = None
    ) -> ElementId:
        """Return the member of a replica set that says most about why the set is down."""
        members, known = self._sets.of(unit), self._origins if origins is None else origins
        return next((one for one in members if one in known), members[0])

    def _unmet(self, source: ElementId) -> list[Choice]:
        """Return the needs of ``source`` that were met and are not any more."""
        found = []
        for choice in self._facts.grouping.choices(source):
            units = self._distinct(choice)
            needed = min(choice.needed, len(units))
            before = sum(self._is_set_up(unit, _BEFORE) for unit in units)
            if needed and before >= needed:
                after = sum(self._is_set_up(unit, _AFTER) for unit in units)
                found += [choice] if after < needed else []
        return found

    def _path(
        self, start: ElementId, steps: Mapping[ElementId, ElementId]
    ) -> tuple[ElementId, ...]:
        found: list[ElementId] = []
        while start in steps and len(found) < len(steps):
            start = steps[start]
            found.append(start)
        return tuple(found)

    @cached_property
    def _downstream(self) -> dict[ElementId, ElementId]:
        """Unit that is down -> the next one on its shortest way to what has failed."""
        return self._ways_back(self._origins)

    def _ways_back(
        self, origins: Mapping[ElementId, tuple[int, int]]
    ) -> dict[ElementId, ElementId]:
        askers: dict[ElementId, list[ElementId]] = {}
        for unit in self._wiring.units:
            if unit in origins or self.outcome.is_up(unit, _AFTER):
                continue
            for source in (unit, *self._wiring.members.get(unit, ())):
                for choice in self._unmet(source):
                    for target in self._distinct(choice):
                        if not self._is_set_up(target, _AFTER):
                            first = self._member_down(target, origins)
                            askers.setdefault(first, []).append(unit)
        return self._spread(origins, askers)

    @cached_property
    def _upstream(self) -> dict[ElementId, ElementId]:
        """Unit that is reached no more -> the nearest source on the way back to what failed."""
        targets: dict[ElementId, list[ElementId]] = {}
        for unit in self._wiring.units:
            if self.outcome.is_reached(unit, _BEFORE):
                for target in self._wiring.needs(unit):
                    if not self.outcome.is_reached(target.unit, _AFTER):
                        targets.setdefault(unit, []).append(target.unit)
        blocked = [
            unit
            for unit in self._wiring.units
            if self._holds(unit, _BEFORE) and not self._holds(unit, _AFTER)
        ]
        return self._spread(blocked, targets)

    def _spread(
        self, starts: Iterable[ElementId], edges: Mapping[ElementId, list[ElementId]]
    ) -> dict[ElementId, ElementId]:
        """Return, for all that can be reached from ``starts``, the step back, breadth first."""
        found: dict[ElementId, ElementId] = {}
        pending = deque(starts)
        known = set(pending)
        while pending:
            unit = pending.popleft()
            for other in edges.get(unit, ()):
                if other not in known:
                    known.add(other)
                    found[other] = unit
                    pending.append(other)
        return found

    # -- links
    def is_unanswered(self, link: Link) -> bool:
        """Tell whether ``link`` worked, and does not because its target or source is gone."""
        if not (self._works(link.target, _BEFORE) and self._works(link.source, _BEFORE)):
            return False
        ends = (link.source, link.target)
        if link.kind not in (LinkKind.REQUEST, LinkKind.ASYNC):
            return not all(self._has_parts(end) for end in ends)
        if not all(self._box_works(end) for end in ends):
            return True
        return not self._works(link.target, _AFTER) or not self._has_parts(link.source)

    def is_cut_off(self, link: Link) -> bool:
        """Tell whether ``link`` would be answered but nothing of use passes it any more."""
        source = self._wiring.unit_of(link.source)
        if source is None or link.kind not in (LinkKind.REQUEST, LinkKind.ASYNC):
            return False
        if self._facts.services.of(source).role is Role.CLIENT:
            # Who asks goes on asking, whatever else remains without an answer.
            return False
        if self._works(link.source, _BEFORE) and not self._works(link.source, _AFTER):
            return True
        was_reached = self.outcome.is_reached(source, _BEFORE)
        return was_reached and not self.outcome.is_reached(source, _AFTER)

    def _box_works(self, element: ElementId) -> bool:
        """Tell whether anything in a box that a link ends at still works; true of all else."""
        if self._wiring.unit_of(element) is not None:
            return True
        topology = self._facts.topology
        inside = (*topology.descendants(element), *topology.members(element))
        units = [unit for one in inside if (unit := self._wiring.unit_of(one)) is not None]
        working = [unit for unit in units if self.outcome.is_up(unit, _BEFORE)]
        return not working or any(self.outcome.is_up(unit, _AFTER) for unit in working)
