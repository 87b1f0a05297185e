"""History: undo and redo as a list of older values; it knows nothing of the window."""

from dataclasses import dataclass

from designer.edit.apply import apply
from designer.edit.edits import Edit, describe
from designer.model.diagram import Diagram


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    after: Diagram
    merge_key: str | None


class History:
    """The open diagram with the way back and forth.

    Args:
        diagram: where it starts; this state counts as saved.
        limit: how many steps can be undone; the oldest are forgotten.
    """

    def __init__(self, diagram: Diagram, *, limit: int = 500) -> None:
        """Start at ``diagram``."""
        if limit < 1:
            raise ValueError("a history keeps at least one step")
        self._start = diagram
        self._steps: list[_Step] = []
        self._index = 0
        self._limit = limit
        self._clean: Diagram | None = diagram
        self._may_merge = False

    @property
    def diagram(self) -> Diagram:
        """The diagram as it is now."""
        return self._start if self._index == 0 else self._steps[self._index - 1].after

    @property
    def past(self) -> tuple[Diagram, ...]:
        """The states one can go back to, oldest first, and the present one last."""
        return (self._start, *(step.after for step in self._steps[: self._index]))

    def do(self, edit: Edit, merge_key: str | None = None) -> Diagram:
        """Make ``edit`` and return the new diagram; raise EditRefused and change nothing.

        An edit that changes nothing makes no step. Consecutive edits with one ``merge_key``
        (typing, nudging) become one step, unless the diagram was saved, undone or redone between.
        """
        before = self.diagram
        after = apply(before, edit)
        if after is before:
            return before
        del self._steps[self._index :]
        step = _Step(describe(edit), after, merge_key)
        last = self._steps[-1] if self._steps else None
        if (
            merge_key is not None
            and self._may_merge
            and last is not None
            and last.merge_key == merge_key
            and not self.is_clean_at(before)
        ):
            self._steps[-1] = step
        else:
            self._steps.append(step)
        if len(self._steps) > self._limit:
            self._start = self._steps.pop(0).after
        self._index = len(self._steps)
        self._may_merge = True
        return after

    def undo(self) -> Diagram:
        """Go one step back, if there is one, and return the diagram."""
        return self.go_to(max(self._index - 1, 0))

    def redo(self) -> Diagram:
        """Go one step forth, if there is one, and return the diagram."""
        return self.go_to(min(self._index + 1, len(self._steps)))

    def go_to(self, index: int) -> Diagram:
        """Go to the state after ``index`` steps (0: the start) and return the diagram.

        Raises IndexError outside 0 to the number of steps.
        """
        if not 0 <= index <= len(self._steps):
            raise IndexError(f"the history has {len(self._steps)} steps, not {index}")
        self._index = index
        self._may_merge = False
        return self.diagram

    @property
    def index(self) -> int:
        """How many of the steps are in effect."""
        return self._index

    @property
    def steps(self) -> tuple[str, ...]:
        """What each step does, oldest first, undone ones included."""
        return tuple(step.text for step in self._steps)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to go back."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to go forth."""
        return self._index < len(self._steps)

    @property
    def undo_text(self) -> str:
        """What undo would take back; "" when there is nothing."""
        return self._steps[self._index - 1].text if self.can_undo else ""

    @property
    def redo_text(self) -> str:
        """What redo would make again; "" when there is nothing."""
        return self._steps[self._index].text if self.can_redo else ""

    def mark_clean(self) -> None:
        """Take the diagram as it is now for saved."""
        self._clean = self.diagram

    def mark_dirty(self) -> None:
        """Take no state for saved, for example after a recovery."""
        self._clean = None

    def is_clean_at(self, diagram: Diagram) -> bool:
        """Tell whether ``diagram`` is the very state that was saved."""
        return diagram is self._clean

    @property
    def is_clean(self) -> bool:
        """Tell whether the diagram is as it was saved."""
        return self.is_clean_at(self.diagram)
