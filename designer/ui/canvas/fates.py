"""How the canvas shows what a failure does: struck out, cut off, reduced; never by colour alone."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from designer.render.text import text_width
from designer.render.theme import Theme
from designer.ui.canvas import inks


class Fate(Enum):
    """What becomes of an element."""

    UNHURT = "unhurt"
    FAILED = "failed"
    """It has failed itself: crossed out."""
    LOST = "lost"
    """It cannot serve, or nobody reaches it: a single stroke."""
    REDUCED = "reduced"
    """A part of it is lost; the rest serves."""
    UNSERVED = "unserved"
    """An actor whose journey is broken."""


class LinkFate(Enum):
    """What becomes of a link."""

    UNHURT = "unhurt"
    BROKEN = "broken"
    CUT_OFF = "cut_off"
    TAKES_OVER = "takes_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What is shown of one element.

    Attributes:
        why: one sentence; "" when there is nothing to say yet.
        left: of something reduced, what is left in words: "50 %".
    """

    fate: Fate = Fate.UNHURT
    why: str = ""
    left: str = ""

    @property
    def is_gone(self) -> bool:
        """Tell whether it does not serve."""
        return self.fate in (Fate.FAILED, Fate.LOST)


UNHURT = Lot()
DIMMED = 0.5
"""How opaque a lost element's own picture stays: still to be recognised."""
_SIGN = 15.0
_HEIGHT = 17.0


def paint_struck(painter: QPainter, rect: QRectF, lot: Lot, theme: Theme, zoom: float) -> None:
    """Strike out the picture in ``rect``: a cross when it failed itself, else one stroke."""
    is_small = zoom < inks.LABEL_FROM
    inner = rect.adjusted(4, 4, -4, -4)
    strokes = [QLineF(inner.topLeft(), inner.bottomRight())]
    if lot.fate is Fate.FAILED:
        strokes.append(QLineF(inner.topRight(), inner.bottomLeft()))
    if is_small:
        painter.setPen(inks.hairline(theme.refuse, 2.0))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dash = () if lot.fate is Fate.FAILED else (5.0, 4.0)
        painter.setPen(inks.pen(theme.refuse, 2.0, dash))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 8, 8)
        painter.setPen(inks.pen(theme.background, 5.0))
        painter.drawLines(strokes)
        painter.setPen(inks.pen(theme.refuse, 3.0))
    painter.drawLines(strokes)


def paint_struck_box(painter: QPainter, rect: QRectF, lot: Lot, theme: Theme, zoom: float) -> None:
    """Strike out a container: a red frame and hatching; dashed when only its use is lost."""
    is_failed = lot.fate is Fate.FAILED
    if zoom < inks.LABEL_FROM:
        painter.fillRect(rect, inks.brush(theme.refuse, 36 if is_failed else 18))
        painter.setPen(inks.hairline(theme.refuse, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        return
    painter.setPen(inks.pen(theme.refuse, 2.5, () if is_failed else (8.0, 5.0)))
    painter.setBrush(inks.hatch(theme.refuse, 60) if is_failed else Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def paint_unserved(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Frame an actor that gets no answer, with a cross at its corner."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.pen(theme.refuse, 2.0, (5.0, 4.0)))
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 8, 8)
    paint_cross(painter, rect.bottomRight(), theme)


def paint_cross(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """Paint a small cross in a disc around ``centre``."""
    half = _SIGN / 2
    painter.setPen(inks.pen(theme.background, 1.5))
    painter.setBrush(inks.brush(theme.refuse))
    painter.drawEllipse(centre, half, half)
    arm = half * 0.42
    painter.setPen(inks.pen(theme.background, 2.0))
    for turn in (-1, 1):
        painter.drawLine(
            QPointF(centre.x() - arm, centre.y() - turn * arm),
            QPointF(centre.x() + arm, centre.y() + turn * arm),
        )


def paint_left(painter: QPainter, centre: QPointF, text: str, theme: Theme) -> None:
    """Paint a pill with what is left of something, below ``centre``."""
    words = f"{text} left"
    half = text_width(words, 10.0, bold=True) / 2 + 7
    pill = QRectF(centre.x() - half, centre.y() - _HEIGHT / 2, 2 * half, _HEIGHT)
    painter.setPen(inks.pen(theme.severity("medium"), 1.5))
    painter.setBrush(inks.brush(theme.badge_fill))
    painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(inks.pen(theme.badge_text, 1.0))
    painter.setFont(inks.font(10, bold=True))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def middle_of(path: QPainterPath) -> QPointF:
    """Return the middle of a line by its length."""
    return path.pointAtPercent(0.5)
