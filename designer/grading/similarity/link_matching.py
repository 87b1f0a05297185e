"""Matches the links of two drawings whose elements are matched already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designer.grading.similarity.shape import Shape
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link
from designer.model.topology import Topology

Partners = Mapping[ElementId, ElementId]


@dataclass(frozen=True, slots=True)
class LinkPair:
    """Two links that are the same; ``exact`` unless one ends at a group and one at a member."""

    left: LinkId
    right: LinkId
    exact: bool = True


def compared(shape: Shape) -> Iterator[LinkId]:
    """Yield the links between elements that are compared."""
    for key, link in shape.topology.links.items():
        if link.source in shape.labels and link.target in shape.labels:
            yield key


def match_links(
    left: Shape, right: Shape, partner: Partners, instead: Partners
) -> Iterator[LinkPair]:
    """Yield the links that are the same, exact ones first.

    Each link of the right side is used once, but that of what stands for several elements of the
    left side (``instead``: what stands for each of them) is every one of theirs.
    """
    ends = _Ends(right, either_way=left.tolerance.either_way)
    pending: list[Link] = []
    for key in compared(left):
        link = left.topology.links[key]
        hit = ends.take(link, [partner.get(link.source)], [partner.get(link.target)])
        if hit is None:
            pending.append(link)
        else:
            yield LinkPair(link.id, hit)
    known = {**instead, **partner}
    for link in pending:
        sources = _stand_ins(right.topology, known.get(link.source))
        targets = _stand_ins(right.topology, known.get(link.target))
        is_shared = link.source in instead or link.target in instead
        hit = ends.take(link, sources, targets, is_shared=is_shared)
        if hit is not None:
            yield LinkPair(link.id, hit, exact=False)


class _Ends:
    """The links of a drawing by their ends and kind, and which of them are still free."""

    def __init__(self, shape: Shape, *, either_way: bool) -> None:
        self._either_way = either_way
        self._links: dict[tuple[ElementId, ElementId, str], list[LinkId]] = {}
        self._taken: set[LinkId] = set()
        for key in compared(shape):
            link = shape.topology.links[key]
            self._links.setdefault((link.source, link.target, link.kind.value), []).append(key)

    def take(
        self,
        link: Link,
        sources: list[ElementId | None],
        targets: list[ElementId | None],
        *,
        is_shared: bool = False,
    ) -> LinkId | None:
        """Take the first free link like ``link`` between the given ends; any if it is shared."""
        for source in sources:
            for target in targets:
                if source is None or target is None:
                    continue
                keys = self._links.get((source, target, link.kind.value), [])
                if self._either_way:
                    keys = keys + self._links.get((target, source, link.kind.value), [])
                hit = next((key for key in keys if is_shared or key not in self._taken), None)
                if hit is not None:
                    self._taken.add(hit)
                    return hit
        return None


def _stand_ins(topology: Topology, node: ElementId | None) -> list[ElementId | None]:
    """Return ``node`` with its groups and members: a link to one of them says the same."""
    if node is None:
        return []
    own: Element = topology.elements[node]
    around = [box.id for box in topology.ancestors(node) if box.kind.has_members]
    return [node, *own.memberships, *around, *topology.members(node)]
