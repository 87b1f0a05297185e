"""What can be selected from what is selected."""

from designer.ui.action_bar import Action
from designer.ui.canvas.selecting import Selecting
from designer.ui.edit_commands import EditCommands
from designer.ui.finding_commands import FindingCommands


def select_actions(edits: EditCommands, finding: FindingCommands) -> tuple[Action, ...]:
    """Return the actions that widen the selection, in the order of their menu."""
    return (
        Action(
            id="select.alike",
            text="Select all of the same &kind",
            menu="Edit/Select",
            run=edits.on_selecting(Selecting.select_alike),
            shortcut="Ctrl+Shift+K",
            enabled_when=edits.has_selection,
            needs="Select an element or a link first.",
        ),
        Action(
            id="select.connected",
            text="Select what is &linked",
            menu="Edit/Select",
            run=edits.on_selecting(Selecting.select_connected),
            shortcut="Ctrl+Shift+L",
            enabled_when=edits.has_selection,
            needs="Select an element or a link first.",
        ),
        Action(
            id="select.blamed",
            text="Select what the &findings name",
            menu="Edit/Select",
            run=finding.select_named,
            shortcut="Ctrl+Shift+G",
            enabled_when=finding.can_select_named,
            needs="Select an element that a finding names, or choose a finding, first.",
        ),
    )
