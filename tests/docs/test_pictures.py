"""The approved pictures of the window: every state has its own, and the script can make them."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from docs.pictures.make import FOLDER, few_colours
from docs.pictures.stage import HEIGHT, WIDTH
from docs.pictures.states import STATES, file_names

ROOT = FOLDER.parent.parent
MOST_BYTES = 4_500_000

SEEN = {
    "placing": (
        "palette-search", "quick-insert", "container-growing", "refusal-with-remedies",
        "offers-after-a-drop", "pattern-carried", "group-across-zones",
    ),
    "connecting": ("connecting", "link-selected"),
    "moving": ("guides", "copying"),
    "selecting and editing": (
        "multi-selection", "rubber-band", "find-bar", "rename-in-place", "looks-and-locks",
    ),
    "seeing": (
        "outline", "minimap", "collapsed", "overlay-single-points", "overlay-failure-domains",
        "overlay-capacity", "overlay-recovery", "overlay-not-stated", "overview-at-10-percent",
        "high-contrast", "presentation", "presented-failure",
    ),
    "commands": (
        "start-page", "empty-canvas", "first-steps", "context-menu", "command-palette",
        "shortcuts", "templates", "history", "tabs",
    ),
    "failing, mending, keeping": (
        "failing-a-zone", "fix-preview", "recovery-bar", "changed-on-disk",
    ),
}  # fmt: skip
"""What a picture is owed, by what one does."""


WANTING = frozenset(
    {
        "presented-failure-dark.png",
        "presented-failure-light.png",
        "multi-selection-light.png",
        "outline-dark.png",
        "quick-insert-light-200.png",
        "quick-insert-dark-200.png",
        "link-selected-light-200.png",
        "link-selected-dark-200.png",
        "multi-selection-dark.png",
        "multi-selection-light-200.png",
        "multi-selection-dark-200.png",
        "context-menu-light.png",
        "minimap-light.png",
        "minimap-dark.png",
        "overlay-failure-domains-light-200.png",
        "overlay-failure-domains-dark-200.png",
        "overlay-capacity-light.png",
        "overlay-capacity-dark.png",
        "overlay-recovery-light.png",
        "overlay-recovery-dark.png",
        "overlay-not-stated-light.png",
        "overlay-not-stated-dark.png",
        "overview-at-10-percent-light.png",
        "overview-at-10-percent-dark.png",
        "high-contrast-light.png",
        "high-contrast-dark.png",
        "presentation-light.png",
        "presentation-dark.png",
        "shortcuts-light.png",
        "shortcuts-dark.png",
        "templates-light.png",
        "templates-dark.png",
        "tabs-light.png",
        "tabs-dark.png",
        "failing-a-zone-light.png",
        "failing-a-zone-dark.png",
        "failing-a-zone-light-200.png",
        "failing-a-zone-dark-200.png",
    }
)
"""Pictures that the script can take and that nobody has looked at and kept yet."""


def test_every_state_is_in_the_list_once() -> None:
    names = [state.name for state in STATES]
    assert sorted(names) == sorted(name for group in SEEN.values() for name in group)


def test_there_are_pictures_of_all_states_but_those_that_are_wanting() -> None:
    there = {path.name for path in FOLDER.glob("*.png")}
    assert there | WANTING == set(file_names())
    assert not there & WANTING


def test_pictures_are_small_and_as_large_as_the_window() -> None:
    sizes = {path: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert sum(sizes.values()) <= MOST_BYTES
    whole = {state.name for state in STATES if not state.only_canvas}
    for path in sizes:
        with Image.open(path) as picture:
            assert picture.mode == "P"
            scale = 2 if path.stem.endswith("-200") else 1
            if re.sub(r"-(light|dark)(-200)?$", "", path.stem) in whole:
                assert picture.size == (WIDTH * scale, HEIGHT * scale)


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_pages_show_pictures_that_are_there(page: str) -> None:
    path = ROOT / page
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", path.read_text("utf-8"))
    assert shown
    for place in shown:
        assert (path.parent / place).is_file(), place


def test_a_palette_keeps_a_rare_colour() -> None:
    whole = QImage(300, 200, QImage.Format.Format_RGB32)
    for x in range(300):
        for y in range(200):
            whole.setPixelColor(x, y, QColor(x * 255 // 299, y * 255 // 199, 128))
    whole.setPixelColor(7, 9, QColor("#ff00ff"))
    few = few_colours(whole)
    assert few == few_colours(whole)
    with Image.open(BytesIO(few)) as picture:
        rgb = np.asarray(picture.convert("RGB"), int)
    assert np.abs(rgb[9, 7] - (255, 0, 255)).max() <= 40
