"""What an overlay puts on one element: colour, pattern and a sign, so that colour is never alone.

Shared by the canvas, which paints it on elements, and the legend, which explains it.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from designer.render.text import text_width
from designer.render.theme import FONT_FAMILY, Theme

_SIZE, _HEIGHT = 10.0, 17.0
_WIDTH = 2.5
_RADIUS = 8.0
_SMALL = 0.35  # zoom below which neither signs nor patterns can be made out


class Shade(Enum):
    """What a tint's colour stands for; worst first."""

    BAD = "critical"
    WARN = "medium"
    ASK = "info"
    GOOD = "pass"
    NEUTRAL = "low"
    FIRST = "zone-1"
    SECOND = "zone-2"
    THIRD = "zone-3"
    FOURTH = "zone-4"


class Pattern(Enum):
    """How the frame is drawn, and what its inside is hatched with."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    HATCHED = "hatched"
    CROSSED = "crossed"
    LEVEL = "level"
    UPRIGHT = "upright"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint:
    """What is shown of one element.

    Attributes:
        sign: a word or figure on its frame; "" for none.
        why: what it means in a sentence, for tooltip and screen reader.
        is_faded: the overlay has nothing to say of it.
    """

    shade: Shade = Shade.NEUTRAL
    pattern: Pattern = Pattern.SOLID
    sign: str = ""
    why: str = ""
    is_faded: bool = False


NO_TINT = Tint()
FADED = Tint(is_faded=True)

_ZONE_COLOURS = {
    "light": {"zone-1": "#0B62B8", "zone-2": "#8A4B00", "zone-3": "#7A2E9E", "zone-4": "#00706E"},
    "dark": {"zone-1": "#7CC0FF", "zone-2": "#FFC061", "zone-3": "#DDA3FF", "zone-4": "#5BE0DD"},
}
_DASHES = {Pattern.DASHED: [5.0, 3.0], Pattern.DOTTED: [1.2, 2.2]}
_BRUSHES = {
    Pattern.HATCHED: Qt.BrushStyle.BDiagPattern,
    Pattern.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Pattern.LEVEL: Qt.BrushStyle.HorPattern,
    Pattern.UPRIGHT: Qt.BrushStyle.VerPattern,
}


def colour_of(shade: Shade, theme: Theme) -> str:
    """Return the colour of ``shade`` that can be read on the ground of ``theme``."""
    zones = _ZONE_COLOURS["dark" if theme.name.endswith("dark") else "light"]
    return zones.get(shade.value) or theme.severity(shade.value)


@lru_cache(maxsize=256)
def _pen(colour: str, pattern: Pattern, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if pattern in _DASHES:
        pen.setDashPattern(_DASHES[pattern])
    return pen


@lru_cache(maxsize=256)
def _brush(colour: str, pattern: Pattern, alpha: int) -> QBrush:
    shade = QColor(colour)
    shade.setAlpha(alpha)
    return QBrush(shade, _BRUSHES.get(pattern, Qt.BrushStyle.SolidPattern))


@lru_cache(maxsize=4)
def _font() -> QFont:
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(_SIZE))
    font.setBold(True)
    return font


def paint_ground(painter: QPainter, rect: QRectF, tint: Tint, theme: Theme, zoom: float) -> None:
    """Paint what lies under or over a whole element: colour and pattern in ``rect``."""
    colour = colour_of(tint.shade, theme)
    is_hatched = tint.pattern in _BRUSHES and zoom >= _SMALL
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(colour, Pattern.SOLID, 34 if zoom >= _SMALL else 110))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if is_hatched:
        painter.setBrush(_brush(colour, tint.pattern, 120))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


def paint_frame(painter: QPainter, rect: QRectF, tint: Tint, theme: Theme, zoom: float) -> None:
    """Paint the frame around ``rect``, and the sign on the middle of its upper edge."""
    colour = colour_of(tint.shade, theme)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if zoom < _SMALL:
        painter.setPen(_pen(colour, Pattern.SOLID, _WIDTH / max(zoom, 0.05) / 2))
        painter.drawRect(rect)
        return
    painter.setPen(_pen(colour, tint.pattern, _WIDTH))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if tint.pattern in _BRUSHES:
        # A second line inside tells it from a solid frame, where no ground is hatched too.
        painter.setPen(_pen(colour, Pattern.SOLID, 1.0))
        painter.drawRoundedRect(rect.adjusted(4, 4, -4, -4), _RADIUS - 3, _RADIUS - 3)
    if tint.sign:
        paint_sign(painter, QPointF(rect.center().x(), rect.top()), tint, theme)


def paint_sign(painter: QPainter, centre: QPointF, tint: Tint, theme: Theme) -> None:
    """Paint the pill with the sign around ``centre``."""
    colour = colour_of(tint.shade, theme)
    half = text_width(tint.sign, _SIZE, bold=True) / 2 + 6
    pill = QRectF(centre.x() - half, centre.y() - _HEIGHT / 2, 2 * half, _HEIGHT)
    painter.setPen(_pen(theme.background, Pattern.SOLID, 1.5))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(QColor(ink_on(colour)))
    painter.setFont(_font())
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, tint.sign)


def paint_swatch(painter: QPainter, rect: QRectF, tint: Tint, theme: Theme) -> None:
    """Paint a small sample of ``tint`` for the legend."""
    paint_ground(painter, rect, tint, theme, 1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour_of(tint.shade, theme), tint.pattern, 2.0))
    painter.drawRoundedRect(rect, 4.0, 4.0)


def ink_on(colour: str) -> str:
    """Return black or white, whichever can be read on ``colour``."""
    shade = QColor(colour)
    bright = 0.299 * shade.red() + 0.587 * shade.green() + 0.114 * shade.blue()
    return "#FFFFFF" if bright < 140 else "#101418"
