"""Collapsing and expanding containers by menu and key; each one step of the history."""

from collections.abc import Iterable
from typing import Protocol

from designer.edit.edits import Collapse
from designer.model.ids import ElementId
from designer.ui.document import Document


class Desk(Protocol):
    """Whoever knows which document is meant: a canvas, or the tabs of a window."""

    @property
    def document(self) -> Document: ...


class Folding:
    """The commands on what is collapsed in the desk's document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _document(self) -> Document:
        return self._desk.document

    def toggle(self) -> None:
        """Collapse the selected containers; expand them if all of them are collapsed."""
        chosen = self._chosen()
        if chosen <= self._document.diagram.layout.collapsed:
            self.expand(chosen)
        else:
            self._document.do(Collapse(ids=chosen))

    def can_toggle(self) -> bool:
        """Tell whether a container is selected that holds something, or is collapsed."""
        return bool(self._chosen())

    def text(self) -> str:
        """Return what `toggle` would do."""
        chosen = self._chosen()
        is_open = not chosen or not chosen <= self._document.diagram.layout.collapsed
        return "&Collapse" if is_open else "E&xpand"

    def expand(self, ids: Iterable[str]) -> None:
        """Show containers with all they hold."""
        keys = frozenset(ElementId(key) for key in ids)
        self._document.do(Collapse(ids=keys, collapsed=False))

    def expand_all(self) -> None:
        """Show every container with all it holds."""
        self.expand(self._document.diagram.layout.collapsed)

    def has_collapsed(self) -> bool:
        """Tell whether anything is collapsed."""
        return bool(self._document.diagram.layout.collapsed)

    def _chosen(self) -> frozenset[ElementId]:
        diagram = self._document.diagram
        topology, collapsed = diagram.topology, diagram.layout.collapsed
        return frozenset(
            ElementId(key)
            for key in self._document.selection
            if (element := topology.elements.get(ElementId(key))) is not None
            and element.kind.is_container
            and (
                element.id in collapsed
                or topology.children(element.id)
                or topology.members(element.id)
            )
        )
