"""The high contrast looks: worn, kept, and readable."""

import pytest
from PySide6.QtWidgets import QApplication

from designer.ui.main_window import MainWindow
from designer.ui.settings import load_settings
from designer.ui.theme_qt import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    LOOKS,
    Look,
    canvas_theme,
    current_look,
    wear,
)
from tests.render.test_theme import contrast


@pytest.mark.parametrize("look", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda look: look.name)
def test_everything_keeps_seven_to_one(look: Look) -> None:
    inks = (
        look.text, look.muted, look.border, look.accent, look.good, look.fair, look.warn,
        look.bad, look.accepted, look.neutral,
    )  # fmt: skip
    for ink in inks:
        assert contrast(ink, look.window) >= 7, ink
    assert contrast(look.text, look.accent_soft) >= 7
    assert contrast(look.accent_text, look.accent) >= 7


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_the_look_worn_is_known_and_the_drawing_goes_with_it(
    qapp: QApplication, look: Look
) -> None:
    wear(qapp, look)
    assert current_look() is look
    assert canvas_theme().name == look.name
    wear(qapp, LOOKS["light"])


def test_a_high_contrast_theme_is_chosen_from_the_menu(window: MainWindow) -> None:
    window.actions_bar["view.theme-contrast-dark"].trigger()
    assert window.parts.canvas.canvas.theme.background == "#000000"
    assert load_settings().theme == "contrast-dark"
    window.actions_bar["view.theme-light"].trigger()
