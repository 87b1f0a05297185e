"""Criteria on relations: paths of links from one kind of element to another.

A link that ends at a group or a subnet reaches what belongs to it, and one that leaves it leaves
each of its members: people draw arrows to the box as often as to the icons inside.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from designer.grading.checks import RelationRequired
from designer.grading.criteria.drawn import described
from designer.grading.judgement import Judgement, all_or_nothing, counted
from designer.grading.subject import Subject, ids
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.topology import Topology
from designer.rules.phrasing import agreed

Path = tuple[ElementId, ...]
_State = tuple[ElementId, int]


def relation_required(check: RelationRequired, subject: Subject) -> Judgement:
    """Judge whether a path leads from the sources to a target."""
    sources = subject.matching(check.source)
    targets = subject.matching(check.target)
    wanted = _wanted(check)
    for what, found in ((check.source, sources), (check.target, targets)):
        if not found:
            return all_or_nothing(False, f"There is none of: {described(what)}.", wanted)
    walk = _Walk(check, subject)
    paths = {source.id: walk.path(source, frozenset(t.id for t in targets)) for source in sources}
    leading = tuple(source for source in sources if paths[source.id])
    lost = tuple(source for source in sources if not paths[source.id])
    shown = next((path for path in paths.values() if path), ())
    names = " → ".join(subject.name(step) for step in shown)
    if leading and (not lost or not check.every):
        return Judgement(
            share=1.0,
            found=f"A path leads there: {names}.",
            elements=tuple(dict.fromkeys(str(step) for step in shown)),
            done=len(leading),
            lacking=len(lost),
        )
    way = f"{_way(check)}{_via(check)}"
    sentence = f"From {subject.names(lost)} no {way} leads to: {described(check.target)}."
    for step in check.via:
        if not subject.matching(step):
            sentence = f"There is none of: {described(step)}. {sentence}"
    if leading:
        one = agreed(len(leading), "has", "have")
        sentence = f"{subject.names(leading)} {one} one ({names}). {sentence}"
    return Judgement(
        share=counted(len(leading), len(sources)) if check.every else 0.0,
        found=sentence,
        missing=wanted,
        elements=ids(lost),
        done=len(leading),
        lacking=len(lost),
    )


def _wanted(check: RelationRequired) -> str:
    way = _way(check)
    who = "each" if check.every else "one"
    return (
        f"{'An' if way[0] in 'aeiou' else 'A'} {way} from {who} of: {described(check.source)}"
        f"{_via(check)} to: {described(check.target)}."
    )


def _way(check: RelationRequired) -> str:
    kinds = " or ".join(sorted(kind.value for kind in check.kinds))
    links = f"{kinds} link".lstrip()
    return links if check.direct else f"path of {links}s"


def _via(check: RelationRequired) -> str:
    return "".join(f" through {described(step)}" for step in check.via)


class _Walk:
    """Follows links from one element, breadth first: the path it finds is a shortest one."""

    def __init__(self, check: RelationRequired, subject: Subject) -> None:
        self._topology = subject.topology
        self._check = check
        self._passed: dict[ElementId, int] = {}
        for bit, selector in enumerate(check.via):
            for element in subject.matching(selector):
                self._passed[element.id] = self._passed.get(element.id, 0) | 1 << bit
        self._all = (1 << len(check.via)) - 1
        self._steps: Callable[[ElementId], Iterable[ElementId]] = steps_of(
            subject.topology, check.kinds, either_way=check.either_way
        )

    def path(self, source: Element, targets: frozenset[ElementId]) -> Path:
        """Return a shortest path from ``source`` to one of ``targets``; () when there is none."""
        starts = [source.id, *_inside(self._topology, source)]
        before: dict[_State, _State | None] = {(start, 0): None for start in starts}
        pending: deque[_State] = deque(before)
        while pending:
            state = pending.popleft()
            for target in self._steps(state[0]):
                reached = (target, *outer_groups(self._topology, target))
                hit = next((one for one in reached if one in targets), None)
                if hit is not None and state[1] == self._all and hit != source.id:
                    return self._back(before, state, hit)
                if self._check.direct:
                    continue
                mask = state[1]
                for one in reached:
                    mask |= self._passed.get(one, 0)
                following = (target, mask)
                if following not in before:
                    before[following] = state
                    pending.append(following)
        return ()

    @staticmethod
    def _back(before: dict[_State, _State | None], last: _State, hit: ElementId) -> Path:
        found = [hit]
        state: _State | None = last
        while state is not None:
            found.append(state[0])
            state = before[state]
        return tuple(reversed(found))


def steps_of(
    topology: Topology, kinds: frozenset[LinkKind], *, either_way: bool
) -> Callable[[ElementId], Iterable[ElementId]]:
    """Return a function that gives what one link leads to from an element, each asked once."""
    known: dict[ElementId, tuple[ElementId, ...]] = {}

    def steps(element: ElementId) -> tuple[ElementId, ...]:
        if element not in known:
            known[element] = tuple(dict.fromkeys(_steps(topology, kinds, either_way, element)))
        return known[element]

    return steps


def _steps(
    topology: Topology, kinds: frozenset[LinkKind], either_way: bool, element: ElementId
) -> Iterator[ElementId]:
    for place in (element, *outer_groups(topology, element)):
        ends = [link.target for link in topology.outgoing(place) if not kinds or link.kind in kinds]
        if either_way:
            ends += [
                link.source for link in topology.incoming(place) if not kinds or link.kind in kinds
            ]
        for end in ends:
            yield end
            yield from _inside(topology, topology.elements[end])


def outer_groups(topology: Topology, element: ElementId) -> tuple[ElementId, ...]:
    """Return the groups and subnets whose links are also those of ``element``."""
    own = topology.elements[element]
    around = [box.id for box in topology.ancestors(element) if _stands_for_members(box)]
    groups = [group for group in own.memberships if group in topology.elements]
    return tuple(dict.fromkeys((*groups, *around)))


def _inside(topology: Topology, box: Element) -> tuple[ElementId, ...]:
    if not _stands_for_members(box):
        return ()
    found = [*topology.members(box.id), *topology.descendants(box.id)]
    return tuple(dict.fromkeys(found))


def _stands_for_members(box: Element) -> bool:
    return box.kind.has_members or box.kind is Kind.SUBNET
