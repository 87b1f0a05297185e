"""Shows the form that fits the selection, and rebuilds it only when another one is needed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from designer.model.changes import ChangeSet
from designer.model.ids import ElementId, LinkId
from designer.ui.document import Document
from designer.ui.inspector.element_form import ElementForm
from designer.ui.inspector.link_form import LinkForm
from designer.ui.inspector.workload_form import WorkloadForm
from designer.ui.lessons import ToldDuty

AnyForm = ElementForm | LinkForm | WorkloadForm


class InspectorPanel(QScrollArea):
    """The properties of what is selected, or of the diagram when nothing is.

    Signals:
        duties_wanted: ids of elements of one service whose duties `show_duties` is to show.
        check_wanted: the topic of a check or rule to explain, the ids it blames, the link pressed.
    """

    duties_wanted = Signal(object)
    check_wanted = Signal(str, object, object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Properties")
        self._document = document
        self._form: AnyForm | None = None
        self._shape: object = None
        self._shows_duties = False
        self._hides_duties = False
        # The form of each document that was shown before, with its shape: making one takes longer
        # than a change of tabs may.
        self._kept: dict[int, tuple[object, AnyForm]] = {}
        self._follow()
        self._show_form()

    def set_document(self, document: Document) -> None:
        """Show the properties of another document."""
        self._document.selection_changed.disconnect(self._selection_changed)
        self._document.changed.disconnect(self._changed)
        shown, self._form = self._form, None
        if shown is not None:
            self.takeWidget()
            shown.hide()
            shown.setParent(self)
            self._kept[self._document.number] = (self._shape, shown)
        self._document, self._shape = document, None
        self._follow()
        kept = self._kept.get(document.number)
        if kept is not None and kept[0] == self._needed_shape():
            del self._kept[document.number]
            self._shape = kept[0]
            self._put(kept[1])
            kept[1].refresh()
            self._ask_for_duties()
        else:
            self.forget(document)
            self._show_form()

    def forget(self, document: Document) -> None:
        """Keep nothing of a document that is closed."""
        if (kept := self._kept.pop(document.number, None)) is not None:
            kept[1].deleteLater()

    def _follow(self) -> None:
        self._document.selection_changed.connect(self._selection_changed)
        self._document.changed.connect(self._changed)

    def rebuild(self) -> None:
        """Make the form anew, for example in the colours of another theme."""
        for _, form in self._kept.values():
            form.deleteLater()
        self._kept.clear()
        self._shape = None
        self._show_form()

    def _selection_changed(self) -> None:
        self._show_form()

    def _changed(self, changes: ChangeSet) -> None:
        self._show_form()
        if self._form is not None:
            self._form.refresh()
        if changes.touches_score:
            self._ask_for_duties()

    # -- who answers for it
    def show_duties(self, ids: tuple[ElementId, ...], duties: Sequence[ToldDuty]) -> None:
        """Show how the duties of ``ids`` stand, if these are still selected."""
        if isinstance(self._form, ElementForm) and self._form.ids == ids and self._form.duties:
            self._form.duties.display(duties)

    def hide_duties(self, hidden: bool) -> None:
        """Leave out who answers for what, or show it again: a quiz asks about it."""
        if hidden != self._hides_duties:
            self._hides_duties = hidden
            self.rebuild()

    def _ask_for_duties(self) -> None:
        form = self._form
        if isinstance(form, ElementForm) and form.duties is not None and form.duties.is_open:
            self.duties_wanted.emit(form.ids)

    def _duties_toggled(self, is_open: bool) -> None:
        self._shows_duties = is_open
        self._ask_for_duties()

    def _show_form(self) -> None:
        shape = self._needed_shape()
        if shape == self._shape:
            return
        self._shape = shape
        self._put(self._new_form())
        self._ask_for_duties()

    def _put(self, form: AnyForm) -> None:
        self._form = form
        old = self.takeWidget()
        self.setWidget(form)
        if old is not None:
            old.deleteLater()

    def _selected(self) -> tuple[tuple[ElementId, ...], tuple[LinkId, ...]]:
        topology = self._document.diagram.topology
        chosen = sorted(self._document.selection)
        elements = tuple(ElementId(i) for i in chosen if i in topology.elements)
        links = tuple(LinkId(i) for i in chosen if i in topology.links)
        return elements, links

    def _needed_shape(self) -> object:
        """Return a value that differs exactly when another form is needed."""
        elements, links = self._selected()
        topology = self._document.diagram.topology
        if elements:
            rows = [topology.elements[key] for key in elements]
            groups = tuple((g.id, g.name) for g in topology.elements.values() if g.kind.has_members)
            places = tuple(
                (e.parent, None if e.parent is None else topology.elements[e.parent].name)
                for e in rows
            )
            told = tuple(e.inferred for e in rows)
            return ("elements", elements, tuple(e.service for e in rows), places, groups, told)
        if links:
            ends = [(topology.links[k].source, topology.links[k].target) for k in links]
            names = [(topology.elements[a].name, topology.elements[b].name) for a, b in ends]
            told = tuple(topology.links[k].inferred for k in links)
            return ("links", links, tuple(ends), tuple(names), told)
        return ("workload",)

    def _new_form(self) -> AnyForm:
        elements, links = self._selected()
        if elements:
            return self._element_form(elements)
        if links:
            return LinkForm(self._document, links)
        return WorkloadForm(self._document)

    def _element_form(self, ids: tuple[ElementId, ...]) -> ElementForm:
        is_open = None if self._hides_duties else self._shows_duties
        form = ElementForm(self._document, ids, shows_duties=is_open)
        if (section := form.duties) is not None:
            section.toggled.connect(self._duties_toggled)
            section.check_wanted.connect(self.check_wanted)
        return form
