"""Commands on how what is selected looks: locked, hidden, above others, in other colours."""

from typing import Protocol

from designer.edit.edits import Hide, Lock, Restack, SetLook, Stacking
from designer.model.ids import ElementId
from designer.model.looks import USUAL, Hue, Look, Stroke, Weight
from designer.ui.document import Document


class Desk(Protocol):
    """Whoever knows which document is meant: a canvas, or the tabs of a window."""

    @property
    def document(self) -> Document: ...


class Looking:
    """The commands on the looks of the selection of the desk's document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def toggle_lock(self) -> None:
        """Lock the selected elements; unlock them if all of them are locked."""
        if chosen := self._elements():
            self._document.do(Lock(ids=chosen, locked=not self.is_locked()))

    def is_locked(self) -> bool:
        """Tell whether all selected elements are locked."""
        return self._are_all_in(self._document.diagram.layout.locked)

    def lock_text(self) -> str:
        """Return what `toggle_lock` would do."""
        return "Unloc&k" if self.is_locked() else "Loc&k"

    def toggle_hidden(self) -> None:
        """Hide the selected elements; show them if all of them are hidden."""
        if chosen := self._elements():
            self._document.do(Hide(ids=chosen, hidden=not self.is_hidden()))

    def is_hidden(self) -> bool:
        """Tell whether all selected elements are hidden."""
        return self._are_all_in(self._document.diagram.layout.hidden)

    def hide_text(self) -> str:
        """Return what `toggle_hidden` would do."""
        return "S&how" if self.is_hidden() else "&Hide"

    def show_all(self) -> None:
        """Show everything that is hidden."""
        self._document.do(Hide(ids=self._document.diagram.layout.hidden, hidden=False))

    def has_hidden(self) -> bool:
        """Tell whether anything is hidden."""
        return bool(self._document.diagram.layout.hidden)

    def show_all_text(self) -> str:
        """Return what `show_all` would do, with how many there are."""
        count = len(self._document.diagram.layout.hidden)
        return f"Sho&w all hidden ({count})" if count else "Sho&w all hidden"

    def restack(self, to: Stacking) -> None:
        """Draw the selected elements above or below their siblings."""
        if chosen := self._elements():
            before = self._document.diagram
            edit = Restack(ids=chosen, to=to)
            if self._document.do(edit) and self._document.diagram is before:
                self._document.refuse("There is nothing here to go past.")

    def has_elements(self) -> bool:
        """Tell whether an element is selected."""
        elements = self._document.diagram.topology.elements
        return any(key in elements for key in self._document.selection)

    def set_hue(self, hue: Hue) -> None:
        """Draw what is selected in another colour."""
        self._set(SetLook(ids=self._document.selection, hue=hue))

    def set_stroke(self, stroke: Stroke) -> None:
        """Draw what is selected with another kind of line."""
        self._set(SetLook(ids=self._document.selection, stroke=stroke))

    def set_weight(self, weight: Weight) -> None:
        """Draw what is selected with a stronger or weaker line."""
        self._set(SetLook(ids=self._document.selection, weight=weight))

    def reset(self) -> None:
        """Draw what is selected as usual."""
        ids = self._document.selection
        self._set(SetLook(ids=ids, hue=Hue.USUAL, stroke=Stroke.USUAL, weight=Weight.USUAL))

    def has_selection(self) -> bool:
        """Tell whether anything is selected."""
        return bool(self._document.selection)

    def is_dressed(self) -> bool:
        """Tell whether anything selected is not drawn as usual."""
        selection = self._document.selection
        return any(key in selection for key in self._document.diagram.layout.looks)

    def wears(self, part: Hue | Stroke | Weight) -> bool:
        """Tell whether all that is selected has this colour, kind or width of line."""
        return self.has_selection() and all(
            part in (look.hue, look.stroke, look.weight) for look in self._looks()
        )

    def _set(self, edit: SetLook) -> None:
        if edit.ids:
            self._document.do(edit)

    # Every menu entry asks again after every click, also with thousands selected: what few
    # elements have is looked up among those, not for each that is selected.
    def _looks(self) -> list[Look]:
        """Return the looks that occur among what is selected."""
        selection = self._document.selection
        looks = self._document.diagram.layout.looks
        own = [look for key, look in looks.items() if key in selection]
        return own if len(own) == len(selection) else [*own, USUAL]

    def _are_all_in(self, ids: frozenset[ElementId]) -> bool:
        chosen = self._elements() if ids else frozenset()
        return bool(chosen) and chosen <= ids

    @property
    def _document(self) -> Document:
        return self._desk.document

    def _elements(self) -> frozenset[ElementId]:
        elements = self._document.diagram.topology.elements
        return frozenset(ElementId(key) for key in self._document.selection if key in elements)
