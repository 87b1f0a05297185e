"""What can be done with the tabs."""

from designer.ui.action_bar import Action
from designer.ui.tab_commands import TabCommands

_ALONE = "Only one diagram is open."
_FILELESS = "Save the diagram to a file first."


def tab_actions(tabs: TabCommands) -> tuple[Action, ...]:
    """Return these actions, in the order of their menu."""
    steps = (
        ("next", "&Next tab", tabs.next, "Ctrl+Tab; Ctrl+PgDown"),
        ("previous", "&Previous tab", tabs.previous, "Ctrl+Shift+Tab; Ctrl+PgUp"),
        ("right", "Move tab &right", tabs.move_right, "Ctrl+Shift+PgDown"),
        ("left", "Move tab &left", tabs.move_left, "Ctrl+Shift+PgUp"),
        ("close-others", "Close &others", tabs.close_others, ""),
    )
    return (
        *(
            Action(
                id=f"tab.{key}",
                text=text,
                menu="View/Tabs",
                run=run,
                shortcut=shortcut,
                enabled_when=tabs.has_others,
                needs=_ALONE,
            )
            for key, text, run, shortcut in steps
        ),
        Action(
            id="tab.close-right",
            text="&Close those to the right",
            menu="View/Tabs",
            run=tabs.close_right,
            enabled_when=tabs.has_right,
            needs="There is no tab to the right.",
        ),
        Action(
            id="tab.copy-path",
            text="Copy pa&th",
            menu="View/Tabs",
            section=1,
            run=tabs.copy_path,
            enabled_when=tabs.has_file,
            needs=_FILELESS,
        ),
        Action(
            id="tab.folder",
            text="Open its &folder",
            menu="View/Tabs",
            section=1,
            run=tabs.show_folder,
            enabled_when=tabs.has_file,
            needs=_FILELESS,
        ),
    )
