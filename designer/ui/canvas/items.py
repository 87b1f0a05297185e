"""One self-painting graphics item for each element; they show values and decide nothing.

Items carry no child items, no flags and no event handlers: the view finds what is under the
pointer, and the scene tells an item what to show.
"""

from abc import abstractmethod

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.model.elements import Element
from designer.model.layout import Box
from designer.model.looks import USUAL, Look
from designer.render import shapes
from designer.render.dress import (
    FRAME_RADIUS,
    container_style,
    frame_box,
    frame_style,
)
from designer.render.folding import sign_box
from designer.render.theme import Theme, block_colour
from designer.ui import tints
from designer.ui.canvas import fates, inks
from designer.ui.canvas.borders import paint_border
from designer.ui.canvas.fates import UNHURT, Fate, Lot
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.lift import NO_CONTENTS
from designer.ui.canvas.marks import (
    MARK_SIZE,
    NO_MARK,
    Mark,
    paint_fold_sign,
    paint_inferred,
    paint_locked,
    paint_mark,
    paint_not_stated,
)
from designer.ui.icons import file_pixmap
from designer.ui.tints import NO_TINT, Tint

_MARGIN = 14.0  # room for frames and signs around the outline
_BORDER_REACH = 6.0
_ACCEPT, _REFUSE = "accept", "refuse"
# Pixel sizes at which icons are kept; a picture is drawn at the next larger one.
_ICON_PIXELS = (8, 12, 16, 20, 24, 32, 40, 48, 56, 72, 84, 112, 140, 168, 224, 336, 512)


def pixels(side: float, painter: QPainter, zoom: float) -> int:
    """Return the size in device pixels in which a picture of ``side`` scene units is fetched."""
    needed = side * zoom * painter.device().devicePixelRatio()
    return next((size for size in _ICON_PIXELS if size >= needed - 0.5), _ICON_PIXELS[-1])


