"""The line icons of toolbar and buttons, drawn from paths so that they follow theme and scale."""

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Each is the body of a 24 x 24 SVG with a stroke of 1.8.
_PATHS = {
    "new": '<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5"/>',
    "gallery": '<rect x="3.5" y="4" width="7" height="7" rx="1"/>'
    '<rect x="13.5" y="4" width="7" height="7" rx="1"/>'
    '<rect x="3.5" y="14" width="7" height="6" rx="1"/>'
    '<rect x="13.5" y="14" width="7" height="6" rx="1"/>',
    "open": '<path d="M3 19V5h6l2 3h9v3"/><path d="M3 19l3-8h16l-3 8z"/>',
    "save": '<path d="M4 4h13l3 3v13H4z"/><path d="M8 4v5h7V4"/><path d="M7 20v-7h10v7"/>',
    "export": '<path d="M12 15V3.5"/><path d="M7.5 8 12 3.5 16.5 8"/><path d="M4 14v6h16v-6"/>',
    "picture": '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/>'
    '<circle cx="8.5" cy="10" r="1.6"/><path d="M4 17l5-4 3.5 2.5L16.5 11l4 4"/>',
    "undo": '<path d="M8.5 5 4 9.5 8.5 14"/><path d="M4 9.5h10a5.5 5.5 0 0 1 0 11h-4"/>',
    "redo": '<path d="M15.5 5 20 9.5 15.5 14"/><path d="M20 9.5H10a5.5 5.5 0 0 0 0 11h4"/>',
    "delete": '<path d="M4 7h16"/><path d="M9 7V4h6v3"/><path d="M6 7l1 13h10l1-13"/>'
    '<path d="M10 11v5M14 11v5"/>',
    "duplicate": '<rect x="8" y="8" width="12" height="12" rx="1.5"/><path d="M16 8V4H4v12h4"/>',
    "zoom-in": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>'
    '<path d="M7.5 10.5h6M10.5 7.5v6"/>',
    "zoom-out": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>'
    '<path d="M7.5 10.5h6"/>',
    "fit": '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>'
    '<rect x="8.5" y="9" width="7" height="6" rx="1"/>',
    "load": '<path d="M4 4v16h16"/><path d="M7 15h3v-4h4V7h3v5h3"/>',
    "fail": '<path d="M13.5 2.5 5 13.5h6l-1 8 8.5-11h-6z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "reset": '<path d="M7 7l10 10M17 7 7 17"/>',
    "close": '<path d="M7 7l10 10M17 7 7 17"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "chevron-up": '<path d="M6 14.5l6-6 6 6"/>',
    "chevron": '<path d="M6 9.5l6 6 6-6"/>',
    "again": '<path d="M19.5 12a7.5 7.5 0 1 1-2.6-5.7"/><path d="M20 3.5v5h-5"/>',
    "blind": '<path d="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6z"/>'
    '<circle cx="12" cy="12" r="2.6"/><path d="M4.5 19.5l15-15"/>',
    "theme": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
}


def svg(name: str, colour: str) -> str:
    """Return the SVG text of a glyph in ``colour`` (#rrggbb)."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">'
        f"{_PATHS[name]}</svg>"
    )


@cache
def glyph(name: str, colour: str) -> QIcon:
    """Return the icon of a glyph in ``colour`` (#rrggbb), sharp up to 300 % of 24 px."""
    icon = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, _faint(colour))):
        renderer = QSvgRenderer(QByteArray(svg(name, shade).encode()))
        for side in (16, 20, 24, 32, 48, 72):
            picture = QPixmap(side, side)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
            icon.addPixmap(picture, mode)
    return icon


def _faint(colour: str) -> str:
    # Half-way to grey reads as disabled on a light and on a dark ground alike.
    value = QColor(colour)
    parts = [(part + 2 * 140) // 3 for part in (value.red(), value.green(), value.blue())]
    return QColor(*parts).name()
