"""Pens, brushes and fonts of a theme, made once: painting an item must not allocate them."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen

from designer.render.primitives import Dash
from designer.render.theme import (
    FONT_FAMILY,
    LABEL_SIZE,
    LINK_LABEL_SIZE,
    TITLE_SIZE,
    ContainerStyle,
    LinkStyle,
)

LABEL_FROM = 0.35
"""Zoom below which no text is painted."""
DETAIL_FROM = 0.12
"""Zoom below which elements are flat blocks of colour."""


@lru_cache(maxsize=512)
def colour(text: str, alpha: int = 255) -> QColor:
    """Return the colour "#RRGGBB" with ``alpha`` of 0 to 255; not to be changed."""
    made = QColor(text)
    made.setAlpha(alpha)
    return made


@lru_cache(maxsize=256)
def brush(text: str, alpha: int = 255) -> QBrush:
    """Return a brush of one colour."""
    return QBrush(colour(text, alpha))


@lru_cache(maxsize=32)
def hatch(text: str, alpha: int = 255) -> QBrush:
    """Return a brush of slanting lines."""
    return QBrush(colour(text, alpha), Qt.BrushStyle.BDiagPattern)


@lru_cache(maxsize=512)
def pen(text: str, width: float, dash: Dash = (), alpha: int = 255) -> QPen:
    """Return a pen; ``dash`` is in scene units, as the renderers take it."""
    made = QPen(colour(text, alpha), width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        made.setDashPattern([part / width for part in dash])
    return made


@lru_cache(maxsize=512)
def hairline(text: str, width: float = 1.0, dash: Dash = ()) -> QPen:
    """Return a pen of ``width`` device pixels at any zoom."""
    made = QPen(pen(text, width, dash))
    made.setCosmetic(True)
    return made


@lru_cache(maxsize=32)
def font(size: float, bold: bool = False) -> QFont:
    """Return the drawing's font at ``size`` scene units."""
    made = QFont(FONT_FAMILY)
    made.setPixelSize(round(size))
    made.setBold(bold)
    # Widths are known from unhinted advances (designer.render.text); hinting would shift text.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setKerning(False)
    return made


def label_font() -> QFont:
    """Return the font under icons."""
    return font(LABEL_SIZE)


def title_font() -> QFont:
    """Return the font of container titles."""
    return font(TITLE_SIZE)


def link_font() -> QFont:
    """Return the font beside lines."""
    return font(LINK_LABEL_SIZE)


def border_pen(style: ContainerStyle) -> QPen:
    """Return the pen of a container's border."""
    return pen(style.border, style.width, style.dash)


def line_pen(style: LinkStyle) -> QPen:
    """Return the pen of a link's line."""
    return pen(style.colour, style.width, style.dash)
