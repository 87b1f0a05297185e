"""The window's own light and dark looks, so that it is the same on every desktop."""

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from designer.render import theme as drawing
from designer.resources import asset

SPACE = 8
"""The unit of every margin and gap, in px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of the shell, as #rrggbb; text colours keep 4.5:1 on ``window`` and ``base``."""

    name: str
    window: str
    base: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    accent_text: str
    accent_soft: str
    good: str
    fair: str
    warn: str
    bad: str
    accepted: str
    neutral: str

    @property
    def is_dark(self) -> bool:
        """Tell whether text is lighter than its ground."""
        return self.name in (DARK.name, CONTRAST_DARK.name)

    @property
    def track(self) -> str:
        """The colour of the empty part of a bar, which must not outshine the full one."""
        is_contrast = self.name in (CONTRAST_LIGHT.name, CONTRAST_DARK.name)
        return self.accent_soft if is_contrast else self.border

    def for_score(self, score: float | None) -> str:
        """Return the colour of a score of 0 to 100; None is not applicable."""
        if score is None:
            return self.neutral
        if score >= 90:
            return self.good
        if score >= 70:
            return self.fair
        return self.warn if score >= 60 else self.bad

    def for_severity(self, severity: str) -> str:
        """Return the colour of a finding's severity."""
        return {"critical": self.bad, "high": self.bad, "medium": self.warn}.get(
            severity, self.accent
        )


LIGHT = Look(
    name="light",
    window="#f3f5f8",
    base="#ffffff",
    raised="#ffffff",
    text="#16191f",
    muted="#566273",
    border="#d5dbe3",
    accent="#0b62b8",
    accent_text="#ffffff",
    accent_soft="#e3effb",
    good="#1b7f2a",
    fair="#6b7a00",
    warn="#b25a00",
    bad="#c4242b",
    accepted="#7038b8",
    neutral="#7d8998",
)
DARK = Look(
    name="dark",
    window="#1a1f27",
    base="#222833",
    raised="#2a313d",
    text="#e7ebf1",
    muted="#a1adbc",
    border="#3a4351",
    accent="#6cb2f5",
    accent_text="#0b1624",
    accent_soft="#24405f",
    good="#5fc46b",
    fair="#c2cc4a",
    warn="#f0a04b",
    bad="#ff7b7b",
    accepted="#c4a3ff",
    neutral="#8b97a6",
)


CONTRAST_LIGHT = Look(
    name="contrast-light",
    window="#ffffff",
    base="#ffffff",
    raised="#ffffff",
    text="#000000",
    muted="#303030",
    border="#000000",
    accent="#0000b8",
    accent_text="#ffffff",
    accent_soft="#d6dcff",
    good="#005000",
    fair="#404400",
    warn="#6a3000",
    bad="#8c0000",
    accepted="#4b0082",
    neutral="#404040",
)
CONTRAST_DARK = Look(
    name="contrast-dark",
    window="#000000",
    base="#000000",
    raised="#000000",
    text="#ffffff",
    muted="#dcdcdc",
    border="#ffffff",
    accent="#ffd83d",
    accent_text="#000000",
    accent_soft="#3d3500",
    good="#6dff7c",
    fair="#e6ff5a",
    warn="#ffb84d",
    bad="#ff9a9a",
    accepted="#dcc2ff",
    neutral="#c4c4c4",
)
LOOKS = {look.name: look for look in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}


def look_for(theme: str) -> Look:
    """Return the look of a theme setting: "system", or the name of one of `LOOKS`."""
    if theme == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return LOOKS.get(theme, LIGHT)


def current_look() -> Look:
    """Return the look that the application wears now."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    for look in LOOKS.values():
        if ground == QColor(look.window):
            return look
    return DARK if ground.lightness() < 128 else LIGHT


def canvas_theme() -> drawing.Theme:
    """Return the drawing's colours that go with the window's."""
    return drawing.CANVAS_THEMES[current_look().name]


def load_fonts(app: QApplication) -> None:
    """Register the bundled font; on Linux, where no font is certain, make it the window's own."""
    for name in ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(asset(f"fonts/{name}")))
    if sys.platform.startswith("linux"):
        font = QFont("Liberation Sans")
        font.setPointSizeF(10)
        app.setFont(font)


def wear(app: QApplication, look: Look) -> None:
    """Put ``look`` on every widget of the application."""
    app.setStyle("Fusion")
    app.setPalette(_palette(look))
    app.setStyleSheet(_sheet(look))


def _palette(look: Look) -> QPalette:
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: look.window,
        roles.WindowText: look.text,
        roles.Base: look.base,
        roles.AlternateBase: look.window,
        roles.Text: look.text,
        roles.PlaceholderText: look.muted,
        roles.Button: look.raised,
        roles.ButtonText: look.text,
        roles.BrightText: look.bad,
        roles.Highlight: look.accent,
        roles.HighlightedText: look.accent_text,
        roles.ToolTipBase: look.raised,
        roles.ToolTipText: look.text,
        roles.Link: look.accent,
        roles.LinkVisited: look.accent,
        roles.Mid: look.border,
        roles.Midlight: look.border,
        roles.Light: look.raised,
        roles.Dark: look.border,
        roles.Shadow: look.border,
        roles.Accent: look.accent,
    }
    palette = QPalette()
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    grey = QColor(look.neutral)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, grey)
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(look.border))
    return palette


