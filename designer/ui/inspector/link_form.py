"""The form of a link: what flows and how much of it, how much the source needs it, its label."""

from functools import partial

from PySide6.QtWidgets import QWidget

from designer.edit.edits import Batch, SetLink
from designer.model.ids import LinkId
from designer.model.links import LARGEST_RATE, Link, LinkKind, LinkRole
from designer.ui.document import Document
from designer.ui.inspector.fields import ChoiceField, TextField
from designer.ui.inspector.inferred import add_inferred
from designer.ui.inspector.layouts import Form, text_button
from designer.ui.inspector.values import read_number, write_number

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
    """Edit kind, role, weight, calls and label of the links ``ids``."""

    def __init__(
        self, document: Document, ids: tuple[LinkId, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._ids = ids
        heading = self.add_remark("Link" if len(ids) == 1 else f"{len(ids)} links")
        heading.setObjectName("heading")
        self._add_ends()
        rows = document.diagram.topology.links
        add_inferred(self, document, {key: rows[key].inferred for key in ids if key in rows})
        self._kind = ChoiceField(
            "Kind", choices=_KINDS, help_text="What flows along the link.", parent=self
        )
        self._role = ChoiceField(
            "Role",
            choices=_ROLES,
            help_text="Whether the source still works when the target does not.",
            parent=self,
        )
        self._weight = self._rate(
            "Weight",
            "1, an equal share",
            "This target's share of the requests beside the other alternatives of its group: with "
            "weights 3 and 1 it gets three quarters. 0 gets none.",
        )
        self._calls = self._rate(
            "Calls for each request",
            "1",
            "Requests to the target for each request that takes this link: 5 when a page makes "
            "five queries, 0.2 when one page in five makes one.",
        )
        self._label = TextField("Label", read=str.strip, write=str, unstated="none", parent=self)
        self._label.line.setMaxLength(200)
        self._kind.stated.connect(self._set_kind)
        self._role.stated.connect(self._set_role)
        self._label.stated.connect(self._set_label)
        self._weight.stated.connect(self._set_weight)
        self._calls.stated.connect(self._set_calls)
        for field in (self._kind, self._role, self._weight, self._calls, self._label):
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

    def _rate(self, label: str, unstated: str, meaning: str) -> TextField:
        return TextField(
            label,
            read=partial(read_number, low=0, high=LARGEST_RATE),
            write=write_number,
            unstated=unstated,
            help_text=meaning,
            parent=self,
        )

    def refresh(self) -> None:
        """Show the diagram's present values."""
        links = self._links()
        if not links:
            return
        kinds, roles = {link.kind for link in links}, {link.role for link in links}
        labels = {link.label for link in links}
        self._kind.display(links[0].kind, mixed=len(kinds) > 1)
        self._role.display(links[0].role, mixed=len(roles) > 1)
        for field in (self._role, self._weight, self._calls):
            field.setVisible(kinds == {LinkKind.REQUEST})
        weights, calls = {link.weight for link in links}, {link.calls for link in links}
        self._weight.display(_unless_one(links[0].weight), mixed=len(weights) > 1)
        self._calls.display(_unless_one(links[0].calls), mixed=len(calls) > 1)
        self._label.display(links[0].label or None, mixed=len(labels) > 1)

    def _set_kind(self, kind: LinkKind) -> None:
        self._do(tuple(SetLink(id=key, kind=kind) for key in self._ids), "Change link kind")

    def _set_role(self, role: LinkRole) -> None:
        self._do(tuple(SetLink(id=key, role=role) for key in self._ids), "Change link role")

    def _set_weight(self, weight: float | None) -> None:
        value = 1.0 if weight is None else weight
        self._do(tuple(SetLink(id=key, weight=value) for key in self._ids), "Weigh link")

    def _set_calls(self, calls: float | None) -> None:
        value = 1.0 if calls is None else calls
        self._do(tuple(SetLink(id=key, calls=value) for key in self._ids), "Set calls of link")

    def _set_label(self, label: object) -> None:
        text = "" if label is None else str(label)
        self._do(tuple(SetLink(id=key, label=text) for key in self._ids), "Label link")

    def _do(self, edits: tuple[SetLink, ...], label: str) -> None:
        edit = edits[0] if len(edits) == 1 else Batch(edits=edits, label=label)
        # Walking through a list of choices by arrow key is one step, not one for each entry.
        if not self._document.do(edit, merge_key=f"{label} {' '.join(self._ids)}"):
            self.refresh()


def _unless_one(value: float) -> float | None:
    return None if value == 1 else value


class _Selecting:
    """Select one element when called; holds no widget."""

    def __init__(self, document: Document, target: str) -> None:
        self._document, self._target = document, target

    def __call__(self, checked: bool = False) -> None:
        self._document.set_selection((self._target,))
