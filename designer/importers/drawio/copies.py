"""Reads "primary", "standby" and "read replica": which store is a copy of which, and of what use.

A standby takes over, so its primary is Multi-AZ. A read replica does not, even where a label calls
it "multi-az": its original stands alone unless something says otherwise.
"""

from collections.abc import Mapping

from designer.catalog.loader import catalog
from designer.catalog.service import ReplicaModel
from designer.importers.drawio.facts import copies_another, is_copy, is_standby
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.result import NoteKind
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind
from designer.model.topology import Topology

_MODELS = (ReplicaModel.STANDBY, ReplicaModel.CLUSTER)


def settle_copies(
    topology: Topology,
    stencils: Mapping[ElementId, str],
    book: NoteBook,
    source: IdSource,
    ids: dict[str, str],
) -> Topology:
    """Return ``topology`` with copies linked to their originals and what they say stated.

    Args:
        stencils: names of the stencils that drew the elements.
        ids: ids by cell, to which those of new links are added.
    """
    return _Copies(topology, stencils, book, source, ids).settle()


class _Copies:
    def __init__(
        self,
        topology: Topology,
        stencils: Mapping[ElementId, str],
        book: NoteBook,
        source: IdSource,
        ids: dict[str, str],
    ) -> None:
        self._topology = topology
        self._stencils = stencils
        self._book = book
        self._source = source
        self._ids = ids
        self._cells = {i: cell for cell, i in ids.items()}

    def settle(self) -> Topology:
        """Settle every store that is a copy."""
        for element in list(self._topology.elements.values()):
            row = catalog().get(element.service)
            if row is None or row.failure.replicas not in _MODELS or not self._is_copy(element):
                continue
            original = self._original(element)
            if original is not None:
                self._state(original, element, row.failure.multi_az_property)
        return self._topology

    def _is_copy(self, element: Element) -> bool:
        return copies_another(element.name, self._stencils.get(element.id, ""))

    def _original(self, copy: Element) -> Element | None:
        """Return what ``copy`` is a copy of; a missing link is added when only one can be meant."""
        linked = self._topology.incoming(copy.id, LinkKind.REPLICATION)
        if linked:
            return self._topology.elements[linked[0].source]
        candidates = [
            other
            for other in self._topology.of_service(copy.service)
            if other.id != copy.id and not self._is_copy(other)
        ]
        network = self._topology.around(copy.id, Kind.VPC)
        near = [o for o in candidates if self._topology.around(o.id, Kind.VPC) == network]
        if len(near or candidates) != 1:
            return None
        original = (near or candidates)[0]
        key = self._source.link()
        link = Link(id=key, source=original.id, target=copy.id, kind=LinkKind.REPLICATION)
        self._topology = Topology(
            elements=self._topology.elements, links=self._topology.links.with_item(key, link)
        )
        self._ids[f"copy {key}"] = key
        self._book.tell(
            NoteKind.INFERRED,
            f"{shown(copy.name)} is a copy of {shown(original.name)} by its name; no line says so.",
            self._cells[copy.id],
            f"copy {key}",
        )
        return original

    def _state(self, original: Element, copy: Element, switch: str) -> None:
        if not switch or switch in self._topology.elements[original.id].properties:
            return
        stencil = self._stencils.get(copy.id, "")
        region = self._topology.around(original.id, Kind.REGION)
        same = region == self._topology.around(copy.id, Kind.REGION)
        takes_over = is_standby(copy.name, stencil) and not is_copy(copy.name, stencil) and same
        stated = self._topology.elements[original.id].with_property(switch, takes_over)
        self._topology = Topology(
            elements=self._topology.elements.with_item(original.id, stated),
            links=self._topology.links,
        )
        label = switch.replace("_", "-").replace("multi-az", "Multi-AZ")
        what = "is its standby" if takes_over else "is a copy that does not take over"
        self._book.tell(
            NoteKind.INFERRED,
            f"{label} of {shown(original.name)} is {'on' if takes_over else 'off'}: "
            f"{shown(copy.name)} {what}.",
            self._cells[original.id],
        )
