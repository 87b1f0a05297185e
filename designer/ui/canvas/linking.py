"""What can be changed of the selected links without leaving the canvas: kind, role, direction."""

from collections.abc import Callable, Sequence
from typing import Protocol

from designer.catalog.placement import may_link
from designer.edit.edits import Batch, Edit, Reconnect, SetBends, SetLink
from designer.model.ids import LinkId
from designer.model.links import Link, LinkKind, LinkRole
from designer.ui.document import Document


class Desk(Protocol):
    """What linking needs of the view."""

    @property
    def document(self) -> Document:
        """The document that takes the edits."""


class Linking:
    """Change the selected links of one canvas, each change as one edit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked_of: object = None
        self._asked_for: object = None
        self._known: list[Link] = []

    def has_links(self) -> bool:
        """Tell whether a link is selected."""
        return bool(self._links())

    def has_requests(self) -> bool:
        """Tell whether requests and nothing else are selected; only they have a role."""
        links = self._links()
        return bool(links) and all(link.kind is LinkKind.REQUEST for link in links)

    def may_be(self, kind: LinkKind) -> bool:
        """Tell whether the selected links can be of ``kind``."""
        elements = self._desk.document.diagram.topology.elements
        links = self._links()
        return bool(links) and all(
            link.kind is kind
            or may_link(elements[link.source], elements[link.target], kind) is None
            for link in links
        )

    def is_kind(self, kind: LinkKind) -> bool:
        """Tell whether all selected links are of ``kind``."""
        return self._all(lambda link: link.kind is kind)

    def is_role(self, role: LinkRole) -> bool:
        """Tell whether all selected links are requests with ``role``."""
        return self._all(lambda link: link.kind is LinkKind.REQUEST and link.role is role)

    def set_kind(self, kind: LinkKind) -> None:
        """Make the selected links of ``kind``."""
        wrong = [link for link in self._links() if link.kind is not kind]
        self._do([SetLink(id=link.id, kind=kind) for link in wrong], "Change link kind")

    def set_role(self, role: LinkRole) -> None:
        """Make the selected requests required, optional or standby."""
        if self.has_requests():
            wrong = [link for link in self._links() if link.role is not role]
            self._do([SetLink(id=link.id, role=role) for link in wrong], "Change link role")

    def can_reverse(self) -> bool:
        """Tell whether the selected links may point the other way."""
        elements = self._desk.document.diagram.topology.elements
        return self._all(
            lambda link: may_link(elements[link.target], elements[link.source], link.kind) is None
        )

    def reverse(self) -> None:
        """Let the selected links point the other way, along the same line."""
        bends = self._desk.document.diagram.layout.bends
        edits: list[Edit] = []
        for link in self._links():
            edits.append(Reconnect(id=link.id, source=link.target, target=link.source))
            if link.id in bends:
                edits.append(SetBends(id=link.id, points=bends[link.id][::-1]))
        self._do(edits, "Reverse link")

    def is_bent(self) -> bool:
        """Tell whether corners of a selected link are fixed."""
        bends = self._desk.document.diagram.layout.bends
        return any(link.id in bends for link in self._links())

    def _links(self) -> list[Link]:
        # A menu asks a dozen questions about one selection.
        links, chosen = self._desk.document.diagram.topology.links, self._desk.document.selection
        if links is not self._asked_of or chosen is not self._asked_for:
            self._asked_of, self._asked_for = links, chosen
            self._known = [links[LinkId(key)] for key in sorted(chosen) if LinkId(key) in links]
        return self._known

    def _all(self, holds: Callable[[Link], bool]) -> bool:
        links = self._links()
        return bool(links) and all(holds(link) for link in links)

    def _do(self, edits: Sequence[Edit], label: str) -> None:
        if edits:
            self._desk.document.do(Batch(edits=tuple(edits), label=label))
