"""Compares text with a file kept in `golden`; TENET_UPDATE_GOLDEN=1 writes the file anew."""

import os
import re
from pathlib import Path

FOLDER = Path(__file__).with_name("golden")


def assert_pinned(name: str, text: str) -> None:
    """Fail unless ``text`` is what the file ``name`` holds."""
    path = FOLDER / name
    if os.environ.get("TENET_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def without_places(dot: str) -> str:
    """Return DOT text with icons named from their folder on."""
    return re.sub(r'"[^"]*?/((?:resources/aws|assets/icons)/[^"]*)"', r'"\1"', dot)


def without_pictures(svg: str) -> str:
    """Return an SVG document with the content of its pictures left out."""
    return re.sub(r"base64,[A-Za-z0-9+/=]*", "base64,", svg).replace("><", ">\n<")
