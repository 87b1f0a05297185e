"""The colours of the areas, the same in the plot and in its legend."""

from PySide6.QtGui import QColor

from designer.ui.theme_qt import Look

_MISSING_ALPHA, _SPARE_ALPHA = 0.55, 0.16


def missing(look: Look) -> QColor:
    """Return the colour of time with too few."""
    return _faint(look.bad, _MISSING_ALPHA)


def spare(look: Look) -> QColor:
    """Return the pale colour of time with too many."""
    return _faint(look.accent, _SPARE_ALPHA)


def _faint(colour: str, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made