def _sheet(look: Look) -> str:
    return _SHEET.format(
        window=look.window,
        base=look.base,
        raised=look.raised,
        text=look.text,
        muted=look.muted,
        border=look.border,
        accent=look.accent,
        accent_text=look.accent_text,
        soft=look.accent_soft,
        neutral=look.neutral,
        good=look.good,
        warn=look.warn,
        bad=look.bad,
        chevron=asset(f"glyphs/chevron-{'dark' if look.is_dark else 'light'}.svg").as_posix(),
    )


_SHEET = """
QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; margin: 2px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 5px 7px; }}
QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {soft}; color: {text}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {soft}; color: {text}; }}
QMenu::item:disabled {{ color: {neutral}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QToolBar {{ background: {window}; border: none; border-bottom: 1px solid {border};
    padding: 3px 6px; spacing: 2px; }}
QToolBar::separator {{ background: {border}; width: 1px; margin: 5px 6px; }}
QToolBar QToolButton {{ padding: 4px; border: 1px solid transparent; border-radius: 5px; }}
QToolBar QToolButton:hover {{ background: {soft}; }}
QToolBar QToolButton:focus {{ border-color: {accent}; }}
QStatusBar {{ background: {window}; border-top: 1px solid {border}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QDockWidget {{ font-weight: bold; }}
QDockWidget::title {{ background: {window}; padding: 7px 9px; border-bottom: 1px solid {border}; }}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{
    background: {base}; border: 1px solid {border}; border-radius: 4px; padding: 3px 6px;
    selection-background-color: {accent}; selection-color: {accent_text}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 20px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border-color: {accent}; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {window}; color: {neutral}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 10px; height: 10px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border};
    selection-background-color: {soft}; selection-color: {text}; }}
QPushButton {{ background: {raised}; border: 1px solid {border}; border-radius: 5px;
    padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:pressed {{ background: {soft}; }}
QPushButton:default {{ background: {accent}; color: {accent_text}; border-color: {accent}; }}
QPushButton:disabled {{ color: {neutral}; background: {window}; border-color: {border}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QTabBar {{ font-weight: normal; }}
QTabBar::tab {{ padding: 7px 14px; border: none; border-bottom: 2px solid transparent;
    color: {muted}; background: transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QWidget#documents-row {{ background: {window}; border-bottom: 1px solid {border}; }}
QTabBar#documents::tab {{ padding: 6px 6px 6px 12px; border-right: 1px solid {border};
    max-width: 260px; }}
QTabBar#documents::tab:selected {{ background: {base}; }}
QTabBar#documents QToolButton, QToolButton#new-tab {{ border: 1px solid transparent;
    border-radius: 4px; padding: 2px; }}
QTabBar#documents QToolButton:hover, QToolButton#new-tab:hover {{ background: {soft}; }}
QToolButton#new-tab:focus {{ border-color: {accent}; }}
QAbstractItemView {{ background: {base}; border: none; outline: none; }}
QAbstractItemView:focus {{ outline: none; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
    background: {soft}; color: {text}; }}
QTableView::item {{ padding: 0 10px 0 6px; }}
QListWidget#cards {{ background: {base}; }}
QListWidget#cards::item {{ border: 1px solid {border}; border-radius: 6px; margin: 2px;
    padding: 3px; }}
QListWidget#cards::item:hover {{ border-color: {accent}; }}
QListWidget#cards::item:selected {{ background: {soft}; border-color: {accent}; }}
QScrollArea#start-page {{ background: {base}; }}
QTreeWidget::item {{ padding: 3px 2px; }}
QHeaderView::section {{ background: {window}; color: {muted}; border: none;
    border-bottom: 1px solid {border}; padding: 5px 8px; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {neutral}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QWidget#form, QWidget#panel {{ background: {base}; }}
QLabel#muted {{ color: {muted}; }}
QLabel#heading {{ font-weight: bold; }}
QLabel#cover {{ background: {base}; color: {muted}; padding: 24px; }}
QLabel#good {{ color: {good}; }}
QLabel#warn {{ color: {warn}; }}
QLabel#bad {{ color: {bad}; }}
QToolButton#link {{ color: {accent}; border: none; padding: 0; }}
QToolButton#link:focus {{ text-decoration: underline; }}
QToolButton#fold {{ font-weight: bold; text-align: left; padding: 2px 0;
    border: 1px solid transparent; border-radius: 4px; }}
QToolButton#fold:focus {{ border-color: {accent}; }}
QToolButton#reset {{ border: 1px solid transparent; border-radius: 4px; padding: 1px;
    color: {muted}; }}
QToolButton#reset:hover {{ background: {soft}; color: {text}; }}
QToolButton#reset:focus {{ border-color: {accent}; }}
QFrame#notice {{ background: {soft}; border-bottom: 1px solid {border}; }}
QListView::indicator:unchecked, QTableView::indicator:unchecked {{
    border: 1px solid {muted}; border-radius: 2px; }}
QRadioButton::indicator {{ width: 13px; height: 13px; border: 1px solid {muted};
    border-radius: 7px; background: {base}; }}
QRadioButton::indicator:checked {{ border-color: {accent}; background: qradialgradient(
    cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5, stop: 0 {accent}, stop: 0.55 {accent},
    stop: 0.7 {base}, stop: 1 {base}); }}
QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QRadioButton:focus {{ color: {accent}; }}
QProgressBar {{ border: 1px solid {border}; border-radius: 4px; background: {base};
    text-align: center; min-height: 14px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""
