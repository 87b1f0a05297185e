"""What can be done about the chosen finding."""

from designer.ui.action_bar import Action
from designer.ui.finding_commands import FindingCommands

_NONE = "Choose a finding in the Reasons panel first."


def finding_actions(finding: FindingCommands) -> tuple[Action, ...]:
    """Return these actions, in the order of their menu."""
    return (
        Action(
            id="finding.show",
            text="&Show on the canvas",
            menu="Edit/Finding",
            run=finding.show_chosen,
            enabled_when=finding.has_one,
            needs=_NONE,
        ),
        Action(
            id="finding.accept",
            text="&Accept with a reason…",
            menu="Edit/Finding",
            section=1,
            run=finding.accept_chosen,
            enabled_when=finding.has_one,
            needs=_NONE,
            live_text=finding.accept_text,
        ),
        Action(
            id="finding.reword",
            text="Change the &reason…",
            menu="Edit/Finding",
            section=1,
            run=finding.reword_chosen,
            enabled_when=finding.is_accepted,
            needs="Choose a finding that is accepted first.",
        ),
        Action(
            id="finding.copy",
            text="&Copy as text",
            menu="Edit/Finding",
            section=2,
            run=finding.copy_chosen,
            enabled_when=finding.has_one,
            needs=_NONE,
        ),
    )
