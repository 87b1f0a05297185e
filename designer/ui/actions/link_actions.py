"""What can be done with the selected links."""

from designer.model.links import LinkKind, LinkRole
from designer.ui.action_bar import Action
from designer.ui.canvas.commands import Commands
from designer.ui.canvas.linking import Linking
from designer.ui.edit_commands import EditCommands

_KINDS = (
    (LinkKind.REQUEST, "&Request: asks and waits"),
    (LinkKind.ASYNC, "&Asynchronous: hands over"),
    (LinkKind.REPLICATION, "Re&plication: a running copy"),
    (LinkKind.BACKUP, "&Backup: a copy now and then"),
)
_ROLES = (
    (LinkRole.REQUIRED, "Re&quired"),
    (LinkRole.OPTIONAL, "&Optional: works without"),
    (LinkRole.STANDBY, "&Standby: on failover only"),
)


def link_actions(edits: EditCommands) -> tuple[Action, ...]:
    """Return the actions on links, in the order of their menu."""
    return (
        *(
            Action(
                id=f"link.{kind.value}",
                text=text,
                menu="Edit/Link",
                run=edits.on_linking(Linking.set_kind, kind),
                enabled_when=edits.on_linking(Linking.may_be, kind),
                needs="Select a link that can be of this kind first.",
                checked_when=edits.on_linking(Linking.is_kind, kind),
            )
            for kind, text in _KINDS
        ),
        *(
            Action(
                id=f"link.{role.value}",
                text=text,
                menu="Edit/Link",
                section=1,
                run=edits.on_linking(Linking.set_role, role),
                enabled_when=edits.on_linking(Linking.has_requests),
                needs="Select a request first.",
                checked_when=edits.on_linking(Linking.is_role, role),
            )
            for role, text in _ROLES
        ),
        Action(
            id="link.reverse",
            text="Re&verse direction",
            menu="Edit/Link",
            section=2,
            run=edits.on_linking(Linking.reverse),
            enabled_when=edits.on_linking(Linking.can_reverse),
            needs="Select a link that may point the other way first.",
        ),
        Action(
            id="link.straighten",
            text="Route auto&matically",
            menu="Edit/Link",
            section=2,
            run=edits.on_canvas(Commands.straighten),
            enabled_when=edits.on_linking(Linking.is_bent),
            needs="Select a link with corners of your own first.",
        ),
    )
