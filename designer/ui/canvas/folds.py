"""Keeps which containers are shown collapsed, and sums up for their boxes what they hide."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.render.folding import Folded, folded
from designer.ui.canvas.fates import UNHURT, Fate, Lot
from designer.ui.canvas.marks import NO_MARK, SEVERITIES, Mark
from designer.ui.tints import Shade, Tint


class Folds:
    """The diagram of the scene as it is seen."""

    def __init__(self) -> None:
        self._kept = EMPTY
        self._fold = Folded()
        self._held: dict[str, list[str]] = {}

    @property
    def fold(self) -> Folded:
        """What is hidden, and what stands for it."""
        return self._fold

    def see(self, diagram: Diagram) -> Diagram:
        """Return ``diagram`` as it is seen, and keep what it hides."""
        if diagram is not self._kept:
            self._kept, self._fold = diagram, folded(diagram)
            self._held = {}
            for key, box in self._fold.hidden.items():
                self._held.setdefault(box, []).append(key)
        return self._fold.diagram

    def boxes(self) -> Iterable[ElementId]:
        """Return the ids of the collapsed containers that are seen."""
        return self._fold.summaries.keys()

    def seen(self, ids: Iterable[str]) -> Iterable[str]:
        """Return the ids under which ``ids`` are seen."""
        hidden = self._fold.hidden
        return {hidden.get(key, key) for key in ids} if hidden else ids

    def any_of(self, key: str, chosen: frozenset[str]) -> bool:
        """Tell whether ``key``, or something that it stands for, is among ``chosen``."""
        return key in chosen or (
            bool(chosen) and any(one in chosen for one in self._held.get(key, ()))
        )

    def mark(self, key: str, marks: Mapping[str, Mark]) -> Mark:
        """Return the mark of an element; of a box that of all it hides."""
        own = marks.get(key, NO_MARK)
        if key not in self._held:
            return own
        found = [own, *(marks[one] for one in self._held[key] if one in marks)]
        count = sum(mark.count for mark in found)
        rank = {name: place for place, name in enumerate(SEVERITIES)}
        worst = min((mark.severity for mark in found), key=lambda name: rank.get(name, len(rank)))
        return Mark(
            severity=worst,
            count=count,
            sentences=tuple(text for mark in found for text in mark.sentences),
            not_stated=any(mark.not_stated for mark in found),
        )

    def tint(self, key: str, tints: Mapping[str, Tint]) -> Tint | None:
        """Return what an overlay shows of an element; of a box the worst of all it hides."""
        own = tints.get(key)
        inner = [tints[one] for one in self._held.get(key, ()) if one in tints]
        if own is not None or not inner:
            return own
        rank = {shade: place for place, shade in enumerate(Shade)}
        worst = min(inner, key=lambda tint: rank[tint.shade])
        if len(inner) == 1:
            return worst
        return replace(worst, sign=f"{len(inner)} within", why=f"{worst.why} And more within.")

    def lot(self, key: str, lots: Mapping[str, Lot]) -> Lot:
        """Return what a failure does to an element; to a box: to all that it hides."""
        own = lots.get(key, UNHURT)
        if own.is_gone or key not in self._held:
            return own
        hidden = [one for one in self._held[key] if ElementId(one) in self._kept.topology.elements]
        inner = [lots[one] for one in hidden if one in lots]
        gone = sum(lot.is_gone for lot in inner)
        if hidden and gone == len(hidden):
            return Lot(fate=Fate.LOST, why="Everything in it is lost.")
        if gone:
            left = f"{len(hidden) - gone} of {len(hidden)}"
            return Lot(fate=Fate.REDUCED, why=f"A part of it is lost; {left} are left.", left=left)
        return next((lot for lot in inner if lot is not UNHURT), own)
