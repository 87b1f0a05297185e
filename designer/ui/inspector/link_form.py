"""The form of a link: what flows, how much the source needs it, and what is written beside it."""

from PySide6.QtWidgets import QWidget

from designer.edit.edits import Batch, SetLink
from designer.model.ids import LinkId
from designer.model.links import Link, LinkKind, LinkRole
from designer.ui.document import Document
from designer.ui.inspector.fields import ChoiceField, TextField
from designer.ui.inspector.layouts import Form, text_button

_KINDS = (
    ("Request: asks and waits", LinkKind.REQUEST),
    ("Asynchronous: queue, stream, event", LinkKind.ASYNC),
    ("Replication: a running copy", LinkKind.REPLICATION),
    ("Backup: a copy from time to time", LinkKind.BACKUP),
)
_ROLES = (
    ("Required", LinkRole.REQUIRED),
    ("Optional: works without it", LinkRole.OPTIONAL),
    ("Standby: used on failover only", LinkRole.STANDBY),
)


class LinkForm(Form):
    """Edit kind, role and label of the links ``ids``."""

    def __init__(
        self, document: Document, ids: tuple[LinkId, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._ids = ids
        heading = self.add_remark("Link" if len(ids) == 1 else f"{len(ids)} links")
        heading.setObjectName("heading")
        self._add_ends()
        self._kind = ChoiceField(
            "Kind", choices=_KINDS, help_text="What flows along the link.", parent=self
        )
        self._role = ChoiceField(
            "Role",
            choices=_ROLES,
            help_text="Whether the source still works when the target does not.",
            parent=self,
        )
        self._label = TextField("Label", read=str.strip, write=str, unstated="none", parent=self)
        self._label.line.setMaxLength(200)
        self._kind.stated.connect(self._set_kind)
        self._role.stated.connect(self._set_role)
        self._label.stated.connect(self._set_label)
        for field in (self._kind, self._role, self._label):
            self.add(field)
        self.close_column()
        self.refresh()

    def _links(self) -> list[Link]:
        links = self._document.diagram.topology.links
        return [links[key] for key in self._ids if key in links]

    def _add_ends(self) -> None:
        links = self._links()
        if len(links) != 1:
            return
        elements = self._document.diagram.topology.elements
        for word, end in (("From", links[0].source), ("To", links[0].target)):
            name = elements[end].name
            shown = f"{word}: {name if len(name) <= 40 else name[:39] + '…'}".replace("&", "&&")
            self.add(text_button(shown, f"Select {name}", _Selecting(self._document, end), self))

    def refresh(self) -> None:
        """Show the diagram's present values."""
        links = self._links()
        if not links:
            return
        kinds, roles = {link.kind for link in links}, {link.role for link in links}
        labels = {link.label for link in links}
        self._kind.display(links[0].kind, mixed=len(kinds) > 1)
        self._role.display(links[0].role, mixed=len(roles) > 1)
        self._role.setVisible(kinds == {LinkKind.REQUEST})
        self._label.display(links[0].label or None, mixed=len(labels) > 1)

    def _set_kind(self, kind: LinkKind) -> None:
        self._do(tuple(SetLink(id=key, kind=kind) for key in self._ids), "Change link kind")

    def _set_role(self, role: LinkRole) -> None:
        self._do(tuple(SetLink(id=key, role=role) for key in self._ids), "Change link role")

    def _set_label(self, label: object) -> None:
        text = "" if label is None else str(label)
        self._do(tuple(SetLink(id=key, label=text) for key in self._ids), "Label link")

    def _do(self, edits: tuple[SetLink, ...], label: str) -> None:
        edit = edits[0] if len(edits) == 1 else Batch(edits=edits, label=label)
        # Walking through a list of choices by arrow key is one step, not one for each entry.
        if not self._document.do(edit, merge_key=f"{label} {' '.join(self._ids)}"):
            self.refresh()


class _Selecting:
    """Select one element when called; holds no widget."""

    def __init__(self, document: Document, target: str) -> None:
        self._document, self._target = document, target

    def __call__(self, checked: bool = False) -> None:
        self._document.set_selection((self._target,))
