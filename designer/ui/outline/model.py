"""The drawing as a tree for a view: rows are made when they are looked at and follow each change.

An index holds a number that stands for an element's id, never an element: those change with every
edit.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QIcon, QPalette

from designer.catalog.loader import catalog
from designer.model.changes import ChangeSet
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.ui.icons import icon_pixmap
from designer.ui.matching import matches
from designer.ui.outline.branches import Branches, Parent
from designer.ui.plain_text import tip_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICON = 18
_MANY = 150
"""Past so many changed elements all rows are made anew, which is quicker."""


class OutlineModel(QAbstractItemModel):
    """One row for each element, under the container that it stands in.

    Signals:
        renamed: an element's id and the name that the user has given it.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagram = EMPTY
        self._words = ""
        self._branches = Branches()
        self._keys: list[ElementId] = []
        self._numbers: dict[ElementId, int] = {}
        self._icons: dict[str, QIcon] = {}
        self._is_dark = False

    # What it shows.

    @property
    def words(self) -> str:
        """What is filtered for; "" for everything."""
        return self._words

    def show_diagram(self, diagram: Diagram) -> None:
        """Show another diagram."""
        self.beginResetModel()
        self._diagram = diagram
        self._refill()
        self.endResetModel()

    def filter(self, words: str) -> int:
        """Show only what matches ``words``, with what it stands in; return how many match."""
        words = words.strip().casefold()
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._refill()
            self.endResetModel()
        return sum(1 for _ in self._found())

    def follow(self, diagram: Diagram, changes: ChangeSet) -> bool:
        """Show ``diagram``, which differs by ``changes``; tell whether all rows were made anew."""
        if not changes.elements:
            self._diagram = diagram
            self._show_looks(changes)
            return False
        if self.starts_anew(changes):
            self.show_diagram(diagram)
            return True
        before, self._diagram = self._diagram, diagram
        new = diagram.topology.elements
        kept = [new[key] for key, value in changes.elements.items() if value is not None]
        # Outer ones first: what stands in them finds them in their places.
        kept.sort(key=lambda one: sum(1 for _ in diagram.topology.ancestors(one.id)))
        for element in kept:
            if not self._branches.knows(element.id):
                self._add(element)
            else:
                self._place(element)
        for key, value in changes.elements.items():
            if value is None and self._branches.knows(key):
                parent = before.topology.elements[key].parent
                if parent is None or parent not in changes.removed:
                    self._remove(key)
        return False

    def starts_anew(self, changes: ChangeSet) -> bool:
        """Tell whether `follow` would make all rows anew."""
        return bool(changes.elements) and (bool(self._words) or len(changes.elements) > _MANY)

    def wear(self, *, dark: bool) -> None:
        """Show icons that can be seen on a dark ground, or on a light one."""
        self._is_dark = dark
        self._icons.clear()

    # Ids and indexes.

    def key_of(self, index: Index) -> ElementId | None:
        """Return the id of the element at ``index``."""
        return self._keys[index.internalId()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of an element; an invalid one when it is not shown."""
        if not self._branches.knows(key):
            return QModelIndex()
        element = ElementId(key)
        return self._index(self._branches.row(element), element)

    def selection_of(self, ids: Iterable[str]) -> QItemSelection:
        """Return the rows of ``ids``, those beside each other as one range."""
        rows: dict[Parent, list[int]] = {}
        for key in ids:
            if self._branches.knows(key):
                element = ElementId(key)
                rows.setdefault(self._branches.parent(element), []).append(
                    self._branches.row(element)
                )
        chosen = QItemSelection()
        for parent, numbers in rows.items():
            children = self._branches.children(parent)
            for first, last in _ranges(sorted(numbers)):
                chosen.select(
                    self._index(first, children[first]), self._index(last, children[last])
                )
        return chosen

    def hits(self) -> list[ElementId]:
        """Return the elements that match what is filtered for; none without a filter."""
        return list(self._found()) if self._words else []

    # Qt's questions.

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._branches.children(self.key_of(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self._index(row, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        key = self.key_of(index)
        outer = None if key is None else self._branches.parent(key)
        return QModelIndex() if outer is None else self._index(self._branches.row(outer), outer)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._branches.children(self.key_of(parent)))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        return self._branches.has_children(self.key_of(parent))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        key = self.key_of(index)
        element = None if key is None else self._diagram.topology.elements.get(key)
        if element is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return element.name
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(element.service)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(f"{element.name}\n{_full_name(element)}{self._state(element.id)}")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{_full_name(element)}{self._state(element.id)}"
        if role == Qt.ItemDataRole.ForegroundRole and self._is_hidden(element.id):
            palette = QGuiApplication.palette()
            return palette.brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.key_of(index)
        name = value.strip() if isinstance(value, str) else ""
        if key is None or role != Qt.ItemDataRole.EditRole or not name:
            return False
        self.renamed.emit(key, name)
        return True

    # Steps.

    def _add(self, element: Element) -> None:
        outer = element.parent
        row = self._branches.place_for(element, outer)
        self.beginInsertRows(self._outer_index(outer), row, row)
        self._branches.insert(element, outer, row)
        self.endInsertRows()

    def _remove(self, key: ElementId) -> None:
        row = self._branches.row(key)
        self.beginRemoveRows(self._outer_index(self._branches.parent(key)), row, row)
        self._branches.forget(key)
        self.endRemoveRows()

    def _place(self, element: Element) -> None:
        """Let a changed element go where it belongs now."""
        key = element.id
        old, new = self._branches.parent(key), element.parent
        before, after = self._branches.row(key), self._branches.place_for(element, new)
        if (old, before) != (new, after):
            # Qt counts the place in front of which the row goes while it is still in the old one.
            target = after + 1 if old == new and after > before else after
            self.beginMoveRows(
                self._outer_index(old), before, before, self._outer_index(new), target
            )
            self._branches.take(key)
            self._branches.insert(element, new, after)
            self.endMoveRows()
        index = self.index_of(key)
        self.dataChanged.emit(index, index)

    def _show_looks(self, changes: ChangeSet) -> None:
        """Let rows of what is hidden or shown, with all it holds, be painted anew."""
        for key in changes.hidden:
            for one in (key, *self._diagram.topology.descendants(key)):
                if (index := self.index_of(one)).isValid():
                    self.dataChanged.emit(index, index)

    # Small parts.

    def _is_hidden(self, key: ElementId) -> bool:
        hidden, topology = self._diagram.layout.hidden, self._diagram.topology
        return key in hidden or (
            bool(hidden) and any(one.id in hidden for one in topology.ancestors(key))
        )

    def _state(self, key: ElementId) -> str:
        layout = self._diagram.layout
        hidden = ", hidden" if key in layout.hidden else ""
        return f"{hidden}, locked" if key in layout.locked else hidden

    def _refill(self) -> None:
        elements = self._diagram.topology.elements
        shown: Iterable[ElementId] = elements
        if self._words:
            wanted = set(self._found())
            for key in tuple(wanted):
                wanted.update(outer.id for outer in self._diagram.topology.ancestors(key))
            shown = [key for key in elements if key in wanted]
        self._branches.fill(elements, shown)

    def _found(self) -> Iterable[ElementId]:
        elements = self._diagram.topology.elements
        if not self._words:
            return elements
        return (key for key, one in elements.items() if matches(one, self._words))

    def _index(self, row: int, key: ElementId) -> QModelIndex:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._keys)
            self._keys.append(key)
        return self.createIndex(row, 0, number)

    def _outer_index(self, outer: Parent) -> QModelIndex:
        return QModelIndex() if outer is None else self.index_of(outer)

    def _icon(self, service: str) -> QIcon:
        if service not in self._icons:
            icon = QIcon()
            for ratio in (1.0, 2.0, 3.0):
                picture = icon_pixmap(service, _ICON, ratio, dark=self._is_dark)
                for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                    icon.addPixmap(picture, mode)
            self._icons[service] = icon
        return self._icons[service]


def _full_name(element: Element) -> str:
    service = catalog().get(element.service)
    return element.service if service is None else service.full_name


def _ranges(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Yield the runs of numbers that follow each other, as (first, last)."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = last = row
        elif row == last + 1:
            last = row
        else:
            yield first, last
            first = last = row
    if first is not None and last is not None:
        yield first, last
