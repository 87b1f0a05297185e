"""The canvas widget: turns Qt's events into gestures and commands, and shows the document."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from designer.analysis.grouping import TargetGroup
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, Point
from designer.render.theme import Theme
from designer.ui.canvas import inks, keys
from designer.ui.canvas.accessible import (
    describe_selection,
    expose_canvases,
    tell_change,
    tell_focus,
)
from designer.ui.canvas.arranging import Arranging
from designer.ui.canvas.cards import Cards
from designer.ui.canvas.commands import Commands
from designer.ui.canvas.dragging_in import DragIn
from designer.ui.canvas.driver import Driver
from designer.ui.canvas.fates import LinkFate, Lot
from designer.ui.canvas.find_bar import FindBar
from designer.ui.canvas.folding import Folding
from designer.ui.canvas.geometry import point_of, rect_of
from designer.ui.canvas.gestures.choice import gesture_for
from designer.ui.canvas.gestures.gesture import Pointer
from designer.ui.canvas.gestures.pan import Pan
from designer.ui.canvas.gestures.select import hit_at
from designer.ui.canvas.glide import GLIDE_MS, Glide
from designer.ui.canvas.hint import EmptyHint
from designer.ui.canvas.hover import Hover
from designer.ui.canvas.inserting import Inserting
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.link_bar import LinkBar, middle_of
from designer.ui.canvas.linking import Linking
from designer.ui.canvas.marks import Mark
from designer.ui.canvas.navigation import DrawingView
from designer.ui.canvas.offers import OfferBar
from designer.ui.canvas.rename import NameEditor, text_place
from designer.ui.canvas.selecting import Selecting
from designer.ui.canvas.walk import neighbour
from designer.ui.canvas.walking import Walking
from designer.ui.document import Document
from designer.ui.plain_text import tip_text
from designer.ui.tints import Tint


class CanvasView(DrawingView):
    """Show a document's diagram and let the user change it.

    Signals:
        status: what the pointer would do here, or what was done; "" for nothing to say.
        service_placed: a service was placed from outside; its key.
        menu_wanted: a menu is asked for at this place of the screen; what it is about is selected.
    """

    status = Signal(str)
    service_placed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        expose_canvases()
        super().__init__(theme, parent)
        self._document = document
        self._driver = Driver(self, document, self._canvas, self._camera, self.status, self._rest)
        self._hover = Hover(self._driver)
        self._editor = NameEditor(self.viewport())
        self._hint = EmptyHint(self.viewport())
        self._at: QPoint | None = None
        self._current = ""
        self._space_held = False
        self.commands = Commands(self, self)
        self.inserting = Inserting(self, self._canvas, self)
        self._drag_in = DragIn(self, self._driver, self.inserting)
        self.arranging = Arranging(self)
        self.linking = Linking(self)
        self.selecting = Selecting(self)
        self.walking = Walking(self, self)
        self.find_bar = FindBar(self, document, self._canvas)
        self.find_bar.reached.connect(self.look_for)
        self.glide = Glide(self._canvas, self)
        self._link_bar = LinkBar(self.viewport(), self.linking, theme)
        self.cards = Cards(
            self, (self.inserting.offers, self.inserting.quick, self.find_bar, self._link_bar)
        )
        self.folding = Folding(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName("Canvas")
        self.inserting.placed.connect(self.service_placed)
        for moved in (self.horizontalScrollBar(), self.verticalScrollBar()):
            moved.valueChanged.connect(self._show_link_bar)
        self.zoom_changed.connect(self._show_link_bar)
        document.changed.connect(self._follow_changes)
        document.selection_changed.connect(self._follow_selection)
        self.set_theme(theme)
        self._canvas.show(document.diagram)
        self._follow_selection()
        self._show_hint()
        self.fit()

    @property
    def document(self) -> Document:
        """The document shown."""
        return self._document

    @property
    def driver(self) -> Driver:
        """What runs the gestures."""
        return self._driver

    @property
    def reached(self) -> str:
        return self._current or next_selected(self._document.selection)

    @property
    def offers(self) -> OfferBar:
        """The bar that offers what usually follows a new element."""
        return self.inserting.offers

    @property
    def link_bar(self) -> LinkBar:
        """The bar beside the selected link."""
        return self._link_bar

    @property
    def pointer(self) -> Point | None:
        """Where the pointer is on the diagram, or None when it is not over the canvas."""
        return None if self._at is None else point_of(self.mapToScene(self._at))

    def say(self, text: str) -> None:
        """Tell in the status line what would be or was done."""
        self.status.emit(text)

    @property
    def middle(self) -> Point:
        """The middle of what is in sight."""
        return point_of(self._camera.centre)

    def place_of(self, box: Box) -> QRect:
        """Return where a box is in the viewport, in device-independent pixels."""
        return self.mapFromScene(rect_of(box)).boundingRect()

    def insert_service(self, key: str, at: Point | None = None) -> None:
        """Add a service at ``at``, else where the selection is, else in the middle of the view."""
        self.inserting.insert(key, at)

    def set_findings(self, marks: Mapping[str, Mark]) -> None:
        """Show what the scorer found at which element."""
        self._canvas.set_marks(marks)
        self._describe_selection()

    def set_fates(self, lots: Mapping[str, Lot], links: Mapping[str, LinkFate]) -> None:
        """Show what a failure does to which element and link."""
        self._canvas.set_fates(lots, links)
        self._describe_selection()

    def set_tints(self, tints: Mapping[str, Tint] | None) -> None:
        """Show an overlay: a tint for each element that it speaks of; None for no overlay."""
        self._canvas.set_tints(tints)
        self._describe_selection()

    def set_target_groups(self, groups: Mapping[ElementId, tuple[TargetGroup, ...]]) -> None:
        """Show how many targets of which element must work."""
        self._canvas.set_target_groups(groups)
        # A badge under the pointer may be another object now.
        self._rest()

    def set_grid_snap(self, on: bool) -> None:
        """Let positions and sizes snap to the grid while dragging, or not."""
        self._driver.snaps = on

    def glide_from(self, before: Diagram) -> None:
        """Let the elements glide from where they were in ``before`` to where they are."""
        self.glide.run(before, self._document.diagram)

    def set_gliding(self, on: bool) -> None:
        """Let elements glide to where a command puts them, or be there at once."""
        self.glide.finish()
        self.glide.duration_ms = GLIDE_MS if on else 0
        self._driver.easing.duration_ms = self.glide.duration_ms

    def set_guides(self, on: bool) -> None:
        """Let smart guides pull what is dragged, or not."""
        self._driver.guides = on

    def set_theme(self, theme: Theme) -> None:
        """Wear the colours of ``theme``."""
        super().set_theme(theme)
        self.inserting.wear(theme)
        self._link_bar.wear(theme)
        self.find_bar.wear(theme)
        self._hint.wear(theme)
        self._show_focus()

    def edit_text(self, key: str, text: str, commit: Callable[[str], None]) -> None:
        """Let the user edit the name of an element or the label of a link in place."""
        self.reveal((key,))
        area = text_place(self._canvas, key)
        if area is None:
            return
        self._hover.clear()
        self._editor.edit(text, self.mapFromScene(area).boundingRect(), self.zoom, commit)

    def is_at_rest(self) -> bool:
        return isinstance(self._driver.gesture, Pan | None)

    # Qt's events.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._editor.finish()
        self.offers.dismiss()
        self.inserting.quick.close_up()
        self._link_bar.hide()
        self.glide.finish()
        self.walking.give_up()
        if self._driver.gesture is not None:
            return
        pointer = self._pointer(event)
        if event.button() == Qt.MouseButton.RightButton:
            self._select_under(pointer)
        gesture = gesture_for(self._driver, pointer, event.button(), pans=self._space_held)
        if gesture is not None:
            self._set_current("")
            self._hover.clear()
            self._driver.begin(gesture, pointer)
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        if self._driver.gesture is not None:
            self._driver.move(pointer)
        elif not self._space_held:
            self._hover.move(pointer.scene)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._driver.finish(self._pointer(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        hit = hit_at(self._driver, self._pointer(event).scene)
        if isinstance(hit, ElementItem) and self._canvas.is_collapsed(hit.element.id):
            self.folding.expand((hit.element.id,))
        elif isinstance(hit, ElementItem):
            self.commands.rename_one(hit.element.id)
        elif hit is not None:
            self.commands.rename_one(hit.link.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._driver.gesture is not None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._select_under(self._driver.pointer_at(event.pos()))
            self.menu_wanted.emit(event.globalPos())
        else:
            self._ask_for_menu()
        event.accept()

    def _ask_for_menu(self) -> None:
        """Ask for the menu of the selection, where it is."""
        rect = self._canvas.bounds_of(self._document.selection)
        if rect is not None:
            self.reveal(self._document.selection)
        scene = self._camera.centre if rect is None else rect.center()
        room = self.viewport().rect().adjusted(8, 8, -8, -8)
        at = self.mapFromScene(scene)
        at = QPoint(
            min(max(at.x(), room.left()), room.right()), min(max(at.y(), room.top()), room.bottom())
        )
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._hover.tip(self.mapToScene(event.pos()))
            QToolTip.showText(event.globalPos(), tip_text(text), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._at = None
            if self._driver.gesture is None:
                self._hover.clear()
                self.say("")
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag_in.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag_in.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._give_up()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drag_in.drop(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._driver.gesture is not None and (flag := keys.modifier_of(event)) is not None:
            self._driver.hold(event.modifiers() | flag)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = True
            self._driver.point_with(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif keys.asks_for_menu(event):
            self._ask_for_menu()
        elif event.text() == "/" and self._driver.gesture is None:
            self.inserting.open_quick()
        elif self.offers.take(keys.number_of(event)):
            return
        elif self._driver.gesture is None and (step := keys.arrow_of(event)) is not None:
            self.commands.nudge(*step)
        elif self.walking.is_linking and keys.is_enter(event):
            self.walking.link()
        elif self._driver.gesture is not None or not self._run(keys.command_of(event)):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._driver.gesture is not None and (flag := keys.modifier_of(event)) is not None:
            self._driver.hold(event.modifiers() & ~flag)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self._driver.point_with(Qt.CursorShape.ArrowCursor)
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Go to the next element first; past the last one, to the next widget."""
        key = neighbour(self._canvas.shown, self.walking.base(), forward=next)
        if key is None or not self.hasFocus():
            self._set_current("")
            return super().focusNextPrevChild(next)
        self.reach(key)
        return True

    def reach(self, key: str, also: Iterable[str] = ()) -> None:
        """Bring the keyboard to an element or link, and select it and ``also``."""
        self._set_current(key)
        self._document.set_selection({key, *also})
        self.reveal((key,))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()
        tell_focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space_held = False
        self._set_current("")
        self._show_focus()

    # Following the document.

    def _follow_changes(self, changes: object) -> None:
        # Somebody else's change, for example an undo by key, ends a drag of the old diagram.
        self._driver.give_up()
        self.glide.finish()
        self._editor.cancel()
        shown = self._canvas.shown
        self._canvas.show(self._document.diagram)
        tell_change(self, shown)
        self._hover.clear()
        self._hover.show_resize()
        self.offers.dismiss()
        self._show_link_bar()
        self._show_hint()

    def _follow_selection(self) -> None:
        self._canvas.set_selection(self._document.selection)
        self._hover.show_resize()
        self._show_link_bar()
        self._describe_selection()
        tell_focus(self)

    def _show_link_bar(self) -> None:
        """Show beside the one selected link what it is, unless something is being dragged."""
        chosen = self._document.selection
        item = self._canvas.link_item(next(iter(chosen))) if len(chosen) == 1 else None
        middle = None if item is None else middle_of(item.points)
        if middle is None or self._driver.gesture is not None or self.zoom < inks.LABEL_FROM:
            self._link_bar.hide()
        else:
            self._link_bar.tell(self.mapFromScene(middle))

    def _describe_selection(self) -> None:
        describe_selection(self, self._document.diagram, self._document.selection)

    def _show_hint(self) -> None:
        self._hint.setVisible(not self._document.diagram.topology.elements)

    def _rest(self) -> None:
        self.say("")
        self._hover.show_resize()
        self._show_link_bar()
        if self._at is not None:
            self._hover.move(self.mapToScene(self._at))

    def _select_under(self, pointer: Pointer) -> None:
        """Select what a context menu is opened on, unless it is selected already."""
        hit = hit_at(self._driver, pointer.scene)
        key = "" if hit is None else hit.element.id if isinstance(hit, ElementItem) else hit.link.id
        if key not in self._document.selection:
            self._document.set_selection({key} if key else ())

    def _escape(self) -> None:
        if self._give_up() or self.walking.give_up():
            return
        if self.offers.isVisible():
            self.offers.dismiss()
        elif self.find_bar.isVisible():
            self.find_bar.close_up()
        else:
            self.commands.select_none()

    def _give_up(self) -> bool:
        """End the gesture under way; what has given way for it glides back."""
        shown = self._canvas.shown
        if not self._driver.give_up():
            return False
        self.glide_from(shown)
        return True

    def _run(self, command: str) -> bool:
        """Run a command of this view, of its commands or of the document; tell if there is one."""
        for owner in (self.commands, self, self._document):
            run = getattr(owner, command, None) if command else None
            if run is not None:
                run()
                return True
        return False

    def _set_current(self, key: str) -> None:
        self._current = key
        self._canvas.set_current(key)

    def _show_focus(self) -> None:
        shade = self._theme.accent if self.hasFocus() else self._theme.background
        self.setStyleSheet(f"QGraphicsView {{ border: 2px solid {shade}; }}")

    def _pointer(self, event: QMouseEvent) -> Pointer:
        self._at = event.position().toPoint()
        return self._driver.pointer_at(self._at, event.modifiers())


def next_selected(selection: frozenset[str]) -> str:
    """Return where the keyboard goes on from: the one selected id, or ""."""
    return next(iter(selection)) if len(selection) == 1 else ""
