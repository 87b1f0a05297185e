"""Asks the system whether people want things to move on the screen at all."""

import sys

from PySide6.QtWidgets import QApplication, QStyle

_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION of the Windows API


def is_wanted() -> bool:
    """Tell whether the system lets windows animate what they show."""
    style = QApplication.style()
    if style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return False
    return sys.platform != "win32" or _windows_animates()


def _windows_animates() -> bool:
    import ctypes  # only Windows needs it

    answer = ctypes.c_int(1)
    library = getattr(ctypes, "windll", None)
    if library is not None:
        library.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(answer), 0)
    return bool(answer.value)
