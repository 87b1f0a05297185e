"""A drawing as a labelled graph: what stands beside what, with Weisfeiler–Lehman colours.

Names, places on the canvas, looks and the order of the file are no part of the shape; a service is
told by its class, so that services that stand for one another look the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from designer.model.elements import Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.topology import Topology

Item = TypeVar("Item")

ROUNDS = 3
"""Rounds of refinement: a colour tells what can be reached in so many steps."""

_WORD = re.compile(r"[^\W_]+")

PARENT, CHILD, GROUP, MEMBER = "parent", "child", "group", "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """What counts as the same.

    Attributes:
        classes: by service key, the name of the class it belongs to; others are their own class.
        words: by a lower-case word of a name, the word it stands for.
        names: names help to tell which of several like elements belong together; without them
            the result does not change when something is renamed.
        ids: elements with one id and one class belong together: for two versions of one drawing.
        either_way: a link that points the other way is the same link.
        notes: notes are compared, too.
    """

    classes: FrozenMap[str, str] = field(default_factory=FrozenMap)
    words: FrozenMap[str, str] = field(default_factory=FrozenMap)
    names: bool = True
    ids: bool = False
    either_way: bool = False
    notes: bool = False

    def class_of(self, service: str) -> str:
        """Return the class of ``service``."""
        return self.classes.get(service, service)

    def words_of(self, name: str) -> frozenset[str]:
        """Return the words of ``name``, those that stand for one another made one."""
        found = (word.lower() for word in _WORD.findall(name))
        return frozenset(self.words.get(word, word) for word in found)


def tolerance(
    equivalents: Iterable[tuple[str, frozenset[str]]] = (),
    synonyms: Iterable[tuple[str, ...]] = (),
    *,
    names: bool = True,
    ids: bool = False,
    either_way: bool = False,
) -> Tolerance:
    """Return the tolerance in which each of ``equivalents`` is a class and ``synonyms`` are one.

    A service in several classes belongs to the first.
    """
    classes: dict[str, str] = {}
    for name, services in equivalents:
        for service in sorted(services):
            classes.setdefault(service, f"={name}")
    words: dict[str, str] = {}
    for alike in synonyms:
        for word in alike:
            words.setdefault(word.lower(), alike[0].lower())
    return Tolerance(
        classes=FrozenMap(classes),
        words=FrozenMap(words),
        names=names,
        ids=ids,
        either_way=either_way,
    )


EXACT = Tolerance()


class Shape:
    """The labelled graph of one topology."""

    def __init__(self, topology: Topology, tolerance: Tolerance = EXACT) -> None:
        """Read ``topology``; nothing but labels and neighbours is kept."""
        self.topology = topology
        self.tolerance = tolerance
        self.nodes: tuple[ElementId, ...] = tuple(
            key
            for key, e in topology.elements.items()
            if tolerance.notes or e.kind is not Kind.NOTE
        )
        self.labels: dict[ElementId, str] = {
            key: tolerance.class_of(topology.elements[key].service) for key in self.nodes
        }
        self.neighbours: dict[ElementId, dict[str, tuple[ElementId, ...]]] = self._neighbours()

    def _neighbours(self) -> dict[ElementId, dict[str, tuple[ElementId, ...]]]:
        found: dict[ElementId, dict[str, dict[ElementId, None]]] = {n: {} for n in self.nodes}

        def join(one: ElementId, relation: str, other: ElementId, back: str) -> None:
            if one in found and other in found:
                found[one].setdefault(relation, {})[other] = None
                found[other].setdefault(back, {})[one] = None

        elements = self.topology.elements
        for key in self.nodes:
            own = elements[key]
            if own.parent is not None:
                join(key, PARENT, own.parent, CHILD)
            for group in own.memberships:
                join(key, GROUP, group, MEMBER)
        for link in self.topology.links.values():
            kind = link.kind.value
            if self.tolerance.either_way:
                join(link.source, kind, link.target, kind)
            else:
                join(link.source, f">{kind}", link.target, f"<{kind}")
        return {
            node: {relation: tuple(ends) for relation, ends in sorted(around.items())}
            for node, around in found.items()
        }

    def colours(self, interned: dict[object, int]) -> dict[ElementId, tuple[int, ...]]:
        """Return the colours of each node, from its own label to ``ROUNDS`` steps around it.

        ``interned`` numbers the colours; shapes that share it can be compared.
        """

        def number(key: object) -> int:
            return interned.setdefault(key, len(interned))

        now = {node: number(label) for node, label in self.labels.items()}
        history = {node: [colour] for node, colour in now.items()}
        for _ in range(ROUNDS):
            after: dict[ElementId, int] = {}
            for node, around in self.neighbours.items():
                seen = tuple(
                    (relation, tuple(sorted([now[end] for end in ends])))
                    for relation, ends in around.items()
                )
                after[node] = number((now[node], seen))
            now = after
            for node, colour in now.items():
                history[node].append(colour)
        return {node: tuple(colours) for node, colours in history.items()}

    @cached_property
    def surroundings(self) -> Mapping[ElementId, Counter[tuple[str, str]]]:
        """For each node, how many neighbours of each relation and class it has."""
        labels = self.labels
        return {
            node: Counter(
                (relation, labels[end]) for relation, ends in around.items() for end in ends
            )
            for node, around in self.neighbours.items()
        }

    @cached_property
    def outside(self) -> Mapping[ElementId, Counter[str]]:
        """For each node, the classes of the containers around it."""
        labels = self.labels
        return {
            node: Counter(
                labels[box.id] for box in self.topology.ancestors(node) if box.id in labels
            )
            for node in self.nodes
        }


def overlap(one: Counter[Item], other: Counter[Item]) -> float:
    """Return the share of two bags that they have in common, 0 to 1; 1 when both are empty."""
    union = sum(max(number, other[key]) for key, number in one.items())
    union += sum(number for key, number in other.items() if key not in one)
    return 1.0 if not union else sum(min(n, other[key]) for key, n in one.items()) / union
