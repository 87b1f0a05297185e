"""Moves or copies what is selected, with all it holds, and lets it stand where it is dropped."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch, Edit
from designer.edit.edits import Move as MoveEdit
from designer.edit.fragments import copy, duplicate
from designer.edit.locking import refusal_of
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds
from designer.render.guides import Frame
from designer.render.shapes import frame
from designer.ui.canvas.dropping import Drop, outermost, plan
from designer.ui.canvas.geometry import point_of
from designer.ui.canvas.gestures.gesture import Pointer, Stage
from designer.ui.canvas.gestures.snapping import Snapper, sort_of


@dataclass(frozen=True, slots=True)
class _Load:
    """What is dragged: in which diagram, which elements, by which of them.

    Attributes:
        first: edits that come before the move: those that make the copies.
    """

    diagram: Diagram
    ids: frozenset[ElementId]
    grabbed: ElementId
    first: tuple[Edit, ...] = ()


class Move:
    """Drag the selection by one of its elements; with Alt held a copy of it.

    Ctrl suspends guides and grid, Shift keeps to one axis. The container that would take an
    element is highlighted; what cannot stand there is refused with the reason, and goes back.
    """

    def __init__(self, stage: Stage, grabbed: ElementId) -> None:
        self._stage = stage
        self._load = _Load(EMPTY, frozenset(), grabbed)
        self._copies: _Load | None = None
        self._origin = QPointF()
        self._frame = Frame(Box(0, 0, 0, 0), "", "")
        self._corner = self._frame.box
        self._snapper = self._copy_snapper = Snapper(stage, EMPTY)
        self._drop: Drop | None = None
        self._lock_told = ""

    def start(self, pointer: Pointer) -> None:
        """Take hold of the selection."""
        document = self._stage.document
        base, grabbed = document.diagram, self._load.grabbed
        self._origin = pointer.scene
        elements, boxes = base.topology.elements, base.layout.boxes
        chosen = {ElementId(key) for key in document.selection if key in elements}
        ids = outermost(base, chosen | {grabbed})
        if not self._is_locked(base, ids, grabbed):
            ids -= base.layout.locked
        if grabbed not in ids:
            inner = base.topology.ancestors(grabbed)
            grabbed = next(outer.id for outer in inner if outer.id in ids)
        self._load = _Load(base, ids, grabbed)
        self._corner = boxes[grabbed]
        around = bounds(frame(elements[key], boxes[key]) for key in ids) or self._corner
        self._frame = Frame(around, sort_of(base, grabbed), _row(elements[grabbed].parent))
        self._snapper = Snapper(self._stage, base, ids)
        self._copy_snapper = Snapper(self._stage, base)
        self._stage.point_with(Qt.CursorShape.ClosedHandCursor)

    def move(self, pointer: Pointer) -> None:
        """Show the drawing as it would be after a drop here."""
        if self._is_stuck(pointer):
            self._stage.point_with(Qt.CursorShape.ForbiddenCursor)
            self._stage.say(f"{self._lock_told} (Alt: copy)")
            return
        load = self._copied() if pointer.copies else self._load
        dx, dy = self._offset(pointer)
        stage, canvas = self._stage, self._stage.canvas
        drop = plan(load.diagram, load.ids, dx, dy, load.grabbed, point_of(pointer.scene))
        preview = self._preview(load, drop, dx, dy)
        self._drop = drop
        place = (drop.targets, drop.refusal is None, bool(load.first))
        stage.easing.preview(preview, place, self._held(load))
        canvas.set_selection(load.ids if load.first else stage.document.selection)
        if drop.refusal is not None:
            canvas.set_emphasis(dict.fromkeys(drop.refused_by, "refuse"))
            stage.point_with(Qt.CursorShape.ForbiddenCursor)
            stage.say(drop.refusal)
            return
        parent = load.diagram.topology.elements[load.grabbed].parent
        target = next(iter(drop.targets), None) if drop.changes_place else parent
        self._frame = Frame(self._frame.box, self._frame.sort, _row(target))
        canvas.set_emphasis(dict.fromkeys(drop.targets, "accept"))
        is_copy = bool(load.first)
        stage.point_with(
            Qt.CursorShape.DragCopyCursor if is_copy else Qt.CursorShape.ClosedHandCursor
        )
        stage.say(f"{_told(load, drop, dx, dy)} (Alt: copy, Ctrl: no snapping, Esc: cancel)")

    def finish(self, pointer: Pointer) -> None:
        """Make the move one step, or tell why it cannot be."""
        self.move(pointer)
        if self._is_stuck(pointer):
            self.cancel()
            self._stage.document.refuse(self._lock_told)
            return
        drop, stage = self._drop, self._stage
        load = self._copied() if pointer.copies else self._load
        self._tidy_up()
        if drop is not None and drop.refusal is not None:
            stage.document.refuse(drop.refusal)
        elif drop is not None and drop.edits:
            label = drop.label.replace("Move", "Copy", 1) if load.first else drop.label
            edit = Batch(edits=(*load.first, *drop.edits), label=label)
            is_done = stage.document.do_shrinking(edit)
            if is_done and load.first:
                stage.document.set_selection(load.ids)
        stage.canvas.show(stage.document.diagram)

    def cancel(self) -> None:
        """Put everything back."""
        self._tidy_up()
        self._stage.canvas.show(self._stage.document.diagram)

    def _is_locked(self, base: Diagram, ids: frozenset[ElementId], grabbed: ElementId) -> bool:
        """Tell whether what is grabbed, or goes along with, stays where it is."""
        key = grabbed
        if key not in ids:
            key = next(one.id for one in base.topology.ancestors(key) if one.id in ids)
        if key in base.layout.locked:
            self._lock_told = refusal_of(base, key)
        return key in base.layout.locked

    def _is_stuck(self, pointer: Pointer) -> bool:
        return bool(self._lock_told) and not pointer.copies

    def _held(self, load: _Load) -> frozenset[ElementId]:
        """Return what follows the pointer: the dragged elements with all they hold."""
        inside = (key for one in load.ids for key in load.diagram.topology.descendants(one))
        return load.ids.union(inside)

    def _tidy_up(self) -> None:
        canvas = self._stage.canvas
        self._stage.easing.forget()
        canvas.guides.hide_all()
        canvas.set_emphasis({})
        canvas.set_selection(self._stage.document.selection)

    def _copied(self) -> _Load:
        """Return copies of what was taken hold of, made when they are first asked for."""
        if self._copies is None:
            base, ids = self._load.diagram, self._load.ids
            insert = duplicate(base, ids, 0, 0)
            originals = (element.id for element in copy(base, ids).elements)
            twins = dict(zip(originals, (e.id for e in insert.elements), strict=True))
            self._copies = _Load(
                apply(base, insert),
                frozenset(twins[key] for key in ids),
                twins[self._load.grabbed],
                (insert,),
            )
        return self._copies

    def _offset(self, pointer: Pointer) -> tuple[float, float]:
        dx = pointer.scene.x() - self._origin.x()
        dy = pointer.scene.y() - self._origin.y()
        pulled: tuple[int | None, int | None] = (0, 0)
        if pointer.is_shifted:
            is_level = abs(dx) >= abs(dy)
            dx, dy = (dx, 0.0) if is_level else (0.0, dy)
            pulled = (0, None) if is_level else (None, 0)
        there = Frame(self._frame.box.moved(dx, dy), self._frame.sort, self._frame.row)
        # A copy may line up with what it is a copy of.
        snapper = self._copy_snapper if pointer.copies else self._snapper
        x, y = snapper.shift(there, self._corner.moved(dx, dy), pointer, pulled)
        return dx + x, dy + y

    def _preview(self, load: _Load, drop: Drop, dx: float, dy: float) -> Diagram:
        try:
            if drop.refusal is None:
                return apply(load.diagram, Batch(edits=drop.edits, label=""))
            return apply(load.diagram, MoveEdit(ids=load.ids, dx=dx, dy=dy))
        except EditRefused:
            # Beyond the canvas's border; the drop will say so.
            return self._stage.canvas.shown


def _row(parent: ElementId | None) -> str:
    return "" if parent is None else parent


def _names(diagram: Diagram, keys: Iterable[ElementId]) -> str:
    return ", ".join(diagram.topology.elements[key].name for key in keys)


def _told(load: _Load, drop: Drop, dx: float, dy: float) -> str:
    verb = "Copies" if load.first else "Moves"
    if not drop.changes_place:
        return f"{verb} by {round(dx, 1):g}, {round(dy, 1):g}"
    names = _names(load.diagram, drop.targets)
    return f"{verb} into {names}" if names else f"{verb} onto the open canvas"
