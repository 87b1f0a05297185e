"""The form of one element, or of several, made from their catalog rows."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from designer.catalog.loader import catalog
from designer.catalog.row import RELIABILITY
from designer.catalog.service import Property, PropertyType, Role, Service
from designer.edit.edits import Batch, Rename, SetMembership, SetNote, SetProperty
from designer.model.elements import Element, Kind, Value
from designer.model.ids import ElementId
from designer.model.invariants import MAX_NOTE
from designer.responsibility.matrix import has_duties, matrix
from designer.ui.document import Document
from designer.ui.icons import icon_pixmap
from designer.ui.inspector.duties import DutiesSection
from designer.ui.inspector.fields import ChoiceField, Field, ProseField, TextField, flag_field
from designer.ui.inspector.inferred import add_inferred
from designer.ui.inspector.layouts import Form, text_button
from designer.ui.inspector.overlap import shared_properties
from designer.ui.inspector.values import (
    choice_label,
    from_text,
    shown_unit,
    to_text,
    unstated_text,
)
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import current_look

_ICON = 40
_TOGETHER = "A change here changes all of them."


class ElementForm(Form):
    """Edit name, properties, memberships and note of the elements ``ids``.

    Of elements of several services it shows what they have in common. Where values differ a field
    says so, and an entry gives all of them the same value in one step.

    Args:
        shows_duties: whether the table of who answers for what is open; None leaves it out.
    """

    def __init__(
        self,
        document: Document,
        ids: tuple[ElementId, ...],
        parent: QWidget | None = None,
        *,
        shows_duties: bool | None = False,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._ids = ids
        first = self._elements()[0]
        self._counts = Counter(element.service for element in self._elements())
        self._rows = [catalog().get(service) for service in self._counts]
        self._fields: dict[str, Field] = {}
        self._name: TextField | None = None
        self._note: ProseField | None = None
        self._members: dict[ElementId, QCheckBox] = {}
        self.add(self._header(first))
        if len(ids) == 1:
            self._add_single(first)
        add_inferred(self, document, {e.id: e.inferred for e in self._elements()})
        self.duties = self._add_duties(first, is_open=shows_duties)
        self._add_properties()
        self._add_memberships()
        if len(ids) == 1:
            self._note = ProseField("Note", limit=MAX_NOTE, hint="Remarks for readers", parent=self)
            self._note.stated.connect(self._set_note)
            self.add_heading("Remarks")
            self.add(self._note)
        self.close_column()
        self.refresh()

    @property
    def ids(self) -> tuple[ElementId, ...]:
        """What is edited."""
        return self._ids

    def _elements(self) -> list[Element]:
        elements = self._document.diagram.topology.elements
        return [elements[key] for key in self._ids if key in elements]

    def refresh(self) -> None:
        """Show the diagram's present values."""
        elements = self._elements()
        if not elements:
            return
        if self._name is not None:
            self._name.display(elements[0].name)
        if self._note is not None:
            self._note.display(elements[0].note)
        for key, field in self._fields.items():
            values = {element.properties.get(key) for element in elements}
            mixed = len(values) > 1
            field.display(None if mixed else values.pop(), mixed=mixed)
        for group, box in self._members.items():
            inside = {group in element.memberships for element in elements}
            box.setTristate(len(inside) > 1)
            box.setCheckState(
                Qt.CheckState.PartiallyChecked
                if len(inside) > 1
                else Qt.CheckState.Checked
                if True in inside
                else Qt.CheckState.Unchecked
            )

    # -- parts
    def _header(self, first: Element) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if len(self._rows) == 1:
            picture = PlainLabel(parent=row)
            look = current_look()
            picture.setPixmap(
                icon_pixmap(first.service, _ICON, self.devicePixelRatioF(), dark=look.is_dark)
            )
            layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.setContentsMargins(0, 0, 0, 0)
        heading = PlainLabel(self._title(first), row, wrap=True)
        heading.setObjectName("heading")
        words.addWidget(heading)
        detail = PlainLabel(self._detail(first), row, wrap=True)
        detail.setObjectName("muted")
        words.addWidget(detail)
        layout.addLayout(words, 1)
        return row

    def _title(self, first: Element) -> str:
        count = len(self._ids)
        if len(self._rows) > 1:
            return f"{count} elements selected"
        title = _called(first.service)
        return title if count == 1 else f"{title} × {count}"

    def _detail(self, first: Element) -> str:
        if len(self._rows) > 1:
            return "\n".join(
                f"{count} × {_called(service)}" for service, count in self._counts.most_common()
            )
        if self._rows[0] is None:
            return "This version's catalog does not know the service."
        return first.id if len(self._ids) == 1 else _TOGETHER

    def _add_single(self, first: Element) -> None:
        is_note = first.kind is Kind.NOTE
        self._name = TextField(
            "Text" if is_note else "Name", read=str.strip, write=str, unstated="", parent=self
        )
        self._name.line.setMaxLength(200)
        self._name.stated.connect(self._rename)
        self._name.require()
        self.add(self._name)
        parent = self._document.diagram.topology.elements.get(first.parent or ElementId(""))
        if parent is None:
            self.add_remark("Stands on the open canvas")
            return
        row = QHBoxLayout()
        row.setSpacing(4)
        label = PlainLabel("Stands in", self)
        label.setObjectName("muted")
        row.addWidget(label)
        text = parent.name if len(parent.name) <= 40 else parent.name[:39] + "…"
        row.addWidget(
            text_button(
                text.replace("&", "&&"),
                f"Select the container {parent.name}",
                partial(self._document.set_selection, (parent.id,)),
                self,
            )
        )
        row.addStretch(1)
        holder = QWidget(self)
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add(holder)

    def _add_properties(self) -> None:
        known = [row for row in self._rows if row is not None]
        shared = shared_properties(known) if len(known) == len(self._rows) else ()
        if len(self._rows) > 1:
            self.add_remark(_TOGETHER if shared else "They have no property in common.")
        own = [p for p in shared if p.key in RELIABILITY]
        rest = [p for p in shared if p.key not in RELIABILITY]
        scored = [p for p in rest if p.tenets]
        asked = [p for p in rest if p.pillars and not p.tenets]
        others = [p for p in rest if not (p.tenets or p.pillars)]
        for heading, properties in (
            ("Properties", scored),
            ("Well-Architected", asked),
            ("Own availability figures", own),
            ("Documentation", others),
        ):
            if properties:
                self.add_heading(heading)
            for prop in properties:
                field = property_field(prop, self)
                field.stated.connect(partial(self._set_property, prop.key))
                self._fields[prop.key] = field
                self.add(field)

    def _add_memberships(self) -> None:
        groups = [g for g in self._groups() if g.id not in self._ids]
        rows = catalog()
        if not groups or not all(_may_be_member(e, rows.get(e.service)) for e in self._elements()):
            return
        self.add_heading("Member of")
        for group in groups:
            box = QCheckBox(group.name.replace("&", "&&"), self)
            box.setAccessibleName(f"Member of {group.name}")
            box.clicked.connect(partial(self._set_membership, group.id))
            self._members[group.id] = box
            self.add(box)

    def _add_duties(self, first: Element, *, is_open: bool | None) -> DutiesSection | None:
        if is_open is None or len(self._counts) != 1 or not has_duties(first):
            return None
        self.add_line()
        section = DutiesSection(matrix(first.service), is_open=is_open, parent=self)
        self.add(section)
        return section

    def _groups(self) -> list[Element]:
        topology = self._document.diagram.topology
        around = {outer.id for key in self._ids for outer in topology.ancestors(key)}
        return [g for g in topology.of_kind(Kind.SCALING_GROUP, Kind.GROUP) if g.id not in around]

    # -- edits
    def _rename(self, name: object) -> None:
        text = "" if name is None else str(name)
        if not text:
            self.refresh()
            return
        self._document.do(Rename(id=self._ids[0], name=text))

    def _set_note(self, note: object) -> None:
        self._document.do(SetNote(id=self._ids[0], note=str(note or "")))

    def _set_property(self, key: str, value: Value | None) -> None:
        edit = SetProperty(ids=frozenset(self._ids), key=key, value=value)
        # Walking through a list of choices by arrow key is one step, not one for each entry.
        is_choice = isinstance(self._fields[key], ChoiceField)
        merge_key = f"{key} {' '.join(self._ids)}" if is_choice else None
        if not self._document.do(edit, merge_key):
            self.refresh()

    def _set_membership(self, group: ElementId) -> None:
        checked = self._members[group].checkState() == Qt.CheckState.Checked
        edits = []
        for element in self._elements():
            groups = tuple(g for g in element.memberships if g != group)
            if checked:
                groups = (*groups, group)
            if groups != element.memberships:
                edits.append(SetMembership(id=element.id, groups=groups))
        if edits:
            verb = "Join" if checked else "Leave"
            name = self._document.diagram.topology.elements[group].name
            self._document.do(Batch(edits=tuple(edits), label=f"{verb} {name}"))
        self.refresh()


def _called(service: str) -> str:
    row = catalog().get(service)
    return service if row is None else row.name


def _may_be_member(element: Element, service: Service | None) -> bool:
    if element.kind is not Kind.RESOURCE:
        return False
    return service is None or service.role not in (Role.SUPPORT, Role.CLIENT)


def property_field(prop: Property, parent: QWidget) -> Field:
    """Return the field in which ``prop`` is edited."""
    unstated = unstated_text(prop)
    if prop.type is PropertyType.BOOL:
        return flag_field(prop.label, unstated, prop.help, parent)
    if prop.type is PropertyType.CHOICE:
        return ChoiceField(
            prop.label,
            choices=tuple((choice_label(choice), choice) for choice in prop.choices),
            unstated=unstated,
            help_text=prop.help,
            parent=parent,
        )
    return TextField(
        prop.label,
        read=partial(from_text, prop),
        write=partial(_written, prop),
        unstated=unstated,
        unit=shown_unit(prop),
        help_text=prop.help,
        parent=parent,
    )


def _written(prop: Property, value: object) -> str:
    if isinstance(value, bool | int | float | str | tuple):
        return to_text(prop, value)
    return ""
