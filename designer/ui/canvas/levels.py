"""At which level of the scene each element lies: boxes lowest, groups across them, then the rest.

Lines lie between boxes and resources. An author's ranks order what overlaps within a level.
"""

from designer.model.changes import ChangeSet
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.render.stacking import in_order

# Boxes that lie across others come above them: fills of subnets would hide their border.
LINKS, BADGES = 50.0, 70.0
RESOURCES = 60.0
_SPANNING = 20.0
_ROOM = 19.0  # for boxes below those that span, and for these below the lines
_REACH = 4.0  # of ranks of resources, above and below


class Levels:
    """The levels of the elements of one diagram."""

    def __init__(self) -> None:
        self._diagram = EMPTY
        self._ranked: dict[ElementId, float] | None = None

    def of(self, element: Element) -> float:
        """Return the level of an element of the diagram followed last."""
        if not element.kind.is_container:
            rank = self._diagram.layout.ranks.get(element.id, 0)
            return RESOURCES + _REACH * rank / (1 + abs(rank))
        if self._ranked is not None:
            return self._ranked[element.id]
        depth = sum(1 for _ in self._diagram.topology.ancestors(element.id))
        return depth + (_SPANNING if element.kind.has_members else 0.0)

    def follow(self, diagram: Diagram, changes: ChangeSet) -> set[ElementId]:
        """Take ``diagram``, which differs by ``changes``; return what may lie elsewhere now.

        Costs nothing to speak of as long as no box has a rank.
        """
        elements, ranks = diagram.topology.elements, diagram.layout.ranks
        self._diagram = diagram
        moved = {key for key in changes.ranks if key in elements}
        is_ranked = any(elements[key].kind.is_container for key in ranks if key in elements)
        if not is_ranked and self._ranked is None:
            return moved
        if is_ranked and self._ranked is not None and not (changes.ranks or changes.elements):
            return moved
        containers = [one for one in elements.values() if one.kind.is_container]
        self._ranked = self._levels(containers) if is_ranked else None
        return moved.union(one.id for one in containers)

    def _levels(self, containers: list[Element]) -> dict[ElementId, float]:
        spans = {one.id: one.kind.has_members for one in containers}
        topology, ranks = self._diagram.topology, self._diagram.layout.ranks
        step = _ROOM / max(1, len(containers))
        found: dict[ElementId, float] = {}
        for at, one in enumerate(in_order(topology, containers, spans, ranks)):
            found[one.id] = at * step + (_SPANNING if spans[one.id] else 0.0)
        return found
