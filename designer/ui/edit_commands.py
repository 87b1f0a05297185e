"""What the Edit menu needs to know: whether a command makes sense now, and what it is called."""

from designer.ui.canvas.commands import Commands
from designer.ui.document import Document


class EditCommands:
    """The commands of one window on its document's selection."""

    def __init__(self, document: Document, canvas: Commands) -> None:
        self._document = document
        self.canvas = canvas

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self._document.history.can_undo

    def can_redo(self) -> bool:
        """Tell whether there is a step to make again."""
        return self._document.history.can_redo

    def has_selection(self) -> bool:
        """Tell whether anything is selected."""
        return bool(self._document.selection)

    def has_one(self) -> bool:
        """Tell whether exactly one thing is selected."""
        return len(self._document.selection) == 1

    def has_elements(self) -> bool:
        """Tell whether an element is selected; links alone cannot be copied."""
        elements = self._document.diagram.topology.elements
        return any(key in elements for key in self._document.selection)

    def has_two(self) -> bool:
        """Tell whether two elements are selected, which can be connected."""
        elements = self._document.diagram.topology.elements
        return sum(key in elements for key in self._document.selection) == 2

    def undo_text(self) -> str:
        """Return the menu's words for undo, naming the step."""
        return _naming("&Undo", self._document.history.undo_text)

    def redo_text(self) -> str:
        """Return the menu's words for redo, naming the step."""
        return _naming("&Redo", self._document.history.redo_text)


def _naming(verb: str, step: str) -> str:
    quoted = step.replace("&", "&&")
    return f"{verb} {quoted[:1].lower()}{quoted[1:]}" if step else verb
