"""What can be made to fail."""

from designer.ui.action_bar import Action
from designer.ui.failure_desk import FailureDesk


def failure_actions(desk: FailureDesk) -> tuple[Action, ...]:
    """Return the actions of the What if menu, in its order."""
    return (
        Action(
            id="failure.fail",
            text="&Fail",
            menu="What if",
            run=desk.toggle,
            shortcut="F8",
            glyph="fail",
            toolbar=True,
            enabled_when=desk.can_toggle,
            needs="Select something that can fail first (no actor, no note), or end the quiz.",
            live_text=desk.toggle_text,
        ),
        Action(
            id="failure.restore-all",
            text="Restore &all",
            menu="What if",
            run=desk.restore_all,
            shortcut="Shift+F8",
            enabled_when=desk.has_failures,
            needs="Nothing is failed.",
        ),
    )
