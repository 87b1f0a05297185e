"""Draws the application icon and the glyphs that the `diagrams` package lacks.

Run `python packaging/draw_icons.py` after a change; the SVG and PNG files it writes under `assets/`
are kept in the repository, so that nobody needs to run it to build or to use the program. All
shapes are our own: no AWS artwork is copied or redrawn here.
"""

import math
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ASSETS = Path(__file__).resolve().parent.parent / "assets"

TEAL = "#00A4A6"
BLUE = "#147EBA"
PURPLE = "#8C4FFF"
ORANGE = "#ED7100"
RED = "#DD344C"
GREY = "#5A6B86"
NIGHT = "#242F3E"
MAGENTA = "#C925D1"

_LINE = 'fill="none" stroke="{ink}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'


def svg(size: int, body: str) -> str:
    """Return a square SVG document of `size` user units around `body`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}">\n{body}\n</svg>\n'
    )


def strokes(path: str, ink: str) -> str:
    """Return one path drawn with a round three-unit pen of colour `ink`."""
    return f'  <path d="{path}" {_LINE.format(ink=ink)}/>'


def badge(colour: str, path: str) -> str:
    """Return a service badge: white strokes on a rounded square of `colour`, 48 units wide."""
    ground = f'  <rect x="1" y="1" width="46" height="46" rx="9" fill="{colour}"/>'
    return svg(48, ground + "\n" + strokes(path, "#FFFFFF"))


def group(colour: str, path: str) -> str:
    """Return the corner mark of a group: white strokes on a plain square of `colour`."""
    ground = f'  <rect width="48" height="48" fill="{colour}"/>'
    return svg(48, ground + "\n" + strokes(path, "#FFFFFF"))


GLYPHS = {
    # Corner marks of groups.
    "region": group(TEAL, "M14 40 V9 M14 11 C21 6 27 16 36 11 V26 C27 31 21 21 14 26"),
    "availability-zone": group(BLUE, "M24 8 L38 16 V32 L24 40 L10 32 V16 Z M24 24 L38 16 M24 24 "
                                     "L10 16 M24 24 V40"),
    "cloud": group(NIGHT, "M15 35 A8 8 0 0 1 14 19 A11 11 0 0 1 35 20 A7.5 7.5 0 0 1 34 35 Z"),
    "account": group("#E7157B", "M24 23 A7 7 0 1 0 24 9 A7 7 0 1 0 24 23 M10 40 C10 30 17 28 24 28 "
                                "C31 28 38 30 38 40 Z"),
    "scaling-group": group(ORANGE, "M17 17 H31 V31 H17 Z M24 12 V6 M20 9 L24 5 L28 9 M24 36 V42 "
                                   "M20 39 L24 43 L28 39 M12 24 H6 M9 20 L5 24 L9 28 M36 24 H42 "
                                   "M39 20 L43 24 L39 28"),
    "security-group": group(RED, "M24 7 L38 12 V24 C38 32 32 38 24 41 C16 38 10 32 10 24 V12 Z"),
    "data-centre": group(GREY, "M12 41 V8 H36 V41 Z M19 15 H20 M28 15 H29 M19 23 H20 M28 23 H29 "
                               "M21 41 V32 H27 V41"),
    "group": group(GREY, "M11 17 V11 H17 M31 11 H37 V17 M37 31 V37 H31 M17 37 H11 V31"),
    # Services without a picture of their own.
    "gateway-load-balancer": badge(PURPLE, "M8 24 H18 M18 24 L31 12 H40 M18 24 H40 M18 24 L31 36 "
                                           "H40 M36 8 L40 12 L36 16 M36 20 L40 24 L36 28 M36 32 "
                                           "L40 36 L36 40"),
    "memorydb": badge(MAGENTA, "M11 14 A13 5 0 0 1 37 14 A13 5 0 0 1 11 14 V34 A13 5 0 0 0 37 34 "
                               "V14 M25 22 L20 29 H28 L23 36"),
    "generic": badge(GREY, "M24 9 L37 16.5 V31.5 L24 39 L11 31.5 V16.5 Z M11 16.5 L24 24 L37 16.5 "
                           "M24 24 V39"),
    "note": badge(GREY, "M13 9 H29 L36 16 V39 H13 Z M29 9 V16 H36 M19 23 H30 M19 30 H30"),
}  # fmt: skip


def application_icon() -> str:
    """Return the application icon: a shield that carries a gauge of five segments, one a tenet."""
    shield = (
        '  <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">'
        f'<stop offset="0" stop-color="{TEAL}"/><stop offset="1" stop-color="{PURPLE}"/>'
        "</linearGradient></defs>\n"
        '  <path fill="url(#g)" d="M128 10 L230 44 V122 C230 186 188 228 128 248 '
        'C68 228 26 186 26 122 V44 Z"/>\n'
    )
    segments = [
        f'  <path d="{_arc(128, 138, 70, 180 + 37 * n, 180 + 37 * n + 32)}" fill="none" '
        f'stroke="#FFFFFF" stroke-opacity="{opacity}" stroke-width="22"/>'
        for n, opacity in enumerate((1, 1, 1, 1, 0.45))
    ]
    needle = (
        '  <path d="M128 138 L163 88" stroke="#FFFFFF" stroke-width="10" stroke-linecap="round"/>\n'
        '  <circle cx="128" cy="138" r="13" fill="#FFFFFF"/>\n'
        '  <path d="M92 186 H164" stroke="#FFFFFF" stroke-width="12" stroke-linecap="round"/>'
    )
    return svg(256, shield + "\n".join(segments) + "\n" + needle)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    def point(angle: float) -> str:
        radians = math.radians(angle)
        return f"{x + radius * math.cos(radians):.2f} {y + radius * math.sin(radians):.2f}"

    return f"M{point(start)} A{radius} {radius} 0 0 1 {point(end)}"


def write(stem: Path, drawing: str, pixels: int) -> None:
    """Write `stem`.svg and its picture `stem`.png, `pixels` square."""
    stem.with_suffix(".svg").write_text(drawing, encoding="utf-8")
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    if not image.save(str(stem.with_suffix(".png"))):
        raise OSError(f"cannot write {stem.with_suffix('.png')}")


def main() -> None:
    """Write every picture."""
    application = QGuiApplication([])
    write(ASSETS / "icon", application_icon(), 256)
    (ASSETS / "icons").mkdir(parents=True, exist_ok=True)
    for name, drawing in GLYPHS.items():
        # Four times the drawn size: sharp at 400 % on the canvas and in print.
        write(ASSETS / "icons" / name, drawing, 192)
    application.quit()


if __name__ == "__main__":
    main()
