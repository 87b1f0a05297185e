"""Where to read on."""

from designer.ui.action_bar import Action
from designer.ui.actions.shell import Shell
from designer.ui.first_steps import FirstSteps


def help_actions(first_steps: FirstSteps, shell: Shell) -> tuple[Action, ...]:
    """Return the actions of the Help menu, in its order."""
    return (
        Action(
            id="help.guide",
            text="User &guide",
            menu="Help",
            run=shell.show_guide,
        ),
        Action(
            id="help.explain",
            text="&Explain what is chosen",
            menu="Help",
            run=shell.explain,
            shortcut="F1",
        ),
        Action(
            id="help.commands",
            text="&Find a command…",
            menu="Help",
            run=shell.show_commands,
            shortcut="Ctrl+Shift+P",
        ),
        Action(
            id="help.shortcuts",
            text="&Keyboard and mouse",
            menu="Help",
            run=shell.show_shortcuts,
            shortcut="?; Ctrl+/",
        ),
        Action(
            id="help.first-steps",
            text="Show the first &steps",
            menu="Help",
            run=first_steps.show_again,
        ),
        Action(
            id="help.about",
            text="&About Tenet Designer",
            menu="Help",
            section=1,
            run=shell.show_about,
        ),
    )