class ElementItem(QGraphicsItem):
    """Show one element.

    Its position is the upper left corner of the box, so that a move changes no geometry.
    """

    def __init__(self, element: Element, box: Box, theme: Theme) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.element = element
        self.theme = theme
        self.is_selected = False
        self.is_current = False
        self.is_flashing = False
        self.emphasis = ""
        self.mark = NO_MARK
        self.lot = UNHURT
        self.tint = NO_TINT
        self.look = USUAL
        self.is_locked = False
        self._is_lifted = self._is_left = False
        self._size = Box(0, 0, box.width, box.height)
        self._bounds = QRectF()
        self._box = box
        self.setPos(box.x, box.y)
        self._laid_out()

    @property
    def box(self) -> Box:
        """The element's box as shown."""
        # Qt takes no other position that differs in the last digits only.
        return self._box

    def show_value(self, element: Element, box: Box, look: Look = USUAL) -> None:
        """Show another value of the element, another box or another look."""
        resized = (box.width, box.height) != (self._size.width, self._size.height)
        if resized or element is not self.element or look != self.look:
            # Before any change of the bounds: Qt's index keeps the old ones and would crash.
            self.prepareGeometryChange()
            self.element, self.look = element, look
            self._size = Box(0, 0, box.width, box.height)
            self._laid_out()
            self.update()
        self._box = box
        self.setPos(box.x, box.y)

    def wear(self, theme: Theme) -> None:
        """Paint in the colours of ``theme``."""
        self.prepareGeometryChange()
        self.theme = theme
        self._laid_out()
        self.update()

    def set_state(
        self,
        *,
        selected: bool | None = None,
        current: bool | None = None,
        flashing: bool | None = None,
        emphasis: str | None = None,
        mark: Mark | None = None,
        lot: Lot | None = None,
        tint: Tint | None = None,
        locked: bool | None = None,
    ) -> bool:
        """Change what is shown besides the element itself; None keeps a part as it is.

        Tell whether it looks otherwise now.
        """
        before = self._state()
        self.is_selected = self.is_selected if selected is None else selected
        self.is_current = self.is_current if current is None else current
        self.is_flashing = self.is_flashing if flashing is None else flashing
        self.emphasis = self.emphasis if emphasis is None else emphasis
        self.mark = self.mark if mark is None else mark
        self.lot = self.lot if lot is None else lot
        self.tint = self.tint if tint is None else tint
        self.is_locked = self.is_locked if locked is None else locked
        if before == self._state():
            return False
        self._settle()
        self._simplify()
        self.update()
        return True

    def _simplify(self) -> None:
        """Note whether there is nothing to paint but the element itself."""
        is_marked = self.is_selected or self.is_current or self.is_flashing or self.emphasis
        has_signs = self.mark is not NO_MARK or self.element.inferred or self.is_locked
        is_plain = self.lot is UNHURT and self.tint is NO_TINT
        self._is_simple = is_plain and not (is_marked or has_signs)

    def lift(self, on: bool) -> None:
        """Be painted by somebody else, whatever it looks like."""
        self._is_lifted = on
        self._settle()

    def _settle(self) -> None:
        """Be painted by whoever paints such an item in its present state."""
        if self._is_lifted is not self._is_left:
            self._is_left = self._is_lifted
            self.setFlag(NO_CONTENTS, self._is_left)

    def _state(self) -> tuple[object, ...]:
        return (
            self.is_selected, self.is_current, self.is_flashing, self.emphasis, self.mark, self.lot,
            self.tint, self.is_locked,
        )  # fmt: skip

    def outline(self) -> QRectF:
        """Return the visible outline in scene coordinates: what can be clicked."""
        return rect_of(self._outline()).translated(self.pos())

    def takes(self, point: QPointF) -> bool:
        """Tell whether a click at ``point`` (scene coordinates) means this element."""
        return self.outline().contains(point)

    def grips(self, point: QPointF, reach: float) -> bool:
        """Tell whether a drag from ``point`` moves the element though it is not selected."""
        return self.takes(point)

    @abstractmethod
    def text_area(self) -> QRectF:
        """Return where the name stands, in scene coordinates."""

    def mark_area(self) -> QRectF:
        """Return where the sign of a finding stands, in scene coordinates."""
        centre = self._mark_centre() + self.pos()
        half = MARK_SIZE / 2 + 2
        return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        zoom = painter.worldTransform().m11()
        if self._is_simple:
            self._paint_body(painter, zoom)
            return
        # States tint a box's inside, but not a picture, which would change its colours.
        is_over = self.element.kind.is_container
        if is_over:
            self._paint_body(painter, zoom)
        if self.is_flashing or self.emphasis or self.is_selected or self.is_current:
            self._paint_states(painter)
        if not is_over:
            painter.setOpacity(fates.DIMMED if self.lot.is_gone or self.tint.is_faded else 1.0)
            self._paint_body(painter, zoom)
            painter.setOpacity(1.0)
        if self.lot is not UNHURT:
            self._paint_lot(painter, zoom)
        if self.element.inferred and zoom >= inks.LABEL_FROM:
            paint_inferred(painter, self._inferred_centre(), self.theme)
        if self.is_locked and zoom >= inks.LABEL_FROM:
            paint_locked(painter, self._lock_centre(), self.theme)
        if self.tint is not NO_TINT:
            # An overlay answers one question; the marks of all others would drown it.
            self._paint_tint(painter, zoom)
        elif zoom >= inks.LABEL_FROM and self.mark is not NO_MARK:
            if self.mark.severity:
                paint_mark(painter, self.mark, self._mark_centre(), self.theme)
            if self.mark.not_stated:
                paint_not_stated(painter, self._question_centre(), self.theme)

    def _laid_out(self) -> None:
        self._simplify()
        reach = rect_of(self._outline().united(self._size))
        self._bounds = reach.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def _paint_states(self, painter: QPainter) -> None:
        theme, rect = self.theme, self._frame()
        radius = 2.0 if self.element.kind.is_container else 8.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.is_flashing:
            painter.setPen(inks.pen(theme.accent, 8.0, (), 110))
            painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        if self.emphasis:
            shade = theme.accept if self.emphasis == _ACCEPT else theme.refuse
            painter.setPen(inks.pen(shade, 3.0, () if self.emphasis == _ACCEPT else (6.0, 4.0)))
            painter.setBrush(inks.brush(shade, 26))
            painter.drawRoundedRect(rect, radius, radius)
        elif self.is_selected:
            painter.setPen(inks.hairline(theme.accent, 2.0))
            if not self.element.kind.is_container:
                painter.setBrush(inks.brush(theme.accent, 26))
            painter.drawRoundedRect(rect, radius, radius)
        if self.is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(inks.hairline(theme.text, 1.0, (2.0, 2.0)))
            painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), radius + 4, radius + 4)

    def _paint_lot(self, painter: QPainter, zoom: float) -> None:
        place = self._struck_area()
        if self.lot.is_gone:
            fates.paint_struck(painter, place, self.lot, self.theme, zoom)
        elif zoom < inks.LABEL_FROM:
            return
        elif self.lot.fate is Fate.UNSERVED:
            fates.paint_unserved(painter, place, self.theme)
        elif self.lot.fate is Fate.REDUCED:
            centre = QPointF(place.center().x(), place.top())
            fates.paint_left(painter, centre, self.lot.left, self.theme)

    def _paint_tint(self, painter: QPainter, zoom: float) -> None:
        if not self.tint.is_faded:
            rect = self._tint_area()
            tints.paint_ground(painter, rect, self.tint, self.theme, zoom)
            tints.paint_frame(painter, rect, self.tint, self.theme, zoom)

    def _tint_area(self) -> QRectF:
        # A little less below: there stands the name.
        return self._struck_area().adjusted(-4, -5, 4, 1)

    def _struck_area(self) -> QRectF:
        return rect_of(self._size)

    def _frame(self) -> QRectF:
        return rect_of(self._outline().grown(4))

    def _outline(self) -> Box:
        return self._size

    def _mark_centre(self) -> QPointF:
        return QPointF(self._size.width, 0)

    def _question_centre(self) -> QPointF:
        return QPointF(0, 0)

    def _inferred_centre(self) -> QPointF:
        return QPointF(0, self._size.height)

    def _lock_centre(self) -> QPointF:
        return QPointF(self._size.width, self._size.height)

    @abstractmethod
    def _paint_body(self, painter: QPainter, zoom: float) -> None:
        """Paint the element without its states and signs."""


