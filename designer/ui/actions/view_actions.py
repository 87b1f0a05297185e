"""How the drawing is looked at."""

from functools import partial

from designer.ui.action_bar import Action
from designer.ui.actions.shell import Shell
from designer.ui.edit_commands import EditCommands

THEMES = (
    ("system", "As the &system"),
    ("light", "&Light"),
    ("dark", "&Dark"),
    ("contrast-light", "High contrast, l&ight"),
    ("contrast-dark", "High contrast, da&rk"),
)


def view_actions(edits: EditCommands, shell: Shell) -> tuple[Action, ...]:
    """Return the actions of the View menu, in its order."""
    return (
        Action(
            id="view.zoom-in",
            text="Zoom &in",
            menu="View",
            run=shell.zoom_in,
            shortcut="Ctrl++; Ctrl+=; +; =",
            glyph="zoom-in",
            toolbar=True,
        ),
        Action(
            id="view.zoom-out",
            text="Zoom &out",
            menu="View",
            run=shell.zoom_out,
            shortcut="Ctrl+-; -",
            glyph="zoom-out",
            toolbar=True,
        ),
        Action(
            id="view.zoom-100",
            text="&Actual size",
            menu="View",
            run=shell.zoom_to_actual_size,
            shortcut="Ctrl+0; 0",
        ),
        Action(
            id="view.fit",
            text="&Fit to window",
            menu="View",
            run=shell.fit,
            shortcut="Ctrl+9; 1",
            glyph="fit",
            toolbar=True,
        ),
        Action(
            id="view.selection",
            text="Show &selection",
            menu="View",
            run=shell.show_selection,
            shortcut="Ctrl+8; 2",
            enabled_when=edits.has_selection,
            needs="Select something first.",
        ),
        Action(
            id="view.snap",
            text="Snap to &grid",
            menu="View",
            section=1,
            run=shell.toggle_snap,
            shortcut="Ctrl+'",
            checked_when=shell.is_snapping,
        ),
        Action(
            id="view.guides",
            text="S&mart guides",
            menu="View",
            section=1,
            run=shell.toggle_guides,
            shortcut="Ctrl+;",
            checked_when=shell.is_guiding,
        ),
        Action(
            id="view.gliding",
            text="Anima&te moves",
            menu="View",
            section=1,
            run=shell.toggle_gliding,
            checked_when=shell.is_gliding,
        ),
        Action(
            id="view.load",
            text="&Load over a day",
            menu="View",
            section=2,
            run=shell.show_load,
            shortcut="Ctrl+L",
            glyph="load",
            toolbar=True,
        ),
        *(
            Action(
                id=f"view.theme-{theme}",
                text=text,
                menu="View/Theme",
                run=partial(shell.set_theme, theme),
                checked_when=partial(shell.is_theme, theme),
                exclusive="theme",
            )
            for theme, text in THEMES
        ),
        *_panel_actions(shell),
        Action(
            id="view.reset-panels",
            text="&Reset panels",
            menu="View/Panels",
            section=1,
            run=shell.reset_panels,
        ),
    )


def _panel_actions(shell: Shell) -> tuple[Action, ...]:
    texts = with_mnemonics(shell.panels(), taken="r")
    return tuple(
        Action(
            id=f"panel.{name}",
            text=text,
            menu="View/Panels",
            run=partial(shell.toggle_panel, name),
            shortcut="Ctrl+H" if name == "history" else "",
            checked_when=partial(shell.is_panel_shown, name),
        )
        for name, text in texts.items()
    )


def with_mnemonics(titles: dict[str, str], taken: str) -> dict[str, str]:
    """Return titles with "&" before a letter that no other of them, nor ``taken``, uses."""
    used = set(taken.lower())
    marked: dict[str, str] = {}
    for name, title in titles.items():
        at = next((i for i, c in enumerate(title) if c.isalpha() and c.lower() not in used), None)
        if at is not None:
            used.add(title[at].lower())
        marked[name] = title if at is None else f"{title[:at]}&{title[at:]}"
    return marked
