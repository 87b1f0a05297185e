"""What is drawn, for screen readers: each element and link is an accessible child of the canvas.

Nothing here costs anything until assistive technology asks: the children are made when they are
first asked for, and die with what they stand for.
"""

from functools import cache
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId, LinkId
from designer.ui.canvas import wording
from designer.ui.canvas.fates import UNHURT
from designer.ui.canvas.navigation import DrawingView
from designer.ui.canvas.walk import walk

_Role, _Text, _Event = QAccessible.Role, QAccessible.Text, QAccessible.Event
_LINK_REACH = 6.0
_MOST_TOLD = 100
"""Of more things that came or went at once, only that all is different is told."""


class AccessibleChild(QAccessibleInterface):
    """One element or link of a canvas."""

    def __init__(self, owner: "AccessibleCanvas", key: str) -> None:
        super().__init__()
        self._owner = ref(owner)
        self.key = key
        self.number = QAccessible.registerAccessibleInterface(self)

    def isValid(self) -> bool:
        return self._shown() is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs forget None
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        view = self._shown()
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._owner()

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Names are changed by edits only."""

    def text(self, t: QAccessible.Text) -> str:
        view = self._shown()
        if view is None or t not in (_Text.Name, _Text.Description):
            return ""
        canvas, topology = view.canvas, view.canvas.shown.topology
        element = topology.elements.get(ElementId(self.key))
        if element is not None:
            if t == _Text.Name:
                return element.name
            mark, lot = canvas.mark_of(self.key), canvas.lot_of(self.key)
            return ", ".join(wording.facts_of_element(canvas.shown, element, mark, lot))
        link = topology.links[LinkId(self.key)]
        if t == _Text.Name:
            ends = wording.ends_of(canvas.shown, link)
            return f"{link.label}: {ends}" if link.label else ends
        return ", ".join(wording.facts_of_link(link, canvas.link_fate(self.key)))

    def role(self) -> QAccessible.Role:
        view = self._shown()
        item = None if view is None else view.canvas.element_item(self.key)
        if item is None:
            return _Role.Graphic
        if item.element.kind is Kind.NOTE:
            return _Role.Note
        return _Role.Grouping if item.element.kind.is_container else _Role.Graphic

    def state(self) -> QAccessible.State:
        view = self._shown()
        flags = {"selectable": True, "multiSelectable": True, "focusable": True}
        if view is None:
            flags = {"invalid": True}
        else:
            is_seen = view.rect().intersects(self._place(view))
            flags |= {
                "selected": self.key in view.canvas.selection,
                "focused": view.hasFocus() and view.reached == self.key,
                "offscreen": not is_seen,
                "invisible": not view.isVisible(),
            }
        state = QAccessible.State()
        for name, on in flags.items():
            setattr(state, name, on)
        return state

    def rect(self) -> QRect:
        view = self._shown()
        if view is None:
            return QRect()
        place = self._place(view)
        return QRect(view.viewport().mapToGlobal(place.topLeft()), place.size())

    def _place(self, view: DrawingView) -> QRect:
        """Return where the thing is in the viewport."""
        outline = view.canvas.bounds_of((self.key,))
        return QRect() if outline is None else view.mapFromScene(outline).boundingRect()

    def _shown(self) -> DrawingView | None:
        """Return the view, as long as it shows this."""
        owner = self._owner()
        view = None if owner is None else owner.view()
        return view if view is not None and self.key in view.canvas.ids() else None


class AccessibleCanvas(QAccessibleWidget):
    """A canvas whose children are what is drawn, in the order of the Tab key, then the links.

    The bars and fields that lie on the canvas follow, within its viewport.
    """

    def __init__(self, view: DrawingView) -> None:
        super().__init__(view, _Role.Canvas)
        # Qt keeps this object longer than the view.
        self._view = ref(view)
        self._made: dict[str, AccessibleChild] = {}
        self._order: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._ordered: Diagram = EMPTY
        view.destroyed.connect(self._forget_all)

    def view(self) -> DrawingView | None:
        """Return the view, or None when it is gone."""
        view = self._view()
        return view if view is not None and isValid(view) else None

    def childCount(self) -> int:
        return len(self._keys()) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        keys, widgets = self._keys(), self._widgets()
        if 0 <= index < len(keys):
            return self.child_of(keys[index])
        index -= len(keys)
        return (
            QAccessible.queryAccessibleInterface(widgets[index]) if index < len(widgets) else None
        )

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, AccessibleChild):
            self._keys()
            return self._places.get(child.key, -1)
        widgets = self._widgets()
        found = child.object()
        place = next((n for n, widget in enumerate(widgets) if widget is found), -1)
        return -1 if place < 0 else len(self._keys()) + place

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view()
        if view is None or not self.rect().contains(x, y):
            return None
        at = view.viewport().mapFromGlobal(QPoint(x, y))
        if view.viewport().childAt(at) is not None:
            return QAccessible.queryAccessibleInterface(view.viewport())
        point = view.mapToScene(at)
        if (item := view.canvas.element_at(point)) is not None:
            return self.child_of(item.element.id)
        link = view.canvas.link_at(point, _LINK_REACH / view.zoom)
        return None if link is None else self.child_of(link.link.id)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view()
        if view is None or not view.hasFocus():
            return None
        key = view.reached
        return self.child_of(key) if key in view.canvas.ids() else None

    def child_of(self, key: str) -> AccessibleChild:
        """Return the child that stands for an element or link."""
        if key not in self._made:
            self._made[key] = AccessibleChild(self, key)
        return self._made[key]

    def follow(self, before: Diagram, after: Diagram) -> None:
        """Tell what has come and what has gone between two diagrams that were shown."""
        old = {*before.topology.elements, *before.topology.links}
        new = {*after.topology.elements, *after.topology.links}
        gone, come = old - new, new - old
        is_much = len(gone) + len(come) > _MOST_TOLD
        for key in sorted(gone):
            child = self._made.pop(key, None)
            if child is not None:
                QAccessible.updateAccessibility(QAccessibleEvent(child, _Event.ObjectDestroyed))
                QAccessible.deleteAccessibleInterface(child.number)
        if not is_much:
            for key in sorted(come):
                made = QAccessibleEvent(self.child_of(key), _Event.ObjectCreated)
                QAccessible.updateAccessibility(made)
        elif (view := self.view()) is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(view, _Event.ObjectReorder))
        for key, element in after.topology.elements.items():
            known = before.topology.elements.get(key)
            if key in self._made and known is not None and known.name != element.name:
                renamed = QAccessibleEvent(self._made[key], _Event.NameChanged)
                QAccessible.updateAccessibility(renamed)

    def _keys(self) -> tuple[str, ...]:
        view = self.view()
        shown = EMPTY if view is None else view.canvas.shown
        if shown is not self._ordered:
            self._ordered = shown
            self._order = (*walk(shown), *sorted(shown.topology.links))
            self._places = {key: place for place, key in enumerate(self._order)}
        return self._order

    def _widgets(self) -> list[QWidget]:
        """Return the widgets within the view; scroll bars are never shown."""
        view = self.view()
        if view is None:
            return []
        bars = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer")
        inner = [one for one in view.children() if isinstance(one, QWidget)]
        return [one for one in inner if one.isVisible() and one.objectName() not in bars]

    def _forget_all(self) -> None:
        for child in self._made.values():
            QAccessible.deleteAccessibleInterface(child.number)
        self._made = {}


@cache
def expose_canvases() -> None:
    """Let assistive technology see what is drawn, on every canvas of this process."""
    QAccessible.installFactory(_interface_of)


def describe_selection(view: DrawingView, diagram: Diagram, selection: frozenset[str]) -> None:
    """Let the canvas itself tell what is selected."""
    marks = [view.canvas.mark_of(key) for key in sorted(selection)]
    lot = view.canvas.lot_of(next(iter(selection))) if len(selection) == 1 else UNHURT
    text = wording.about_selection(diagram, selection, marks, lot)
    if text != view.accessibleDescription():
        view.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(view, _Event.DescriptionChanged))


def tell_focus(view: DrawingView) -> None:
    """Tell that the keyboard has come to another element or link, if anybody listens."""
    owner = _listened_to(view)
    if owner is not None and view.hasFocus() and view.reached in view.canvas.ids():
        child = owner.child_of(view.reached)
        QAccessible.updateAccessibility(QAccessibleEvent(child, _Event.Focus))


def tell_change(view: DrawingView, before: Diagram) -> None:
    """Tell what came and went since ``before`` was shown, if anybody listens."""
    owner = _listened_to(view)
    if owner is not None and before is not view.canvas.shown:
        owner.follow(before, view.canvas.shown)


def _listened_to(view: DrawingView) -> AccessibleCanvas | None:
    if not QAccessible.isActive():
        return None
    owner = QAccessible.queryAccessibleInterface(view)
    return owner if isinstance(owner, AccessibleCanvas) else None


def _interface_of(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    return AccessibleCanvas(thing) if isinstance(thing, DrawingView) else None