class ContainerItem(ElementItem):
    """Show a container: border, opaque fill, title, corner icon, and a minus to collapse it."""

    _has_minus = False

    def grips(self, point: QPointF, reach: float) -> bool:
        if not self.takes(point):
            return False
        near = max(_BORDER_REACH, reach)
        inner = rect_of(self._size).translated(self.pos()).adjusted(near, near, -near, -near)
        return not inner.contains(point) or self.text_area().contains(point)

    def cover(self) -> QRectF | None:
        """Return what its opaque inside hides of what is painted before, in scene coordinates."""
        return None if self._style.fill is None else rect_of(self._size).translated(self.pos())

    def text_area(self) -> QRectF:
        return rect_of(self._title.area).translated(self.pos())

    def offer_minus(self, *, on: bool) -> None:
        """Show the sign that collapses it, or not: there is nothing in it."""
        if on != self._has_minus:
            self._has_minus = on
            self.update()

    def sign_area(self) -> QRectF:
        """Return where the minus stands that collapses it, in scene coordinates."""
        if not self._has_minus:
            return QRectF()
        return rect_of(sign_box(self._size)).adjusted(-4, -4, 4, 4).translated(self.pos())

    def _laid_out(self) -> None:
        self._style = container_style(self.element, self.theme, self.look)
        self._title = shapes.title(self.element, self._size, self._style)
        self._icon = self._corner_icon()
        super()._laid_out()

    def _corner_icon(self) -> str:
        return self._style.icon

    def _frame(self) -> QRectF:
        return rect_of(self._size)

    def _mark_centre(self) -> QPointF:
        return QPointF(self._size.width - 16, 0)

    def _question_centre(self) -> QPointF:
        return QPointF(self._size.width - 38, 0)

    def _paint_tint(self, painter: QPainter, zoom: float) -> None:
        if not self.tint.is_faded:
            # A box's ground would lie under all that stands in it: its frame must do.
            tints.paint_frame(painter, rect_of(self._size), self.tint, self.theme, zoom)

    def _inferred_centre(self) -> QPointF:
        return QPointF(self._size.width - 16, self._size.height)

    def _lock_centre(self) -> QPointF:
        return QPointF(16, self._size.height)

    def _paint_lot(self, painter: QPainter, zoom: float) -> None:
        if self.lot.is_gone:
            fates.paint_struck_box(painter, rect_of(self._size), self.lot, self.theme, zoom)
            if zoom >= inks.LABEL_FROM and self.lot.fate is Fate.FAILED:
                fates.paint_cross(painter, QPointF(0, 0), self.theme)
        elif self.lot.fate is Fate.REDUCED and zoom >= inks.LABEL_FROM:
            centre = QPointF(self._size.width / 2, self._size.height)
            fates.paint_left(painter, centre, self.lot.left, self.theme)

    def _paint_body(self, painter: QPainter, zoom: float) -> None:
        style, rect = self._style, rect_of(self._size)
        is_flat = zoom < inks.DETAIL_FROM
        if style.fill is not None:
            painter.fillRect(rect, inks.brush(style.fill))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Dashes smaller than a pixel cost ten times a line and look like one.
        if zoom < inks.LABEL_FROM:
            painter.setPen(inks.hairline(style.border, max(1.0, style.width - 1.0)))
            painter.drawRect(rect)
        else:
            paint_border(painter, rect, style)
        if is_flat or zoom < inks.LABEL_FROM:
            return
        title = self._title
        if title.icon is not None and self._icon:
            place = title.icon
            picture = file_pixmap(self._icon, pixels(place.width, painter, zoom))
            painter.drawPixmap(rect_of(place), picture, QRectF(picture.rect()))
        painter.setFont(inks.title_font())
        painter.setPen(inks.pen(style.border, 1.0))
        painter.drawText(QPointF(title.anchor.x, title.anchor.y), title.text)
        if self._has_minus:
            paint_fold_sign(painter, sign_box(self._size), self.theme, self.theme.muted)


