"""What the Edit menu needs to know: whether a command makes sense now, and what it is called."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from designer.edit.edits import Confirm
from designer.ui.canvas.arranging import Arranging
from designer.ui.canvas.commands import Commands
from designer.ui.canvas.linking import Linking
from designer.ui.canvas.selecting import Selecting
from designer.ui.canvas.walking import Walking
from designer.ui.document import Document
from designer.ui.inferred import inferred_in
from designer.ui.tabs.open_tabs import OpenTabs

P = ParamSpec("P")
R = TypeVar("R")


class EditCommands:
    """The commands of one window on the selection of its current tab."""

    def __init__(self, tabs: OpenTabs) -> None:
        self._tabs = tabs
        self._rename_elsewhere: Callable[[], bool] = _nowhere

    def on_canvas(
        self, command: Callable[Concatenate[Commands, P], R], *args: P.args, **more: P.kwargs
    ) -> Callable[[], R]:
        """Return what runs ``command``, such as ``Commands.cut``, on the canvas then current."""
        return lambda: command(self._tabs.canvas.commands, *args, **more)

    def on_arranging(
        self, command: Callable[Concatenate[Arranging, P], R], *args: P.args, **more: P.kwargs
    ) -> Callable[[], R]:
        """Return what runs ``command``, such as ``Arranging.tidy``, on the canvas then current."""
        return lambda: command(self._tabs.canvas.arranging, *args, **more)

    def on_linking(
        self, command: Callable[Concatenate[Linking, P], R], *args: P.args, **more: P.kwargs
    ) -> Callable[[], R]:
        """Return what runs ``command``, such as ``Linking.reverse``, on the canvas then current."""
        return lambda: command(self._tabs.canvas.linking, *args, **more)

    def on_selecting(self, command: Callable[[Selecting], None]) -> Callable[[], None]:
        """Return what runs ``command``, such as ``Selecting.select_alike``, on that canvas."""
        return lambda: command(self._tabs.canvas.selecting)

    def on_walking(
        self, command: Callable[Concatenate[Walking, P], R], *args: P.args, **more: P.kwargs
    ) -> Callable[[], R]:
        """Return what runs ``command``, such as ``Walking.go``, on the canvas then current."""
        return lambda: command(self._tabs.canvas.walking, *args, **more)

    def tell_rename(self, elsewhere: Callable[[], bool]) -> None:
        """Learn who else can rename what is selected, in place, when it has the focus."""
        self._rename_elsewhere = elsewhere

    def rename(self) -> None:
        """Rename what is selected where the user is looking."""
        if not self._rename_elsewhere():
            self._tabs.canvas.commands.rename()

    def has_inferred(self) -> bool:
        """Tell whether anything in the selection, or without one in the drawing, is inferred."""
        return bool(inferred_in(self._document))

    def confirm(self) -> None:
        """Take what is inferred in the selection, or without one in the drawing, for true."""
        self._document.do(Confirm(ids=inferred_in(self._document)))

    def undo(self) -> None:
        """Take the last step back."""
        self._document.undo()

    def redo(self) -> None:
        """Make the step taken back last again."""
        self._document.redo()

    @property
    def _document(self) -> Document:
        return self._tabs.document

    def has_drawing(self) -> bool:
        """Tell whether anything is drawn."""
        return bool(self._document.diagram.topology.elements)

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

    def can_connect(self) -> bool:
        """Tell whether two elements are selected, or one from which a link can be drawn."""
        elements = self._document.diagram.topology.elements
        return sum(key in elements for key in self._document.selection) in (1, 2)

    def connect_text(self) -> str:
        """Return the menu's words for connecting: two, or one to what the keys walk to."""
        return "C&onnect this to…" if self.has_one() else "C&onnect the two selected"

    def undo_text(self) -> str:
        """Return the menu's words for undo, naming the step."""
        return _naming("&Undo", self._document.history.undo_text)

    def redo_text(self) -> str:
        """Return the menu's words for redo, naming the step."""
        return _naming("&Redo", self._document.history.redo_text)


def _nowhere() -> bool:
    """Rename nowhere but on the canvas."""
    return False


def _naming(verb: str, step: str) -> str:
    quoted = step.replace("&", "&&")
    return f"{verb} {quoted[:1].lower()}{quoted[1:]}" if step else verb