class ResourceItem(ElementItem):
    """Show a resource or an actor: icon with its name below."""

    _is_bundled = False

    @property
    def is_plain(self) -> bool:
        """Tell whether from afar there is nothing to show but the picture."""
        return (
            not self._is_lifted
            and self.lot is UNHURT
            and self.tint is NO_TINT
            and not (self.is_selected or self.is_current or self.is_flashing or self.emphasis)
        )

    @property
    def icon(self) -> str:
        """The picture's name."""
        return self._icon

    @property
    def plate(self) -> str | None:
        """The colour to put under the picture, or None."""
        return self._plate

    def place(self) -> QRectF:
        """Return where the picture is, in scene coordinates."""
        return rect_of(self._place).translated(self.pos())

    def bundle(self, on: bool) -> None:
        """Leave the painting to somebody else as long as it is plain, or not."""
        self._is_bundled = on
        self._settle()

    def _settle(self) -> None:
        is_left = self._is_lifted or (self._is_bundled and self.is_plain)
        if is_left is not self._is_left:
            self._is_left = is_left
            self.setFlag(NO_CONTENTS, is_left)

    def text_area(self) -> QRectF:
        icon = self._place
        top = icon.bottom
        width = max(self._size.width, icon.width)
        left = (self._size.width - width) / 2
        height = max(self._size.height - top, 18.0)
        return QRectF(left, top, width, height).translated(self.pos())

    def _laid_out(self) -> None:
        self._place = shapes.icon_box(self._size)
        self._icon_rect = rect_of(self._place)
        self._icon = shapes.icon_name(self.element)
        self._lines = shapes.label_lines(self.element.name, self._size)
        self._written = [
            (QPointF(line.anchor.x - line.width / 2, line.anchor.y), line.text)
            for line in self._lines
        ]
        self._reach = shapes.around(self._place, self._lines)
        self._plate = self.theme.plate_under(self._icon)
        self._ring = frame_style(self.theme, self.look)
        super()._laid_out()

    def _outline(self) -> Box:
        return self._reach

    def _mark_centre(self) -> QPointF:
        return QPointF(self._place.right, self._place.y)

    def _question_centre(self) -> QPointF:
        return QPointF(self._place.x, self._place.y)

    def _inferred_centre(self) -> QPointF:
        return QPointF(self._place.x, self._place.bottom - MARK_SIZE / 2)

    def _lock_centre(self) -> QPointF:
        return QPointF(self._place.right, self._place.bottom - MARK_SIZE / 2)

    def _struck_area(self) -> QRectF:
        return rect_of(self._place)

    def _paint_body(self, painter: QPainter, zoom: float) -> None:
        place = self._icon_rect
        if zoom < inks.DETAIL_FROM:
            painter.fillRect(place, inks.brush(block_colour(self._icon)))
            return
        if self._plate is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.brush(self._plate))
            painter.drawRoundedRect(place, 6, 6)
        picture: QPixmap = file_pixmap(self._icon, pixels(self._place.width, painter, zoom))
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        if zoom < inks.LABEL_FROM:
            return
        if self._ring is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(inks.border_pen(self._ring))
            painter.drawRoundedRect(rect_of(frame_box(self._place)), FRAME_RADIUS, FRAME_RADIUS)
        painter.setFont(inks.label_font())
        painter.setPen(inks.pen(self.theme.text, 1.0))
        for at, text in self._written:
            painter.drawText(at, text)
